"""Projects whose run leaves it open whether the rest is noise: once it is, and once the network is too small."""

from __future__ import annotations

from pathlib import Path

import numpy

from netbuilder.data.tables.user_tables import CsvFile
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.drawing import drawn

ROWS = 440
"""Half of them train: more than a Gaussian process learns, which would see what the product of five signs is."""


def coin(folder: Path) -> Project:
    """The label is thrown, whatever the two numbers are."""
    random = numpy.random.default_rng(0)
    numbers = random.normal(size=(ROWS, 2))
    return _of_table(folder / "coin.csv", numbers, random.integers(0, 2, ROWS), units=3, learning_rate=0.01, epochs=60)


def signs(folder: Path) -> Project:
    """The label is the sign of the product of five numbers: neither two units nor the models tried beside see it."""
    random = numpy.random.default_rng(0)
    drawn_at = random.uniform(-1, 1, (ROWS, 5))
    numbers = numpy.sign(drawn_at) * (0.5 + abs(drawn_at) / 2)
    positive = numpy.prod(numpy.sign(numbers), axis=1) > 0
    return _of_table(folder / "signs.csv", numbers, positive, units=2, learning_rate=0.02, epochs=80)


def _of_table(path: Path, numbers: numpy.ndarray, labels: numpy.ndarray, *, units: int, **training: object) -> Project:
    names = [f"number {place}" for place in range(numbers.shape[1])]
    lines = [
        [f"{value:.3f}" for value in row] + ["yes" if label else "no"]
        for row, label in zip(numbers, labels, strict=True)
    ]
    path.write_text("\n".join(",".join(line) for line in [[*names, "label"], *lines]) + "\n", "utf-8")
    project = drawn(("dense", {"units": units}), ("relu", {}), ("dense", {"units": 2}), batch_size=32, **training)
    return edits.set_data(edits.set_dataset(project, CsvFile(path=str(path))), validation=0.5)
