"""Muting with real keys and menus: drawn as such, told, undone, copied, refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QMenu

from netbuilder.project import edits
from ui.canvas import context_menus, descriptions

CTRL = Qt.KeyboardModifier.ControlModifier


def muted(canvas) -> set[str]:
    return {node.id for node in canvas.bridge.level.project.graph.nodes.values() if node.muted}


def painted(canvas, node: str, zoom: float) -> QImage:
    """The card of a node as it is painted at a zoom, on white."""
    card = canvas.drawing.node_items[node].card
    image = QImage(round(card.width() * zoom), round(card.height() * zoom), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    canvas.drawing.render(painter, QRectF(image.rect()), card)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


@pytest.fixture
def canvas(open_canvas, network):
    return open_canvas(network("input", "dense", "relu", "dropout", "output"))


def test_m_mutes_the_selected_layer_and_uses_it_again(canvas, hands) -> None:
    hand = hands(canvas)
    hand.click(hand.card("relu_1"))
    before = canvas.bridge.project
    hand.key(Qt.Key.Key_M)
    assert muted(canvas) == {"relu_1"}
    assert canvas.drawing.node_items["relu_1"].node.muted
    assert str(canvas.bridge.document.undo_label) == "Mute"
    hand.key(Qt.Key.Key_M)
    assert muted(canvas) == set()
    assert str(canvas.bridge.document.undo_label) == "Unmute"
    canvas.bridge.document.undo()
    canvas.bridge.document.undo()
    assert canvas.bridge.project is before


def test_of_several_layers_those_that_are_not_yet_muted_become_so_first(canvas, hands) -> None:
    hand = hands(canvas)
    canvas.bridge.select(["relu_1"])
    hand.key(Qt.Key.Key_M)
    canvas.bridge.select(["relu_1", "dropout_1"])
    hand.key(Qt.Key.Key_M)
    assert muted(canvas) == {"relu_1", "dropout_1"}
    hand.key(Qt.Key.Key_M)
    assert muted(canvas) == set()


@pytest.fixture
def told(canvas) -> list[str]:
    """What was refused."""
    found: list[str] = []
    canvas.bridge.refused.connect(lambda message: found.append(str(message)))
    return found


WHY = "“Input” cannot be muted: it is where values enter or leave. Mute a layer between them."


def test_what_cannot_be_muted_is_said_and_nothing_changes(canvas, hands, told) -> None:
    before = canvas.bridge.project
    canvas.bridge.select(["input_1"])
    hands(canvas).key(Qt.Key.Key_M)
    assert canvas.bridge.project is before
    assert told == [WHY]


def test_of_a_selection_what_can_be_muted_is_and_the_others_are_said(canvas, hands, told) -> None:
    hand, before = hands(canvas), canvas.bridge.project
    canvas.bridge.select(["input_1", "relu_1"])
    hand.key(Qt.Key.Key_M)
    assert muted(canvas) == {"relu_1"}
    assert told == [WHY]
    hand.key(Qt.Key.Key_M)
    assert muted(canvas) == set()
    canvas.bridge.document.undo()
    canvas.bridge.document.undo()
    assert canvas.bridge.project is before
    told.clear()
    canvas.bridge.select(["input_1", "output_1", "relu_1"])
    hand.key(Qt.Key.Key_M)
    assert muted(canvas) == {"relu_1"}
    assert told == [f"2 of the selected layers cannot be muted. The first: {WHY}"]


def test_without_a_selection_m_does_nothing(canvas, hands) -> None:
    canvas.bridge.select([])
    before = canvas.bridge.project
    hands(canvas).key(Qt.Key.Key_M)
    assert canvas.bridge.project is before
    assert canvas.bridge.document.undo_label is None


@pytest.mark.parametrize("zoom", [1.0, 0.4, 0.1])
def test_a_muted_card_looks_otherwise_at_every_zoom_without_its_colours(canvas, hands, zoom) -> None:
    plain = painted(canvas, "relu_1", zoom)
    canvas.bridge.select(["relu_1"])
    hands(canvas).key(Qt.Key.Key_M)
    canvas.bridge.select([])
    other = painted(canvas, "relu_1", zoom)
    dark = sum(
        abs(plain.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 60
        for x in range(plain.width())
        for y in range(plain.height())
    )
    assert dark > 0.02 * plain.width() * plain.height()


def test_it_is_said_by_tool_tip_and_screen_reader(canvas, hands) -> None:
    canvas.bridge.select(["relu_1"])
    hands(canvas).key(Qt.Key.Key_M)
    assert "Muted: what arrives passes it by" in descriptions.card_tip(canvas.drawing.node_items["relu_1"])
    assert canvas.accessibleDescription().startswith("ReLU, muted")


def test_the_menu_says_what_it_would_do(canvas) -> None:
    def entry() -> str:
        menu = context_menus.node_menu(canvas, "relu_1")
        texts = [action.text() for action in menu.actions() if action.text() in ("Mute", "Unmute")]
        next(action for action in menu.actions() if action.text() in texts).trigger()
        menu.close()
        return " ".join(texts)

    canvas.bridge.select(["relu_1"])
    assert entry() == "Mute"
    assert muted(canvas) == {"relu_1"}
    assert entry() == "Unmute"
    assert muted(canvas) == set()
    assert not [menu for menu in canvas.findChildren(QMenu) if menu.isVisible()]


def test_a_copy_is_muted_as_well(canvas, hands) -> None:
    hand = hands(canvas)
    canvas.bridge.select(["relu_1"])
    hand.key(Qt.Key.Key_M)
    hand.key(Qt.Key.Key_C, CTRL)
    hand.key(Qt.Key.Key_V, CTRL)
    (copy,) = canvas.bridge.selection
    assert copy != "relu_1"
    assert muted(canvas) == {"relu_1", copy}


def test_the_shape_on_the_wire_behind_it_is_that_before_it(canvas, hands) -> None:
    canvas.bridge.level.edit(edits.set_parameter(canvas.bridge.project, "dense_1", "units", 7), "Set")
    (behind,) = canvas.bridge.project.graph.outgoing["dense_1"]
    assert canvas.drawing.wire_items[behind].label() == "7"
    canvas.bridge.select(["dense_1"])
    hands(canvas).key(Qt.Key.Key_M)
    assert canvas.drawing.wire_items[behind].label() == "2"


def test_escape_in_the_middle_of_a_drag_leaves_a_muted_card_where_and_what_it_is(canvas, hands) -> None:
    hand = hands(canvas)
    canvas.bridge.select(["relu_1"])
    hand.key(Qt.Key.Key_M)
    before = canvas.bridge.project
    start = hand.card("relu_1")
    hand.press(start)
    hand.move(start * 1.2)
    hand.key(Qt.Key.Key_Escape)
    hand.release(start * 1.2)
    assert canvas.bridge.project is before
    assert muted(canvas) == {"relu_1"}
