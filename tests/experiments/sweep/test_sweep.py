"""A hyperparameter swept over its values: which there are, what cannot be measured, and what the curve says."""

from __future__ import annotations

from typing import Any

import pytest

import samples
from netbuilder.errors import EditError, TrainingError
from netbuilder.experiments.decomposition import DIFFERENCE, Terms
from netbuilder.experiments.report import Report
from netbuilder.experiments.sweep.hyperparameters import hyperparameter
from netbuilder.experiments.sweep.suggested_sweeps import suggested_sweeps
from netbuilder.experiments.sweep.sweep import Sweep, SweepSpec, SweepStep, Swept, drawn_at, reading
from netbuilder.experiments.sweep.sweep_point import SweepPoint
from netbuilder.files.read import read
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.drawing import Draw

HIDDEN = (("dense", {"units": 6}), ("tanh", {}), ("dense", {"units": 1}))


def swept(project: Project, name: str, values: list[str], **settings: Any) -> Swept:
    *_, end = Sweep(SweepSpec(project, name, **{"resamples": 4, **settings}), values).run()
    assert isinstance(end, Swept)
    return end


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("dense_1.units", "16", 16),
        ("dense_1.bias", "false", False),
        ("data.noise", "0.75", 0.75),
        ("data.training_rows", "12", 12),
        ("data.training_rows", "none", None),
        ("data.normalisation", "min-max", "min-max"),
        ("training.epochs", "7", 7),
        ("training.weight_decay", "1e-3", 0.001),
        ("training.optimizer", "sgd", "sgd"),
        ("training.gradient_clip", "off", None),
        ("input_1.sizes", "1", (1,)),
        ("dropout_1.rate", "0.3", 0.3),
        ("depth", "3", 3),
        ("dense_1.depth", "2", 2),
        ("dense_1..tanh_1.depth", "4", 4),
    ],
)
def test_any_hyperparameter_can_be_turned_by_its_name(draw: Draw, name: str, text: str, value: object) -> None:
    project = draw(*HIDDEN[:2], ("dropout", {}), *HIDDEN[2:])
    found = hyperparameter(project, name)
    assert found.value(found.turned(project, text)) == value


def test_a_node_is_also_found_by_what_the_user_calls_it(draw: Draw) -> None:
    project = edits.rename(draw(*HIDDEN), "dense_1", "Hidden layer")
    assert hyperparameter(project, "Hidden layer.units").value(project) == 6
    assert hyperparameter(project, "hidden layer.units").value(project) == 6
    with pytest.raises(EditError, match=r"2 nodes are called “Dense”.*dense_1, dense_2"):
        hyperparameter(draw(*HIDDEN), "Dense.units")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dense_9.units", "There is no node “dense_9”.*dense_1"),
        ("dense_1.unit", "Did you mean “units”"),
        ("dense_1.xyz", "There are: units, bias"),
        ("data.nois", "Did you mean “noise”"),
        ("training.epoch", "Did you mean “epochs”"),
        ("tanh_1.units", "nothing can be swept"),
        ("units", r"NODE\.PARAMETER"),
        ("dense_1..dense_9.depth", "There is no node “dense_9”"),
        ("dense_2..dense_1.depth", "cannot be repeated"),
        ("output_1.depth", "cannot be repeated"),
        ("dense_1.", r"NODE\.PARAMETER"),
    ],
)
def test_a_hyperparameter_that_is_not_there_is_refused_by_what_there_is(draw: Draw, name: str, words: str) -> None:
    with pytest.raises(EditError, match=words):
        Sweep(SweepSpec(draw(*HIDDEN), name), ["1"])


def test_a_depth_that_cannot_be_is_marked_and_the_drawn_one_is_known(draw: Draw) -> None:
    project = draw(*HIDDEN[:2], ("dense", {"units": 6}), ("tanh", {}), HIDDEN[2])
    found = swept(project, "depth", ["0", "1", "2", "3", "51"])
    assert [point.problem is None for point in found.points] == [False, True, True, True, False]
    assert "at least 1, at most 50" in str(found.points[0].problem)
    assert found.drawn == 2
    errors = {round(point.terms.test_error, 6) for point in found.points if point.terms}
    assert len(errors) == 3, "each depth is another network"


def test_all_training_rows_are_marked_by_their_number(draw: Draw) -> None:
    assert swept(draw(*HIDDEN, rows=40), "data.training_rows", ["10", "30"]).drawn == 30


