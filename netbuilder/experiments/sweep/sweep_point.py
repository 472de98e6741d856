"""What was measured with a hyperparameter at one value, and whether one value is worse than another by more than
chance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netbuilder.experiments.decomposition import Terms
from netbuilder.experiments.few_networks import is_clear, widening
from netbuilder.experiments.record import Result
from netbuilder.messages import Message

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]


@dataclass(frozen=True, slots=True, eq=False)
class SweepPoint:
    """What was measured with the hyperparameter at ``value``; or why nothing was."""

    value: Any
    result: Result | None
    problem: Message | None = None

    @property
    def terms(self) -> Terms | None:
        """The terms at the last epoch, if there are any that say something."""
        final = self.result.final if self.result else None
        return final if final and final.members else None

    @property
    def is_whole(self) -> bool:
        """Whether all networks trained to the end. What was stopped before cannot be compared with what was not."""
        return self.terms is not None and self.result is not None and not self.result.stopped


def is_above(one: SweepPoint, other: SweepPoint) -> bool:
    """Whether the test error of one is larger than that of the other by more than chance makes likely.

    At every value of a hyperparameter the members have the same seeds (common random numbers: Law, Simulation Modeling
    and Analysis, 5th ed., section 11.2), so their errors are compared pair by pair: the standard error is that of the
    mean difference, s/√R. Where it is not known which belong together, it is √(s₁² + s₂²) of the two standard errors.
    """
    if one.terms is None or other.terms is None:
        return False
    differences = _differences(one, other)
    if differences is not None and len(differences) > 1:
        count, mean = len(differences), float(differences.mean())
        error = widening(count, squares=False) * float(differences.std(ddof=1)) / math.sqrt(count)
        return mean > 0 and is_clear(mean, error, count)
    errors = [terms.standard_errors.get("test_error", math.nan) for terms in (one.terms, other.terms)]
    difference, fewest = one.terms.test_error - other.terms.test_error, min(one.terms.members, other.terms.members)
    return difference > 0 and is_clear(difference, math.hypot(*errors), fewest)


def _differences(one: SweepPoint, other: SweepPoint) -> Array | None:
    """By how much each member is worse at the one value, where it was counted at both; None where that is not known."""
    import numpy

    errors = [point.result.test_errors if point.result else None for point in (one, other)]
    if errors[0] is None or errors[1] is None or len(errors[0]) != len(errors[1]):
        return None
    found: Array = errors[0] - errors[1]
    return found[numpy.isfinite(found)]
