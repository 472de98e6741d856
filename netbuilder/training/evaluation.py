"""Loss and metric of a network as it stands: in evaluation mode, on fixed rows, in pieces that fit in memory."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from netbuilder.backends.torch.losses import Objective
from netbuilder.shapes.check_result import Check
from netbuilder.training.batches import DeviceRows

if TYPE_CHECKING:
    import torch

    from netbuilder.backends.torch.live_calls import Criterion

PIECE_VALUES = 2**21
"""How many numbers the outputs of all layers together may have in one piece: 8 MiB, which stays near the processor."""

COPIES = 4
"""Of each weight there are at least so many numbers: itself, its gradient, the best and the last good value."""

COPIES_BESIDE_A_DEVICE = 3
"""Where a device computes: the value before it moves there, the best and the last good one."""


class Measured(NamedTuple):
    """What was measured of one piece, still on the device. ``sums``: the mean loss of its rows, then the sums that the
    metric needs; ``row_losses``: (rows,)."""

    sums: torch.Tensor
    row_losses: torch.Tensor


class Evaluation:
    """The rows on which a network is judged. ``pieces`` are measured one by one, so that a stop need not wait."""

    def __init__(
        self, check: Check, objective: Objective, criterion: Criterion, network: torch.nn.Module, fed: DeviceRows
    ) -> None:
        self._network = network
        self._objective, self._criterion, self._fed = objective, criterion, fed
        self._classes = len(check.signature.classes) if check.signature else 0
        self.pieces = fed.pieces(piece_rows(check))
        self._answered, self._form = objective.answer, objective.form
        measured = self._answered is not None
        self._spread = _spread(fed.targets["numbers"]) if measured and objective.metric != "accuracy" else []
        self._of_class = self._rows_of_classes() if measured and objective.metric == "accuracy" else []

    def measure(self, piece: DeviceRows) -> Measured:
        """Measure the rows of a piece."""
        import torch

        with torch.inference_mode():
            outputs = self._criterion.outputs(self._network(*piece.inputs))
            loss = self._criterion.loss(outputs, piece.targets)
            sums = loss.reshape(1)
            if self._answered is not None:
                sums = torch.cat([sums, self._metric_sums(outputs[self._answered], piece)])
            return Measured(sums, self._criterion.row_losses(outputs, piece.targets))

    def result(self, measured: Sequence[Measured]) -> tuple[float, float]:
        """Mean loss a row and metric, from what was measured of all pieces. Not numbers where there are no rows."""
        if not measured:
            return math.nan, math.nan
        means, *columns = zip(*(piece.sums.tolist() for piece in measured), strict=True)
        rows = len(self._fed)
        loss = math.fsum(mean * len(piece) for mean, piece in zip(means, self.pieces, strict=True)) / rows
        if self._answered is None:
            return loss, math.nan
        sums = [math.fsum(column) for column in columns]
        if self._objective.metric == "accuracy":
            return loss, math.fsum(sums) / rows
        return loss, _explained(sums, self._spread, rows)

    def balanced_accuracy(self, measured: Sequence[Measured]) -> float:
        """The mean of the recalls of the classes that have rows here. Not a number where there are none."""
        if not measured or not self._of_class:
            return math.nan
        found = zip(*(piece.sums.tolist()[1:] for piece in measured), strict=True)
        recalls = [math.fsum(right) / rows for right, rows in zip(found, self._of_class, strict=True) if rows]
        return math.fsum(recalls) / len(recalls)

    def _metric_sums(self, output: torch.Tensor, piece: DeviceRows) -> torch.Tensor:
        """Correct rows of each class (accuracy), or the squared residuals of each target (R²)."""
        target = piece.targets[self._form or "numbers"]
        if self._form == "numbers":
            return (output - target).square().sum(0)
        correct = (output > 0) == (target > 0.5) if self._form == "column" else output.argmax(1) == target
        return self._by_class(target, correct.to(output.dtype))

    def _rows_of_classes(self) -> list[float]:
        target = self._fed.targets[self._form or "classes"]
        counts: list[float] = self._by_class(target, target.new_ones(target.shape).float()).tolist()
        return counts

    def _by_class(self, target: torch.Tensor, counted: torch.Tensor) -> torch.Tensor:
        """The sum of what is counted over the rows of each class, (classes,). Does not wait for a GPU."""
        return counted.new_zeros(self._classes).index_add(0, target.long().flatten(), counted.flatten())


def row_losses(measured: Sequence[Measured]) -> torch.Tensor:
    """The losses of all rows of these pieces, (rows,); empty where there are none."""
    import torch

    return torch.cat([piece.row_losses for piece in measured]) if measured else torch.empty(0)


def bytes_needed(check: Check, batch: int, device: str) -> int:
    """What is certain to be needed on this computer, at 4 bytes a number, before anything is made; ``batch``: rows."""
    if device != "cpu":
        return 4 * COPIES_BESIDE_A_DEVICE * check.parameters
    return 4 * (COPIES * check.parameters + 2 * batch * values_a_row(check))


def values_a_row(check: Check) -> int:
    """How many numbers all layers together put out for one row."""
    return sum(math.prod(found.shape) for found in check.nodes.values() if found.shape is not None)


def piece_rows(check: Check) -> int:
    """How many rows are measured at once."""
    return max(1, PIECE_VALUES // max(1, values_a_row(check)))


def _spread(target: torch.Tensor) -> list[float]:
    """The squared deviations of each target from its mean, summed over rows."""
    import torch

    numbers = target.to("cpu", torch.float64)
    deviations: list[float] = (numbers - numbers.mean(0)).square().sum(0).tolist() if len(numbers) else []
    return deviations


def _explained(residuals: Sequence[float], spread: Sequence[float], rows: int) -> float:
    """R², the mean over targets; a target that never varies counts 1 if met exactly and 0 otherwise."""
    if rows < 2:
        return math.nan
    shares = [
        1 - residual / total if total else float(residual == 0)
        for residual, total in zip(residuals, spread, strict=True)
    ]
    return sum(shares) / len(shares)
