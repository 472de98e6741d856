"""Where a training stands: everything that is needed to go on as if it had never stopped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from netbuilder.backends.torch.weights import Weights
from netbuilder.errors import TrainingError
from netbuilder.messages import Message
from netbuilder.training.history import EpochRecord

if TYPE_CHECKING:
    import torch


Count = Annotated[int, Field(ge=0, le=2**53)]
Loss = Annotated[float, Field(allow_inf_nan=False)]
Quantity = Annotated[float, Field(ge=0, allow_inf_nan=False)]


@dataclass(frozen=True, slots=True)
class Position:
    """The plain part of where a training stands.

    ``step``: steps done in the epoch under way. ``steps`` and ``seconds``: since the very beginning.
    ``rows`` and ``batch_size``: what a step means. ``optimizer`` and ``schedule``: the calls, as printed.
    ``last_batch_loss``: of the last step; None where there was none, or it is not known.
    """

    step: Count
    steps: Count
    seconds: Quantity
    rows: Count
    batch_size: Count
    learning_rate: Quantity
    optimizer: str
    schedule: str
    last_batch_loss: Loss | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Resume:
    """From where to go on. With no ``position``: from these weights, with a fresh optimizer and fresh random streams.

    ``records``: the finished epochs. ``optimizer``: its state by "parameter number.name". ``random``: the states of
    the generators: "batches" as it was when the epoch under way began, and torch's own by device. ``origin``: the
    number of the run that it continues, and ``seams`` the epochs at which those ended that this one continued.
    ``kept``: the weights of earlier epochs, to which one can go back. ``file``: the name of the file that the state
    was read from. ``start``: what was measured as epoch 0.
    """

    weights: Weights
    best_weights: Weights
    records: tuple[EpochRecord, ...] = ()
    position: Position | None = None
    optimizer: Mapping[str, torch.Tensor] = field(default_factory=dict)
    random: Mapping[str, torch.Tensor] = field(default_factory=dict)
    origin: int | None = None
    seams: tuple[int, ...] = ()
    kept: Mapping[int, Weights] = field(default_factory=dict)
    file: str = ""
    start: EpochRecord | None = None


def unusable(resume: Resume, what: Message) -> TrainingError:
    """The sentence for a state from which a training cannot go on. ``what``: the part of it that is damaged."""
    return TrainingError(
        "“{file}” is damaged: {what} in it does not belong to this run. Restore an epoch of the run, and continue "
        "from there.",
        file=resume.file,
        what=what,
    )
