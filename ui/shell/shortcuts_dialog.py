"""Every key: those of the canvas and of the layers, then every action that has one, by menu."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.canvas import key_help
from ui.language.text import shown
from ui.shell import actions
from ui.shell.action_rows import Menu, Row
from ui.shell.actions import MENUS, PANELS, TOGGLE_THEME, VIEW
from ui.widgets.window_size import open_at

Group = tuple[str, list[tuple[str, str]]]
"""A heading, and what each key under it does."""
COLUMNS = 3


class ShortcutsDialog(QDialog):
    """Made from the tables of keys and actions, so that it cannot say anything else than the keys do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        inner = QWidget(self)
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(20, 8, 20, 8)
        columns.setSpacing(36)
        groups = [(shown(g.title), [(shown(what), shown(key)) for what, key in g.rows]) for g in key_help.GROUPS]
        groups += [(actions.text(menu.title).replace("&", ""), list(_of_menu(menu))) for menu in MENUS]
        for part in in_columns(groups):
            columns.addLayout(self._column(part), 1)
        area = QScrollArea(self, widgetResizable=True)
        area.setWidget(inner)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(16, 0, 16, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 14)
        whole.addWidget(area, 1)
        whole.addWidget(buttons)
        wanted = inner.sizeHint() + QSize(24, buttons.sizeHint().height() + 30)
        open_at(self, wanted)

    def _column(self, groups: list[Group]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        for title, rows in groups:
            self._fill(grid, title, rows)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def _fill(self, grid: QGridLayout, title: str, rows: Iterable[tuple[str, str]]) -> None:
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


def in_columns(groups: list[Group]) -> Iterator[list[Group]]:
    """The groups in as many columns as make none much longer than the others, in their order."""
    lengths = [len(rows) + 2 for _, rows in groups]
    wanted = sum(lengths) / COLUMNS
    part: list[Group] = []
    length, begun = 0, 1
    for group, own in zip(groups, lengths, strict=True):
        if part and length + own / 2 > wanted and begun < COLUMNS:
            yield part
            part, length, begun = [], 0, begun + 1
        part.append(group)
        length += own
    yield part


def _of_menu(menu: Menu) -> Iterator[tuple[str, str]]:
    """What a menu's actions are called, and their keys as this system writes them."""
    for row in (*menu.rows, *((*PANELS, TOGGLE_THEME) if menu is VIEW else ())):
        if isinstance(row, Row) and row.keys:
            names = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in row.keys)
            yield actions.text(row.text).rstrip("…"), ", ".join(names)
