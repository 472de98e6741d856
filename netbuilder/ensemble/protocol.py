"""What networks that train beside each other offer, whether one or many at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from netbuilder.ensemble.draw import Draw
from netbuilder.ensemble.network_factory import NetworkFactory
from netbuilder.training.batches import DeviceRows

if TYPE_CHECKING:
    import torch


class Ensemble(Protocol):
    """Members under way. Tensors come out on the CPU."""

    def __init__(self, factory: NetworkFactory, draws: Sequence[Draw]) -> None: ...

    def epoch(self) -> Iterator[None]:
        """One pass over the training rows; a value after each step."""

    def predicted(self) -> torch.Tensor:
        """The estimates at the points, (members, points, numbers or classes), float32."""

    def predicted_at(self, features: Sequence[Any]) -> torch.Tensor:
        """The estimates for other features, one float32 array (rows, *shape) a member."""

    def judged(self, rows: DeviceRows) -> torch.Tensor:
        """What each makes of the same rows, (members, 2, rows): see ``NetworkFactory.judged``."""

    def row_losses(self, rows: DeviceRows) -> torch.Tensor:
        """What each loses on rows of its own, (members, rows). ``rows``: of all members, as ``stacked`` joins them."""

    def training_errors(self, share: float) -> torch.Tensor:
        """The mean squared error on the rows that each member learns from, (members,)."""


def stacked(rows: Sequence[DeviceRows]) -> DeviceRows:
    """The rows of members side by side, (members, rows, …); each has equally many."""
    import torch

    targets = {form: torch.stack([fed.targets[form] for fed in rows]) for form in rows[0].targets}
    return DeviceRows(tuple(torch.stack(entry) for entry in zip(*(fed.inputs for fed in rows), strict=True)), targets)


def mean_squares(answers: torch.Tensor, goals: torch.Tensor, share: float) -> torch.Tensor:
    """The mean squared error of each member, (members,), from (members, rows, numbers or classes)."""
    return (answers.double() - goals).square().sum(2).mean(1) * share