PROPOSED = {
    "dense_1.units": ("1", "2", "3", "6", "12", "24"),
    "depth": ("1", "2", "3", "4", "5"),
    "dropout_1.rate": ("0", "0.1", "0.2", "0.4", "0.5", "0.6", "0.8"),
    "data.training_rows": ("2", "4", "8", "15", "30"),
    "data.noise": ("0", "0.05", "0.1", "0.2", "0.4", "0.8"),
    "training.weight_decay": ("0", "0.0001", "0.001", "0.01", "0.1", "1"),
    "training.epochs": ("1", "2", "3", "6", "12"),
}


def test_the_hyperparameters_of_a_project_are_listed_with_values_to_try(draw: Draw) -> None:
    project = draw(*HIDDEN[:2], ("dropout", {}), HIDDEN[2])
    listed = {proposal.hyperparameter.name: proposal for proposal in suggested_sweeps(project)}
    assert list(listed)[:3] == ["dense_1.units", "depth", "dropout_1.rate"]
    assert {name: listed[name].values for name in PROPOSED} == PROPOSED
    assert str(listed["dense_1.units"].hyperparameter.label) == "Dense (dense_1): Units"
    assert "dense_2.units" not in listed, "its width belongs to the target"


def test_all_that_is_proposed_can_be_turned_and_the_drawn_value_is_among_it() -> None:
    for name in samples.names():
        project = read(samples.path(name))
        for proposal in suggested_sweeps(project):
            turned = [
                proposal.hyperparameter.value(proposal.hyperparameter.turned(project, text)) for text in proposal.values
            ]
            assert drawn_at(project, proposal.hyperparameter) in turned
            assert len(set(turned)) == len(turned)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("data.noise", ["0.1", "0.6"]),
        ("data.training_rows", ["8", "30"]),
        ("training.epochs", ["1", "12"]),
        ("training.weight_decay", ["0", "1"]),
        ("dropout_1.rate", ["0", "0.7"]),
        ("dense_1.units", ["1", "12"]),
        ("depth", ["1", "3"]),
    ],
)
def test_every_hyperparameter_that_is_listed_changes_what_is_measured(draw: Draw, name: str, values: list[str]) -> None:
    project = draw(*HIDDEN[:2], ("dropout", {}), HIDDEN[2], rows=40, epochs=6, batch_size=8)
    one, other = (point.terms for point in swept(project, name, values).points)
    assert one is not None
    assert other is not None
    assert abs(one.test_error - other.test_error) > 1e-4


def test_without_values_there_is_nothing_to_sweep(draw: Draw) -> None:
    with pytest.raises(TrainingError, match="no values"):
        Sweep(SweepSpec(draw(*HIDDEN), "dense_1.units"), [])


def test_values_that_cannot_be_are_marked_and_the_rest_goes_on(draw: Draw) -> None:
    """0 units are not allowed; 2 units at the end do not fit the target; 1 does."""
    found = swept(draw(*HIDDEN), "dense_2.units", ["0", "2", "1", "many"])
    assert [point.value for point in found.points] == [0, 2, 1, "many"]
    assert [point.terms is not None for point in found.points] == [False, False, True, False]
    assert "at least 1" in str(found.points[0].problem)
    assert "one output for each number" in str(found.points[1].problem)
    assert found.best is found.points[2]


def test_a_value_that_breaks_the_shapes_names_the_layer(draw: Draw) -> None:
    layers = (("dense", {"units": 6}), ("reshape", {"sizes": (2, 3)}), ("flatten", {}), ("dense", {"units": 1}))
    found = swept(draw(*layers), "dense_1.units", ["6", "7", "6"])
    assert [point.problem is None for point in found.points] == [True, False, True]
    assert "“Reshape”" in str(found.points[1].problem)


def test_data_that_cannot_be_split_are_marked_too(draw: Draw) -> None:
    found = swept(edits.set_data(draw(*HIDDEN, rows=30), validation=0.5), "data.test", ["0.5", "0.2"])
    assert [point.problem is None for point in found.points] == [False, True]
    assert "leave none for training" in str(found.points[0].problem)


def test_equal_values_give_equal_numbers(draw: Draw) -> None:
    found = swept(draw(*HIDDEN), "dense_1.units", ["6", "3", "6"])
    one, _, same = (point.terms for point in found.points)
    assert one is not None
    assert same is not None
    assert one.test_error == pytest.approx(same.test_error, abs=1e-5)
    assert found.drawn == 6


