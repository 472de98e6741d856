"""What the tests of the whole window share: its buttons, drags, questions and file dialogs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from netbuilder.messages import say
from netbuilder.project import edits
from tests.ui.hand import place
from ui.shell.main_window import MainWindow

OpenWindow = Callable[[], MainWindow]

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def button(window: MainWindow, name: str) -> QToolButton:
    """The button of an action in the tool bar."""
    found = [b for b in window.tool_bar.findChildren(QToolButton) if b.defaultAction() is window.actions_[name]]
    assert len(found) == 1
    return found[0]


def press(window: MainWindow, name: str) -> None:
    QTest.mouseClick(button(window, name), LEFT)


def drop(target: QWidget, data: QMimeData, at: QPointF) -> None:
    """A drag that enters a widget, moves over it and ends there."""
    for kind in (QDragEnterEvent, QDragMoveEvent, QDropEvent):
        place = at if kind is QDropEvent else at.toPoint()
        QApplication.sendEvent(target, kind(place, Qt.DropAction.CopyAction, data, LEFT, NO_KEYS))


def drop_layer(window: MainWindow, kind: str, x: float, y: float) -> str:
    """Drag a layer from its row in the palette to the canvas. Returns the id of the new node."""
    before = set(window.bridge.project.graph.nodes)
    layers = window.views.palette.list
    layers.show_kind(kind)
    row = layers.visualRect(layers.currentIndex()).center()
    with pytest.MonkeyPatch.context() as patch:
        # Only the system's own loop, which waits for a real mouse, is replaced: what it carries is what arrives.
        carry = lambda drag, _actions: drop(window.canvas.viewport(), drag.mimeData(), QPointF(x, y))  # noqa: E731
        patch.setattr(QDrag, "exec", carry)
        QTest.mousePress(layers.viewport(), LEFT, NO_KEYS, row)
        for step in (1, 2):
            QTest.mouseMove(layers.viewport(), row + QPoint(step * QApplication.startDragDistance(), 0))
        QTest.mouseRelease(layers.viewport(), LEFT, NO_KEYS, row)
    (new,) = set(window.bridge.project.graph.nodes) - before
    return new


def wire(window: MainWindow, source: str, target: str) -> None:
    """Drag from an output to an input."""
    canvas = window.canvas
    items = canvas.drawing.node_items
    start, end = (
        canvas.viewportTransform().map(point).toPoint()
        for point in (place(items[source], output=True), place(items[target]))
    )
    QTest.mousePress(canvas.viewport(), LEFT, NO_KEYS, start)
    QTest.mouseMove(canvas.viewport(), (start + end) / 2)
    QTest.mouseMove(canvas.viewport(), end)
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEYS, end)


def answer(monkeypatch: pytest.MonkeyPatch, button: QMessageBox.StandardButton) -> list[str]:
    """Answer every question in this way. Returns the texts of the questions asked."""
    asked: list[str] = []

    def exec_(box: QMessageBox) -> int:
        asked.append(box.text())
        return int(button.value)

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    return asked


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Choose this file in every file dialog."""
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_args, **_keywords: (str(path), ""))


def train_to_the_end(qtbot: QtBot, window: MainWindow, epochs: int) -> None:
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=epochs), say("Set epochs"))
    with qtbot.waitSignal(window.worker.finished):
        press(window, "train")
