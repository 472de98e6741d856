"""What the curves of a run say, in one sentence: whether it learns, fits, underfits, overfits or falls apart.

The rules, asked in this order, of the smoothed curves (``trends``) and on the scale of what a constant answer costs:

1. A loss that is no number, or a training loss that has climbed far above its best: **diverging**.
2. Fewer than ten epochs: **too early to tell**.
3. Validation loss stands above its lowest point by more than noise can explain, even its better epochs do, and
   training loss has gone on falling by more than its noise: **overfitting** since the lowest point. Likewise where even
   the lowest point lies far above a training loss that has come down: since validation loss stopped falling.
4. Another run of this length would lower the loss visibly: **still learning**.
5. Noise larger than the rise that is looked for: **too noisy to tell**.
6. Training loss has levelled off at more than half of what a constant answer costs: **underfitting**. Where the truth
   behind the rows is known, what it costs itself is noise: only what lies above it counts, and validation loss must lie
   above it by more than its standard errors.
7. Validation loss has risen away from training loss, which has not fallen meanwhile: **too noisy to tell**.
8. What remains **fits well**, or, where there are hardly any validation rows or all are of one class, **cannot be
   judged**.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy

from netbuilder.diagnosis import reasons
from netbuilder.diagnosis.diagnosis import Diagnosis, State, undoubted
from netbuilder.diagnosis.evidence import Evidence, evidence
from netbuilder.diagnosis.thresholds import THRESHOLDS
from netbuilder.messages import Message
from netbuilder.training.baseline import Baseline
from netbuilder.training.history import EpochRecord


def diagnose(records: Sequence[EpochRecord], baseline: Baseline | None = None, ended: str = "") -> Diagnosis:
    """The state of a run after these epochs. It takes half a millisecond, however many there are: ask at the screen's
    pace rather than after every epoch of a tiny network.

    Without a baseline the training loss after the first epoch stands for what a constant answer costs. ``ended``: how
    the run has ended, as in ``Finished``; an epoch in which the loss became no number leaves no record.
    """
    if ended == "not finite":
        return undoubted("diverging", reasons.broken(len(records) + 1))
    if not records:
        return undoubted("early", reasons.early(0))
    last = records[-1]
    if not math.isfinite(last.train_loss):
        return undoubted("diverging", reasons.broken(last.epoch))
    return _asked_in_order(evidence(records, baseline or Baseline()))


def _asked_in_order(found: Evidence) -> Diagnosis:
    epochs = len(found.records)
    if found.enough and (diverging := _diverging(found)):
        return diverging
    if epochs < THRESHOLDS.first_epochs or not found.enough:
        return undoubted("early", reasons.early(epochs))
    if not found.seen:
        return _still_training(found) or _underfitting(found) or _unseen(found)
    return (
        _overfitting(found)
        or _gap(found)
        or _still_learning(found)
        or _noisy(found)
        or _underfitting(found)
        or _astray(found)
        or _fits(found)
    )


def _diverging(found: Evidence) -> Diagnosis | None:
    curve = found.training
    now, bar = float(numpy.median(curve.raw[-3:])), curve.bottom + THRESHOLDS.climb * found.scale
    if now <= bar or (curve.level <= bar and now <= THRESHOLDS.lost * found.scale):
        return None
    why = reasons.climbed(float(curve.raw.min()), curve.end(rising=True))
    return _told("diverging", (now - bar) / found.noise(curve), why)


def _overfitting(found: Evidence) -> Diagnosis | None:
    if not found.rose or not found.learned_on:
        return None
    why = reasons.risen_while_learning(_rise(found), found.training.end(rising=False))
    return _overfits(found, found.errors, why, found.turn)


def _gap(found: Evidence) -> Diagnosis | None:
    """Validation loss has not risen, but never came down as training loss did, which fell far below."""
    curve, learned = found.validation, found.training.level
    bar = learned + max(THRESHOLDS.gap * found.scale, abs(learned))
    errors = (curve.bottom - bar) / found.noise(curve)
    if found.rose or errors < THRESHOLDS.errors or _still_learning(found):
        return None
    since = int(curve.epochs[int((curve.smooth <= max(curve.bottom + found.bar, curve.level)).argmax())])
    why = reasons.never_low(found.best.validation_loss, found.training.end(rising=False))
    return _overfits(found, errors, why, since)


def _still_learning(found: Evidence) -> Diagnosis | None:
    fall = found.fall(found.validation)
    if fall < 0 or found.high:
        return None
    return _told("learning", fall, reasons.validation_falls(found.validation.end(rising=False)))


def _still_training(found: Evidence) -> Diagnosis | None:
    fall = found.fall(found.training)
    if fall < 0:
        return None
    return _told("learning", fall, reasons.training_falls(found.training.end(rising=False)))


def _noisy(found: Evidence) -> Diagnosis | None:
    hidden, bar = THRESHOLDS.errors * found.noise(found.validation), THRESHOLDS.blind * found.bar
    if hidden < bar:
        return None
    share = hidden / (abs(found.validation.bottom) or found.scale)
    return _told("noisy", hidden / bar, reasons.jumps_about(share))


def _underfitting(found: Evidence) -> Diagnosis | None:
    level, floor = found.training.level, found.baseline.floor
    if floor is None:
        bar = THRESHOLDS.unexplained * found.scale
        why = reasons.levelled_off(level, found.scale)
        return _told("underfitting", (level - bar) / found.noise(found.training), why) if level > bar else None
    bar = floor.loss + THRESHOLDS.unexplained * max(found.scale - floor.loss, 0.0)
    above = found.validation.level - floor.loss
    if level <= bar or above <= THRESHOLDS.errors_of_floor * floor.error:
        return None
    errors = min((level - bar) / found.noise(found.training), above / max(floor.error, found.noise(found.validation)))
    return _told("underfitting", errors, reasons.levelled_off_above_floor(level, floor.loss, found.scale))


def _astray(found: Evidence) -> Diagnosis | None:
    """Validation loss has risen, but not because rows are memorized; and not to where training loss is."""
    recent = found.validation.turn >= (1 - THRESHOLDS.settled) * len(found.validation.raw)
    beside = found.validation.level - found.training.level <= THRESHOLDS.by_heart * found.scale
    if not found.high or beside or found.learned_on or (recent and found.fall(found.training) >= 0):
        return None
    return _told("noisy", found.errors, reasons.risen_without_learning(_rise(found)))


def _fits(found: Evidence) -> Diagnosis:
    level = found.validation.level
    why = reasons.settled(level, found.training.level)
    if found.baseline.constant_loss == 0:
        why = reasons.settled_on_a_constant(level)
    elif found.baseline.floor is not None:
        why = reasons.settled_above_floor(level, found.training.level, found.baseline.floor.loss)
    return _told("fits", -found.errors, why)


def _unseen(found: Evidence) -> Diagnosis:
    return undoubted("unseen", reasons.not_seen(found.baseline, found.training.level))


def _rise(found: Evidence) -> Message:
    return reasons.rise(found.best, found.percent, found.validation.end(rising=True))


def _told(state: State, errors: float, why: Message) -> Diagnosis:
    return Diagnosis(state, None, math.nan, _sure(errors), why)


def _overfits(found: Evidence, errors: float, why: Message, since: int) -> Diagnosis:
    return Diagnosis("overfitting", since, found.percent, _sure(errors), why, found.best.epoch)


def _sure(errors: float) -> float:
    """The chance that a normal error of so many standard errors has not turned the decision round."""
    return NormalDist().cdf(min(max(errors, 0.0), 6.0))
