"""Keeps a training on the disk while it runs. Whatever happens to the disk, training goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from netbuilder import __version__
from netbuilder.backends.torch.weights import Weights
from netbuilder.errors import FileError
from netbuilder.files.open_folder import is_link
from netbuilder.files.regular import append_regular, write_regular
from netbuilder.files.write import dumps
from netbuilder.messages import Message, say
from netbuilder.runs import run_files
from netbuilder.runs.checkpoint_file import checkpoint_bytes
from netbuilder.runs.notes import Notes, write_notes
from netbuilder.runs.results import result
from netbuilder.runs.resume_file import resume_bytes
from netbuilder.runs.run_lock import RunLock
from netbuilder.runs.tensor_file import tensors_bytes
from netbuilder.training.history import best
from netbuilder.training.progress import Finished, Notice, Progress, Started
from netbuilder.training.trainer import Training

if TYPE_CHECKING:
    from netbuilder.runs.folder import RunsFolder

HISTORY_SECONDS = 1.0
"""Finished epochs are on the disk after so long at the latest: a crash loses no more."""

WEIGHTS_SECONDS = 5.0
"""Weights are written at most so often, and more rarely where writing takes long."""

SHARE_OF_TIME = 0.05
"""Writing weights takes at most about this share of the time."""

EPOCHS_SHARE = 0.01
"""Writing the weights along the epochs takes at most about this share of the time, for there are many of them."""


def record(training: Training, folder: RunsFolder, notes: Notes | None = None) -> Iterator[Progress]:
    """Train, and keep the run in a new folder, with these ``notes``. Yields what the training yields.

    A folder deleted meanwhile is made again, with everything in it. Where it cannot be made or written (full,
    read-only), one ``Notice`` says so and training goes on; what is missing is written as soon as it can be. Where it
    still cannot when training ends, another says before ``Finished`` that it is lost.
    Raises what ``Training.run`` raises.
    """
    recorder = _Recorder(training, folder, notes)
    try:
        for progress in training.run():
            problem = recorder.note(progress)
            told: list[Progress] = [progress]
            if problem:
                told.insert(0 if isinstance(progress, Finished) else 1, Notice(problem))
            yield from told
    finally:
        recorder.close()


class _Recorder:
    """What of a training lies on the disk already, and what is due."""

    def __init__(self, training: Training, folder: RunsFolder, notes: Notes | None) -> None:
        self._training, self._folder, self._notes = training, folder, notes
        self._path: Path | None = None
        self._device = ""
        self._parameters: int | None = None
        self._rows_mark = ""
        self._started = datetime.now(UTC).isoformat(timespec="seconds")
        self._written_epochs: int | None = None
        self._written_best: int | None = None
        self._history_due = self._weights_due = self._epochs_due = monotonic()
        self._ended = self._told = self._began_on_disk = False
        self._hold: RunLock | None = None

    def note(self, progress: Progress) -> Message | None:
        """Write what is due. Returns why it could not be done, the first time and at the end."""
        try:
            self._write(progress)
        except FileError:
            self._written_epochs = None  # what lies there is doubtful: the next time the history is written whole
            if self._deleted_just_now(progress):
                return None
            if not isinstance(progress, Finished):
                return self._tell()
            self._clear_away_nothing()
            return self._tell_loss()
        return None

    def close(self) -> None:
        """Nothing more is written. A training that was left before its end is kept where it stands."""
        if self._device and not self._ended:
            self._break_off()
        if self._hold is not None:
            self._hold.release()

    def _break_off(self) -> None:
        try:
            path = self._place()
            self._write_history(path)
            self._write_weights(path, ended=True)
            self._write_settings(path, "interrupted")
        except FileError:
            return  # nobody listens any more

    def _write(self, progress: Progress) -> None:
        if isinstance(progress, Started):
            self._begin(progress)
        elif isinstance(progress, Finished):
            self._end(progress)
        elif self._device:
            self._go_on()

    def _deleted_just_now(self, progress: Progress) -> bool:
        """Whether the folder vanished while it was written to; what was to be written then is, in a new one."""
        if self._path is None or self._path.is_dir():
            return False
        try:
            self._write(progress)
        except FileError:
            return False
        return True

    def _begin(self, started: Started) -> None:
        self._device, self._parameters, self._rows_mark = started.device, started.parameters, started.rows_mark
        self._history_due = monotonic() + HISTORY_SECONDS
        self._weights_due = monotonic() + WEIGHTS_SECONDS
        self._write_history(self._place())

    def _go_on(self) -> None:
        if monotonic() >= self._weights_due:
            self._weights_due = monotonic() + WEIGHTS_SECONDS
            began = monotonic()
            path = self._place()
            self._write_history(path)
            self._write_weights(path)
            took = monotonic() - began
            self._weights_due = monotonic() + max(WEIGHTS_SECONDS, took / SHARE_OF_TIME)
        elif monotonic() >= self._history_due:
            self._history_due = monotonic() + HISTORY_SECONDS
            self._write_history(self._place())

    def _end(self, finished: Finished) -> None:
        if not self._device:
            return
        self._ended = True
        path = self._place()
        self._write_history(path)
        self._write_weights(path, ended=True)
        self._write_settings(path, finished.reason, str(finished.message or ""))
        if self._hold is not None:
            self._hold.release()

    def _place(self) -> Path:
        """The folder of the run, with its settings in it. One that was deleted is made again, and then lacks all."""
        if is_link(self._folder.path):
            raise FileError("{problem}", problem=self._folder.problem)
        if self._path is None or not (self._path / run_files.SETTINGS).is_file():
            path = self._path if self._path is not None and self._path.is_dir() else self._folder.create()
            self._path = self._training.recorded_in = path
            self._written_epochs = self._written_best = None
            self._weights_due = self._epochs_due = monotonic()
            if self._hold is not None:
                self._hold.release()
            self._hold = RunLock(path)
            self._write_settings(path, "running")
            self._began_on_disk = True
            if self._notes is not None:
                write_notes(path, self._notes)
        return self._path

    def _write_history(self, path: Path) -> None:
        self._history_due = monotonic() + HISTORY_SECONDS
        records, known = self._training.records, self._written_epochs
        file = path / run_files.HISTORY
        if known is None or not append_regular(file, run_files.history_lines(records[known:]).encode()):
            write_regular(file, run_files.history_text(records, self._training.start).encode())
        self._written_epochs = len(records)

    def _write_weights(self, path: Path, *, ended: bool = False) -> None:
        """The standing is written last: what it needs of the history is there by then."""
        standing = self._training.standing()
        found = best(self._training.records)
        if standing is None:
            return
        epoch = found.epoch if found else 0
        if epoch != self._written_best or not (path / run_files.BEST).is_file():
            write_regular(path / run_files.BEST, tensors_bytes(standing.best_weights, {"epoch": epoch}))
            self._written_best = epoch
        if standing.kept and (ended or monotonic() >= self._epochs_due):
            self._write_epochs(path, standing.kept)
        epochs = {"epoch": len(standing.records)}
        write_regular(path / run_files.LAST, tensors_bytes(standing.weights, epochs))
        write_regular(path / run_files.RESUME, resume_bytes(standing))

    def _write_epochs(self, path: Path, kept: Mapping[int, Weights]) -> None:
        began = monotonic()
        write_regular(path / run_files.EPOCHS, checkpoint_bytes(kept))
        self._epochs_due = monotonic() + (monotonic() - began) / EPOCHS_SHARE

    def _write_settings(self, path: Path, reason: str, message: str = "") -> None:
        project, resume = self._training.project, self._training.resume
        settings = run_files.RunSettings(
            netbuilder=__version__,
            started=self._started,
            device=self._device,
            seed=project.training.seed,
            reason=reason,
            message=message,
            resumed_from=resume.origin if resume else None,
            earlier_epochs=len(resume.records) if resume else 0,
            seams=(*resume.seams, len(resume.records)) if resume else (),
            rows_mark=self._rows_mark,
            parameters=self._parameters,
            result=result(self._training.records) if reason != "running" else None,
            project=json.loads(dumps(project, self._folder.base)),
        )
        text = json.dumps(settings.model_dump(), indent=2, ensure_ascii=False) + "\n"
        write_regular(path / run_files.SETTINGS, text.encode())

    def _clear_away_nothing(self) -> None:
        """Where a folder could be made, but not even the settings of the run be written there, it is no run."""
        path = self._path
        if path is None or self._began_on_disk:
            return
        self._path = self._training.recorded_in = None
        if self._hold is not None:
            self._hold.release()
        with suppress(OSError):  # of somebody who put something else there
            path.rmdir()

    def _tell(self) -> Message | None:
        if self._told:
            return None
        self._told = True
        if is_link(self._folder.path):
            return say("{problem} This run is not saved.", problem=self._folder.problem)
        return say(
            "The results of this run cannot be written to “{folder}”. Free some space there, or allow writing: "
            "training continues, and what is missing is written as soon as possible.",
            folder=self._folder.path.name,
        )

    def _tell_loss(self) -> Message:
        name = self._folder.path.name
        if self._path is None and is_link(self._folder.path):
            return say("{problem} Nothing of this run was saved.", problem=self._folder.problem)
        if self._path is None:
            return say(
                "Nothing of this run could be written to “{folder}”. Free some space there, or allow writing, and "
                "train again to save the run.",
                folder=name,
            )
        return say(
            "The end of this run could not be written to “{folder}”: only what was written before is saved. Free some "
            "space there, or allow writing, and train again to save all of it.",
            folder=name,
        )
