"""Whole numbers within limits: what is typed past them becomes the limit, and the field says so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSpinBox, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.panel_parts import Show
from ui.project.bridge import Bridge
from ui.shell.toolbar_fields import ToolbarFields
from ui.widgets.input_fields import CountField


def enter(field: QSpinBox, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def field(show: Show) -> CountField:
    field = CountField()
    field.setRange(5, 1000)
    field.setValue(70)
    show(field)
    return field


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("12", 12, ""),
        ("99999", 1000, "At most 1,000."),
        ("9" * 30, 1000, "At most 1,000."),
        ("1", 5, "At least 5."),
        ("", 70, ""),
    ],
)
def test_a_number_past_the_limits_becomes_the_limit_with_a_word(
    field: CountField, qtbot: QtBot, text: str, value: int, said: str
) -> None:
    QToolTip.hideText()
    enter(field, text)
    assert field.value() == value
    assert field.text() == str(value)
    assert not said or QToolTip.text() == said


def test_letters_cannot_be_typed(field: CountField) -> None:
    enter(field, "1x2")
    assert field.value() == 12


def test_of_epochs_past_the_limit_the_project_gets_the_limit_in_one_step(bridge: Bridge, show: Show) -> None:
    fields = ToolbarFields(bridge)
    show(fields)
    before = bridge.project
    enter(fields.epochs, "99999999")
    assert bridge.project.training.epochs == fields.epochs.maximum() == 1_000_000
    bridge.document.undo()
    assert bridge.project is before
    assert fields.epochs.value() == before.training.epochs


def turn(widget: QWidget, by: int = 120) -> None:
    """The wheel turns by a step, up unless told otherwise, over the middle of a widget."""
    at = QPointF(widget.rect().center())
    wheel = QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, wheel)


def test_the_wheel_changes_a_number_only_where_the_field_has_the_focus(field: CountField) -> None:
    field.clearFocus()
    turn(field)
    assert field.value() == 70
    field.setFocus()
    turn(field)
    assert field.value() == 71


def test_the_wheel_over_the_tool_bar_changes_neither_epochs_nor_device(bridge: Bridge, show: Show) -> None:
    fields, before = ToolbarFields(bridge), bridge.project
    bar = QWidget()
    row = QHBoxLayout(bar)
    for field in (fields.epochs, fields.device):
        row.addWidget(field)
    show(bar)
    for field in (fields.epochs, fields.device):
        field.clearFocus()
        turn(field, -120)
    assert bridge.project is before
    assert fields.device.currentIndex() == 0
