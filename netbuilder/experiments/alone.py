"""One network of an experiment, trained as every other training does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from netbuilder.experiments.blueprint import Blueprint, Masks
from netbuilder.experiments.group import mean_squares
from netbuilder.experiments.resampling import Draw
from netbuilder.training.evaluation import Answer
from netbuilder.training.learner import Learner

if TYPE_CHECKING:
    import torch


class Alone:
    """One network, with the steps of ordinary training."""

    def __init__(self, blueprint: Blueprint, draws: Sequence[Draw]) -> None:
        import torch

        (draw,) = draws
        self._blueprint, self._rows = blueprint, blueprint.feed(draw)
        self._network = blueprint.network(draw.seed)
        self._learner = Learner(self._network, blueprint.criterion, blueprint.settings, blueprint.device)
        self._batches = torch.Generator().manual_seed(draw.seed)
        self._masks = Masks(blueprint, draw.seed)
        self._points, self._goals = blueprint.entries(torch.from_numpy(draw.features)), blueprint.goals(draw)
        self._answer = Answer(self._network)

    def epoch(self) -> Iterator[None]:
        """See ``Group``."""
        import torch

        self._network.train()
        count, size = self._blueprint.ordered_rows(len(self._rows)), self._blueprint.settings.batch_size
        order = torch.randperm(len(self._rows), generator=self._batches)[:count].to(self._blueprint.device)
        for start in range(0, count, size):
            batch = self._rows.rows(order[start : start + size])
            self._put_masks(len(batch))
            self._learner.step(batch)
            yield
        self._learner.end_epoch()

    def _put_masks(self, rows: int) -> None:
        import torch

        if self._blueprint.rates:
            masks = {
                name: torch.empty(rows, *shape, device=self._blueprint.device)
                for name, (_, shape) in self._blueprint.rates.items()
            }
            self._masks.fill(masks)
            for name, mask in masks.items():
                getattr(self._network, name).mask = mask

    def predicted(self) -> torch.Tensor:
        """See ``Group``."""
        return self._answers(self._points)

    def predicted_at(self, features: Sequence[Any]) -> torch.Tensor:
        """See ``Group``."""
        import torch

        return self._answers(self._blueprint.entries(torch.from_numpy(features[0])))

    def training_errors(self, share: float) -> torch.Tensor:
        """See ``Group``."""
        return mean_squares(self._answers(self._rows.inputs), self._goals[None], share)

    def _answers(self, inputs: tuple[torch.Tensor, ...]) -> torch.Tensor:
        import torch

        self._network.eval()
        size, blueprint = self._blueprint.piece_rows(1), self._blueprint
        with torch.inference_mode():
            pieces = [
                blueprint.estimates(blueprint.criterion.outputs(self._answer(piece)))
                for piece in zip(*(torch.split(entry, size) for entry in inputs), strict=True)
            ]
        return torch.cat(pieces).cpu()[None]
