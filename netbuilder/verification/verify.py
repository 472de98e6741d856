"""The comparison: the program's own training, then every framework's script from the same weights and batches."""

from __future__ import annotations

import importlib.util
import math
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from netbuilder.backends.keras.weights import keras_weights
from netbuilder.backends.torch.build import build
from netbuilder.errors import ExportError, ProjectError
from netbuilder.export import EXPORTERS, Exporter, export
from netbuilder.messages import Message, say
from netbuilder.project.edits import set_training
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check
from netbuilder.training.batches import drops_single_row, epoch_order
from netbuilder.training.trainer import Training
from netbuilder.verification.job import ANSWERS, JOB, ORDER, SCRIPT, Job
from netbuilder.verification.without_chance import without_chance

EPOCHS = 5
ROWS = 32
"""Training rows on which outputs and gradients are compared."""
OUTPUTS, GRADIENTS = 1e-5, 1e-4
IN_TORCH, ELSEWHERE = 1e-6, 1e-3
"""How far losses may be apart where torch computes both, and where float32 sums come out otherwise."""
AS_ROUNDING = 3.0
"""Where rounding alone moves the losses further than is promised, they may be so many times as far apart."""
DRAWS = 3
"""Trainings by which the effect of rounding is measured."""
SECONDS = 600
"""A script that takes longer for its few epochs is given up."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far a framework is from the program. ``outputs``, ``gradients``: the largest difference, relative to the
    largest value; ``losses``: the largest difference of a loss, relative where the loss is above 1; ``tolerance``: how
    large it may be; ``rounding``: how far the program's own losses move if the last digit of its starting weights
    changes, measured only where the losses are further apart than the tolerance; ``seconds``: of an epoch.
    ``problem``: why it could not be compared.
    """

    target: str
    title: str
    outputs: float = math.nan
    gradients: float = math.nan
    losses: float = math.nan
    seconds: float = math.nan
    tolerance: float = math.nan
    rounding: float = math.nan
    problem: Message | None = None

    @property
    def equal(self) -> bool:
        """Whether it is as near as is promised, or as rounding lets it be."""
        if self.problem is not None or not (self.outputs <= OUTPUTS and self.gradients <= GRADIENTS):
            return False
        return bool(self.losses <= self.tolerance or self.losses <= AS_ROUNDING * self.rounding)

    def plain(self) -> dict[str, Any]:
        """Its values for JSON: what is not a number is None, the problem a sentence; and whether it is equal."""
        values = {
            name: None if isinstance(value, float) and not math.isfinite(value) else value
            for name, value in asdict(self).items()
        }
        problem = None if self.problem is None else str(self.problem)
        return {**values, "problem": problem, "equal": self.equal}


@dataclass(frozen=True, slots=True)
class Program:
    """What the program itself computes: outputs and gradients of some rows, losses epoch by epoch."""

    weights: Mapping[str, Any]
    outputs: Any
    gradients: Mapping[str, Any]
    history: Sequence[tuple[int, float, float]]
    seconds: float
    order: Any


def verify(project: Project, targets: Sequence[str] = ()) -> Iterator[Comparison]:
    """Compare each target, or all, with the program; dropout is taken out first. The first is the program itself.

    Raises what a training raises where the project cannot be trained.
    """
    epochs = min(EPOCHS, project.training.epochs)
    calm = set_training(without_chance(project), epochs=epochs, patience=None, device="cpu")
    found = check(calm.graph, calm.data.dataset.signature())
    program = own_side(calm, found)
    yield Comparison("program", "NetBuilder", 0.0, 0.0, 0.0, program.seconds, 0.0)
    with TemporaryDirectory() as folder:
        rounding: float | None = None
        for name in targets or EXPORTERS:
            comparison = _compared(EXPORTERS[name], calm, found, program, Path(folder) / name)
            if comparison.losses > comparison.tolerance:
                rounding = _rounding(calm, found, program, Path(folder)) if rounding is None else rounding
                comparison = replace(comparison, rounding=rounding)
            yield comparison


def _rounding(project: Project, found: Check, program: Program, folder: Path) -> float:
    """How far losses move if the last digit of every starting weight changes, up or down: the most of several draws.

    Not a number where a script of them fails.
    """
    import numpy

    pytorch, folders = EXPORTERS["pytorch"], [folder / f"rounding_{number}" for number in range(DRAWS)]
    for number, place in enumerate(folders):
        generator = numpy.random.default_rng(number)
        moved = {
            name: numpy.nextafter(value, generator.choice((-numpy.inf, numpy.inf), value.shape).astype(value.dtype))
            if value.dtype == numpy.float32
            else value
            for name, value in program.weights.items()
        }
        lay_out(pytorch, project, found, replace(program, weights=moved), place)
    if run(folders) is not None:
        return math.nan
    return max(distances(pytorch, found, program, place).losses for place in folders)


def _compared(exporter: Exporter, project: Project, found: Check, program: Program, folder: Path) -> Comparison:
    problem = lay_out(exporter, project, found, program, folder)
    if problem is None:
        problem = run([folder])
    if problem is not None:
        return Comparison(exporter.name, exporter.title, problem=problem)
    return distances(exporter, found, program, folder)


