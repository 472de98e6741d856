"""The rows of one member of an ensemble: those that it learns from, and those on which it is measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netbuilder.data.pipeline import Part

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Draw:
    """One member. ``seed``: of its weights, batches and dropout, as in the training settings.

    ``training``: its rows, features and numbers to predict normalized by themselves, with noise added as the settings
    ask. ``features``: float32, the points normalized likewise; ``targets``: what is met there in the target's own
    units, float64 (points, numbers or classes). ``target_shift``, ``target_scale``: as in ``Prepared``.
    """

    seed: int
    training: Part
    shift: Array
    scale: Array
    target_shift: Array
    target_scale: Array
    features: Array
    targets: Array

    def normalised(self, features: Array) -> Array:
        """Features as in the table, as this member sees them, float32."""
        return normalised(features, self.shift, self.scale)


def draw_of_rows(seed: int, training: Part, judging: Part) -> Draw:
    """A member whose rows are prepared already, as for an ordinary training; what it predicts stays in their units."""
    import numpy

    same, one = numpy.asarray(0.0), numpy.asarray(1.0)
    return Draw(seed, training, same, one, same, one, judging.features, judging.targets)


def normalised(features: Array, shift: Array, scale: Array) -> Array:
    """Features less the shift, over the scale, float32."""
    import numpy

    seen: Array = ((features - shift) / scale).astype(numpy.float32)
    return seen


def as_numbers(targets: Array, classes: int) -> Array:
    """Targets as float64 (rows, numbers); of ``classes`` classes, each number becomes 1 among zeros."""
    import numpy

    if not classes:
        return targets.astype(numpy.float64)
    numbers: Array = numpy.eye(classes)[targets]
    return numbers
