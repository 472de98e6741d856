"""The tab in which one goes through a minibatch: its phases, what happens at the moment, and the numbers of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from netbuilder.messages import Message
from netbuilder.stepping.interventions import Edit, Interventions
from netbuilder.stepping.moment_words import TITLES, in_words
from netbuilder.stepping.moments import PHASES, Moment, Phase, shown
from netbuilder.stepping.numbers import Numbers
from netbuilder.stepping.probe import Subject
from netbuilder.stepping.step_record import NO_LONGER_KEPT, StepRecord
from ui.language.text import shown as in_users_language
from ui.language.text import typeset
from ui.project.bridge import Bridge
from ui.stepping.array_window import ArrayWindow
from ui.stepping.number_panel import NumberPanel
from ui.stepping.numbers_table import NumbersTable
from ui.stepping.prediction_row import PredictionRow
from ui.stepping.remarks import Remarks
from ui.stepping.step_menus import StepMenus
from ui.stepping.step_walk import StepWalk
from ui.theme.themes import Themes
from ui.threads.background_work import BackgroundWork
from ui.training.worker import Worker
from ui.widgets.input_fields import CountField
from ui.widgets.labels import label, restyle, scrolled
from ui.widgets.wrapping_row import wrapping

if TYPE_CHECKING:
    from netbuilder.stepping.stepper import Stepper

WORDS = 4
"""One part in so many of the height is for the words above the numbers."""


MARGINS, SPACING = (10, 6, 6, 6), 4
"""Pixels around what is in the tab, and between the phases."""


class _Compact(QWidget):
    """Takes no more height than it must: what is tall in it scrolls by itself."""

    def heightForWidth(self, width: int) -> int:
        """The least height, not the one that everything would like to have."""
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else super().heightForWidth(width)


class StepPanel(QWidget):
    """Follows the walk, and selects on the canvas what the moment is about, so that its lines of code light up, too."""

    rows_wanted = Signal(int, int)
    """Epoch and minibatch whose rows the user wants to see."""
    secret = Signal(bool)
    """Whether the numbers of the moment are still to be predicted: nobody shows them."""

    def __init__(self, bridge: Bridge, worker: Worker, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._worker, self._themes = bridge, worker, themes
        self.walk = StepWalk(bridge, self)
        self.where, self.remarks, self.figures = QToolButton(autoRaise=True), Remarks(), label("hint")
        self.words = self.remarks.words
        self.beside = NumberPanel(bridge, self.walk)
        self.written = self.beside.words
        self.menus = StepMenus(bridge, self.walk, self)
        self.prediction = PredictionRow()
        self._asked: object = None
        self._spared, self._told_where = 0, (0, 0, 0, 0)
        self._opening = BackgroundWork(self)
        self.phases: dict[Phase, QToolButton] = {phase: self._chip(phase) for phase in PHASES}
        self.table = NumbersTable(themes)
        self.layer = CountField()
        self.buttons: dict[str, QToolButton] = {}
        self._lay_out()
        self.where.clicked.connect(self._ask_rows)
        self.walk.moved.connect(self._show)
        self.menus.changed.connect(self._enable)
        self.beside.edited.connect(self._edit)
        self.prediction.revealed.connect(self._show)
        self.prediction.answered.connect(self.buttons["step"].setFocus)
        self._opening.answered.connect(self._open)
        self.layer.valueChanged.connect(self._turn)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._write_out())
        worker.state_changed.connect(self._enable)
        self._show()

    def _lay_out(self) -> None:
        moves: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("restart", self.tr("Restart"), "", self.walk.restart),
            ("back", self.tr("◀"), self.tr("Back: Shift+F10"), self.walk.back),
            ("step", self.tr("Step ▶"), self.tr("Step: F10"), self.walk.step),
            ("over", self.tr("Over"), self.tr("Skip what is inside a block"), self.walk.over),
            ("out", self.tr("Out"), self.tr("To the end of the block"), self.walk.out),
        )
        for name, text, tip, move in moves:
            button = QToolButton()
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip or text)
            button.clicked.connect(move)
            self.buttons[name] = button
        self._add_menus()
        self._tips = {name: button.toolTip() for name, button in self.buttons.items()}
        self.where.setToolTip(self.tr("See the rows of this minibatch"))
        policy = self.where.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the row keeps its height
        self.where.setSizePolicy(policy)
        self.layer.setAccessibleName(self.tr("Sheet of the array"))
        self.layer.setToolTip(self.tr("A sheet has the last two axes; each is another place along the others."))
        self.layer.setPrefix(self.tr("Sheet") + " ")
        box = QVBoxLayout(self)
        box.setContentsMargins(*MARGINS)
        box.setSpacing(4)
        box.addLayout(wrapping(2, *self.buttons.values()))
        box.addLayout(wrapping(SPACING, *self.phases.values(), self.where, last_at_right=True))
        box.addWidget(self._moment(), 1)

    def _chip(self, phase: Phase) -> QToolButton:
        """The name of a phase, which leads to its first moment."""
        chip = QToolButton()
        chip.setProperty("role", "phase")
        chip.setText(in_users_language(TITLES[phase]))
        chip.clicked.connect(lambda: self.walk.to_phase(phase))
        return chip

    def _moment(self) -> QWidget:
        """What changes from moment to moment, in a frame of its own: without it the whole window would be laid out and
        painted again with each move."""
        inside = _Compact()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.remarks)
        box.addWidget(self.prediction)
        figures = QHBoxLayout()
        figures.addWidget(self.figures, 1)
        figures.addWidget(self.layer)
        box.addLayout(figures)
        box.addLayout(self._numbers(), 1)
        return scrolled(inside)

    def _add_menus(self) -> None:
        rows: tuple[tuple[str, str, QMenu | None], ...] = (
            ("run", self.tr("Run"), self.menus.run),
            ("stops", self.tr("Break"), self.menus.stops),
            ("mistakes", self.tr("Mistakes"), self.menus.mistakes),
            ("predict", self.tr("Predict"), None),
        )
        for name, text, menu in rows:
            button = QToolButton()
            button.setText(text)
            if menu is not None:
                button.setProperty("role", "menu")
                button.setMenu(menu)
                button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            self.buttons[name] = button
        self.buttons["mistakes"].setToolTip(self.tr("Make a mistake on purpose in this minibatch and those after it"))
        predict = self.buttons["predict"]
        predict.setCheckable(True)
        predict.setToolTip(self.tr("Hide each number until you have said what it will be"))
        predict.toggled.connect(self._show)

    def _numbers(self) -> QHBoxLayout:
        """The table, and beside it what is said of its numbers."""
        both = QHBoxLayout()
        both.setSpacing(12)
        self.table.setMinimumHeight(self.table.horizontalHeader().sizeHint().height() + 2)
        both.addWidget(self.table, 4)
        both.addWidget(self.beside, 5)
        return both

    @property
    def predicting(self) -> bool:
        """Whether each number is asked for before it is shown."""
        return self.buttons["predict"].isChecked()

    def open_array(self, subject: Subject) -> None:
        """Show all numbers of an array in a window of its own."""
        record, stepper = self.walk.record, self.walk.stepper
        if record is not None and stepper is not None:
            self._opening.ask(partial(_array, stepper, record, subject))

    def _ask_rows(self) -> None:
        if self.walk.record is not None:
            self.rows_wanted.emit(self.walk.record.epoch, self.walk.record.batch)

    def _open(self, answer: object) -> None:
        if isinstance(answer, tuple):
            record, subject, array, again = answer
            ArrayWindow(self._title(record, subject, again), array, self._themes, self).show()
        elif isinstance(answer, Message):
            self.remarks.say(in_users_language(answer))

    def _title(self, record: StepRecord, subject: Subject, again: bool) -> str:
        """What an array on a wire is called. ``again``: it was computed again, so the network may have had others."""
        text = self.tr("Value of %1") if subject.kind == "value" else self.tr("Gradient of %1")
        title = text.replace("%1", in_users_language(record.called(subject.path, subject.name)))
        return self.tr("{array}, computed again in 64 bits").format(array=title) if again else title

    def _edit(self, edit: Edit) -> None:
        record = self.walk.record
        if record is not None:
            self.walk.intervene(record.interventions.with_edit(edit))

    def _show(self) -> None:
        """Follow the walk."""
        record, moment = self.walk.record, self.walk.moment
        self._enable()
        for phase, chip in self.phases.items():
            restyle(chip, "current", moment is not None and moment.phase == phase)
        if record is None or moment is None:
            self._say_nothing()
            return
        self.where.show()
        self._say_where(record)
        self._reveal(moment)
        hidden = self._asks(record, moment)
        self.secret.emit(hidden)
        self.remarks.setVisible(not hidden)
        lines = [in_users_language(said) for said in (*self.walk.notice, in_words(record, moment), *self.walk.told)]
        self.remarks.say("\n".join(lines))
        self._show_numbers(None if hidden else shown(record, moment))
        if self.table.isVisibleTo(self) and not self.table.currentIndex().isValid():
            self._choose_number()
        self._write_out()

    def _choose_number(self) -> None:
        """The number that a breakpoint was met by, or the first."""
        row = column = 0
        if self.walk.place:
            sheet, row, column = self.table.numbers.cell(self.walk.place)
            self.layer.setValue(sheet)
        self.table.setCurrentIndex(self.table.numbers.index(row, column))

    def _say_where(self, record: StepRecord) -> None:
        """Which minibatch it is, in as many words as there is room for beside the phases."""
        if self._told_where == (told := (record.epoch, record.batch, record.batches, self.width())):
            return
        self._told_where = told
        numbers = {"epoch": record.epoch, "batch": record.batch, "batches": record.batches}
        self.where.setText(self.tr("Epoch {epoch}, minibatch {batch} of {batches}").format(**numbers))
        short = self.tr("{epoch}: {batch} of {batches}").format(**numbers)
        letters = self.where.fontMetrics()
        self._spared = letters.horizontalAdvance(self.where.text()) - letters.horizontalAdvance(short)
        row = [*self.phases.values(), self.where]
        if sum(part.sizeHint().width() + SPACING for part in row) + sum(MARGINS[::2]) > self.width():
            self.where.setText(short)
            self._spared = 0

    def minimumSizeHint(self) -> QSize:
        """As narrow as the few words allow."""
        least = super().minimumSizeHint()
        return QSize(least.width() - self._spared, least.height())

    def _asks(self, record: StepRecord, moment: Moment) -> bool:
        """Whether the numbers of the moment are still to be predicted."""
        if not self.predicting:
            self.prediction.close_row()
            self._asked = None
            return False
        if self._asked != (key := (id(record), self.walk.at)):
            self._asked = key
            self.prediction.ask(record, moment)
        return self.prediction.open

    def _say_nothing(self) -> None:
        self.prediction.close_row()
        self.remarks.show()
        self.where.hide()
        self.figures.clear()
        self.beside.hide()
        self.table.numbers.show_numbers(None)
        self.table.hide()
        self._share()
        self.layer.hide()
        if self.walk.words is None and self.walk.record is None and not self.walk.busy:
            self.menus.reset()
        if self.walk.busy:
            self.remarks.say(self.tr("Computing the first minibatch …"))
        elif self.walk.words is not None:
            self.remarks.say(in_users_language(self.walk.words))
        else:
            self.remarks.say(
                self.tr(
                    "Go through one minibatch of the training: clear the gradients, forward, loss, backward, update. "
                    "Press Step, or F10."
                )
            )

    def _show_numbers(self, found: Numbers | None) -> None:
        self.table.numbers.show_numbers(found)
        self.table.setVisible(found is not None)
        self._share()
        layers = self.table.numbers.layers
        self.layer.setVisible(layers > 1)
        with QSignalBlocker(self.layer):
            self.layer.setRange(0, max(0, layers - 1))
            self.layer.setValue(0)
        self.figures.setText("" if found is None else self._figures(found))
        self.figures.setVisible(found is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a taller tab more is said at once."""
        super().resizeEvent(event)
        self._share()
        if self.walk.record is not None:
            self._say_where(self.walk.record)

    def _share(self) -> None:
        """Where there are numbers, most of the room is theirs."""
        self.remarks.allow(None if self.table.isHidden() else self.height() // WORDS)

    def _figures(self, found: Numbers) -> str:
        text = self.tr("{shape}, {dtype} · mean {mean}, deviation {deviation} · {zeros} zeros").format(
            shape=" × ".join(map(str, found.shape)) or "1",
            dtype=found.dtype,
            mean=typeset(f"{found.mean:.4g}"),
            deviation=f"{found.deviation:.4g}",
            zeros=found.zeros,
        )
        if found.not_finite:
            text += " · " + self.tr("{count} not finite").format(count=found.not_finite)
        return text if found.whole else text + " · " + self.tr("the table shows a corner of it")

    def _write_out(self) -> None:
        """How the number of the current cell comes about."""
        record, moment, index = self.walk.record, self.walk.moment, self.table.currentIndex()
        self.beside.setVisible(bool(record and moment and index.isValid()))
        if record is not None and moment is not None and index.isValid():
            self.beside.show_number(record, moment, self.table.numbers.place(index))

    def _reveal(self, moment: Moment) -> None:
        """Select the node on the canvas, in the block that it is in."""
        if moment.path is None:
            self._bridge.select((), passing=True)
            return
        level = tuple(use for use, _ in moment.path.within)
        if level != self._bridge.level.path:
            self._bridge.enter(level, [moment.path.node])
        else:
            self._bridge.select([moment.path.node], passing=True)

    def _turn(self, layer: int) -> None:
        self.table.numbers.show_layer(layer)

    def _enable(self) -> None:
        """Two trainings at once would draw from the same random numbers: none is stepped through while one runs."""
        training = self._worker.state != "idle"
        busy = self.tr("The network is being trained.") if training else ""
        free = not training and not self.walk.busy
        there = self.walk.record is not None
        for name, button in self.buttons.items():
            button.setEnabled(free and (there or name in ("restart", "step", "predict", "stops")))
            button.setToolTip(busy or self._tips[name])
        for chip in self.phases.values():
            chip.setEnabled(free and there)
            chip.setToolTip(busy or (self.tr("To the first moment of this phase") if there else ""))
        self._offer_mistakes(free and there)
        for action in self.menus.run.actions():
            action.setEnabled(free)
        made = self.walk.record.interventions if self.walk.record is not None else Interventions()
        restyle(self.buttons["mistakes"], "marked", bool(made))
        self.buttons["mistakes"].setText(self.tr("Mistakes •") if made else self.tr("Mistakes"))
        self.buttons["stops"].setText(self.tr("Break •") if self.menus.breakpoints else self.tr("Break"))

    def _offer_mistakes(self, free: bool) -> None:
        """Mistakes are made in any minibatch that can be computed again."""
        known = self.walk.can_compute
        self.buttons["mistakes"].setEnabled(free and known)
        if free and not known:
            self.buttons["mistakes"].setToolTip(in_users_language(NO_LONGER_KEPT))


def _array(stepper: Stepper, record: StepRecord, subject: Subject) -> tuple[StepRecord, Subject, Any, bool]:
    """All numbers of an array: as they were recorded, or, where only a corner was, computed again, which is told."""
    value = next(one for one in record.values if (one.path, one.port) == (subject.path, subject.name))
    found = value.gradient if subject.kind == "gradient" and value.gradient is not None else value.value
    if found.whole:
        return record, subject, found.array, False
    with stepper.alone():
        return record, subject, stepper.probe(record).array(subject), True
