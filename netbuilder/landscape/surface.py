"""The loss of a network on a grid of weights, many networks at once where torch can."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from netbuilder.backends.torch.build import build
from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.backends.torch.losses import objective
from netbuilder.backends.torch.rng_scope import thread_count
from netbuilder.backends.torch.softmax import cross_entropy
from netbuilder.landscape.progress import MapProgress
from netbuilder.project.project import Project
from netbuilder.shapes.check import check as check_shapes
from netbuilder.training.batches import rows_on_device
from netbuilder.training.evaluation import values_a_row

if TYPE_CHECKING:
    import torch

    from netbuilder.data.pipeline import Prepared

MOST_ROWS, FEWEST_ROWS = 1000, 64
"""The loss is measured on at most so many training rows, evenly spread over all; of a large network on fewer."""

MOST_SIDE, LEAST_SIDE = 60, 20
"""Points along each side of the grid; of a large network fewer."""

WORK = 4 * 10**8
"""So many numbers the layers of all networks put out for all rows, where rows and points are no fewer than that: this
takes seconds."""

AT_ONCE = 2**22
"""All networks that are computed at once have so many numbers at most, weights and values: 16 MiB."""


class Surface:
    """The loss that training makes small, on training rows, in evaluation mode. It draws no random numbers.

    ``shapes``: of each parameter by its name; ``rows``: on how many rows it is measured; ``side``: how many
    points a grid should have along each side. What a network keeps besides its weights (the running means of batch
    norm) is as ``trained`` has it. Raises what training raises.
    """

    def __init__(self, project: Project, prepared: Prepared, trained: torch.nn.Module) -> None:
        import torch

        found = check_shapes(project.graph.active, prepared.signature)
        goal = objective(found, project.training, prepared.training.targets)
        with torch.device("meta"):
            self._network = build(found).eval()
        self._kept = {name: value.detach().cpu() for name, value in trained.named_buffers()}
        self.shapes = {name: weights.shape for name, weights in self._network.named_parameters()}
        fed = rows_on_device(found, prepared.training, goal, "cpu")
        values = max(1, values_a_row(found))
        rows = min(len(fed), max(FEWEST_ROWS, min(MOST_ROWS, WORK // (MOST_SIDE**2 * values))))
        if rows < len(fed):
            fed = fed.rows(torch.linspace(0, len(fed) - 1, rows).long())
        self._fed, self.rows, self._criterion = fed, rows, Criterion(goal, {"cross-entropy": cross_entropy})
        self._numbers = sum(shape.numel() for shape in self.shapes.values())
        self._values = rows * values
        self.side = max(LEAST_SIDE, min(MOST_SIDE, math.isqrt(WORK // self._values)))

    def losses(self, points: torch.Tensor, progress: MapProgress) -> torch.Tensor:
        """The loss of each of the weights (points, numbers): float32 (points,); NaN for what is abandoned."""
        import torch

        found = torch.full((len(points),), float("nan"))
        together = max(1, AT_ONCE // (self._numbers + self._values))
        with _own_threads():
            for first, part in self._measured(points, together):
                found[first : first + len(part)] = part
                progress.share = (first + len(part)) / len(points)
                if progress.abandoned.is_set():
                    break
        return found

    def _measured(self, points: torch.Tensor, together: int) -> Iterator[tuple[int, torch.Tensor]]:
        import torch

        measure: Callable[[torch.Tensor], torch.Tensor] = torch.func.vmap(self._loss)
        with torch.no_grad():
            try:
                measure(points[: min(2, together)])
            except (RuntimeError, ValueError):  # some operation cannot be mapped over networks
                together, measure = 1, lambda part: torch.stack([self._loss(point) for point in part])
            for first in range(0, len(points), together):
                yield first, measure(points[first : first + together])

    def _loss(self, point: torch.Tensor) -> torch.Tensor:
        import torch

        parts = torch.split(point, [shape.numel() for shape in self.shapes.values()])
        weights = {name: part.view(shape) for (name, shape), part in zip(self.shapes.items(), parts, strict=True)}
        result = torch.func.functional_call(self._network, {**weights, **self._kept}, self._fed.inputs)
        return self._criterion.loss(self._criterion.outputs(result), self._fed.targets)


@contextmanager
def _own_threads() -> Iterator[None]:
    """Compute with as many threads as a training. With one on each core, all wait for the one whose core is taken:
    where two cores were busy with something else, convolutions took ten times as long."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(thread_count())
    try:
        yield
    finally:
        torch.set_num_threads(before)
