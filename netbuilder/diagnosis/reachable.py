"""What is known to be in reach of a prediction, and how far a network stays above it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from netbuilder.diagnosis.pooling import FEWEST, pooled
from netbuilder.diagnosis.thresholds import THRESHOLDS
from netbuilder.training.baseline import Baseline, Further, Measured, OtherSplit
from netbuilder.training.floor import Floor
from netbuilder.training.references import Reference

SURELY = 2.0
"""A difference of so many standard errors is no chance."""


@dataclass(frozen=True, slots=True)
class Reachable:
    """``by``: the prediction; ``loss``: its validation loss; ``above``: how far that of the network lies above it;
    ``reach``: how far that of a constant answer does, judged by the same rows; ``splits``: on how many other splits of
    the rows they were compared, too."""

    by: Reference | Floor
    loss: float
    above: Measured
    reach: float
    splits: int = 0


def reachable(baseline: Baseline, further: Further, own: Measured, level: Measured, scale: float) -> Reachable | None:
    """The known prediction of the lowest loss, on these validation rows and on other splits, where those were tried.

    ``own``: the validation loss as measured; ``level``: the same, pooled with that of the other splits; ``scale``: what
    a constant answer costs, where these rows were not asked for it: they may be easier or harder than others. The truth
    is taken as it is, unless noise was added to the training rows, which no network sees through. None where nothing is
    known.
    """
    known: list[Reference | Floor]
    if baseline.floor is not None and not baseline.noisy:
        known = [baseline.floor]
    else:
        known = [one for one in (baseline.wider, baseline.constant, *baseline.references) if one is not None]
    if not known:
        return None
    (loss, above, splits), by = min(
        ((compared(by, further, own, level), by) for by in known), key=lambda found: found[0][0]
    )
    constant = compared(baseline.constant, further, own, level)[0] if baseline.constant else scale
    return Reachable(by, loss, above, constant - loss, splits)


def compared(by: Reference | Floor, further: Further, own: Measured, level: Measured) -> tuple[float, Measured, int]:
    """The loss of a prediction, how far the network lies above it, and on how many other splits that was seen, too."""
    beside = _apart(own, by)
    elsewhere = [
        _apart(Measured(split.validation, split.error), other) for split in further.splits for other in _same(split, by)
    ]
    if len(elsewhere) < FEWEST:
        return by.loss, beside, 0
    above = pooled(beside, elsewhere, further.share)
    return level.value - above.value, above, len(elsewhere)


def some_beat(constant: Reference, baseline: Baseline, further: Further) -> bool:
    """Whether any other model surely predicts better than the same answer for every row."""
    for reference in baseline.references:
        elsewhere = [
            _apart(Measured(answer.loss, answer.error), other)
            for split in further.splits
            for answer in _same(split, constant)
            for other in _same(split, reference)
        ]
        better = pooled(_apart(Measured(constant.loss, constant.error), reference), elsewhere, further.share)
        if better.value > SURELY * better.error:
            return True
    return False


def _apart(one: Measured, by: Reference | Floor) -> Measured:
    """How far one loss lies above another on the same rows."""
    return Measured(one.value - by.loss, THRESHOLDS.paired * math.hypot(one.error, by.error))


def _same(split: OtherSplit, by: Reference | Floor) -> Iterator[Reference]:
    """What the same model learned there; nothing of the truth."""
    if isinstance(by, Reference):
        yield from (other for other in split.references if other.title == by.title)
