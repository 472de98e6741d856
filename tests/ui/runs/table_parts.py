"""What the tests of the table of runs share: its columns, and what a hand does with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from netbuilder.project import edits
from netbuilder.project.project import Project
from ui.shell.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]
LEFT = Qt.MouseButton.LeftButton
DISPLAY, TIP = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole

RUN, DIFFERS, LOSS, GAP, PARAMETERS, SEED, TIME, EPOCHS = range(8)


def units(project: Project, number: int) -> Project:
    node = next(n.id for n in project.graph.nodes.values() if "units" in n.layer.values())
    return edits.set_parameter(project, node, "units", number)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.views.runs.busy)


def column(window: MainWindow, number: int) -> list[str]:
    """What the cells of a column say, from the top."""
    model = window.views.runs.model
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def choose(window: MainWindow, *numbers: int) -> None:
    """Click on these runs, the further ones with Ctrl."""
    table, model = window.views.runs.table, window.views.runs.model
    assert window.bridge.runs is not None
    for place, number in enumerate(numbers):
        index = model.find(window.bridge.runs.path / str(number)).siblingAtColumn(DIFFERS)
        table.scrollTo(index)
        control = Qt.KeyboardModifier.ControlModifier if place else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(table.viewport(), LEFT, control, table.visualRect(index).center())


def key(window: MainWindow, which: Qt.Key) -> None:
    QTest.keyClick(window.views.runs.table, which)


def sort_by(window: MainWindow, number: int) -> None:
    """Click on the head of a column."""
    header = window.views.runs.table.header()
    place = QPoint(header.sectionViewportPosition(number) + header.sectionSize(number) // 2, header.height() // 2)
    QTest.mouseClick(header.viewport(), LEFT, pos=place)


def answer(text: str) -> list[str]:
    """Press this button in the next question. Returns what was asked, once it was."""
    asked: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        QTest.mouseClick(next(b for b in box.findChildren(QPushButton) if b.text().strip("&") == text), LEFT)

    QTimer.singleShot(100, press)
    return asked


def legend(window: MainWindow) -> list[str]:
    """What the chart names."""
    return [entry.words for entry in window.views.curves.plot.key.entries]
