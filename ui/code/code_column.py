"""One column of the code pane: the drawing as a program in one framework, with the lines of selected nodes lit up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from netbuilder.backends.code.stages import OF_PHASES, Found, Stage, derivative_rows, found, stage_at
from netbuilder.backends.frameworks import FRAMEWORKS
from netbuilder.graph.blocks import BlockId
from netbuilder.messages import Message
from netbuilder.project.changes import Change
from netbuilder.project.levels import Level, level_of
from ui.code.code_view import CodeView
from ui.code.highlighting import Highlighter
from ui.code.written_program import Program, write_program
from ui.language.text import shown, translated
from ui.project.bridge import Bridge
from ui.theme.icons import icon
from ui.theme.themes import Theme, Themes
from ui.threads.background_work import BackgroundWork
from ui.widgets.input_fields import Choice
from ui.widgets.labels import Empty, label

if TYPE_CHECKING:
    from netbuilder.backends.code.forward import Line

SETTLED = 20
"""Milliseconds without an edit before the code is written again."""
NARROWEST = 220
"""Pixels of a column."""
MARGINS = 24
AT_ONCE = 0.05
"""Seconds that the window waits for the code when the tab is opened: most programs are written by then."""


class CodeColumn(QWidget):
    """Shows the program that the export to one framework would write. Written only while somebody looks."""

    stage_chosen = Signal(object)
    """The stage of the training that the chosen line belongs to, or None."""
    save_wanted = Signal(str)
    """The name of the framework whose script is to be saved."""
    run_wanted = Signal(str)
    """The name of the framework whose script is to be run."""

    def __init__(self, bridge: Bridge, themes: Themes, target: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._themes = bridge, themes
        self.lines: Sequence[Line] = ()
        self.framework = Choice()
        self._head, self.bar = QHBoxLayout(), QHBoxLayout()
        self.view = CodeView()
        self.run_button = QToolButton()
        self.copy_button, self.save_button = QToolButton(), QToolButton()
        self.empty = Empty(themes, "export")
        self.stage_words, self.problem_words = label("hint"), label("hint")
        self._stage: Stage | None = None
        self._with_node = False
        self._highlighter = Highlighter(self.view.document(), themes.theme)
        self._stale = True
        self._timer = QTimer(self, interval=SETTLED, singleShot=True)
        self._timer.timeout.connect(self._write)
        self._background = BackgroundWork(self)
        self._background.answered.connect(self._show)
        for name, title in FRAMEWORKS.items():
            self.framework.addItem(translated(title), name)
        self.framework.setCurrentIndex(self.framework.findData(target))
        self._lay_out()
        self.framework.currentIndexChanged.connect(self._change_framework)
        self.view.line_chosen.connect(self._choose)
        self.run_button.clicked.connect(lambda: self.run_wanted.emit(self.framework.currentData()))
        self.save_button.clicked.connect(lambda: self.save_wanted.emit(self.framework.currentData()))
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text))
        bridge.changed.connect(self._follow)
        bridge.path_changed.connect(self._expire)
        bridge.selection_changed.connect(self._select)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the words of the buttons where there is no room for them, and put the buttons under the name of
        the framework where there is none for both."""
        super().resizeEvent(event)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        tools = self.findChildren(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
        room = self.width() - self.framework.sizeHint().width() - MARGINS
        for button in tools:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if self._width_of(tools) > room:
            for button in tools:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        beside = self._width_of(tools) <= self.width() - self.framework.minimumSizeHint().width() - MARGINS
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _width_of(self, tools: Sequence[QToolButton]) -> int:
        return sum(button.sizeHint().width() + self.bar.spacing() for button in tools)

    def _lay_out(self) -> None:
        self.setMinimumWidth(NARROWEST)
        self.framework.setMinimumContentsLength(8)
        self.framework.setAccessibleName(self.tr("Framework"))
        self.run_button.setText(self.tr("Run"))
        self.run_button.setToolTip(self.tr("Run this script in a process of its own, and show what it prints"))
        self.run_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.save_button.setText(self.tr("Save…"))
        self.save_button.setToolTip(self.tr("Save this script"))
        self.copy_button.setToolTip(self.tr("Copy all of the code"))
        self.copy_button.setText(self.tr("Copy"))
        self.copy_button.setAccessibleName(self.tr("Copy all of the code"))
        self.copy_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.view.setAccessibleName(self.tr("The code of this network"))
        self.view.setToolTip(self.tr("Click a line to find its layer, or what corresponds to it in the other column."))
        self._head.addWidget(self.framework)
        self._head.addLayout(self.bar, 1)
        self.bar.addStretch(1)
        self.bar.addWidget(self.run_button)
        self.bar.addWidget(self.copy_button)
        self.bar.addWidget(self.save_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 4, 6, 6)
        box.setSpacing(4)
        box.addLayout(self._head)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        self.problem_words.hide()
        box.addWidget(self.problem_words)
        box.addWidget(body, 1)
        self.stage_words.hide()
        box.addWidget(self.stage_words)

    def show_stage(self, stage: Stage | None, *, with_node: bool = False) -> None:
        """Light up the lines of a stage of the training, and say what happens there; None for no longer.

        ``with_node``: and the lines of what is selected on the canvas.
        """
        if (stage, with_node) != (self._stage, self._with_node):
            self._stage, self._with_node = stage, with_node
            self._light()

    def _change_framework(self) -> None:
        self._expire()
        self._timer.stop()
        if self.isVisible():
            self._write()

    def _follow(self, change: Change) -> None:
        if change.content or change.notes:
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
        target = self.framework.currentData()
        known = self._highlighter.colours
        self._background.ask(partial(write_program, self._bridge.project, target, base, before, known))

    def _show(self, answer: Program | Message) -> None:
        whole = isinstance(answer, Program) and answer.problem is None
        for button in (self.save_button, self.run_button):
            button.setEnabled(whole)
        self.copy_button.setEnabled(isinstance(answer, Program))
        self._show_problem(answer)
        if isinstance(answer, Message):
            reason = self.tr("The code appears here once this is mended:")
            self.empty.words.setText(f"{reason}\n\n{shown(answer)}")
            self._stack.setCurrentWidget(self.empty)
            self.view.clear()
            self.lines = ()
            return
        self.lines = answer.lines
        self._highlighter.take(answer.colours)
        self.view.replace(answer.replacements)
        self._stack.setCurrentWidget(self.view)
        self._light()

    def _show_problem(self, answer: Program | Message) -> None:
        """Say above the code why it is only a part."""
        problem = answer.problem if isinstance(answer, Program) else None
        if problem is not None:
            self.problem_words.setText(self.tr("Only the sound part:") + f" {shown(problem)}")
        self.problem_words.setVisible(problem is not None)

    def _light(self) -> None:
        theme, rows = self._themes.theme, self._chosen_rows()
        if self._stage is not None and self.lines:
            place = found(self._stage, [line.text for line in self.lines])
            rows = [*place.rows, *(self._executed(rows) if self._with_node else ())]
            self.stage_words.setText(self._explained(self._stage, place))
        elif self._with_node:
            rows = self._executed(rows)
        self.stage_words.setVisible(self._stage is not None and bool(self.lines))
        self.view.light(rows, QColor(theme.accent))

    def _executed(self, rows: list[int]) -> list[int]:
        """Of the lines of a node those that forward, or backward, executes, where a script has both."""
        if self._stage not in (None, OF_PHASES["backward"]):
            return rows
        backward = derivative_rows([line.text for line in self.lines])
        return [row for row in rows if (row in backward) == (self._stage is not None)] or rows

    def _chosen_rows(self) -> list[int]:
        """The lines of what is selected in the open drawing; where there are none, those of the block that is open."""
        level, wanted = self._bridge.level, self._bridge.selection
        drawings: tuple[BlockId | None, ...] = (None, *level.blocks)
        for block, use in zip(reversed(drawings), (*reversed(level.path), None), strict=True):
            rows = [row for row, line in enumerate(self.lines) if line.block == block and line.node in wanted]
            if rows or use is None:
                return rows
            wanted = frozenset([use])
        return []

    def _explained(self, stage: Stage, place: Found) -> str:
        words = f"{shown(stage.title)}: {shown(stage.words)}"
        if not place.rows:
            return f"{words} {self.tr('Not needed here.')}"
        return f"{words} {self.tr('Here fit does it.')}" if place.by_fit else words

    def _choose(self, row: int) -> None:
        line = self.lines[row] if row < len(self.lines) else None
        if line is not None and line.node is not None:
            self.stage_chosen.emit(None)
            self._bridge.enter(self._level_of(line.block), [line.node])
        elif line is not None:
            self.stage_chosen.emit(stage_at(row, [line.text for line in self.lines]))

    def _level_of(self, block: BlockId | None) -> Level:
        """Where the drawing of a block is open, or the first place at which it can be opened."""
        level, blocks = self._bridge.level, self._bridge.level.blocks
        if block is None:
            return ()
        if block in blocks:
            return level.path[: blocks.index(block) + 1]
        return level_of(self._bridge.project, block)

    def _select(self) -> None:
        """What is selected on the canvas lights up, in place of a stage."""
        self._stage = None
        self._light()

    def _dress(self, theme: Theme) -> None:
        self.copy_button.setIcon(icon("copy", theme.text, theme.border))
        self.run_button.setIcon(icon("train", theme.text, theme.border))
        self.save_button.setIcon(icon("save", theme.text, theme.border))
        self._highlighter.dress(theme)
        self._light()
