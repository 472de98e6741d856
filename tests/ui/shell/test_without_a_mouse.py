"""A network is built, wired, grouped and trained with the keyboard alone, with at most twice what the mouse takes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Graph
from netbuilder.layers import layer_types
from netbuilder.messages import say
from netbuilder.project import block_edits, edits
from netbuilder.project.project import Project
from tests.ui.conftest import OpenWindow
from tests.ui.hand import Hands
from ui.canvas.items.overlays import NameField
from ui.forms.block_sheet import UseSheet
from ui.shell.main_window import MainWindow

Key, Keys = Qt.Key, Qt.KeyboardModifier


def empty(window: MainWindow) -> None:
    """Nothing drawn, two epochs to train, and the keys at the canvas."""
    project = edits.set_training(Project(), epochs=2, device="cpu")
    window.bridge.edit(project, say("Set"))
    window.activateWindow()
    window.canvas.setFocus()


def with_the_keyboard(window: MainWindow) -> int:
    hands, canvas = Hands(), window.canvas
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
    hands, canvas = Hands(), window.canvas
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


def with_a_block(window: MainWindow) -> None:
    """A network with two of its layers in a block that has no parameters of its own yet, and the keys at the canvas."""
    project, last = Project(), ""
    for number, kind in enumerate(("input", "dense", "relu", "output")):
        project, node = edits.add_node(project, layer_types()[kind](), (200.0 * number, 0.0))
        project = edits.connect(project, last, node) if last else project
        last = node
    project, node = block_edits.group(project, ["dense_1", "relu_1"], "Unit")
    window.bridge.document.replace(project)
    window.activateWindow()
    window.canvas.setFocus()
    window.canvas.fit()
    window.bridge.select([node])


def promoted_with_the_keyboard(window: MainWindow) -> int:
    hands = Hands()
    hands.key(Key.Key_Return)
    for key in (Key.Key_Tab, Key.Key_Tab, Key.Key_Return, Key.Key_Tab, Key.Key_Space, Key.Key_Escape):
        hands.key(key)
    hands.key(Key.Key_Up, Keys.AltModifier)
    hands.key(Key.Key_Return, Keys.AltModifier)
    for key in (Key.Key_Tab, Key.Key_Tab):
        hands.key(key)
    hands.type("8")
    hands.key(Key.Key_Escape)
    return hands.count


def promoted_with_the_mouse(window: MainWindow) -> int:
    hands, canvas, properties = Hands(), window.canvas, window.views.inspector.properties

    def middle(node: str) -> QPoint:
        QApplication.processEvents()
        return canvas.viewportTransform().map(canvas.drawing.node_items[node].card.center()).toPoint()

    (use,) = window.bridge.selection
    hands.double_click(canvas.viewport(), middle(use))
    hands.click(canvas.viewport(), middle("dense_1"))
    assert properties.sheet is not None
    arrow = properties.sheet.promotion.buttons["units"]
    hands.click(arrow, arrow.rect().center())
    back = canvas.breadcrumbs.steps[0].button
    hands.click(back, back.rect().center())
    assert isinstance(properties.sheet, UseSheet)
    assert properties.sheet.overrides.form is not None
    field = properties.sheet.overrides.form.rows["units"].editor.text_field
    hands.double_click(field, field.rect().center())
    hands.key(Key.Key_A, Keys.ControlModifier)
    hands.type("8")
    return hands.count


def test_a_parameter_is_promoted_and_overridden_with_at_most_twice_the_strokes_of_the_mouse(window: MainWindow) -> None:
    counts = list[int]()
    for promote in (promoted_with_the_mouse, promoted_with_the_keyboard):
        with_a_block(window)
        counts.append(promote(window))
        (use,) = (one.layer for one in window.bridge.project.graph.nodes.values() if isinstance(one.layer, BlockUse))
        assert use.overrides == {"units": 8}
        assert use.definition.value("units") == 32
    assert window.canvas.hasFocus()
    mouse, keyboard = counts
    assert keyboard <= 2 * mouse, counts
