"""The list of problems: what is wrong, where, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from netbuilder.project.changes import Change
from netbuilder.shapes.check_result import Problem, Severity
from ui.canvas.editing.edit_commands import Commands
from ui.language.text import shown
from ui.project.bridge import Bridge
from ui.theme.icons import icon
from ui.theme.themes import Themes
from ui.widgets.labels import ICON_SIZE, colour_of, column, label, scrolled
from ui.widgets.row_button import RowButton, seen_through
from ui.widgets.shortened_button import ShortenedButton
from ui.widgets.when_visible import WhenVisible

MAX_SHOWN = 50


class ProblemsPanel(QWidget):
    """Follows the drawing and the settings. A click or Enter on a problem reveals its node, or the data."""

    reveal = Signal(str)
    """The id of the node that the user wants to see."""
    data_wanted = Signal()
    """The user wants to see the settings of the data."""
    counted = Signal(int)
    """How many problems there are now; for the title above the list."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problems")
        self._bridge, self._themes = bridge, themes
        self._commands = Commands(bridge)
        self.problems: tuple[Problem, ...] = ()
        self._shown: list[tuple[str, Problem]] | None = None
        self.folded = False
        self.rows: list[ProblemRow] = []
        self._spare: list[ProblemRow] = []
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
        bridge.data.looked.connect(self._follow_project.ask)
        self._show()

    @property
    def count(self) -> int:
        """How many problems there are, warnings included."""
        return len(self.problems)

    def fold(self, folded: bool) -> None:
        """Leave out the list, or show it again."""
        self.folded = folded
        self._area.setVisible(bool(self.problems) and not folded)

    def _follow(self, change: Change) -> None:
        if change.content:
            self._follow_project.ask()

    def _show(self) -> None:
        bridge = self._bridge
        self.problems = bridge.problems
        self.empty.say(checked=not bridge.data.awaited)
        names = [shown(bridge.project.graph.called(p.node)) if p.node is not None else "" for p in self.problems]
        fresh = list(zip(names, self.problems, strict=True))
        if fresh == self._shown:
            return
        self._shown = fresh
        self._fill(fresh[:MAX_SHOWN])
        left = len(fresh) - MAX_SHOWN
        self.more.setText(self.tr("and {count} more").format(count=left))
        self.more.setVisible(left > 0)
        self._area.setVisible(bool(fresh) and not self.folded)
        self.empty.setVisible(not fresh)
        self.counted.emit(len(fresh))

    def _fill(self, named: list[tuple[str, Problem]]) -> None:
        """A row for each problem. Rows that are not needed any more are kept for later ones."""
        while len(self.rows) > len(named):
            self._spare.append(self.rows.pop())
            self._spare[-1].hide()
        while len(self.rows) < len(named):
            self.rows.append(self._spare.pop() if self._spare else self._new_row(len(self.rows)))
        for row, (name, problem) in zip(self.rows, named, strict=True):
            row.show_problem(name, problem, of_data=self._of_data(problem))
            row.show()

    def _of_data(self, problem: Problem) -> bool:
        """Whether the data are what is wrong: their settings are then what the user wants to see."""
        data = self._bridge.data
        return problem.node is None and problem.message in (data.problem, *(note.message for note in data.notes))

    def _new_row(self, place: int) -> ProblemRow:
        row = ProblemRow(self._themes)
        self._box.insertWidget(place, row)
        row.clicked.connect(lambda: self._reveal(row.problem))
        row.repair.clicked.connect(lambda: self._repair(row.problem))
        return row

    def _reveal(self, problem: Problem | None) -> None:
        if problem is not None and self._of_data(problem):
            self.data_wanted.emit()
        elif problem is not None and problem.node is not None:
            self._bridge.show(problem)
            self.reveal.emit(problem.path.node if problem.path is not None else problem.node)

    def _repair(self, problem: Problem | None) -> None:
        if problem is not None and problem.offered is not None:
            self._commands.repair_there(problem)


class AllGood(QWidget):
    """Says on one line that there are no problems."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes, self._icon = themes, QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(self._icon)
        self._text, self._checked = label("hint"), True
        row.addWidget(self._text, 1)
        self.say(checked=True)
        themes.changed.connect(self._draw)

    def say(self, *, checked: bool) -> None:
        """Show this; ``checked``: whether the rows of the data have been looked at."""
        self._checked = checked
        self._text.setText(
            self.tr("No problems. Ready to train.")
            if checked
            else self.tr("No problems so far. The rows are not checked yet.")
        )
        self._draw()

    def _draw(self) -> None:
        theme = self._themes.theme
        found = icon("good", theme.good if self._checked else theme.muted)
        self._icon.setPixmap(found.pixmap(ICON_SIZE, ICON_SIZE))


class ProblemRow(RowButton):
    """One problem: icon, name of the node, sentence, and the button that repairs it."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes = themes
        self.problem: Problem | None = None
        self._icon, self.repair = QLabel(), ShortenedButton()
        self._name, self._sentence = seen_through(label("name")), seen_through(label("sentence"))
        self._lay_out()
        themes.changed.connect(self._draw)

    def show_problem(self, name: str, problem: Problem, *, of_data: bool) -> None:
        """Show this problem of the node that is called so, or, where the name is empty, of the data or the project."""
        self.problem = problem
        sentence = shown(problem.message)
        kind = self.tr("Error") if problem.severity is Severity.ERROR else self.tr("Warning")
        self.setAccessibleName(": ".join(part for part in (kind, name, sentence) if part))
        tip = self.tr("Show the settings of the data") if of_data else ""
        if problem.node is not None:
            tip = self.tr("Show “{node}” on the canvas").format(node=name)
        self.setCursor(Qt.CursorShape.PointingHandCursor if tip else Qt.CursorShape.ArrowCursor)
        self.setToolTip(tip)
        self._name.setText(name)
        self._name.setVisible(bool(name))
        self._sentence.setText(sentence)
        self._icon.setToolTip(kind)
        self.repair.setText(shown(problem.offered.in_words()) if problem.offered is not None else "")
        self._repair_place.setVisible(problem.offered is not None)
        self._draw()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        self.repair.setProperty("role", "small")
        self._repair_place = QWidget()
        below = QHBoxLayout(self._repair_place)
        below.setContentsMargins(0, 4, 0, 0)
        below.addWidget(self.repair)
        below.addStretch(1)
        for widget in (self._name, self._sentence, self._repair_place):
            words.addWidget(widget)
        row = self.row
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def _draw(self) -> None:
        if self.problem is not None:
            severity = self.problem.severity
            tint = colour_of(severity, self._themes.theme)
            self._icon.setPixmap(icon(severity.value, tint).pixmap(ICON_SIZE, ICON_SIZE))
