"""The sample of double descent does what least squares of least length does, in closed form."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
from numpy.polynomial.chebyshev import chebvander

import samples
from netbuilder.data.pipeline import prepare
from netbuilder.experiments.sweep.double_descent import peak
from netbuilder.experiments.sweep.sweep import Sweep, SweepSpec, Swept
from netbuilder.files.read import read
from netbuilder.project import edits
from netbuilder.project.project import Project

HYPERPARAMETER = "polynomial_basis_1.degree"
DEGREES = (1, 3, 4, 6, 9)


@pytest.fixture(scope="module")
def project() -> Project:
    return edits.set_training(read(samples.path("double_descent")), device="cpu")


@pytest.fixture(scope="module")
def swept(project: Project) -> Swept:
    *_, end = Sweep(
        SweepSpec(project, HYPERPARAMETER, resamples=40, vary="targets"), [str(degree) for degree in DEGREES]
    ).run()
    assert isinstance(end, Swept)
    return end


def expected_error(project: Project, degree: int, *, started: bool = True) -> float:
    """The expected test error of gradient descent on squared error, which ends at the point nearest to its start.

    With the design X of the five points, their noiseless targets t, and the row x of a test point, the prediction is
    x'X⁺(t + noise) + x'(I − X⁺X)w₀ (Hastie, Montanari, Rosset & Tibshirani, Surprises in high-dimensional ridgeless
    least squares interpolation, Annals of Statistics 50, 2022). The starting weights w₀ are uniform within ±1/√degree,
    or zero where not ``started``, which gives the solution of least length.
    """
    prepared, truth = prepare(project.data), project.data.dataset.truth()
    assert truth is not None
    places, rows = (prepared.table.features[part.rows] for part in (prepared.validation, prepared.training))
    design, seen = chebvander(rows[:, 0], degree), chebvander(places[:, 0], degree)
    solved = numpy.linalg.pinv(design)
    bias = seen @ solved @ truth.expected(rows) - truth.expected(places)
    start = seen @ (numpy.eye(degree + 1) - solved @ design) * started
    variances = truth.variance * ((seen @ solved) ** 2).sum(axis=1) + (start**2).sum(axis=1) / (3 * degree)
    return float((bias**2).mean() + variances.mean() + truth.variance)


@pytest.mark.parametrize("place", range(len(DEGREES)))
def test_the_test_error_is_that_of_the_closed_form(project: Project, swept: Swept, place: int) -> None:
    terms = swept.points[place].terms
    assert terms is not None
    expected = expected_error(project, DEGREES[place])
    assert abs(terms.test_error - expected) <= 3 * terms.standard_errors["test_error"]


def test_the_peak_is_where_parameters_are_as_many_as_points(swept: Swept) -> None:
    top = peak(HYPERPARAMETER, swept.points)
    assert top is not None
    assert top.value == 4
    assert top.double_descent
    errors = [point.terms.training_error for point in swept.points if point.terms]
    assert min(errors[:2]) > 0.01, "fewer parameters than points do not meet them"
    assert max(errors[2:]) < 1e-3, "from there on all points are met"


def test_beyond_the_peak_the_starting_weights_have_the_share_that_the_documents_name(project: Project) -> None:
    text = (Path(__file__).parents[2] / "docs" / "bias-variance.md").read_text(encoding="utf-8")
    found = [expected_error(project, 9, started=started) for started in (True, False)]
    assert (
        "expected test error is {:.2f} in this way, and {:.2f} for the solution of least length".format(*found) in text
    )
    assert [expected_error(project, 4, started=started) for started in (True, False)] == pytest.approx(
        [2.304] * 2, rel=1e-3
    )
