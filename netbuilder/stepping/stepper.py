"""A training that stops after every minibatch and says what happened in it. It is the training itself, watched."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING

from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.backends.torch.rng_scope import RngScope
from netbuilder.backends.torch.torch_errors import said_in_words
from netbuilder.errors import ProjectError, TrainingError
from netbuilder.messages import Message
from netbuilder.program import lower
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.shapes.check import check
from netbuilder.stepping.consequences import consequences, outcome
from netbuilder.stepping.interventions import Interventions
from netbuilder.stepping.probe import Probe
from netbuilder.stepping.snapshot import Snapshot
from netbuilder.stepping.step_record import KEPT, KEPT_BYTES, NO_LONGER_KEPT, StepRecord
from netbuilder.stepping.watched_learner import WatchedLearner
from netbuilder.training.history import EpochRecord
from netbuilder.training.progress import Finished, Started, Stepping, not_finite
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
        self._turn = RLock()
        self._probe: tuple[StepRecord, Probe] | None = None
        self._steps, self._batches = 0, 1
        self._before: list[tuple[StepRecord, Snapshot]] = []
        self.ending: Message | None = None
        self._over = False

    def next(self) -> StepRecord | None:
        """The next step; None after the last. Raises what ``Training.run`` raises, with the first."""
        with self._turn:
            return self._next()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While entered, nobody else steps or probes, for two that draw random numbers at once would draw each other's;
        torch computes with as many threads as it trains with."""
        with self._turn, RngScope("cpu"):
            yield

    def _next(self) -> StepRecord | None:
        if self._before and not math.isfinite((last := self._before[-1][0]).loss):
            self.ending = not_finite(last.epoch, last.batch).message
            return None
        for progress in self._progress:
            if isinstance(progress, Finished):
                self.ending, self._over = progress.message, True
            if isinstance(progress, Started):
                self._batches = progress.steps_per_epoch
            if isinstance(progress, Stepping | Finished) and self._watched and self._watched.latest:
                record, self._watched.latest = self._watched.latest, None
                self._steps += 1
                epochs, batch = divmod(self._steps - 1, self._batches)
                record = replace(record, epoch=epochs + 1, batch=batch + 1, batches=self._batches)
                self._keep(record)
                return record
        return None

    def _keep(self, record: StepRecord) -> None:
        """Keep how everything stood before a step, for as many of the last ones as can be gone back to."""
        if self._watched is not None and self._watched.before is not None:
            self._before.append((record, self._watched.before))
        left = KEPT_BYTES
        for place in range(len(self._before) - 1, -1, -1):
            left -= self._before[place][1].size
            if len(self._before) - place > 1 and (left < 0 or len(self._before) - place > KEPT):
                del self._before[: place + 1]
                break

    def again(self, record: StepRecord, interventions: Interventions) -> list[StepRecord]:
        """A step once more with interventions, and after it those that had followed: the training goes on from there.

        Each has its rows, its learning rate and its random numbers again, and keeps its own edits; the mistakes are
        those of ``interventions``. Epochs that have ended are measured again, for that decides when training stops.
        Raises ProjectError where it is no longer known how everything stood before it, or where the network cannot be
        computed with them, as where an embedding is given a number that its table does not have; then all is as before.
        """
        with self.alone():
            place, watched = self._place_of(record), self._watching()
            standing, mistakes = watched.standing(self._before[-1][1].batch), watched.interventions
            made, measured = list[tuple[StepRecord, Snapshot]](), list[EpochRecord]()
            try:
                with said_in_words():
                    for earlier, before in self._before[place:]:
                        edits = earlier.interventions.edits if made else interventions.edits
                        before = watched.before_again(before) if made else before  # noqa: PLW2901
                        again = watched.again(before, replace(interventions, edits=edits))
                        made.append((_counted_as(earlier, again), before))
                        if earlier.batch == earlier.batches and earlier.epoch <= len(self.training.records):
                            measured.append(self.training.measured_again(earlier.epoch))
            except TrainingError as error:
                watched.back_to(standing)
                watched.interventions = mistakes
                raise ProjectError(
                    "The minibatch cannot be computed with this change, so it was taken back. {reason}",
                    reason=error.message,
                ) from error
            self._before[place:] = made
            watched.take_rate(standing)
            self._decide_again(measured)
        return [again for again, _ in made]

    def _decide_again(self, measured: Sequence[EpochRecord]) -> None:
        """Whether the training is over is decided by what its steps and epochs are now."""
        self.training.correct(measured)
        self.ending = None
        if self._over:
            self._progress, self._over = self.training.go_on(), False

    def can_probe(self, record: StepRecord) -> bool:
        """Whether it is still known how everything stood before a step."""
        return any(kept is record for kept, _ in self._before)

    def probe(self, record: StepRecord) -> Probe:
        """The network and the rows of a step, to compute with. Raises ProjectError where they are no longer kept."""
        with self.alone():
            if self._probe is None or self._probe[0] is not record:
                self._probe = (record, self._probe_of(record, record.interventions))
            return self._probe[1]

    def consequences(self, record: StepRecord) -> tuple[Message, ...]:
        """What the interventions in a step did, compared with the step without them."""
        if not record.interventions:
            return ()
        with self.alone():
            return tuple(consequences(record, lambda made: outcome(self._probe_of(record, made))))

    def _probe_of(self, record: StepRecord, interventions: Interventions) -> Probe:
        return Probe(self._watching(), self._before[self._place_of(record)][1], interventions)

    def _place_of(self, record: StepRecord) -> int:
        """Where a step stands among those that can be gone back to."""
        found = next((place for place, (kept, _) in enumerate(self._before) if kept is record), None)
        if found is None:
            raise ProjectError("{why}", why=NO_LONGER_KEPT)
        return found

    def _watching(self) -> WatchedLearner:
        if self._watched is None:
            raise ProjectError("There is no minibatch yet. Step into the first one.")
        return self._watched

    def _learner(
        self, network: torch.nn.Module, criterion: Criterion, settings: TrainingSettings, device: str
    ) -> WatchedLearner:
        found = check(self.project.graph.active, self.project.data.dataset.signature())
        self._watched = WatchedLearner(network, criterion, settings, device, lower(found), found.graph)
        return self._watched


def _counted_as(earlier: StepRecord, again: StepRecord) -> StepRecord:
    """A step that was made again has the place of the one before."""
    return replace(again, epoch=earlier.epoch, batch=earlier.batch, batches=earlier.batches)
