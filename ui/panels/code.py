"""The code pane: the drawing as a PyTorch program, with the lines of the selected nodes lit up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QMouseEvent, QShowEvent, QTextFormat
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedLayout,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from netbuilder.backends.torch.forward import Line
from netbuilder.changes import Change
from netbuilder.errors import UserError
from netbuilder.graph import NodeId
from ui import fonts
from ui.bridge import Bridge
from ui.icons import icon
from ui.panels.highlighting import Highlighter
from ui.panels.pieces import Empty, label
from ui.text import shown
from ui.theme import Theme, Themes

SETTLED = 200
"""Milliseconds without an edit before the code is written anew."""


class Code(QWidget):
    """Shows the program that the export would write. Written only while somebody looks."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code")
        self._bridge, self._themes = bridge, themes
        self.lines: Sequence[Line] = ()
        self.view = CodeView()
        self.copy_button = QToolButton()
        self.empty = Empty(themes, "export")
        self._highlighter = Highlighter(self.view.document(), themes.theme)
        self._stale = True
        self._timer = QTimer(self, interval=SETTLED, singleShot=True)
        self._timer.timeout.connect(self._write)
        self._lay_out()
        self.view.line_chosen.connect(self._choose)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text))
        bridge.changed.connect(self._follow)
        bridge.path_changed.connect(self._expire)
        bridge.selection_changed.connect(self._light)
        themes.changed.connect(self._dress)
        self._dress(themes.theme)

    @property
    def text(self) -> str:
        """The whole program; empty while the drawing is not sound."""
        return "".join(line.text + "\n" for line in self.lines)

    def showEvent(self, event: QShowEvent) -> None:
        """Write the code now that somebody looks."""
        super().showEvent(event)
        if self._stale:
            self._write()

    def _lay_out(self) -> None:
        self.copy_button.setToolTip(self.tr("Copy the whole program"))
        self.copy_button.setText(self.tr("Copy"))
        self.copy_button.setAccessibleName(self.tr("Copy the whole program"))
        self.copy_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.view.setAccessibleName(self.tr("The program of the drawing"))
        bar = QHBoxLayout()
        bar.addWidget(label("hint", self.tr("Click a line to find its layer.")), 1)
        bar.addWidget(self.copy_button)
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(10, 4, 6, 6)
        box.setSpacing(4)
        box.addLayout(bar)
        box.addWidget(self.view, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(whole)
        self._whole = whole

    def _follow(self, change: Change) -> None:
        if change.structure or change.training:
            self._expire()

    def _expire(self) -> None:
        self._stale = True
        if self.isVisible():
            self._timer.start()

    def _write(self) -> None:
        from netbuilder.export import export

        self._timer.stop()
        if self._bridge.data.reading:  # it is written as soon as they are read
            return
        self._stale = False
        base = self._bridge.path.parent if self._bridge.path is not None else None
        try:
            self.lines = export(self._bridge.project, "pytorch", data_base=base).lines
        except UserError as error:
            self.lines = ()
            reason = self.tr("The code appears here as soon as the drawing is sound.")
            self.empty.words.setText(f"{reason}\n\n{shown(error.message)}")
        self._show()

    def _show(self) -> None:
        text = self.text
        self._stack.setCurrentWidget(self._whole if text else self.empty)
        if text != self.view.toPlainText():
            self._highlighter.read(text)
            self.view.replace(text)
        self._light()

    def _light(self) -> None:
        theme, selection = self._themes.theme, self._bridge.selection
        rows = [row for row, line in enumerate(self.lines) if line.node is not None and line.node in selection]
        self.view.light(rows, QColor(theme.accent))

    def _choose(self, row: int) -> None:
        node: NodeId | None = self.lines[row].node if row < len(self.lines) else None
        if node is not None:
            self._bridge.select([node])

    def _dress(self, theme: Theme) -> None:
        self.copy_button.setIcon(icon("copy", theme.text, theme.border))
        self._highlighter.dress(theme)
        self._light()


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
        self._lit: list[int] = []

    def replace(self, text: str) -> None:
        """Show another text at the same place."""
        place = self.verticalScrollBar().value()
        self.setPlainText(text)
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
