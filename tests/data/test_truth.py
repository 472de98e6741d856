"""What generated data are drawn from, against the rows that are drawn from it."""

from __future__ import annotations

from typing import Any

import numpy
import pytest

from netbuilder.data.catalogue import dataset_types

Settings = tuple[str, dict[str, Any]]

NUMBERS: list[Settings] = [
    ("line", {"slope": -1.5, "noise": 0.3}),
    ("curve", {"periods": 2.0, "noise": 0.2}),
    ("curve", {"curve": "polynomial", "degree": 4, "noise": 0.5}),
]
CLASSES: list[Settings] = [
    ("xor", {"noise": 0.5}),
    ("moons", {"noise": 0.4}),
    ("circles", {"noise": 0.3}),
    ("spirals", {"noise": 0.2, "arms": 3}),
    ("blobs", {"spread": 3.0, "seed": 4}),
]


@pytest.mark.parametrize(("kind", "changes"), NUMBERS)
def test_numbers_scatter_about_the_truth_as_widely_as_it_says(kind: str, changes: dict[str, Any]) -> None:
    data = dataset_types()[kind].parse({"rows": 4000, **changes})
    truth, again = data.truth(), data.drawn_again(77)
    assert truth is not None
    assert again is not None
    features, targets = again()
    rest = targets - truth.expected(features)
    assert rest.mean() == pytest.approx(0.0, abs=4 * (truth.variance / 4000) ** 0.5)
    assert rest.var() == pytest.approx(truth.variance, rel=0.1)
    assert truth.variance == pytest.approx(changes["noise"] ** 2)


@pytest.mark.parametrize(("kind", "changes"), CLASSES)
def test_where_a_class_is_said_to_be_likely_it_is_so_often(kind: str, changes: dict[str, Any]) -> None:
    """Calibration: of the rows given a probability of about p, a share of p is of that class."""
    data = dataset_types()[kind].parse({"rows": 20_000, **changes})
    truth, again = data.truth(), data.drawn_again(77)
    assert truth is not None
    assert again is not None
    features, classes = again()
    probabilities = truth.expected(features)
    assert probabilities.sum(axis=1) == pytest.approx(numpy.ones(len(features)))
    for number in range(probabilities.shape[1]):
        said, met = probabilities[:, number], classes == number
        for low in (0.0, 0.2, 0.4, 0.6, 0.8):
            inside = (said >= low) & (said < low + 0.2)
            error = (said[inside].var() + (said * (1 - said))[inside].mean()) ** 0.5 / max(1, inside.sum()) ** 0.5
            assert abs(met[inside].sum() - said[inside].sum()) <= 4 * error * max(1, inside.sum())


@pytest.mark.parametrize(("kind", "changes"), NUMBERS + CLASSES)
def test_other_rows_are_as_many_and_really_others(kind: str, changes: dict[str, Any]) -> None:
    data = dataset_types()[kind].parse({"rows": 60, **changes})
    (one, ones), (other, others) = (data.drawn_again(seed)() for seed in (1, 2))
    assert one.shape == other.shape == (60, *data.signature().features)
    assert not (numpy.array_equal(one, other) and numpy.array_equal(ones, others))


def test_without_noise_the_truth_is_certain() -> None:
    for kind, changes in [("xor", {}), ("moons", {}), ("circles", {}), ("spirals", {})]:
        data = dataset_types()[kind].parse({"rows": 200, "noise": 0.0, **changes})
        features, classes = data.source()()
        assert (data.truth().expected(features).argmax(axis=1) == classes).all()


def test_of_real_rows_nobody_knows_the_truth() -> None:
    for kind in ("iris", "diabetes", "clusters", "digits"):
        data = dataset_types()[kind]()
        assert data.truth() is None
        assert data.drawn_again(1) is None
