"""What a watched training suffers from, told by its expected loss on fresh rows and by how it went on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import median_filter

from netbuilder.diagnosis.diagnosis import State
from tests.perf.field_data import Array
from tests.perf.field_trainings import Watched

LAST = 0.1
"""The share of the looks that makes a level: their median."""
CALM = 5
"""A single lucky epoch is no turn: the running median of so many looks decides."""
CLEAR = 1.5
"""A case is clear where each deciding quantity is that many times its bar, or that many times below it."""
RISE, RISE_OF_SCALE = 0.10, 0.02
GAP = 0.25
PACE, PACE_OF_SCALE = 0.10, 0.05
UNEXPLAINED = 0.5
CLIMB = 0.3
FIRST_EPOCHS = 10


@dataclass(frozen=True)
class Label:
    """``turn``: the epoch of the lowest expected loss, of overfitting with a rise."""

    state: State
    clear: bool
    turn: int | None = None


@dataclass(frozen=True)
class Measured:
    """The deciding quantities, each divided by its bar: above 1 it holds."""

    climb: float
    rise: float
    gap: float
    fall: float
    unexplained: float


def label(run: Watched) -> Label:
    """The state of a training as its expected loss has it.

    Diverging: it broke off, or training loss ends 30 % of the constant answer's loss above its best. Overfitting: the
    expected loss ends a tenth above its lowest, or above the constant answer, while training loss lies below both, and
    does not come back in the epochs that continue it, as that of a network does whose steps throw it about; or it ends
    far above training loss (a quarter of the constant answer's loss, and twice as high) and does not fall.
    Learning: twice as many epochs lower it by a tenth. Underfitting: expected and training loss leave more than half of
    what the truth explains. Otherwise it fits."""
    if run.ended == "not finite":
        return Label("diverging", clear=True)
    own = run.looked <= len(run.records)
    if not np.isfinite(run.true_loss[own]).all():
        return Label("diverging", clear=True)
    if len(run.records) < FIRST_EPOCHS:
        return Label("early", clear=True)
    training = np.array([record.train_loss for record in run.records])
    found = _measured(run, training, own)
    if found.climb > 1:
        return Label("diverging", found.climb > CLEAR)
    if found.rise > 1 and _level(training) < min(_level(run.true_loss[own]), run.baseline.constant_loss):
        turn = int(run.looked[own][_lowest(run.true_loss[own])])
        return Label("overfitting", found.rise > CLEAR and _far(found.climb), turn)
    if found.gap > 1 and found.fall <= 1:
        return Label("overfitting", found.gap > CLEAR and _far(found.fall))
    if found.fall > 1:
        return Label("learning", found.fall > CLEAR and _far(found.rise))
    if found.unexplained > 1:
        return Label("underfitting", _far(found.unexplained, found.fall, found.rise))
    return Label("fits", _far(found.rise, found.fall, found.unexplained, found.gap))


def _measured(run: Watched, training: Array, own: Array) -> Measured:
    losses, constant = run.true_loss, run.constant
    level, end, lowest = _level(training), _level(losses[own]), float(_calm(losses[own]).min())
    after = losses[~own]
    later = _level(after) if len(after) and np.isfinite(after).all() else end
    stays = min(end, float(np.median(after))) if len(after) and np.isfinite(after).all() else end
    explained = constant - run.best
    left = min(end, level) - run.best
    return Measured(
        climb=(level - float(_calm(training).min())) / (CLIMB * constant),
        rise=(stays - min(lowest, constant)) / max(RISE * lowest, RISE_OF_SCALE * constant),
        gap=(end - level) / max(GAP * constant, abs(level)),
        fall=(end - later) / max(PACE * end, PACE_OF_SCALE * constant),
        unexplained=left / (UNEXPLAINED * explained) if explained > RISE_OF_SCALE * constant else 0.0,
    )


def _level(values: Array) -> float:
    return float(np.median(values[-max(3, round(LAST * len(values))) :]))


def _calm(values: Array) -> Array:
    calm: Array = median_filter(values, size=CALM, mode="nearest")
    return calm


def _lowest(values: Array) -> int:
    """The place of the lowest value among those where the calmed course is lowest, which is flat over some looks."""
    calm = _calm(values)
    return int(np.where(calm == calm.min(), values, np.inf).argmin())


def _far(*quantities: float) -> bool:
    return all(quantity > CLEAR or quantity < 1 / CLEAR for quantity in quantities)
