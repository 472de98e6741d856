"""Remedies that change the settings of the training or of the data."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from netbuilder.messages import Message, say
from netbuilder.project.edits import set_data, set_dataset, set_training
from netbuilder.project.project import Project
from netbuilder.remedies.case import Case, Edit, Remedy, figure
from netbuilder.training.history import EpochRecord, best

DECAY = 0.01
"""Strong enough to be seen on small data sets, and weak enough to let the network learn."""

DECAY_APART = 1.0
"""The same for AdamW, which multiplies it by the learning rate instead of adding it to the gradient."""

TIMES = 4
"""By how much rows are multiplied: less is hard to see in noisy curves."""

UNEQUAL = 1.5
"""Classes are unequal where the largest has so many times the training rows of the smallest."""

MISSED = 0.05
"""Small classes are missed where balanced accuracy lies so far below accuracy."""

HIGHEST_RATE = 0.1
"""A higher learning rate than this is more likely to harm."""


def early_stopping(case: Case) -> Iterator[Remedy]:
    """Where nothing stops the training yet, and this very run would have ended better for it."""
    if case.project.training.patience is not None:
        return
    patience = max(10, len(case.records) // 20)
    there, last = _stopped(case.records, patience), case.records[-1]
    if there is not None and there.judged_by < last.judged_by:
        yield from _settings(
            say("Early stopping"),
            say("Stop after {patience} epochs without improvement", patience=patience),
            say(
                "Training would have stopped at epoch {end} of {epochs}, with a validation loss of {loss} "
                "instead of {last}.",
                end=there.epoch,
                epochs=len(case.records),
                loss=figure(there.judged_by),
                last=figure(last.judged_by),
            ),
            patience=patience,
        )


def _stopped(records: Sequence[EpochRecord], patience: int) -> EpochRecord | None:
    """The epoch at whose end patience would have run out; None where it would have lasted."""
    lowest = records[0]
    for record in records:
        if record.judged_by < lowest.judged_by:
            lowest = record
        if record.epoch - lowest.epoch >= patience:
            return record
    return None


def balanced_classes(case: Case) -> Iterator[Remedy]:
    """Class weights, where some classes have far fewer rows than others and are missed."""
    learned = [one for one in case.summary.classes if one.training]
    record = best(case.records)
    if case.project.training.class_weights == "balanced" or not learned or record is None:
        return
    few, many = (choose(learned, key=lambda one: one.training) for choose in (min, max))
    if many.training >= UNEQUAL * few.training and record.validation_metric - record.balanced_accuracy >= MISSED:
        yield Remedy(
            say("Balance the classes"),
            say("Balanced class weights"),
            say(
                "“{few}” has {rows} training rows, “{many}” {more}. {accuracy} of the validation rows are right, but "
                "the mean over the classes is {balanced}: small classes are missed. With these weights every class "
                "counts the same in the loss.",
                few=few.name,
                rows=f"{few.training:,}",
                many=many.name,
                more=f"{many.training:,}",
                accuracy=f"{record.validation_metric:.1%}",
                balanced=f"{record.balanced_accuracy:.1%}",
            ),
            partial(set_training, class_weights="balanced"),
            "balanced accuracy",
        )


def more_rows(case: Case) -> Iterator[Remedy]:
    """All rows, where their number is limited; otherwise more, where they are drawn from a formula."""
    weights, unused = f"{case.check.parameters:,}", case.summary.unused
    if case.project.data.training_rows is not None and unused:
        yield Remedy(
            say("More rows"),
            say("Train on all {rows} rows", rows=f"{case.rows + unused:,}"),
            say(
                "Only {rows} rows train {weights} weights, and {unused} more are unused.",
                rows=f"{case.rows:,}",
                weights=weights,
                unused=f"{unused:,}",
            ),
            partial(set_data, training_rows=None),
        )
        return
    dataset = case.project.data.dataset
    if dataset.amount:
        yield Remedy(
            say("More rows"),
            say("Draw {times} times as many rows", times=TIMES),
            say("Only {rows} rows train {weights} weights.", rows=f"{case.rows:,}", weights=weights),
            _of_the_dataset(dataset.amount, TIMES),
        )


def less_noise(case: Case) -> Iterator[Remedy]:
    """None added to the training rows, where there is some; half of it, where the data are drawn with noise."""
    added = case.summary.noise()
    if added is not None:
        yield Remedy(
            say("No added noise"),
            say("Add no noise to the training rows"),
            say("{noise} The network memorizes it, and the validation rows do not have it.", noise=added),
            partial(set_data, input_noise=0.0, label_noise=0.0),
        )
    name = case.project.data.dataset.noise_name
    noise = case.project.data.dataset.values().get(name, 0.0)
    if noise:
        yield Remedy(
            say("Less noise"),
            say("Halve the noise in the data"),
            say("Noise of {noise} is what the network memorizes once it has learned the rest.", noise=figure(noise)),
            _of_the_dataset(name, 0.5),
        )


def decay(case: Case) -> Iterator[Remedy]:
    """Where there is less of it."""
    settings = case.project.training
    decay = DECAY_APART if settings.optimizer == "adamw" else DECAY
    if settings.weight_decay < decay:
        yield from _settings(
            say("Weight decay"),
            say("Weight decay of {decay}", decay=decay),
            say(
                "Training loss is down to {loss}, and only ever larger weights lower it further: weight decay holds "
                "them back.",
                loss=figure(case.records[-1].train_loss),
            ),
            weight_decay=decay,
        )


def undecayed(case: Case) -> Iterator[Remedy]:
    """None, where there is some."""
    decay = case.project.training.weight_decay
    if decay:
        yield from _settings(
            say("No weight decay"),
            say("No weight decay"),
            say("A decay of {decay} keeps the weights too small to learn more.", decay=figure(decay)),
            weight_decay=0.0,
        )


def longer(case: Case) -> Iterator[Remedy]:
    """Twice the epochs, where the second half has still brought something; where early stopping ended the run first,
    more patience instead: more epochs would change nothing."""
    low, high = case.records[-1].train_loss, case.records[len(case.records) // 2].train_loss
    if low >= high:
        return
    patience, epochs = case.project.training.patience, max(case.project.training.epochs, len(case.records))
    fell = say("In the second half, training loss still fell from {high} to {low}.", high=figure(high), low=figure(low))
    if patience is not None and len(case.records) < case.project.training.epochs:
        title = say("Stop only after {patience} epochs without improvement", patience=3 * patience)
        yield from _settings(say("More patience"), title, fell, patience=3 * patience)
        return
    title = say("Train for {epochs} epochs", epochs=f"{2 * epochs:,}")
    yield from _settings(say("More epochs"), title, fell, epochs=2 * epochs)


def faster(case: Case) -> Iterator[Remedy]:
    """Three times the learning rate, where it is low."""
    rate = case.project.training.learning_rate
    if 3 * rate <= HIGHEST_RATE:
        yield from _settings(
            say("Higher learning rate"),
            say("Learning rate up to {rate}", rate=figure(3 * rate)),
            say(
                "With a learning rate of {rate}, training loss came down smoothly to {loss} in {epochs} epochs: "
                "there is room for larger steps.",
                rate=figure(rate),
                loss=figure(case.records[-1].train_loss),
                epochs=len(case.records),
            ),
            learning_rate=3 * rate,
        )


def slower(case: Case) -> Iterator[Remedy]:
    """A tenth of the learning rate."""
    rate, known = case.project.training.learning_rate / 10, [r.train_loss for r in case.records]
    low, now = min(filter(math.isfinite, known), default=math.nan), known[-1] if known else math.nan
    if case.diagnosis.state == "noisy":
        why = say(
            "With smaller steps than at a learning rate of {rate}, validation loss goes up and down less from epoch to "
            "epoch.",
            rate=figure(10 * rate),
        )
    elif low < now:
        why = say(
            "Training loss was once {low} and is now {now}: the steps overshoot.",
            low=figure(low),
            now=figure(now),
        )
    else:
        why = say(
            "With a learning rate of {rate} the loss stops being a number: the steps are far too large.",
            rate=figure(10 * rate),
        )
    title = say("Learning rate down to {rate}", rate=figure(rate))
    yield from _settings(say("Lower learning rate"), title, why, learning_rate=rate)


def clipped(case: Case) -> Iterator[Remedy]:
    """Short gradients only, where they may be of any length."""
    if case.project.training.gradient_clip is None:
        yield from _settings(
            say("Clip gradients"),
            say("Clip gradients at 1"),
            say("Where the loss is steep, one gradient can throw the weights far off. Clipping prevents this."),
            gradient_clip=1.0,
        )


def larger_batches(case: Case) -> Iterator[Remedy]:
    """Four times as many rows a step, where there are so many."""
    batch = case.project.training.batch_size
    if TIMES * batch <= case.rows:
        yield from _settings(
            say("Larger batches"),
            say("Batches of {batch} rows", batch=TIMES * batch),
            say(
                "A step follows the mean gradient of {batch} of the {rows} rows, which differs from batch to batch.",
                batch=batch,
                rows=f"{case.rows:,}",
            ),
            batch_size=TIMES * batch,
        )


def _settings(name: Message, title: Message, why: Message, **changes: Any) -> Iterator[Remedy]:
    yield Remedy(name, title, why, partial(set_training, **changes))


def _of_the_dataset(name: str, times: float) -> Edit:
    """Multiply a parameter of the data set."""

    def edit(project: Project) -> Project:
        dataset = project.data.dataset
        old = dataset.values().get(name, 0)
        return set_dataset(project, dataset.with_(**{name: type(old)(old * times)}))

    return edit
