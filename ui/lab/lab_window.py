"""The lab as a window of its own: what is measured to the left, what comes of it to the right."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from netbuilder.errors import FileError
from netbuilder.messages import Message
from netbuilder.shapes.check_result import Severity
from ui.lab import lab_texts, save_results
from ui.lab.charts.chart_board import ChartBoard
from ui.lab.experiment_form import ExperimentForm
from ui.lab.experiment_runner import ExperimentRunner
from ui.lab.figures_table import FiguresTable
from ui.lab.progress_row import ProgressRow
from ui.lab.results_view import ResultsView
from ui.lab.saved_choice import SavedChoice
from ui.language.text import shown
from ui.project.bridge import Bridge
from ui.project.file_dialogs import file_to_write
from ui.shell.banners import Banners
from ui.theme import icons
from ui.theme.themes import Theme, Themes
from ui.widgets.labels import Empty, Sentence, label, scrolled
from ui.widgets.throttle import Throttle
from ui.widgets.when_visible import WhenVisible
from ui.widgets.window_size import open_at

SIZE = QSize(1240, 800)
SMALLEST = QSize(820, 520)
SIDE = 300
WORDS = 460


class LabWindow(QWidget):
    """Not modal: the project can be edited beside it, and an experiment under way is of the project as it was."""

    def __init__(self, bridge: Bridge, runner: ExperimentRunner, board: ChartBoard, themes: Themes) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("lab")
        self.setWindowTitle(self.tr("Bias–variance lab — NetBuilder"))
        self.setWindowIcon(icons.program_icon())
        self.setMinimumSize(SMALLEST)
        open_at(self, SIZE)
        self._bridge, self._runner, self._themes = bridge, runner, themes
        self.controls, self.going = ExperimentForm(bridge), ProgressRow(runner, themes)
        self.problem = Sentence(themes, Severity.ERROR)
        self.changed = Sentence(themes, Severity.WARNING)
        self.headline, self.reading = label("title"), label("value")
        self.more, self.definitions = label("hint"), label("hint")
        self.board, self.table = board, FiguresTable()
        self.empty = Empty(themes, "lab")
        self.save, self.earlier = QToolButton(), SavedChoice()
        self._pace = Throttle(self._draw, lambda: self.board.seconds, self)
        self._lay_out()
        self._connect(themes)
        self._dress(themes.theme)
        self._check()
        self._draw()

    def measure(self) -> None:
        """Begin the experiment that the form describes."""
        self.controls.catch_up()
        self._check()
        if self._runner.state == "idle" and not self.problem.text:
            self._runner.start(self.controls.plan(), self._bridge.runs)

    def save_as(self, path: Path, what: str) -> None:
        """Write the board ("png", "svg") or the figures ("csv", "epochs"). Raises FileError."""
        findings = self._runner.findings
        if findings is not None:
            self.board.finish()
            save_results.save(path, what, findings, self.board)

    def _lay_out(self) -> None:
        self.definitions.setTextFormat(Qt.TextFormat.RichText)
        self.empty.setFixedWidth(WORDS)
        self.save.setText(self.tr("Save as…"))
        self.save.setToolTip(self.tr("Save the charts or the numbers"))
        self.save.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.save)
        for what, text in (
            ("png", self.tr("PNG image")),
            ("svg", self.tr("SVG image")),
            ("csv", self.tr("CSV table of the numbers")),
            ("epochs", self.tr("CSV table of every epoch")),
        ):
            menu.addAction(text + "…", partial(self._ask_and_save, what))
        self.save.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(self._results(), 1)

    def _side(self) -> QWidget:
        side, text = QWidget(), QWidget()
        side.setObjectName("lab-side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(SIDE)
        reading = QVBoxLayout(text)
        reading.setContentsMargins(0, 4, 8, 8)
        reading.setSpacing(8)
        for part in (
            self.headline,
            self.reading,
            self.changed,
            self.more,
            label("section", self.tr("What is shown")),
            self.definitions,
        ):
            reading.addWidget(part)
        reading.addStretch(1)
        box = QVBoxLayout(side)
        box.setContentsMargins(14, 12, 6, 0)
        box.setSpacing(10)
        upper = QVBoxLayout()
        upper.setContentsMargins(0, 0, 8, 0)
        upper.setSpacing(8)
        for control in (self.controls, self.problem, self.going):
            upper.addWidget(control)
        box.addLayout(upper)
        box.addWidget(scrolled(text), 1)
        return side

    def _results(self) -> QWidget:
        results = QWidget()
        box = QVBoxLayout(results)
        box.setContentsMargins(10, 10, 10, 10)
        box.setSpacing(8)
        self.split = ResultsView(self.board, self.table, [self.earlier, self.save])
        box.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.split, 1)
        self.banners = Banners(results, self._themes)
        return results

    def _connect(self, themes: Themes) -> None:
        runner = self._runner
        self.going.wanted.connect(self.measure)
        self.controls.edited.connect(self._check)
        runner.told.connect(self._pace.want)
        runner.chosen_changed.connect(self._pace.want)
        runner.state_changed.connect(lambda _: self._pace.settle())
        runner.failed.connect(self._fail)
        self.board.chosen.connect(runner.choose)
        self.table.chosen.connect(runner.choose)
        compare = WhenVisible(self, self._say_changed)
        self._bridge.changed.connect(lambda change: compare.ask() if change.content else None)
        themes.changed.connect(self._dress)
        for keys, run in (("F5", self.measure), ("F8", runner.stop), ("Esc", self.close), ("Ctrl+W", self.close)):
            QShortcut(QKeySequence(keys), self).activated.connect(run)

    def _check(self) -> None:
        """Say why nothing can be measured, if so."""
        self.problem.say(self.controls.problem)

    def _fail(self, message: Message) -> None:
        self.problem.say(shown(message), Severity.ERROR)

    def _draw(self) -> None:
        findings, chosen = self._runner.findings, self._runner.chosen
        there = findings is not None and findings.places is not None
        self.empty.setVisible(not there)
        self.split.setVisible(there)
        self.empty.words.setText(self._what_to_do())
        self.save.setEnabled(bool(findings is not None and findings.points))
        self.definitions.setText(lab_texts.definitions(findings))
        if findings is not None and there:
            self.board.draw(findings, chosen, self._themes.theme)
            self.table.draw(findings, chosen)
            self.split.make_room(len(findings.numbers))
        headline, sentence = lab_texts.verdict(findings, chosen) if findings is not None else ("", "")
        self._say(self.headline, headline)
        self._say(self.reading, sentence)
        self.board.describe(f"{headline}. {sentence}" if headline else "")
        self._say(self.more, "\n\n".join(lab_texts.more(findings, chosen)) if findings is not None else "")
        self._say_changed()

    def _what_to_do(self) -> str:
        if self._runner.state != "idle":
            return self.tr("Training the first networks …")
        return self.tr(
            "Train this network on many training sets, and see how far off it is, how much depends on the luck of the "
            "draw, and what cannot be predicted.\n\nPress Measure."
        )

    def _say_changed(self) -> None:
        findings = self._runner.findings
        text = lab_texts.difference(findings, self._bridge.project) if findings is not None else ""
        self.changed.say(text)

    def _say(self, part: QLabel, text: str) -> None:
        part.setText(text)
        part.setVisible(bool(text))

    def _ask_and_save(self, what: str) -> None:
        suffix = save_results.SUFFIXES[what]
        path = file_to_write(self, self.tr("Save the measurements"), f"bias-variance{suffix}", f"*{suffix}", suffix)
        if path is None:
            return
        try:
            self.save_as(path, what)
        except FileError as error:
            self.banners.tell(shown(error.message), "error")
        else:
            self.banners.tell_saved(path)

    def _dress(self, theme: Theme) -> None:
        self.save.setIcon(icons.themed("save", theme))
        self._draw()
