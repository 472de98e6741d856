"""Training on a thread of its own, told to the window at the screen's pace."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from netbuilder.errors import UserError
from netbuilder.project.project import Project
from netbuilder.runs.notes import Notes
from netbuilder.training.progress import EpochDone, Finished, Notice, Started, Stepping
from ui.training.training_session import Ended, Moment, TrainingSession

if TYPE_CHECKING:
    from netbuilder.runs.folder import Run, RunsFolder
    from netbuilder.runs.repeats import Repeats
    from netbuilder.training.resume import Resume

State = Literal["idle", "running", "paused", "stopping"]
PACE = 33
"""Milliseconds between two looks at what the thread has told: about the pace at which a screen can show it."""


class Worker(QObject):
    """Trains one project at a time, or one with several seeds. All signals come on the thread of this object.

    ``project``: the one that is trained, or was last; ``run``: where it is kept, if it is.
    """

    state_changed = Signal(str)
    """"idle", "running", "paused" or "stopping"."""
    started = Signal(object)
    """Started: the data are loaded and the network is built."""
    progressed = Signal(object)
    """list of EpochDone and Stepping, in order: what came since the last time, at most some thirty times a second."""
    seen = Signal(object)
    """Moment: the weights that ``look`` asked for."""
    noticed = Signal(object)
    """Message: something that the user should know; training goes on."""
    advanced = Signal(object)
    """Ended: one training of several is over, and is now the last of ``ended``."""
    finished = Signal(object)
    """Finished: everything is written and the thread has ended; ``state`` is already "idle"."""
    failed = Signal(object)
    """Message: the training could not start or go on; ``state`` is already "idle"."""

    def __init__(self, parent: QObject | None = None, *, ready: Callable[[], None] | None = None) -> None:
        """``ready`` is called on a thread before torch is used there; it may wait (for imports under way, say).

        ``alone``: called after it on the thread of a training, before it begins and after each pause, to wait until
        nobody else draws random numbers.
        """
        super().__init__(parent)
        self.state: State = "idle"
        self.project: Project | None = None
        self.run: Run | None = None
        self.trying = False
        self.repeats: Repeats | None = None
        self.ended: list[Ended] = []
        self.ready = ready
        self.alone: list[Callable[[], None]] = []
        self._session: TrainingSession | None = None
        self._finished: Finished | None = None
        self._timer = QTimer(self, interval=PACE)
        self._timer.timeout.connect(self._tell)

    def start(self, project: Project, folder: RunsFolder | None, resume: Resume | None = None) -> None:
        """Train, keeping the run in ``folder`` (None: nowhere). Does nothing while another training is under way."""
        if self._session is None:
            self.project, self.repeats, self.trying = project, None, False
            self._begin(TrainingSession([project], folder, resume, None, self._prepare))

    def try_out(self, project: Project) -> None:
        """Train to see what comes of it: nothing is kept, and ``trying`` says so until something else begins."""
        if self._session is None:
            self.project, self.repeats, self.trying = project, None, True
            self._begin(TrainingSession([project], None, None, None, self._prepare))

    def repeat(self, repeats: Repeats, folder: RunsFolder | None) -> None:
        """Train with one seed after another: ``advanced`` after each, ``finished`` after the last. A stop ends all."""
        if self._session is None:
            self.project, self.repeats, self.trying = repeats.project, repeats, False
            self._begin(TrainingSession(repeats.projects(), folder, None, Notes(group=repeats.group), self._prepare))

    @property
    def whole(self) -> list[Ended]:
        """Those of the trainings that are over that nobody has broken off."""
        from netbuilder.runs.repeats import BROKEN_OFF

        return [ended for ended in self.ended if ended.finished.reason not in BROKEN_OFF]

    @property
    def at_rest(self) -> bool:
        """Whether nothing is computed: no training is under way, or the one that is paused has come to rest."""
        return self._session is None or (self.state == "paused" and self._session.at_rest.is_set())

    def pause(self) -> None:
        """Hold the training where it is."""
        if self._session is not None and self.state == "running":
            self._session.hold()
            self._become("paused")

    def resume(self) -> None:
        """Go on after a pause."""
        self._go(one_epoch=False)

    def toggle(self) -> None:
        """Hold the training, or let one that is held go on."""
        if self.state == "paused":
            self.resume()
        else:
            self.pause()

    def step(self) -> None:
        """Train to the end of one epoch, then pause."""
        self._go(one_epoch=True)

    def stop(self) -> None:
        """Ask the training to end. It does so within one batch, keeps the best weights, and ``finished`` follows."""
        if self._session is not None and self.state in ("running", "paused"):
            self._session.stop()
            self._become("stopping")

    def look(self, glance: Callable[[Moment], object] | None = None) -> None:
        """Have ``seen`` tell the weights at the end of an epoch, once; nothing is copied for those who do not ask.

        Where the training pauses or finishes before the epoch ends, they are those of that moment. ``glance``: what the
        training's thread makes of them itself (``Moment.made``): quick work costs it less so than another thread's,
        for which it would have to wait again and again.
        """
        if self._session is not None:
            self._session.glance, self._session.look = glance, True

    def look_at_end(self, glance: Callable[[Moment], object] | None = None) -> None:
        """Have ``seen`` tell the weights once the training has ended: of a trial, no run will show them."""
        if self._session is not None:
            self._session.glance, self._session.look_at_end = glance, True

    @property
    def epochs_kept(self) -> tuple[int, ...]:
        """The epochs of the training under way to which one can look back."""
        return self._session.epochs_kept if self._session is not None else ()

    def moment_at(self, epoch: int) -> Moment | None:
        """The network that learns as it was at the kept epoch that is nearest; None where none is kept."""
        return self._session.moment_at(epoch) if self._session is not None else None

    def close(self) -> None:
        """Stop, wait for the thread, and report the last progress. For the end of the window."""
        self.stop()
        if self._session is not None:
            self._session.wait()
            self._tell()

    def _begin(self, session: TrainingSession) -> None:
        self.run = self._finished = None
        self.ended = []
        self._session = session
        self._timer.start()
        self._become("running")

    def _prepare(self) -> None:
        """What a training waits for, on its own thread."""
        if self.ready is not None:
            self.ready()
        for wait in self.alone:
            wait()

    def _go(self, *, one_epoch: bool) -> None:
        if self._session is not None and self.state == "paused":
            self._session.go(one_epoch=one_epoch)
            self._become("running")

    def _become(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _tell(self) -> None:
        """Emit what the thread has told since the last look."""
        session = self._session
        if session is None:
            return
        over, held = session.over, session.held
        self.run = session.run
        self._emit(session)
        if session.moment is not None:
            moment, session.moment = session.moment, None
            self.seen.emit(moment)
        if over:
            self._end(session)
        elif held and self.state == "running":
            self._become("paused")

    def _emit(self, session: TrainingSession) -> None:
        batch: list[Stepping | EpochDone] = []
        while session.news:
            value = session.news.popleft()
            if isinstance(value, Stepping | EpochDone):
                if batch and isinstance(batch[-1], Stepping):
                    batch.pop()
                batch.append(value)
                continue
            if batch and not isinstance(value, Notice):
                self.progressed.emit(batch)
                batch = []
            self._emit_one(value, session)
        if batch:
            self.progressed.emit(batch)

    def _emit_one(self, value: Started | Notice | Finished, session: TrainingSession) -> None:
        if isinstance(value, Started):
            self.started.emit(value)
        elif isinstance(value, Notice):
            self.noticed.emit(value.message)
        else:
            self._finished = value
            self.ended.append(session.ended.popleft())
            if self.repeats is not None:
                self.advanced.emit(self.ended[-1])

    def _end(self, session: TrainingSession) -> None:
        """The thread is over. An error that nobody foresaw is raised here, and so reaches ``sys.excepthook``."""
        self._timer.stop()
        session.wait()
        self._session = None
        self._become("idle")
        try:
            session.result()
        except UserError as error:
            self.failed.emit(error.message)
            return
        if self._finished is not None:
            self.finished.emit(self._finished)
