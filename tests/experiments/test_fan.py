"""What is drawn of an experiment follows from the fits: their mean, and the terms place by place."""

from __future__ import annotations

import numpy
import pytest

import samples
from netbuilder.data.pipeline import prepare
from netbuilder.experiments.bias_variance import BiasVariance
from netbuilder.experiments.fan import MIN_SIDE, SIDE, fan, places_of, spread, truth_at
from netbuilder.experiments.record import Result
from netbuilder.files.read import read
from netbuilder.project import edits
from netbuilder.project.project import Project


def sample(name: str, epochs: int = 2) -> Project:
    return edits.set_training(read(samples.path(name)), epochs=epochs)


def test_along_a_line_bias_and_variance_are_those_of_the_fits() -> None:
    project = sample("five_points")
    places = places_of(project, 4)
    assert places.shown is not None
    truth = truth_at(places, project)
    assert truth is not None
    fits = truth[None] + numpy.array([-1.0, 0.0, 1.0, 2.0])[:, None, None]
    found = fan(places, fits, truth)
    assert found is not None
    assert found.fits is not None
    assert found.variance == pytest.approx(numpy.full(len(truth), 5 / 3))
    assert found.bias2 == pytest.approx(numpy.full(len(truth), 0.25 - 5 / 12))


def test_what_is_known_is_the_range_of_the_training_rows() -> None:
    for name in ("five_points", "moons_overfit"):
        project = sample(name)
        prepared = prepare(project.data)
        rows = prepared.noisy.features[prepared.training.rows]
        lowest, highest = zip(*places_of(project, 3).known, strict=True)
        assert lowest == pytest.approx(rows.min(axis=0))
        assert highest == pytest.approx(rows.max(axis=0))
    assert places_of(sample("iris_15_rows"), 3).known == ()


def test_networks_that_diverged_are_left_out_and_alone_nobody_is_left() -> None:
    places = places_of(sample("five_points"), 3)
    fits = numpy.zeros((3, len(places.x), 1))
    fits[1, 5] = numpy.nan
    found = fan(places, fits, None)
    assert found is not None
    assert found.members == 2
    assert found.bias2 is None
    assert fan(places, fits[1:2], None) is None


def test_boundaries_lie_where_the_likeliest_class_changes() -> None:
    places = places_of(sample("moons_overfit"), 2)
    assert places.shown is not None
    middle = float(places.x.mean())
    shares = 1 / (1 + numpy.exp(places.shown[:, 0] - middle))
    found = fan(places, numpy.stack([numpy.stack([shares, 1 - shares], axis=1)] * 2), None)
    assert found is not None
    assert found.middle[..., 0] == pytest.approx(middle, abs=0.05)
    assert len(found.boundaries) == 2 * len(found.middle) + 1  # and the gap between them


def test_many_networks_are_seen_at_fewer_places() -> None:
    project = sample("moons_overfit")
    assert len(places_of(project, 50).x) == SIDE
    assert MIN_SIDE <= len(places_of(project, 10_000).x) < SIDE


def test_rows_with_many_features_are_seen_row_by_row_the_hardest_first() -> None:
    project = sample("iris_15_rows")
    assert places_of(project, 3).shown is None
    *_, result = BiasVariance(project, resamples=5).run()
    assert isinstance(result, Result)
    found = spread(result)
    assert found is not None
    assert (numpy.diff(found.mean) >= 0).all()
    assert (found.low <= found.high).all()
    assert found.bias2.mean() == pytest.approx(result.per_point.bias2.mean() if result.per_point else None)
