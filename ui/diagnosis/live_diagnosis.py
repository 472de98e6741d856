"""Which run is diagnosed, and what is found: live while it learns, and of every run that is shown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from netbuilder.project.changes import Change
from netbuilder.project.project import Project
from netbuilder.training.baseline import NOTHING_FURTHER, Baseline, Further
from netbuilder.training.history import EpochRecord
from netbuilder.training.progress import EpochDone, Started
from ui.project.bridge import Bridge
from ui.threads.background_work import BackgroundWork
from ui.training.worker import Worker

if TYPE_CHECKING:
    from netbuilder.diagnosis.diagnosis import Diagnosis, State
    from netbuilder.remedies.examination import Examination
    from netbuilder.runs.folder import Run
    from netbuilder.training.references import Reference

PACE = 300
"""Milliseconds between two diagnoses of a network that learns: as fast as a sentence can be taken in."""
SETTLED = 200
"""Milliseconds without an edit before remedies are sought for the edited project."""
URGENT: tuple[State, ...] = ("overfitting", "diverging")
"""States that more epochs do not fix: remedies are offered while the network still learns."""


@dataclass(eq=False)
class Subject:
    """A run under examination. ``run``: None while it learns, and where it is not kept; ``ended``: how, once it has."""

    project: Project
    records: list[EpochRecord] = field(default_factory=list)
    run: Run | None = None
    ended: str = ""

    def same(self, other: Subject | None) -> bool:
        """Whether this is the same run, though perhaps read again from the disk."""
        if other is None or self.run is None or other.run is None:
            return self is other
        return self.run.path == other.run.path


class LiveDiagnosis(QObject):
    """Follows the worker, and the run that the window shows (``show_run``).

    ``subject``: the run that is examined; ``before``: the one that was shown when the present one began from scratch.
    """

    found = Signal(object)
    """Examination of the subject; None: it is new, and its examination follows or there is no subject."""

    def __init__(self, bridge: Bridge, worker: Worker) -> None:
        super().__init__(bridge)
        self._bridge, self._worker = bridge, worker
        self.subject: Subject | None = None
        self.before: Subject | None = None
        self.live = False
        self._baseline = Baseline()
        self._last: Examination | None = None
        self._doubted: State | None = None
        self._wider: tuple[Subject, Reference] | None = None
        self._further: tuple[Subject, Further] | None = None
        self._background = BackgroundWork(self)
        self._pace = QTimer(self, interval=PACE, singleShot=True)
        self._settle = QTimer(self, interval=SETTLED, singleShot=True)
        self._connect()

    @property
    def busy(self) -> bool:
        """Whether an examination is under way."""
        return self._background.busy or self._settle.isActive()

    def show_run(self, run: Run | None) -> None:
        """Examine this run. None: there is none; one that has just ended without being kept stays, though."""
        if self._worker.state != "idle" or (run is None and self.live):
            return
        just_ended, self.live = self.live, False
        self.subject = _subject(run)
        if not just_ended:
            self._last = None
            self.found.emit(None)
        self._ask()

    def learn(self, wider: Reference) -> None:
        """A wider network than that of the subject has reached this: the diagnosis takes it into account."""
        if self.subject is not None:
            self._wider = (self.subject, wider)
            self._ask()

    def look_further(self, further: Further) -> None:
        """Further trainings beside the subject have shown this: the diagnosis takes it into account."""
        if self.subject is not None:
            self._further = (self.subject, further)
            self._ask()

    def at(self, epoch: int) -> Diagnosis | None:
        """What was to be said of the subject after so many epochs; None where nothing is found yet."""
        from netbuilder.diagnosis.rules import diagnose

        if self.subject is None or self._last is None:
            return None
        return diagnose(self.subject.records[:epoch], self._last.baseline)

    def _connect(self) -> None:
        self._background.answered.connect(self._answer)
        self._pace.timeout.connect(self._look)
        self._settle.timeout.connect(self._ask)
        self._bridge.changed.connect(self._follow)
        self._worker.started.connect(self._begin)
        self._worker.progressed.connect(self._go_on)
        self._worker.state_changed.connect(self._rest)
        self._worker.finished.connect(lambda end: self._end(end.reason))
        self._worker.failed.connect(lambda _message: self._end(""))

    def _begin(self, started: Started) -> None:
        if self._worker.trying:  # over in a moment, and perhaps followed by many more
            return
        known, run = self.subject, self._worker.run
        fresh = started.first_epoch == 1
        alone = self._worker.repeats is None
        self.before = known if fresh and alone and known is not None and known.records else None
        records = [] if fresh else list(run.records if run is not None else known.records if known is not None else ())
        self.subject = Subject(self._worker.project or self._bridge.project, records[: started.first_epoch - 1])
        self._baseline, self.live, self._last = started.baseline, True, None
        self.found.emit(None)
        self._look()

    def _go_on(self, news: list[object]) -> None:
        if self.subject is not None and self.live:
            self.subject.records += [value.record for value in news if isinstance(value, EpochDone)]
            if not self._pace.isActive():
                self._pace.start()

    def _rest(self, state: str) -> None:
        """No updates will follow: the last are examined, and what they say is no passing doubt."""
        if state in ("idle", "paused") and self.live:
            self._pace.stop()
            self._doubted = None
            self._look(calm=False)

    def _end(self, reason: str) -> None:
        """Where a run was kept, it is shown by now; of one that was not, this is all there is."""
        if self.live and self.subject is not None:
            self.live, self.subject.ended = False, reason
            self._ask()

    def _follow(self, change: Change) -> None:
        if self.subject is not None and change.content:
            self._settle.start()

    def _look(self, *, calm: bool = True) -> None:
        """Diagnose what is there. While it learns, a state is shown once it has been found twice,
        and the first one at once: nothing can flicker yet, and "too early" is no longer so."""
        from netbuilder.diagnosis.rules import diagnose
        from netbuilder.remedies.examination import Examination

        if self.subject is None or not self.live:
            return
        told = diagnose(self.subject.records, self._baseline)
        shown = self._last.diagnosis.state if self._last is not None else None
        if calm and shown not in (None, "early") and told.state not in (shown, self._doubted):
            self._doubted = told.state
            self._pace.start()
            return
        self._doubted = None
        kept = self._last.remedies if self._last is not None and told.state == shown else ()
        self._tell(Examination(told, kept, None, self._baseline))
        if told.state in URGENT and told.state != shown:
            self._ask()

    def _ask(self) -> None:
        subject, project, ready = self.subject, self._bridge.project, self._worker.ready
        if subject is None or (self.live and not self._urgent):
            return
        records = tuple(subject.records)
        known = self._wider
        wider = known[1] if known is not None and known[0].same(subject) else None
        tried = self._further
        further = tried[1] if tried is not None and tried[0].same(subject) else NOTHING_FURTHER

        def work() -> tuple[Subject, Examination]:
            if ready is not None:
                ready()
            from netbuilder.remedies.examination import examine

            return subject, examine(subject.project, records, subject.ended, project, wider, further)

        self._background.ask(work)

    @property
    def _urgent(self) -> bool:
        return self._last is not None and self._last.diagnosis.state in URGENT

    def _answer(self, answer: tuple[Subject, Examination]) -> None:
        """While it learns, the diagnosis has gone on meanwhile, and only the remedies are new."""
        subject, found = answer
        if subject is not self.subject:
            return
        if not self.live:
            self._tell(found)
        elif self._last is not None and self._last.diagnosis.state == found.diagnosis.state:
            self._tell(replace(found, diagnosis=self._last.diagnosis))

    def _tell(self, found: Examination) -> None:
        self._last = found
        self.found.emit(found)


def _subject(run: Run | None) -> Subject | None:
    if run is None or run.project is None or not (run.records or run.reason == "not finite"):
        return None
    return Subject(run.project, list(run.records), run, run.reason)
