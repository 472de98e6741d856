"""Depth: read from the drawing, raised, lowered, and what cannot be repeated refused."""

from __future__ import annotations

from typing import Any

import pytest

from netbuilder.errors import EditError
from netbuilder.factors.depth import Stretch, copies, depth, repeated, stretch, stretch_of, usual_stretch
from netbuilder.graph.graph import Graph
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check

STEP = 240.0
HIDDEN = (("dense", {"units": 6}), ("tanh", {}))
ANSWER = ("dense", {"units": 2})


def drawn(*layers: tuple[str, dict[str, Any]]) -> Project:
    """The layers in a row between an input and an output."""
    project, before = Project(), ""
    for place, (kind, parameters) in enumerate((("input", {}), *layers, ("output", {}))):
        project, node = edits.add_node(project, layer_types()[kind](**parameters), (place * STEP, 0.0))
        if before:
            project = edits.connect(project, before, node)
        before = node
    return project


def residual() -> Project:
    """input → dense_1 → [dense_2 → tanh_1 → add_1 ← dense_1] → dense_3 → output."""
    project = drawn(("dense", {"units": 4}), ("dense", {"units": 4}), ("tanh", {}), ("add", {}), ANSWER)
    return edits.connect(project, "dense_1", "add_1", "input_2")


def kinds(graph: Graph) -> list[str]:
    return [graph.nodes[node].layer.type for node in graph.order]


def names(found: Stretch) -> set[str]:
    return set(found.nodes)


def test_the_usual_stretch_is_the_last_hidden_layer_with_its_activation() -> None:
    project = drawn(("dense", {"units": 9}), ("relu", {}), *HIDDEN, ("dropout", {}), ANSWER)
    found = usual_stretch(project.graph)
    assert names(found) == {"dense_2", "tanh_1", "dropout_1"}
    assert depth(project.graph, found) == 1


def test_equal_layers_are_counted_as_depth_and_the_first_of_them_is_named() -> None:
    project = drawn(("dense", {"units": 9}), ("tanh", {}), *HIDDEN, *HIDDEN, *HIDDEN, ANSWER)
    found = usual_stretch(project.graph)
    assert names(found) == {"dense_2", "tanh_2"}
    for node in ("dense_2", "dense_3", "dense_4"):
        assert depth(project.graph, stretch_of(project.graph, node)) == 3
    assert depth(project.graph, stretch_of(project.graph, "dense_1")) == 1


@pytest.mark.parametrize("times", [1, 2, 3, 5])
def test_a_network_is_made_as_deep_as_wanted(times: int) -> None:
    project = drawn(*HIDDEN, *HIDDEN, ANSWER)
    deep = repeated(project, usual_stretch(project.graph), times)
    assert kinds(deep.graph) == ["input", *["dense", "tanh"] * times, "dense", "output"]
    assert check(deep.graph, deep.data.dataset.signature()).sound
    assert depth(deep.graph, usual_stretch(deep.graph)) == times


def test_copies_lie_in_a_row_and_what_follows_makes_room() -> None:
    project = drawn(*HIDDEN, ANSWER)
    deep = repeated(project, usual_stretch(project.graph), 3)
    assert [deep.layout[node] for node in deep.graph.order] == [(STEP * place, 0.0) for place in range(9)]


def test_deeper_and_back_is_the_drawing_as_it_was() -> None:
    plain, skipping = drawn(*HIDDEN, ANSWER), residual()
    for project, chosen in (
        (plain, usual_stretch(plain.graph)),
        (skipping, stretch(skipping.graph, "dense_2", "add_1")),
    ):
        back = repeated(repeated(project, chosen, 4), chosen, 1)
        assert back.graph.wires == project.graph.wires
        assert back.layout == project.layout
        assert repeated(project, chosen, 1) is project


def test_the_copies_have_no_name_of_the_first() -> None:
    project = edits.rename(drawn(*HIDDEN, ANSWER), "dense_1", "Hidden")
    deep = repeated(project, usual_stretch(project.graph), 2)
    assert [node.name for node in deep.graph.nodes.values() if node.name] == ["Hidden"]


def test_a_stretch_may_hold_a_skip_connection() -> None:
    project = residual()
    deep = repeated(project, stretch(project.graph, "dense_2", "add_1"), 3)
    assert check(deep.graph, deep.data.dataset.signature()).sound
    assert kinds(deep.graph).count("add") == 3
    assert all(len(deep.graph.incoming[node.id]) == 2 for node in deep.graph.nodes.values() if node.layer.type == "add")
    again = stretch(deep.graph, "dense_2", "add_1")
    assert len(copies(deep.graph, again)) == 3


def test_several_followers_are_fed_by_the_last_copy() -> None:
    project = residual()
    deep = repeated(project, stretch(project.graph, "dense_1", "dense_1"), 2)
    last = copies(deep.graph, stretch(deep.graph, "dense_1", "dense_1"))[1].end
    assert {wire.target for wire in deep.graph.outgoing[last]} == {"dense_2", "add_1"}


@pytest.mark.parametrize(
    ("first", "last"), [("dense_1", "tanh_1"), ("input_1", "dense_1"), ("tanh_1", "add_1"), ("add_1", "dense_1")]
)
def test_what_has_two_ways_in_or_out_cannot_be_repeated(first: str, last: str) -> None:
    with pytest.raises(EditError, match="cannot be repeated"):
        stretch(residual().graph, first, last)


def test_what_is_not_there_or_cannot_be_is_said() -> None:
    project = drawn(*HIDDEN, ANSWER)
    chosen = usual_stretch(project.graph)
    with pytest.raises(EditError, match="no hidden layer"):
        usual_stretch(drawn(ANSWER).graph)
    with pytest.raises(EditError, match="no node “dense_9”"):
        stretch_of(project.graph, "dense_9")
    for times in (0, 51):
        with pytest.raises(EditError, match="1 to 50 times"):
            repeated(project, chosen, times)
    without = edits.take_out(project, ["dense_1"])
    for act in (lambda: depth(without.graph, chosen), lambda: repeated(without, chosen, 2)):
        with pytest.raises(EditError, match="no node “dense_1”"):
            act()
