"""A network imported in the window: the question, the report, one click that mends, and the project that opens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from netbuilder.interchange.modules.permission import is_allowed
from netbuilder.layers.unknown import Placeholder
from tests.interchange.conftest import NETWORKS
from tests.ui.window_parts import answer, choose_file
from ui.project.import_dialog import BECAME, MEND, WHAT, ImportDialog
from ui.shell.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]
Button = QMessageBox.StandardButton


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    return open_window()


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> ImportDialog:
    """The dialog on a file whose modules have settings that layers lack."""
    made = ImportDialog(NETWORKS / "awkward.py", window.worker.ready, window)
    qtbot.addWidget(made)
    made.name.setText("Settings")
    made.shape.setText("1x9x9")
    with qtbot.waitExposed(made):
        made.show()
    return made


def rows(dialog: ImportDialog) -> list[tuple[str, str]]:
    table = dialog.table
    return [
        tuple(item.text() for column in (WHAT, BECAME) if (item := table.item(row, column)) is not None)  # type: ignore[misc]
        for row in range(table.rowCount())
    ]


def mending(dialog: ImportDialog, row: int) -> QPushButton | None:
    found = dialog.table.cellWidget(row, MEND)
    return found if isinstance(found, QPushButton) else None


def test_nothing_runs_where_the_user_says_no(dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, Button.Cancel)
    QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    assert asked == ["To import “awkward.py”, its Python code is run on this computer."]
    assert not dialog.busy
    assert not is_allowed(NETWORKS / "awkward.py")


def test_what_has_no_layer_is_listed_and_mended_by_one_click(
    qtbot: QtBot, dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer(monkeypatch, Button.Yes)
    QTest.keyClick(dialog.shape, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.busy)
    assert len(asked) == 1
    assert rows(dialog)[:4] == [
        *(("RReLU", "Placeholder"), ("BatchNorm2d", "Placeholder")),
        *(("AdaptiveMaxPool2d", "Placeholder"), ("Dropout2d", "Placeholder")),
    ]
    assert dialog.words.property("role") == "error"
    assert mending(dialog, 2) is None
    button = mending(dialog, 1)
    assert button is not None
    assert button.text() == "Use Batch norm"
    heading = dialog.table.horizontalHeaderItem(MEND)
    assert heading is not None
    assert heading.text() == "Nearest layer"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.busy)
    assert rows(dialog)[1] == ("BatchNorm2d", "Batch norm")
    assert mending(dialog, 1) is None
    QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.busy)
    assert len(asked) == 1  # it is remembered


def test_a_single_placeholder_is_told_as_one(
    qtbot: QtBot, dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, Button.Yes)
    QTest.keyClick(dialog.shape, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.busy)
    assert "No layer: 4. They are placeholders" in dialog.words.text()
    for row in (0, 1, 3):
        button = mending(dialog, row)
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not dialog.busy)
    assert "No layer: 1. It is a placeholder" in dialog.words.text()


def test_a_module_that_cannot_be_traced_is_told_in_the_dialog(
    qtbot: QtBot, dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, Button.Yes)
    dialog.name.setText("Nowhere")
    QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.busy)
    assert "there is no “Nowhere” in it" in dialog.words.text()
    assert not dialog.save_button.isEnabled()
    dialog.shape.setText("many")
    QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    assert "The shape must be whole numbers" in dialog.words.text()


def test_escape_stops_a_module_that_hangs(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, Button.Yes)
    dialog = ImportDialog(NETWORKS / "bad.py", window.worker.ready, window)
    qtbot.addWidget(dialog)
    dialog.name.setText("Hangs")
    dialog.shape.setText("4")
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.begin()
    assert dialog.busy
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.busy)
    assert dialog.found is None


def test_the_imported_project_opens_with_its_weights_and_trains_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, Button.Yes)
    choose_file(monkeypatch, NETWORKS / "digits.py")

    def carry_on(dialog: QDialog) -> int:
        assert isinstance(dialog, ImportDialog)
        qtbot.waitUntil(lambda: not dialog.busy)
        choose_file(monkeypatch, tmp_path / "digits.netb")
        QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
        return 1

    monkeypatch.setattr(ImportDialog, "exec", carry_on)
    window.actions_["import"].trigger()
    assert window.bridge.path == tmp_path / "digits.netb"
    assert not window.bridge.document.modified
    run = window.runs.run
    assert run is not None
    assert run.imported
    assert window.actions_["continue"].isEnabled()


def test_a_placeholder_is_a_problem_on_the_canvas(
    qtbot: QtBot, dialog: ImportDialog, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, Button.Yes)
    assert dialog.begin()
    qtbot.waitUntil(lambda: not dialog.busy)
    choose_file(monkeypatch, tmp_path / "settings.netb")
    dialog.save()
    assert dialog.saved == tmp_path / "settings.netb"
    window.files.open(dialog.saved)
    qtbot.waitUntil(lambda: not window.bridge.data.reading)
    missing = [n for n, node in window.bridge.project.graph.nodes.items() if isinstance(node.layer, Placeholder)]
    assert missing == ["bend", "norm", "pool", "drop"]
    problem = next(p for p in window.bridge.problems if p.node == "norm")
    assert problem.repair is not None
    window.canvas.commands.repair(problem)
    assert not isinstance(window.bridge.project.graph.nodes["norm"].layer, Placeholder)
    window.bridge.document.undo()
    assert isinstance(window.bridge.project.graph.nodes["norm"].layer, Placeholder)
