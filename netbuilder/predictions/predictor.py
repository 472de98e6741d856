"""What a network makes of its data: a curve, a map, a table of mistakes, or predictions beside the truth."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.build import build
from netbuilder.backends.torch.losses import objective
from netbuilder.backends.torch.softmax import softmax_by_class
from netbuilder.backends.torch.weights import layout
from netbuilder.errors import TrainingError
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
from netbuilder.project.project import Project
from netbuilder.shapes.check import check as check_graph
from netbuilder.training.batches import network_inputs
from netbuilder.training.evaluation import values_a_row

if TYPE_CHECKING:
    import numpy
    import torch

    Array = numpy.ndarray[Any, Any]

PIECE_VALUES = 2**19
"""How many numbers all layers together put out for the rows that are computed at once: 2 MB, what the cache of one core
holds. Twice as many take twice as long where other programs use the memory, too; with far fewer, a training beside it
is often asked for Python's lock."""
MAX_MISTAKES = 60
"""So many of the wrong rows are named."""


class Predictor:
    """A drawing with its data, ready to be seen with any weights.

    It computes on the CPU in the calling thread and draws no random numbers, so that a training beside it computes
    what it would alone. ``scene``: the points.

    Raises DataError, ProjectError or TrainingError where there is nothing to show.
    """

    def __init__(self, project: Project) -> None:
        import torch

        from netbuilder.data.pipeline import prepare

        require_readable(project.data)
        prepared = prepare(project.data)
        self.scene = scene(prepared, project.data.dataset.truth())
        self._check = check_graph(project.graph, prepared.signature)
        self._loss = objective(self._check, project.training).terms[0].loss
        # On the device "meta" weights have shapes only: none are drawn, and the training's random stream is untouched.
        with torch.device("meta"):
            self._network = build(self._check).eval()
        self._expected = layout(self._network.state_dict())
        self._shift, self._scale = prepared.shift, prepared.scale
        self._rows = self._normalised(self.scene.points.features)
        self._grid = self._normalised(_places(self.scene)) if len(self.scene.x) else self._rows[:0]

    def predict(self, weights: Mapping[str, torch.Tensor]) -> Predictions:
        """What the network with these weights makes of the points. Keeps the weights. Raises TrainingError where they
        are not those of this drawing."""
        import numpy

        self._put(weights)
        answers, over_grid = (self._answers(rows) for rows in (self._rows, self._grid))
        numbers = self._loss.target == "numbers"
        figures = self._misses(answers[:, 0]) if numbers else self._shares(answers.argmax(axis=1))
        finite = bool(numpy.isfinite(answers).all() and numpy.isfinite(over_grid).all())
        return Predictions(self._picture(answers, over_grid), *figures, finite)

    def _normalised(self, features: Array) -> torch.Tensor:
        """What the network is given for features in original units."""
        import numpy
        import torch

        return torch.from_numpy(((features - self._shift) / self._scale).astype(numpy.float32))

    def _put(self, weights: Mapping[str, torch.Tensor]) -> None:
        import torch

        if layout(weights) != self._expected:
            raise TrainingError(
                "These weights belong to a different network, so their predictions cannot be shown. Train to see the "
                "new one."
            )
        # Filters lie with channels last: the processor takes a third of the time then.
        last = torch.channels_last
        laid = {n: w.to(memory_format=last) if w.dim() == 4 else w for n, w in weights.items()}
        self._network.load_state_dict(laid, assign=True)

    def _answers(self, rows: torch.Tensor) -> Array:
        """float32 (rows, outputs): numbers, or for each class the logarithm of its share, up to a constant a row."""
        import torch

        size = max(1, PIECE_VALUES // max(1, values_a_row(self._check)))
        with torch.inference_mode():
            pieces = [self._first_output(rows[start : start + size]) for start in range(0, len(rows), size)]
            outputs = torch.cat(pieces) if pieces else torch.empty(0, 1)
            if self._loss.target == "column":
                outputs = torch.cat([torch.zeros_like(outputs), outputs], dim=1)
            answers: Array = outputs.numpy()
        return answers

    def _first_output(self, rows: torch.Tensor) -> torch.Tensor:
        result = self._network(*network_inputs(self._check, rows))
        output: torch.Tensor = result[0] if isinstance(result, tuple) else result
        return output

    def _picture(self, answers: Array, over_grid: Array) -> Picture:
        scene = self.scene
        if scene.kind == "classes":
            return _confusion(scene, answers)
        if scene.kind == "numbers":
            return Agreement(answers[:, 0])
        if scene.kind == "curve":
            return Curve(over_grid[:, 0])
        field = over_grid.reshape(len(scene.y), len(scene.x), -1)
        if self._loss.target == "numbers":
            return HeatMap(field[:, :, 0])
        return DecisionMap(class_probabilities(field), boundaries(field, scene.x, scene.y))

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


def class_probabilities(scores: Array) -> Array:
    """Probabilities of the classes (last axis) from their logits or log-probabilities."""
    import torch

    probabilities: Array = softmax_by_class(torch.from_numpy(scores)).numpy()
    return probabilities


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