def test_more_rows_lower_the_variance(draw: Draw) -> None:
    project = draw(*HIDDEN, rows=200, noise=0.6, epochs=60, learning_rate=0.03)
    found = swept(project, "data.training_rows", ["10", "120"], resamples=30)
    few, many = (point.terms for point in found.points)
    assert few is not None
    assert many is not None
    assert few.variance > 2 * many.variance
    assert found.best is found.points[1]
    assert found.is_clear


def test_a_narrow_and_a_wide_network_are_told_apart_in_words(draw: Draw) -> None:
    line = draw(("dense", {"units": 1}), rows=60, epochs=150, learning_rate=0.05)
    stiff = swept(line, "data.noise", ["0.1"]).points[0].terms
    assert stiff is not None
    assert reading(stiff) == "high bias"
    wide = draw(("dense", {"units": 64}), ("tanh", {}), ("dense", {"units": 1}), rows=12, epochs=300)
    loose = swept(wide, "data.noise", ["1.0"], resamples=20).points[0].terms
    assert loose is not None
    assert reading(loose) == "high variance"


def terms(
    bias2: float,
    variance: float,
    noise: float = 0.0,
    error: float = 0.01,
    test_error: float = 1.0,
    training_error: float = 0.5,
) -> Terms:
    spread = dict.fromkeys((DIFFERENCE, "test_error"), error)
    return Terms(1, bias2, variance, noise, 1.0, test_error, training_error, 20, 0, spread)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (terms(0.5, 0.2), "high bias"),
        (terms(0.5, 0.2, float("nan")), "high bias or noise"),
        (terms(0.5, 0.2, training_error=0.001), "too few rows"),
        (terms(0.5, 0.2, float("nan"), training_error=0.0), "too few rows"),
        (terms(0.2, 0.5, training_error=0.0), "high variance"),
        (terms(0.5, 0.2, training_error=float("nan")), "high bias"),
        (terms(0.2, 0.5), "high variance"),
        (terms(0.02, 0.05), "neither"),
        (terms(0.5, 0.4, error=0.1), "not enough resamples to tell"),
        (terms(float("nan"), float("nan")), "not enough resamples to tell"),
        (terms(0.5, 0.2, error=float("nan")), "not enough resamples to tell"),
    ],
)
def test_the_reading_says_only_what_can_be_told(found: Terms, words: str) -> None:
    assert reading(found) == words


def test_a_polynomial_through_all_five_points_is_not_called_too_simple() -> None:
    project = read(samples.path("five_points_polynomial"))
    found = swept(project, "polynomial_basis_1.degree", ["1", "6"], resamples=20, vary="targets").points
    simple, through_all = (point.terms for point in found)
    assert simple is not None
    assert through_all is not None
    assert through_all.training_error < 1e-6 < simple.training_error
    assert reading(through_all) == "too few rows"


def test_of_five_points_drawn_anew_the_variance_grows_with_the_degree() -> None:
    project = read(samples.path("five_points_polynomial"))
    found = [point.terms for point in swept(project, "polynomial_basis_1.degree", ["1", "3", "6"], resamples=40).points]
    line, cubic, through_all = (terms for terms in found if terms is not None)
    assert 3 * line.variance < cubic.variance < through_all.variance
    assert line.training_error > cubic.training_error > through_all.training_error
    assert reading(through_all) == "high variance"


def test_it_says_where_it_is_and_stops_with_what_is_done(draw: Draw) -> None:
    sweep = Sweep(SweepSpec(draw(*HIDDEN, epochs=20), "dense_1.units", resamples=4), ["2", "4", "8"])
    told = []
    for value in sweep.run():
        told.append(value)
        if isinstance(value, SweepPoint):
            sweep.stop()
    assert [value.value for value in told if isinstance(value, SweepStep)] == [2]
    assert isinstance(told[-1], Swept)
    assert told[-1].stopped
    assert len(told[-1].points) == 1


def test_the_tables_have_a_line_for_every_value_and_every_epoch(draw: Draw) -> None:
    found = swept(draw(("dense", {"units": 2}), data="moons", rows=40, epochs=3), "dense_1.units", ["2", "0"])
    report = Report(found.hyperparameter, found.points, 4, found.seconds)
    head, *lines = report.settings_csv().splitlines()
    assert head.startswith("value,bias2,bias2_standard_error,variance,")
    assert "zero_one_net_variance" in head
    assert len(lines) == 2
    assert "at least 1" in lines[1]
    assert len(report.per_epoch_csv().splitlines()) == 4