def lay_out(exporter: Exporter, project: Project, found: Check, program: Program, folder: Path) -> Message | None:
    """Write script, weights and order of batches into a new folder. Says why there is no such script, or None."""
    missing = [name for name in exporter.needs if importlib.util.find_spec(name) is None]
    if missing:
        return say(
            "{packages} is not installed. Install it with: python -m pip install {packages}",
            packages=" ".join(missing),
        )
    try:
        script = export(project, exporter.name, data_base=folder)
    except ExportError as error:
        return error.message
    folder.mkdir()
    (folder / SCRIPT).write_text(script.text, encoding="utf-8")
    settings = project.training
    Job(exporter.family, "weights.safetensors", settings.epochs, settings.seed, ROWS).write(folder / JOB)
    _save(folder, exporter, found, program)
    return None


def _save(folder: Path, exporter: Exporter, found: Check, program: Program) -> None:
    import numpy
    from safetensors.numpy import save_file

    weights = keras_weights(found, program.weights) if exporter.family == "keras" else program.weights
    plain = {name: numpy.ascontiguousarray(value, dtype=numpy.float32) for name, value in weights.items()}
    if exporter.family == "torch":
        plain = {name: numpy.ascontiguousarray(value) for name, value in program.weights.items()}
    save_file(plain, folder / "weights.safetensors")
    numpy.save(folder / ORDER, program.order)


def run(folders: Sequence[Path]) -> Message | None:
    """Run the scripts of one framework in a process of their own. Says what went wrong, or None."""
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "KERAS_BACKEND": "tensorflow"}
    command = [sys.executable, "-m", "netbuilder.verification.child", *map(str, folders)]
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, **quiet, "PYTHONPATH": paths}
    try:
        done = subprocess.run(  # noqa: S603  the program's own child, and its own script
            command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return say("The script took longer than {seconds} seconds. Choose fewer training rows.", seconds=SECONDS)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return say("The script failed: {error}", error=last)
    return None


def distances(exporter: Exporter, found: Check, program: Program, folder: Path) -> Comparison:
    """How far the answers of a script are from what the program computes."""
    import numpy

    with numpy.load(folder / ANSWERS) as saved:
        answers = dict(saved)
    wanted = keras_weights(found, program.gradients) if exporter.family == "keras" else program.gradients
    slopes = [_away(value, wanted[name[5:]]) for name, value in answers.items() if name.startswith("grad:")]
    losses = _losses_apart(program.history, answers["history"])
    return Comparison(
        exporter.name,
        exporter.title,
        outputs=_away(answers["outputs"], program.outputs),
        gradients=max(slopes, default=0.0),
        losses=losses,
        seconds=float(answers["seconds"]),
        tolerance=IN_TORCH if "torch" in exporter.needs else ELSEWHERE,
    )


def _away(value: Any, wanted: Any) -> float:
    import numpy

    wanted = numpy.asarray(wanted)
    if value.shape != wanted.shape:
        return math.inf
    size = max(1.0, float(numpy.abs(wanted).max(initial=0.0)))
    return float(numpy.abs(value - wanted).max(initial=0.0)) / size


def _losses_apart(own: Sequence[tuple[int, float, float]], other: Any) -> float:
    if len(own) != len(other):
        return math.inf
    both = [(a, b) for mine, its in zip(own, other, strict=True) for a, b in zip(mine[1:], its[1:], strict=True)]
    pairs = [(a, b) for a, b in both if not (math.isnan(a) and math.isnan(b))]  # no rows validate
    return max((float(abs(a - b) / max(1.0, abs(a))) for a, b in pairs), default=0.0)


def own_side(project: Project, found: Check) -> Program:
    """The program's own side, with the starting weights that its seed gives."""
    import numpy
    import torch

    from netbuilder.backends.torch.live_calls import Criterion
    from netbuilder.backends.torch.losses import objective
    from netbuilder.data.pipeline import prepare
    from netbuilder.training.batches import rows_on_device

    training = Training(project)
    for _ in training.run():
        pass
    if not training.records:
        raise ProjectError("The training broke off before its first epoch ended. Choose a smaller learning rate.")
    settings, learned = project.training, prepare(project.data).training
    goal = objective(found, settings, learned.targets)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(settings.seed)
        network = build(found).eval()
    weights = {name: value.numpy().copy() for name, value in network.state_dict().items()}
    rows = rows_on_device(found, learned, goal, "cpu")
    criterion, some = Criterion(goal), rows.slice(0, ROWS)
    outputs = criterion.outputs(network(*some.inputs))
    criterion.loss(outputs, some.targets).backward()  # type: ignore[no-untyped-call]
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
    return Program(weights, outputs[0].detach().numpy(), slopes, history, _an_epoch(training), numpy.stack(order))


def _an_epoch(training: Training) -> float:
    """The seconds of an epoch once all is warm: the shortest."""
    ends = [record.seconds for record in training.records]
    return min((after - before for before, after in pairwise(ends)), default=math.nan)
