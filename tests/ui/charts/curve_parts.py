"""What the tests of the curves share: made epochs and runs, and a look at the picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from netbuilder.runs.folder import Run
from netbuilder.training.history import EpochRecord
from netbuilder.training.progress import EpochDone, Started
from ui.charts.curves import Curves
from ui.charts.plot.plot_texts import marks
from ui.theme.themes import LIGHT
from ui.training.worker import Worker


def record(epoch: int, validation: float | None = None) -> EpochRecord:
    """An epoch of a training that gets on."""
    falling = 1.0 / epoch
    return EpochRecord(epoch, falling, falling + 0.1 if validation is None else validation, 0.9, 0.8, 0.1 * epoch, 0.01)


def run_of(number: int, validation: Sequence[float]) -> Run:
    """A kept run with these validation losses."""
    records = tuple(record(epoch, value) for epoch, value in enumerate(validation, start=1))
    return Run(number, Path(f"moons.runs/{number}"), records=records)


def feed(worker: Worker, records: list[EpochRecord], first_epoch: int = 1) -> None:
    """What a worker tells of these epochs."""
    worker.started.emit(Started("cpu", 42, 150, 50, first_epoch, 200, 5, "accuracy"))
    worker.progressed.emit([EpochDone(record, best=False) for record in records])


def keyed(curves: Curves) -> list[str]:
    """What the key above the picture says, after the name of the axis."""
    return [entry.words for entry in curves.plot.key.entries[1:]]


def marked(curves: Curves) -> list[tuple[float, str]]:
    """What is written beside lines in the picture, and at which epochs."""
    return [(mark.epoch, mark.words) for mark in marks(curves.plot.series, curves.plot.background, LIGHT)]


def at(curves: Curves, epoch: float) -> QPoint:
    """Where an epoch lies in the picture."""
    return QPoint(round(curves.plot.x_of(epoch)), curves.plot.height() // 2)


def colours_of(curves: Curves, between: tuple[float, float] | None = None) -> set[str]:
    """Every colour in the picture, or in the part of it between two epochs."""
    picture = curves.plot.grab().toImage()
    ends = [round(curves.plot.x_of(epoch)) for epoch in between] if between is not None else [0, picture.width()]
    return {picture.pixelColor(x, y).name() for x in range(*ends) for y in range(picture.height())}


def drag(curves: Curves, start: float, end: float) -> None:
    """Drag the picture from one epoch to another."""
    QTest.mousePress(curves.plot, Qt.MouseButton.LeftButton, pos=at(curves, start))
    places = [at(curves, start + (end - start) * step / 10) for step in range(1, 11)]
    for place in places:
        QTest.mouseMove(curves.plot, place)
    QTest.mouseRelease(curves.plot, Qt.MouseButton.LeftButton, pos=places[-1])
