"""The page of keys: nothing that a key does is missing there, and its columns stand in line."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from ui.shell import actions
from ui.shell.main_window import MainWindow
from ui.shell.shortcuts_dialog import ShortcutsDialog, in_columns

SAME = {"Return": "Enter"}
"""Keys that do the same and are called by one name."""


def test_every_key_of_the_canvas_and_every_shortcut_is_listed(window: MainWindow) -> None:
    texts = [label.text() for label in ShortcutsDialog(window).findChildren(QLabel)]
    listed = {key for text in texts for part in text.split(", ") for key in (part, *part.split(" "))}
    for key in window.canvas.keyboard.plain:
        name = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        assert SAME.get(name, name) in listed, name
    for row in actions.rows():
        for keys in row.keys:
            assert QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) in listed, row.id


def ink_from(label: QLabel) -> int:
    """How far from the page's edge the text of a label begins, in pixels."""
    image = label.grab().toImage()
    ground = image.pixel(image.width() - 1, 0)
    rows = range(image.height())
    first = next(x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in rows))
    return label.mapTo(label.window(), QPoint(first, 0)).x()


def test_headings_and_entries_begin_at_one_edge(window: MainWindow) -> None:
    page = ShortcutsDialog(window)
    page.show()
    labels = {label.text(): label for label in page.findChildren(QLabel)}
    for heading, entry in (("File", "Save"), ("View", "Fit to window")):
        assert labels[heading].objectName() == "heading"
        assert abs(ink_from(labels[heading]) - ink_from(labels[entry])) <= 1


def test_everything_can_be_seen_at_once_on_a_screen_of_1280_by_800(window: MainWindow, qtbot: QtBot) -> None:
    page = ShortcutsDialog(window)
    page.resize(1240, 740)
    with qtbot.waitExposed(page):
        page.show()
    area = page.findChild(QScrollArea)
    bars = area.verticalScrollBar(), area.horizontalScrollBar()
    qtbot.waitUntil(lambda: not any(bar.isVisible() for bar in bars))


def test_columns_are_about_as_long_as_each_other_and_keep_the_order() -> None:
    groups = [(str(number), [("", "")] * length) for number, length in enumerate((16, 4, 6, 12, 10, 14, 2))]
    parts = list(in_columns(groups))
    assert [group for part in parts for group in part] == groups
    assert len(parts) == 3
    lengths = [sum(len(rows) for _, rows in part) for part in parts]
    assert max(lengths) - min(lengths) <= 12
