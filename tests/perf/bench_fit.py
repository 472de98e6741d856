"""The fit beside a training: the time of a map, and what it costs the training to be watched."""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Callable
from statistics import median
from time import perf_counter, thread_time

import torch

from netbuilder import edits
from netbuilder.layers import layer_types
from netbuilder.project import Project
from netbuilder.training.fit import Fitting
from netbuilder.training.progress import EpochDone
from netbuilder.training.snapshots import Weights
from netbuilder.training.trainer import Training
from tests.perf.table import Measured, compared, show
from ui.panels.fit import PACE, REST

EPOCHS = 300


def project(units: int, epochs: int = EPOCHS) -> Project:
    """Moons, and two hidden layers."""
    made, before = Project(), ""
    hidden = (("dense", {"units": units}), ("relu", {})) * 2
    for kind, values in (("input", {}), *hidden, ("dense", {"units": 2}), ("output", {})):
        made, node = edits.add_node(made, layer_types()[kind].parse(values), (0.0, 0.0))
        made = edits.connect(made, before, node) if before else made
        before = node
    return edits.set_training(made, epochs=epochs, device="cpu")


class Watch:
    """Someone who looks at a training from another thread, as often as the window does. ``times``: of the fits."""

    def __init__(self, fitting: Fitting) -> None:
        self.times: list[float] = []
        self._rest = 0.0
        self._fitting, self._weights = fitting, list[Weights]()
        self._there, self._over = threading.Event(), threading.Event()

    def train(self, made: Project) -> None:
        """Train to the end, watched."""
        self._over.clear()
        due = 0.0
        eye = threading.Thread(target=self._look)
        eye.start()
        training = Training(made)
        for progress in training.run():
            if isinstance(progress, EpochDone) and perf_counter() >= due and not self._there.is_set():
                self._weights = [training.last_weights]
                self._there.set()
                due = perf_counter() + max(PACE / 1000, self._rest)
        self._over.set()
        eye.join()
        self._there.clear()

    def _look(self) -> None:
        torch.set_num_threads(1)
        while not self._over.is_set():
            if not self._there.wait(0.05):
                continue
            began, began_alone = perf_counter(), thread_time()
            self._fitting.fit(self._weights[0])
            self.times.append(perf_counter() - began)
            self._rest = REST * (thread_time() - began_alone)
            self._there.clear()


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
    """The same training watched and alone, in turn; and how long a map takes meanwhile."""
    made = project(units)
    watch = Watch(Fitting(made))

    def watched() -> None:
        watch.train(made)

    def alone() -> None:
        list(Training(made).run())

    row = compared(f"training of 2-{units}-{units}-2, watched / alone", watched, alone, 1.05, repeats=9)
    taken = median(watch.times) * 1000
    return [row, Measured("the map meanwhile", taken, PACE, taken / PACE, 1, "ms")]


def main() -> int:
    """Print the table; 0 if every bar is met."""
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
