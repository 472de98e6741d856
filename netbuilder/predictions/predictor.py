"""What a network makes of its data: a curve, a map, a table of mistakes, or predictions beside the truth."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netbuilder.predictions.class_figures import ClassFigures, class_figures
from netbuilder.predictions.contours import boundaries
from netbuilder.predictions.predictions import (
    Agreement,
    Confusion,
    Curve,
    DecisionMap,
    HeatMap,
    Mistake,
    Picture,
    Predictions,
)
from netbuilder.predictions.scenes import Scene, require_readable, scene
from netbuilder.predictions.trained_network import TrainedNetwork, class_probabilities
from netbuilder.project.project import Project

if TYPE_CHECKING:
    import numpy
    import torch

    Array = numpy.ndarray[Any, Any]

MAX_MISTAKES = 60
"""So many of the wrong rows are named."""


class Predictor:
    """A drawing with its data, ready to be seen with any weights.

    It computes on the CPU in the calling thread and draws no random numbers, so that a training beside it computes
    what it would alone. ``scene``: the points.

    Raises DataError, ProjectError or TrainingError where there is nothing to show.
    """

    def __init__(self, project: Project) -> None:
        from netbuilder.data.pipeline import prepare

        require_readable(project.data)
        prepared = prepare(project.data)
        self.scene = scene(prepared, project.data.dataset.truth())
        self._network = TrainedNetwork(project, prepared)
        self._rows = self._network.normalised(self.scene.points.features)
        self._grid = self._network.normalised(_places(self.scene)) if len(self.scene.x) else self._rows[:0]

    def predict(self, weights: Mapping[str, torch.Tensor]) -> Predictions:
        """What the network with these weights makes of the points. Keeps the weights. Raises TrainingError where they
        are not those of this drawing."""
        import numpy

        self._network.put(weights)
        answers, over_grid = (self._network.answers(rows) for rows in (self._rows, self._grid))
        numbers = self._network.predicts_numbers
        figures = self._misses(answers[:, 0]) if numbers else self._shares(answers.argmax(axis=1))
        finite = bool(numpy.isfinite(answers).all() and numpy.isfinite(over_grid).all())
        classes = None if numbers else self._of_classes(answers.argmax(axis=1))
        return Predictions(self._picture(answers, over_grid), *figures, finite, classes)

    def _picture(self, answers: Array, over_grid: Array) -> Picture:
        scene = self.scene
        if scene.kind == "classes":
            return _confusion(scene, answers)
        if scene.kind == "numbers":
            return Agreement(answers[:, 0])
        if scene.kind == "curve":
            return Curve(over_grid[:, 0])
        field = over_grid.reshape(len(scene.y), len(scene.x), -1)
        if self._network.predicts_numbers:
            return HeatMap(field[:, :, 0])
        return DecisionMap(class_probabilities(field), boundaries(field, scene.x, scene.y))

    def _of_classes(self, predicted: Array) -> ClassFigures | None:
        points = self.scene.points
        unseen = points.held_out
        if not unseen.any():
            return None
        names = self.scene.signature.classes
        return class_figures(points.targets[unseen], predicted[unseen], points.targets[~unseen], names)

    def _shares(self, predicted: Array) -> tuple[float, float]:
        return self._means(predicted == self.scene.points.targets)

    def _misses(self, predicted: Array) -> tuple[float, float]:
        training, validation = self._means((predicted - self.scene.points.targets) ** 2)
        return float(training**0.5), float(validation**0.5)

    def _means(self, values: Array) -> tuple[float, float]:
        """The means over the training and the validation rows."""
        held_out = self.scene.points.held_out
        training, validation = values[~held_out], values[held_out]
        return float(training.mean()), float(validation.mean()) if len(validation) else math.nan


def _places(scene: Scene) -> Array:
    """Every place of the grid, in original units: float64 (places, features)."""
    import numpy

    if not len(scene.y):
        return scene.x[:, None]
    across, up = numpy.meshgrid(scene.x, scene.y)
    return numpy.stack([across.ravel(), up.ravel()], axis=1)


def _confusion(scene: Scene, answers: Array) -> Confusion:
    import numpy

    points, classes = scene.points, len(scene.signature.classes)
    places = numpy.nonzero(points.held_out)[0]
    true, predicted = points.targets[places], answers[places].argmax(axis=1)
    counts = numpy.bincount(true * classes + predicted, minlength=classes**2).reshape(classes, classes)
    sure = class_probabilities(answers[places]).max(axis=1)
    wrong = numpy.nonzero(true != predicted)[0]
    wrong = wrong[numpy.argsort(-sure[wrong], kind="stable")][:MAX_MISTAKES]
    mistakes = [Mistake(int(places[i]), int(true[i]), int(predicted[i]), float(sure[i])) for i in wrong]
    return Confusion(counts, tuple(mistakes))
