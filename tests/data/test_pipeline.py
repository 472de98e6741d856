"""Prepared data: the parts, the limit, the statistics of training rows only, determinism, and refusals."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netbuilder.data.base import DataCategory, Dataset, Signature, Source
from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import Part, Prepared, load, prepare
from netbuilder.data.settings import DataSettings
from netbuilder.data.split_check import known_data
from netbuilder.data.unknown import UnknownDataset
from netbuilder.errors import DataError
from tests.programs import finished


class Given(Dataset):
    """A table written into the test. Without a type it is not offered to anybody."""

    title, category = "Given", DataCategory.OWN

    features: tuple[tuple[float, ...], ...]
    targets: tuple[float, ...]
    classes: tuple[str, ...] = ()

    def signature(self) -> Signature:
        task: Any = "classification" if self.classes else "regression"
        return Signature((len(self.features[0]),), task, len(self.features), self.classes)

    def source(self) -> Source:
        return Source(lambda: (numpy.array(self.features), numpy.array(self.targets)), {})


def given_classes(*numbers: int) -> Given:
    return Given(
        features=tuple((float(row),) for row in range(len(numbers))), targets=numbers, classes=("red", "green", "blue")
    )


def dataset(name: str, **values: Any) -> Dataset:
    return dataset_types()[name].parse(values)


def parts(prepared: Prepared) -> tuple[Part, Part, Part]:
    return prepared.training, prepared.validation, prepared.test


def same(one: Prepared, other: Prepared) -> bool:
    arrays = [
        [array.tobytes() for part in parts(p) for array in (part.features, part.targets, part.rows)]
        for p in (one, other)
    ]
    return arrays[0] == arrays[1]


def test_parts_are_what_training_expects() -> None:
    prepared = prepare(DataSettings(dataset=dataset("iris"), test=0.2))
    for part, rows in zip(parts(prepared), (82, 38, 30), strict=True):
        assert len(part) == rows
        assert (part.features.shape, part.features.dtype) == ((rows, 4), numpy.float32)
        assert (part.targets.shape, part.targets.dtype) == ((rows,), numpy.int64)
        assert (part.rows.shape, part.rows.dtype) == ((rows,), numpy.int64)
        assert part.features.flags.writeable
        assert part.features.flags.c_contiguous
        assert numpy.array_equal(part.targets, prepared.table.targets[part.rows])
    assert prepared.signature == dataset("iris").signature()


def test_targets_of_regression_are_32_bit_numbers_with_a_column() -> None:
    prepared = prepare(DataSettings(dataset=dataset("diabetes")))
    assert prepared.validation.targets.shape == (110, 1)
    assert prepared.validation.targets.dtype == numpy.float32
    assert prepared.test.targets.shape == (0, 1)


def test_without_a_test_share_the_test_part_is_empty_but_shaped() -> None:
    prepared = prepare(DataSettings(dataset=dataset("digits")))
    assert len(prepared.test) == 0
    assert prepared.test.features.shape == (0, 1, 8, 8)


@pytest.mark.parametrize("split", ["ordered", "shuffled", "stratified"])
@pytest.mark.parametrize("normalisation", ["none", "min-max", "global min-max", "z-score"])
@pytest.mark.parametrize("name", ["iris", "digits"])
def test_shift_and_scale_come_from_the_training_rows_and_lead_back(name: str, split: str, normalisation: str) -> None:
    prepared = prepare(
        DataSettings(dataset=dataset(name), split=split, normalisation=normalisation, test=0.2, training_rows=20)
    )
    original = prepared.table.features
    training = original[prepared.training.rows]
    expected = {
        "none": (numpy.zeros(()), numpy.ones(())),
        "min-max": (training.min(axis=0), numpy.ptp(training, axis=0)),
        "global min-max": (training.min(), numpy.ptp(training)),
        "z-score": (training.mean(axis=0), training.std(axis=0)),
    }[normalisation]
    varying = expected[1] != 0
    assert prepared.shift.dtype == prepared.scale.dtype == numpy.float64
    assert numpy.allclose(prepared.shift, expected[0])
    assert numpy.allclose(prepared.scale, numpy.where(varying, expected[1], 1.0))
    for part in parts(prepared):
        restored = part.features * prepared.scale + prepared.shift
        assert numpy.allclose(restored, original[part.rows], rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("noise", [0.0, 0.4])
def test_numbers_to_predict_are_scaled_by_the_training_rows_before_their_noise(noise: float) -> None:
    scaled = prepare(DataSettings(dataset=dataset("diabetes"), test=0.2, label_noise=noise))
    learned = scaled.table.targets[scaled.training.rows]
    assert float(scaled.target_shift[0]) == pytest.approx(learned.mean())
    assert float(scaled.target_scale[0]) == pytest.approx(learned.std())
    for part in parts(scaled):
        assert part.targets.dtype == numpy.float32
        restored = part.targets * scaled.target_scale + scaled.target_shift
        assert numpy.allclose(restored, scaled.noisy.targets[part.rows], rtol=1e-5, atol=1e-3)


@pytest.mark.parametrize("name", ["diabetes", "iris"])
def test_targets_that_are_not_scaled_are_as_in_the_table(name: str) -> None:
    prepared = prepare(DataSettings(dataset=dataset(name), target_normalisation="none"))
    assert (float(prepared.target_shift), float(prepared.target_scale)) == (0.0, 1.0)
    for part in parts(prepared):
        assert numpy.array_equal(part.targets, prepared.table.targets[part.rows])
    assert prepare(DataSettings(dataset=dataset("iris"))).training.targets.dtype == numpy.int64


def test_validation_rows_do_not_touch_the_statistics() -> None:
    near = Given(features=tuple((float(row),) for row in range(8)), targets=(0.0,) * 8)
    far = near.model_copy(update={"features": (*near.features[:6], (1e6,), (-1e6,))})
    ordered = DataSettings(dataset=near, split="ordered", validation=0.25)
    one, other = prepare(ordered), prepare(ordered.model_copy(update={"dataset": far}))
    assert one.training.features.tobytes() == other.training.features.tobytes()
    assert one.validation.features.tobytes() != other.validation.features.tobytes()


@pytest.mark.parametrize("split", ["ordered", "shuffled", "stratified"])
def test_a_limit_shortens_training_and_leaves_the_other_parts(split: str) -> None:
    asked = DataSettings(dataset=dataset("wine"), split=split, test=0.1, normalisation="none")
    whole = prepare(asked)
    for limit in (1, 2, 15, 60, 10_000):
        limited = prepare(asked.with_(training_rows=limit))
        assert limited.training.rows.tolist() == whole.training.rows.tolist()[:limit]
        for one, other in zip(parts(limited)[1:], parts(whole)[1:], strict=True):
            assert one.features.tobytes() == other.features.tobytes()
            assert one.rows.tolist() == other.rows.tolist()


def test_fifteen_stratified_rows_of_iris_are_five_of_each() -> None:
    prepared = prepare(DataSettings(dataset=dataset("iris"), split="stratified", training_rows=15))
    assert numpy.bincount(prepared.training.targets).tolist() == [5, 5, 5]


@pytest.mark.parametrize("name", ["moons", "line", "clusters", "digits"])
def test_equal_settings_give_equal_numbers_bit_for_bit_in_another_process_too(name: str) -> None:
    asked = DataSettings(dataset=dataset(name), test=0.2)
    assert same(prepare(asked), prepare(asked.model_copy()))
    script = (
        "import hashlib\n"
        "from netbuilder.data.catalogue import dataset_types\n"
        "from netbuilder.data.pipeline import prepare\n"
        "from netbuilder.data.settings import DataSettings\n"
        f"prepared = prepare(DataSettings(dataset=dataset_types()[{name!r}](), test=0.2))\n"
        "print(hashlib.sha256(prepared.training.features.tobytes()).hexdigest())\n"
    )
    import hashlib

    printed = finished([sys.executable, "-c", script], check=True).stdout
    assert printed.strip() == hashlib.sha256(prepare(asked).training.features.tobytes()).hexdigest()


@pytest.mark.parametrize("name", ["moons", "line", "iris", "diabetes", "digits"])
@pytest.mark.parametrize("normalisation", ["none", "z-score"])
def test_noise_leaves_validation_and_test_rows_bit_for_bit_as_they_are(name: str, normalisation: str) -> None:
    asked = DataSettings(dataset=dataset(name), test=0.2, training_rows=60, normalisation=normalisation)
    clean, noisy = prepare(asked), prepare(asked.with_(input_noise=0.3, label_noise=0.2))
    assert clean.noisy is clean.table
    assert noisy.table.features is clean.table.features
    for one, other in zip(parts(clean)[1:], parts(noisy)[1:], strict=True):
        assert one.features.tobytes() == other.features.tobytes()
        assert one.targets.tobytes() == other.targets.tobytes()
    assert (clean.training.features != noisy.training.features).any()
    assert (clean.training.targets != noisy.training.targets).any()
    assert noisy.training.targets.dtype == clean.training.targets.dtype
    seen = (noisy.noisy.features[noisy.training.rows] - noisy.shift) / noisy.scale
    assert noisy.training.features.tobytes() == seen.astype(numpy.float32).tobytes()


def test_each_noise_has_a_stream_of_its_own_and_its_seed_decides() -> None:
    asked = DataSettings(dataset=dataset("line"), input_noise=0.2, label_noise=0.3)
    both, inputs, labels = (prepare(asked.with_(**off)) for off in ({}, {"label_noise": 0.0}, {"input_noise": 0.0}))
    assert both.training.features.tobytes() == inputs.training.features.tobytes()
    assert both.training.targets.tobytes() == labels.training.targets.tobytes()
    other = prepare(asked.with_(noise_seed=1))
    assert both.training.features.tobytes() != other.training.features.tobytes()
    assert both.training.targets.tobytes() != other.training.targets.tobytes()
    assert same(both, prepare(asked.model_copy()))


def test_of_normalised_features_the_noise_has_the_deviation_asked_for() -> None:
    asked = DataSettings(dataset=dataset("diabetes"), input_noise=0.5)
    moved = prepare(asked).training.features - prepare(asked.with_(input_noise=0.0)).training.features
    assert moved.std(axis=0) == pytest.approx(numpy.full(10, 0.5), rel=0.12)


def test_the_seed_of_the_data_and_the_seed_of_the_split_are_separate() -> None:
    asked = DataSettings(dataset=dataset("moons"), normalisation="none")
    other_data = prepare(asked.with_(dataset=dataset("moons", seed=5)))
    other_split = prepare(asked.with_(split_seed=5))
    first = prepare(asked)
    assert first.training.rows.tolist() == other_data.training.rows.tolist()
    assert first.table.features.tobytes() != other_data.table.features.tobytes()
    assert first.training.rows.tolist() != other_split.training.rows.tolist()
    assert first.table.features.tobytes() == other_split.table.features.tobytes()


def test_preparing_leaves_the_global_generators_alone() -> None:
    import random

    random.seed(1)
    numpy.random.seed(1)
    before = random.getstate(), numpy.random.get_state()[1].tobytes()
    prepare(DataSettings(split="stratified"))
    assert before == (random.getstate(), numpy.random.get_state()[1].tobytes())


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 2), min_size=1, max_size=12),
    st.floats(0.01, 0.99),
    st.just(0.0) | st.floats(0.01, 0.99),
    st.sampled_from(["ordered", "shuffled", "stratified"]),
    st.none() | st.integers(1, 5),
)
def test_any_split_is_whole_or_refused_in_words(
    numbers: list[int], validation: float, test: float, split: str, limit: int | None
) -> None:
    asked = DataSettings(
        dataset=given_classes(*numbers), validation=validation, test=test, split=split, training_rows=limit
    )
    try:
        prepared = prepare(asked)
    except DataError:
        return
    assert len(prepared.training) >= 1
    assert len(prepared.validation) >= 1
    assert bool(len(prepared.test)) == bool(test)
    assert all(numpy.isfinite(part.features).all() for part in parts(prepared))
    if split == "stratified":
        assert set(prepared.validation.targets.tolist()) == set(numbers)


CASES: list[tuple[Callable[[], DataSettings], str]] = [
    (
        lambda: DataSettings(dataset=given_classes(0)),
        "The split needs at least 2 rows, one for each part, but the data have 1. Add rows, or set the validation "
        "share to 0.",
    ),
    (
        lambda: DataSettings(dataset=given_classes(0, 1), test=0.1),
        "The split needs at least 3 rows, one for each part, but the data have 2. Add rows, or set the validation "
        "share to 0.",
    ),
    (
        lambda: DataSettings(dataset=given_classes(0, 1, 0, 1), validation=0.9),
        "Validation (90%) and test (0%) take all 4 rows and leave none for training. Lower these shares.",
    ),
    (
        lambda: DataSettings(dataset=dataset("moons"), validation=0.6, test=0.6),
        "Validation (60%) and test (60%) take all 200 rows and leave none for training. Lower these shares.",
    ),
    (
        lambda: DataSettings(dataset=given_classes(1, 1, 1, 1)),
        "All 4 rows are of one class, “green”. Classification needs at least two. Choose another target.",
    ),
    (
        lambda: DataSettings(dataset=given_classes(0, 0, 0, 2), split="stratified"),
        "Class “blue” is too small for a stratified split: 1 in all, and none left for training. "
        "Choose a shuffled split, or add rows.",
    ),
    (
        lambda: DataSettings(dataset=given_classes(0, 0, 0, 2, 2), split="stratified", test=0.1),
        "Class “blue” is too small for a stratified split: 2 in all, and none left for training. "
        "Choose a shuffled split, or add rows.",
    ),
    (
        lambda: DataSettings(dataset=dataset("line"), split="stratified"),
        "A stratified split needs classes, but the target is a number. Choose a shuffled split.",
    ),
    (
        lambda: DataSettings(dataset=Given(features=((0.0,), (1e300,)), targets=(0.0, 1.0))),
        "Row 2 holds 1e+300, which is not a finite number. Correct it, or lower the noise.",
    ),
    (
        lambda: DataSettings(
            dataset=Given(features=((0.0,), (1e-300,), (1e30,)), targets=(0.0, 1.0, 2.0)),
            split="ordered",
            normalisation="min-max",
        ),
        "Row 3 is too far from the training rows to be normalized by them. "
        "Choose another normalization, or more training rows.",
    ),
    (
        lambda: DataSettings(dataset=dataset("blobs", rows=10_000_000, features=1000)),
        "10000000 rows of 1000 numbers do not fit into memory. Choose fewer rows, or fewer features.",
    ),
    (
        lambda: DataSettings(dataset=UnknownDataset(original_type="moonlight", original_values={"a": [1, 2]})),
        "This version of NetBuilder does not know the data “moonlight”. Install a newer version, or choose other data.",
    ),
]


@pytest.mark.parametrize(("asked", "words"), CASES, ids=[words[:40] for _, words in CASES])
def test_what_cannot_be_prepared_is_refused_in_words(asked: Callable[[], DataSettings], words: str) -> None:
    with pytest.raises(DataError) as refused:
        prepare(asked())
    assert str(refused.value) == words


def never_drawn(self: Dataset) -> Source:
    raise AssertionError("the rows were loaded")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"dataset": given_classes(0)}, "The split needs at least 2 rows"),
        ({"dataset": given_classes(0, 1), "test": 0.1}, "The split needs at least 3 rows"),
        ({"dataset": given_classes(0, 1, 0, 1), "validation": 0.9}, "take all 4 rows"),
        ({"dataset": given_classes(0, 0, 0).with_(classes=("red",))}, "All 3 rows are of one class, “red”."),
        ({"dataset": dataset("line"), "split": "stratified"}, "A stratified split needs classes"),
    ],
)
def test_what_the_signature_tells_is_known_before_anything_is_loaded(
    asked: dict[str, Any], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = DataSettings(**asked)
    with pytest.raises(DataError) as refused:
        prepare(settings)
    monkeypatch.setattr(type(settings.dataset), "source", never_drawn)
    signature, problem = known_data(settings)
    assert signature == settings.dataset.signature()
    assert str(problem) == str(refused.value)
    assert words in str(problem)


def test_sound_data_are_known_to_be_so_without_loading_and_broken_ones_have_no_signature(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Given, "source", never_drawn)
    known = given_classes(0, 1, 2, 0)
    assert known_data(DataSettings(dataset=known)) == (known.signature(), None)
    signature, problem = known_data(DataSettings(dataset=dataset("csv", path="/nowhere/table.csv")))
    assert signature is None
    assert "does not exist" in str(problem)


def test_data_beyond_the_memory_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_much(_dataset: Dataset) -> Source:
        return Source(lambda: (numpy.empty((2**50, 2)), numpy.empty(2**50)), {})

    kind = dataset_types()["moons"]
    monkeypatch.setattr(kind, "source", too_much)
    with pytest.raises(DataError, match="do not fit into memory"):
        load(DataSettings(dataset=dataset("moons", rows=3)))
