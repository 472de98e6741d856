"""A parameter dragged from its form to the edge of the canvas is promoted; a target with words shows where."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.blocks import laid_out, nested, residual
from ui.forms.node_form import NodeForm

LEFT, COPY, NO_KEYS = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction, Qt.KeyboardModifier(0)
NO_BUTTON = Qt.MouseButton.NoButton


@pytest.fixture
def inside(open_canvas):
    """The canvas with the block open, whose units are promoted and whose bias is not."""
    canvas = open_canvas(laid_out(residual()))
    canvas.bridge.enter(["residual_1"])
    canvas.bridge.select(["dense_2"])
    return canvas


def form_of(canvas, qtbot) -> NodeForm:
    form = NodeForm(canvas.bridge, canvas.themes)
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    return form


class Carried:
    """Stands for the system's drag: what happens between picking up and letting go."""

    def __init__(self, canvas, monkeypatch, *, drop: bool) -> None:
        self.target, self.drop, self.words, self.data = canvas.promotion_target, drop, list[str](), None
        self.accepted: list[bool] = []
        monkeypatch.setattr(QDrag, "exec", lambda drag, _action: self._carry(drag.mimeData()))

    def _carry(self, data: QMimeData) -> Qt.DropAction:
        assert self.target.isVisible()
        self.words.append(self.target.text())
        middle = self.target.rect().center()
        self._send(QDragEnterEvent(middle, COPY, data, LEFT, NO_KEYS))
        if self.drop and self.accepted[-1]:
            self._send(QDropEvent(QPointF(middle), COPY, data, LEFT, NO_KEYS))
        else:
            self._send(QDragLeaveEvent())
        return COPY

    def _send(self, event: QEvent) -> None:
        QApplication.sendEvent(self.target, event)
        self.accepted.append(event.isAccepted())


def drag(widget: QWidget, at: QPoint | None = None) -> None:
    middle = at if at is not None else widget.rect().center()
    QTest.mousePress(widget, LEFT, NO_KEYS, middle)
    QTest.mouseMove(widget, middle + QPoint(3, 0))
    QTest.mouseMove(widget, middle + QPoint(QApplication.startDragDistance() + 5, 0))
    QTest.mouseRelease(widget, LEFT, NO_KEYS, middle)


def hover(widget: QWidget, at: QPoint) -> None:
    """Move the mouse over a widget. Not with QTest: without a button the move goes to whatever window lies on top."""
    place = QPointF(at)
    event = QMouseEvent(QEvent.Type.MouseMove, place, widget.mapToGlobal(place), NO_BUTTON, NO_BUTTON, NO_KEYS)
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("handle", ["label", "button", "between", "right"])
def test_dropped_on_the_target_it_is_promoted_and_undone_in_one_step(inside, qtbot, monkeypatch, handle) -> None:
    sheet, carried = form_of(inside, qtbot).sheet, Carried(inside, monkeypatch, drop=True)
    before = inside.bridge.project
    assert not inside.promotion_target.isVisible()
    row, button = sheet.form.rows["bias"], sheet.promotion.buttons["bias"]
    around, label = row.around[0].geometry(), row.label.geometry()
    places = {
        "label": (row.label, None),
        "button": (button, None),
        "between": (sheet.form, QPoint((label.right() + around.left()) // 2, label.center().y())),
        "right": (sheet.form, QPoint(around.left() + button.x() - 8, around.center().y())),
    }
    drag(*places[handle])
    assert carried.words == ["Drop Bias here: each use of “residual” can then have its own."]
    assert inside.bridge.project.blocks["residual"].parameters["bias"] == (("dense_2", "bias"),)
    assert sheet.promotion.buttons["bias"].isChecked()
    assert not inside.promotion_target.isVisible()
    inside.bridge.document.undo()
    assert inside.bridge.project is before


def test_let_go_elsewhere_or_promoted_already_nothing_changes(inside, qtbot, monkeypatch) -> None:
    sheet, before = form_of(inside, qtbot).sheet, inside.bridge.project
    Carried(inside, monkeypatch, drop=False)
    drag(sheet.form.rows["bias"].label)
    carried = Carried(inside, monkeypatch, drop=True)
    drag(sheet.form.rows["units"].label)
    assert carried.words == ["Each use of “residual” can have its own Units already."]
    assert carried.accepted[0] is False
    assert inside.bridge.project is before
    assert not inside.promotion_target.isVisible()


def test_outside_of_blocks_nothing_is_dragged_and_a_click_is_a_click(inside, qtbot, monkeypatch) -> None:
    sheet = form_of(inside, qtbot).sheet
    carried = Carried(inside, monkeypatch, drop=True)
    QTest.mouseClick(sheet.promotion.buttons["bias"], LEFT)
    assert "bias" in inside.bridge.project.blocks["residual"].parameters
    inside.bridge.enter(())
    inside.bridge.select(["dense_1"])
    drag(form_of(inside, qtbot).sheet.form.rows["bias"].label)
    assert carried.words == []


def test_between_the_rows_nothing_is_dragged_and_the_cursor_says_what_is(inside, qtbot, monkeypatch) -> None:
    form, carried = form_of(inside, qtbot).sheet.form, Carried(inside, monkeypatch, drop=True)
    row = form.rows["bias"]
    gap = (row.label.geometry().right() + row.around[0].x()) // 2
    hover(form, QPoint(gap, row.label.geometry().center().y()))
    assert form.cursor().shape() is Qt.CursorShape.OpenHandCursor
    assert row.label.cursor().shape() is Qt.CursorShape.OpenHandCursor
    assert row.editor.cursor().shape() is Qt.CursorShape.ArrowCursor
    above = QPoint(gap, row.around[0].y() - 2)
    drag(form, above)
    hover(form, above)
    assert form.cursor().shape() is Qt.CursorShape.ArrowCursor
    assert carried.words == []


def test_what_a_nested_block_promotes_is_promoted_once_more(open_canvas, qtbot, monkeypatch) -> None:
    canvas = open_canvas(laid_out(nested()))
    (outer,) = (name for name, node in canvas.bridge.project.graph.nodes.items() if node.name == "outer")
    canvas.bridge.enter([outer])
    canvas.bridge.select(["middle_1"])
    sheet = form_of(canvas, qtbot).sheet
    Carried(canvas, monkeypatch, drop=True)
    drag(sheet.overrides.form.rows["width"].label)
    assert canvas.bridge.project.blocks["outer"].parameters["width"] == (("middle_1", "width"),)


def test_what_is_no_parameter_is_not_taken(inside) -> None:
    inside.bridge.parameter_dragged.emit(("dense_2", "bias"))
    data = QMimeData()
    data.setText("bias")
    event = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NO_KEYS)
    QApplication.sendEvent(inside.promotion_target, event)
    assert not event.isAccepted()
    inside.bridge.parameter_dragged.emit(None)


def test_the_target_lies_at_the_edge_inside_the_canvas_with_all_its_words(inside) -> None:
    inside.bridge.parameter_dragged.emit(("dense_2", "bias"))
    target = inside.promotion_target
    assert inside.rect().contains(target.geometry())
    assert target.geometry().right() >= inside.width() - 20
    assert target.geometry().top() >= inside.breadcrumbs.covers
    assert target.heightForWidth(target.width()) <= target.height()
    inside.bridge.parameter_dragged.emit(None)
