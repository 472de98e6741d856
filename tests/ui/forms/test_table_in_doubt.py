"""A table that can be read in two ways, in the window: all notes are seen, and a button reads it the other way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from netbuilder.data.tables.user_tables import CsvFile
from netbuilder.files.write import write
from netbuilder.messages import say
from netbuilder.project import edits
from tests.drawing import drawn
from ui.forms.column_model import Field
from ui.forms.column_table import ColumnTable
from ui.shell.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]


def offered(qtbot: QtBot, columns: ColumnTable, text: str) -> QPushButton:
    """The button that answers a note so, as soon as it is there. Those of an earlier look may not be deleted yet."""

    def shown() -> list[QPushButton]:
        buttons = columns.offers.findChildren(QPushButton)
        return [button for button in buttons if button.text() == text and not button.isHidden()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    return shown()[0]


def test_all_notes_are_seen_below_the_columns_and_a_button_reads_the_day_first(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    rows = "".join(f"{n % 12 + 1:02d}/{n % 11 + 1:02d}/24,{8 + n % 9}:30,{n % 5}\n" for n in range(40))
    (tmp_path / "table.csv").write_text("day,start,stars\n" + rows, "utf-8")
    network = drawn(("dense", {"units": 5}))
    write(tmp_path / "t.netb", edits.set_dataset(network, CsvFile(path=str(tmp_path / "table.csv"))))
    window = open_window(tmp_path / "t.netb")
    window.views.inspector.tabs.setCurrentIndex(1)
    [columns] = window.findChildren(ColumnTable)
    qtbot.waitUntil(lambda: "Read as times" in columns.notes.text() and not window.bridge.data.reading)
    view, notes = columns.view, columns.notes
    qtbot.waitUntil(lambda: notes.height() >= notes.heightForWidth(notes.width()) > 2 * notes.fontMetrics().height())
    qtbot.waitUntil(lambda: notes.geometry().top() > view.geometry().bottom())
    needed = columns.heightForWidth(columns.width())
    assert columns.sizeHint().height() >= needed, "the layout of a form asks for no other height"

    before = window.bridge.project
    qtbot.waitUntil(lambda: any("other way" in row.accessibleName() for row in window.views.problems.rows))
    [row] = [row for row in window.views.problems.rows if "other way" in row.accessibleName()]
    assert row.repair.text() == "Read the day first"
    window.views.problems.fold(False)
    QTest.mouseClick(row.repair, Qt.MouseButton.LeftButton)
    assert window.bridge.project.data.dataset.dates == "day first"
    window.actions_["undo"].trigger()
    assert window.bridge.project == before

    qtbot.waitUntil(lambda: "The 5 whole numbers of “stars” are classes." in notes.text())
    answer = offered(qtbot, columns, "Predict a number")
    QTest.mouseClick(answer, Qt.MouseButton.LeftButton)
    assert window.bridge.project.data.dataset.task == "regression"
    qtbot.waitUntil(lambda: "are classes" not in notes.text())
    assert window.bridge.signature is None or window.bridge.signature.task == "regression"
    window.actions_["undo"].trigger()
    assert window.bridge.project == before


def test_fewer_notes_leave_no_empty_lines_behind(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    for name, names in (("many", "a,b,c,d,y"), ("few", "y,z")):
        width = names.count(",") + 1
        rows = "".join(",".join(f"~{n}.{place}" for place in range(width - 1)) + f",{n / 3:.2f}\n" for n in range(40))
        (tmp_path / f"{name}.csv").write_text(f"{names}\n{rows}")
    write(
        tmp_path / "t.netb", edits.set_dataset(drawn(("dense", {"units": 1})), CsvFile(path=str(tmp_path / "many.csv")))
    )
    window = open_window(tmp_path / "t.netb")
    window.views.inspector.tabs.setCurrentIndex(1)
    [columns] = window.findChildren(ColumnTable)
    qtbot.waitUntil(lambda: columns.notes.text().count("is left out") == 4)
    many = columns.notes.minimumHeight()
    fewer = CsvFile(path=str(tmp_path / "few.csv"))
    window.bridge.edit(edits.set_dataset(window.bridge.project, fewer), say("Choose data"))
    qtbot.waitUntil(lambda: columns.notes.text().count("is left out") == 1)
    assert 0 < columns.notes.minimumHeight() < many / 2


def test_categories_are_read_in_their_order_by_a_button_and_by_their_kind(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    answers = ("never", "rarely", "sometimes", "often", "always")
    rows = "".join(f"{answers[n % 5]},{('iron', '1 gold', 'tin')[n % 3]},{n / 4}\n" for n in range(40))
    (tmp_path / "table.csv").write_text("late,metal,y\n" + rows, "utf-8")
    network = drawn(("dense", {"units": 1}))
    write(tmp_path / "t.netb", edits.set_dataset(network, CsvFile(path=str(tmp_path / "table.csv"))))
    window = open_window(tmp_path / "t.netb")
    window.views.inspector.tabs.setCurrentIndex(1)
    [columns] = window.findChildren(ColumnTable)
    qtbot.waitUntil(lambda: "have an order (never → rarely → sometimes" in columns.notes.text())
    before = window.bridge.project
    answer = offered(qtbot, columns, "Read “late” in order")
    QTest.mouseClick(answer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Read in order, as numbers from 1 to 5: “late”" in columns.notes.text())
    kind = columns.view.model().index(0, Field.KIND)
    assert kind.data() == "ordered"
    window.actions_["undo"].trigger()
    assert window.bridge.project == before

    columns.view.model().setData(columns.view.model().index(1, Field.KIND), "ordered")
    qtbot.waitUntil(lambda: any("is not known" in row.accessibleName() for row in window.views.problems.rows))
