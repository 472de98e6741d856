"""The live curves: what one frame costs, drawing and painting, with three earlier runs behind the present one."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy

from netbuilder.project.document import Document
from netbuilder.runs.folder import Run
from netbuilder.training.history import EpochRecord
from netbuilder.training.progress import EpochDone, Started
from tests.perf.table import Measured, show

EPOCHS, FRAMES = 10_000, 200
BAR = 8.0
"""Milliseconds a frame."""


def records(seed: int) -> list[EpochRecord]:
    """A noisy training that overfits."""
    noise = numpy.random.default_rng(seed).normal(0, 0.03, (EPOCHS, 2))
    falling = numpy.exp(-numpy.arange(EPOCHS) / 1500)
    losses = numpy.stack([0.2 + falling, 0.4 + falling + 1e-5 * numpy.arange(EPOCHS)], axis=1) + noise
    return [
        EpochRecord(epoch, float(one), float(other), 0.9, 0.8, 0.1 * epoch, 0.01)
        for epoch, (one, other) in enumerate(losses, start=1)
    ]


def frames(width: int, height: int, *, smooth: bool) -> list[float]:
    """Milliseconds from the report of an epoch until it is on the screen, for the last epochs of a live run."""

    from tests.perf.display import application
    from ui.charts.curves import Curves
    from ui.project.bridge import Bridge
    from ui.theme import fonts
    from ui.theme.themes import Themes
    from ui.training.worker import Worker

    app = application()
    fonts.install(app)
    worker = Worker()
    curves = Curves(Bridge(Document()), worker, Themes())
    curves.resize(width, height)
    curves.show()
    curves.prepare()
    live, *earlier = (records(seed) for seed in range(4))
    worker.started.emit(Started("cpu", 42, 150, 50, 1, EPOCHS, 5, "accuracy"))
    worker.progressed.emit([EpochDone(record, best=False) for record in live[:-FRAMES]])
    curves.overlay([Run(number, Path(str(number)), records=tuple(run)) for number, run in enumerate(earlier, 1)])
    curves.bar.smooth("light" if smooth else "off")
    app.processEvents()
    found = []
    for record in live[-FRAMES:]:
        worker.state_changed.emit("idle")  # no rest: each epoch is drawn
        began = perf_counter()
        worker.progressed.emit([EpochDone(record, best=False)])
        app.processEvents()
        found.append((perf_counter() - began) * 1000)
    assert curves.training_points()[0][-1] == EPOCHS
    curves.close()
    return found


def main() -> int:
    """Print the table; 0 if every bar is met."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rows = []
    for width, height, smooth in ((660, 232, False), (660, 232, True), (1280, 500, True)):
        taken = median(frames(width, height, smooth=smooth))
        name = f"frame of 4 × {EPOCHS:,} live epochs, {width} × {height}" + (", smoothed" if smooth else "")
        rows.append(Measured(name, taken, BAR, taken / BAR, 1, "ms"))
    return 0 if show(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
