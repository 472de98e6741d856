"""Remedies tried beside the window while nothing trains, so that each is offered with what it brought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from netbuilder.project.project import Project
from ui.diagnosis.background_trials import BackgroundTrials
from ui.project.bridge import Bridge
from ui.training.worker import Worker

if TYPE_CHECKING:
    from netbuilder.remedies.offers import Remedy
    from netbuilder.remedies.trial import Trial
    from netbuilder.remedies.trials import Trials


class RemedyTrials(BackgroundTrials):
    """Tries one list of remedies at a time."""

    def __init__(self, bridge: Bridge, worker: Worker) -> None:
        super().__init__("remedies", bridge, worker)
        self._trials: Trials | None = None

    def consider(
        self, project: Project, remedies: Sequence[Remedy], seeds: int | None = None, alone: float = 0.0
    ) -> None:
        """Try these remedies of the project as soon as nothing trains; what is known of it already stays known.
        ``alone``: how many seconds one training of the project takes; nothing is too long where that is not given."""
        from netbuilder.remedies.trial import READY_SECONDS, SEEDS
        from netbuilder.remedies.trials import Trials

        known = self._trials
        if (
            known is None
            or not known.of(project)
            or [str(one.title) for one in known.remedies] != [str(one.title) for one in remedies]
        ):
            self._trials = Trials(project, remedies, seeds or SEEDS, known, READY_SECONDS, alone)
            self.take(self._trials)
        self.go_on()

    def of(self, remedy: Remedy) -> Trial | None:
        """What is known of a remedy by now."""
        return self._trials.trial(remedy) if self._trials is not None else None

    @property
    def seeds(self) -> int:
        """With how many seeds each is tried."""
        return self._trials.seeds if self._trials is not None else 0

    @property
    def fewest(self) -> int:
        """With how many seeds each is tried at least."""
        return self._trials.fewest if self._trials is not None else 0
