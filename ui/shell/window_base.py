"""The main window as its menus, actions, lessons and class view see it: its parts, and its actions as a whole."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QToolBar

from ui.application.preferences import Preferences
from ui.canvas.canvas import Canvas
from ui.project.block_files import BlockFiles
from ui.project.bridge import Bridge
from ui.project.project_files import ProjectFiles
from ui.runs.final_score import FinalScore
from ui.shell.banners import Banners
from ui.shell.toolbar_fields import ToolbarFields
from ui.shell.views import Views
from ui.theme.themes import Themes
from ui.training.run_control import RunControl
from ui.training.worker import Worker
from ui.widgets import tab_order


class WindowActions(Protocol):
    """The actions of a window, by id."""

    def __getitem__(self, name: str) -> QAction: ...

    def refresh(self) -> None:
        """Allow what can be done now, and say what it would do."""


class ToggledView(Protocol):
    """Another arrangement of the window, which can be left again."""

    @property
    def on(self) -> bool:
        """Whether the window is arranged so."""

    def toggle(self) -> None:
        """Begin, or go back."""


class WindowBase(QMainWindow):
    """The parts of a main window, which the main window makes, and the actions that concern no single part."""

    preferences: Preferences
    themes: Themes
    bridge: Bridge
    worker: Worker
    views: Views
    panels: dict[str, QDockWidget]
    runs: RunControl
    final_score: FinalScore
    files: ProjectFiles
    block_files: BlockFiles
    fields: ToolbarFields
    actions_: WindowActions
    tool_bar: QToolBar
    class_view: ToggledView
    banners: Banners

    @property
    def canvas(self) -> Canvas:
        """The canvas."""
        return self.views.canvas

    def import_network(self) -> None:
        """Let the user choose a PyTorch module or an ONNX file, and import it."""
        raise NotImplementedError

    def export(self) -> None:
        """Show the script that trains the same network."""
        raise NotImplementedError

    def predict(self) -> None:
        """Predict new rows with a kept run."""
        raise NotImplementedError

    def open_commands(self) -> None:
        """Let the user search everything that can be done."""
        raise NotImplementedError

    def show_shortcuts(self) -> None:
        """List the keys."""
        raise NotImplementedError

    def show_about(self) -> None:
        """Say what the program is."""
        raise NotImplementedError

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes as the eye does: layers, canvas, the forms beside it, curves, results, banners, then the tool bar.

        Qt asks here too when what has the focus hides; then it decides itself.
        """
        panels, centre = self.panels, self.views.centre
        areas = panels["palette"], centre, panels["inspector"], panels["curves"], panels["results"], self.banners
        return tab_order.step(self, areas, forwards=forwards) or super().focusNextPrevChild(forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, for which nothing else has a use, leads back to the drawing; among the layers it clears the search."""
        among_layers = self.panels["palette"].isAncestorOf(self.focusWidget())
        if event.key() == Qt.Key.Key_Escape and not among_layers:
            self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def toggle_panel(self, name: str) -> None:
        """Show or hide a panel."""
        self.panels[name].setVisible(not self.panels[name].isVisibleTo(self))
        self.actions_.refresh()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.actions_.refresh()

    def choose_theme(self, choice: str) -> None:
        """Light, dark, or as the system has it."""
        self.preferences.theme = choice
        self.themes.choose(choice)
        self.actions_.refresh()
