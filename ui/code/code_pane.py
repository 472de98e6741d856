"""The code pane: the drawing as a program in any framework, or in two side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QToolButton, QWidget

from netbuilder.backends.code.forward import Line
from ui.code.code_column import CodeColumn
from ui.code.code_view import CodeView
from ui.project.bridge import Bridge
from ui.theme.icons import icon
from ui.theme.themes import Theme, Themes
from ui.widgets.labels import Empty

FIRST, SECOND = "pytorch", "keras"
"""What the columns show at first."""


class Code(QWidget):
    """One or two columns of code. What is selected on the canvas lights up in both."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code")
        self.first = CodeColumn(bridge, themes, FIRST)
        self.second = CodeColumn(bridge, themes, SECOND)
        self.compare_button = QToolButton()
        self.compare_button.setCheckable(True)
        self.compare_button.setText(self.tr("Side by side"))
        self.compare_button.setToolTip(self.tr("Show the code of two frameworks side by side"))
        self.compare_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.compare_button.toggled.connect(self.second.setVisible)
        self.first.bar.insertWidget(self.first.bar.count() - 1, self.compare_button)
        self.second.hide()
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.setChildrenCollapsible(False)
        for column in (self.first, self.second):
            columns.addWidget(column)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(columns)
        themes.changed.connect(self._dress)
        self._dress(themes.theme)

    @property
    def lines(self) -> Sequence[Line]:
        """The lines of the first column."""
        return self.first.lines

    @property
    def text(self) -> str:
        """The program in the first column; empty while the drawing is not sound."""
        return self.first.text

    @property
    def view(self) -> CodeView:
        """The first column's text."""
        return self.first.view

    @property
    def empty(self) -> Empty:
        """What the first column shows while there is no code."""
        return self.first.empty

    @property
    def copy_button(self) -> QToolButton:
        """Copies the first column's program."""
        return self.first.copy_button

    def _dress(self, theme: Theme) -> None:
        self.compare_button.setIcon(icon("compare", theme.text, theme.border))
