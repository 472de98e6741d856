"""What is known to be in reach of a prediction, and how far a network stays above it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from netbuilder.diagnosis.pooling import FEWEST, Measured, pooled
from netbuilder.diagnosis.thresholds import THRESHOLDS
from netbuilder.training.baseline import Baseline, Further, OtherSplit
from netbuilder.training.floor import Floor
from netbuilder.training.references import Reference

SURELY = 2.0
"""A difference of so many standard errors is no chance."""


@dataclass(frozen=True, slots=True)
class Reachable:
    """``by``: the prediction; ``loss``: its validation loss; ``above``: how far that of the network lies above it;
    ``splits``: on how many other splits of the rows both were compared, too."""

    by: Reference | Floor
    loss: float
    above: Measured
    splits: int = 0


def reachable(baseline: Baseline, further: Further, own: Measured, level: Measured) -> Reachable | None:
    """The known prediction of the lowest loss, on these validation rows and on other splits, where those were tried.

    ``own``: the validation loss as measured; ``level``: the same, pooled with that of the other splits. The truth is
    taken as it is, unless noise was added to the training rows, which no network sees through. None where nothing is
    known.
    """
    if baseline.floor is not None and not baseline.noisy:
        return _beside(own, baseline.floor)
    found = [_beside(own, baseline.wider)] if baseline.wider else []
    for reference in filter(None, (baseline.constant, *baseline.references)):
        elsewhere = [
            _apart(Measured(split.validation, split.error), other)
            for split in further.splits
            for other in _same(split, reference)
        ]
        if len(elsewhere) < FEWEST:
            found.append(_beside(own, reference))
        else:
            above = pooled(_apart(own, reference), elsewhere)
            found.append(Reachable(reference, level.value - above.value, above, len(elsewhere)))
    return min(found, key=lambda one: one.loss, default=None)


def some_beat(constant: Reference, baseline: Baseline, further: Further) -> bool:
    """Whether any other model surely predicts better than the same answer for every row."""
    for reference in baseline.references:
        elsewhere = [
            _apart(Measured(answer.loss, answer.error), other)
            for split in further.splits
            for answer in _same(split, constant)
            for other in _same(split, reference)
        ]
        better = pooled(_apart(Measured(constant.loss, constant.error), reference), elsewhere)
        if better.value > SURELY * better.error:
            return True
    return False


def _beside(own: Measured, by: Reference | Floor) -> Reachable:
    return Reachable(by, by.loss, _apart(own, by))


def _apart(one: Measured, by: Reference | Floor) -> Measured:
    """How far one loss lies above another on the same rows."""
    return Measured(one.value - by.loss, THRESHOLDS.paired * math.hypot(one.error, by.error))


def _same(split: OtherSplit, reference: Reference) -> Iterator[Reference]:
    return (other for other in split.references if other.title == reference.title)
