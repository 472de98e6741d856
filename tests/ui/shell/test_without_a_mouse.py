"""A network is built, wired, grouped and trained with the keyboard alone, with at most twice what the mouse takes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Graph
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.ui.conftest import OpenWindow
from ui.canvas.items.overlays import NameField
from ui.shell.main_window import MainWindow

Key, Keys, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton


class Hands:
    """Strokes of keys and clicks of the mouse, counted: a chord is one stroke, a double click two clicks, and what is
    dragged is pressed and let go."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.count = window, 0

    def holder(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.activeWindow()
        assert found is not None
        return found.focusWidget() or found

    def key(self, key: Key, keys: Keys = Keys.NoModifier) -> None:
        self.count += 1
        QTest.keyClick(self.holder(), key, keys)

    def type(self, text: str) -> None:
        for letter in text:
            self.count += 1
            QTest.keyClick(self.holder(), letter)

    def click(self, widget: QWidget, at: QPoint, button: Button = Button.LeftButton) -> None:
        self.count += 1
        QTest.mouseClick(widget, button, Keys.NoModifier, at)

    def double_click(self, widget: QWidget, at: QPoint) -> None:
        self.count += 2
        QTest.mouseClick(widget, Button.LeftButton, Keys.NoModifier, at)
        QTest.mouseDClick(widget, Button.LeftButton, Keys.NoModifier, at)

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        self.count += 2
        QTest.mousePress(widget, Button.LeftButton, Keys.NoModifier, start)
        QTest.mouseMove(widget, (start + end) / 2)
        QTest.mouseMove(widget, end)
        QTest.mouseRelease(widget, Button.LeftButton, Keys.NoModifier, end)


def empty(window: MainWindow) -> None:
    """Nothing drawn, two epochs to train, and the keys at the canvas."""
    project = edits.set_training(Project(), epochs=2, device="cpu")
    window.bridge.edit(project, say("Set"))
    window.activateWindow()
    window.canvas.setFocus()


def with_the_keyboard(window: MainWindow) -> int:
    hands, canvas = Hands(window), window.canvas
    for typed in ("", "de", "rel", "de"):
        hands.key(Key.Key_A)
        hands.type(typed)
        hands.key(Key.Key_Return)
    hands.key(Key.Key_Return)
    hands.key(Key.Key_A, Keys.ControlModifier)
    hands.type("2")
    hands.key(Key.Key_Escape)
    assert canvas.hasFocus()
    hands.key(Key.Key_A)
    hands.type("out")
    hands.key(Key.Key_Return)
    for _ in range(2):
        hands.key(Key.Key_Left, Keys.ControlModifier)
    hands.key(Key.Key_Left, Keys.ControlModifier | Keys.ShiftModifier)
    hands.key(Key.Key_G, Keys.ControlModifier)
    hands.key(Key.Key_Return)
    hands.key(Key.Key_F5)
    return hands.count


def with_the_mouse(window: MainWindow) -> int:
    hands, canvas = Hands(window), window.canvas
    palette, field = window.views.palette.list, window.views.palette.chooser.field

    def add(kind: str) -> None:
        palette.show_kind(kind)
        palette.scrollTo(palette.currentIndex())  # with the wheel, which is not counted
        hands.double_click(palette.viewport(), palette.visualRect(palette.currentIndex()).center())

    for kind in ("input", "dense", "relu", "dense"):
        add(kind)
    sheet = window.views.inspector.properties.sheet
    assert sheet is not None
    units = sheet.form.rows["units"].editor.text_field
    hands.double_click(units, units.rect().center())
    hands.key(Key.Key_A, Keys.ControlModifier)
    hands.type("2")
    add("output")
    canvas.fit()
    cards = [canvas.drawing.node_items[node].card for node in ("dense_1", "relu_1")]
    area: QRectF = cards[0].united(cards[1]).adjusted(-8, -20, 8, 20)
    corners = [canvas.viewportTransform().map(corner).toPoint() for corner in (area.topLeft(), area.bottomRight())]
    hands.drag(canvas.viewport(), *corners)
    hands.click(window.menuBar(), window.menuBar().actionGeometry(window.menuBar().actions()[1]).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    hands.click(menu, menu.actionGeometry(window.actions_["group"]).center())
    hands.key(Key.Key_Return)
    train = window.tool_bar.widgetForAction(window.actions_["train"])
    hands.click(train, train.rect().center())
    assert field.text() == ""
    return hands.count


def outline(graph: Graph) -> object:
    """What is drawn, by the titles of the layers, inside blocks as well."""
    return [
        outline(layer.definition.graph) if isinstance(layer, BlockUse) else (layer.title, layer.values().get("units"))
        for layer in (graph.nodes[node].layer for node in graph.order)
    ]


def test_the_keyboard_takes_at_most_twice_what_the_mouse_takes(open_window: OpenWindow, qtbot: QtBot) -> None:
    counts, drawn = list[int](), list[object]()
    for build in (with_the_mouse, with_the_keyboard):
        window = open_window()
        empty(window)
        with qtbot.waitSignal(window.worker.finished):
            counts.append(build(window))
        graph = window.bridge.project.graph
        assert window.bridge.problems == ()
        drawn.append(outline(graph))
        assert not [field for field in window.canvas.findChildren(NameField) if field.isVisible()]
        assert len(window.views.curves.training_points()[0]) == 2
    assert drawn[0] == drawn[1] == [
        ("Input", None), [("Block input", None), ("Dense", 32), ("ReLU", None), ("Block output", None)], ("Dense", 2),
        ("Output", None),
    ]  # fmt: skip
    mouse, keyboard = counts
    assert keyboard <= 2 * mouse, counts
