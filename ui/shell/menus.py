"""The menu bar and the tool bar of a window, made from the table of actions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from ui.language.text import translated
from ui.shell import actions, lessons
from ui.shell.action_rows import Row
from ui.shell.actions import MENUS, PANELS, THEMES, TOOLBAR
from ui.shell.window_base import WindowBase
from ui.theme import icons
from ui.theme.themes import Theme

ICON = QSize(20, 20)
translate = QCoreApplication.translate


class Menus:
    """The menus of one window. Recent files and samples are listed when the menu is opened."""

    def __init__(self, window: WindowBase) -> None:
        self._window = window
        self.recent = QMenu(translate("Menus", "Open recent"), window)
        self.recent.aboutToShow.connect(self._list_recent)
        self.samples = QMenu(translate("Menus", "Samples"), window)
        self.samples.aboutToShow.connect(self._list_samples)
        self._submenus = {
            "recent": self.recent,
            "samples": self.samples,
            "lessons": lessons.menu(window),
            "panels": self._panels(),
            "theme": self._themes(),
        }
        for menu in MENUS:
            self._fill(window.menuBar().addMenu(actions.text(menu.title)), menu.rows)

    def _fill(self, menu: QMenu, rows: Iterable[Row | str | None]) -> None:
        menu.setToolTipsVisible(True)
        for row in rows:
            if isinstance(row, Row):
                menu.addAction(self._window.actions_[row.id])
            elif row is None:
                menu.addSeparator()
            else:
                menu.addMenu(self._submenus[row])

    def _panels(self) -> QMenu:
        menu = QMenu(translate("Menus", "Panels"), self._window)
        self._fill(menu, PANELS)
        return menu

    def _themes(self) -> QMenu:
        menu = QMenu(translate("Menus", "Theme"), self._window)
        self._fill(menu, THEMES)
        choices = QActionGroup(menu)
        for row in THEMES:
            choices.addAction(self._window.actions_[row.id])
        return menu

    def _list_recent(self) -> None:
        self.recent.clear()
        window = self._window
        for path in window.preferences.recent:
            action = self.recent.addAction(_as_menu_text(path))
            action.triggered.connect(lambda _checked=False, path=path: window.files.open(path))
        if self.recent.isEmpty():
            self.recent.addAction(translate("Menus", "No files yet")).setEnabled(False)
            return
        self.recent.addSeparator()
        self.recent.addAction(translate("Menus", "Clear list")).triggered.connect(window.preferences.forget_all)

    def _list_samples(self) -> None:
        import samples

        self.samples.clear()
        for name in samples.names():
            action = self.samples.addAction(translated(samples.TITLES[name]))
            action.triggered.connect(lambda _checked=False, name=name: self._window.files.open_sample(name))


def tool_bar(window: WindowBase) -> QToolBar:
    """The tool bar: files, history, training, the two settings, and the view."""
    bar = QToolBar(translate("Menus", "Toolbar"), window)
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setIconSize(ICON)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    before, after = TOOLBAR
    _add(bar, window, before)
    bar.addSeparator()
    bar.addWidget(window.fields)
    space = QWidget(bar)
    space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(space)
    _add(bar, window, after)
    _show_that_there_is_more(bar, window)
    return bar


def _show_that_there_is_more(bar: QToolBar, window: WindowBase) -> None:
    """Where the bar is too narrow, Qt has a button for the rest; its own sign is hard to see."""
    button = bar.findChild(QToolButton, "qt_toolbar_ext_button")
    if button is None:
        return
    button.setToolTip(translate("Menus", "More tools"))
    button.setAccessibleName(translate("Menus", "More tools"))

    def wear(theme: Theme) -> None:
        button.setIcon(icons.themed("more", theme))

    window.themes.changed.connect(wear)
    wear(window.themes.theme)


def _add(bar: QToolBar, window: WindowBase, names: Iterable[str | None]) -> None:
    for name in names:
        if name is None:
            bar.addSeparator()
            continue
        action = window.actions_[name]
        bar.addAction(action)
        button = bar.widgetForAction(action)
        if not isinstance(button, QToolButton):
            continue
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if name == "train":
            button.setObjectName("primary")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)


def _as_menu_text(path: Path) -> str:
    """A file as a menu shows it: its name first, then where it lies; "&" would mark a key."""
    home = str(Path.home())
    folder = str(path.parent)
    if folder.startswith(home):
        folder = "~" + folder[len(home) :]
    return f"{path.name}   {folder}".replace("&", "&&")
