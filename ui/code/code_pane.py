"""The code pane: the drawing as a program in any framework, or in two side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QToolButton, QWidget

from netbuilder.backends.code.stages import OF_PHASES, Stage
from ui.code.code_column import CodeColumn
from ui.code.code_view import CodeView
from ui.project.bridge import Bridge
from ui.theme.icons import icon
from ui.theme.themes import Theme, Themes
from ui.widgets.labels import Empty

if TYPE_CHECKING:
    from netbuilder.backends.code.forward import Line
    from ui.code.run_panel import RunPanel
    from ui.code.verify_panel import VerifyPanel

Panel = TypeVar("Panel", bound=QWidget)

FIRST, SECOND = "pytorch", "keras"
"""What the columns show at first."""
NARROWEST = 200
"""Pixels of what stands beside the code."""
LEGIBLE = 240
"""Pixels of a column, under which its buttons are cut and hardly a line of code can be read."""


class Code(QWidget):
    """One or two columns of code. What is selected on the canvas lights up in both.

    Where there is no room for a third, what a script does takes the place of the second column until it is closed.
    """

    save_wanted = Signal(str)
    """The name of the framework whose script is to be saved."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code")
        self._bridge = bridge
        self.first = CodeColumn(bridge, themes, FIRST)
        self.second = CodeColumn(bridge, themes, SECOND)
        self.compare_button = QToolButton()
        self.compare_button.setCheckable(True)
        self.compare_button.setText(self.tr("Side by side"))
        self.compare_button.setToolTip(self.tr("Show the code of two frameworks side by side"))
        self.compare_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.compare_button.toggled.connect(self._show_second)
        self.verify_button = QToolButton()
        self.verify_button.setText(self.tr("Compare"))
        self.verify_button.setToolTip(self.tr("Run the scripts of all frameworks, and compare them with the program"))
        self.verify_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for button in (self.compare_button, self.verify_button):
            self.first.bar.insertWidget(self.first.bar.indexOf(self.first.run_button), button)
        self.second.hide()
        self._themes = themes
        self._gave_way = False
        self.close_button = QToolButton()
        self.beside = self._beside()
        self.verify_button.clicked.connect(lambda: self._show_beside(self.verify_panel))
        self._columns = columns = QSplitter(Qt.Orientation.Horizontal)
        columns.setChildrenCollapsible(False)
        for column in (self.first, self.second):
            columns.addWidget(column)
            column.run_wanted.connect(self._run)
            column.stage_chosen.connect(self.show_stage)
            column.save_wanted.connect(self.save_wanted)
        columns.addWidget(self.beside)
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

    @cached_property
    def run_panel(self) -> RunPanel:
        """Where a script runs. Made once it is wanted: its chart imports what the first paint does without."""
        from ui.code.run_panel import RunPanel

        return self._added(RunPanel(self._themes), self.tr("Output"))

    @cached_property
    def verify_panel(self) -> VerifyPanel:
        """Where all scripts are compared with the program, once that is wanted."""
        from ui.code.verify_panel import VerifyPanel

        return self._added(VerifyPanel(self._bridge, self._themes), self.tr("Comparison"))

    def close_processes(self) -> None:
        """End what runs beside the window: it closes, or another project is open."""
        for at in range(self.beside.count()):
            panel: RunPanel | VerifyPanel = self.beside.widget(at)  # type: ignore[assignment]  # no others are added
            panel.stop()

    def _added(self, panel: Panel, title: str) -> Panel:
        self.beside.addTab(panel, title)
        return panel

    def _beside(self) -> QTabWidget:
        """What stands beside the code once something is in it."""
        tabs = QTabWidget()
        tabs.setMinimumWidth(NARROWEST)
        tabs.setDocumentMode(True)
        self.close_button.setToolTip(self.tr("Close"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setAutoRaise(True)
        self.close_button.clicked.connect(self._close_beside)
        tabs.setCornerWidget(self.close_button)
        tabs.hide()
        return tabs

    def _show_beside(self, panel: QWidget) -> None:
        self.beside.setCurrentWidget(panel)
        if self.beside.isHidden():
            self._gave_way = self.compare_button.isChecked() and self._columns.width() < 3 * LEGIBLE
            if self._gave_way:
                self.compare_button.setChecked(False)
            self.beside.show()
            columns = 1 + self.compare_button.isChecked()
            share = self._columns.width() // (columns + 1)
            self._columns.setSizes([share, share * (columns - 1), share])

    def _close_beside(self) -> None:
        self.beside.hide()
        if self._gave_way:
            self.compare_button.setChecked(True)

    def _show_second(self, on: bool) -> None:
        self.second.setVisible(on)
        _, _, beside = self._columns.sizes()
        half = (self._columns.width() - beside) // 2
        self._columns.setSizes([half, half, beside])

    def show_stage(self, stage: Stage | None) -> None:
        """Light up a stage of the training in both columns; None for no longer."""
        for column in (self.first, self.second):
            column.show_stage(stage)

    def show_phase(self, phase: str | None) -> None:
        """Light up what a phase of a minibatch executes, beside the lines of the node; None: no minibatch is shown."""
        for column in (self.first, self.second):
            column.show_stage(OF_PHASES.get(phase or ""), with_node=phase is not None)

    def _run(self, target: str) -> None:
        self._show_beside(self.run_panel)
        self.run_panel.start(self._bridge.project, target)

    def _dress(self, theme: Theme) -> None:
        self.verify_button.setIcon(icon("good", theme.text, theme.border))
        self.close_button.setIcon(icon("close", theme.text, theme.border))
        self.compare_button.setIcon(icon("compare", theme.text, theme.border))
