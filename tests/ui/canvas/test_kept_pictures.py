"""What Qt keeps of painted cards and wires is painted again after each change: it shows what is so now."""

from __future__ import annotations

import numpy
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from netbuilder.messages import say
from netbuilder.project import edits
from tests import patience
from tests.large import large_project
from ui.canvas.items import painting
from ui.canvas.wire_targets import WireTargets

DIFFERENT = 12
"""Of the 255 steps of grey: a neighbouring shade at an edge is the same picture."""


def seen(canvas) -> QImage:
    return canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)


def differing(one: QImage, other: QImage) -> int:
    """How many pixels are different."""
    first, second = (numpy.frombuffer(image.constBits(), numpy.uint8).astype(int) for image in (one, other))
    return int((abs(first - second) > DIFFERENT).sum())


def wait_for_pictures(canvas, qtbot) -> None:
    """Until they are kept; then paint them once."""
    qtbot.waitUntil(lambda: canvas.drawing.pictures.complete, timeout=patience.MILLISECONDS)
    seen(canvas)


def assert_kept_pictures_are_right(canvas) -> None:
    kept = seen(canvas)
    modes = {item: item.cacheMode() for item in canvas.drawing.items()}
    assert painting.KEPT in modes.values()
    for item in modes:
        item.setCacheMode(painting.NOT_KEPT)
    painted = seen(canvas)
    for item, mode in modes.items():
        item.setCacheMode(mode)
    assert differing(kept, painted) == 0
    seen(canvas)  # now they are kept again, as they are before the next change


def changes(canvas, hand):
    """Every change that a card or a wire shows without being moved."""
    bridge, drawing = canvas.bridge, canvas.drawing

    def edit(project) -> None:
        bridge.edit(project, say("Edit"))

    (wire,) = bridge.project.graph.incoming["relu_1"]
    yield lambda: bridge.select(["dense_1"])
    yield canvas.clearFocus
    yield canvas.setFocus
    yield lambda: QTest.mouseMove(hand.view, hand.point(hand.card("relu_1")))
    yield lambda: QTest.mouseMove(hand.view, hand.point(hand.output("relu_1")))
    yield lambda: drawing.select_wires([wire])
    yield lambda: edit(edits.rename(bridge.project, "relu_1", "bend"))
    yield lambda: edit(edits.set_parameter(bridge.project, "dense_1", "units", 777))
    yield lambda: edit(edits.mute(bridge.project, ["relu_1"]))
    yield lambda: canvas.set_running(True)
    yield lambda: canvas.set_running(False)
    yield lambda: drawing.set_fitting(WireTargets(bridge.level.check, "dense_1"))
    yield lambda: drawing.set_fitting(None)
    yield lambda: edit(edits.disconnect(bridge.project, wire))
    yield lambda: canvas.themes.choose("dark")
    yield lambda: canvas.themes.choose("light")
    yield bridge.document.undo
    yield bridge.document.undo


@pytest.mark.parametrize("zoom", [1.0, 0.4, 0.15])
def test_every_change_is_seen(open_canvas, network, hands, zoom, qtbot) -> None:
    canvas = open_canvas(network("input", "dense", "relu", "output"))
    canvas.themes.choose("light")
    canvas.set_zoom(zoom)
    hand = hands(canvas)
    wait_for_pictures(canvas, qtbot)
    for change in changes(canvas, hand):
        change()
        assert_kept_pictures_are_right(canvas)


def test_a_card_that_is_dragged_and_let_go_by_escape_is_seen_where_it_is(open_canvas, network, hands, qtbot) -> None:
    canvas = open_canvas(network("input", "dense", "relu", "output"))
    hand = hands(canvas)
    wait_for_pictures(canvas, qtbot)
    start = hand.card("dense_1")
    hand.press(start)
    for far in (20.0, 60.0, 90.0):
        hand.move(start + type(start)(far, far))
        assert_kept_pictures_are_right(canvas)
    hand.key(Qt.Key.Key_Escape)
    hand.release(start)
    assert_kept_pictures_are_right(canvas)


def test_long_wires_are_not_kept_and_what_is_kept_has_room(open_canvas, network, qtbot) -> None:
    project = network("input", "dense", "output")
    canvas = open_canvas(edits.move(project, {"output_1": (4000.0, 900.0)}))
    wait_for_pictures(canvas, qtbot)
    modes = {wire.target: item.cacheMode() for wire, item in canvas.drawing.wire_items.items()}
    assert modes == {"dense_1": painting.KEPT, "output_1": painting.NOT_KEPT}
    canvas.bridge.edit(edits.move(canvas.bridge.project, {"output_1": (480.0, 0.0)}), say("Move"))
    modes = {wire.target: item.cacheMode() for wire, item in canvas.drawing.wire_items.items()}
    assert modes == {"dense_1": painting.KEPT, "output_1": painting.KEPT}


def kept(canvas) -> set[bool]:
    items = [*canvas.drawing.node_items.values(), *canvas.drawing.wire_items.values()]
    return {item.cacheMode() == painting.KEPT for item in items}


def test_pictures_are_kept_while_the_zoom_stays_and_only_then(open_canvas, network, qtbot) -> None:
    canvas = open_canvas(network("input", "dense", "output"))
    assert kept(canvas) == {False}  # painted twice as quickly the first time
    wait_for_pictures(canvas, qtbot)
    assert kept(canvas) == {True}
    canvas.zoom_in()
    assert kept(canvas) == {False}
    canvas.zoom_in()
    wait_for_pictures(canvas, qtbot)
    assert kept(canvas) == {True}


def test_what_is_added_while_pictures_are_kept_is_kept_at_once_and_another_drawing_is_painted_first(
    open_canvas, network, qtbot
) -> None:
    canvas = open_canvas(network("input", "dense", "output"))
    wait_for_pictures(canvas, qtbot)
    project = canvas.bridge.project
    grown, node = edits.add_node(project, project.graph.nodes["dense_1"].layer, (240.0, 200.0))
    canvas.bridge.edit(edits.connect(grown, "input_1", node), say("Add"))
    assert len(canvas.drawing.node_items) == 4
    assert kept(canvas) == {True}
    canvas.drawing.show_another()
    assert kept(canvas) == {False}
    wait_for_pictures(canvas, qtbot)
    assert kept(canvas) == {True}


def test_drawings_of_more_items_than_are_taken_at_once_get_all_their_pictures(open_canvas, qtbot) -> None:
    canvas = open_canvas(large_project(120))
    wait_for_pictures(canvas, qtbot)
    assert {item.cacheMode() for item in canvas.drawing.node_items.values()} == {painting.KEPT}
    assert sum(item.cacheMode() == painting.KEPT for item in canvas.drawing.wire_items.values()) > 100
