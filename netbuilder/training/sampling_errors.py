"""How far the validation loss may be off because it is the mean of so few rows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy
    import torch

    Array = numpy.ndarray[Any, Any]


class SamplingErrors:
    """The standard errors of a validation loss and of its rise, from the losses of the rows at two moments.

    A mean of n values has the standard error s / √n, with their standard deviation s. The rise is the mean of the
    differences row by row: what makes some rows harder than others at both moments cancels.
    """

    def __init__(self) -> None:
        self._best: torch.Tensor | None = None
        self._now: torch.Tensor | None = None

    def of(self, row_losses: torch.Tensor) -> tuple[float, float]:
        """The errors of this moment, as ``EpochRecord`` has them. ``row_losses``: (rows,)."""
        self._now = row_losses
        if self._best is None:
            return _error(row_losses), 0.0 if len(row_losses) > 1 else math.nan
        return _error(row_losses), _error(row_losses - self._best)

    def call_best(self) -> None:
        """This moment has the lowest validation loss so far."""
        self._best = self._now


class KeptRows(SamplingErrors):
    """``losses``: those of the rows at each moment so far, (rows,) each, on the CPU."""

    def __init__(self) -> None:
        super().__init__()
        self.losses: list[torch.Tensor] = []

    def of(self, row_losses: torch.Tensor) -> tuple[float, float]:
        """The errors of this moment, whose losses are kept."""
        self.losses.append(row_losses.cpu())
        return super().of(row_losses)


def standard_errors(losses: Array) -> Array:
    """Those of several validation losses, (moments,), from the losses of the rows at each, (moments, rows). Not numbers
    of fewer than two rows."""
    import numpy

    moments, rows = losses.shape
    if rows < 2:
        return numpy.full(moments, math.nan)
    errors: Array = losses.std(axis=1, ddof=1, dtype=float) / math.sqrt(rows)
    return errors


def _error(values: torch.Tensor) -> float:
    return float(values.std()) / math.sqrt(len(values)) if len(values) > 1 else math.nan
