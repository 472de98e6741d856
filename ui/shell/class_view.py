"""Class view: the window as a projector wants it, curves and predictions alone, large, and what starts and stops
training."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QToolBar, QToolButton, QWidget

from ui.shell.window_base import WindowBase
from ui.theme import icons
from ui.theme.themes import Theme

ACTIONS = ("train", "pause", "stop")
PANELS = ("curves", "results")
LEAST, MOST, STEP = 1.3, 3.0, 0.1
"""How much larger text and lines are than usual."""
USUAL_HEIGHT = 560
"""Pixels of the window's height for which the usual size would do: text grows with it."""
USUAL_WIDTH = 700
"""Pixels of the window's width in which both panels have room at the usual size: text never grows past it."""
ICON, SMALL_ICON, TICK = 20, 16, 15
"""Pixels of signs at the usual size: of the bar, of other buttons, of boxes to tick."""
SHEET = Template(
    "* { font-size: ${letters}pt; } QToolButton { icon-size: ${icon}px; }"
    "QCheckBox::indicator, QTreeView::indicator { width: ${tick}px; height: ${tick}px; }"
)


@dataclass(frozen=True)
class Before:
    """How the window was when class view began."""

    arrangement: QByteArray
    hidden: tuple[QWidget, ...]
    tab: int
    focus: QWidget | None


class ClassView(QObject):
    """Rearranges one window, and puts everything back as it was."""

    def __init__(self, window: WindowBase) -> None:
        super().__init__(window)
        self._window = window
        self._before: Before | None = None
        self._factor = 1.0
        self.title = QLabel()
        self.bar = _bar(window, self.title)
        self._back = self.bar.addAction(self.tr("Leave"), self.leave)
        self._back.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        self._back.setToolTip(self.tr("Leave class view (Esc)"))
        self._back.setEnabled(False)
        window.addToolBarBreak()
        window.addToolBar(self.bar)
        self.bar.hide()
        window.windowTitleChanged.connect(self._name)
        window.themes.changed.connect(self._wear)
        self._wear(window.themes.theme)
        window.installEventFilter(self)
        for part in self._parts():
            part.installEventFilter(self)
        # Not the window's own LayoutRequest: laying out the docks brings another one, without end.
        centre = window.views.centre
        self._rearranging = ((window, QEvent.Type.Resize), (centre, QEvent.Type.LayoutRequest))

    @property
    def on(self) -> bool:
        """Whether the window is in class view."""
        return self._before is not None

    def toggle(self) -> None:
        """Begin, or go back."""
        if self.on:
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        """Show curves and predictions alone, large; and, between bar and curves, what the program says."""
        window, tabs = self._window, self._window.views.results
        hidden = tuple(widget for widget in self._others() if not widget.isHidden())
        before = Before(window.saveState(), hidden, tabs.currentIndex(), window.focusWidget())
        if before.focus is not None:
            before.focus.clearFocus()  # hidden with the keys, the canvas would walk on to its next node
        for widget in hidden:
            widget.hide()
        for name, panel in window.panels.items():
            panel.setVisible(name in PANELS)
        tabs.setCurrentWidget(window.views.predictions)
        tabs.tabBar().hide()
        self.bar.show()
        self._before = before
        self._back.setEnabled(True)
        self._name()
        self._lay_out()
        window.views.curves.setFocus()
        window.actions_.refresh()

    def leave(self) -> None:
        """Put everything back as it was."""
        before, self._before = self._before, None
        if before is None:
            return
        window, tabs = self._window, self._window.views.results
        self._back.setEnabled(False)
        self._magnify(1.0)
        for widget in before.hidden:
            widget.show()
        tabs.tabBar().show()
        tabs.setCurrentIndex(before.tab)
        window.restoreState(before.arrangement)
        if before.focus is not None:
            before.focus.setFocus()
        window.actions_.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A larger window has larger text; what the program no longer says leaves its room to the curves."""
        if self.on and isinstance(watched, QWidget):
            if event.type() is QEvent.Type.Show:
                self._wear_letters(watched)
            elif (watched, event.type()) in self._rearranging:
                self._lay_out()
        return False

    def _lay_out(self) -> None:
        window = self._window
        wanted = min(MOST, max(LEAST, window.height() / USUAL_HEIGHT), window.width() / USUAL_WIDTH)
        self._magnify(max(1.0, round(wanted / STEP) * STEP))
        docks = [window.panels[name] for name in PANELS]
        window.resizeDocks(docks, [window.height()] * len(docks), Qt.Orientation.Vertical)
        window.resizeDocks(docks, [window.width() // len(docks)] * len(docks), Qt.Orientation.Horizontal)

    def _magnify(self, factor: float) -> None:
        if factor == self._factor:
            return
        self._factor = factor
        for part in self._parts():
            if factor == 1.0 or part.isVisibleTo(self._window):
                self._wear_letters(part)
        self.bar.setIconSize(QSize(ICON, ICON) * factor)

    def _wear_letters(self, part: QWidget) -> None:
        """Give a part its font size by a style sheet: a font would not reach what is in it. What is hidden gets them
        when it is shown, for a style sheet takes its time."""
        factor, letters = self._factor, QApplication.font().pointSizeF() * self._factor
        sheet = SHEET.substitute(letters=f"{letters:.1f}", tick=round(TICK * factor), icon=round(SMALL_ICON * factor))
        sheet = sheet if factor != 1.0 else ""
        if part.styleSheet() != sheet:
            part.setStyleSheet(sheet)

    def _parts(self) -> tuple[QWidget, ...]:
        """What has larger text in class view, were it shown there."""
        views = self._window.views
        panels = (panel for name, panel in views.docks.items() if name != "results")
        pages = (views.predictions, views.lab.tab, views.code, views.runs)
        return (*panels, *pages, views.results.tabBar(), views.centre, self.bar)

    def _others(self) -> tuple[QWidget, ...]:
        """What stands in the window beside the panels."""
        window = self._window
        return (window.menuBar(), window.tool_bar, window.statusBar(), window.canvas)

    def _wear(self, theme: Theme) -> None:
        self._back.setIcon(icons.themed("close", theme))

    def _name(self) -> None:
        self.title.setText(self._window.files.title)


def _bar(window: WindowBase, title: QLabel) -> QToolBar:
    """Start, pause and stop, and the name of the project; the way back is added by whoever knows it."""
    bar = QToolBar(QCoreApplication.translate("ClassView", "Class view"), window)
    bar.setObjectName("class")
    bar.setMovable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    for name in ACTIONS:
        bar.addAction(window.actions_[name])
        button = bar.widgetForAction(window.actions_[name])
        if name == "train" and isinstance(button, QToolButton):
            button.setObjectName("primary")
    title.setAlignment(Qt.AlignmentFlag.AlignCenter)
    title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(title)
    return bar
