"""The automatic layout: left to right, nothing on top of anything, few crossings, any drawing."""

from __future__ import annotations

import random
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netbuilder.graph.graph import Graph, Node, Position, Wire
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.arrange import CARD_HEIGHT, CARD_WIDTH, GRID, arranged, card_height
from netbuilder.project.project import Project


def graph(*wires: tuple[str, str]) -> Graph:
    """Nodes named by their wires; each is an addition with a port for every wire that arrives."""
    add, relu = layer_types()["add"], layer_types()["relu"]
    names = dict.fromkeys(name for wire in wires for name in wire)
    arriving = {name: [a for a, b in wires if b == name] for name in names}
    nodes = {name: Node(name, add(inputs=len(arriving[name])) if len(arriving[name]) > 1 else relu()) for name in names}
    return Graph(nodes, frozenset(Wire(a, b, arriving[b].index(a)) for a, b in wires))


def overlaps(drawing: Graph) -> bool:
    places = arranged(drawing)
    cards = [(x, y, card_height(drawing.nodes[n].layer)) for n, (x, y) in places.items()]
    return any(
        abs(a[0] - b[0]) < CARD_WIDTH and a[1] < b[1] + b[2] and b[1] < a[1] + a[2]
        for i, a in enumerate(cards)
        for b in cards[i + 1 :]
    )


def crossings(drawing: Graph) -> int:
    places = arranged(drawing)
    lines = [(*places[w.source], *places[w.target]) for w in sorted(drawing.wires)]
    return sum((a[1] - b[1]) * (a[3] - b[3]) < 0 for i, a in enumerate(lines) for b in lines[i + 1 :] if a[0] == b[0])


def test_an_empty_drawing_has_an_empty_layout():
    assert arranged(Graph()) == {}


def test_a_chain_lies_on_one_line_from_left_to_right():
    places = arranged(graph(("a", "b"), ("b", "c"), ("c", "d")))
    assert len({y for _, y in places.values()}) == 1
    assert [name for name, _ in sorted(places.items(), key=lambda item: item[1])] == ["a", "b", "c", "d"]


