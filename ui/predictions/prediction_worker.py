"""What the predictions panel shows, computed away from the window. Knows no Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from threading import Lock
from time import thread_time
from typing import TYPE_CHECKING

from netbuilder.data.settings import DataSettings
from netbuilder.errors import UserError
from netbuilder.messages import Message, say
from netbuilder.project.project import Project

if TYPE_CHECKING:
    from netbuilder.backends.torch.weights import Weights
    from netbuilder.predictions.predictions import Predictions
    from netbuilder.predictions.predictor import Predictor
    from netbuilder.predictions.scenes import Scene
    from netbuilder.runs.folder import Run

GLANCE = 0.01
"""Seconds that a training may pause for predictions; slower ones are computed beside it."""
WITHIN_AN_EPOCH = ("stopped", "running")
"""How a run has ended whose last weights may be those of the middle of an epoch: by a stop, or with the program."""


@dataclass(frozen=True, slots=True, eq=False)
class DisplayedPredictions:
    """The points, and the predictions where there are any. ``note``: what else is to be said, above all why there is
    none.

    ``epoch``: the last one of the weights; ``run``: its number where it lies on the disk. ``seconds``: of a
    processor, taken to work this out.
    """

    scene: Scene
    predictions: Predictions | None = None
    note: Message | None = None
    epoch: int | None = None
    run: int | None = None
    seconds: float = 0.0


class PredictionWorker:
    """Works out predictions to display, one at a time, and keeps what the next one needs too. Its methods raise
    UserError."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._settings: tuple[object, ...] = ()
        self._scene: Scene | None = None
        self._project: Project | None = None
        self._predictor: Predictor | None = None
        self._predicted: Scene | None = None
        self._seconds = math.inf

    def points(self, settings: DataSettings, note: Message | None = None) -> DisplayedPredictions:
        """The data alone."""
        from netbuilder.data.pipeline import prepare
        from netbuilder.predictions.scenes import require_readable, scene

        key = (settings, settings.dataset.stamp())
        if self._scene is None or self._settings != key:
            require_readable(settings)
            self._scene, self._settings = scene(prepare(settings), settings.dataset.truth()), key
        return DisplayedPredictions(self._scene, note=note)

    def network(self, project: Project, weights: Weights, epoch: int, run: int | None = None) -> DisplayedPredictions:
        """What a project's network makes of its data with these weights."""
        with self._turn:
            return self._network(project, weights, epoch, run)

    def glance(self, project: Project, weights: Weights, epoch: int) -> DisplayedPredictions | None:
        """The same, where all else is ready and it takes no longer than ``GLANCE``; None where it is not. Raises
        nothing."""
        if not self._turn.acquire(blocking=False):
            return None
        try:
            ready = self._project is project and self._seconds <= GLANCE
            return self._network(project, weights, epoch) if ready else None
        except UserError:
            return None
        finally:
            self._turn.release()

    def _network(self, project: Project, weights: Weights, epoch: int, run: int | None = None) -> DisplayedPredictions:
        import torch

        from netbuilder.predictions.predictor import Predictor

        if self._predictor is None or self._predicted is None or self._project is not project:
            self._predictor, self._project = Predictor(project), project
            key = (project.data, project.data.dataset.stamp())
            known = self._scene if self._settings == key else None  # the same points need not be drawn again
            self._predicted = known or self._predictor.scene
        before = torch.get_num_threads()
        torch.set_num_threads(1)  # of this thread alone: the other cores are the training's
        began = thread_time()
        predictions = self._predictor.predict(weights)
        seconds = self._seconds = thread_time() - began
        torch.set_num_threads(before)
        if predictions.finite:
            return DisplayedPredictions(self._predicted, predictions, None, epoch, run, seconds)
        note = say("The output of the network is no longer a number. Lower the learning rate, and train again.")
        return DisplayedPredictions(self._predicted, None, note, epoch, run, seconds)

    def run(self, run: Run, project: Project, epoch: int | None = None) -> DisplayedPredictions:
        """What a kept run makes of the data of the open project; the points alone where it cannot be told.

        ``epoch``: one of those that it keeps; None: the one whose weights the network has, or, where it was stopped
        within an epoch, the last whole one.
        """
        if run.project is None or not run.records:
            return self.points(project.data)
        if run.project.data != project.data:
            return self.points(
                project.data, say("Run {run} was trained on other data. Train to see predictions.", run=run.number)
            )
        try:
            if epoch is None and run.reason in WITHIN_AN_EPOCH and run.epoch in run.epochs_kept:
                epoch = run.epoch
            weights = run.weights() if epoch is None else run.weights_at(epoch)
            return self.network(run.project, weights, epoch or run.epoch or 0, run.number)
        except UserError as error:
            return self.points(project.data, error.message)
