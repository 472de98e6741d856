"""More epochs and other splits tried beside the window, where they may change what is said of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.diagnosis.background_trials import BackgroundTrials
from ui.diagnosis.live_diagnosis import LiveDiagnosis, Subject
from ui.project.bridge import Bridge
from ui.training.worker import Worker

if TYPE_CHECKING:
    from netbuilder.diagnosis.further_trainings import FurtherTrainings
    from netbuilder.remedies.examination import Examination


class FurtherLooks(BackgroundTrials):
    """Further trainings beside the run that is diagnosed. What they show becomes evidence of its diagnosis."""

    def __init__(self, bridge: Bridge, worker: Worker, diagnosing: LiveDiagnosis) -> None:
        super().__init__("further trainings", bridge, worker)
        self._diagnosing = diagnosing
        self._of: Subject | None = None
        self._trainings: FurtherTrainings | None = None
        self.changed.connect(self._teach)

    def consider(self, found: Examination | None) -> None:
        """Begin, where this is said of a run of the present project that is over, and not sure."""
        subject = self._diagnosing.subject
        if found is None or subject is None or not subject.ended or found.note is not None:
            self.forget()
            return
        if self._of is not None and self._of.same(subject):
            return
        from netbuilder.diagnosis.further_trainings import FurtherTrainings, worth_it

        self._of, self._trainings = subject, None
        if subject.ended == "stopped" or not worth_it(found.diagnosis, subject.project, subject.records):
            self.forget()
            return
        self._trainings = FurtherTrainings(subject.project, subject.records, found.baseline)
        self.take(self._trainings)
        self.go_on()

    def _teach(self) -> None:
        """Once all are over, the diagnosis counts them."""
        trainings, subject = self._trainings, self._of
        if trainings is not None and subject is not None and trainings.done == trainings.count and not self.busy:
            self._trainings = None
            if subject.same(self._diagnosing.subject):
                self._diagnosing.look_further(trainings.found)
