"""The lowest loss that can be expected where the rows are drawn from a known truth: what is left is noise."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.losses import Loss, Objective

if TYPE_CHECKING:
    import numpy

    from netbuilder.data.pipeline import Prepared
    from netbuilder.data.truth import Truth

    Array = numpy.ndarray[Any, Any]

MAX_ROWS = 2000
"""Of so many validation rows, evenly spread, the floor is taken at most: it has a standard error anyway."""
PART = 500
"""Rows at once: some truths compare each row with two thousand places."""
MIN_PROBABILITY = 1e-12
"""A class that the truth holds for impossible costs no more than this probability."""


@dataclass(frozen=True, slots=True)
class Floor:
    """``loss``: the validation loss of the truth itself; ``error``: the standard error of that mean over the rows."""

    loss: float
    error: float


def floor(objective: Objective, prepared: Prepared, truth: Truth | None) -> Floor | None:
    """The floor of the validation loss. None where nobody knows the truth, or where fewer than two rows validate."""
    import numpy

    rows = len(prepared.validation)
    if truth is None or rows < 2:
        return None
    chosen = numpy.unique(numpy.linspace(0, rows - 1, min(rows, MAX_ROWS)).round().astype(numpy.int64))
    features = prepared.validation.features[chosen].astype(numpy.float64) * prepared.scale + prepared.shift
    parts = numpy.array_split(features, math.ceil(len(features) / PART))
    expected, targets = numpy.concatenate([truth.expected(part) for part in parts]), prepared.validation.targets[chosen]
    if not prepared.signature.classes:
        expected = (expected - prepared.target_shift) / prepared.target_scale  # losses are of scaled targets
    losses = row_losses(objective, expected, targets)
    if not numpy.isfinite(losses).all():
        return None
    return Floor(float(losses.mean()), standard_error(losses))


def row_losses(objective: Objective, expected: Array, targets: Array) -> Array:
    """The loss of each row, float64 (rows,), were this the output. ``expected``: (rows, targets) numbers, or (rows,
    classes) probabilities, which become those that cost least where classes have weights."""
    import numpy

    weights = numpy.asarray(objective.class_weights)
    if len(weights):
        expected = expected * weights / (expected * weights).sum(axis=1, keepdims=True)
    parts = [term.weight * _losses(term.loss, expected, targets) for term in objective.terms]
    total: Array = numpy.sum(parts, axis=0)
    return total * weights[targets.astype(numpy.int64)] if len(weights) else total


def standard_error(losses: Array) -> float:
    """Of the mean of at least two values: s / √n."""
    return float(losses.std(ddof=1)) / math.sqrt(len(losses))


def _losses(loss: Loss, expected: Array, targets: Array) -> Array:
    """The loss of each row, float64 (rows,), were the truth the network."""
    import numpy

    if loss.target != "numbers":
        shares = expected[numpy.arange(len(targets)), targets.astype(numpy.int64)]
        found: Array = -numpy.log(numpy.maximum(shares, MIN_PROBABILITY))
        return found
    away = numpy.abs(expected.reshape(len(targets), -1) - targets.reshape(len(targets), -1)).astype(numpy.float64)
    if loss.name == "mse":
        away = away**2
    elif loss.name != "mae":
        away = numpy.where(away < 1, away**2 / 2, away - 0.5)
    means: Array = away.mean(axis=1)
    return means