def test_every_wire_leads_to_the_right():
    drawing = graph(("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("a", "d"))
    places = arranged(drawing)
    assert all(places[wire.source][0] + CARD_WIDTH < places[wire.target][0] for wire in drawing.wires)


def test_branches_that_need_not_cross_do_not():
    drawing = graph(("a", "b1"), ("a", "b2"), ("a", "b3"), ("b3", "c3"), ("b2", "c2"), ("b1", "c1"))
    assert crossings(drawing) == 0


def test_places_lie_on_the_grid_and_begin_at_the_origin():
    places = arranged(graph(("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"))).values()
    assert min(x for x, _ in places) == 0
    assert min(y for _, y in places) == 0
    assert all(x % GRID == 0 and y % GRID == 0 for x, y in places)


def test_a_loop_is_laid_out_too():
    drawing = graph(("a", "b"), ("b", "c"), ("c", "b"), ("c", "d"))
    assert arranged(drawing).keys() == drawing.nodes.keys()
    assert not overlaps(drawing)


@pytest.mark.parametrize("seed", range(5))
def test_no_card_lies_on_another_one_in_any_drawing(seed):
    dice = random.Random(seed)
    project = Project()
    for _ in range(40):
        project, _ = edits.add_node(project, layer_types()[dice.choice(["relu", "add"])](), (0.0, 0.0))
    names = list(project.graph.nodes)
    for _ in range(60):
        a, b = sorted(dice.sample(range(40), 2))
        target = project.graph.nodes[names[b]].layer
        project = edits.connect(project, names[a], names[b], dice.choice(target.input_ports()))
    assert not overlaps(project.graph)


def test_the_same_drawing_is_always_laid_out_alike():
    drawing = graph(("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"))
    assert arranged(drawing) == arranged(Graph(drawing.nodes, frozenset(sorted(drawing.wires))))


def test_a_skip_is_seen_beside_the_cards_that_it_passes():
    places = arranged(graph(("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("b", "e"), ("e", "f")))
    line = places["b"][1] + CARD_HEIGHT / 2
    assert places["e"][1] + CARD_HEIGHT / 2 == pytest.approx(line, abs=GRID)
    for passed in ("c", "d"):
        top = places[passed][1]
        assert top > line + GRID or top + CARD_HEIGHT < line - GRID


def chained(*names: str) -> Graph:
    return graph(*pairwise(names))


def size(drawing: Graph, places: dict[str, Position]) -> tuple[float, float]:
    right = max(x for x, _ in places.values()) + CARD_WIDTH
    return right, max(y + card_height(drawing.nodes[n].layer) for n, (_, y) in places.items())


@pytest.mark.parametrize("nodes", [20, 131, 500])
def test_a_long_chain_has_about_the_shape_of_the_canvas(nodes):
    drawing = chained(*(f"n{i}" for i in range(nodes)))
    width, height = size(drawing, arranged(drawing))
    assert 0.9 < width / height < 2.8
    assert not overlaps(drawing)


def test_rows_are_read_from_left_to_right_and_downwards():
    names = [f"n{i:03}" for i in range(60)]
    places = arranged(chained(*names))
    assert sorted(names, key=lambda name: (places[name][1], places[name][0])) == names


def test_a_short_chain_stays_in_one_row():
    assert len({y for _, y in arranged(chained(*"abcdefgh")).values()}) == 1


def test_rows_are_cut_only_where_a_single_node_leads_on():
    skips = [(f"n{i}", f"n{i + 3}") for i in range(0, 57, 3)]
    drawing = graph(*pairwise(f"n{i}" for i in range(60)), *skips)
    places = arranged(drawing)
    assert size(drawing, places)[0] < 30 * CARD_WIDTH
    back = {wire for wire in drawing.wires if places[wire.target][0] < places[wire.source][0]}
    assert back
    assert back == {wire for source in {wire.source for wire in back} for wire in drawing.outgoing[source]}


def test_the_lane_between_two_rows_is_free():
    skips = [(f"n{i}", f"n{i + 3}") for i in range(0, 57, 3)]
    drawing = graph(*pairwise(f"n{i}" for i in range(60)), *skips)
    places = arranged(drawing)
    cards = {n: (x, y, card_height(drawing.nodes[n].layer)) for n, (x, y) in places.items()}
    back = [w for w in drawing.wires if places[w.target][0] < places[w.source][0]]
    assert back
    for wire in back:
        middles = [cards[end][1] + cards[end][2] / 2 for end in (wire.source, wire.target)]
        lane = sum(middles) / 2
        assert all(not top < lane < top + height for _, top, height in cards.values())


@pytest.mark.parametrize("seed", range(6))
def test_the_lane_is_free_also_where_dead_ends_make_a_row_uneven(seed):
    dice = random.Random(seed)
    ends = [(f"n{dice.randrange(60)}", f"end{i}") for i in range(30)]
    drawing = graph(*pairwise(f"n{i}" for i in range(60)), *ends)
    places = arranged(drawing)
    cards = [(y, card_height(drawing.nodes[n].layer)) for n, (_, y) in places.items()]
    back = [w for w in drawing.wires if places[w.target][0] < places[w.source][0]]
    assert back
    assert not overlaps(drawing)
    for wire in back:
        lane = sum(places[end][1] + card_height(drawing.nodes[end].layer) / 2 for end in (wire.source, wire.target)) / 2
        assert all(not top < lane < top + height for top, height in cards)


def test_downwards_every_wire_leads_down_and_a_long_chain_goes_on_in_the_next_column():
    drawing = graph(("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"))
    places = arranged(drawing, "down")
    assert all(places[w.source][1] + CARD_HEIGHT < places[w.target][1] for w in drawing.wires)
    names = [f"n{i:03}" for i in range(131)]
    long = chained(*names)
    places = arranged(long, "down")
    width, height = size(long, places)
    assert 0.7 < width / height < 2.8
    assert sorted(names, key=lambda name: places[name]) == names


def test_one_layer_more_at_the_end_seldom_moves_another():
    names = [f"n{i}" for i in range(121)]
    moved = 0
    for nodes in range(20, 120):
        before, after = arranged(chained(*names[:nodes])), arranged(chained(*names[: nodes + 1]))
        moved += any(after[name] != place for name, place in before.items())
    assert moved <= 12


def test_parts_that_no_wire_connects_lie_beside_each_other():
    loose = Graph({f"n{i}": Node(f"n{i}", layer_types()["relu"]()) for i in range(200)})
    width, height = size(loose, arranged(loose))
    assert 0.8 < width / height < 3.2
    assert not overlaps(loose)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(["right", "down"]), st.integers(1, 40))
def test_any_drawing_is_laid_out_without_overlap_and_always_alike(data, flow, nodes):
    ends = st.tuples(st.integers(0, nodes - 1), st.integers(0, nodes - 1)).filter(lambda pair: pair[0] != pair[1])
    wires = data.draw(st.lists(ends, max_size=60))
    layer = layer_types()["relu"]()
    named = {f"n{i}": Node(f"n{i}", layer) for i in range(nodes)}
    drawing = Graph(named, frozenset(Wire(f"n{a}", f"n{b}", f"input_{i}") for i, (a, b) in enumerate(wires)))
    places = arranged(drawing, flow)
    assert list(places) == list(drawing.nodes)
    assert places == arranged(Graph(named, frozenset(sorted(drawing.wires, reverse=True))), flow)
    cards = list(places.values())
    assert not any(
        abs(a[0] - b[0]) < CARD_WIDTH and abs(a[1] - b[1]) < CARD_HEIGHT
        for i, a in enumerate(cards)
        for b in cards[i + 1 :]
    )


def test_the_work_grows_with_the_drawing_and_no_faster():
    def calls(nodes: int) -> int:
        wires = [(f"n{a}", f"n{b}") for a in range(nodes) for b in (a + 1, a + 7) if b < nodes]
        wires += [("n0", f"n{b}") for b in range(9, nodes, 5)]
        drawing, counted = graph(*dict.fromkeys(wires)), 0

        def count(frame, event, argument):
            nonlocal counted
            counted += 1

        sys.setprofile(count)
        try:
            arranged(drawing)
        finally:
            sys.setprofile(None)
        return counted

    assert calls(800) < 2.6 * calls(400)
