"""Larger edits of a drawing: what is taken out goes with what belongs to it, and the wires are repaired."""

from __future__ import annotations

from itertools import pairwise

import pytest

from netbuilder.errors import EditError
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.layer_edits import STEP, followers, hidden, make_room, put_behind, resized, take_out, weighty
from netbuilder.project.project import Project
from netbuilder.training.project_problems import project_problems
from tests.drawing import Draw, checked


def test_a_block_is_taken_out_with_its_activation_and_the_wires_are_repaired(draw: Draw) -> None:
    project = draw(("dense", {}), ("batch_norm", {}), ("relu", {}), ("dense", {"units": 2}))
    assert [project.graph.nodes[node].title for node in followers(project.graph, "dense_1")] == ["Batch norm", "ReLU"]
    left = take_out(project, "dense_1")
    assert [left.graph.nodes[node].title for node in left.graph.order] == ["Input", "Dense", "Output"]
    assert [problem for problem in project_problems(left, checked(left)) if problem.severity == "error"] == []
    assert left.layout.keys() == left.graph.nodes.keys()


def chain(draw: Draw, across: float, down: float) -> Project:
    """Input, dense, dense, output, each so far from the one before; and an unused dense layer."""
    project = draw(("dense", {"units": 4}), ("dense", {"units": 2}))
    nodes = ("input_1", "dense_1", "dense_2", "output_1")
    project = edits.move(project, {node: (place * across, place * down) for place, node in enumerate(nodes)})
    return edits.add_node(project, layer_types()["dense"](), (0.0, 500.0))[0]


@pytest.mark.parametrize(
    ("between", "step"), [((240.0, 0.0), (240.0, 0.0)), ((0.0, 120.0), (0.0, STEP / 2)), ((900.0, 100.0), (STEP, 0.0))]
)
def test_layers_put_behind_another_stand_in_a_row_after_it_and_what_follows_makes_room(
    draw: Draw, between: tuple[float, float], step: tuple[float, float]
) -> None:
    before = chain(draw, *between)
    relu, dropout = layer_types()["relu"](), layer_types()["dropout"]()
    after = put_behind(before, "dense_1", relu, dropout)
    order = ("input_1", "dense_1", "relu_1", "dropout_1", "dense_2", "output_1")
    assert tuple(after.graph.order[:1] + tuple(n for n in after.graph.order if n in order[1:])) == order
    assert {wire.source: wire.target for wire in after.graph.wires} == dict(pairwise(order))
    (x, y), (across, down) = before.layout["dense_1"], step
    places = {"relu_1": (x + across, y + down), "dropout_1": (x + 2 * across, y + 2 * down)}
    for node in ("dense_2", "output_1"):
        places[node] = (before.layout[node][0] + 2 * across, before.layout[node][1] + 2 * down)
    assert dict(after.layout) == {**before.layout, **places}


def test_make_room_moves_what_lies_behind_and_nothing_else(draw: Draw) -> None:
    before = chain(draw, 200.0, 0.0)
    after = make_room(before, "dense_1", (30.0, -5.0))
    moved = {node: (before.layout[node][0] + 30.0, before.layout[node][1] - 5.0) for node in ("dense_2", "output_1")}
    assert dict(after.layout) == {**before.layout, **moved}


def test_weighty_layers_have_weights_and_a_part_in_the_answer_and_hidden_ones_are_before_others(draw: Draw) -> None:
    found = checked(chain(draw, 200.0, 0.0))
    assert [node.id for node in weighty(found)] == ["dense_1", "dense_2"]
    assert [node.id for node in hidden(found)] == ["dense_1"]


def test_what_is_no_longer_there_or_leads_nowhere_is_said(draw: Draw) -> None:
    project = chain(draw, 200.0, 0.0)
    for edit in (put_behind, take_out, lambda p, node: resized(p, node, 3)):
        with pytest.raises(EditError, match="gone"):
            edit(project, "gone_1")
    with pytest.raises(EditError, match="Nothing follows"):
        put_behind(project, "output_1", layer_types()["relu"]())
    with pytest.raises(EditError, match="not have exactly one input"):
        take_out(project, "input_1")
    assert resized(project, "dense_1", 3).graph.nodes["dense_1"].layer.values()["units"] == 3
