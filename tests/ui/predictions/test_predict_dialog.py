"""New rows predicted in a dialog: from a file or typed, by the keyboard alone, saved as CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidgetItem
from pytestqt.qtbot import QtBot

from netbuilder.data.tables.new_rows import new_rows
from netbuilder.data.tables.user_tables import CsvFile
from netbuilder.files.write import write
from netbuilder.kept_runs.trained import trained
from netbuilder.predictions.row_predictions import row_predictions
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.drawing import drawn
from tests.ui.window_parts import choose_file
from ui.predictions.predict_dialog import PredictDialog
from ui.shell.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]


def table(folder: Path, *, numbers: bool = False) -> Project:
    """A table of a width and a colour, of which a class or a number follows."""
    lines = ["width,colour,target"]
    for row in range(60):
        colour = "red" if row % 2 else "blue"
        target = str(1000 + 10 * row) if numbers else ("wide" if row >= 30 else "narrow")
        lines.append(f"{row / 10:.1f},{colour},{target}")
    (folder / "table.csv").write_text("\n".join(lines) + "\n", "utf-8")
    units = 1 if numbers else 2
    project = drawn(("dense", {"units": 4}), ("relu", {}), ("dense", {"units": units}), epochs=6, learning_rate=0.05)
    return edits.set_dataset(project, CsvFile(path=str(folder / "table.csv")))


def opened(qtbot: QtBot, open_window: OpenWindow, folder: Path, project: Project) -> tuple[MainWindow, PredictDialog]:
    """The dialog of a window whose network has been trained, as the action opens it."""
    write(folder / "table.netb", project)
    window = open_window(folder / "table.netb")
    qtbot.waitUntil(lambda: not window.bridge.data.reading)
    with qtbot.waitSignal(window.worker.finished):
        window.actions_["train"].trigger()
    assert window.actions_["predict"].isEnabled()
    run = window.runs.run
    assert run is not None
    dialog = PredictDialog([run], window.worker.ready, folder, window)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return window, dialog


def shown(dialog: PredictDialog) -> list[list[str]]:
    cells = dialog.predictions
    return [[cells.item(row, c).text() for c in range(cells.columnCount())] for row in range(cells.rowCount())]


def click(qtbot: QtBot, dialog: PredictDialog) -> None:
    QTest.mouseClick(dialog.predict, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.busy)


def test_the_rows_of_a_file_are_predicted_as_the_command_does_and_saved(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, dialog = opened(qtbot, open_window, tmp_path, table(tmp_path))
    (tmp_path / "new.csv").write_text("colour,width\nred,0.2\nblue,5.5\n", "utf-8")
    assert not dialog.predict.isEnabled()
    choose_file(monkeypatch, tmp_path / "new.csv")
    QTest.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    click(qtbot, dialog)
    used = trained(window.runs.run, window.runs.run.best_epoch)
    settings = used.project.data
    rows = new_rows(settings.dataset, str(tmp_path / "new.csv"))
    expected = row_predictions(used.network, settings, used.prepared, rows)
    assert [line[0] for line in shown(dialog)] == [line[0] for line in expected.table[1:]]
    for line, whole in zip(shown(dialog), expected.table[1:], strict=True):
        assert line[1:] == [f"{float(text):.3g}" for text in whole[1:]]
    headings = [dialog.predictions.horizontalHeaderItem(place) for place in range(3)]
    assert [one.text() for one in headings] == ["prediction", "probability of narrow", "probability of wide"]
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    for heading, side in zip(headings, (left, right, right), strict=True):
        assert heading.textAlignment() & Qt.AlignmentFlag.AlignHorizontal_Mask == side
    choose_file(monkeypatch, tmp_path / "out.csv")
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == expected.table


def text_at(dialog: PredictDialog, place: int) -> str:
    item = dialog.rows.item(0, place)
    return item.text() if item is not None else ""


def test_typed_rows_are_predicted_by_the_keyboard_alone(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    _, dialog = opened(qtbot, open_window, tmp_path, table(tmp_path))
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.from_file.setFocus()
    QTest.keyClick(dialog.from_file, Qt.Key.Key_Down)
    assert dialog.typed.isChecked()
    assert [dialog.rows.horizontalHeaderItem(place).text() for place in range(2)] == ["width", "colour"]
    dialog.rows.setFocus()
    for place, text in enumerate(("5.500000000000", "red")):
        dialog.rows.setCurrentCell(0, place)
        QTest.keyClick(dialog.rows, Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda place=place, text=text: text_at(dialog, place) == text)
        assert not dialog.busy
        room = dialog.rows.visualItemRect(dialog.rows.item(0, place)).width()
        assert room > dialog.rows.fontMetrics().horizontalAdvance(text), "what is typed can be read"
        assert room > dialog.rows.fontMetrics().horizontalAdvance("-0.12345"), "and while it is typed"
    dialog.predict.setFocus()
    QTest.keyClick(dialog.predict, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not dialog.busy)
    (tmp_path / "same.csv").write_text("width,colour\n5.5,red\n", "utf-8")
    typed = shown(dialog)
    assert len(typed) == 1
    assert dialog.words.text() == "Rows predicted: 1."
    dialog.from_file.setChecked(True)
    dialog.path.setText(str(tmp_path / "same.csv"))
    click(qtbot, dialog)
    assert shown(dialog) == typed
    (tmp_path / "same.csv").write_text("width,colour\n5.5,red\n55,red\n", "utf-8")
    click(qtbot, dialog)
    assert "far outside the training rows: 1; the first is Row 2 (line 3), by its “width”" in dialog.words.text()


def test_numbers_are_in_their_own_units(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    _, dialog = opened(qtbot, open_window, tmp_path, table(tmp_path, numbers=True))
    dialog.path.setText(str(tmp_path / "table.csv"))
    click(qtbot, dialog)
    values = [float(line[0]) for line in shown(dialog)]
    assert len(values) == 60
    assert 900 < min(values) < max(values) < 1700


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("width\n1\n", "“new.csv” has no column “colour”, which the network needs."),
        (
            "width,colour\n1,green\n",
            "Row 1 (line 2) is the first with a category that is not in the training data: colour = “green” (",
        ),
        ("width,colour\nwide,red\n", "Row 1 (line 2): column “width” holds “wide” where a number is expected."),
    ],
)
def test_what_is_wrong_with_a_file_is_said_once_and_nothing_is_predicted(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, text: str, said: str
) -> None:
    _, dialog = opened(qtbot, open_window, tmp_path, table(tmp_path))
    (tmp_path / "new.csv").write_text(text, "utf-8")
    dialog.path.setText(str(tmp_path / "new.csv"))
    click(qtbot, dialog)
    assert dialog.words.text().lower().startswith(said.lower())
    assert dialog.words.property("role") == "error"
    assert shown(dialog) == []
    assert not dialog.save_button.isEnabled()


def test_whoever_types_a_row_or_a_file_has_chosen_that_source(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    _, dialog = opened(qtbot, open_window, tmp_path, table(tmp_path))
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    rows, view = dialog.rows, dialog.rows.viewport()
    cell = rows.visualRect(rows.model().index(0, 0)).center()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, cell)
    assert dialog.typed.isChecked()
    QTest.keyClicks(rows, "4")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: text_at(dialog, 0) == "4")
    QTest.keyClicks(dialog.path, "x.csv")
    assert dialog.from_file.isChecked()
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert text_at(dialog, 0) == ""
    assert dialog.typed.isChecked()
    dialog.from_file.setChecked(True)
    QTest.mouseClick(dialog.more, Qt.MouseButton.LeftButton)
    assert dialog.typed.isChecked()
    assert rows.rowCount() == 4


def test_what_is_wrong_with_typed_rows_is_said(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    _, dialog = opened(qtbot, open_window, tmp_path, table(tmp_path))
    dialog.typed.setChecked(True)
    click(qtbot, dialog)
    assert dialog.words.text() == "There are no rows. Type the values of at least one."
    dialog.rows.setItem(1, 0, QTableWidgetItem("1.5"))
    click(qtbot, dialog)
    assert dialog.words.text().startswith("Row 1: column “colour” has no value.")
