"""At an edge of the view a gesture scrolls, and reaches what was out of sight; Esc brings back what was seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from netbuilder.graph.graph import Wire
from netbuilder.layers import layer_types
from netbuilder.project import edits
from ui.canvas.gestures import edge_scroll

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def canvas(open_canvas, network):
    """An input, and far to the right, out of sight, a layer that it is not connected to."""
    return open_canvas(edits.add_node(network("input"), layer_types()["dense"](), (1500.0, 0.0))[0])


def hold(canvas, hand, start: QPointF, at: QPoint) -> None:
    """Press, and drag to a point of the view."""
    hand.press(start)
    for place in ((hand.point(start) + at) / 2, at):
        QTest.mouseMove(canvas.viewport(), place)


@pytest.mark.parametrize("beyond", [-8, 60])
def test_a_wire_reaches_a_card_that_was_out_of_sight(canvas, hands, qtbot, beyond):
    hand, view = hands(canvas), canvas.viewport()
    target = canvas.drawing.node_items["dense_1"]
    assert not canvas.seen().intersects(target.card)
    hold(canvas, hand, hand.output("input_1"), QPoint(view.width() + beyond, 300))
    qtbot.waitUntil(lambda: canvas.seen().contains(target.card))
    hand.move(hand.input("dense_1"))
    seen = canvas.viewpoint()
    hand.release(hand.input("dense_1"))
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_1")}
    QTest.mouseMove(view, QPoint(view.width() - 4, 300))
    assert canvas.viewpoint() == seen


@pytest.mark.parametrize("edge", ["left", "right", "top", "bottom"])
def test_a_card_held_at_an_edge_stays_at_the_mouse_and_escape_takes_all_of_it_back(canvas, hands, qtbot, edge):
    hand, view, before = hands(canvas), canvas.viewport(), canvas.bridge.project
    seen, card = canvas.viewpoint(), canvas.drawing.node_items["input_1"].card.center()
    width, height = view.width(), view.height()
    ends = {"left": (4, 300), "right": (width - 4, 300), "top": (500, 4), "bottom": (500, height - 4)}
    hold(canvas, hand, card, QPoint(*ends[edge]))
    qtbot.waitUntil(lambda: canvas.viewpoint() != seen)
    after = canvas.viewpoint()
    qtbot.waitUntil(lambda: canvas.viewpoint() != after)
    shown = canvas.viewportTransform().map(canvas.drawing.node_items["input_1"].card.center())
    assert (shown - QPointF(*ends[edge])).manhattanLength() < 20, "but for the grid"
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.viewpoint() == seen
    assert canvas.bridge.project is before
    QTest.mouseRelease(view, LEFT, NO_KEYS, QPoint(*ends[edge]))
    QApplication.processEvents()
    assert canvas.viewpoint() == seen


def test_a_card_that_is_dropped_at_the_edge_at_once_or_dragged_away_from_it_moves_no_view(canvas, hands, monkeypatch):
    hand, view = hands(canvas), canvas.viewport()
    seen = canvas.viewpoint()
    hold(canvas, hand, hand.card("input_1"), QPoint(view.width() - 4, 300))
    QTest.mouseRelease(view, LEFT, NO_KEYS, QPoint(view.width() - 4, 300))
    monkeypatch.setattr(edge_scroll, "DELAY", 0)
    start = hand.card("input_1")
    hold(canvas, hand, start, hand.point(start) - QPoint(12, 0))
    QApplication.processEvents()
    assert canvas.viewpoint() == seen
    hand.release(hand.card("input_1"))


def test_what_is_dragged_stays_at_the_mouse_while_the_wheel_scrolls(canvas, hands):
    hand, view = hands(canvas), canvas.viewport()
    hold(canvas, hand, hand.card("input_1"), at := QPoint(500, 300))
    place = QPointF(at)
    wheel = QWheelEvent(
        place, view.mapToGlobal(place), QPoint(), QPoint(0, -480), LEFT, NO_KEYS, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(view, wheel)
    shown = canvas.viewportTransform().map(canvas.drawing.node_items["input_1"].card.center())
    assert (shown - place).manhattanLength() < 12, "but for the grid"
    QTest.mouseRelease(view, LEFT, NO_KEYS, at)
    shown = canvas.viewportTransform().map(canvas.drawing.node_items["input_1"].card.center())
    assert (shown - place).manhattanLength() < 12
