"""Tab in the dialogs: from the top to the bottom as the eye goes, and back to where it began."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.drawing import drawn
from tests.interchange.conftest import NETWORKS
from tests.ui.predictions.test_predict_dialog import opened, table
from ui.code.export_dialog import ExportDialog
from ui.project import file_dialogs
from ui.project.import_dialog import ImportDialog
from ui.shell.main_window import MainWindow
from ui.theme.themes import LIGHT

OpenWindow = Callable[..., MainWindow]
SAME_ROW = 12


def walked(dialog: QDialog) -> list[QWidget]:
    """What Tab reaches from the widget that has the keys at first, until it is there again."""
    stops: list[QWidget] = []
    while (held := dialog.focusWidget()) is not None and held not in stops and len(stops) < 30:
        stops.append(held)
        QTest.keyClick(held, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is stops[0], "it ends where it began"
    return stops


def assert_as_the_eye_goes(dialog: QDialog, stops: list[QWidget]) -> None:
    corners = [stop.mapTo(dialog, QPoint(0, stop.height() // 2)) for stop in stops if stop.height() < 100]
    for here, there in pairwise(corners):
        below, beside = there.y() > here.y() + SAME_ROW, abs(there.y() - here.y()) <= SAME_ROW and there.x() > here.x()
        assert below or beside, [str(stop) for stop in stops]


def shown(qtbot: QtBot, dialog: QDialog) -> QDialog:
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def test_tab_goes_through_the_rows_to_predict(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    _, dialog = opened(qtbot, open_window, tmp_path, table(tmp_path))
    dialog.from_file.setFocus()
    QTest.keyClick(dialog.from_file, Qt.Key.Key_Down)
    dialog.run.setFocus()
    stops = walked(dialog)
    close = dialog.buttons.button(QDialogButtonBox.StandardButton.Close)
    assert stops == [dialog.run, dialog.typed, dialog.more, dialog.rows, dialog.predict, dialog.predictions, close]
    dialog.typed.setFocus()
    QTest.keyClick(dialog.typed, Qt.Key.Key_Up)
    dialog.run.setFocus()
    assert walked(dialog) == [dialog.run, dialog.from_file, dialog.path, dialog.choose, dialog.predictions, close]


def test_tab_goes_through_an_import_and_begins_where_one_types(qtbot: QtBot, open_window: OpenWindow) -> None:
    dialog = ImportDialog(NETWORKS / "awkward.py", None, open_window())
    shown(qtbot, dialog)
    cancel = dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel)
    dialog.save_button.setEnabled(True)
    assert walked(dialog) == [dialog.name, dialog.shape, dialog.again, dialog.table, dialog.save_button, cancel]


def test_tab_goes_through_an_export(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    project = drawn(("dense", {"units": 2}))
    dialog = ExportDialog(project, None, "net", LIGHT, None, None, window)
    shown(qtbot, dialog)
    qtbot.waitUntil(lambda: not dialog.busy)
    dialog.format.setFocus()
    assert_as_the_eye_goes(dialog, walked(dialog))


@pytest.mark.parametrize(
    "ask",
    [
        lambda window: file_dialogs.replaces(window, Path("a.netb")),
        lambda window: file_dialogs.over_others_work(window, Path("a.netb")),
    ],
    ids=["replace", "changed by others"],
)
def test_tab_goes_through_the_buttons_of_a_question(
    qtbot: QtBot, open_window: OpenWindow, ask: Callable[[QWidget], object]
) -> None:
    window, met = open_window(), list[list[QWidget]]()

    def walk() -> None:
        [box] = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()]
        stops = walked(box)
        met.append(stops)
        first = stops.index(min(stops, key=lambda stop: stop.mapTo(box, QPoint()).x()))
        assert_as_the_eye_goes(box, stops[first:] + stops[:first])
        assert set(stops) == set(box.buttons())
        QTest.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(0, walk)
    assert ask(window) in (False, "stay")
    assert met
