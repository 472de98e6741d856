"""The actions of one window, made from the table: allowed when they can be used, with the reason where they cannot."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from ui.finding.why_off import why_off
from ui.language.text import shown
from ui.shell.action_rows import Row
from ui.shell.actions import rows, text
from ui.shell.window_base import WindowBase
from ui.theme import icons
from ui.theme.style import faint
from ui.theme.themes import Theme
from ui.widgets.window_keys import WindowKeys


class Actions:
    """The actions of one window, by id."""

    def __init__(self, window: WindowBase) -> None:
        self._window = window
        self._rows = {row.id: row for row in rows()}
        self.by_id = {row.id: self._made(row) for row in self._rows.values()}
        self._told: dict[str, tuple[str, bool, str]] = {}
        """On what the tool tip of each action was written: its text, whether it can be used, and whether one trains."""
        WindowKeys(window)

    def __getitem__(self, name: str) -> QAction:
        return self.by_id[name]

    def refresh(self) -> None:
        """Allow what can be done now, and say what undo, redo and train would do."""
        window, document = self._window, self._window.bridge.document
        for name, row in self._rows.items():
            self.by_id[name].setEnabled(row.when(window))
            if row.checked is not None:
                self.by_id[name].setChecked(row.checked(window))
        for name, label in (("undo", document.undo_label), ("redo", document.redo_label)):
            own = text(self._rows[name].text)
            self._name(name, f"{own}: {shown(label)}" if label is not None else own)
        paused = window.worker.state == "paused"
        self._name("train", QCoreApplication.translate("Actions", "Resume") if paused else text("Train"))
        for name in self._rows:
            self._tip(name)

    def wear(self, theme: Theme) -> None:
        """Draw the icons in the colours of a theme."""
        for name, row in self._rows.items():
            if row.icon:
                primary = icons.icon(row.icon, theme.on_accent, faint(theme).name())
                self.by_id[name].setIcon(primary if name == "train" else icons.themed(row.icon, theme))

    def _made(self, row: Row) -> QAction:
        action = QAction(text(row.text), self._window)
        action.setObjectName(row.id)
        action.setShortcuts([QKeySequence(keys) for keys in row.keys])
        action.setCheckable(row.checked is not None)
        action.setStatusTip("")
        action.triggered.connect(lambda: row.run(self._window))
        self._window.addAction(action)
        return action

    def _name(self, name: str, shown_text: str) -> None:
        if self.by_id[name].text() != shown_text:
            self.by_id[name].setText(shown_text)

    def _tip(self, name: str) -> None:
        """What an action does and its keys; where it cannot be used now, why."""
        action = self.by_id[name]
        now = action.text(), action.isEnabled(), self._window.worker.state
        if self._told.get(name) == now:
            return
        self._told[name] = now
        words = text(self._rows[name].tip) or action.text()
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        tip = f"{words} ({keys})" if keys else words
        if not action.isEnabled():
            tip = f"{tip}\n{why_off(name, self._window)}"
        action.setToolTip(tip)
