"""Source text that is read, not edited: replaced line by line, with some lines lit up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from ui.theme import fonts


@dataclass(frozen=True)
class Replacement:
    """Lines that take the place of ``removed`` others from ``row`` on, counted once all replacements above are made."""

    row: int
    removed: int
    lines: tuple[str, ...]


class CodeView(QPlainTextEdit):
    """Text that is read, not edited. A click on a line, or Enter, chooses it."""

    line_chosen = Signal(int)
    """The row, counted from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "code")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(fonts.code())
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setUndoRedoEnabled(False)
        self._lit: list[int] = []

    def replace(self, replacements: Sequence[Replacement]) -> None:
        """Put other lines in place of some, from top to bottom, each followed by a line break."""
        place, cursor = self.verticalScrollBar().value(), QTextCursor(self.document())
        for one in replacements:
            start, end = (self.document().findBlockByNumber(row).position() for row in (one.row, one.row + one.removed))
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText("".join(f"{line}\n" for line in one.lines))
        self.verticalScrollBar().setValue(place)

    def light(self, rows: list[int], colour: QColor) -> None:
        """Lay a light behind these rows, and bring the first of them into sight."""
        tint = QColor(colour)
        tint.setAlpha(48)
        self.setExtraSelections([self._stripe(row, tint) for row in rows])
        if rows and rows != self._lit and not self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(self.document().findBlockByNumber(rows[0]).position())
            self.setTextCursor(cursor)
            self.centerCursor()
        self._lit = rows

    def lit_rows(self) -> list[int]:
        """The rows with a light behind them."""
        return [selection.cursor.blockNumber() for selection in self.extraSelections()]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that selects no text chooses the line."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.line_chosen.emit(self.cursorForPosition(event.position().toPoint()).blockNumber())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the line of the cursor."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.line_chosen.emit(self.textCursor().blockNumber())
        else:
            super().keyPressEvent(event)

    def _stripe(self, row: int, tint: QColor) -> QTextEdit.ExtraSelection:
        stripe = QTextEdit.ExtraSelection()
        stripe.format.setBackground(tint)
        stripe.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        stripe.cursor = self.textCursor()
        stripe.cursor.setPosition(self.document().findBlockByNumber(row).position())
        return stripe
