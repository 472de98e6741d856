"""Recording a minibatch beside the same step unwatched, in time and in memory."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter

import torch

from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.stepping.stepper import Stepper
from netbuilder.training.progress import Stepping
from netbuilder.training.trainer import Training
from tests.perf.bench_training import image_project, small_project
from tests.perf.table import Measured, show

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


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(0 if show(rows()) else 1)
