"""A training that stops after every minibatch and says what happened in it. It is the training itself, watched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.messages import Message
from netbuilder.program import lower
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.shapes.check import check
from netbuilder.stepping.step_record import StepRecord
from netbuilder.stepping.watched_learner import WatchedLearner
from netbuilder.training.progress import Finished, Stepping
from netbuilder.training.trainer import Training

if TYPE_CHECKING:
    import torch

    from netbuilder.data.pipeline import Prepared


class Stepper:
    """Steps through the training of a project from its start.

    ``project``, ``training``: what is stepped through; ``ending``: why there is no further step, once there is none.
    """

    def __init__(self, project: Project, *, prepared: Prepared | None = None) -> None:
        self.project = project
        self.training = Training(project, prepared=prepared, learner=self._learner, each_step=True)
        self._progress = self.training.run()
        self._watched: WatchedLearner | None = None
        self.ending: Message | None = None

    def next(self) -> StepRecord | None:
        """The next step; None after the last. Raises what ``Training.run`` raises, with the first."""
        for progress in self._progress:
            if isinstance(progress, Finished):
                self.ending = progress.message
            if isinstance(progress, Stepping | Finished) and self._watched and self._watched.latest:
                record, self._watched.latest = self._watched.latest, None
                if isinstance(progress, Stepping):
                    return replace(record, epoch=progress.epoch, batch=progress.step, batches=progress.steps)
                return record
        return None

    def _learner(
        self, network: torch.nn.Module, criterion: Criterion, settings: TrainingSettings, device: str
    ) -> WatchedLearner:
        found = check(self.project.graph.active, self.project.data.dataset.signature())
        self._watched = WatchedLearner(network, criterion, settings, device, lower(found))
        return self._watched
