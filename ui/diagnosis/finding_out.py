"""One button that finds out whether the rest is noise: a wider network is trained beside the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.diagnosis.live_diagnosis import LiveDiagnosis, Subject
from ui.diagnosis.remedy_list import OfferedRemedy
from ui.diagnosis.remedy_trials import RemedyTrials
from ui.language.text import shown
from ui.project.bridge import Bridge
from ui.training.worker import Worker

if TYPE_CHECKING:
    from netbuilder.remedies.examination import Examination
    from netbuilder.remedies.offers import Remedy
    from netbuilder.remedies.trial import Trial


class FindingOut(QObject):
    """Asked about one run at a time. What it finds becomes evidence of the diagnosis."""

    changed = Signal()
    """Another button is offered, or other words are to be said."""

    def __init__(self, bridge: Bridge, worker: Worker, diagnosing: LiveDiagnosis) -> None:
        super().__init__(bridge)
        self._bridge, self._diagnosing = bridge, diagnosing
        self._trials = RemedyTrials(bridge, worker)
        self._asked: tuple[Subject, Remedy] | None = None
        self._told = self._evident = False
        self._trials.changed.connect(self._advance)

    @property
    def busy(self) -> bool:
        """Whether a wider network is being trained or about to be."""
        return self._trials.busy

    def follow(self, found: Examination | None) -> None:
        """The diagnosis is of this run now: what was asked of another one is of no use."""
        if found is not None and self._asked is not None and not self._asked[0].same(self._diagnosing.subject):
            self._asked = None
            self._trials.forget()

    def offers(self, found: Examination) -> Iterator[OfferedRemedy]:
        """The button, where the diagnosis leaves it open whether the rest is noise; while it finds out, a stop."""
        if self.busy:
            yield OfferedRemedy(
                self.tr("Stop"),
                self.tr("Stop finding out"),
                self.tr("Nothing is said then of whether the rest is noise."),
                self.stop,
            )
        elif found.diagnosis.left_open and found.note is None and not self._judging(found):
            wider = self._wider()
            if wider is not None:
                title = self.tr("Find out with a wider network")
                yield OfferedRemedy(shown(wider.name), title, shown(wider.why), self.start)

    def words(self, found: Examination | None) -> str:
        """How far it is, or what was found out; empty where nothing was asked of the run that is shown."""
        if self._asked is None or found is None or not self._asked[0].same(self._diagnosing.subject):
            return ""
        if self.busy or self._judging(found):
            done, count = self._trials.progress
            text = self.tr("Finding out with a wider network: {done} of {count} trainings.")
            return text.format(done=done, count=count)
        trial = self._found()
        if self._trials.problem is not None:
            return shown(self._trials.problem)
        if trial is None:
            return ""
        from netbuilder.remedies.wider_network import found_out

        return shown(found_out(trial, found.diagnosis))

    def start(self) -> None:
        """Train a wider network with the seeds of the run and those that follow; the project stays as it is."""
        from netbuilder.remedies.wider_network import SEEDS

        subject, wider = self._diagnosing.subject, self._wider()
        if subject is not None and wider is not None:
            self._asked, self._told, self._evident = (subject, wider), False, False
            self._trials.consider(subject.project, [wider], SEEDS)
            self._advance()

    def stop(self) -> None:
        """Do not find out after all."""
        self._asked, self._evident = None, False
        self._trials.forget()
        self.changed.emit()

    def keep_apart(self, others: Callable[[], bool]) -> None:
        """Wait while ``others`` says that something else computes."""
        self._trials.others = others

    def leave_alone(self) -> None:
        """Stop, and wait until nothing is computed any more. May be called from any thread."""
        self._trials.leave_alone()

    def close(self) -> None:
        """The window closes."""
        self._trials.close()

    def _advance(self) -> None:
        """More is known; all of it is evidence."""
        trial = self._found()
        if trial is not None and not self._told and self._asked is not None:
            from netbuilder.remedies.wider_network import evidence

            self._told = True
            found = evidence(trial, self._asked[0].records)
            self._evident = found is not None
            if found is not None:
                self._diagnosing.learn(found)
        self.changed.emit()

    def _judging(self, found: Examination) -> bool:
        """Whether there is evidence that this diagnosis does not count yet."""
        mine = self._asked is not None and self._asked[0].same(self._diagnosing.subject)
        return mine and self._evident and found.baseline.wider is None

    def _found(self) -> Trial | None:
        """What the wider network brought, once it has been trained with all seeds."""
        trial = self._trials.of(self._asked[1]) if self._asked is not None else None
        return trial if trial is not None and trial.whole else None

    def _wider(self) -> Remedy | None:
        """The wider network of the run that is shown, whose drawing is that of the project."""
        from netbuilder.remedies.wider_network import wider_network

        subject = self._diagnosing.subject
        return wider_network(subject.project, self._bridge.check.active) if subject is not None else None
