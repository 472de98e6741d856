"""Training on a thread of its own, told to the window at the screen's pace."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from netbuilder.errors import UserError
from netbuilder.project import Project
from netbuilder.training.notes import Notes
from netbuilder.training.progress import EpochDone, Finished, Notice, Progress, Started, Stepping

if TYPE_CHECKING:
    from netbuilder.training.repeats import Repeats
    from netbuilder.training.resume import Resume
    from netbuilder.training.runs import Run, RunsFolder
    from netbuilder.training.snapshots import Weights
    from netbuilder.training.trainer import Training

State = Literal["idle", "running", "paused", "stopping"]
PACE = 33
"""Milliseconds between two looks at what the thread has told: about the pace at which a screen can show it."""
HELD = 0.1
"""Seconds between two looks, in a pause, at whether the weights are wanted."""


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """A network while it learns: ``weights`` are a copy on the CPU, ``epoch`` the last one that it has finished."""

    project: Project
    epoch: int
    weights: Weights


@dataclass(frozen=True, slots=True, eq=False)
class Ended:
    """One training of a session is over. ``run``: as it lies on the disk, None where it could not be kept there."""

    finished: Finished
    run: Run | None
    overfits: bool


class Session:
    """One training on one thread, or several, one after another. Knows no Qt; its methods may be called from any other
    thread.

    ``look``: whether the weights are wanted; the thread puts them into ``moment`` when an epoch ends, or in a pause.
    ``look_at_end``: whether they will be when the training has ended.
    """

    def __init__(
        self,
        projects: Sequence[Project],
        folder: RunsFolder | None,
        resume: Resume | None,
        notes: Notes | None,
        ready: Callable[[], None] | None,
    ) -> None:
        self.news: deque[Progress] = deque()
        self.ended: deque[Ended] = deque()
        self.run: Run | None = None
        self.look = self.look_at_end = False
        self.moment: Moment | None = None
        self._folder, self._resume, self._notes, self._ready = folder, resume, notes, ready
        self._training: Training | None = None
        self._going = Event()
        self._going.set()
        self._one_epoch = False
        self._stop_asked = False
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="training")
        self._future = self._executor.submit(self._train_all, projects)

    @property
    def over(self) -> bool:
        """Whether the thread has nothing more to tell."""
        return self._future.done()

    @property
    def held(self) -> bool:
        """Whether the training stands still: asked to, or because its one epoch is done."""
        return not self._going.is_set()

    def hold(self) -> None:
        """Do not advance the training."""
        self._going.clear()

    def go(self, *, one_epoch: bool) -> None:
        """Advance the training, to the end or for one epoch."""
        self._one_epoch = one_epoch
        self._going.set()

    def stop(self) -> None:
        """Ask the training to end, even where it has not begun yet or is held."""
        self._stop_asked = True
        if self._training is not None:
            self._training.stop()
        self._going.set()

    def wait(self) -> None:
        """Return when the thread has ended."""
        self._executor.shutdown(wait=True)

    def result(self) -> None:
        """Raises what ended the training, if anything did."""
        self._future.result()

    @property
    def epochs_kept(self) -> tuple[int, ...]:
        """The epochs so far whose weights are kept in memory."""
        trail = self._training.trail if self._training is not None else None
        return trail.epochs if trail is not None else ()

    def moment_at(self, epoch: int) -> Moment | None:
        """The network as it was at the kept epoch that is nearest; None where none is kept."""
        training = self._training
        kept = training.trail.weights if training is not None and training.trail is not None else {}
        if training is None or not kept:
            return None
        nearest = min(kept, key=lambda other: abs(other - epoch))
        return Moment(training.project, nearest, kept[nearest])

    def _train_all(self, projects: Sequence[Project]) -> None:
        if self._ready is not None:
            self._ready()
        for project in projects:
            end = self._train(project)
            if self._stop_asked or end is None or end.reason == "out of memory":
                return

    def _train(self, project: Project) -> Finished | None:
        value: Progress | None = None
        for value in self._progress(project):
            if isinstance(value, Started | Finished):
                self._read_run()
            if isinstance(value, Finished):
                self._end(value)
                self.look = self.look or self.look_at_end
            self.news.append(value)
            if isinstance(value, EpochDone) and self._one_epoch:
                self._going.clear()
            if self._stop_asked:  # asked just before the line above
                self._going.set()
            if isinstance(value, EpochDone | Finished):
                self._show_weights(project)
            while not self._going.wait(HELD):
                self._show_weights(project)
        return value if isinstance(value, Finished) else None

    def _show_weights(self, project: Project) -> None:
        """Nobody trains while this copies, so that what is seen is one network and not half of the next."""
        training = self._training
        if self.look and training is not None and training.records:
            self.look = False
            self.moment = Moment(project, len(training.records), training.last_weights)

    def _read_run(self) -> None:
        """The run as it lies on the disk; None where it could not be kept there."""
        path = self._training.recorded_in if self._training is not None else None
        if self._folder is not None and path is not None:
            self.run = self._folder.run(path)

    def _end(self, finished: Finished) -> None:
        from netbuilder.training.verdict import verdict

        overfits = self._training is not None and verdict(self._training).state == "overfitting"
        self.ended.append(Ended(finished, self.run, overfits))

    def _progress(self, project: Project) -> Iterator[Progress]:
        from netbuilder.training.recording import record
        from netbuilder.training.trainer import Training

        self._training = training = Training(project, resume=self._resume)
        if self._stop_asked:
            training.stop()
        return training.run() if self._folder is None else record(training, self._folder, self._notes)


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
    """Message: something that the person should know; training goes on."""
    advanced = Signal(object)
    """Ended: one training of several is over, and is now the last of ``ended``."""
    finished = Signal(object)
    """Finished: everything is written and the thread has ended; ``state`` is already "idle"."""
    failed = Signal(object)
    """Message: the training could not start or go on; ``state`` is already "idle"."""

    def __init__(self, parent: QObject | None = None, *, ready: Callable[[], None] | None = None) -> None:
        """``ready`` is called on a thread before torch is used there; it may wait (for imports under way, say).

        ``alone`` is called after it on the thread of a training, to wait until nobody else draws random numbers.
        """
        super().__init__(parent)
        self.state: State = "idle"
        self.project: Project | None = None
        self.run: Run | None = None
        self.trying = False
        self.repeats: Repeats | None = None
        self.ended: list[Ended] = []
        self.ready = ready
        self.alone: Callable[[], None] | None = None
        self._session: Session | None = None
        self._finished: Finished | None = None
        self._timer = QTimer(self, interval=PACE)
        self._timer.timeout.connect(self._tell)

    def start(self, project: Project, folder: RunsFolder | None, resume: Resume | None = None) -> None:
        """Train, keeping the run in ``folder`` (None: nowhere). Does nothing while another training is under way."""
        if self._session is None:
            self.project, self.repeats, self.trying = project, None, False
            self._begin(Session([project], folder, resume, None, self._prepare))

    def try_out(self, project: Project) -> None:
        """Train to see what comes of it: nothing is kept, and ``trying`` says so until something else begins."""
        if self._session is None:
            self.project, self.repeats, self.trying = project, None, True
            self._begin(Session([project], None, None, None, self._prepare))

    def repeat(self, repeats: Repeats, folder: RunsFolder | None) -> None:
        """Train with one seed after another: ``advanced`` after each, ``finished`` after the last. A stop ends all."""
        if self._session is None:
            self.project, self.repeats, self.trying = repeats.project, repeats, False
            self._begin(Session(repeats.projects(), folder, None, Notes(group=repeats.group), self._prepare))

    @property
    def whole(self) -> list[Ended]:
        """Those of the trainings that are over that nobody has broken off."""
        from netbuilder.training.repeats import BROKEN_OFF

        return [ended for ended in self.ended if ended.finished.reason not in BROKEN_OFF]

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

    def look(self) -> None:
        """Have ``seen`` tell the weights at the end of an epoch, once; nothing is copied for those who do not ask.

        Where the training pauses or finishes before the epoch ends, they are those of that moment.
        """
        if self._session is not None:
            self._session.look = True

    def look_at_end(self) -> None:
        """Have ``seen`` tell the weights once the training has ended: of a trial, no run will show them."""
        if self._session is not None:
            self._session.look_at_end = True

    @property
    def epochs_kept(self) -> tuple[int, ...]:
        """The epochs of the training under way to which one can look back."""
        return self._session.epochs_kept if self._session is not None else ()

    def moment_at(self, epoch: int) -> Moment | None:
        """The network that learns as it was at the kept epoch that is nearest; None where none is kept."""
        return self._session.moment_at(epoch) if self._session is not None else None

    def close(self) -> None:
        """Stop, wait for the thread, and tell the last news. For the end of the window."""
        self.stop()
        if self._session is not None:
            self._session.wait()
            self._tell()

    def _begin(self, session: Session) -> None:
        self.run = self._finished = None
        self.ended = []
        self._session = session
        self._timer.start()
        self._become("running")

    def _prepare(self) -> None:
        """What a training waits for, on its own thread."""
        for wait in (self.ready, self.alone):
            if wait is not None:
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

    def _emit(self, session: Session) -> None:
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

    def _emit_one(self, value: Started | Notice | Finished, session: Session) -> None:
        if isinstance(value, Started):
            self.started.emit(value)
        elif isinstance(value, Notice):
            self.noticed.emit(value.message)
        else:
            self._finished = value
            self.ended.append(session.ended.popleft())
            if self.repeats is not None:
                self.advanced.emit(self.ended[-1])

    def _end(self, session: Session) -> None:
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
