"""Many networks trained at once beside the program's own fast training of one after another: speed and memory."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from time import perf_counter
from typing import Any

from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import prepare
from netbuilder.experiments.bias_variance import BiasVariance
from netbuilder.experiments.resampling import Resampling
from netbuilder.experiments.sweep.sweep import Sweep, SweepSpec
from netbuilder.experiments.sweep.sweep_point import SweepPoint
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.training.trainer import Training
from tests.perf.bench_training import drawn, image_project
from tests.perf.table import Measured, compared, show

MEMBERS = 50
EPOCHS = TrainingSettings().epochs
"""As many as a new project trains for."""

SWEEP_SECONDS = 60.0
MIN_GAIN = 8.0
MAX_LOSS = 1.05


def perceptron(*widths: int, rows: int, epochs: int, outputs: int = 1, **data: Any) -> Project:
    """Dense layers with tanh between them, on points of a curve or of the plane; ``rows`` of them for training."""
    layers: list[tuple[str, dict[str, Any]]] = []
    for width in widths:
        layers += [("dense", {"units": width}), ("tanh", {})]
    project = drawn(*layers, ("dense", {"units": outputs}))
    kind = "curve" if outputs == 1 else "moons"
    project = edits.set_dataset(project, dataset_types()[kind].parse({"rows": 2 * rows}))
    return edits.set_training(edits.set_data(project, validation=0.5, **data), epochs=epochs)


def at_once(project: Project, members: int) -> Callable[[], object]:
    return lambda: list(BiasVariance(project, resamples=members).run())


def one_after_another(project: Project, members: int) -> Callable[[], object]:
    """The same members by ordinary training, which measures losses on training and validation rows each epoch."""

    def train() -> None:
        prepared = prepare(project.data)
        resampling = Resampling(project, prepared)
        for number in range(members):
            member = resampling.draw(number)
            ready = edits.set_training(project, seed=member.seed)
            list(Training(ready, prepared=replace(prepared, training=member.training)).run())

    return train


def gain(name: str, project: Project, bar: float, members: int = MEMBERS) -> Measured:
    return compared(name, at_once(project, members), one_after_another(project, members), bar, repeats=3)


def sweep() -> Measured:
    """Ten values of a width, at each 50 networks of 1-16-16-1 on 30 rows for 300 epochs."""
    project = perceptron(16, 16, rows=30, epochs=300)
    values = [str(width) for width in (2, 4, 6, 8, 10, 12, 16, 20, 24, 32)]
    began = perf_counter()
    experiment = Sweep(SweepSpec(project, "dense_1.units", resamples=MEMBERS), values)
    points = [told for told in experiment.run() if isinstance(told, SweepPoint)]
    seconds = perf_counter() - began
    measured = len([point for point in points if point.terms])
    if measured != len(values):
        raise RuntimeError(f"only {measured} of {len(values)} values were measured")
    return Measured("sweep: 10 widths × 50 networks × 300 epochs", seconds, SWEEP_SECONDS, seconds / SWEEP_SECONDS, 1.0)


def rows() -> Iterator[Measured]:
    """All comparisons, one after another."""
    small = 1 / MIN_GAIN
    yield gain("1-16-16-1, 30 rows, 50 networks", perceptron(16, 16, rows=30, epochs=EPOCHS), small)
    yield gain("1-256-1, 30 rows, 50 networks", perceptron(256, rows=30, epochs=EPOCHS), small)
    yield gain("1-64-64-1, 30 rows, 50 networks", perceptron(64, 64, rows=30, epochs=EPOCHS), small)
    yield gain("2-16-16-2, 100 rows, 50 networks", perceptron(16, 16, rows=100, epochs=EPOCHS, outputs=2), small)
    yield gain("2-64-64-2, 100 rows, 50 networks", perceptron(64, 64, rows=100, epochs=EPOCHS, outputs=2), small)
    yield gain("1-16-16-1, 30 rows, 50 networks, 2 epochs", perceptron(16, 16, rows=30, epochs=2), MAX_LOSS)
    yield gain("1-16-16-1, 30 rows, 2 networks", perceptron(16, 16, rows=30, epochs=EPOCHS), MAX_LOSS, 2)
    yield gain(
        "2-256-256-2, 100 rows, 5 networks, 2 epochs", perceptron(256, 256, rows=100, epochs=2, outputs=2), MAX_LOSS, 5
    )
    yield gain("2-256-256-2, 100 rows, 10 networks", perceptron(256, 256, rows=100, epochs=40, outputs=2), MAX_LOSS, 10)
    yield gain("CNN on 8×8 digits, 10 networks", edits.set_data(image_project(20), training_rows=100), MAX_LOSS, 10)
    yield sweep()


if __name__ == "__main__":
    sys.exit(0 if show(rows()) else 1)
