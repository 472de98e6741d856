"""``netbuilder train``: the project's training in the foreground, kept in its folder of runs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netbuilder import edits
from netbuilder.commands.arguments import AsJson, ProjectFile, RunsPath
from netbuilder.commands.runs import folder_of, last_run
from netbuilder.commands.speaking import complain, figure, output, write_json
from netbuilder.commands.stopping import stopped_by_signals
from netbuilder.errors import TrainingError, UserError
from netbuilder.files.read import read
from netbuilder.messages import Message, say
from netbuilder.project import Project
from netbuilder.training.history import EpochRecord, best
from netbuilder.training.progress import Finished, Started

if TYPE_CHECKING:
    from netbuilder.training.diagnosis import Diagnosis
    from netbuilder.training.resume import Resume
    from netbuilder.training.runs import RunsFolder

FAILED = ("not finite", "out of memory")
JSON_COLUMNS = ("epoch", "train_loss", "validation_loss", "train_metric", "validation_metric", "seconds")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A training that is over. ``kept_in``: the folder of its run, None where it could not be written.

    ``diagnosis``: what its curves say.
    """

    started: Started
    finished: Finished
    records: tuple[EpochRecord, ...]
    kept_in: Path | None
    diagnosis: Diagnosis

    @property
    def good(self) -> bool:
        """Whether the training came to a sound end and its run is kept."""
        return self.finished.reason not in FAILED and self.kept_in is not None


def train(
    file: ProjectFile,
    epochs: Annotated[int | None, typer.Option(help="Number of epochs, instead of the project's.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of weights and batches, instead of the project's.")] = None,
    device: Annotated[str | None, typer.Option(help="auto, cpu, cuda or mps.")] = None,
    out: RunsPath = None,
    go_on: Annotated[bool, typer.Option("--resume", help="Go on where the last run ended.")] = False,
    as_json: AsJson = False,
) -> None:
    """Train, and keep the run: settings, history.csv, best and last weights.

    Ctrl+C stops within one batch and keeps the best weights; the exit code is then 0, as the outcome is whole.
    """
    changes = {"epochs": epochs, "seed": seed, "device": device}
    project = read(file)
    for name, value in changes.items():
        if value is not None:
            project = _changed(project, name, value)
    folder = folder_of(file, out)
    outcome = run(project, folder, _resumed(folder, project.training.epochs) if go_on else None)
    if outcome.records:
        complain(outcome.diagnosis.message)
    if as_json:
        write_json(plain(outcome))
        complain(sentence(outcome))
    else:
        output().print(str(sentence(outcome)), soft_wrap=True)
    if not outcome.good:
        raise typer.Exit(1)


def _changed(project: Project, name: str, value: Any) -> Project:
    try:
        return edits.set_training(project, **{name: value})
    except UserError as error:
        raise typer.BadParameter(str(error), param_hint=f"--{name}") from error


def _resumed(folder: RunsFolder, epochs: int) -> Resume:
    last = last_run(folder)
    resume = last.resume()
    if len(resume.records) >= epochs:
        raise typer.BadParameter(
            f"Run {last.number} has already reached epoch {len(resume.records)} of {epochs}. "
            "Give --epochs a larger number.",
            param_hint="--resume",
        )
    return resume


def run(project: Project, folder: RunsFolder, resume: Resume | None = None) -> Outcome:
    """Train in the foreground with progress on standard error. Ctrl+C ends it cleanly. Raises UserError."""
    from netbuilder.commands.progress import Display
    from netbuilder.training.recording import record
    from netbuilder.training.trainer import Training
    from netbuilder.training.verdict import verdict

    training = Training(project, resume=resume)
    ends: list[Started | Finished] = []
    with Display() as display, stopped_by_signals(training):
        for progress in record(training, folder):
            display.show(progress)
            if isinstance(progress, Started | Finished):
                ends.append(progress)
    match ends:
        case [Started() as started, Finished() as finished]:
            records = tuple(training.records)
            return Outcome(started, finished, records, _whole(training.recorded_in), verdict(training))
        case _:
            raise TrainingError("{reason}", reason=ends[-1].message if isinstance(ends[-1], Finished) else "")


def _whole(folder: Path | None) -> Path | None:
    """The folder of the run, if the weights are really there: it may have been deleted, or the disk be full."""
    from netbuilder.training.runfiles import LAST

    return folder if folder is not None and (folder / LAST).is_file() else None


def plain(outcome: Outcome) -> dict[str, Any]:
    """The outcome as the one object of ``--json``."""
    return {
        "epochs": [{name: getattr(record, name) for name in JSON_COLUMNS} for record in outcome.records],
        "best_epoch": outcome.finished.best_epoch,
        "parameters": outcome.started.parameters,
        "device": outcome.started.device,
        "steps": outcome.finished.steps,
        "seconds": outcome.finished.seconds,
    }


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
    return say(
        "Best epoch {epoch}: {part} loss {loss}, {metric} {value}.",
        epoch=record.epoch,
        part=say("validation") if with_validation else say("training"),
        loss=figure(record.judged_by),
        metric=say(outcome.started.metric),
        value=figure(record.validation_metric if with_validation else record.train_metric),
    )


def _kept(folder: Path | None) -> Message:
    if folder is None:
        return say("The run could not be kept.")
    here = Path.cwd()
    return say("Kept in {folder}.", folder=str(folder.relative_to(here) if folder.is_relative_to(here) else folder))
