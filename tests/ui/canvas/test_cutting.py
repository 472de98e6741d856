"""Wires are cut by a line that is drawn across them, with Ctrl and the right button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from netbuilder.graph.graph import Wire
from netbuilder.project import edits
from tests.blocks import laid_out, residual

RIGHT, CTRL = Qt.MouseButton.RightButton, Qt.KeyboardModifier.ControlModifier
FIRST, LAST = Wire("input_1", "dense_1"), Wire("relu_1", "output_1")


@pytest.fixture
def canvas(open_canvas, network):
    return open_canvas(network("input", "dense", "relu", "output"))


def middle_of(canvas, wire: Wire) -> QPointF:
    return canvas.drawing.wire_items[wire].middle()


def draw(hand, *places: QPointF) -> None:
    hand.press(places[0], RIGHT, CTRL)
    for place in places[1:]:
        hand.move(place)


def test_the_wires_that_the_line_crosses_are_removed_in_one_step(canvas, hands, in_step):
    hand, before = hands(canvas), canvas.bridge.project
    first, last = middle_of(canvas, FIRST), middle_of(canvas, LAST)
    line = (first - QPointF(0, 60), first + QPointF(0, 90), last + QPointF(0, 90), last - QPointF(0, 60))
    draw(hand, *line)
    assert canvas.bridge.project is before, "only what is let go is cut"
    assert canvas.hint.text() == "Release to cut the wires: 2"
    hand.release(line[-1], RIGHT)
    assert canvas.bridge.project.graph.wires == {Wire("dense_1", "relu_1")}
    assert canvas.bridge.project.layout == before.layout
    assert canvas.hint.isHidden()
    in_step(canvas)
    canvas.bridge.document.undo()
    assert canvas.bridge.project is before


def test_a_line_beside_the_wires_cuts_nothing_and_a_bent_wire_is_cut_where_it_is_seen(canvas, hands):
    bent = edits.reroute(canvas.bridge.project, {FIRST: ((204.0, 240.0),)})
    canvas.bridge.document.replace(bent)
    hand, point = hands(canvas), QPointF(204, 240)
    straight = QPointF(204, 42)
    for start, end in ((straight - QPointF(4, 8), straight + QPointF(-4, 8)), (point, point + QPointF(0, 80))):
        draw(hand, start + QPointF(0, 20), end + QPointF(0, 20))
        hand.release(end, RIGHT)
        assert canvas.bridge.project is bent
    draw(hand, point - QPointF(0, 30), point + QPointF(0, 30))
    hand.release(point + QPointF(0, 30), RIGHT)
    assert FIRST not in canvas.bridge.project.graph.wires


def test_no_menu_opens_meanwhile_and_the_right_button_alone_still_opens_it(canvas, hands, monkeypatch):
    opened, hand = list[QMenu](), hands(canvas)
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_: opened.append(menu))
    monkeypatch.setattr(QMenu, "exec", lambda menu, *_: opened.append(menu))
    at = hand.point(middle_of(canvas, FIRST) - QPointF(0, 40))

    def ask(keys: Qt.KeyboardModifier) -> None:
        place = canvas.viewport().mapToGlobal(at)
        QApplication.sendEvent(canvas.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, place, keys))

    draw(hand, middle_of(canvas, FIRST) - QPointF(0, 40))
    ask(CTRL)
    hand.move(middle_of(canvas, FIRST) + QPointF(0, 40))
    hand.release(middle_of(canvas, FIRST) + QPointF(0, 40), RIGHT)
    assert FIRST not in canvas.bridge.project.graph.wires
    assert opened == []
    ask(Qt.KeyboardModifier.NoModifier)
    assert len(opened) == 1


def test_inside_a_block_every_use_loses_the_wire(open_canvas, hands, in_step):
    canvas = open_canvas(laid_out(residual()))
    canvas.bridge.enter(["residual_1"])
    hand, wire = hands(canvas), sorted(canvas.drawing.wire_items, key=str)[0]
    middle = middle_of(canvas, wire)
    draw(hand, middle - QPointF(0, 12), middle + QPointF(0, 12))
    hand.release(middle + QPointF(0, 12), RIGHT)
    assert wire not in canvas.bridge.project.blocks["residual"].graph.wires
    in_step(canvas)
