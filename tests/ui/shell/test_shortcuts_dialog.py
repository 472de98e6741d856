"""The page of keys: nothing that a key does is missing there, and its columns stand in line."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from ui.shell import actions
from ui.shell.main_window import MainWindow
from ui.shell.shortcuts_dialog import ShortcutsDialog

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
    for heading, entry in (("File", "Fit to window"), ("View", "Undo")):
        assert labels[heading].objectName() == "heading"
        assert abs(ink_from(labels[heading]) - ink_from(labels[entry])) <= 1
