"""The automatic layout: left to right, nothing on top of anything, few crossings, any drawing."""

from __future__ import annotations

import random

import pytest

from netbuilder.graph.graph import Graph, Node, Wire
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
