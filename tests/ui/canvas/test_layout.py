"""Several cards laid at once: arranged in rows or downwards, aligned, distributed; undone; and on their way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

import samples
from netbuilder.files.read import read
from netbuilder.project import edits
from ui.canvas.items import distant_words

KINDS = ("input", *("dense", "relu") * 20, "output")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def still(monkeypatch):
    """Nothing moves by itself, as where the system has been asked for no motion."""
    monkeypatch.setattr("ui.canvas.layout.glide.duration", lambda _view: 0)


def overlap(canvas) -> bool:
    cards = [item.card for item in canvas.drawing.node_items.values()]
    return any(a.intersects(b) for i, a in enumerate(cards) for b in cards[i + 1 :])


def test_a_long_chain_is_wrapped_and_seen_whole_and_arranged_again_nothing_changes(open_canvas, network, still):
    canvas = open_canvas(network(*KINDS))
    canvas.fit()
    far = canvas.zoom
    canvas.arrange()
    assert canvas.zoom > 3 * far
    assert len({y for _, y in canvas.bridge.project.layout.values()}) > 3
    laid = canvas.bridge.project
    canvas.arrange()
    assert canvas.bridge.project is laid


def test_an_arrangement_is_one_step_back_and_forth(open_canvas, network, in_step, still):
    canvas = open_canvas(network(*KINDS))
    before = canvas.bridge.project
    canvas.arrange_down()
    after = canvas.bridge.project
    assert all(
        after.layout[w.source][1] < after.layout[w.target][1] or after.layout[w.source][0] < after.layout[w.target][0]
        for w in after.graph.wires
    )
    canvas.bridge.document.undo()
    assert canvas.bridge.project is before
    canvas.bridge.document.redo()
    assert canvas.bridge.project is after
    in_step(canvas)


def test_of_a_selection_only_its_nodes_move_and_none_lies_on_another(open_canvas, network, still):
    canvas = open_canvas(network("input", "dense", "relu", "dense", "output"))
    project = edits.move(canvas.bridge.project, {"relu_1": (300.0, 300.0), "dense_2": (0.0, 200.0)})
    canvas.bridge.edit(project, "Move")
    canvas.bridge.select(["dense_1", "relu_1", "dense_2"])
    canvas.arrangement.arrange_selected()
    laid = canvas.bridge.project
    assert {n for n in laid.layout if laid.layout[n] != project.layout[n]} <= {"dense_1", "relu_1", "dense_2"}
    assert laid.layout["dense_1"][0] < laid.layout["relu_1"][0] < laid.layout["dense_2"][0]
    assert not overlap(canvas)
    canvas.arrangement.arrange_selected()
    assert canvas.bridge.project is laid


def test_a_selection_makes_way_for_what_lies_among_it(open_canvas, network, still):
    canvas = open_canvas(network("input", "dense", "relu", "dense", "output"))
    places = {"input_1": (0.0, 0.0), "dense_1": (0.0, -200.0), "relu_1": (0.0, 200.0), "output_1": (40.0, 90.0)}
    canvas.bridge.edit(edits.move(canvas.bridge.project, places), "Move")
    canvas.bridge.select(["dense_1", "relu_1", "dense_2"])
    canvas.arrangement.arrange_selected()
    assert not overlap(canvas)
    laid = canvas.bridge.project
    assert {node: laid.layout[node] for node in ("input_1", "output_1")} == {"input_1": (0, 0), "output_1": (40, 90)}
    canvas.arrangement.arrange_selected()
    assert canvas.bridge.project is laid


def test_cards_glide_to_their_places_and_arrive(open_canvas, network, qtbot, in_step):
    canvas = open_canvas(network(*KINDS))
    before = {node: item.pos() for node, item in canvas.drawing.node_items.items()}
    canvas.arrange()
    assert canvas.arrangement.glide.busy
    assert all(item.pos() == before[node] for node, item in canvas.drawing.node_items.items())
    qtbot.waitUntil(lambda: not canvas.arrangement.glide.busy)
    in_step(canvas)


def test_without_motion_cards_are_there_at_once(open_canvas, network, in_step, still):
    canvas = open_canvas(network(*KINDS))
    canvas.arrange()
    assert not canvas.arrangement.glide.busy
    in_step(canvas)


@pytest.mark.parametrize("ends", ["undo", "escape", "press", "delete"])
def test_whatever_happens_on_the_way_finds_the_cards_where_the_document_has_them(
    open_canvas, network, hands, in_step, ends
):
    canvas = open_canvas(network(*KINDS))
    canvas.arrange()
    assert canvas.arrangement.glide.busy
    if ends == "undo":
        canvas.bridge.document.undo()
    elif ends == "escape":
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
    elif ends == "press":
        hands(canvas).click(QPointF(-4000, -4000))
    else:
        canvas.bridge.select(["relu_3"])
        QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert not canvas.arrangement.glide.busy
    in_step(canvas)


@pytest.mark.parametrize("edge", ["left", "centre", "right", "top", "middle", "bottom"])
def test_selected_cards_are_aligned(open_canvas, network, edge, still):
    canvas = open_canvas(network("input", "dense", "relu"))
    canvas.bridge.edit(edits.move(canvas.bridge.project, {"dense_1": (260.0, 136.0), "relu_1": (64.0, 304.0)}), "Move")
    before = canvas.bridge.project
    canvas.select_all()
    canvas.arrangement.align(edge)
    axis = 0 if edge in ("left", "centre", "right") else 1
    layout = canvas.bridge.project.layout
    assert len({place[axis] for place in layout.values()}) == 1
    assert all(layout[node][1 - axis] == place[1 - axis] for node, place in before.layout.items())
    canvas.bridge.document.undo()
    assert canvas.bridge.project is before


@pytest.mark.parametrize("across", [True, False])
def test_selected_cards_are_distributed(open_canvas, network, across, still):
    canvas = open_canvas(network("input", "dense", "relu", "output"))
    places = {"input_1": (0.0, 0.0), "dense_1": (200.0, 100.0), "relu_1": (700.0, 500.0), "output_1": (900.0, 900.0)}
    canvas.bridge.edit(edits.move(canvas.bridge.project, places), "Move")
    canvas.select_all()
    canvas.arrangement.distribute(across=across)
    axis = 0 if across else 1
    found = sorted(place[axis] for place in canvas.bridge.project.layout.values())
    assert found == [900 * i / 3 for i in range(4)]
    laid = canvas.bridge.project
    canvas.arrangement.distribute(across=across)
    assert canvas.bridge.project is laid


def test_a_wire_back_to_the_next_row_keeps_off_the_cards_and_is_hit_in_its_lane(open_canvas, network, still):
    canvas = open_canvas(network(*KINDS))
    canvas.arrange()
    back = [item for item in canvas.drawing.wire_items.values() if item.target.x() < item.source.x()]
    assert back
    for item in back:
        line = [item.path.pointAtPercent(i / 100) for i in range(1, 100)]
        cards = [card.card for card in canvas.drawing.node_items.values()]
        assert not any(card.contains(point) for card in cards for point in line)
        assert canvas.drawing.wire_at(item.middle(), 3) is item


@pytest.mark.parametrize("name", samples.names())
def test_every_sample_opens_with_its_shapes_and_parameters_in_a_window_of_1280_by_800(open_canvas, name, still):
    canvas = open_canvas(read(samples.path(name)))
    canvas.resize(762, 431)
    canvas.fit()
    assert canvas.zoom >= distant_words.LEAST
