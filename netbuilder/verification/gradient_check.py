"""The gradient of the first batch, weight by weight, and whether the loss does that when a weight is moved."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.build import build
from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.backends.torch.losses import objective
from netbuilder.data.pipeline import prepare
from netbuilder.errors import TrainingError
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.training.batches import epoch_order, rows_on_device
from netbuilder.training.wide_numbers import in_64_bits, wide_numbers
from netbuilder.verification.without_chance import without_chance

if TYPE_CHECKING:
    import torch

MOST_NUMBERS = 100
"""So many numbers of each weight are moved; of more, as many as this, drawn at random."""
HOLDS = 1e-5
"""A gradient holds where it is no further from the measured slope than this share of the larger of both."""
STEPS = (1e-5, 1e-6, 1e-7)
"""How far a number is moved, relative to its size: less where a corner of the loss lies too near."""
AWAY = 1e-3
"""So far at most every number is moved before all, for exact zeros lie on the corners of steps and of ReLU."""
FLAT = 1e-6
"""Slopes below this share of the largest of their weight are compared with that: below, rounding is all there is."""


@dataclass(frozen=True, slots=True)
class CheckedGradient:
    """One weight: how many numbers it has, its largest number, the length of its gradient, how many numbers were moved,
    and the largest relative difference; None where nothing was moved. ``reached``: whether the gradient reaches it."""

    name: str
    numbers: int
    largest: float
    length: float
    reached: bool
    moved: int = 0
    difference: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the gradient is what the loss does."""
        return self.difference is None or self.difference <= HOLDS

    def plain(self) -> dict[str, Any]:
        """Its values for JSON."""
        return {**asdict(self), "holds": self.holds}


def gradients(project: Project, *, compared: bool) -> list[CheckedGradient]:
    """The gradient of every weight on the first batch, in 64-bit numbers, with dropout left out.

    ``compared``: whether it is compared with central differences. Raises what a training raises.
    """
    import torch

    with torch.random.fork_rng(devices=[]):
        moving = _Moving(without_chance(project))
        return list(moving.checked(compared=compared))


class _Moving:
    """A network in evaluation mode whose weights can be moved one number at a time."""

    def __init__(self, project: Project) -> None:
        import torch

        prepared, settings = prepare(project.data), project.training
        found = check(project.graph.active, prepared.signature)
        torch.default_generator.manual_seed(settings.seed)
        self._network = build(found).double().eval()
        goal = objective(found, settings, prepared.training.targets)
        self._criterion = Criterion(goal)
        rows = rows_on_device(found, prepared.training, goal, "cpu")
        order = epoch_order(len(rows), settings, torch.Generator().manual_seed(settings.seed))
        self._batch = in_64_bits(rows.rows(order[: settings.batch_size]))
        self._weights = {name: value for name, value in self._network.named_parameters() if value.requires_grad}
        if not self._weights:
            raise TrainingError("The network has nothing to learn: none of its layers has weights.")
        self._generator = torch.Generator().manual_seed(settings.seed)
        with torch.no_grad():
            for value in self._weights.values():
                value.add_(AWAY * (2 * torch.rand(value.shape, generator=self._generator, dtype=value.dtype) - 1))

    def checked(self, *, compared: bool) -> Iterator[CheckedGradient]:
        """Each weight in its turn."""
        import torch

        loss = self._loss()
        slopes: list[torch.Tensor | None] = [None] * len(self._weights)
        if loss.requires_grad:
            slopes = list(torch.autograd.grad(loss, list(self._weights.values()), allow_unused=True))
        for (name, value), slope in zip(self._weights.items(), slopes, strict=True):
            known = torch.zeros_like(value) if slope is None else slope
            moved = self._moved(value, known) if compared else []
            yield CheckedGradient(
                name,
                value.numel(),
                float(value.detach().abs().max()),
                float(known.norm()),
                slope is not None,
                len(moved),
                max(moved, default=None),
            )

    def _loss(self) -> torch.Tensor:
        with wide_numbers():
            outputs = self._criterion.outputs(self._network(*self._batch.inputs))
            return self._criterion.loss(outputs, self._batch.targets)

    def _moved(self, value: torch.Tensor, slope: torch.Tensor) -> list[float]:
        """The relative difference at each of the numbers that are moved."""
        import torch

        chosen = torch.randperm(value.numel(), generator=self._generator)[:MOST_NUMBERS].tolist()
        flat, known = value.data.view(-1), slope.reshape(-1)
        least = max(FLAT * float(known.abs().max()), 1e-9)
        return [min(self._apart(flat, place, float(known[place]), least)) for place in chosen]

    def _apart(self, flat: torch.Tensor, place: int, slope: float, least: float) -> Iterator[float]:
        """How far the gradient is from central differences, with smaller and smaller steps until it holds."""
        import torch

        before = float(flat[place])
        for size in STEPS:
            step = size * max(1.0, abs(before))
            ends = []
            with torch.no_grad():
                for end in (before + step, before - step):
                    flat[place] = end
                    ends.append(float(self._loss()))
                flat[place] = before
            measured = (ends[0] - ends[1]) / (2 * step)
            rounding = 4 * math.ulp(max(map(abs, ends))) / step  # of the loss itself: no fault of the gradient
            apart = abs(measured - slope) / max(abs(measured), abs(slope), least, rounding / HOLDS)
            yield apart if math.isfinite(apart) else math.inf
            if apart <= HOLDS:
                return
