"""Every action that has a key, by menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui import actions
from ui.actions import MENUS, PANELS, TOGGLE_THEME, VIEW, Row


class Shortcuts(QDialog):
    """Made from the table of actions, so that it cannot say anything else than the keys do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(420, 560)
        inner = QWidget(self)
        grid = QGridLayout(inner)
        grid.setContentsMargins(20, 12, 20, 12)
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(0, 1)
        for menu in MENUS:
            more = (*PANELS, TOGGLE_THEME) if menu is VIEW else ()
            self._fill(grid, actions.text(menu.title).replace("&", ""), [*menu.rows, *more])
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

    def _fill(self, grid: QGridLayout, title: str, rows: list[Row | str | None]) -> None:
        heading = QLabel(title, self)
        heading.setObjectName("heading")
        heading.setContentsMargins(0, 6, 0, 0)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for row in rows:
            if isinstance(row, Row) and row.keys:
                line = grid.rowCount()
                keys = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in row.keys)
                grid.addWidget(QLabel(actions.text(row.text).rstrip("…"), self), line, 0)
                grid.addWidget(QLabel(", ".join(keys), self), line, 1, Qt.AlignmentFlag.AlignRight)
