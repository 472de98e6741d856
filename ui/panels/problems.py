"""The list of problems: what is wrong, where, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from netbuilder.changes import Change
from netbuilder.shapes import Problem, Severity
from ui.bridge import Bridge
from ui.canvas.commands import Commands
from ui.icons import icon
from ui.panels.pieces import ICON_SIZE, colour_of, column, label, scrolled
from ui.panels.row_button import RowButton, seen_through
from ui.panels.when_visible import WhenVisible
from ui.text import shown
from ui.theme import Themes

MOST_SHOWN = 50


class Problems(QWidget):
    """Follows the drawing and the settings. A click or Enter on a problem reveals its node."""

    reveal = Signal(str)
    """The id of the node that the person wants to see."""
    counted = Signal(int)
    """How many problems there are now; for the title above the list."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problems")
        self._bridge, self._themes = bridge, themes
        self._commands = Commands(bridge)
        self.problems: tuple[Problem, ...] = ()
        self._shown: list[tuple[str, Problem]] | None = None
        self.rows: list[ProblemRow] = []
        self.empty = AllGood(themes)
        self.more = label("hint")
        self._list = QWidget()
        self._box = QVBoxLayout(self._list)
        self._box.setContentsMargins(6, 4, 6, 6)
        self._box.setSpacing(2)
        self._box.addWidget(self.more)
        self._box.addStretch(1)
        self._area = scrolled(self._list)
        whole = column(self, margin=0, gap=0)
        whole.addWidget(self.empty)
        whole.addWidget(self._area, 1)
        self._follow_project = WhenVisible(self, self._show)
        bridge.changed.connect(self._follow)
        self._show()

    @property
    def count(self) -> int:
        """How many problems there are, warnings included."""
        return len(self.problems)

    def _follow(self, change: Change) -> None:
        if change.content:
            self._follow_project.ask()

    def _show(self) -> None:
        bridge = self._bridge
        self.problems = bridge.problems
        names = [shown(bridge.project.graph.called(p.node)) if p.node is not None else "" for p in self.problems]
        fresh = list(zip(names, self.problems, strict=True))
        if fresh == self._shown:
            return
        self._shown = fresh
        self._fill(fresh[:MOST_SHOWN])
        left = len(fresh) - MOST_SHOWN
        self.more.setText(self.tr("and {count} more").format(count=left))
        self.more.setVisible(left > 0)
        self._area.setVisible(bool(fresh))
        self.empty.setVisible(not fresh)
        self.counted.emit(len(fresh))

    def _fill(self, named: list[tuple[str, Problem]]) -> None:
        for row in self.rows:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [ProblemRow(name, problem, self._themes) for name, problem in named]
        for place, row in enumerate(self.rows):
            self._box.insertWidget(place, row)
            row.clicked.connect(lambda _=False, problem=row.problem: self._reveal(problem))
            row.repair.clicked.connect(lambda _=False, problem=row.problem: self._repair(problem))

    def _reveal(self, problem: Problem) -> None:
        if problem.node is not None:
            self._bridge.select([problem.node])
            self.reveal.emit(problem.node)

    def _repair(self, problem: Problem) -> None:
        if problem.repair is not None:
            self._commands.repair(problem)


class AllGood(QWidget):
    """Says on one line that there are no problems."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes, self._icon = themes, QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(label("hint", self.tr("No problems. Ready to train.")), 1)
        self._draw()
        themes.changed.connect(self._draw)

    def _draw(self) -> None:
        self._icon.setPixmap(icon("good", self._themes.theme.good).pixmap(ICON_SIZE, ICON_SIZE))


class ProblemRow(RowButton):
    """One problem: icon, name of the node, sentence, and the button that repairs it."""

    def __init__(self, name: str, problem: Problem, themes: Themes) -> None:
        super().__init__()
        self.problem, self._themes = problem, themes
        sentence = shown(problem.message)
        kind = self.tr("Error") if problem.severity is Severity.ERROR else self.tr("Warning")
        self.setAccessibleName(": ".join(part for part in (kind, name, sentence) if part))
        if problem.node is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(self.tr("Show “{node}” in the drawing").format(node=name))
        self._icon, self.repair = QLabel(), QPushButton()
        self._lay_out(name, sentence, kind)
        self._draw()
        themes.changed.connect(self._draw)

    def _lay_out(self, name: str, sentence: str, kind: str) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        if name:
            words.addWidget(seen_through(label("name", name)))
        words.addWidget(seen_through(label("sentence", sentence)))
        if self.problem.repair is not None:
            self.repair.setText(shown(self.problem.repair.in_words()))
            self.repair.setProperty("role", "small")
            words.addSpacing(4)
            words.addWidget(self.repair, 0, Qt.AlignmentFlag.AlignLeft)
        self._icon.setToolTip(kind)
        row = self.row
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def _draw(self) -> None:
        tint = colour_of(self.problem.severity, self._themes.theme)
        self._icon.setPixmap(icon(self.problem.severity.value, tint).pixmap(ICON_SIZE, ICON_SIZE))
