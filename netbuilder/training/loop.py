"""The training loop: over epochs and batches, with everything that it holds."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterable, Iterator
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING

from netbuilder.backends.torch.build import build
from netbuilder.backends.torch.filters import use_channels_last
from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.backends.torch.losses import objective
from netbuilder.backends.torch.rng_scope import RngScope
from netbuilder.backends.torch.torch_errors import require_memory
from netbuilder.backends.torch.weights import Snapshot, Weights, copy_weights, layout, load_weights, require_same
from netbuilder.data.rows_mark import rows_mark
from netbuilder.errors import ProjectError
from netbuilder.messages import say
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.shapes.check import check as check_graph
from netbuilder.training.baseline import baseline
from netbuilder.training.batches import (
    drops_single_row,
    epoch_order,
    evaluation_rows,
    rows_on_device,
    steps_per_epoch,
)
from netbuilder.training.checkpoints import Checkpoints, checkpoint_capacity
from netbuilder.training.clock import Clock
from netbuilder.training.evaluation import Evaluation, Measured, bytes_needed, row_losses
from netbuilder.training.history import EpochRecord, best
from netbuilder.training.learner import Learner
from netbuilder.training.progress import (
    Ending,
    EpochDone,
    Finished,
    Progress,
    Started,
    Stepping,
    not_finite,
    out_of_patience,
)
from netbuilder.training.project_problems import STOPS_BLINDLY, warnings
from netbuilder.training.resume import Position, Resume, unusable
from netbuilder.training.sampling_errors import SamplingErrors

if TYPE_CHECKING:
    import torch

    from netbuilder.data.pipeline import Prepared

YIELD_SECONDS = 0.1
"""Progress is told, and losses are looked at, at least so often; reading a loss makes a GPU wait."""

MakeLearner = Callable[["torch.nn.Module", Criterion, TrainingSettings, str], Learner]

Walk = Generator[Progress, None, Ending | None]


class Loop:
    """A training under way, on the device. Everything here runs inside the training's scope of random numbers.

    ``learner``: makes what learns; ``each_step``: progress is told after every batch. ``broken``: it ended in a way
    that leaves no trust in the weights of that moment.

    Raises ProjectError or TrainingError where the project cannot be trained.
    """

    def __init__(
        self,
        project: Project,
        prepared: Prepared,
        resume: Resume | None,
        rng_scope: RngScope,
        stopping: Event,
        clock: Clock,
        records: list[EpochRecord],
        learner: MakeLearner,
        each_step: bool,
        sampling_errors: SamplingErrors,
    ) -> None:
        import torch

        self._settings, self._device = project.training, rng_scope.device
        self._rng_scope, self._stopping, self._clock = rng_scope, stopping, clock
        self._each_step, self._sampling_errors = each_step, sampling_errors
        self.check = check_graph(project.graph.active, prepared.signature)
        if self._settings.patience is not None and not len(prepared.validation):
            raise ProjectError("{problem}", problem=STOPS_BLINDLY)
        require_memory(bytes_needed(self.check, min(len(prepared.training), self._settings.batch_size), self._device))
        rng_scope.seed(self._settings.seed)
        self.network = build(self.check)
        self.objective = objective(self.check, self._settings, prepared.training.targets)
        self._baseline, self._rows_mark = baseline(self.check, project, prepared), rows_mark(prepared)
        self._warnings = [problem.message for problem in warnings(project, self.check)]
        rng_scope.seed(self._settings.seed + 1)
        self._batches = torch.Generator().manual_seed(self._settings.seed)
        if resume:
            load_weights(self.network, resume.weights)
        use_channels_last(self.network.to(self._device))
        self._feed(prepared)
        self._learner = learner(self.network, self._criterion, self._settings, self._device)
        self.records = records
        self._best: EpochRecord | None = None
        self._step = self._steps = 0
        self._best_weights, self._good_weights = Snapshot(self.network), Snapshot(self.network)
        self.checkpoints = Checkpoints(checkpoint_capacity(self._good_weights.weights))
        self._epoch_whole = True
        self._last_loss: torch.Tensor | None = None
        self._earlier_seconds = 0.0
        self.start = resume.start if resume else None
        if resume:
            self._take_up(resume)
        self._epoch_random = self._batches.get_state()
        self.broken = False
        self._due = 0.0

    def _feed(self, prepared: Prepared) -> None:
        graph, batch = self.check.graph, self._settings.batch_size
        self._training = rows_on_device(self.check, prepared.training, self.objective, self._device)
        validation = rows_on_device(self.check, prepared.validation, self.objective, self._device)
        self._rows, self._validation_rows = len(self._training), len(validation)
        self._ordered_rows = self._rows - drops_single_row(graph, self._rows, batch)
        self._steps_per_epoch = steps_per_epoch(graph, self._rows, batch)
        self._criterion = Criterion(self.objective)
        self._judged = [
            Evaluation(self.check, self.objective, self._criterion, self.network, evaluation_rows(fed))
            for fed in (self._training, validation)
        ]

    def _take_up(self, resume: Resume) -> None:
        import torch

        self._best = best(self.records)
        require_same(layout(resume.weights), resume.best_weights)
        self._best_weights.set(resume.best_weights)
        self._judge_best(resume)
        self._learner.restore(resume)
        position, ended = resume.position, resume.kept.get(len(self.records))
        self.checkpoints.take_up(resume.kept, self.records)
        if ended is not None:
            self._good_weights.set(ended)
        self._epoch_whole = ended is not None or position is None or position.step == 0
        if position is None:
            return
        if position.optimizer != self._learner.optimizer_text:
            self._warnings.append(say("The optimizer has different settings than before, so it starts from scratch."))
        self._steps, self._earlier_seconds = position.steps, position.seconds
        try:
            self._batches.set_state(resume.random["batches"])
            self._rng_scope.restore(resume.random)
        except (KeyError, RuntimeError, TypeError) as error:  # torch's own words for a state that is none
            raise unusable(resume, say("the random state")) from error
        if (position.rows, position.batch_size) == (self._rows, self._settings.batch_size):
            self._step = position.step
            known = position.last_batch_loss
            self._last_loss = None if known is None else torch.tensor(known)

    def progress(self) -> Iterator[Progress]:
        """The whole training; the last value is ``Finished``."""
        self._clock.run(self._earlier_seconds)
        if self._settings.measure_start and not (self.records or self._step):
            start = self.measured(0)
            self.start = start if math.isfinite(start.train_loss) else None
        yield self._started()
        yield from self._to_the_end()

    def go_on(self) -> Iterator[Progress]:
        """After the end: on from where it stands, as when what ended it was made anew; the last is ``Finished``."""
        self.broken = False
        self._batches.set_state(self._epoch_random)
        yield from self._to_the_end()

    def _to_the_end(self) -> Iterator[Progress]:
        ending = yield from self._epochs()
        yield self.finished(ending or Ending("completed"))

    def _epochs(self) -> Walk:
        self._due = self._soon()
        while len(self.records) < self._settings.epochs:
            ending = self._out_of_patience() or (yield from self._learn()) or (yield from self._judge())
            if ending:
                return ending
        return None

    def _learn(self) -> Walk:
        """One pass over the training rows, or what is left of it."""
        import torch

        self.network.train()
        order = epoch_order(self._rows, self._settings, self._batches)[: self._ordered_rows].to(self._device)
        losses = list[torch.Tensor]()
        for batch in self._training.batches(order, self._settings.batch_size, self._step):
            if self._stopping.is_set():
                return self._not_finite(losses) or Ending("stopped")
            self._last_loss = self._learner.step(batch)
            losses.append(self._last_loss)
            self._step += 1
            self._steps += 1
            if perf_counter() >= self._due:
                if ending := self._not_finite(losses):
                    return ending
                losses.clear()
                yield self._stepping()
        return self._not_finite(losses)

    def _judge(self) -> Walk:
        """Measure the weights as they stand at the end of the epoch, and keep them if they are the best."""
        self.network.eval()
        measured = []
        for evaluation in self._judged:
            pieces = list[Measured]()
            for piece in evaluation.pieces:
                if self._stopping.is_set():
                    return Ending("stopped")
                pieces.append(evaluation.measure(piece))
                if perf_counter() >= self._due:
                    yield self._stepping()
            measured.append(pieces)
        record = self._record(len(self.records) + 1, *measured)
        validated = not self._validation_rows or math.isfinite(record.validation_loss)
        if not (math.isfinite(record.train_loss) and validated):
            return not_finite(record.epoch, self._steps_per_epoch)
        yield self._accept(record)
        return None

    def measured(self, epoch: int) -> EpochRecord:
        """What the weights as they are now measure, as this epoch; 0: the start."""
        self.network.eval()
        return self._record(epoch, *([judged.measure(piece) for piece in judged.pieces] for judged in self._judged))

    def _record(self, epoch: int, learned: list[Measured], validated: list[Measured]) -> EpochRecord:
        """The record of an epoch, from what was measured of all pieces of the training and the validation rows."""
        training, validation = self._judged
        (loss, metric), (validation_loss, validation_metric) = training.result(learned), validation.result(validated)
        last = self._last_batch_loss
        return EpochRecord(
            epoch,
            loss,
            validation_loss,
            metric,
            validation_metric,
            self._clock.seconds,
            self._learner.learning_rate,
            *self._sampling_errors.of(row_losses(validated)),
            validation.balanced_accuracy(validated),
            math.nan if last is None else last,
        )

    def correct(self, records: Iterable[EpochRecord]) -> None:
        """Put other records in place of those of their epochs. The weights of the best stay those that were kept."""
        for record in records:
            self.records[record.epoch - 1] = record
        self._best = best(self.records)

    @property
    def _last_batch_loss(self) -> float | None:
        """Of the last step; None where there was none, or the loss is no number."""
        last = math.nan if self._last_loss is None else float(self._last_loss)
        return last if math.isfinite(last) else None

    def _accept(self, record: EpochRecord) -> EpochDone:
        self.records.append(record)
        better = self._best is None or record.judged_by < self._best.judged_by
        if better:
            self._best = record
            self._best_weights.take()
            self._sampling_errors.call_best()
        self._good_weights.take()
        self._epoch_whole = True
        if self.checkpoints.wants(record.epoch):
            self.checkpoints.keep(record.epoch, self._best_until_now, self._copy)
        self._learner.end_epoch()
        self._step = 0
        self._epoch_random = self._batches.get_state()
        self._due = self._soon()
        return EpochDone(record, better)

    def _judge_best(self, resume: Resume) -> None:
        """Measure the validation rows with the best weights of earlier: what follows is compared with them."""
        load_weights(self.network, resume.best_weights)
        self.network.eval()
        validation = self._judged[1]
        self._sampling_errors.of(row_losses([validation.measure(piece) for piece in validation.pieces]))
        self._sampling_errors.call_best()
        load_weights(self.network, resume.weights)

    def _soon(self) -> float:
        """When progress is to be told next."""
        return perf_counter() + (0.0 if self._each_step else YIELD_SECONDS)

    def _stepping(self) -> Stepping:
        self._due = self._soon()
        return Stepping(len(self.records) + 1, self._step, self._steps_per_epoch)

    def _out_of_patience(self) -> Ending | None:
        patience, found = self._settings.patience, self._best
        if patience is None or found is None or len(self.records) - found.epoch < patience:
            return None
        return out_of_patience(patience, found.epoch)

    def _not_finite(self, losses: list[torch.Tensor]) -> Ending | None:
        """Whether one of the latest losses is not a number any more."""
        import torch

        if not losses:
            return None
        finite = torch.stack(losses).isfinite()
        if finite.all():
            return None
        return not_finite(len(self.records) + 1, self._step - len(losses) + finite.tolist().index(False) + 1)

    def _started(self) -> Started:
        return Started(
            device=self._device,
            parameters=sum(p.numel() for p in self.network.parameters() if p.requires_grad),
            training_rows=self._rows,
            validation_rows=self._validation_rows,
            first_epoch=len(self.records) + 1,
            epochs=self._settings.epochs,
            steps_per_epoch=self._steps_per_epoch,
            metric=self.objective.metric,
            warnings=tuple(self._warnings),
            baseline=self._baseline,
            rows_mark=self._rows_mark,
            start=self.start,
        )

    def finished(self, ending: Ending) -> Finished:
        """The last word, and why."""
        self.broken = self.broken or ending.reason in ("not finite", "out of memory")
        return Finished(
            reason=ending.reason,
            epochs=len(self.records),
            steps=self._steps,
            seconds=self._clock.seconds,
            best_epoch=self._best.epoch if self._best else None,
            message=ending.message,
        )

    @property
    def best_weights(self) -> Weights:
        """The weights of the best epoch; those of the start before there is one."""
        return self._best_weights.weights

    @property
    def last_weights(self) -> Weights:
        """A copy of the weights as they are; the last good ones where training broke off."""
        return copy_weights(self._good_weights.weights if self.broken else self.network.state_dict())

    @property
    def _best_until_now(self) -> int:
        return self._best.epoch if self._best else len(self.records)

    def _copy(self, epoch: int) -> Weights:
        """The weights of the last finished epoch, or of the best."""
        weights = (self._good_weights if epoch == len(self.records) else self._best_weights).weights
        return {name: tensor.clone() for name, tensor in weights.items()}  # on the CPU already

    def _kept(self) -> dict[int, Weights]:
        """The checkpoints with what is kept whatever its spacing: the best epoch and the last. Empty where there is
        none."""
        kept = self.checkpoints.weights
        if kept and self._best:
            kept.setdefault(self._best.epoch, self._copy(self._best.epoch))
        if kept and self._epoch_whole:
            kept.setdefault(len(self.records), self._copy(len(self.records)))
        return kept

    def standing(self) -> Resume:
        """Everything that is needed to go on from here, in memory of its own."""
        best_weights, records = copy_weights(self.best_weights), tuple(self.records)
        if self.broken:
            return Resume(self.last_weights, best_weights, records, kept=self._kept(), start=self.start)
        position = Position(
            step=self._step,
            steps=self._steps,
            seconds=self._clock.seconds,
            rows=self._rows,
            batch_size=self._settings.batch_size,
            learning_rate=self._learner.learning_rate,
            optimizer=self._learner.optimizer_text,
            schedule=self._learner.schedule_text,
            last_batch_loss=self._last_batch_loss,
        )
        random = {"batches": self._epoch_random, **self._rng_scope.random}
        return Resume(
            self.last_weights,
            best_weights,
            records,
            position,
            self._learner.state(),
            random,
            kept=self._kept(),
            start=self.start,
        )
