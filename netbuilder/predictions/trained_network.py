"""The network of a drawing on the CPU, which answers with whatever weights it is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.build import build
from netbuilder.backends.torch.filters import use_channels_last
from netbuilder.backends.torch.live_calls import Criterion
from netbuilder.backends.torch.losses import objective
from netbuilder.backends.torch.softmax import softmax_by_class
from netbuilder.backends.torch.weights import layout
from netbuilder.errors import TrainingError
from netbuilder.project.project import Project
from netbuilder.shapes.check import check as check_graph
from netbuilder.training.batches import network_inputs
from netbuilder.training.evaluation import Evaluation, row_losses, values_a_row

if TYPE_CHECKING:
    import numpy
    import torch

    from netbuilder.data.pipeline import Prepared
    from netbuilder.training.batches import DeviceRows

    Array = numpy.ndarray[Any, Any]

PIECE_VALUES = 2**19
"""How many numbers all layers together put out for the rows that are computed at once: 2 MB, what the cache of one core
holds. Twice as many take twice as long where other programs use the memory, too; with far fewer, a training beside it
is often asked for Python's lock."""


class TrainedNetwork:
    """The network of a project with its data. It computes in the calling thread and draws no random numbers.

    ``check``: the drawing with its data; ``objective``: its losses. Raises ProjectError or TrainingError where the
    project cannot be trained.
    """

    def __init__(self, project: Project, prepared: Prepared) -> None:
        import torch

        self.check = check_graph(project.graph.active, prepared.signature)
        self.objective = objective(self.check, project.training, prepared.training.targets)
        # On the device "meta" weights have shapes only: none are drawn, and the training's random stream is untouched.
        with torch.device("meta"):
            self._network = build(self.check).eval()
        self._expected = layout(self._network.state_dict())
        self._shift, self._scale = prepared.shift, prepared.scale
        self._target_shift, self._target_scale = prepared.target_shift, prepared.target_scale

    @property
    def module(self) -> torch.nn.Module:
        """The network itself, in evaluation mode; its weights are numbers once they were ``put``."""
        return self._network

    @property
    def predicts_numbers(self) -> bool:
        """Whether it predicts numbers, and not classes."""
        return self.objective.form == "numbers"

    def normalised(self, features: Array) -> torch.Tensor:
        """What the network is given for features in original units."""
        import numpy
        import torch

        return torch.from_numpy(((features - self._shift) / self._scale).astype(numpy.float32))

    def put(self, weights: Mapping[str, torch.Tensor]) -> None:
        """Take these weights, and keep them. Raises TrainingError where they are not those of this drawing."""
        if layout(weights) != self._expected:
            raise TrainingError(
                "These weights belong to a different network, so their predictions cannot be shown. Train to see the "
                "new one."
            )
        self._network.load_state_dict(dict(weights), assign=True)
        use_channels_last(self._network)

    def outputs(self, rows: torch.Tensor) -> torch.Tensor:
        """What the output that predicts gives for normalized rows: float32 (rows, units), numbers as scaled for
        training. Raises TrainingError where no output predicts."""
        import torch

        size = max(1, PIECE_VALUES // max(1, values_a_row(self.check)))
        with torch.inference_mode():
            pieces = [self._first_output(rows[start : start + size]) for start in range(0, len(rows), size)]
            return torch.cat(pieces) if pieces else torch.empty(0, 1)

    def answers(self, rows: torch.Tensor) -> Array:
        """float32 (rows, outputs): numbers in units of the target, or for each class the logarithm of its share, up to
        a constant a row."""
        import numpy
        import torch

        outputs = self.outputs(rows)
        if self.objective.form == "column":
            outputs = torch.cat([torch.zeros_like(outputs), outputs], dim=1)
        answers: Array = outputs.numpy()
        if self.predicts_numbers:
            answers = (answers * self._target_scale + self._target_shift).astype(numpy.float32)
        return answers

    def measured(self, rows: DeviceRows) -> tuple[float, float, torch.Tensor]:
        """Mean loss and metric, measured as in training, and the loss of each row (rows,)."""
        evaluation = Evaluation(self.check, self.objective, Criterion(self.objective), self._network, rows)
        pieces = [evaluation.measure(piece) for piece in evaluation.pieces]
        return (*evaluation.result(pieces), row_losses(pieces))

    def _first_output(self, rows: torch.Tensor) -> torch.Tensor:
        place = self.objective.answer
        if place is None:
            raise TrainingError("There is nothing to predict: the drawing has a Loss, but no Output. Add an Output.")
        result = self._network(*network_inputs(self.check, rows))
        output: torch.Tensor = result[place] if isinstance(result, tuple) else result
        return output


def class_probabilities(scores: Array) -> Array:
    """Probabilities of the classes (last axis) from their logits or log-probabilities."""
    import torch

    probabilities: Array = softmax_by_class(torch.from_numpy(scores)).numpy()
    return probabilities
