"""The drawing as a value: what leads where, and in which order it computes."""

from __future__ import annotations

from contextlib import suppress

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from netbuilder.graph.graph import Graph, Node, Wire, free_id
from netbuilder.layers.core import Dense, Input, Output
from netbuilder.layers.merge import Add
from tests.drawing import fed_by

LETTERS = "abcdefgh"


def graph(*wires: str) -> Graph:
    """A drawing of additions from texts such as "ab": a wire from a to b, each to a port of its own."""
    drawn = set()
    for number, (source, target) in enumerate(wires):
        before = sum(wire[1] == target for wire in wires[:number])
        drawn.add(Wire(source, target, f"input_{before + 1}"))
    return Graph({letter: Node(letter, Add(inputs=16)) for letter in LETTERS}, frozenset(drawn))


any_wires = st.lists(st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)).map("".join), max_size=16)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(wires=any_wires)
def test_every_node_comes_after_its_sources_and_only_loops_are_left_out(wires: list[str]) -> None:
    drawing = graph(*wires)
    on_a_loop = {n for n in LETTERS if any(drawing.reaches(w.target, n) for w in drawing.outgoing[n])}
    behind = {n for n in LETTERS if any(drawing.reaches(loop, n) for loop in on_a_loop)}
    place = {node: number for number, node in enumerate(drawing.order)}
    assert place.keys() == set(LETTERS) - behind
    assert all(place[w.source] < place[w.target] for w in drawing.wires if w.target in place)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(wires=any_wires)
def test_reaching_is_walking_along_wires(wires: list[str]) -> None:
    drawing = graph(*wires)
    reached = {letter: {letter} for letter in LETTERS}
    for _ in LETTERS:
        for letter in LETTERS:
            reached[letter] |= {wire.target for wire in drawing.wires if wire.source in reached[letter]}
    assert all(drawing.reaches(a, b) == (b in reached[a]) for a in LETTERS for b in LETTERS)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(wires=any_wires, nodes=st.sets(st.sampled_from(LETTERS), max_size=3).map(sorted))
def test_ancestors_lead_to_one_of_the_nodes_and_descendants_follow_on_one(wires: list[str], nodes: list[str]) -> None:
    drawing = graph(*wires)
    behind = {
        n: {other for w in drawing.outgoing[n] for other in LETTERS if drawing.reaches(w.target, other)}
        for n in LETTERS
    }
    assert drawing.descendants(*nodes) == {other for node in nodes for other in behind[node]}
    assert drawing.ancestors(*nodes) == {other for other in LETTERS if behind[other] & set(nodes)}


@settings(max_examples=100, deadline=None, derandomize=True)
@given(wires=any_wires)
def test_a_pair_is_answered_alike_before_and_after_all_ancestors_or_descendants_are_asked_for(wires: list[str]) -> None:
    for node in LETTERS:
        fresh, walked, led = graph(*wires), graph(*wires), graph(*wires)
        walked.descendants(node)
        led.ancestors(node)
        assert all(fresh.reaches(node, other) == walked.reaches(node, other) for other in LETTERS)
        assert all(fresh.reaches(other, node) == led.reaches(other, node) for other in LETTERS)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(wires=any_wires)
def test_the_order_is_that_of_networkx_and_the_tangled_nodes_are_the_rest(wires: list[str]) -> None:
    drawing = graph(*wires)
    network = networkx.DiGraph()
    for node in drawing.nodes:
        network.add_node(node)
        network.add_edges_from((wire.source, node) for wire in drawing.incoming[node])
    ordered = []
    with suppress(networkx.NetworkXUnfeasible):  # raised at a loop, after all that comes before it
        for node in networkx.topological_sort(network):
            ordered.append(node)
    assert drawing.order == tuple(ordered)
    assert {*drawing.order, *drawing.tangled} == set(LETTERS)
    assert len(drawing.order) + len(drawing.tangled) == len(LETTERS)


def test_the_order_does_not_hang_on_the_order_in_which_wires_were_drawn() -> None:
    wires = ["ab", "ac", "bd", "cd", "de"]
    assert graph(*wires).order == graph(*reversed(wires)).order


def test_ports_are_told_by_number_and_free_ones_are_none() -> None:
    drawing = Graph(
        {"a": Node("a", Input()), "b": Node("b", Input()), "sum": Node("sum", Add(inputs=3))},
        frozenset({Wire("b", "sum", "input_1"), Wire("a", "sum", "input_3")}),
    )
    assert fed_by(drawing, "sum") == ("b", None, "a")
    assert [wire.source for wire in drawing.incoming["sum"]] == ["b", "a"]
    assert drawing.outgoing["a"] == (Wire("a", "sum", "input_3"),)


def test_used_nodes_are_those_that_lead_to_an_output() -> None:
    drawing = Graph(
        {n: Node(n, layer) for n, layer in [("in", Input()), ("a", Dense()), ("dead", Dense()), ("out", Output())]},
        frozenset({Wire("in", "a"), Wire("in", "dead"), Wire("a", "out")}),
    )
    assert drawing.used == {"in", "a", "out"}


def test_changing_a_node_keeps_what_is_known_of_the_wires() -> None:
    drawing = graph("ab", "bc")
    order, incoming, ancestors = drawing.order, drawing.incoming, drawing.ancestors("c")
    changed = drawing.replacing(Node("b", Add(inputs=16), "new"))
    assert changed.nodes["b"].title == "new"
    assert drawing.nodes["b"].title == "Add"
    assert changed.order is order
    assert changed.incoming is incoming
    assert changed.ancestors("c") is ancestors
    assert changed.network is drawing.network


def test_a_free_id_is_the_first_that_nobody_has() -> None:
    assert free_id(["dense_1", "dense_3"], "dense") == "dense_2"


def test_a_node_whose_title_another_has_too_is_called_with_its_id() -> None:
    drawing = Graph({n: Node(n, layer) for n, layer in [("in", Input()), ("a", Dense()), ("b", Dense())]})
    assert [str(drawing.called(node)) for node in ("in", "a", "b")] == ["Input", "Dense (a)", "Dense (b)"]
    renamed = drawing.replacing(Node("b", Dense(), "hidden"))
    assert [str(renamed.called(node)) for node in ("a", "b")] == ["Dense", "hidden"]
