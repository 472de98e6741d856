"""What Qt keeps of painted cards and wires is painted again after each change: it shows what is so now."""

from __future__ import annotations

import numpy
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from netbuilder.messages import say
from netbuilder.project import edits
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
def test_every_change_is_seen(open_canvas, network, hands, zoom) -> None:
    canvas = open_canvas(network("input", "dense", "relu", "output"))
    canvas.themes.choose("light")
    canvas.set_zoom(zoom)
    hand = hands(canvas)
    seen(canvas)
    for change in changes(canvas, hand):
        change()
        assert_kept_pictures_are_right(canvas)


def test_a_card_that_is_dragged_and_let_go_by_escape_is_seen_where_it_is(open_canvas, network, hands) -> None:
    canvas = open_canvas(network("input", "dense", "relu", "output"))
    hand = hands(canvas)
    start = hand.card("dense_1")
    hand.press(start)
    for far in (20.0, 60.0, 90.0):
        hand.move(start + type(start)(far, far))
        assert_kept_pictures_are_right(canvas)
    hand.key(Qt.Key.Key_Escape)
    hand.release(start)
    assert_kept_pictures_are_right(canvas)


def test_long_wires_are_not_kept_and_what_is_kept_has_room(open_canvas, network) -> None:
    project = network("input", "dense", "output")
    canvas = open_canvas(edits.move(project, {"output_1": (4000.0, 900.0)}))
    modes = {wire.target: item.cacheMode() for wire, item in canvas.drawing.wire_items.items()}
    assert modes == {"dense_1": painting.KEPT, "output_1": painting.NOT_KEPT}
    canvas.bridge.edit(edits.move(canvas.bridge.project, {"output_1": (480.0, 0.0)}), say("Move"))
    modes = {wire.target: item.cacheMode() for wire, item in canvas.drawing.wire_items.items()}
    assert modes == {"dense_1": painting.KEPT, "output_1": painting.KEPT}
