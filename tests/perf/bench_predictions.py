"""Predictions beside a training: the time of a map, and what it costs the training to be watched."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable
from itertools import pairwise
from statistics import median
from time import perf_counter
from typing import Any

import torch

from netbuilder.layers import layer_types
from netbuilder.predictions.predictor import Predictor
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.training.progress import EpochDone, Stepping
from netbuilder.training.trainer import Training
from tests.perf.table import Measured, show

MANY = 1_000_000
"""Epochs: more than it will ever come to."""
PAIRS, SETTLING, STRETCH = 40, 0.2, 1.0
"""Stretches of so many seconds in sight, each between two others out of sight: the machine's pace changes from second
to second by more than what is measured here, and the median of many near neighbours is what is left of that."""
SIZE = 620, 268
MAX_SLOWING, MAX_LOOKS = 1.05, 10


def project(units: int, epochs: int) -> Project:
    """Moons, and two hidden layers."""
    made, before = Project(), ""
    hidden: tuple[tuple[str, dict[str, Any]], ...] = (("dense", {"units": units}), ("relu", {})) * 2
    for kind, values in (("input", {}), *hidden, ("dense", {"units": 2}), ("output", {})):
        made, node = edits.add_node(made, layer_types()[kind].parse(values), (0.0, 0.0))
        made = edits.connect(made, before, node) if before else made
        before = node
    return edits.set_training(made, epochs=epochs, device="cpu")


class Watched:
    """A training in an event loop as the window has it, with its predictions now in sight and now not.

    ``looks`` a second, and ``slowing``: how many times as many epochs it gets through while nobody looks.
    """

    def __init__(self, made: Project) -> None:
        from netbuilder.project.document import Document
        from tests.perf.display import application
        from ui.predictions.predictions_panel import PredictionsPanel
        from ui.project.bridge import Bridge
        from ui.theme import fonts
        from ui.theme.themes import Themes
        from ui.training.worker import Worker

        self._application = application()
        fonts.install(self._application)
        self._made, self._worker, themes = made, Worker(), Themes()
        themes.choose("light")
        self._predictions = PredictionsPanel(Bridge(Document(made)), self._worker, themes)
        self._predictions.resize(*SIZE)
        self._looks, self._told = 0, (0, 0.0)
        self._worker.progressed.connect(self._note)
        self._worker.seen.connect(self._count_look)

    def run(self) -> None:
        """Train, and look during every other stretch."""
        from PySide6.QtCore import QEventLoop

        loop = QEventLoop()
        self._worker.started.connect(loop.quit)
        self._worker.start(self._made, None)
        loop.exec()
        self._stretch(seen=True)  # the first look loads what it needs
        plain, watched = [self._stretch(seen=False)], []
        looks = self._looks
        for _ in range(PAIRS):
            watched.append(self._stretch(seen=True))
            plain.append(self._stretch(seen=False))
        self.looks = (self._looks - looks) / (PAIRS * (SETTLING + STRETCH))
        self.pace, self.plain_pace = median(watched), median(plain)
        self.slowing = median(sum(around) / 2 / own for around, own in zip(pairwise(plain), watched, strict=True))
        self._worker.close()

    def _stretch(self, *, seen: bool) -> float:
        """Epochs a second, from when the panel has come up or gone until the end."""
        self._predictions.setVisible(seen)
        self._wait(SETTLING)
        epoch, moment = self._told
        self._wait(STRETCH)
        return (self._told[0] - epoch) / (self._told[1] - moment)

    def _wait(self, seconds: float) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def _note(self, batch: list[EpochDone | Stepping]) -> None:
        for value in batch:
            if isinstance(value, EpochDone):
                self._told = value.record.epoch, perf_counter()

    def _count_look(self, _moment: object) -> None:
        self._looks += 1


def map_time(units: int, bar: float) -> Measured:
    """A map of 200 × 200 places with nothing beside it."""
    made = project(units, 1)
    training, predictor = Training(made), Predictor(made)
    list(training.run())
    weights, times = training.last_weights, []
    for _ in range(41):
        began = perf_counter()
        predictor.predict(weights)
        times.append((perf_counter() - began) * 1000)
    taken = median(times)
    return Measured(f"map 200 × 200, network 2-{units}-{units}-2", taken, bar, taken / bar, 1, "ms")


def slowing(units: int) -> list[Measured]:
    """A training with its predictions computed, drawn and painted, and without, in turn; and how often it was."""
    watched = Watched(project(units, MANY))
    watched.run()
    name = f"epochs of 2-{units}-{units}-2, its predictions in sight / not"
    row = Measured(name, watched.pace, watched.plain_pace, watched.slowing, MAX_SLOWING, "a second")
    return [
        row,
        Measured("predictions drawn meanwhile", watched.looks, MAX_LOOKS, watched.looks / MAX_LOOKS, 1, "a second"),
    ]


def main() -> int:
    """Print the table; 0 if every bar is met."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    parts: list[Callable[[], list[Measured]]] = [
        lambda: [map_time(16, 15)],
        lambda: [map_time(64, 15)],
        lambda: slowing(16),
        lambda: slowing(64),
    ]
    return 0 if show(row for part in parts for row in part()) else 1


if __name__ == "__main__":
    sys.exit(main())
