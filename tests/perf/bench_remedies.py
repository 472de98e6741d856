"""Remedies tried beside the window: how soon all of a sample are, and what a training loses that begins meanwhile."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from statistics import median
from time import perf_counter, sleep

import torch

import samples
from netbuilder.backends.torch.rng_scope import thread_count
from netbuilder.data.pipeline import prepare
from netbuilder.errors import UserError
from netbuilder.files.read import read
from netbuilder.project.edits import set_training
from netbuilder.project.project import Project
from netbuilder.remedies.case import Remedy
from netbuilder.remedies.examination import examine
from netbuilder.remedies.trial import READY_SECONDS, expected_seconds, too_long
from netbuilder.remedies.trials import Trials
from netbuilder.training.progress import Finished
from netbuilder.training.trainer import Training
from tests.perf.table import Measured, show
from ui.diagnosis.trial_session import TrialSession

SLOWER = 1.05
REPEATS = 5
UNDER_WAY = 0.3
"""Seconds after which trials are in the midst of a training."""


def tried_samples() -> Iterator[tuple[str, Project, tuple[Remedy, ...], float]]:
    """The samples whose remedies are tried, trained as they are opened, those remedies, and the seconds of one
    training."""
    for name in samples.names():
        project = set_training(read(samples.path(name)), device="cpu")
        training = Training(project)
        try:
            reasons = [progress.reason for progress in training.run() if isinstance(progress, Finished)]
        except UserError:
            continue
        remedies = examine(project, training.records, reasons[-1], project).remedies
        if remedies and not too_long(training.records, project):
            yield name, project, remedies, expected_seconds(training.records, project)


def ready(name: str, project: Project, remedies: tuple[Remedy, ...], alone: float) -> Measured:
    """The seconds until all remedies of a sample are tried, against what may be waited for."""
    began = perf_counter()
    trials = Trials(project, remedies, seconds=READY_SECONDS, alone=alone)
    for _ in trials.run():
        pass
    seconds = perf_counter() - began
    return Measured(
        f"{name}: {len(remedies)} remedies, {trials.count} trainings",
        seconds,
        READY_SECONDS,
        seconds / READY_SECONDS,
        1,
    )


def foreground(name: str, project: Project, remedies: tuple[Remedy, ...], alone: float) -> Measured:
    """A training that first waits until trials have made way, as the window does it, against the same without any."""
    prepared, pairs = prepare(project.data), list[tuple[float, float]]()
    for _ in range(1 + REPEATS):
        session = TrialSession("remedies", Trials(project, remedies, alone=alone), None)
        sleep(UNDER_WAY)
        began = perf_counter()
        session.stop()
        session.wait()
        deque(Training(project, prepared=prepared).run(), maxlen=0)
        met = perf_counter()
        deque(Training(project, prepared=prepared).run(), maxlen=0)
        pairs.append((met - began, perf_counter() - met))
    ratio = median(beside / plain for beside, plain in pairs[1:])
    beside, plain = (median(times) for times in zip(*pairs[1:], strict=True))
    return Measured(f"{name}: a training that trials make way for", beside, plain, ratio, SLOWER)


def main() -> int:
    """Print both tables, computed with as many threads as in the window. 0 if all bars were met."""
    torch.set_num_threads(thread_count())
    found = list(tried_samples())
    rows = [ready(*one) for one in found]
    rows += [foreground(*one) for one in found if one[0] in ("iris_15_rows", "moons_overfit")]
    return 0 if show(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
