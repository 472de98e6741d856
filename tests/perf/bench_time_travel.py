"""What it costs to keep the weights along the epochs and to diagnose the curves, as a share of the training itself.

Seconds are those of a processor, so that other programs do not count; what waits for the disk is bounded by the
recording itself (``recording.EPOCHS_SHARE``).
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time
from typing import Any

import torch

from netbuilder.data.pipeline import prepare
from netbuilder.diagnosis.rules import diagnose
from netbuilder.project.project import Project
from netbuilder.runs import recording
from netbuilder.runs.folder import RunsFolder
from netbuilder.training.checkpoints import Checkpoints
from netbuilder.training.loop import Loop
from netbuilder.training.trainer import Training
from tests.perf.bench_training import drawn, image_project, small_project
from tests.perf.table import Measured, show
from ui.diagnosis.live_diagnosis import PACE

MOST = 0.03
REPEATS = 5


class Stopwatch:
    """The seconds of a processor that are spent in some functions."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, whose time is counted."""

        def counted(*arguments: Any, **named: Any) -> Any:
            began = thread_time()
            try:
                return function(*arguments, **named)
            finally:
                self.seconds += thread_time() - began

        return counted


def share(project: Project) -> tuple[float, float]:
    """Seconds of checkpoints, of writing them and of diagnosis at the window's pace; of the whole training."""
    watch, prepared = Stopwatch(), prepare(project.data)
    places = [(Checkpoints, "keep"), (Loop, "_kept"), (recording._Recorder, "_write_epochs")]
    kept = [(owner, name, getattr(owner, name)) for owner, name in places]
    for owner, name, function in kept:
        setattr(owner, name, watch.timed(function))
    look, training = watch.timed(diagnose), Training(project, prepared=prepared)
    with tempfile.TemporaryDirectory() as folder:
        began, due = thread_time(), perf_counter()
        for _ in recording.record(training, RunsFolder(Path(folder) / "m.runs")):
            if perf_counter() >= due:
                look(training.records)
                due = perf_counter() + PACE / 1000
        whole = thread_time() - began
    for owner, name, function in kept:
        setattr(owner, name, function)
    return watch.seconds, whole


def measured(name: str, project: Project) -> Measured:
    """The median share of some trainings, after one that does not count."""
    share(project)
    found = [share(project) for _ in range(REPEATS)]
    ratio = median(spent / whole for spent, whole in found)
    return Measured(name, median(s for s, _ in found), median(w for _, w in found), ratio, MOST)


def tiny_project() -> Project:
    """2-16-2 on 30 training rows, 4,000 epochs of one step each: there is no smaller epoch."""
    from netbuilder.data.catalogue import dataset_types
    from netbuilder.project import edits

    project = drawn(("dense", {"units": 16}), ("relu", {}), ("dense", {"units": 2}))
    project = edits.set_dataset(project, dataset_types()["moons"].parse({"rows": 60, "noise": 0.2}))
    return edits.set_training(edits.set_data(project, validation=0.5), epochs=4000)


def rows() -> Iterator[Measured]:
    """Networks of several sizes, kept beside their project as in the window."""
    torch.set_num_threads(1)
    yield measured("snapshots and diagnosis: MLP 2-64-64-2, 200 epochs", small_project(200))
    yield measured("snapshots and diagnosis: CNN on 8×8 digits, 20 epochs", image_project(20))
    yield measured("snapshots and diagnosis: 2-16-2 on 30 rows, 4,000 epochs", tiny_project())


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(0 if show(rows()) else 1)
