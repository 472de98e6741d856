"""How good a network is on rows that it never saw: loss and accuracy or R², with their standard errors."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.losses import Metric
from netbuilder.predictions.trained_network import TrainedNetwork
from netbuilder.training.batches import rows_on_device

if TYPE_CHECKING:
    import numpy

    from netbuilder.data.pipeline import Part

    Array = numpy.ndarray[Any, Any]

RESAMPLES = 500
"""So often rows are drawn again for the standard error of R²: known to about 3 % of itself then."""
SEED = 0
"""Of these draws, so that the same rows always give the same error."""


@dataclass(frozen=True, slots=True)
class Score:
    """``loss``: the mean a row; ``value``: of the metric, accuracy from 0 to 1 or R². Each with its standard error, nan
    where there are too few rows to tell."""

    rows: int
    loss: float
    loss_error: float
    metric: Metric
    value: float
    value_error: float


def score(network: TrainedNetwork, part: Part) -> Score:
    """The score of a network with the weights that it has, on all rows of a part, of which there is at least one.

    The error of the loss is that of a mean, s / √n; of an accuracy p it is √(p (1 − p) / n); that of R² is the standard
    deviation over rows drawn again with replacement (bootstrap; Efron 1979).
    """
    loss, value, losses = network.measured(rows_on_device(network.check, part, network.objective, "cpu"))
    count = len(part)
    loss_error = float(losses.double().std()) / math.sqrt(count) if count > 1 else math.nan
    if network.objective.metric == "accuracy":
        value_error = math.sqrt(value * (1 - value) / count)
    else:
        value_error = _error_of_explained(network, part)
    return Score(count, loss, loss_error, network.objective.metric, value, value_error)


def _error_of_explained(network: TrainedNetwork, part: Part) -> float:
    """The standard error of R², the mean over targets; draws in which some target never varies are left out."""
    import numpy
    import torch

    count = len(part)
    if count < 2:
        return math.nan
    targets = part.targets.astype(numpy.float64)
    squares = (network.outputs(torch.from_numpy(part.features)).numpy() - targets) ** 2
    centred = targets - targets.mean(axis=0)
    chance = numpy.random.default_rng(SEED)
    found = []
    for _ in range(RESAMPLES):
        times = numpy.bincount(chance.integers(count, size=count), minlength=count)
        spread = times @ centred**2 - (times @ centred) ** 2 / count
        if (spread > 0).all():
            found.append(float((1 - (times @ squares) / spread).mean()))
    return float(numpy.std(found, ddof=1)) if len(found) > 1 else math.nan
