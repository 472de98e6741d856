"""Copies: beside what they copy, over no card, in sight."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from netbuilder.graph.annotations import Annotation
from netbuilder.graph.graph import Wire
from netbuilder.layers import layer_types
from netbuilder.project import edits

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def covered(canvas) -> list[tuple[str, str]]:
    """The pairs of cards that lie over one another."""
    cards = {name: item.card for name, item in canvas.drawing.node_items.items()}
    return [(a, b) for a, b in itertools.combinations(cards, 2) if cards[a].intersects(cards[b])]


@pytest.mark.parametrize("keys", [[Key.Key_D], [Key.Key_C, Key.Key_V]])
def test_a_copy_lies_beside_what_it_copies_and_covers_no_card(open_canvas, network, hands, in_step, keys):
    project, _ = edits.add_node(network("input", "dense", "relu", "output"), layer_types()["relu"](), (250, 100))
    canvas = open_canvas(project)
    canvas.fit()
    canvas.bridge.select(["dense_1", "relu_1"])
    for _ in range(3):
        for key in keys:
            hands(canvas).key(key, CONTROL)
        assert covered(canvas) == []
        layout = canvas.bridge.project.layout
        left, right = sorted(layout[node][0] for node in canvas.bridge.selection)
        assert right - left == 240
        assert all(canvas.seen().contains(canvas.drawing.node_items[node].card) for node in canvas.bridge.selection)
        in_step(canvas)


def test_a_copy_stays_in_the_frame_of_its_original_where_there_is_room(open_canvas, network, hands):
    project = network("input", "dense")
    frame = Annotation("frame", 200, -60, 260, 400, "Deep", "blue")
    canvas = open_canvas(replace(project, annotations={"frame_1": frame}))
    canvas.bridge.select(["dense_1"])
    hands(canvas).key(Key.Key_D, CONTROL)
    x, y = canvas.bridge.project.layout["dense_2"]
    assert (x, y) == (240, 160)
    hands(canvas).key(Key.Key_D, CONTROL)
    hands(canvas).key(Key.Key_D, CONTROL)
    x, y = canvas.bridge.project.layout["dense_4"]
    assert y > frame.y + frame.height or x > frame.x + frame.width
    assert covered(canvas) == []


@pytest.mark.parametrize("keys", [[Key.Key_D], [Key.Key_C, Key.Key_V]])
@pytest.mark.parametrize("where", ["beneath", "to the right", "along a lane"])
def test_a_copy_does_not_lie_over_a_wire_that_it_has_nothing_to_do_with(open_canvas, network, hands, keys, where):
    project = network("input", "dense", "relu", "output")
    if where == "beneath":  # a wire leads past below the layer
        project = edits.reroute(project, {Wire("relu_1", "output_1"): ((700.0, 200.0), (240.0, 200.0), (800.0, 60.0))})
    elif where == "to the right":
        apart = {"relu_1": (240.0, 900.0), "output_1": (900.0, -60.0), "dense_1": (240.0, -60.0)}
        project = edits.move(project, apart)
        project = edits.reroute(project, {Wire("relu_1", "output_1"): ((500.0, 400.0), (500.0, -300.0))})
        project, _ = edits.add_node(project, layer_types()["relu"](), (240.0, 160.0))
    else:
        project = edits.move(project, {"relu_1": (0.0, 300.0), "output_1": (240.0, 300.0)})
    canvas = open_canvas(project)
    canvas.fit()
    canvas.bridge.select(["dense_1"])
    for key in keys:
        hands(canvas).key(key, CONTROL)
    (copy,) = canvas.bridge.selection
    card = canvas.drawing.node_items[copy].card
    ways = {wire: item.path for wire, item in canvas.drawing.wire_items.items()}
    places = {wire: [path.pointAtPercent(i / 200) for i in range(201)] for wire, path in ways.items()}
    assert not [wire for wire, points in places.items() if any(card.contains(point) for point in points)]
    assert covered(canvas) == []
