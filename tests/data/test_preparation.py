"""Splits and normalizations hold for any numbers of rows, shares and seeds."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netbuilder.data import preparation
from netbuilder.data.pipeline import Step, normalisation_step, split_step
from netbuilder.data.settings import DataSettings

SHARES = st.floats(0.01, 0.45)
TEST_SHARES = st.just(0.0) | SHARES
SEEDS = st.integers(0, 2**31 - 1)
CLASSES = st.lists(st.integers(0, 4), min_size=5, max_size=200).map(numpy.array)

Split = tuple[list[int], list[int], list[int]]


@st.composite
def splits(draw: st.DrawFn) -> tuple[numpy.ndarray[Any, Any], float, float, Split]:
    """Targets, the two shares, and the rows of the three parts under any of the three splits."""
    targets, validation, test = draw(CLASSES), draw(SHARES), draw(TEST_SHARES)
    kind = draw(st.sampled_from(["ordered", "shuffled", "stratified"]))
    chosen = DataSettings(split=kind, validation=validation, test=test, split_seed=draw(SEEDS))
    return targets, validation, test, split_step(chosen)(targets)


@given(splits())
def test_every_row_is_in_exactly_one_part(split: tuple[Any, float, float, Split]) -> None:
    targets, _, _, parts = split
    assert sorted(row for part in parts for row in part) == list(range(len(targets)))


@given(CLASSES, SHARES, TEST_SHARES, SEEDS)
def test_parts_have_the_sizes_asked_for(targets: Any, validation: float, test: float, seed: int) -> None:
    for parts in (
        preparation.ordered_split(targets, validation, test),
        preparation.shuffled_split(targets, validation, test, seed),
    ):
        assert len(parts[1]) == max(1, round(len(targets) * validation))
        assert len(parts[2]) == (max(1, round(len(targets) * test)) if test else 0)


@given(CLASSES, SHARES, TEST_SHARES)
def test_an_ordered_split_keeps_the_order(targets: Any, validation: float, test: float) -> None:
    training, validating, testing = preparation.ordered_split(targets, validation, test)
    assert training + validating + testing == list(range(len(targets)))


@given(CLASSES, SHARES, TEST_SHARES, SEEDS)
def test_a_stratified_split_gives_each_part_its_share_of_each_class(
    targets: Any, validation: float, test: float, seed: int
) -> None:
    parts = preparation.stratified_split(targets, validation, test, seed)
    for number, rows in Counter(targets.tolist()).items():
        counts = [sum(targets[part] == number) for part in parts]
        if rows >= sum(preparation.part_sizes(rows, validation, test)):
            assert counts[1:] == list(preparation.part_sizes(rows, validation, test))
        assert sum(counts) == rows


@given(CLASSES, SHARES, SEEDS, st.integers(1, 200))
def test_the_first_rows_of_a_stratified_part_are_balanced_too(
    targets: Any, validation: float, seed: int, limit: int
) -> None:
    training, *_ = preparation.stratified_split(targets, validation, 0.0, seed)
    whole, part = Counter(targets[training].tolist()), Counter(targets[training[:limit]].tolist())
    share = min(1.0, limit / len(training)) if training else 0.0
    for number, rows in whole.items():
        # Rounding moves at most one row of this class, and half a row for each of the at most four others.
        assert abs(part[number] - share * rows) <= 3.0


@given(CLASSES, SHARES, TEST_SHARES, SEEDS)
def test_the_rows_of_a_stratified_split_are_those_of_its_plain_definition(
    targets: Any, validation: float, test: float, seed: int
) -> None:
    """Each class is split as drawn; within a part its rows lie evenly, and of two in a place the lower is first."""
    drawn = list(range(len(targets)))
    Random(seed).shuffle(drawn)
    parts: tuple[list[tuple[float, int]], ...] = ([], [], [])
    for number in set(targets.tolist()):
        group = [row for row in drawn if targets[row] == number]
        first, testing = preparation.part_sizes(len(group), validation, test)
        shares = (group[first + testing :], group[:first], group[first : first + testing])
        for part, share in zip(parts, shares, strict=True):
            part += [((place + 0.5) / len(share), row) for place, row in enumerate(share)]
    expected = tuple([row for _, row in sorted(part)] for part in parts)
    assert preparation.stratified_split(targets, validation, test, seed) == expected


def test_balanced_classes_stay_balanced_to_the_row() -> None:
    targets = numpy.repeat([0, 1, 2], 50)
    training, *_ = preparation.stratified_split(targets, 0.2, 0.0, seed=3)
    for limit in (3, 15, 60, 120):
        assert set(Counter(targets[training[:limit]].tolist()).values()) == {limit // 3}


@given(CLASSES, SHARES, SEEDS)
def test_a_test_share_takes_rows_from_training_and_leaves_validation(
    targets: Any, validation: float, seed: int
) -> None:
    for split in (preparation.shuffled_split, preparation.stratified_split):
        without, with_test = (split(targets, validation, test, seed) for test in (0.0, 0.3))
        assert without[2] == []
        assert sorted(with_test[1]) == sorted(without[1])
        assert set(with_test[0]) | set(with_test[2]) == set(without[0])


def test_a_seed_decides_the_split() -> None:
    targets = numpy.arange(100) % 3
    for split in (preparation.shuffled_split, preparation.stratified_split):
        assert split(targets, 0.25, 0.1, 7) == split(targets, 0.25, 0.1, 7)
        assert split(targets, 0.25, 0.1, 7) != split(targets, 0.25, 0.1, 8)


def test_a_shuffled_split_is_the_same_on_every_machine_and_in_every_version() -> None:
    assert preparation.shuffled_split(range(10), 0.2, 0.1, seed=0) == ([5, 3, 4, 2, 0, 9, 6], [7, 8], [1])


VALUES = st.floats(-1e6, 1e6, width=32) | st.integers(-5, 5).map(float)
ROWS = (
    st.integers(1, 3)
    .flatmap(lambda width: st.lists(st.lists(VALUES, min_size=width, max_size=width), min_size=1, max_size=30))
    .map(numpy.array)
)


def normalised(name: str, features: Any) -> Any:
    step = normalisation_step(DataSettings(normalisation=name))
    assert isinstance(step, Step)
    shift, scale = step(features)
    return (features - shift) / scale


@given(ROWS)
def test_min_max_brings_every_feature_between_0_and_1(features: Any) -> None:
    result = normalised("min-max", features)
    constant = numpy.ptp(features, axis=0) == 0
    assert numpy.array_equal(result.min(axis=0), numpy.zeros(features.shape[1]))
    assert numpy.allclose(result.max(axis=0), ~constant)


@given(ROWS)
def test_global_min_max_brings_all_features_together_between_0_and_1(features: Any) -> None:
    result = normalised("global min-max", features)
    assert result.min() == 0
    assert numpy.isclose(result.max(), float(numpy.ptp(features) > 0))
    order = numpy.argsort(features, axis=None, kind="stable")
    assert (numpy.diff(result.ravel()[order]) >= 0).all()


@given(ROWS)
def test_z_score_gives_mean_0_and_deviation_1(features: Any) -> None:
    result = normalised("z-score", features)
    assert numpy.isfinite(result).all()
    for column, original in zip(result.T, features.T, strict=True):
        if numpy.ptp(original) == 0:
            assert numpy.allclose(column, 0, atol=1e-6 * max(1.0, abs(original[0])))
        elif numpy.ptp(original) > 1e-3 * abs(original).max():
            assert numpy.isclose(column.mean(), 0, atol=1e-6)
            assert numpy.isclose(column.std(), 1, atol=1e-6)


@pytest.mark.parametrize("name", ["min-max", "global min-max", "z-score"])
def test_a_constant_feature_is_not_divided_by_zero(name: str) -> None:
    result = normalised(name, numpy.full((7, 2), 0.1))
    assert numpy.abs(result).max() < 1e-12


def test_no_normalisation_is_no_step() -> None:
    assert normalisation_step(DataSettings(normalisation="none")) is None


FEATURES = (
    st.integers(1, 3)
    .flatmap(
        lambda width: st.lists(
            st.lists(st.floats(-100.0, 100.0), min_size=width, max_size=width), min_size=2, max_size=30
        )
    )
    .map(numpy.array)
)
LEVELS = st.floats(0.01, 1.0)


@given(FEATURES, LEVELS, SEEDS, st.data())
def test_noise_moves_the_training_rows_alone_and_twice_the_noise_moves_them_twice_as_far(
    features: Any, level: float, seed: int, data: st.DataObject
) -> None:
    training = data.draw(st.lists(st.sampled_from(range(len(features))), unique=True, min_size=1))
    before = features.copy()
    once, twice = (preparation.noisy(features, training, noise, seed, 1) for noise in (level, 2 * level))
    others = numpy.setdiff1d(range(len(features)), training)
    assert numpy.array_equal(once[others], features[others])
    assert numpy.allclose(twice - features, 2 * (once - features), atol=1e-9)
    spread = features[training].std(axis=0)
    assert (numpy.abs(once - features)[training].max(axis=0) <= 8 * level * spread + 1e-9).all()
    assert numpy.array_equal(features, before)


def test_the_noise_has_the_deviation_asked_for_and_streams_have_nothing_in_common() -> None:
    rows = numpy.random.RandomState(0).randn(4000, 2) * (3.0, 0.5)
    training = list(range(2000, 4000))
    moved, other = (preparation.noisy(rows, training, 0.4, 7, stream) - rows for stream in (1, 2))
    assert moved[training].std(axis=0) == pytest.approx(0.4 * rows[training].std(axis=0), rel=0.06)
    assert abs(numpy.corrcoef(moved[training, 0], other[training, 0])[0, 1]) < 0.06
    assert abs(numpy.corrcoef(moved[training, 0], moved[training, 1])[0, 1]) < 0.06


@given(CLASSES, st.floats(0.0, 1.0), st.floats(0.0, 1.0), SEEDS, st.data())
def test_just_the_share_of_the_training_rows_gets_another_class_and_more_noise_keeps_those(
    targets: Any, one: float, other: float, seed: int, data: st.DataObject
) -> None:
    training = data.draw(st.lists(st.sampled_from(range(len(targets))), unique=True, min_size=1))
    low, high = sorted((one, other))
    few, many = (preparation.flipped_classes(targets, training, share, 5, seed, 2) for share in (low, high))
    for flipped, share in ((few, low), (many, high)):
        changed = numpy.nonzero(flipped != targets)[0]
        assert len(changed) == round(share * len(training))
        assert set(changed) <= set(training)
        assert set(flipped) <= set(range(5))
    changed = few != targets
    assert numpy.array_equal(few[changed], many[changed])


def test_every_other_class_is_as_likely() -> None:
    targets = numpy.full(3000, 2)
    counts = numpy.bincount(preparation.flipped_classes(targets, list(range(3000)), 1.0, 4, 3, 2), minlength=4)
    assert counts[2] == 0
    assert numpy.abs(counts[[0, 1, 3]] - 1000).max() < 120


def test_noise_is_the_same_on_every_machine_and_in_every_version() -> None:
    rows = numpy.array([[0.0], [1.0], [2.0], [3.0]])
    moved = preparation.noisy(rows, [0, 1, 3], 0.1, 0, 1) - rows
    assert moved.ravel() == pytest.approx([-0.025067997559586348, -0.11806406109625522, 0.0, 0.004991704368632277])
    assert preparation.flipped_classes(numpy.arange(6) % 3, list(range(6)), 0.5, 3, 0, 2).tolist() == [2, 0, 2, 1, 1, 2]
