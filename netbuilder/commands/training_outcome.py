"""One training in the foreground: what came of it, as a value, as a sentence and as plain values for JSON."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netbuilder.commands.terminal.output import figure
from netbuilder.commands.terminal.stop_signals import stopped_by_signals
from netbuilder.errors import TrainingError
from netbuilder.messages import Message, say
from netbuilder.project.project import Project
from netbuilder.runs.notes import Notes
from netbuilder.training.history import EpochRecord, best
from netbuilder.training.progress import Finished, Started

if TYPE_CHECKING:
    from netbuilder.diagnosis.diagnosis import Diagnosis
    from netbuilder.predictions.class_figures import ClassFigures
    from netbuilder.predictions.equation import Equation
    from netbuilder.runs.folder import RunsFolder
    from netbuilder.training.baseline import Baseline
    from netbuilder.training.resume import Resume
    from netbuilder.training.trainer import Training

FAILED = ("not finite", "out of memory")
JSON_COLUMNS = (
    "epoch",
    "train_loss",
    "validation_loss",
    "train_metric",
    "validation_metric",
    "balanced_accuracy",
    "last_batch_loss",
    "seconds",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A training that is over. ``kept_in``: the folder of its run, None where it could not be written.

    ``diagnosis``: what its curves say; ``baseline``: by what they were judged. ``classes``: how well the best epoch
    tells them apart on the validation rows; None for numbers to predict, or where no epoch was finished. ``equation``:
    of the best epoch, where the network is a straight line.
    """

    started: Started
    finished: Finished
    records: tuple[EpochRecord, ...]
    kept_in: Path | None
    diagnosis: Diagnosis
    baseline: Baseline
    classes: ClassFigures | None
    equation: Equation | None

    @property
    def measured(self) -> tuple[EpochRecord, ...]:
        """The epochs, and before them epoch 0 where it was measured."""
        return self.records if self.started.start is None else (self.started.start, *self.records)

    @property
    def good(self) -> bool:
        """Whether the training came to a sound end and its run is kept."""
        return self.finished.reason not in FAILED and self.kept_in is not None


def run(
    project: Project,
    folder: RunsFolder,
    resume: Resume | None = None,
    notes: Notes | None = None,
    *,
    further: bool = True,
) -> Outcome:
    """Train in the foreground with progress on standard error. Ctrl+C ends it cleanly. Raises UserError.

    ``further``: whether short further trainings beside it may make its diagnosis surer.
    """
    from netbuilder.commands.terminal.training_progress import TrainingProgress
    from netbuilder.runs.recording import record
    from netbuilder.training.trainer import Training

    training = Training(project, resume=resume)
    ends: list[Started | Finished] = []
    with TrainingProgress() as display, stopped_by_signals(training):
        for progress in record(training, folder, notes):
            display.show(progress)
            if isinstance(progress, Started | Finished):
                ends.append(progress)
    match ends:
        case [Started() as started, Finished() as finished]:
            records = tuple(training.records)
            found, known = _diagnosed(training, finished, further=further)
            kept = _whole(training.recorded_in)
            told = _class_figures(training), _equation(training)
            return Outcome(started, finished, records, kept, found, known, *told)
        case _:
            raise TrainingError("{reason}", reason=ends[-1].message if isinstance(ends[-1], Finished) else "")


def _diagnosed(training: Training, finished: Finished, *, further: bool) -> tuple[Diagnosis, Baseline]:
    """What the curves say, and by what they were judged. After Ctrl+C nobody wants to wait any longer."""
    from netbuilder.commands.terminal.further_progress import trained_further
    from netbuilder.diagnosis.further_trainings import worth_it
    from netbuilder.diagnosis.rules import diagnose
    from netbuilder.diagnosis.verdict import judged

    project, records, known = training.project, training.records, judged(training)
    found = diagnose(records, known, finished.reason)
    if not further or finished.reason == "stopped" or not worth_it(found, project, records):
        return found, known
    known = replace(known, further=trained_further(project, records, known))
    return diagnose(records, known, finished.reason), known


