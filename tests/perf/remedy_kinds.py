"""Kinds of data on which remedies are judged: a known truth, none of the program's own, and none of the diagnosis'."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from tests.perf.field_data import Array, Kind


def _two(share: Array) -> Array:
    return np.column_stack([1 - share, share])


def _chance(score: Array) -> Array:
    return _two(1 / (1 + np.exp(-score)))


def _likely(inside: Array, sure: float) -> Array:
    return _two(np.where(inside, sure, 1 - sure))


def _scores(scores: Array) -> Array:
    """Probabilities of classes from scores (rows, classes)."""
    share = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Array = share / share.sum(axis=1, keepdims=True)
    return shares


def _angle(x: Array) -> Array:
    return np.arctan2(x[:, 1], x[:, 0])


def _of_tuning() -> tuple[Kind, ...]:
    return (
        Kind("slope", 3, lambda x: x @ np.array([0.8, -0.5, 0.0]), noise=0.5, normal=True),
        Kind("arch", 1, lambda x: np.cos(3 * x[:, 0]), noise=0.2),
        Kind("saddle", 2, lambda x: x[:, 0] ** 2 - x[:, 1] ** 2, noise=0.15),
        Kind("hinge", 4, lambda x: np.maximum(0, x[:, 0] + x[:, 1]) - 0.5 * x[:, 2], noise=0.3, normal=True),
        Kind("beats", 1, lambda x: np.sin(8 * x[:, 0]) * x[:, 0], noise=0.15),
        Kind("thin", 12, lambda x: 0.9 * x[:, 0], noise=0.7, normal=True),
        Kind("half", 3, lambda x: _chance(2 * x[:, 0] - x[:, 1]), classes=2, normal=True),
        Kind("disc", 2, lambda x: _likely((x**2).sum(axis=1) < 0.5, 0.9), classes=2),
        Kind("bands", 1, lambda x: _likely(np.sin(7 * x[:, 0]) > 0, 0.93), classes=2),
        Kind("sectors", 2, lambda x: _scores(4 * np.cos(_angle(x)[:, None] - np.array([[0, 2.1, 4.2]]))), classes=3),
        Kind("seldom", 3, lambda x: _chance(2.5 * x[:, 0] - 2.5), classes=2, normal=True),
        Kind("wide", 10, lambda x: _chance(x[:, 0] + x[:, 1] * x[:, 2]), classes=2, normal=True),
    )


def _of_report() -> tuple[Kind, ...]:
    return (
        Kind("six weights", 6, lambda x: x @ np.array([0.7, 0.5, -0.4, 0.3, 0.0, 0.0]), noise=0.6, normal=True),
        Kind("hill", 2, lambda x: 1.4 * np.exp(-3 * (x**2).sum(axis=1)), noise=0.15),
        Kind("step", 1, lambda x: np.tanh(8 * x[:, 0]), noise=0.3),
        Kind("cubic", 1, lambda x: 2.5 * x[:, 0] ** 3 - 1.2 * x[:, 0], noise=0.2),
        Kind("ripples", 2, lambda x: np.sin(4 * x[:, 0]) + np.cos(4 * x[:, 1]), noise=0.25),
        Kind("gated", 5, lambda x: np.where(x[:, 0] > 0, x[:, 1], -x[:, 2]), noise=0.4, normal=True),
        Kind("largest", 3, lambda x: x.max(axis=1), noise=0.35, tails=4.0, normal=True),
        Kind("triangle", 2, lambda x: _likely((x[:, 0] > -0.4) & (x[:, 1] > x[:, 0]), 0.92), classes=2),
        Kind("wedge", 2, lambda x: _likely(np.cos(3 * _angle(x)) > 0, 0.94), classes=2),
        Kind("three planes", 4, lambda x: _scores(2 * x[:, :3] - x[:, 3:]), classes=3, normal=True),
        Kind("uncommon", 5, lambda x: _chance(2 * x[:, 0] + 1.5 * x[:, 1] - 3), classes=2, normal=True),
        Kind("two of eight", 8, lambda x: _chance(3 * x[:, 0] * x[:, 1]), classes=2, normal=True),
        Kind("dome", 6, lambda x: _chance(3 - (x[:, :3] ** 2).sum(axis=1) * 1.5), classes=2, normal=True),
        Kind("ramp", 1, lambda x: _scores(np.column_stack([-5 * x[:, 0], 0 * x[:, 0] + 1, 5 * x[:, 0]])), classes=3),
    )


TUNED_ON: Mapping[str, Kind] = {kind.name: kind for kind in _of_tuning()}
"""The kinds on which what is offered, and how sure it must be, was chosen."""

REPORTED: Mapping[str, Kind] = {kind.name: kind for kind in _of_report()}
"""Those of which nothing was looked at but the final figures."""
