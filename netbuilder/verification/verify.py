"""The comparison: the program's own training, then every framework's script from the same weights and batches."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from netbuilder.backends.torch.build import build, require_sound
from netbuilder.backends.torch.losses import objective
from netbuilder.errors import ProjectError
from netbuilder.export import EXPORTERS, Exporter
from netbuilder.project.edits import set_training
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check
from netbuilder.training.batches import drops_single_row, epoch_order
from netbuilder.training.progress import Finished
from netbuilder.training.trainer import Training
from netbuilder.verification.comparison import EPOCHS, ROWS, Comparison, Program, distances, lay_out, run
from netbuilder.verification.endings import ending
from netbuilder.verification.rounding import rounding
from netbuilder.verification.without_chance import without_chance

STOPPING_EPOCHS, STOPPING_PATIENCE = 12, 2
"""Where a training stops early, so many epochs, and as soon as so many of them have brought nothing better."""


def verify(project: Project, targets: Sequence[str] = ()) -> Iterator[Comparison]:
    """Compare each target, or all, with the program; dropout is taken out first. The first is the program itself.

    Raises what a training raises where the project cannot be trained.
    """
    calm = shortened(project)
    found = check(calm.graph.active, calm.data.dataset.signature())
    require_sound(found)
    objective(found, calm.training)  # what cannot be trained is said before torch is imported
    program = own_side(calm, found)
    own = ending(program.history)
    yield Comparison("program", "NetBuilder", 0.0, 0.0, 0.0, program.seconds, 0.0, **own.figures())
    with TemporaryDirectory() as folder:
        moved: float | None = None
        for name in targets or EXPORTERS:
            comparison = _compared(EXPORTERS[name], calm, found, program, Path(folder) / name)
            if comparison.losses > comparison.tolerance:
                moved = rounding(calm, found, program, Path(folder)) if moved is None else moved
                comparison = replace(comparison, rounding=moved)
            yield comparison


def shortened(project: Project) -> Project:
    """The project as it is compared: without dropout, on the CPU, for a few epochs, that may stop earlier."""
    epochs, patience = project.training.epochs, project.training.patience
    most = EPOCHS if patience is None else STOPPING_EPOCHS
    patience = None if patience is None else min(patience, STOPPING_PATIENCE)
    return set_training(without_chance(project), epochs=min(most, epochs), patience=patience, device="cpu")


def _compared(exporter: Exporter, project: Project, found: Check, program: Program, folder: Path) -> Comparison:
    problem = lay_out(exporter, project, found, program, folder)
    if problem is None:
        problem = run([folder])
    if problem is not None:
        return Comparison(exporter.name, exporter.title, problem=problem)
    return distances(exporter, found, program, folder, project.training)


def own_side(project: Project, found: Check) -> Program:
    """The program's own side, with the starting weights that its seed gives."""
    import numpy
    import torch

    from netbuilder.backends.torch.live_calls import Criterion
    from netbuilder.data.pipeline import prepare
    from netbuilder.training.batches import rows_on_device

    training = Training(project)
    *_, finished = training.run()
    if not training.records:
        why = finished.message if isinstance(finished, Finished) else None
        raise ProjectError("The training broke off before its first epoch ended. {why}", why=why or "")
    settings, learned = project.training, prepare(project.data).training
    goal = objective(found, settings, learned.targets)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(settings.seed)
        network = build(found).eval()
    weights = {name: value.numpy().copy() for name, value in network.state_dict().items()}
    rows = rows_on_device(found, learned, goal, "cpu")
    criterion, some = Criterion(goal), rows.slice(0, ROWS)
    outputs = criterion.outputs(network(*some.inputs))
    loss = criterion.loss(outputs, some.targets)
    loss.backward()  # type: ignore[no-untyped-call]
    slopes = {name: numpy.zeros(value.shape) for name, value in network.named_buffers()}
    slopes |= {
        name: numpy.zeros(value.shape) if value.grad is None else value.grad.numpy()
        for name, value in network.named_parameters()
    }
    generator = torch.Generator().manual_seed(settings.seed)
    used = len(rows) - drops_single_row(found.graph, len(rows), settings.batch_size)
    order = [epoch_order(len(rows), settings, generator)[:used].numpy() for _ in range(settings.epochs)]
    measured = [*([training.start] if training.start else []), *training.records]
    history = [(record.epoch, record.train_loss, record.validation_loss) for record in measured]
    answer = (loss if goal.answer is None else outputs[goal.answer]).detach().numpy()
    return Program(weights, answer, slopes, history, _an_epoch(training), numpy.stack(order))


def _an_epoch(training: Training) -> float:
    """The seconds of an epoch once all is warm: the shortest."""
    ends = [record.seconds for record in training.records]
    return min((after - before for before, after in pairwise(ends)), default=math.nan)
