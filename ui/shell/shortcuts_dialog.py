"""Every key: those of the canvas and of the layers, then every action that has one, by menu."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.canvas import key_help
from ui.language.text import shown
from ui.shell import actions
from ui.shell.actions import MENUS, PANELS, TOGGLE_THEME, VIEW, Menu, Row


class ShortcutsDialog(QDialog):
    """Made from the tables of keys and actions, so that it cannot say anything else than the keys do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(420, 560)
        inner = QWidget(self)
        grid = QGridLayout(inner)
        grid.setContentsMargins(20, 12, 20, 12)
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(0, 1)
        for group in key_help.GROUPS:
            self._fill(grid, shown(group.title), ((shown(what), shown(key)) for what, key in group.rows))
        for menu in MENUS:
            self._fill(grid, actions.text(menu.title).replace("&", ""), _of_menu(menu))
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea(self, widgetResizable=True)
        area.setWidget(inner)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(16, 0, 16, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 14)
        whole.addWidget(area, 1)
        whole.addWidget(buttons)

    def _fill(self, grid: QGridLayout, title: str, rows: Iterator[tuple[str, str]]) -> None:
        heading = QLabel(title, self)
        heading.setObjectName("heading")
        # The style sets headings in from the edge of a panel; here the entries stand at the edge already.
        heading.setStyleSheet("padding: 10px 0 4px 0;")
        heading.setIndent(0)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for what, key in rows:
            line = grid.rowCount()
            grid.addWidget(QLabel(what, self), line, 0)
            grid.addWidget(QLabel(key, self), line, 1, Qt.AlignmentFlag.AlignRight)


def _of_menu(menu: Menu) -> Iterator[tuple[str, str]]:
    """What a menu's actions are called, and their keys as this system writes them."""
    for row in (*menu.rows, *((*PANELS, TOGGLE_THEME) if menu is VIEW else ())):
        if isinstance(row, Row) and row.keys:
            names = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in row.keys)
            yield actions.text(row.text).rstrip("…"), ", ".join(names)
