"""A training that stops after every minibatch and says what happened in it. It is the training itself, watched."""

from __future__ import annotations

from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING

from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.backends.torch.torch_errors import said_in_words
from netbuilder.errors import ProjectError, TrainingError
from netbuilder.messages import Message
from netbuilder.program import lower
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.shapes.check import check
from netbuilder.stepping.consequences import consequences, untouched
from netbuilder.stepping.interventions import Interventions
from netbuilder.stepping.probe import Probe
from netbuilder.stepping.step_record import StepRecord
from netbuilder.stepping.watched_learner import WatchedLearner
from netbuilder.training.progress import Finished, Stepping
from netbuilder.training.trainer import Training

if TYPE_CHECKING:
    import torch

    from netbuilder.data.pipeline import Prepared


class Stepper:
    """Steps through the training of a project from its start.

    ``project``, ``training``: what is stepped through; ``ending``: why there is no further step, once there is none;
    ``turn``: held by whoever steps or probes, for two that draw random numbers at once would draw each other's.
    """

    def __init__(self, project: Project, *, prepared: Prepared | None = None) -> None:
        self.project = project
        self.training = Training(project, prepared=prepared, learner=self._learner, each_step=True)
        self._progress = self.training.run()
        self._watched: WatchedLearner | None = None
        self.turn = RLock()
        self._probe: tuple[StepRecord, Probe] | None = None
        self._latest: StepRecord | None = None
        self.ending: Message | None = None

    def next(self) -> StepRecord | None:
        """The next step; None after the last. Raises what ``Training.run`` raises, with the first."""
        with self.turn:
            return self._next()

    def _next(self) -> StepRecord | None:
        for progress in self._progress:
            if isinstance(progress, Finished):
                self.ending = progress.message
            if isinstance(progress, Stepping | Finished) and self._watched and self._watched.latest:
                record, self._watched.latest = self._watched.latest, None
                if isinstance(progress, Stepping):
                    record = replace(record, epoch=progress.epoch, batch=progress.step, batches=progress.steps)
                self._latest = record
                return record
        return None

    def again(self, record: StepRecord, interventions: Interventions) -> StepRecord:
        """The latest step, which ``record`` is of, once more with interventions; the training goes on from there.

        Raises ProjectError where another minibatch has followed, or where the network cannot be computed with them, as
        where an embedding is given a number that its table does not have; then all is as before.
        """
        with self.turn:
            watched = self._require_latest(record)
            try:
                with said_in_words():
                    again = watched.again(interventions)
            except TrainingError as error:
                watched.again(record.interventions)
                raise ProjectError(
                    "The minibatch cannot be computed with this change, so it was taken back. {reason}",
                    reason=error.message,
                ) from error
        self._latest = replace(again, epoch=record.epoch, batch=record.batch, batches=record.batches)
        return self._latest

    def probe(self, record: StepRecord) -> Probe:
        """The network and the rows of the latest step, which ``record`` is of, to compute with.

        Raises ProjectError where another minibatch has followed.
        """
        with self.turn:
            watched = self._require_latest(record)
            if self._probe is None or self._probe[0] is not record:
                self._probe = (record, Probe(watched, record.interventions))
            return self._probe[1]

    def consequences(self, record: StepRecord) -> tuple[Message, ...]:
        """What the interventions in the latest step did, compared with the step without them."""
        if not record.interventions:
            return ()
        with self.turn:
            return tuple(consequences(record, untouched(Probe(self._require_latest(record), Interventions()))))

    def _require_latest(self, record: StepRecord) -> WatchedLearner:
        if self._watched is None or record is not self._latest:
            raise ProjectError(
                "This is possible in the latest minibatch only: the training has gone on from this one. "
                "Go forward to the latest one, or start again."
            )
        return self._watched

    def _learner(
        self, network: torch.nn.Module, criterion: Criterion, settings: TrainingSettings, device: str
    ) -> WatchedLearner:
        found = check(self.project.graph.active, self.project.data.dataset.signature())
        self._watched = WatchedLearner(network, criterion, settings, device, lower(found))
        return self._watched
