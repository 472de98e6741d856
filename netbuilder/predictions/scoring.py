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
"""So often rows are drawn again for the standard error of R²: known to about 4 % of itself then."""
FEWEST = 5
"""Fewer rows say nothing of how far R² is off."""
MIDDLE = (0.15866, 0.84134)
"""Between these shares of a normal distribution lie two of its standard deviations."""
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

    The error of the loss is that of a mean, s / √n. That of an accuracy is √(q (1 − q) / (n + 4)), where q is the share
    with two more right and two more wrong: of a few rows that are all right it is not 0 (Agresti & Coull, The American
    Statistician 52, 1998). That of R² is half of what the middle 68 % of R² span over rows drawn again with replacement
    (bootstrap; Efron 1979): of few rows, some draws hardly vary, and their R² would make a standard deviation of
    hundreds.
    """
    loss, value, losses = network.measured(rows_on_device(network.check, part, network.objective, "cpu"))
    count = len(part)
    loss_error = float(losses.double().std()) / math.sqrt(count) if count > 1 else math.nan
    if network.objective.metric == "accuracy":
        share = (value * count + 2) / (count + 4)
        value_error = math.sqrt(share * (1 - share) / (count + 4))
    else:
        value_error = _error_of_explained(network, part, value)
    return Score(count, loss, loss_error, network.objective.metric, value, value_error)


def _error_of_explained(network: TrainedNetwork, part: Part, value: float) -> float:
    """The standard error of an R² of this value, the mean over targets; draws in which some target never varies are
    left out. One above 1, and above 1 − R², says nothing: nan."""
    import numpy
    import torch

    count = len(part)
    if count < FEWEST:
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
    low, high = numpy.quantile(found, MIDDLE) if found else (math.nan, math.nan)
    error = float(high - low) / 2
    return error if error <= max(1.0, 1 - value) else math.nan
