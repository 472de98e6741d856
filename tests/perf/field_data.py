"""Kinds of data with a known truth that are none of the program's own: what the rules of the diagnosis are judged
on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Truth = Callable[[Array], Array]


@dataclass(frozen=True)
class Kind:
    """``expected``: takes features (rows, features), uniform or normal as ``normal`` says, and gives the expected
    target (rows,) for regression, and the probabilities of the classes (rows, classes) for classification.

    ``noise``: the standard deviation of what is added to the target of a regression; ``tails``: degrees of freedom of
    Student's distribution, of which it is drawn then; None: a normal one. ``uneven``: how much the noise grows with the
    first feature.
    """

    name: str
    features: int
    expected: Truth
    classes: int = 0
    normal: bool = False
    noise: float = 0.0
    tails: float | None = None
    uneven: float = 0.0

    def drawn(self, rows: int, rng: np.random.Generator) -> tuple[Array, Array]:
        """Features (rows, features) and targets (rows,), numbers or class numbers."""
        shape = (rows, self.features)
        features = rng.normal(size=shape) if self.normal else rng.uniform(-1, 1, shape)
        expected = self.expected(features)
        if self.classes:
            return features, (expected.cumsum(axis=1) < rng.random((rows, 1))).sum(axis=1)
        return features, expected + self.spread(features) * self._unit(rows, rng)

    def spread(self, features: Array) -> Array:
        """The standard deviation of the noise in each row, (rows,)."""
        grown: Array = self.noise * (1 + self.uneven * (features[:, 0] > 0))
        return grown

    def _unit(self, rows: int, rng: np.random.Generator) -> Array:
        if self.tails is None:
            return rng.normal(size=rows)
        return rng.standard_t(self.tails, rows) / np.sqrt(self.tails / (self.tails - 2))

    def best_losses(self, features: Array, targets: Array) -> Array:
        """What the truth itself costs in each row: squared error or cross-entropy, (rows,)."""
        expected = self.expected(features)
        if self.classes:
            return -np.log(np.maximum(expected[np.arange(len(targets)), targets.astype(int)], 1e-12))
        return np.square(targets - expected)


def _two(share: Array) -> Array:
    """The probabilities of two classes, of that of the second."""
    return np.column_stack([1 - share, share])


def _logistic(score: Array) -> Array:
    return _two(1 / (1 + np.exp(-score)))


def _sides(inside: Array, sure: float) -> Array:
    """Two classes that are right of a border with a probability."""
    return _two(np.where(inside, sure, 1 - sure))


def _gaussians(centres: Array, spread: float) -> Truth:
    """Classes that are clouds around centres, each equally frequent among points drawn from a wide normal one."""

    def expected(x: Array) -> Array:
        power = -((x[:, None, :] - centres[None]) ** 2).sum(axis=2) / (2 * spread**2)
        share = np.exp(power - power.max(axis=1, keepdims=True))
        return share / share.sum(axis=1, keepdims=True)

    return expected


def _of_tuning() -> tuple[Kind, ...]:
    weights = np.array([1.0, -0.7, 0.4, 0.0, 0.0])
    return (
        Kind("plane", 5, lambda x: x @ weights, noise=0.4, normal=True),
        Kind(
            "friedman", 6, lambda x: np.sin(np.pi * x[:, 0] * x[:, 1]) + 0.8 * x[:, 2] ** 2 + 0.5 * x[:, 3], noise=0.3
        ),
        Kind("stairs", 1, lambda x: np.floor(3 * x[:, 0]) / 2, noise=0.15),
        Kind("wave", 1, lambda x: np.sin(5 * x[:, 0]), noise=0.25),
        Kind("nothing", 4, lambda x: np.zeros(len(x)), noise=1.0, normal=True),
        Kind("logistic", 8, lambda x: _logistic(1.5 * x[:, 0] - x[:, 1] + 0.7 * x[:, 2]), classes=2, normal=True),
        Kind("ring", 2, lambda x: _sides((x**2).sum(axis=1) < 0.6, 0.95), classes=2),
        Kind("chessboard", 2, lambda x: _sides(np.sin(4 * x[:, 0]) * np.sin(4 * x[:, 1]) > 0, 0.97), classes=2),
        Kind("three clouds", 2, _gaussians(np.array([[0, 1], [1, -0.6], [-1, -0.6]]), 0.5), classes=3, normal=True),
        Kind("coins", 3, lambda x: np.full((len(x), 2), 0.5), classes=2, normal=True),
    )


def _bumps(x: Array) -> Array:
    high, low = ((x - 0.4) ** 2).sum(axis=1), ((x + 0.4) ** 2).sum(axis=1)
    bumps: Array = 1.5 * np.exp(-8 * high) - np.exp(-6 * low)
    return bumps


def _shells(x: Array) -> Array:
    radius = np.sqrt((x**2).sum(axis=1, keepdims=True))
    return _gaussians(np.array([[0.4], [0.9], [1.3]]), 0.12)(radius)


def _sectors(x: Array) -> Array:
    """Three classes by the angle, surer the farther from the middle."""
    toward = x @ np.array([[1.0, -0.5, -0.5], [0.0, 0.87, -0.87]])
    shares = np.exp(4 * toward)
    return shares / shares.sum(axis=1, keepdims=True)


def _swirl(x: Array) -> Array:
    radius, angle = np.sqrt((x**2).sum(axis=1)), np.arctan2(x[:, 1], x[:, 0])
    return _sides(np.sin(angle + 5 * radius) > 0, 0.94)


def _of_report() -> tuple[Kind, ...]:
    return (
        Kind("ten weights", 10, lambda x: x @ np.linspace(-0.6, 0.6, 10), noise=0.6, normal=True),
        Kind("bumps", 2, _bumps, noise=0.2),
        Kind("product", 3, lambda x: 2.5 * x[:, 0] * x[:, 1] + 0.3 * x[:, 2], noise=0.25),
        Kind("kink", 1, lambda x: 1.5 * np.abs(x[:, 0] - 0.2), noise=0.3, uneven=1.0),
        Kind("heavy tails", 2, lambda x: np.tanh(3 * x[:, 0]) + 0.5 * x[:, 1], noise=0.5, tails=3.0),
        Kind("nothing again", 2, lambda x: np.zeros(len(x)), noise=1.0),
        Kind("rare class", 4, lambda x: _logistic(2 * x[:, 0] + x[:, 1] - 3), classes=2, normal=True),
        Kind("four corners", 6, lambda x: _sides(x[:, 0] * x[:, 1] > 0, 0.92), classes=2, normal=True),
        Kind("stripes", 2, lambda x: _sides(np.sin(6 * (x[:, 0] + x[:, 1])) > 0, 0.95), classes=2),
        Kind("shells", 3, _shells, classes=3),
        Kind("overlap", 2, _gaussians(np.array([[0.5, 0.0], [-0.5, 0.0]]), 1.0), classes=2, normal=True),
        Kind("dice", 5, lambda x: np.full((len(x), 3), 1 / 3), classes=3),
        Kind("twenty weights", 20, lambda x: x @ np.cos(np.arange(20)) / 3, noise=0.8, normal=True),
        Kind("saddle", 2, lambda x: 2 * (x[:, 0] ** 2 - x[:, 1] ** 2), noise=0.3),
        Kind("step with tails", 2, lambda x: np.sign(x[:, 0]) + 0.3 * x[:, 1], noise=0.6, tails=3.0),
        Kind("uneven wave", 1, lambda x: np.sin(3 * x[:, 0]), noise=0.25, uneven=2.0),
        Kind("silence", 6, lambda x: np.zeros(len(x)), noise=1.0),
        Kind("rare cases", 3, lambda x: _logistic(1.5 * x[:, 0] - x[:, 2] - 2.2), classes=2, normal=True),
        Kind("parity", 4, lambda x: _sides(x[:, 0] * x[:, 1] * x[:, 2] > 0, 0.92), classes=2),
        Kind("swirl", 2, _swirl, classes=2),
        Kind("four clouds", 3, _gaussians(np.eye(4)[:, :3] * 1.4, 0.7), classes=4, normal=True),
        Kind("loaded coins", 4, lambda x: np.tile([0.7, 0.3], (len(x), 1)), classes=2),
        Kind("the larger", 2, lambda x: 1.5 * np.maximum(x[:, 0], x[:, 1]), noise=0.3),
        Kind("damped wave", 1, lambda x: np.exp(-np.abs(2 * x[:, 0])) * np.cos(8 * x[:, 0]), noise=0.15),
        Kind("four of fifteen", 15, lambda x: x[:, :4] @ np.array([0.8, -0.6, 0.5, 0.3]), noise=0.6, normal=True),
        Kind("a peak with tails", 2, lambda x: 1 / (0.4 + (x**2).sum(axis=1)), noise=0.3, tails=3.0),
        Kind("crescent", 2, lambda x: _sides(x[:, 1] > x[:, 0] ** 2 - 0.3, 0.93), classes=2),
        Kind("sectors", 2, _sectors, classes=3),
        Kind("one of twelve", 12, lambda x: _logistic(2 * x[:, 3]), classes=2, normal=True),
        Kind("uneven dice", 3, lambda x: np.tile([0.6, 0.3, 0.1], (len(x), 1)), classes=3),
    )


TUNED_ON: Mapping[str, Kind] = {kind.name: kind for kind in _of_tuning()}
"""The kinds that the thresholds have seen."""

REPORTED: Mapping[str, Kind] = {kind.name: kind for kind in _of_report()}
"""Those that they have not."""
