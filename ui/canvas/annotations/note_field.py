"""The field in which the text of a note is typed, over the note."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from netbuilder.graph.annotations import LONGEST_NOTE
from ui.theme.themes import Theme

LEAST_WIDTH, LEAST_HEIGHT = 180, 90


class NoteField(QPlainTextEdit):
    """Ctrl+Enter and leaving it take the text; Esc does not."""

    written = Signal(str)

    def __init__(self, text: str, over: QRectF, theme: Theme, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._over, self._done = parent, False
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Text of the note"))
        self.setStyleSheet(
            f"background: {theme.surface}; color: {theme.text}; border: 1px solid {theme.accent}; border-radius: 6px;"
        )
        self.lie_over(over)
        self.textChanged.connect(self._keep_short)
        self.selectAll()
        self.show()
        self.setFocus()

    def lie_over(self, over: QRectF) -> None:
        """Lie over this rectangle, in pixels of the canvas."""
        place = over.toAlignedRect()
        place.setWidth(max(place.width(), LEAST_WIDTH))
        place.setHeight(max(place.height(), LEAST_HEIGHT))
        self.setGeometry(place)

    def give_up(self) -> None:
        """Close without taking the text."""
        self._finish(take=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter takes the text, Esc leaves the old one."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._finish(take=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._finish(take=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field takes the text."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._finish(take=True)

    def _keep_short(self) -> None:
        """Take no more characters than a note can have."""
        over = len(self.toPlainText()) - LONGEST_NOTE
        if over > 0:
            cursor = self.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, over)
            cursor.removeSelectedText()

    def _finish(self, *, take: bool) -> None:
        if self._done:
            return
        self._done = True
        if take:
            self.written.emit(self.toPlainText())
        # The canvas takes the keys before the field goes: a field that hides with them would send them on as Tab does.
        self._over.setFocus()
        self.hide()
        self.deleteLater()
