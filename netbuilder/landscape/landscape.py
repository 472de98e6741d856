"""A picture of learning: the loss over a plane of weights, with the path of each optimizer over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Any, Literal

from netbuilder.data.pipeline import prepare
from netbuilder.errors import TrainingError
from netbuilder.landscape.paths import Path, Racer, race
from netbuilder.landscape.plane import (
    Plane,
    along_training,
    most_moved,
    number_names,
    through_random_directions,
    through_two_weights,
)
from netbuilder.landscape.progress import MapProgress
from netbuilder.landscape.surface import Surface
from netbuilder.messages import say
from netbuilder.project.project import Project

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

POINTS = 300
"""About so many moments of each path are kept."""

MARGIN = 0.3
"""So much of what the paths span is shown on each side of them."""

FLAT = 1e-3
"""Where the paths span less of one axis than this share of the other, both are shown equally far."""

FAR = 2.0
"""What of the others' paths is farther from the project's own than so many times its extent is not shown."""

_TOO_FAST = say("There is no loss to show: training diverged. Choose a smaller learning rate.")

_STOPPED = say("The map was stopped before anything was measured. Draw it again.")

LISTED = 5000
"""So many weights can be chosen from by name."""

Kind = Literal["two weights", "along training", "random"]


@dataclass(frozen=True)
class PlanePath:
    """The path of one optimizer over a plane. ``places``: (points, 2); ``losses``: of the minibatches, (steps,);
    ``end``: the loss where it ends, on the rows of the map."""

    racer: Racer
    places: Array
    losses: Array
    stride: int
    end: float


@dataclass(frozen=True)
class Landscape:
    """``x``, ``y``: the coordinates of the grid; ``losses``: (len(y), len(x)), NaN where there is none; ``numbers``:
    the names of the weights that can be chosen of all ``count``, and which two ``chosen`` are; ``rows``: on how many it
    is measured."""

    plane: Plane
    x: Array
    y: Array
    losses: Array
    paths: tuple[PlanePath, ...]
    numbers: tuple[str, ...]
    count: int
    chosen: tuple[int, int]
    rows: int


class Explorer:
    """Trains once, and then shows the loss over any plane. ``stopping``: ends the training, soon; ``progress``: how far
    it is, and what ends the measuring, too.

    Raises what training raises, and TrainingError where there is but one weight, or no loss that is a number.
    """

    def __init__(
        self,
        project: Project,
        racers: Sequence[Racer],
        stopping: Event | None = None,
        progress: MapProgress | None = None,
    ) -> None:
        self.project, self.progress = project, progress or MapProgress()
        prepared = prepare(project.data)
        found = race(project, prepared, racers, POINTS, stopping or Event(), self.progress)
        self._paths: list[Path] = [path for path, _ in found]
        if not self._paths[0].losses[0].isfinite():
            raise TrainingError(
                "The loss of the starting weights is not a finite number, so there is no path to show. Look at the "
                "starting values of the weights, and at the data."
            )
        network = found[0][1].network
        if network is None:
            raise TrainingError("The training was stopped before it began.")
        self._surface = Surface(project, prepared, network)
        self._names = number_names(self._surface.shapes)
        if len(self._names) < 2:
            raise TrainingError("A landscape needs two weights, but the network has one.")

    def landscape(self, kind: Kind, chosen: tuple[int, int] | None = None, seed: int = 0) -> Landscape:
        """The loss over a plane; ``chosen``: two weights by their numbers, else those that moved farthest."""
        import torch

        abandoned = self.progress.abandoned
        numbers = chosen or most_moved([path.weights for path in self._paths])
        plane = self._plane(kind, numbers, seed)
        places = [plane.places(path.weights) for path in self._paths]
        x, y = _sides(places, self._surface.side, 1.0 if kind == "random" else 0.0)
        grid = torch.cartesian_prod(y, x).flip(1)
        ends = self._surface.losses(torch.stack([path.weights[-1] for path in self._paths]), MapProgress())
        losses = self._surface.losses(plane.at(grid), self.progress).view(len(y), len(x))
        if not torch.isfinite(losses).any():
            raise TrainingError("{reason}", reason=_STOPPED if abandoned.is_set() else _TOO_FAST)
        paths = tuple(
            PlanePath(path.racer, place.numpy(), path.losses.numpy(), path.stride, float(end))
            for path, place, end in zip(self._paths, places, ends, strict=True)
        )
        return Landscape(
            plane,
            x.numpy(),
            y.numpy(),
            losses.numpy(),
            paths,
            tuple(self._names[:LISTED]),
            len(self._names),
            numbers,
            self._surface.rows,
        )

    def _plane(self, kind: Kind, numbers: tuple[int, int], seed: int) -> Plane:
        import torch

        own = self._paths[0].weights
        own = own[torch.isfinite(own).all(1)]
        if kind == "two weights":
            return through_two_weights(own[-1], numbers, self._names)
        if kind == "along training":
            return along_training(own)
        return through_random_directions(own[-1], self._surface.shapes, seed)


def _sides(paths: Sequence[Any], side: int, at_least: float) -> tuple[Any, Any]:
    """The coordinates of a grid that shows the first path, and of the others (points, 2) what is not far from it."""
    import torch

    own, *others = [path[torch.isfinite(path).all(1)] for path in paths]
    if not len(own):
        raise TrainingError("{reason}", reason=_TOO_FAST)
    low, high = own.min(0).values, own.max(0).values
    reach = FAR * max(float((high - low).max()), at_least)
    for path in others:
        near = path[((path > low - reach) & (path < high + reach)).all(1)]
        low = torch.minimum(low, near.min(0).values) if len(near) else low
        high = torch.maximum(high, near.max(0).values) if len(near) else high
    middle, half = (low + high) / 2, (high - low) / 2 * (1 + MARGIN)
    widest = max(float(half.max()), at_least, 1e-6)
    sides = []
    for axis in range(2):
        reach = widest if half[axis] < FLAT * widest else max(float(half[axis]), at_least)
        sides.append(torch.linspace(float(middle[axis]) - reach, float(middle[axis]) + reach, side))
    return sides[0], sides[1]
