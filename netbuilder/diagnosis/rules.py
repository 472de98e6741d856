"""What the curves of a run say, in one sentence: whether it learns, fits, underfits, overfits or falls apart.

The curves are smoothed (``trends``) and measured on the scale of what a constant answer costs. A loss that is no
number, or a training loss far above its best, is **diverging** at once, and fewer than ten epochs are **too early to
tell**. After that five questions, each answered with a chance (``chances``), decide:

1. Has training loss left its best behind? **Diverging.**
2. Has validation loss risen for good, by a tenth of its best, while training loss went below it? **Overfitting** since
the
   lowest point. Likewise where it never rose but ends far above a training loss that has come down, and is not falling:
   since it stopped falling.
3. Would another run of this length lower validation loss visibly? **Still learning.**
4. Does much remain of what is known to be in reach, on training and validation rows? **Underfitting.** What is in reach
is
   told by the truth behind the rows, or by other models that learned the same rows. Where nobody knows, it is not said.
5. What remains **fits well**; what is left may be noise.

The likeliest state is told with its chance, and none where even that is no likelier than a coin: **too noisy to tell**.
Where there are hardly any validation rows or all are of one class, it **cannot be judged**.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy

from netbuilder.diagnosis import doubts, reasons
from netbuilder.diagnosis.chances import Chances, chances, least_fall, training_falls
from netbuilder.diagnosis.diagnosis import Diagnosis, State, undoubted
from netbuilder.diagnosis.evidence import Evidence, evidence
from netbuilder.diagnosis.reachable import SURELY, some_beat
from netbuilder.diagnosis.thresholds import THRESHOLDS
from netbuilder.messages import Message
from netbuilder.training.baseline import Baseline, Turn
from netbuilder.training.floor import Floor
from netbuilder.training.history import EpochRecord
from netbuilder.training.references import Reference


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
    return _asked(evidence(records, baseline or Baseline()), ended == "early stopping")


def _asked(found: Evidence, stopped_early: bool) -> Diagnosis:
    epochs = len(found.records)
    if found.enough and _lost(found):
        return _diverging(found, 1.0)
    if epochs < THRESHOLDS.first_epochs or not found.enough:
        return undoubted("early", reasons.early(epochs))
    if not found.seen:
        return _still_training(found) or _unseen(found)
    answers = chances(found, stopped_early)
    state, chance = max(answers.states.items(), key=lambda pair: pair[1])
    if found.young and state in ("fits", "overfitting") and _high(found):
        return undoubted("noisy", reasons.risen_just_now(_rise(found)))
    if chance < _least_chance(found, state):
        return _undecided(found, answers, stopped_early)
    match state:
        case "diverging":
            return _diverging(found, chance)
        case "overfitting":
            return _overfitting(found, answers, chance)
        case "learning":
            return _told("learning", chance, _falls(found, stopped_early))
        case "underfitting":
            return _told("underfitting", chance, _out_of_reach(found))
        case _:
            told = _told("fits", chance, _beside_gap(found, _settled(found)))
            return replace(told, left_open=_left_open(found), beaten=_beaten_by(found) is not None)


def _least_chance(found: Evidence, state: State) -> float:
    """Of a state that is told: higher where the curve hides what is asked of it, and for an alarm after other splits
    were tried, which leave less to chance."""
    if found.split_again:
        return THRESHOLDS.alarming if state == "overfitting" else THRESHOLDS.doubtful
    return THRESHOLDS.surely if _hidden(found) else THRESHOLDS.undecided


def _falls(found: Evidence, stopped_early: bool) -> Message:
    now, further = found.validation.end(rising=False), found.further
    if further.longer is not None:
        hidden = found.validation.level - further.longer < least_fall(found, found.level.value)
        if hidden and found.fall is not None and any(split.fall is not None for split in further.splits):
            return reasons.falls_on_new_data(now, found.fall.value, further, stopped_early)
        return reasons.longer_falls(now, further.longer, further.epochs, stopped_early)
    return reasons.validation_falls(now, stopped_early)


def _high(found: Evidence) -> bool:
    """Whether validation loss stands far above its best, by more than noise and its sampling error."""
    bar = THRESHOLDS.high * (found.bar + found.rise_error)
    return found.validation.level - found.best.validation_loss > bar + THRESHOLDS.noise_of_rise * found.noise(
        found.validation
    )


def _hidden(found: Evidence) -> bool:
    """Whether validation loss is thrown about so much that a rise could not be seen."""
    return THRESHOLDS.errors * found.noise(found.validation) >= THRESHOLDS.blind * found.bar


def _lost(found: Evidence) -> bool:
    """Whether training loss lies far above its best and above any constant answer, however young that is."""
    curve = found.training
    now = float(numpy.median(curve.raw[-3:]))
    return now > max(curve.bottom + found.climb, THRESHOLDS.lost * found.scale)


def _diverging(found: Evidence, chance: float) -> Diagnosis:
    curve = found.training
    return _told("diverging", chance, reasons.climbed(float(curve.raw.min()), curve.end(rising=True)))


def _overfitting(found: Evidence, answers: Chances, chance: float) -> Diagnosis:
    """By the rise or by the gap, whichever is the surer; by other splits, where these rows do not show it."""
    training, curve = found.training.end(rising=False), found.validation
    if answers.risen >= min(answers.gap, THRESHOLDS.undecided):
        if found.split_again and curve.level - curve.bottom < found.bar:
            return _overfits(found, chance, _risen_on_new_data(found, training), found.turn)
        if not found.learned_on and not found.split_again and answers.gap < THRESHOLDS.undecided:
            return undoubted("noisy", reasons.risen_without_learning(_rise(found)))
        return _overfits(found, chance, reasons.risen_while_learning(_rise(found), training), found.turn)
    since = _settled_high(found)
    if found.split_again and curve.level - found.training.level < found.gap.value:
        return _overfits(found, chance, _apart_on_new_data(found, training), since)
    return _overfits(found, chance, reasons.never_low(found.best.validation_loss, training), since)


def _settled_high(found: Evidence) -> Turn:
    """When validation loss stopped falling, though it never rose by much. Where it may have risen a little, it may have
    turned whenever that was."""
    curve = found.validation
    epoch = found.or_best(int(curve.epochs[int((curve.smooth <= curve.bottom + found.bar / 4).argmax())]))
    return found.turn.moved_to(epoch) if found.rise.value > 0 else Turn(epoch)


def _risen_on_new_data(found: Evidence, training: float) -> Message:
    """Or, where it has hardly risen even there, that it lies above a constant answer."""
    if found.rise.value < found.bar:
        return _apart_on_new_data(found, training)
    end = found.lowest + found.rise.value
    return reasons.risen_on_new_data(found.lowest, end, len(found.further.splits), training)


def _apart_on_new_data(found: Evidence, training: float) -> Message:
    return reasons.apart_on_new_data(training + found.gap.value, len(found.further.splits), training)


def _still_training(found: Evidence) -> Diagnosis | None:
    """Training loss alone, where there are no validation rows: with a few that cannot judge it, rows may be memorized
    already."""
    if found.baseline.validation_rows:
        return None
    chance = training_falls(found)
    if chance < THRESHOLDS.undecided:
        return None
    return _told("learning", chance, reasons.training_falls(found.training.end(rising=False)))


def _undecided(found: Evidence, answers: Chances, stopped_early: bool) -> Diagnosis:
    first, second, *_ = sorted(answers.states, key=lambda state: -answers.states[state])
    doubt = _doubt(found, by_rows=not {first, second} <= {"learning", "fits"})
    return undoubted("noisy", doubts.undecided(first, second, doubt, stopped_early))


def _doubt(found: Evidence, *, by_rows: bool) -> Message:
    """What leaves it open; ``by_rows``: whether how few rows there are matters, as it does not for whether their loss
    falls."""
    noise, rows = found.noise(found.validation), found.baseline.validation_rows
    error = found.validation_error if by_rows else 0.0
    if max(error, noise) < THRESHOLDS.negligible * found.bar:
        return doubts.on_the_border()
    if error < noise or rows is None:
        return doubts.jumps(noise * math.sqrt(found.validation.stretch))
    return doubts.few_rows(rows, error)


def _out_of_reach(found: Evidence) -> Message:
    """Why it underfits: the best known prediction, which there is, reaches more."""
    known, training, validation = found.reachable, found.training, found.validation
    if known is None or isinstance(known.by, Floor):
        return reasons.levelled_off_above_floor(training, known.loss if known else math.nan, found.scale)
    if known.by is found.baseline.wider:
        return reasons.too_small(training, known.by, validation)
    if known.splits:
        return reasons.levelled_off_elsewhere(training, validation, known.by.title, known.above.value, known.splits)
    return reasons.levelled_off_above_reference(training, known.by, validation)


def _settled(found: Evidence) -> Message:
    validation, training, baseline = found.validation, found.training, found.baseline
    if baseline.constant_loss == 0:
        return reasons.settled_on_a_constant(validation)
    if baseline.wider is not None:
        return reasons.settled_beside_wider(
            validation, training, baseline.wider, reaches_more(baseline.wider.loss, validation.level)
        )
    if _nothing_found(found):
        return reasons.nothing_to_learn(validation, baseline.constant.loss if baseline.constant else found.scale)
    if better := _beaten_by(found):
        return reasons.settled_above_reference(validation, training, *better)
    if baseline.floor is not None and not baseline.noisy:
        return reasons.settled_above_floor(validation, training, baseline.floor.loss)
    if validation.level > THRESHOLDS.much_left * found.scale:
        return reasons.settled_with_noise(validation, training)
    return reasons.settled(validation, training)


def _beside_gap(found: Evidence, why: Message) -> Message:
    """Where validation loss is many times as high as training loss, why that is no overfitting."""
    share = (found.validation.level - found.training.level) / found.scale
    seen = found.validation.level > THRESHOLDS.wide * found.training.level and share > THRESHOLDS.noticed
    return reasons.with_small_gap(why, share) if seen else why


def reaches_more(loss: float, level: float) -> bool:
    """Whether the loss of a wider network is visibly lower than this level."""
    return loss < (1 - THRESHOLDS.visibly) * level


def _beaten_by(found: Evidence) -> tuple[Message, float] | None:
    """Another model that surely predicts much better, though little of what is in reach is missing, and its loss."""
    known, baseline = found.reachable, found.baseline
    if known is None or not isinstance(known.by, Reference) or known.by in (baseline.constant, baseline.wider):
        return None
    far = known.above.value > max(SURELY * known.above.error, THRESHOLDS.pace_of_scale * found.scale)
    return (known.by.title, known.loss) if far and known.loss < THRESHOLDS.beaten * found.level.value else None


def _left_open(found: Evidence) -> bool:
    """Whether much is left, nobody knows what could be reached, and no wider network was tried."""
    baseline = found.baseline
    known = baseline.wider is not None or baseline.constant_loss == 0
    if known or (baseline.floor is not None and not baseline.noisy):
        return False
    return _nothing_found(found) or found.validation.level > THRESHOLDS.much_left * found.scale


def _nothing_found(found: Evidence) -> bool:
    """Whether neither the network nor any other model predicts surely better than a constant answer."""
    constant = found.baseline.constant
    if constant is None or not found.baseline.references:
        return False
    margin = SURELY * THRESHOLDS.paired * math.hypot(constant.error, found.validation_error)
    level = found.validation.level
    return constant.loss - level <= margin and not some_beat(constant, found.baseline, found.further)


def _unseen(found: Evidence) -> Diagnosis:
    return undoubted("unseen", doubts.not_seen(found.baseline, found.training))


def _rise(found: Evidence) -> Message:
    """As measured in the last epoch; where that is as good as the best one by chance, where it stands on the whole."""
    if found.percent < THRESHOLDS.visible_percent:
        return reasons.risen_on_the_whole(found.best, found.validation)
    return reasons.rise(found.best, found.percent, found.validation.end(rising=True))


def _told(state: State, chance: float, why: Message) -> Diagnosis:
    return Diagnosis(state, None, math.nan, chance, why)


def _overfits(found: Evidence, chance: float, why: Message, since: Turn) -> Diagnosis:
    told, anywhere = why, False
    if since.between is not None:
        first, last = since.between
        anywhere = last - first >= THRESHOLDS.anywhere * len(found.records)
        told = reasons.set_in_anywhere(why) if anywhere else reasons.set_in_between(why, first, last)
    return Diagnosis("overfitting", since, found.percent, chance, told, found.best.epoch, anywhere=anywhere)