def _class_figures(training: Training) -> ClassFigures | None:
    """The figures of the best epoch, on all validation rows."""
    from netbuilder.predictions.class_figures import figures_of
    from netbuilder.predictions.trained_network import TrainedNetwork

    if training.prepared is None or not training.records:
        return None
    network = TrainedNetwork(training.project, training.prepared)
    if network.objective.answer is None:
        return None
    network.put(training.best_weights)
    return figures_of(network, training.prepared, training.prepared.validation)


def _equation(training: Training) -> Equation | None:
    from netbuilder.predictions.equation import equation

    if training.prepared is None or not training.records:
        return None
    return equation(training.project, training.prepared, training.best_weights)


def _whole(folder: Path | None) -> Path | None:
    """The folder of the run, if the weights are really there: it may have been deleted, or the disk be full."""
    from netbuilder.runs.run_files import LAST

    return folder if folder is not None and (folder / LAST).is_file() else None


def plain(outcome: Outcome) -> dict[str, Any]:
    """The outcome as the one object of ``--json``."""
    return {
        "epochs": [{name: getattr(record, name) for name in JSON_COLUMNS} for record in outcome.measured],
        "best_epoch": outcome.finished.best_epoch,
        "parameters": outcome.started.parameters,
        "device": outcome.started.device,
        "steps": outcome.finished.steps,
        "seconds": outcome.finished.seconds,
        "diagnosis": plain_diagnosis(outcome.diagnosis),
        "floor": plain_floor(outcome.baseline),
        "classes": outcome.classes.plain if outcome.classes else None,
        "equation": asdict(outcome.equation) if outcome.equation else None,
    }


def plain_diagnosis(found: Diagnosis) -> dict[str, Any]:
    """A diagnosis as the JSON of ``train`` and ``diagnose`` has it."""
    return {
        "state": "unknown" if found.state == "unseen" else found.state,
        "since": found.since,
        "confidence": found.confidence,
        "sentence": str(found.message),
    }


def plain_floor(baseline: Baseline) -> dict[str, Any]:
    """What is known to be in reach, and who knows it: the truth, or the best other model."""
    if baseline.floor is not None:
        return {"loss": baseline.floor.loss, "kind": "truth"}
    if not baseline.references:
        return {"loss": None, "kind": "none"}
    return {"loss": min(reference.loss for reference in baseline.references), "kind": "reference"}


def sentence(outcome: Outcome) -> Message:
    """How the training ended, how good the best epoch was, and where the run lies."""
    return say(
        "{ending} {best} {kept}", ending=_ending(outcome.finished), best=_best(outcome), kept=_kept(outcome.kept_in)
    )


def _ending(finished: Finished) -> Message:
    seconds = f"{finished.seconds:.1f}"
    if finished.reason == "stopped":
        return say("Stopped after epoch {epochs} ({seconds} s).", epochs=finished.epochs, seconds=seconds)
    if finished.message is not None:
        return finished.message
    return say("Trained to epoch {epochs} ({seconds} s).", epochs=finished.epochs, seconds=seconds)


def _best(outcome: Outcome) -> Message:
    record = best(outcome.records)
    if record is None:
        return say("No epoch was finished.")
    with_validation = not math.isnan(record.validation_loss)
    values = {
        "epoch": record.epoch,
        "part": say("validation") if with_validation else say("training"),
        "loss": figure(record.judged_by),
        "metric": say(outcome.started.metric),
        "value": figure(record.validation_metric if with_validation else record.train_metric),
    }
    largest = outcome.baseline.largest_class
    if outcome.equation is not None:
        return say(
            "Best epoch {epoch}: {part} loss {loss}, {metric} {value}. Its line: {equation}.",
            **values,
            equation=outcome.equation.message,
        )
    if largest is None or not with_validation:
        return say("Best epoch {epoch}: {part} loss {loss}, {metric} {value}.", **values)
    told = say(
        "Best epoch {epoch}: {part} loss {loss}, {metric} {value} (always the largest class: {largest}).",
        **values,
        largest=figure(largest),
    )
    return say("{best} {classes}", best=told, classes=outcome.classes.message) if outcome.classes else told


def _kept(folder: Path | None) -> Message:
    if folder is None:
        return say("The run could not be saved.")
    here = Path.cwd()
    return say("Saved in {folder}.", folder=str(folder.relative_to(here) if folder.is_relative_to(here) else folder))
