"""The code pane: the drawing as a PyTorch program, with the lines of the selected nodes lit up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QShowEvent,
    QTextCursor,
    QTextFormat,
)
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

from netbuilder.backends.code.forward import Line
from netbuilder.graph.graph import NodeId
from netbuilder.messages import Message
from netbuilder.project.changes import Change
from netbuilder.project.project import Project
from ui.code.highlighting import Highlighter, Spans, spans_by_row
from ui.language.text import shown
from ui.project.bridge import Bridge
from ui.theme import fonts
from ui.theme.icons import icon
from ui.theme.themes import Theme, Themes
from ui.threads.background_work import BackgroundWork
from ui.widgets.labels import Empty, label

SETTLED = 200
"""Milliseconds without an edit before the code is written again."""
AT_ONCE = 0.05
"""Seconds that the window waits for the code when the tab is opened: most programs are written by then."""


@dataclass(frozen=True)
class Replacement:
    """Lines that take the place of ``removed`` others from ``row`` on, counted once all replacements above are made."""

    row: int
    removed: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Program:
    """A program with its colours, and how it differs from the lines that were shown before."""

    lines: Sequence[Line]
    spans: Spans
    replacements: tuple[Replacement, ...]


def write_program(project: Project, base: Path | None, shown_before: Sequence[str]) -> Program:
    """Write the program of a project. Raises what the export raises. Touches no widget: it may run on any thread."""
    from netbuilder.export import export

    script = export(project, "pytorch", data_base=base)
    texts = [line.text for line in script.lines]
    matcher = SequenceMatcher(None, shown_before, texts, autojunk=False)
    changed = (code for code in matcher.get_opcodes() if code[0] != "equal")
    replacements = tuple(Replacement(j1, i2 - i1, tuple(texts[j1:j2])) for _, i1, i2, j1, j2 in changed)
    return Program(script.lines, spans_by_row("\n".join([*texts, ""])), replacements)


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
        self._background = BackgroundWork(self)
        self._background.answered.connect(self._show)
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
            self._background.wait(AT_ONCE)

    def _lay_out(self) -> None:
        self.copy_button.setToolTip(self.tr("Copy all of the code"))
        self.copy_button.setText(self.tr("Copy"))
        self.copy_button.setAccessibleName(self.tr("Copy all of the code"))
        self.copy_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.view.setAccessibleName(self.tr("The code of this network"))
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
        if change.content:
            self._expire()

    def _expire(self) -> None:
        self._stale = True
        if self.isVisible():
            self._timer.start()

    def _write(self) -> None:
        """Have the code written on a thread beside the window: that of a thousand layers takes half a second."""
        self._timer.stop()
        if self._bridge.data.reading:  # it is written as soon as they are read
            return
        self._stale = False
        base = self._bridge.path.parent if self._bridge.path is not None else None
        before = [line.text for line in self.lines]
        self._background.ask(partial(write_program, self._bridge.project, base, before))

    def _show(self, answer: Program | Message) -> None:
        if isinstance(answer, Message):
            reason = self.tr("The code appears here once the network has no errors.")
            self.empty.words.setText(f"{reason}\n\n{shown(answer)}")
            self._stack.setCurrentWidget(self.empty)
            self.view.clear()
            self.lines = ()
            return
        self.lines = answer.lines
        self._highlighter.take(answer.spans)
        self.view.replace(answer.replacements)
        self._stack.setCurrentWidget(self._whole)
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
