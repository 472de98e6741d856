"""Factors: each place of a slider is one sound edit, and the one where the project stands is the project itself."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from netbuilder.data.pipeline import prepare
from netbuilder.factors.factor import Factor
from netbuilder.factors.factor_sliders import factors
from netbuilder.files.read import read
from netbuilder.project.edits import remove, set_data, set_parameter
from netbuilder.project.layer_edits import hidden, width_of
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from tests.drawing import checked

CARD = 168, 84


@cache
def opened(name: str) -> Project:
    return read(samples.path(name))


def found(project: Project) -> dict[str, Factor]:
    return {factor.name: factor for factor in factors(project, checked(project))}


def moved(project: Project, name: str, value: object) -> Project:
    factor = found(project)[name]
    return factor.project(factor.values.index(value))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.sampled_from(samples.names()), st.data())
def test_wherever_a_slider_stands_the_project_is_sound_and_the_others_stand_as_before(
    name: str, data: st.DataObject
) -> None:
    project = opened(name)
    before = found(project)
    chosen = data.draw(st.sampled_from([factor for factor in before.values() if factor.why_not is None]))
    place = data.draw(st.integers(0, len(chosen.values) - 1))
    edited = chosen.project(place)
    assert checked(edited).sound
    assert edited.layout.keys() == edited.graph.nodes.keys()
    after = found(edited)
    assert after[chosen.name].values[after[chosen.name].at] == chosen.values[place]
    assert str(chosen.words(place, edited)) == str(after[chosen.name].words(after[chosen.name].at, edited))
    for factor in set(before) - {chosen.name}:
        # Layers of one unit each are alike, so that the width may change how often the last one is repeated.
        if before[factor].why_not is None and (factor, chosen.name) != ("depth", "width"):
            assert after[factor].values[after[factor].at] == before[factor].values[before[factor].at]


@pytest.mark.parametrize("name", samples.names())
def test_the_place_where_it_stands_is_the_very_project(name: str) -> None:
    project = opened(name)
    for factor in found(project).values():
        if factor.why_not is None:
            assert factor.project(factor.at) is project
            assert list(factor.values[:-1]) == sorted(v for v in factor.values[:-1] if v is not None)


def test_width_keeps_the_proportions_and_depth_repeats_the_last_hidden_layer() -> None:
    project = set_parameter(opened("five_points"), "dense_2", "units", 16)
    narrow = moved(project, "width", 8)
    assert [width_of(node) for node in hidden(checked(narrow))] == [8, 2]
    assert str(found(narrow)["width"].words(3, narrow)) == "up to 8 · 37 parameters"
    deep = moved(project, "depth", 3)
    assert [width_of(node) for node in hidden(checked(deep))] == [64, 16, 16, 16]
    assert str(found(deep)["depth"].words(2, deep)).startswith("4 · ")
    assert moved(deep, "depth", 1).graph.nodes.keys() == project.graph.nodes.keys()
    assert moved(deep, "depth", 1).layout == project.layout


@pytest.mark.parametrize("name", ["five_points", "iris_15_rows", "digits_cnn", "iris_two_inputs"])
def test_cards_do_not_overlap_at_any_depth(name: str) -> None:
    factor = found(opened(name))["depth"]
    for place in range(len(factor.values)):
        places = sorted(factor.project(place).layout.values())
        for number, (x, y) in enumerate(places):
            for other_x, other_y in places[number + 1 :]:
                assert abs(x - other_x) > CARD[0] or abs(y - other_y) > CARD[1]


def test_fewer_rows_leave_the_validation_rows_and_the_end_of_the_slider_is_all() -> None:
    project = opened("moons_overfit")
    rows = found(project)["rows"]
    assert [str(rows.words(place, project)) for place in (0, -1)] == ["2 rows", "all 200"]
    few, whole = prepare(rows.project(0).data), prepare(rows.project(len(rows.values) - 1).data)
    assert (len(few.training), len(whole.training)) == (2, 200)
    assert few.validation.rows.tolist() == whole.validation.rows.tolist()


def test_labels_are_flipped_for_classes_and_moved_for_numbers() -> None:
    classes, numbers = (found(opened(name))["label noise"] for name in ("iris_15_rows", "line"))
    assert (classes.values[-1], numbers.values[-1]) == (0.5, 1.0)
    assert str(classes.words(3, classes.base)) == "15% of the rows"
    assert str(numbers.words(3, numbers.base)) == "15% of the std. dev."


def test_a_value_between_two_places_has_a_place_of_its_own() -> None:
    project = set_data(set_parameter(opened("five_points"), "dense_1", "units", 77), input_noise=0.123)
    assert found(project)["width"].values[found(project)["width"].at] == 77
    assert found(project)["input noise"].values[found(project)["input noise"].at] == 0.123


def test_a_layer_without_weights_has_its_capacity_on_a_slider_of_its_own() -> None:
    project = opened("five_points_polynomial")
    factor = next(factor for name, factor in found(project).items() if name.startswith("degree"))
    assert str(factor.title) == "Degree of “Polynomial”"
    words = [str(factor.words(place, factor.project(place))) for place in range(len(factor.values))]
    assert words[:2] == ["1 · 2 parameters", "2 · 3 parameters"]
    assert len(words) == 9


def test_what_cannot_be_moved_says_why() -> None:
    line = found(opened("line"))
    assert "no hidden layer" in str(line["width"].why_not)
    assert "no hidden layer" in str(line["depth"].why_not)
    nothing = {factor.name: factor for factor in factors(Project(), check(Project().graph, None))}
    assert {str(nothing[name].why_not) for name in ("rows", "input noise", "label noise")} == {"Choose data first."}
    two = set_data(opened("line"), validation=0.98)
    assert "too few rows" in str(found(two)["rows"].why_not)
    assert found(remove(opened("five_points"), ["dense_3"]))["rows"].why_not is None
