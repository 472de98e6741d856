"""Training: a generator that yields progress and can be asked to stop. It knows no thread and no window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from netbuilder.backends.torch import devices
from netbuilder.backends.torch.rng_scope import RngScope, thread_count
from netbuilder.backends.torch.torch_errors import explained, is_out_of_memory, out_of_memory
from netbuilder.backends.torch.weights import Weights
from netbuilder.errors import TrainingError
from netbuilder.project.project import Project
from netbuilder.shapes.check_result import Check
from netbuilder.training.checkpoints import Checkpoints
from netbuilder.training.clock import Clock
from netbuilder.training.history import EpochRecord
from netbuilder.training.learner import Learner
from netbuilder.training.loop import Loop, MakeLearner
from netbuilder.training.progress import Ending, Finished, Progress
from netbuilder.training.resume import Resume
from netbuilder.training.sampling_errors import SamplingErrors

if TYPE_CHECKING:
    import torch

    from netbuilder.data.pipeline import Prepared

__all__ = ["Training", "thread_count"]


class Training:
    """The training of one project. Nothing is loaded and nothing is computed before ``run``.

    Three random streams that do not touch each other: the data have their own seeds; the weights are drawn after
    ``torch.manual_seed(seed)``; the batches come from a generator of their own, seeded with ``seed``; dropout draws
    from torch's global generator, seeded with ``seed + 1`` after the weights are drawn.

    ``records``: the finished epochs. ``recorded_in``: the folder of the run, once it is kept on the disk.
    ``stopping``: ends it within one batch when it is set, as ``stop`` does; others may share it.
    ``learner``: makes what learns from each batch; ``each_step``: progress is told after every batch;
    ``sampling_errors``: is given the losses of the validation rows after each epoch.
    """

    def __init__(
        self,
        project: Project,
        *,
        prepared: Prepared | None = None,
        resume: Resume | None = None,
        stopping: Event | None = None,
        learner: MakeLearner = Learner,
        each_step: bool = False,
        sampling_errors: SamplingErrors | None = None,
    ) -> None:
        self.project = project
        self.resume = resume
        self.records: list[EpochRecord] = list(resume.records) if resume else []
        self.recorded_in: Path | None = None
        self._prepared = prepared
        self._stopping = stopping or Event()
        self._clock = Clock()
        self._loop: Loop | None = None
        self._rng_scope: RngScope | None = None
        self._learner, self._each_step = learner, each_step
        self._sampling_errors = sampling_errors or SamplingErrors()

    def stop(self) -> None:
        """Ask training to end within one batch. May be called from any thread."""
        self._stopping.set()

    def run(self) -> Iterator[Progress]:
        """Train. Yields at least every 100 ms, or after one batch where a batch takes longer; ``Finished`` comes last.

        Not advancing the generator is a pause. Between two values torch's global generator and thread count are the
        caller's. Raises ProjectError, DataError, TrainingError or DeviceError, before ``Started`` if it can be known.
        """
        self._rng_scope = RngScope(devices.resolve_device(self.project.training.device))
        yield from self._told(self._steps(self._rng_scope), self._rng_scope)

    def go_on(self) -> Iterator[Progress]:
        """After the end: on from where it stands, as when what ended it was made anew. ``Finished`` comes last."""
        if self._loop is not None and self._rng_scope is not None:
            yield from self._told(self._loop.go_on(), self._rng_scope)

    def measured_again(self, epoch: int) -> EpochRecord:
        """What an epoch measures, had it ended with the weights as they are now. There is a record of it."""
        if self._loop is None:
            raise TrainingError("The training has not begun. Start it first.")
        known, training = self.records[epoch - 1], self._loop.network.training
        found = self._loop.measured(epoch)
        self._loop.network.train(training)
        return replace(found, seconds=known.seconds, learning_rate=known.learning_rate)

    def correct(self, records: Iterable[EpochRecord]) -> None:
        """Put other records in place of those of their epochs, whose steps were made anew."""
        if self._loop is not None:
            self._loop.correct(records)

    def _told(self, steps: Iterator[Progress], rng_scope: RngScope) -> Iterator[Progress]:
        """Each step within the random numbers and threads of this training."""
        while True:
            with rng_scope:
                self._clock.run()
                progress = self._next(steps, rng_scope.device)
                self._clock.rest()
            yield progress
            if isinstance(progress, Finished):
                return

    def _steps(self, rng_scope: RngScope) -> Iterator[Progress]:
        if self._prepared is None:
            from netbuilder.data.pipeline import prepare

            self._prepared = prepare(self.project.data)
        self._loop = Loop(
            self.project,
            self._prepared,
            self.resume,
            rng_scope,
            self._stopping,
            self._clock,
            self.records,
            self._learner,
            self._each_step,
            self._sampling_errors,
        )
        yield from self._loop.progress()

    def _next(self, steps: Iterator[Progress], device: str) -> Progress:
        try:
            return next(steps)
        except (MemoryError, RuntimeError, ValueError, IndexError) as error:
            if is_out_of_memory(error):
                return self._exhausted(device)
            self._break_off()
            known = explained(error)
            if known is None:
                raise
            raise known from error
        except BaseException:
            self._break_off()
            raise

    def _break_off(self) -> None:
        """A step was cut in two: its weights are not to be trusted."""
        if self._loop:
            self._loop.broken = True

    def _exhausted(self, device: str) -> Finished:
        ending = Ending("out of memory", out_of_memory(device))
        if self._loop:
            return self._loop.finished(ending)
        return Finished(ending.reason, len(self.records), 0, self._clock.seconds, None, ending.message)

    @property
    def check(self) -> Check | None:
        """The shapes of the drawing with these data; None before ``Started``."""
        return self._loop.check if self._loop else None

    @property
    def prepared(self) -> Prepared | None:
        """The rows that it learns from and is judged by; None before ``Started``."""
        return self._prepared

    @property
    def network(self) -> torch.nn.Module | None:
        """The live network, on its device; None before ``Started``."""
        return self._loop.network if self._loop else None

    @property
    def start(self) -> EpochRecord | None:
        """What the starting weights measured, as epoch 0; None where that is not asked for, and before ``Started``."""
        return self._loop.start if self._loop else None

    @property
    def best_weights(self) -> Weights:
        """The weights of the best epoch so far, on the CPU; those of the start where there is none yet."""
        return self._loop.best_weights if self._loop else {}

    @property
    def last_weights(self) -> Weights:
        """The weights as they are, on the CPU; the last good ones where training broke off on its own."""
        return self._loop.last_weights if self._loop else {}

    @property
    def checkpoints(self) -> Checkpoints | None:
        """The weights along the epochs so far, which any thread may read; None before ``Started``."""
        return self._loop.checkpoints if self._loop else None

    def standing(self) -> Resume | None:
        """What is needed to go on from here as if it had never stopped; None before ``Started``."""
        return self._loop.standing() if self._loop else None
