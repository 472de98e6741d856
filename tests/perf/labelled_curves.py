"""Curves drawn from formulas, so that their state and their turning point are known before noise is added."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from netbuilder.diagnosis.diagnosis import State
from netbuilder.training.baseline import Baseline
from netbuilder.training.floor import Floor
from netbuilder.training.history import EpochRecord

LENGTHS = (30, 60, 120, 250, 500, 1500, 10_000)
Curve = np.ndarray
Random = np.random.Generator


@dataclass(frozen=True)
class Labelled:
    """A run with the state that it is in. ``turn``: the epoch at which overfitting sets in, for those that do."""

    shape: str
    state: State
    records: tuple[EpochRecord, ...]
    baseline: Baseline
    turn: int | None = None


def drawn(seed: int, rounds: int) -> Iterator[Labelled]:
    """``rounds`` curves of every shape."""
    for number in range(rounds):
        for place, (shape, state, make) in enumerate(SHAPES):
            random = np.random.default_rng((seed, number, place))
            scale = float(10 ** random.uniform(-1, 2))
            length = int(random.choice(LENGTHS))
            training, validation, noises = make(random, length)
            turn = 1 + int(validation.argmin()) if shape.startswith("rises") else None
            noise = _noise(random, len(training), noises)
            records = _records(scale * training * noise[0], scale * validation * noise[1])
            reached = Floor(0.05 * scale, 0.01 * scale) if state == "underfitting" else None
            yield Labelled(shape, state, records, Baseline(scale, 100, floor=reached), turn)


def _records(training: Curve, validation: Curve) -> tuple[EpochRecord, ...]:
    pairs = enumerate(zip(training.tolist(), validation.tolist(), strict=True), 1)
    return tuple(EpochRecord(epoch, low, high, math.nan, math.nan, 0.1 * epoch, 0.01) for epoch, (low, high) in pairs)


def _noise(random: Random, length: int, height: float) -> Curve:
    """Factors around 1 for both curves: independent, or with a memory, or calm with spikes. Shape (2, length)."""
    drawn = random.normal(size=(2, length))
    kind = random.choice(["independent", "with a memory", "spikes"])
    if kind == "with a memory":
        for place in range(1, length):
            drawn[:, place] = 0.6 * drawn[:, place - 1] + 0.8 * drawn[:, place]
    if kind == "spikes":
        drawn = 0.5 * drawn + random.uniform(5, 30, (2, length)) * (random.random((2, length)) < 0.03)
    factors: Curve = np.maximum(0.02, 1 + height * drawn)
    return factors


def _calm(random: Random) -> float:
    """Noise as it is seen in real runs: up to a tenth of the loss."""
    return float(10 ** random.uniform(-3, -1))


def _fall(random: Random, length: int, time: float) -> Curve:
    """From 1 to 0, with this time constant as a share of the run: exponentially, or slower and slower."""
    epochs = np.arange(length) / (time * length)
    return np.exp(-epochs) if random.random() < 0.7 else 1 / (1 + epochs) ** 2


def _overfits(rise: Callable[[Curve], Curve]) -> Callable[[Random, int], tuple[Curve, Curve, float]]:
    def make(random: Random, length: int) -> tuple[Curve, Curve, float]:
        fall = _fall(random, length, random.uniform(0.02, 0.08))
        bottom, turn = random.uniform(0.1, 0.6), random.uniform(0.1, 0.65)
        since = np.clip(np.arange(length) / length - turn, 0, None) / (1 - turn)
        height = max(random.uniform(0.3, 2.0) * bottom, 0.1)
        validation = bottom + (1 - bottom) * fall + height * rise(since) / rise(np.ones(1))
        floor = random.uniform(0.0, 0.02) * bottom
        learned = np.exp(-np.arange(length) / (length * random.uniform(0.4, 0.7) * (0.2 + turn)))
        training = floor + (0.9 * bottom - floor) * learned + (1 - bottom) * fall
        return training, validation, _calm(random)

    return make


def _overfits_at_once(random: Random, length: int) -> tuple[Curve, Curve, float]:
    """The turn lies within the first epochs."""
    epochs = np.arange(length) / length
    bottom = random.uniform(0.2, 0.7)
    height = random.uniform(0.5, 5.0) * bottom
    validation = bottom + (1 - bottom) * np.exp(-epochs / 0.01) + height * epochs ** random.uniform(0.5, 1.0)
    return bottom * np.exp(-epochs / 0.15) + (1 - bottom) * np.exp(-epochs / 0.01), validation, _calm(random)


def _memorises(random: Random, length: int) -> tuple[Curve, Curve, float]:
    """Validation loss falls and stays high, never rising, while training loss goes to nothing."""
    bottom = random.uniform(0.45, 0.9)
    fall = _fall(random, length, random.uniform(0.02, 0.05))
    validation = bottom + (1 - bottom) * fall
    return 0.01 + 0.99 * fall, validation, min(0.05, _calm(random))


def _fits(random: Random, length: int) -> tuple[Curve, Curve, float]:
    floor = random.uniform(0.03, 0.35)
    fall = np.exp(-np.arange(length) / (length * random.uniform(0.02, 0.12)))
    validation = floor * random.uniform(1.0, 1.3)
    return floor + (1 - floor) * fall, validation + (1 - validation) * fall, _calm(random)


def _fits_after_a_plateau(random: Random, length: int) -> tuple[Curve, Curve, float]:
    """At first nothing is learned at all."""
    floor, epochs = random.uniform(0.03, 0.3), np.arange(length) / length
    fall = 1 / (1 + np.exp((epochs - random.uniform(0.15, 0.4)) / 0.03))
    return floor + (1 - floor) * fall, 1.1 * floor + (1 - 1.1 * floor) * fall, _calm(random)


def _fits_with_a_wave(random: Random, length: int) -> tuple[Curve, Curve, float]:
    """A swell early on, which passes."""
    training, validation, noise = _fits(random, length)
    epochs = np.arange(length) / length
    wave = random.uniform(0.1, 0.3) * np.exp(-(((epochs - random.uniform(0.2, 0.5)) / 0.06) ** 2))
    return training * (1 + wave), validation * (1 + wave), noise


def _fits_with_a_gap(random: Random, length: int) -> tuple[Curve, Curve, float]:
    """Training loss falls on a little, and validation loss rises less than anybody would care for."""
    training, validation, noise = _fits(random, length)
    epochs = np.arange(length) / length
    return training * (1 - 0.5 * epochs), validation * (1 + random.uniform(0.0, 0.04) * epochs), min(noise, 0.05)


def _learns(random: Random, length: int) -> tuple[Curve, Curve, float]:
    """Stopped half way."""
    floor = random.uniform(0.0, 0.2)
    fall = np.exp(-np.arange(length) / (length * random.uniform(0.3, 1.5)))
    return floor + (1 - floor) * fall, 1.05 * floor + (1 - 1.05 * floor) * fall, min(0.02, _calm(random))


def _learns_slower_and_slower(random: Random, length: int) -> tuple[Curve, Curve, float]:
    """A power law, whose end is far."""
    loss = (1 + np.arange(length) / (0.05 * length)) ** -random.uniform(0.3, 0.8)
    return loss, 1.02 * loss, min(0.01, _calm(random))


def _learns_after_a_plateau(random: Random, length: int) -> tuple[Curve, Curve, float]:
    epochs = np.arange(length) / length
    fall = 1 / (1 + np.exp((epochs - random.uniform(0.75, 0.95)) / 0.08))
    return 0.05 + 0.95 * fall, 0.06 + 0.94 * fall, min(0.02, _calm(random))


def _underfits(random: Random, length: int) -> tuple[Curve, Curve, float]:
    floor = random.uniform(0.6, 0.98)
    fall = _fall(random, length, random.uniform(0.01, 0.08))
    return floor + (1.3 - floor) * fall, 1.02 * floor + (1.3 - floor) * fall, min(0.05, _calm(random))


def _underfits_flat(random: Random, length: int) -> tuple[Curve, Curve, float]:
    """Nothing was learned from the first epoch on."""
    flat = np.full(length, random.uniform(0.9, 1.02))
    return flat, flat * random.uniform(0.99, 1.05), min(0.05, _calm(random))


def _diverges(random: Random, length: int) -> tuple[Curve, Curve, float]:
    """After a good beginning the loss grows and grows."""
    epochs = np.arange(length) / length
    turn = random.uniform(0.0, 0.7)
    grown = np.exp(np.clip(epochs - turn, 0, None) / (1 - turn) * random.uniform(1.8, 20)) - 1
    training = 0.3 + 0.7 * np.exp(-epochs / 0.1) + 0.3 * grown
    return training, 1.1 * training, _calm(random)


def _jumps(random: Random, length: int) -> tuple[Curve, Curve, float]:
    """One step too far, from which the network never comes back."""
    epochs = np.arange(length) / length
    training = 0.2 + 0.8 * np.exp(-epochs / 0.1) + random.uniform(0.8, 5) * (epochs > random.uniform(0.3, 0.9))
    return training, 1.1 * training, _calm(random)


def _rocks(random: Random, length: int) -> tuple[Curve, Curve, float]:
    """Noise beside which a third more or less cannot be seen."""
    level = random.uniform(0.15, 0.5)
    length = min(length, 60)
    fall = np.exp(-np.arange(length) / (length * 0.05))
    return 0.9 * level + (1 - level) * fall, level + (1 - level) * fall, random.uniform(0.5, 0.9)


def _begins(random: Random, length: int) -> tuple[Curve, Curve, float]:
    epochs = np.arange(int(random.integers(1, 10)))
    loss = 0.2 + 0.8 * np.exp(-epochs / random.uniform(2, 30))
    return loss, 1.05 * loss, _calm(random)


SHAPES: tuple[tuple[str, State, Callable[[Random, int], tuple[Curve, Curve, float]]], ...] = (
    ("rises steadily", "overfitting", _overfits(lambda since: since)),
    ("rises and settles", "overfitting", _overfits(lambda since: 1 - np.exp(-4 * since))),
    ("rises late", "overfitting", _overfits(lambda since: since**2)),
    ("rises at once", "overfitting", _overfits_at_once),
    ("stays high", "overfitting", _memorises),
    ("falls and settles", "fits", _fits),
    ("falls after a plateau", "fits", _fits_after_a_plateau),
    ("swells and calms", "fits", _fits_with_a_wave),
    ("parts a little", "fits", _fits_with_a_gap),
    ("falls exponentially", "learning", _learns),
    ("falls by a power", "learning", _learns_slower_and_slower),
    ("falls at last", "learning", _learns_after_a_plateau),
    ("settles high", "underfitting", _underfits),
    ("never falls", "underfitting", _underfits_flat),
    ("grows", "diverging", _diverges),
    ("jumps", "diverging", _jumps),
    ("rocks", "noisy", _rocks),
    ("begins", "early", _begins),
)
