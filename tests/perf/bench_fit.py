"""The fit beside a training: the time of a map, and what it costs the training to be watched."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable
from statistics import median
from time import perf_counter

import torch

from netbuilder import edits
from netbuilder.fit.fit import Fitting
from netbuilder.layers import layer_types
from netbuilder.project import Project
from netbuilder.training.trainer import Training
from tests.perf.table import Measured, fastest, show

EPOCHS = 1000
PAIRS = 10
SIZE = 620, 268
MOST_SLOWING, MOST_LOOKS = 1.05, 10


def project(units: int, epochs: int) -> Project:
    """Moons, and two hidden layers."""
    made, before = Project(), ""
    hidden = (("dense", {"units": units}), ("relu", {})) * 2
    for kind, values in (("input", {}), *hidden, ("dense", {"units": 2}), ("output", {})):
        made, node = edits.add_node(made, layer_types()[kind].parse(values), (0.0, 0.0))
        made = edits.connect(made, before, node) if before else made
        before = node
    return edits.set_training(made, epochs=epochs, device="cpu")


class Trainer:
    """Trains in an event loop as the window does, with its fit in sight or not.

    ``looks``: how often it was seen, in so many ``seconds`` of training.
    """

    def __init__(self, made: Project) -> None:
        from PySide6.QtWidgets import QApplication

        from netbuilder.document import Document
        from ui.bridge import Bridge
        from ui.panels.fit import Fit
        from ui.theme import Themes
        from ui.worker import Worker

        self._application = QApplication.instance() or QApplication([])
        self._made, self._worker, themes = made, Worker(), Themes()
        themes.choose("light")
        self.fit = Fit(Bridge(Document(made)), self._worker, themes)
        self.fit.resize(*SIZE)
        self.looks, self.seconds = 0, 0.0
        self._worker.seen.connect(self._count)

    def train(self, *, seen: bool) -> float:
        """Train to the end. Returns the seconds from the start until the window knows of the end."""
        from PySide6.QtCore import QEventLoop

        self.fit.setVisible(seen)
        loop = QEventLoop()
        self._worker.finished.connect(loop.quit)
        began = perf_counter()
        self._worker.start(self._made, None)
        loop.exec()
        taken = perf_counter() - began
        self._worker.finished.disconnect(loop.quit)
        self.seconds += taken if seen else 0.0
        return taken

    def _count(self, _moment: object) -> None:
        self.looks += 1


def map_time(units: int, bar: float) -> Measured:
    """A map of 200 × 200 places with nothing beside it."""
    made = project(units, 1)
    training, fitting = Training(made), Fitting(made)
    list(training.run())
    weights, times = training.last_weights, []
    for _ in range(41):
        began = perf_counter()
        fitting.fit(weights)
        times.append((perf_counter() - began) * 1000)
    taken = median(times)
    return Measured(f"map 200 × 200, network 2-{units}-{units}-2", taken, bar, taken / bar, 1, "ms")


def slowing(units: int) -> list[Measured]:
    """The same training with its fit worked out, drawn and painted, and without, in turn; and how often it was."""
    trainer = Trainer(project(units, EPOCHS))
    name = f"training of 2-{units}-{units}-2, its fit in sight / not"
    row = fastest(name, lambda: trainer.train(seen=True), lambda: trainer.train(seen=False), MOST_SLOWING, PAIRS)
    rate = trainer.looks / trainer.seconds
    return [row, Measured("fits drawn meanwhile", rate, MOST_LOOKS, rate / MOST_LOOKS, 1, "a second")]


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
