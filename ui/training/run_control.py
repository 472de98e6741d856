"""Train, continue, restore the best epoch: between the open project, its runs and the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox

from netbuilder.errors import FileError, UserError
from netbuilder.files.open_folder import is_link
from netbuilder.messages import Message, say
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.training.progress import Finished, Started
from ui.application.startup import Warmup
from ui.language.text import shown
from ui.project.bridge import Bridge
from ui.project.project_files import ProjectFiles
from ui.runs import run_texts
from ui.runs.run_history import RunHistory
from ui.runs.runs_location import RunsLocation
from ui.shell.banners import Banner, Banners, Mood
from ui.threads.background_work import BackgroundWork
from ui.training.training_blockers import TrainingBlockers
from ui.training.waiting_start import WaitingStart
from ui.training.worker import Worker

if TYPE_CHECKING:
    from netbuilder.runs.folder import Run, RunsFolder
    from netbuilder.training.resume import Resume

CARRY_SECONDS = 5.0
"""So long a training waits for weights that are carried over to another drawing."""


class RunControl(QObject):
    """Starts trainings of the open project and knows the run whose weights the network has."""

    changed = Signal()
    """Another run is the current one, or its weights are others."""
    begun = Signal(object)
    """The Run that is being written now, or None where it cannot be kept."""

    def __init__(self, bridge: Bridge, worker: Worker, banners: Banners, warmup: Warmup) -> None:
        super().__init__(bridge)
        self._bridge, self._worker, self._banners, self._warmup = bridge, worker, banners, warmup
        self.blockers = TrainingBlockers(bridge, banners)
        self._coming = WaitingStart(bridge, banners)
        self._coming.changed.connect(self.changed)
        self.run: Run | None = None
        self._place = RunsLocation(bridge)
        self._waiting: Banner | None = None
        self._under_way: Run | None = None
        self._quiet = False
        self._history, self._project = RunHistory(), bridge.project
        self._carrying = BackgroundWork(self)
        self._carrying.answered.connect(self._take_carried)
        bridge.redrawn.connect(self._carry)
        bridge.changed.connect(lambda _change: self._follow())
        worker.started.connect(self._started)
        worker.noticed.connect(self._noticed)
        worker.finished.connect(self._finished)
        worker.failed.connect(self._failed)

    @property
    def can_continue(self) -> bool:
        """Whether there is a run to go on from."""
        return self.has_epochs or (self.run is not None and self.run.imported and self._worker.state == "idle")

    @property
    def has_epochs(self) -> bool:
        """Whether there is a run with an epoch, of which more can be asked."""
        return self.run is not None and bool(self.run.records) and self._worker.state == "idle"

    @property
    def can_restore(self) -> bool:
        """Whether the network can be taken back to the best epoch of its run."""
        if self.run is None or not self.can_continue:
            return False
        return self.run.has_better

    def follow(self, files: ProjectFiles) -> None:
        """Another project is open: its runs are the current ones."""
        self._coming.cancel()
        self._place.forget_apart()
        self._history.clear()
        self._project = self._bridge.project
        self._place.lay(files.runs_name)
        if self._bridge.path is not None:
            self._move_apart()
        self._take_up_last()
        self._tell_of_folder()
        if self.run is not None and self.run.end not in (None, len(self.run.records)):
            self._banners.tell(run_texts.broken_off(self.run))

    def train(self, *, quiet: bool = False) -> None:
        """Begin a new run, or go on with a paused one. ``quiet``: of one that goes well nothing is said at its end."""
        if self._worker.state == "paused":
            self._worker.resume()
        else:
            self._start(None, quiet=quiet)

    @property
    def waiting(self) -> bool:
        """Whether a training begins as soon as the table is read."""
        return self._coming.waiting

    def stop(self) -> None:
        """End the training and keep the result so far; one that waits does not begin."""
        if self.waiting:
            self._coming.cancel()
        else:
            self._worker.stop()

    def step(self) -> None:
        """Train one epoch and pause."""
        if self._worker.state == "idle":
            if self._coming.hold(self.step):
                return
            self._start(None)
            if self._worker.state == "idle":
                return
            self._worker.pause()
        self._worker.step()

    def go_on(self, run: Run | None = None) -> None:
        """Continue the last run where it ended, with its optimizer as it was; once restored, from that epoch.

        Another ``run`` than the last may be named. One that has all its epochs gets as many again.
        """
        self._carrying.wait(CARRY_SECONDS)
        run = run or self.run
        if run is None:
            return
        try:
            self._start(run.resume())
        except UserError as error:
            self._banners.tell(shown(error.message), "error")

    def restore(self, run: Run | None = None, epoch: int | None = None) -> None:
        """Take the network back to an epoch, the best if none is named, of the last run, or of the one named."""
        run = run or self.run
        if run is None or run.best_epoch is None or self._worker.state != "idle":
            return
        try:
            run.restore(epoch or run.best_epoch, self._bridge.check.active)
        except UserError as error:
            self._banners.tell(shown(error.message), "error")
            return
        self.run = run
        self._banners.tell(run_texts.restored(run), "good", passing=True)
        self._tell()

    def load(self, run: Run) -> None:
        """Bring the drawing, the data and the settings of a run back, as one edit; its weights are the network's.

        What the user wrote about the project stays.
        """
        if run.project is None or self._worker.state != "idle":
            return
        project = replace(run.project, notes=self._bridge.project.notes)
        if project != self._bridge.project:
            self._bridge.edit(project, say("Load run {run}", run=run.number))
        self.run = run
        self._banners.tell(run_texts.loaded(run), "good", passing=True)
        self._tell()

    def forget(self, paths: Sequence[Path]) -> None:
        """Runs have been deleted: where the network's weights were of one of them, they are of the last one now."""
        self._history.forget(paths)
        if self.run is not None and self.run.path in paths:
            self._take_up_last()

    def repeat(self, project: Project, count: int) -> None:
        """Train a project with one seed after another; each is a run of its own."""
        from netbuilder.runs.repeats import Repeats

        if self._worker.state != "idle" or self._coming.hold(partial(self.repeat, project, count)):
            return
        if not self.blockers.refuse():
            self._get_ready()
            self._worker.repeat(Repeats(project, count), self._bridge.runs)

    def turn_back(self) -> None:
        """Where undo or redo has brought an earlier project back, the network is that of its run again."""
        known = self._history.run_of(self._bridge.project)
        if known is None or self._worker.state != "idle" or (self.run is not None and self.run.path == known.path):
            return
        self.run = known
        self._tell()

    def weights_in_words(self) -> str:
        """Which weights the network has: those of the end of a run, or of the epoch that was restored."""
        if self._under_way is not None:
            return run_texts.name(self._under_way)
        return run_texts.weights(self.run)

    def release(self) -> bool:
        """Ask about a training under way and stop it. False: the user wants to let it run."""
        if self._worker.trying:
            self._worker.close()
        if self._worker.state == "idle":
            return True
        question = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Training is in progress"),
            self.tr("Stop the training?"),
            QMessageBox.StandardButton.Cancel,
            self._banners.window(),
        )
        question.setInformativeText(self.tr("The results so far are saved, and it can be continued later."))
        stop = question.addButton(self.tr("Stop training"), QMessageBox.ButtonRole.AcceptRole)
        question.setDefaultButton(stop)
        question.exec()
        if question.clickedButton() is not stop:
            return False
        self._worker.close()
        return True

    def moved(self) -> None:
        """The project has got another file: the runs made before it had one move beside it, once nothing is trained."""
        if self._worker.state == "idle":
            self._move_apart()
            self._place.lay("")
            self._take_up_last()
            return
        try:
            self._place.note_owner()
        except FileError as error:
            self._banners.tell(shown(error.message), "warning")

    def close(self, *, keep: bool) -> None:
        """The window is closing. ``keep``: the project is offered at the next start, and its runs with it."""
        if not keep:
            self._place.forget_apart()

    def _only_more_epochs(self, trained: Project) -> bool:
        """Whether a project that was trained is the open one, but for more epochs, as a run that goes on has."""
        project = self._bridge.project
        return (project.graph, project.data) == (
            trained.graph,
            trained.data,
        ) and project.training == trained.training.with_(epochs=project.training.epochs)

    def _carry(self, before: Project, project: Project) -> None:
        """The same network is drawn in another way: have the weights of its run written for that."""
        self._carrying.wait(CARRY_SECONDS)
        run, folder = self.run, self._bridge.runs
        if self._under_way is not None:
            self._banners.tell(
                self.tr("The training that is running goes on with the drawing as it was; its weights stay with that."),
                passing=True,
            )
        elif run is not None and folder is not None and (run.records or run.imported):
            self._carrying.ask(partial(_carried, run, before, project, folder))

    def _take_carried(self, answer: object) -> None:
        if isinstance(answer, Message):
            self._banners.tell(shown(answer), passing=True)
        elif isinstance(answer, tuple):
            project, before, run = answer
            self._history.note(project, run)
            if run.difference(self._bridge.project) is None and self._worker.state == "idle":
                self.run = run
                self._banners.tell(run_texts.carried(before, run), "good", passing=True)
            self._tell()

    def _start(self, resume: Resume | None, *, quiet: bool = False) -> None:
        self._carrying.wait(CARRY_SECONDS)
        if self._worker.state != "idle" or self._coming.hold(partial(self._start, resume, quiet=quiet)):
            return
        if self.blockers.refuse():
            return
        self._quiet = quiet
        self._get_ready()
        self._worker.start(_long_enough(self._bridge.project, resume), self._bridge.runs, resume)

    def _get_ready(self) -> None:
        self._banners.clear()
        if not self._warmup.done:
            self._waiting = self._banners.tell(self.tr("PyTorch is still loading; training starts right after."))

    def _follow(self) -> None:
        """The project may be another: which run the one before had is kept in mind."""
        before, self._project = self._project, self._bridge.project
        if before is not self._project:
            if self.run is not None and self._worker.state == "idle":
                self._history.note(before, self.run)
            self.turn_back()

    def _started(self, start: Started) -> None:
        if self._worker.trying:
            return
        self._end_waiting()
        self._under_way = self._worker.run
        self._bridge.set_runs(self._bridge.runs)
        self.begun.emit(self._under_way)
        for warning in start.warnings:
            self._banners.tell(shown(warning), "warning")

    def _noticed(self, message: Message) -> None:
        if not self._worker.trying:
            self._banners.tell(shown(message), "warning")

    def _finished(self, end: Finished) -> None:
        if self._worker.trying:
            return
        self._end_waiting()
        self._under_way = None
        self.run = self._worker.run
        if self.run is not None and self._worker.project is not None:
            self._history.note(self._worker.project, self.run)
            if self.run.resumed_from is not None and self._only_more_epochs(self._worker.project):
                self._history.note(self._bridge.project, self.run)
        if self._place.apart is not None and self._bridge.path is not None:
            self.moved()
        else:
            self._tell()
        if self._worker.repeats is not None:
            done, whole = len(self._worker.ended), self._worker.whole
            self._banners.tell(run_texts.repeated(self._worker.repeats, done, whole), "information")
        elif not self._quiet or end.message is not None:
            self._say_ending(end)

    def _say_ending(self, end: Finished) -> None:
        """In a banner, with the best epoch to be restored where it is not the last."""
        mood: Mood = "good" if end.message is None else "warning"
        if end.reason in ("not finite", "out of memory"):
            mood = "error"
        text, best = run_texts.ended(end), run_texts.best(self.run)
        if self.run is not None:
            text = self.tr("Run {run}: {sentence}").format(run=self.run.number, sentence=text)
        offers = ((self.tr("Restore best epoch"), self.restore),) if best and self.can_restore else ()
        self._banners.tell(" ".join(filter(None, (text, best))), mood, *offers, passing=mood == "good")

    def _failed(self, message: Message) -> None:
        if self._worker.trying:
            return
        self._end_waiting()
        self._banners.tell(shown(message), "error")
        if self._under_way is not None and self._bridge.runs is not None:
            self.run = self._bridge.runs.run(self._under_way.path)
        self._under_way = None
        self._tell()

    def _end_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.dismiss()
            self._waiting = None

    def _take_up_last(self) -> None:
        """The latest run of the folder that can be read, and that nobody writes, is where the network comes from."""
        self.run = self._bridge.runs.latest() if self._bridge.runs is not None else None
        self._tell()

    def _tell_of_folder(self) -> None:
        """Say why the runs of the project are not read; through a link they are, where the user wants it."""
        folder = self._bridge.runs
        if folder is None or folder.problem is None:
            return
        offers = ((self.tr("Use it"), partial(self._use, folder.behind_link())),) if is_link(folder.path) else ()
        self._banners.tell(shown(folder.problem), "warning", *offers)

    def _use(self, folder: RunsFolder) -> None:
        if self._worker.state == "idle":
            self._bridge.runs = folder
            self._take_up_last()

    def _tell(self) -> None:
        """Everyone who shows runs looks again."""
        self.changed.emit()
        self._bridge.set_runs(self._bridge.runs)

    def _move_apart(self) -> None:
        apart = self._place.apart
        try:
            self._place.move_beside(self._history)
        except FileError as error:
            text = self.tr("The runs could not be moved next to the project; they are still in “{folder}”: {reason}")
            self._banners.tell(text.format(folder=apart, reason=shown(error.message)), "warning")


def _long_enough(project: Project, resume: Resume | None) -> Project:
    """The project with more epochs than are done already."""
    done, epochs = len(resume.records) if resume is not None else 0, project.training.epochs
    return project if done < epochs else edits.set_training(project, epochs=done + epochs)


def _carried(run: Run, before: Project, project: Project, folder: RunsFolder) -> tuple[Project, Run, Run]:
    """The run that has the weights of another for a project; with the project and the other run."""
    from netbuilder.kept_runs.carried import carried_over

    return project, run, folder.run(carried_over(run, before, project, folder))
