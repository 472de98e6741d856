"""Experiments kept with the project's runs: what was measured is there after a restart."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from netbuilder import __version__
from netbuilder.errors import FileError, UserError
from netbuilder.experiments.resampling import Vary
from netbuilder.experiments.saved import experiment_file, member_predictions
from netbuilder.experiments.saved.experiment_file import ExperimentFile
from netbuilder.experiments.saved.experiment_names import NAME, numbered
from netbuilder.experiments.sweep.sweep import Swept, least
from netbuilder.files.parse import MAX_BYTES
from netbuilder.files.read import embedded
from netbuilder.files.regular import read_regular, write_regular
from netbuilder.files.write import dumps
from netbuilder.messages import Message, say
from netbuilder.project.project import Project
from netbuilder.runs.folder import RunsFolder
from netbuilder.system_errors import why_not_written


@dataclass(frozen=True, eq=False)
class SavedExperiment:
    """One kept experiment. ``problem`` says why it cannot be read; it then has neither project nor results.

    ``started``: the time in UTC, ISO 8601, at which it was kept. ``swept``: without a hyperparameter it has one point;
    it is read without what the single networks predicted, see ``whole``.
    """

    number: int
    path: Path
    project: Project | None = None
    swept: Swept | None = None
    resamples: int = 0
    vary: Vary = "both"
    started: str = ""
    problem: Message | None = None

    def whole(self) -> Swept | None:
        """What was measured, with the predictions of the single networks as far as they were kept."""
        return (
            None
            if self.swept is None
            else replace(self.swept, points=member_predictions.restored(self.path, self.swept.points))
        )


def save_experiment(folder: RunsFolder, project: Project, swept: Swept, *, resamples: int, vary: Vary) -> Path:
    """Write an experiment into the folder of the project's runs, under the next number. Raises FileError."""
    folder.make()
    document = ExperimentFile(
        netbuilder=__version__,
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        resamples=resamples,
        vary=vary,
        knob=swept.hyperparameter or None,
        drawn=swept.drawn,
        seconds=swept.seconds,
        stopped=swept.stopped,
        points=tuple(map(experiment_file.written, swept.points)),
        project=json.loads(dumps(project, folder.base)),
    )
    path, fits = _next(folder.path), member_predictions.written(swept.points)
    try:
        if fits:
            write_regular(member_predictions.file_of(path), fits)
        write_regular(path, (document.model_dump_json() + "\n").encode())
    except FileError:
        for file in (path, member_predictions.file_of(path)):
            file.unlink(missing_ok=True)
        raise
    return path


def saved_experiments(folder: RunsFolder) -> list[SavedExperiment]:
    """All kept experiments, the oldest first. One that cannot be read is among them, with its problem."""
    return [_read(folder, number, path) for number, path in numbered(folder.path)]


def move_experiments(source: RunsFolder, target: RunsFolder) -> None:
    """Bring the experiments of one folder into another, numbered on from those that lie there.

    Raises FileError; what was brought until then is in both.
    """
    for _, path in numbered(source.path):
        experiment, fits = read_regular(path, MAX_BYTES), member_predictions.content(path)
        target.make()
        there = _next(target.path)
        if fits:
            write_regular(member_predictions.file_of(there), fits)
        write_regular(there, experiment)


def _read(folder: RunsFolder, number: int, path: Path) -> SavedExperiment:
    try:
        document = _document(path)
        project = embedded(document.project, folder.base, name=path.name)
    except UserError as error:
        problem = say("Experiment {number} cannot be read: {reason}", number=number, reason=error.message)
        return SavedExperiment(number, path, problem=problem)
    points = tuple(map(experiment_file.found, document.points))
    best, is_clear = least(points) if document.knob else (None, False)
    drawn = tuple(document.drawn) if isinstance(document.drawn, list) else document.drawn
    swept = Swept(document.knob or "", drawn, points, best, is_clear, document.seconds, document.stopped)
    return SavedExperiment(number, path, project, swept, document.resamples, document.vary, document.started)


def _document(path: Path) -> ExperimentFile:
    try:
        return ExperimentFile.model_validate_json(read_regular(path, MAX_BYTES))
    except ValidationError as error:
        raise FileError("“{file}” is damaged: it does not describe an experiment.", file=path.name) from error


def _next(folder: Path) -> Path:
    """The file of the next number, there from now on, so that nobody else takes it."""
    number = max((number for number, _ in numbered(folder)), default=0) + 1
    while True:
        path = folder / NAME.format(number=number)
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            number += 1
        except OSError as error:
            raise FileError(
                "“{file}” could not be written: {reason}", file=path.name, reason=why_not_written(error)
            ) from error
        else:
            return path
