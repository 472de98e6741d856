"""Recording a minibatch beside the same step unwatched, and saying why a gradient is what it is."""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import torch
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication

from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.stepping.contributions import contributions
from netbuilder.stepping.nudge import nudge
from netbuilder.stepping.probe import Subject
from netbuilder.stepping.stepper import Stepper
from netbuilder.training.progress import Stepping
from netbuilder.training.trainer import Training
from tests.perf.bench_training import image_project, small_project
from tests.perf.table import Measured, show
from ui.application.preferences import Preferences
from ui.application.startup import Warmup
from ui.shell.main_window import MainWindow
from ui.theme.themes import Themes

STEPS = 40


def unwatched(project: Project) -> Callable[[], object]:
    """The same training, told after every batch."""
    progress = Training(edits.set_training(project, device="cpu"), each_step=True).run()

    def step() -> None:
        while not isinstance(next(progress), Stepping):
            pass

    return step


def seconds(step: Callable[[], object]) -> float:
    """Of one step, once all is warm."""
    step()
    taken = []
    for _ in range(STEPS):
        began = perf_counter()
        step()
        taken.append(perf_counter() - began)
    return median(taken)


def rows() -> Iterator[Measured]:
    """Both networks: how long a record takes, and against the bare step."""
    torch.set_num_threads(1)
    for name, project, bar in (("MLP 2-64-64-2", small_project(20), 0.05), ("CNN on digits", image_project(5), 0.15)):
        stepper = Stepper(project)
        mine, bare = seconds(stepper.next), seconds(unwatched(project))
        yield Measured(f"recording a step, {name}, against {1_000 * bar:g} ms", mine, bar, mine / bar, 1)
        if name.startswith("MLP"):
            yield Measured(f"recording a step, {name} / the step unwatched", mine, bare, mine / bare, 20)
        record = stepper.next()
        if record is None:
            raise ValueError(f"{name} has no further minibatch")
        weight, probe = record.weights[0], stepper.probe(record)
        subject, at = Subject("weight", weight.path, weight.name), (0,) * len(weight.before.shape)
        explained, nudged = (
            seconds(partial(contributions, probe, subject, at)),
            seconds(partial(nudge, probe, subject, at)),
        )
        yield Measured(f"upstream × local of a weight, {name}, against 50 ms", explained, 0.05, explained / 0.05, 1)
        yield Measured(f"a nudge, {name}, against 0.5 s", nudged, 0.5, nudged / 0.5, 1)
    moved = cursor_seconds()
    yield Measured("moving the cursor, CNN on digits, all wires painted, against 16 ms", moved, 0.016, moved / 0.016, 1)


def cursor_seconds() -> float:
    """How long the window's thread works on one move with every number on its wire, painting included; the inspector
    follows once the cursor rests."""
    QStandardPaths.setTestModeEnabled(True)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        warmup = Warmup()
        window = MainWindow(Preferences(Path(folder) / "window.ini"), Themes(), warmup)
        window.begin()
        window.show()
        warmup.wait()
        window.files.open_sample("digits_cnn")
        window.views.step()
        walk = window.views.stepping.walk
        while walk.record is None:
            application.processEvents()
        first = len(walk.order) - STEPS // 2
        taken = []
        for at in range(max(1, first), len(walk.order)):
            began = thread_time()
            walk.go(at)
            application.processEvents()
            taken.append(thread_time() - began)
        window.bridge.document.mark_saved()
        window.worker.close()
        window.close()
    return median(taken)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(0 if show(rows()) else 1)
