"""A picture of learning: the loss over a plane of weights, with the way of each optimizer on it."""

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
from netbuilder.landscape.surface import Surface
from netbuilder.project.project import Project

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

POINTS = 300
"""About so many moments of each way are kept."""

MARGIN = 0.3
"""So much of what the ways take is shown on each side of them."""

FLAT = 1e-3
"""Where the ways take less of one axis than this share of the other, both are shown equally far."""

LISTED = 5000
"""So many weights can be chosen from by name."""

Kind = Literal["two weights", "along training", "random"]


@dataclass(frozen=True)
class Way:
    """The way of one optimizer. ``places``: (points, 2) on the plane; ``losses``: of the minibatches, (steps,)."""

    racer: Racer
    places: Array
    losses: Array
    stride: int


@dataclass(frozen=True)
class Landscape:
    """``x``, ``y``: the coordinates of the grid; ``losses``: (len(y), len(x)), NaN where there is none; ``numbers``:
    the names of the weights that can be chosen, and which two ``chosen`` are; ``rows``: on how many it is measured."""

    plane: Plane
    x: Array
    y: Array
    losses: Array
    ways: tuple[Way, ...]
    numbers: tuple[str, ...]
    chosen: tuple[int, int]
    rows: int


class Explorer:
    """Trains once, and then shows the loss over any plane. ``stopping``: ends the training, soon; ``abandoned``: ends
    what is measured, too, which nobody wants to see any more.

    Raises what training raises, and TrainingError where there is but one weight.
    """

    def __init__(self, project: Project, racers: Sequence[Racer], stopping: Event | None = None) -> None:
        self.project, self.abandoned = project, Event()
        prepared = prepare(project.data)
        found = race(project, prepared, racers, POINTS, stopping or Event())
        self._paths: list[Path] = [path for path, _ in found]
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

        numbers = chosen or most_moved([path.weights for path in self._paths])
        plane = self._plane(kind, numbers, seed)
        places = [plane.places(path.weights) for path in self._paths]
        x, y = _sides(torch.cat(places), self._surface.side, 1.0 if kind == "random" else 0.0)
        grid = torch.cartesian_prod(y, x).flip(1)
        losses = self._surface.losses(plane.at(grid), self.abandoned).view(len(y), len(x))
        ways = tuple(
            Way(path.racer, place.numpy(), path.losses.numpy(), path.stride)
            for path, place in zip(self._paths, places, strict=True)
        )
        return Landscape(
            plane, x.numpy(), y.numpy(), losses.numpy(), ways, tuple(self._names[:LISTED]), numbers, self._surface.rows
        )

    def _plane(self, kind: Kind, numbers: tuple[int, int], seed: int) -> Plane:
        own = self._paths[0].weights
        if kind == "two weights":
            return through_two_weights(own[-1], numbers, self._names)
        if kind == "along training":
            return along_training(own)
        return through_random_directions(own[-1], self._surface.shapes, seed)


def _sides(places: Any, side: int, at_least: float) -> tuple[Any, Any]:
    """The coordinates of a grid that shows all places (points, 2) that are finite, with a margin."""
    import torch

    finite = places[torch.isfinite(places).all(1)]
    low, high = finite.min(0).values, finite.max(0).values
    middle, half = (low + high) / 2, (high - low) / 2 * (1 + MARGIN)
    widest = max(float(half.max()), at_least, 1e-6)
    sides = []
    for axis in range(2):
        reach = widest if half[axis] < FLAT * widest else max(float(half[axis]), at_least)
        sides.append(torch.linspace(float(middle[axis]) - reach, float(middle[axis]) + reach, side))
    return sides[0], sides[1]
