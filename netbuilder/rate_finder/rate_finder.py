"""A training in which the learning rate grows with every minibatch, from where nothing happens to where it diverges.

Smith, Cyclical learning rates for training neural networks (2017), section 3.3.
"""

from __future__ import annotations

import math
from threading import Event
from typing import TYPE_CHECKING

from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.errors import TrainingError
from netbuilder.project.edits import set_training
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.rate_finder.rate_curve import STEPS, Ending, RateCurve, has_diverged, rate_of, smoothed, suggested
from netbuilder.training.batches import DeviceRows
from netbuilder.training.learner import Learner
from netbuilder.training.progress import Finished, Started
from netbuilder.training.trainer import Training

if TYPE_CHECKING:
    import torch


class _RisingRate(Learner):
    """Learns as ever, but with another rate at each step. ``losses``: of each minibatch before its step; ``ending``:
    why it has asked the training to stop, if it has."""

    def __init__(
        self, network: torch.nn.Module, criterion: Criterion, settings: TrainingSettings, device: str, stopping: Event
    ) -> None:
        super().__init__(network, criterion, settings, device)
        self._stopping = stopping
        self.losses: list[float] = []
        self.ending: Ending = "stopped"

    def step(self, batch: DeviceRows) -> torch.Tensor:
        """One step, with the next rate."""
        for group in self._optimizer.param_groups:
            group["lr"] = rate_of(len(self.losses))
        loss = super().step(batch)
        self.losses.append(float(loss))
        if (ending := self._end()) is not None:
            self.ending = ending
            self._stopping.set()
        return loss

    def _end(self) -> Ending | None:
        if not math.isfinite(self.losses[-1]):
            return "not finite"
        means = smoothed(self.losses)
        if has_diverged(means, min(means)):
            return "diverged"
        return "complete" if len(self.losses) == STEPS else None


class RateFinder:
    """Tries the learning rates of a project from its starting weights: its rows, its loss, its optimizer.

    The project and its runs stay as they are.
    """

    def __init__(self, project: Project) -> None:
        self._own = project.training.learning_rate
        settings = set_training(project, epochs=STEPS, patience=None, decay="none", measure_start=False)
        self._stopping = Event()
        self._training = Training(settings, stopping=self._stopping, learner=self._learner)
        self._rising: _RisingRate | None = None

    @property
    def steps(self) -> int:
        """How many are made; any thread may ask."""
        return len(self._rising.losses) if self._rising is not None else 0

    def stop(self) -> None:
        """End within one minibatch; what is known by then is the result. Any thread may ask for it."""
        self._stopping.set()

    def run(self) -> RateCurve:
        """Make all steps. Raises what ``Training.run`` raises, and TrainingError where no step was made, or the memory
        does not suffice."""
        epoch_steps, over = 0, None
        for progress in self._training.run():
            if isinstance(progress, Started):
                epoch_steps = progress.steps_per_epoch
            elif isinstance(progress, Finished):
                over = progress
        if over is not None and over.reason == "out of memory" and over.message is not None:
            raise TrainingError("{reason}", reason=over.message)
        rising = self._rising
        losses = tuple(rising.losses) if rising is not None else ()
        if rising is None or not losses:
            raise TrainingError("It was stopped before its first step, so there is nothing to show. Start it again.")
        finite = losses if math.isfinite(losses[-1]) else losses[:-1]
        if not finite:
            raise TrainingError(
                "The loss of the starting weights is not a finite number, so no learning rate can be tried. Look at "
                "the starting values of the weights, and at the data."
            )
        means = smoothed(finite)
        return RateCurve(
            tuple(map(rate_of, range(len(finite)))),
            finite,
            means,
            self._own,
            suggested(finite, means),
            epoch_steps,
            "not finite" if over is not None and over.reason == "not finite" else rising.ending,
        )

    def _learner(
        self, network: torch.nn.Module, criterion: Criterion, settings: TrainingSettings, device: str
    ) -> Learner:
        self._rising = _RisingRate(network, criterion, settings, device, self._stopping)
        return self._rising
