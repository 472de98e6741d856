"""One script beside the program: laid out in a folder with weights and batches, run, and how far its answers are."""

from __future__ import annotations

import importlib.util
import math
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from netbuilder.backends.keras.weights import keras_weights
from netbuilder.backends.torch.losses import objective
from netbuilder.errors import ExportError
from netbuilder.export import Exporter, export
from netbuilder.messages import Message, say
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.shapes.check_result import Check
from netbuilder.verification.endings import ending, wrong_ending
from netbuilder.verification.job import ANSWERS, JOB, ORDER, SCRIPT, Job

EPOCHS = 5
"""So many epochs are compared loss by loss."""
ROWS = 32
"""Training rows on which outputs and gradients are compared."""
OUTPUTS, GRADIENTS = 1e-5, 1e-4
IN_TORCH, ELSEWHERE = 1e-6, 1e-3
"""How far losses may be apart where torch computes both, and where float32 sums come out otherwise."""
AS_ROUNDING = 3.0
"""Where rounding alone moves the losses further than is promised, they may be so many times as far apart."""
SECONDS = 600
"""A script that takes longer for its few epochs is given up."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far a framework is from the program. ``outputs``, ``gradients``: the largest difference, relative to the
    largest value; ``losses``: the largest difference of a loss, relative where the loss is above 1; ``tolerance``: how
    large it may be; ``rounding``: how far the program's own losses move by rounding alone, measured only where the
    losses are further apart than the tolerance; ``seconds``: of an epoch; ``last_epoch``, ``best_epoch``,
    ``best_loss``: with which epoch the training ended, and which was the best.
    ``problem``: why it could not be compared, or what is wrong with how it ended.
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
    last_epoch: int = 0
    best_epoch: int = 0
    best_loss: float = math.nan

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


def lay_out(
    exporter: Exporter, project: Project, found: Check, program: Program, folder: Path, *, other_kernels: bool = False
) -> Message | None:
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
    answer = objective(found, settings).answer
    job = Job(exporter.family, "weights.safetensors", settings.epochs, settings.seed, ROWS, answer, other_kernels)
    job.write(folder / JOB)
    _save(folder, exporter, found, program)
    return None


def _save(folder: Path, exporter: Exporter, found: Check, program: Program) -> None:
    import numpy
    from safetensors.numpy import save_file

    weights = keras_weights(found, program.weights) if exporter.family == "keras" else program.weights
    plain = {name: numpy.asarray(value, numpy.float32, order="C") for name, value in weights.items()}
    if exporter.family == "torch":
        plain = {name: numpy.asarray(value, order="C") for name, value in program.weights.items()}
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
    if done.returncode < 0:
        ended = signal.strsignal(-done.returncode) or -done.returncode
        return say("The script crashed: the operating system ended it ({signal}).", signal=ended)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return say("The script failed: {error}", error=last)
    return None


def distances(
    exporter: Exporter, found: Check, program: Program, folder: Path, settings: TrainingSettings
) -> Comparison:
    """How far the answers of a script are from what the program computes, and whether it ended as it should."""
    import numpy

    with numpy.load(folder / ANSWERS) as saved:
        answers = dict(saved)
    wanted = keras_weights(found, program.gradients) if exporter.family == "keras" else program.gradients
    slopes = [_away(value, wanted[name[5:]]) for name, value in answers.items() if name.startswith("grad:")]
    history, patience = answers["history"], settings.patience
    losses = _losses_apart(program.history, history, whole=patience is None)
    return Comparison(
        exporter.name,
        exporter.title,
        outputs=_away(answers["outputs"], program.outputs),
        gradients=max(slopes, default=0.0),
        losses=losses,
        seconds=float(answers["seconds"]),
        tolerance=IN_TORCH if "torch" in exporter.needs else ELSEWHERE,
        problem=wrong_ending(history, float(answers["kept"]), settings.epochs, patience),
        **ending(history).figures(),
    )


def _away(value: Any, wanted: Any) -> float:
    import numpy

    wanted = numpy.asarray(wanted)
    if value.shape != wanted.shape:
        return math.inf
    size = max(1.0, float(numpy.abs(wanted).max(initial=0.0)))
    return float(numpy.abs(value - wanted).max(initial=0.0)) / size


def _losses_apart(own: Sequence[tuple[int, float, float]], other: Any, *, whole: bool) -> float:
    """The largest difference of a loss. Unless the trainings are ``whole``, of the first epochs that both have: where
    they stop early, losses that are all but equal may end them at different epochs."""
    if whole and len(own) != len(other):
        return math.inf
    epochs = [pair for pair in zip(own, other, strict=False) if whole or pair[0][0] <= EPOCHS]
    both = [(a, b) for mine, its in epochs for a, b in zip(mine[1:], its[1:], strict=True)]
    pairs = [(a, b) for a, b in both if not (math.isnan(a) and math.isnan(b))]  # no rows validate
    return max((_apart(float(a), float(b)) for a, b in pairs), default=0.0)


def _apart(own: float, other: float) -> float:
    """How far two losses are apart; infinitely far where only one of them is no number."""
    return math.inf if math.isnan(own) or math.isnan(other) else abs(own - other) / max(1.0, abs(own))
