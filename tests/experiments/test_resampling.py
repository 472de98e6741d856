"""What is drawn again for each network, what stays, and what the networks are measured on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy
import pytest

from netbuilder.data.pipeline import prepare
from netbuilder.errors import DataError
from netbuilder.experiments import resampling as module
from netbuilder.experiments.resampling import Resampling
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.drawing import Draw

LINE = (("dense", {"units": 1}),)


def drawn(project: Project, **settings: Any) -> Resampling:
    return Resampling(project, prepare(project.data), **settings)


def test_fresh_rows_are_as_many_at_places_of_the_formula_and_never_those_of_the_project(draw: Draw) -> None:
    project = draw(*LINE, data="moons", rows=80)
    prepared = prepare(project.data)
    one, other = (drawn(project).draw(number) for number in (0, 1))
    assert len(one.training) == len(prepared.training)
    assert not numpy.array_equal(one.training.features, other.training.features)
    assert not numpy.array_equal(one.training.features, prepared.training.features)


def test_equal_seeds_give_equal_members_and_other_seeds_others(draw: Draw) -> None:
    project = draw(*LINE)
    one, same, other = (drawn(project, seed=seed).draw(3) for seed in (5, 5, 6))
    assert numpy.array_equal(one.training.targets, same.training.targets)
    assert numpy.array_equal(one.targets, same.targets)
    assert one.seed == same.seed != other.seed
    assert not numpy.array_equal(one.training.targets, other.training.targets)


def test_what_does_not_vary_stays(draw: Draw) -> None:
    project = draw(*LINE, data="moons", rows=40, seed=9)
    prepared = prepare(project.data)
    of_weights, of_data = (drawn(project, vary=vary) for vary in ("weights", "data"))
    assert {of_data.draw(number).seed for number in range(4)} == {9}
    assert len({of_weights.draw(number).seed for number in range(4)}) == 4
    for number in range(3):
        assert numpy.array_equal(of_weights.draw(number).training.features, prepared.training.features)
        assert not numpy.array_equal(of_data.draw(number).training.features, prepared.training.features)


def test_real_rows_are_drawn_with_replacement_from_the_training_rows_alone(draw: Draw) -> None:
    project = edits.set_data(draw(*LINE, data="iris"), training_rows=30)
    prepared, resampling = prepare(project.data), drawn(project)
    for number in range(5):
        rows = resampling.draw(number).training.rows
        assert len(rows) == 30
        assert set(rows) <= set(prepared.training.rows)
        assert len(set(rows)) < 30
    assert any("with replacement" in str(note) for note in resampling.notes())
    assert any("bias² includes both" in str(note) for note in resampling.notes())


@pytest.mark.parametrize(("data", "ends"), [("line", (0.0, 3.0)), ("curve", (-1.0, 1.0))])
def test_fresh_rows_lie_anywhere_along_the_axis_unless_their_inputs_are_pinned(
    draw: Draw, data: str, ends: tuple[float, float]
) -> None:
    project = edits.set_data(draw(*LINE, data=data, rows=40), normalisation="none", target_normalisation="none")
    own = prepare(project.data).training
    free, pinned = drawn(project), drawn(project, vary="targets")
    inputs = numpy.concatenate([free.draw(number).training.features for number in range(50)])
    low, high = ends
    near = 0.03 * (high - low)
    assert low < inputs.min() < low + near < high - near < inputs.max() < high
    assert numpy.histogram(inputs, bins=4, range=ends)[0] == pytest.approx([len(inputs) / 4] * 4, rel=0.15)
    targets = [pinned.draw(number).training for number in range(200)]
    assert all(numpy.array_equal(member.features, own.features) for member in targets)
    truth = project.data.dataset.truth()
    assert truth is not None
    of_each_row = numpy.array([member.targets for member in targets])
    errors = truth.variance**0.5 / len(targets) ** 0.5
    assert numpy.abs(of_each_row.mean(axis=0) - truth.expected(own.features.astype(float))).max() < 4.5 * errors
    assert len({pinned.draw(number).seed for number in range(4)}) == 4


def test_classes_too_are_drawn_anew_at_pinned_inputs(draw: Draw) -> None:
    project = draw(*LINE, data="moons", rows=80, noise=0.4)
    own, members = prepare(project.data).training, [drawn(project, vary="targets").draw(number) for number in (0, 1)]
    for member in members:
        assert numpy.array_equal(member.training.features, own.features)
        assert member.training.targets.dtype == own.targets.dtype
        assert 0 < (member.training.targets != own.targets).mean() < 0.5
    assert (members[0].training.targets != members[1].training.targets).any()


def test_where_nobody_knows_the_truth_inputs_cannot_be_pinned(draw: Draw) -> None:
    with pytest.raises(DataError, match="for generated data only"):
        drawn(draw(*LINE, data="iris"), vary="targets")


def test_every_member_normalises_by_its_own_rows(draw: Draw) -> None:
    project = draw(*LINE, data="moons", rows=40)
    member = drawn(project).draw(0)
    assert member.training.features.mean(axis=0) == pytest.approx([0.0, 0.0], abs=1e-6)
    places = drawn(project).points.features
    assert member.features == pytest.approx(((places - member.shift) / member.scale).astype(numpy.float32))


def test_every_member_scales_its_targets_by_its_own_rows_and_is_compared_in_their_units(draw: Draw) -> None:
    project = draw(*LINE, data="diabetes")
    members = [drawn(project).draw(number) for number in (0, 1)]
    for member in members:
        assert member.training.targets.mean() == pytest.approx(0.0, abs=1e-6)
        assert member.training.targets.std() == pytest.approx(1.0)
        assert 50 < float(member.target_scale[0]) < 100
        assert 100 < member.targets.mean() < 200
    assert members[0].target_shift != members[1].target_shift


@pytest.mark.parametrize("data", ["curve", "moons", "iris"])
def test_noise_is_fresh_for_each_member_and_never_at_the_points(draw: Draw, data: str) -> None:
    project = edits.set_data(draw(*LINE, data=data), training_rows=20)
    noisy = edits.set_data(project, input_noise=0.4, label_noise=0.3)
    clean, resampling = drawn(project), drawn(noisy)
    moves = []
    for number in range(2):
        one, other = clean.draw(number), resampling.draw(number)
        assert numpy.array_equal(one.features, other.features)
        assert numpy.array_equal(one.targets, other.targets)
        moves.append(other.training.features - one.training.features)
        assert (one.training.targets != other.training.targets).any()
    assert not numpy.allclose(*moves)
    assert numpy.array_equal(resampling.draw(1).training.features, drawn(noisy).draw(1).training.features)


def test_where_only_weights_vary_every_member_sees_the_noise_of_the_project(draw: Draw) -> None:
    project = edits.set_data(draw(*LINE, data="moons", rows=40), input_noise=0.4, label_noise=0.3, noise_seed=8)
    trained = prepare(project.data).training
    for number in range(3):
        member = drawn(project, vary="weights").draw(number).training
        assert member.features.tobytes() == trained.features.tobytes()
        assert member.targets.tobytes() == trained.targets.tobytes()


def test_the_points_are_the_test_rows_or_else_the_validation_rows(draw: Draw) -> None:
    project = draw(*LINE, data="moons", rows=40)
    assert numpy.array_equal(drawn(project).points.rows, prepare(project.data).validation.rows)
    assert any("no test rows" in str(note) for note in drawn(project).notes())
    tested = edits.set_data(project, test=0.3)
    assert numpy.array_equal(drawn(tested).points.rows, prepare(tested.data).test.rows)
    assert drawn(tested).notes() == ()


def test_points_outside_the_range_of_the_training_rows_are_told_to_be_extrapolation(draw: Draw) -> None:
    project = draw(*LINE, data="curve", rows=200)
    inside = edits.set_data(project, split="shuffled", validation=0.25)
    assert not any("extrapolate" in str(note) for note in drawn(inside).notes())
    ordered = edits.set_data(project, split="ordered", validation=0.25)
    (note,) = (note for note in drawn(ordered, vary="targets").notes() if "extrapolate" in str(note))
    assert str(note).startswith("50 of 50 points lie outside the range of the training rows")
    assert any("extrapolate" in str(note) for note in drawn(ordered).notes()), "rows drawn anywhere end near there, too"


def test_without_any_row_to_measure_on_it_says_what_to_do(draw: Draw) -> None:
    project = draw(*LINE)
    prepared = prepare(project.data)
    empty = replace(prepared, validation=prepared.test)
    with pytest.raises(DataError, match="Set a test share"):
        Resampling(project, empty)


def test_of_very_many_rows_some_are_measured(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_POINTS", 10)
    assert len(drawn(draw(*LINE, rows=400)).points.rows) == 10


@pytest.mark.parametrize("data", ["curve", "moons"])
def test_what_is_met_at_the_points_is_drawn_from_the_truth(draw: Draw, data: str) -> None:
    resampling = drawn(draw(*LINE, data=data, rows=40, noise=0.4))
    met = numpy.array([resampling.draw(number).targets for number in range(400)])
    assert resampling.points.expected is not None
    assert resampling.points.noise is not None
    spread = met.std(axis=0) / 20 + 1e-9
    assert (numpy.abs(met.mean(axis=0) - resampling.points.expected) < 5 * spread + 0.02).all()
    assert met.var(axis=0).sum(axis=1).mean() == pytest.approx(resampling.points.noise.mean(), rel=0.1)
