"""What predictions can be: a curve, decisions or a heat map over two features, a table of mistakes, or pairs of
numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    from netbuilder.predictions.class_figures import ClassFigures

    Array = numpy.ndarray[Any, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """``values``: float32 (len(scene.x),), the prediction along the feature, in units of the target."""

    values: Array


@dataclass(frozen=True, slots=True, eq=False)
class DecisionMap:
    """The decision over a map. ``probabilities``: float32 (len(scene.y), len(scene.x), classes).

    ``boundaries``: float64 (points, 2), lines as ``contours.zero_lines`` gives them: where the most likely class
    changes; for two classes where both have the probability 0.5.
    """

    probabilities: Array
    boundaries: Array


@dataclass(frozen=True, slots=True, eq=False)
class HeatMap:
    """``values``: float32 (len(scene.y), len(scene.x)), the prediction over a map, in units of the target."""

    values: Array


@dataclass(frozen=True, slots=True, eq=False)
class Mistake:
    """A row that was taken for another class. ``place``: in the points of the scene. ``sure``: how likely the network
    holds the class that it predicts, 0 to 1."""

    place: int
    true: int
    predicted: int
    sure: float


@dataclass(frozen=True, slots=True, eq=False)
class Confusion:
    """``counts``: int64 (classes, classes), rows of the true class (first axis) that were predicted as the second.

    Over the validation rows. ``wrong``: the surest mistakes first.
    """

    counts: Array
    wrong: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """``predicted``: float32 (rows,), for each point of the scene, in units of the target."""

    predicted: Array


Picture = Curve | DecisionMap | HeatMap | Confusion | Agreement


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """A picture, and two figures with it: the share of right answers (0 to 1) for classification, the root of the mean
    squared error in units of the target for regression. ``validation`` is nan where there are no such rows.
    ``finite``: whether the network gave nothing but numbers. ``classes``: of classes, figures of the validation rows.
    """

    picture: Picture
    training: float
    validation: float
    finite: bool = True
    classes: ClassFigures | None = None
