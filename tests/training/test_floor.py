"""The lowest loss that can be expected: that of the truth behind the rows, where somebody knows it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy
import pytest

from netbuilder.backends.torch.losses import objective
from netbuilder.data.pipeline import prepare
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.training.baseline import baseline
from netbuilder.training.floor import MAX_ROWS, Floor, floor
from tests.drawing import Draw, checked

HIDDEN = (("dense", {"units": 8}), ("tanh", {}))


def floor_of(project: Project) -> Floor | None:
    return baseline(checked(project), project, prepare(project.data)).floor


@pytest.mark.parametrize("normalisation", ["none", "z-score", "min-max"])
@pytest.mark.parametrize(
    ("loss", "expected"),
    [("mse", 0.3**2), ("mae", 0.3 * math.sqrt(2 / math.pi)), ("huber", 0.3**2 / 2)],
)
def test_of_a_line_with_normal_noise_it_is_what_that_noise_costs(
    draw: Draw, loss: str, expected: float, normalisation: str
) -> None:
    project = draw(*HIDDEN, ("dense", {"units": 1}), data="line", noise=0.3, rows=20_000, loss=loss)
    found = floor_of(edits.set_data(project, normalisation=normalisation, target_normalisation="none"))
    assert found is not None
    assert found.loss == pytest.approx(expected, rel=0.1)
    assert found.error == pytest.approx(abs(found.loss) * 1.2 / math.sqrt(MAX_ROWS), rel=0.5)
    assert abs(found.loss - expected) < 4 * found.error


def test_of_scaled_targets_it_is_in_the_units_of_their_loss(draw: Draw) -> None:
    project = draw(*HIDDEN, ("dense", {"units": 1}), data="line", noise=0.3, rows=20_000)
    plain = floor_of(edits.set_data(project, target_normalisation="none"))
    scaled, scale = floor_of(project), prepare(project.data).target_scale
    assert plain is not None
    assert scaled is not None
    assert scale != pytest.approx(1.0, abs=0.1)
    assert scaled.loss == pytest.approx(plain.loss / float(scale[0]) ** 2, rel=1e-4)


@pytest.mark.parametrize("units", [1, 2])
def test_of_classes_it_is_the_cross_entropy_of_their_true_probabilities(draw: Draw, units: int) -> None:
    project = draw(*HIDDEN, ("dense", {"units": units}), data="blobs", classes=2, spread=3.0, rows=4000)
    prepared, truth = prepare(project.data), project.data.dataset.truth()
    assert truth is not None
    found = floor_of(project)
    assert found is not None
    original = prepared.validation.features * prepared.scale + prepared.shift
    shares = truth.expected(original)[numpy.arange(len(prepared.validation)), prepared.validation.targets]
    assert found.loss == pytest.approx(-numpy.log(shares).mean(), abs=4 * found.error)
    assert 0 < found.loss < math.log(2)


def test_where_nobody_knows_the_truth_or_hardly_any_rows_validate_there_is_none(draw: Draw) -> None:
    iris = draw(*HIDDEN, ("dense", {"units": 3}), data="iris")
    assert floor_of(iris) is None
    line = draw(*HIDDEN, ("dense", {"units": 1}), data="line", rows=20)
    prepared = prepare(line.data)
    part = prepared.validation
    one = replace(prepared, validation=replace(part, rows=part.rows[:1]))
    wanted, truth = objective(checked(line), line.training), line.data.dataset.truth()
    assert floor(wanted, prepared, truth) is not None
    assert floor(wanted, one, truth) is None
    assert floor(wanted, prepared, None) is None
