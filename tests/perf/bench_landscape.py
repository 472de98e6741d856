"""The loss over a plane of weights: how long the map takes, beside a loop that computes one network after another."""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Event
from time import perf_counter

import torch

import samples
from netbuilder.data.pipeline import prepare
from netbuilder.files.read import read
from netbuilder.landscape.paths import OWN, follow
from netbuilder.landscape.plane import through_random_directions
from netbuilder.landscape.progress import MapProgress
from netbuilder.landscape.surface import Surface
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.perf.table import Measured, show

BAR = 0.5
"""Seconds for 60 × 60 points of 2-16-2."""
LARGE_BAR = 10.0
"""Seconds for a network of convolutions, on fewer points."""


def main() -> int:
    """Measure a small network and one of convolutions. Print both times and how much a loop would take."""
    small = edits.set_training(read(samples.path("moons_overfit")), device="cpu", epochs=1)
    small = edits.set_parameter(small, "dense_1", "units", 16)
    large = edits.set_training(read(samples.path("digits_cnn")), device="cpu", epochs=1)
    rows = [*_measured("2-16-2", small, BAR), *_measured("convolutions on digits", large, LARGE_BAR)]
    return 0 if show(rows) else 1


def _measured(name: str, project: Project, bar: float) -> list[Measured]:
    """The shortest of three maps; of the loop, a fiftieth is measured."""
    prepared = prepare(project.data)
    path, training = follow(project, prepared, OWN, 300, Event(), MapProgress())
    if training.network is None:
        raise RuntimeError("the training made no network")
    surface = Surface(project, prepared, training.network)
    plane = through_random_directions(path.weights[-1], surface.shapes, 0)
    side = torch.linspace(-1, 1, surface.side)
    points = plane.at(torch.cartesian_prod(side, side))
    took = min(_seconds(lambda: surface.losses(points, MapProgress())) for _ in range(3))
    few = points[:: max(1, len(points) // 50)]
    alone = _seconds(lambda: [surface.losses(point[None], MapProgress()) for point in few]) * len(points) / len(few)
    map_ = f"{surface.side} × {surface.side} losses of {name}, {surface.rows} rows"
    return [Measured(map_, took, bar, took / bar, 1.0), Measured(f"{map_}, one by one", took, alone, took / alone, 1.0)]


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
