"""The tab in which one goes through a minibatch: its phases, what happens at the moment, and the numbers of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QToolButton, QVBoxLayout, QWidget

from netbuilder.stepping.moment_words import TITLES, in_words
from netbuilder.stepping.moments import PHASES, Moment, Phase, shown
from netbuilder.stepping.numbers import Numbers
from netbuilder.stepping.update_words import update_in_words
from ui.language.text import shown as in_users_language
from ui.language.text import typeset
from ui.project.bridge import Bridge
from ui.stepping.numbers_table import NumbersTable
from ui.stepping.step_walk import StepWalk
from ui.theme.themes import Themes
from ui.training.worker import Worker
from ui.widgets.labels import label, restyle, scrolled


class StepPanel(QWidget):
    """Follows the walk, and selects on the canvas what the moment is about, so that its lines of code light up, too."""

    def __init__(self, bridge: Bridge, worker: Worker, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._worker = bridge, worker
        self.walk = StepWalk(bridge, self)
        self.where, self.words, self.figures = label("hint"), label("value"), label("hint")
        self.written = label("hint")
        self.phases: dict[Phase, QLabel] = {phase: label("phase", in_users_language(TITLES[phase])) for phase in PHASES}
        self.table = NumbersTable(themes)
        self.layer = QSpinBox()
        self.buttons: dict[str, QToolButton] = {}
        self._lay_out()
        self.walk.moved.connect(self._show)
        self.layer.valueChanged.connect(self._turn)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._write_out())
        worker.state_changed.connect(lambda _state: self._enable())
        self._show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2)
        moves: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("restart", self.tr("Start again"), "", self.walk.restart),
            ("back", self.tr("◀ Back"), self.tr("Shift+F10"), self.walk.back),
            ("step", self.tr("Step ▶"), self.tr("F10"), self.walk.step),
            ("over", self.tr("Over"), self.tr("Skip what is inside a block"), self.walk.over),
            ("out", self.tr("Out"), self.tr("To the end of the block"), self.walk.out),
            ("phase", self.tr("End of phase"), "", self.walk.to_end_of_phase),
            ("minibatch", self.tr("Next minibatch"), "", self.walk.next_minibatch),
        )
        for name, text, tip, move in moves:
            button = QToolButton()
            button.setText(text)
            button.setToolTip(tip)
            button.clicked.connect(move)
            self.buttons[name] = button
            head.addWidget(button)
        head.addStretch(1)
        chips = QHBoxLayout()
        chips.setSpacing(4)
        self.where.setWordWrap(False)
        for phase in PHASES:
            chips.addWidget(self.phases[phase])
        chips.addStretch(1)
        chips.addWidget(self.where)
        for line in (self.words, self.figures, self.written):
            line.setWordWrap(True)
        self.written.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.layer.setAccessibleName(self.tr("Sheet of the array"))
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 6, 6, 6)
        box.setSpacing(4)
        box.addLayout(head)
        box.addLayout(chips)
        box.addWidget(self.words)
        figures = QHBoxLayout()
        figures.addWidget(self.figures, 1)
        figures.addWidget(self.layer)
        box.addLayout(figures)
        box.addLayout(self._numbers(), 1)

    def _numbers(self) -> QHBoxLayout:
        """The table, and beside it what is said of its numbers."""
        self.beside = scrolled(self.written)
        self.written.setAlignment(Qt.AlignmentFlag.AlignTop)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self.table, 1)
        both.addWidget(self.beside, 1)
        return both

    def _show(self) -> None:
        """Follow the walk."""
        record, moment = self.walk.record, self.walk.moment
        self._enable()
        for phase, chip in self.phases.items():
            restyle(chip, "current", moment is not None and moment.phase == phase)
        if record is None or moment is None:
            self._say_nothing()
            return
        where = self.tr("Epoch {epoch}, minibatch {batch} of {batches}")
        self.where.setText(
            where.format(
                epoch=record.epoch,
                batch=record.batch,
                batches=record.batches,
            )
        )
        self.words.setText(in_users_language(in_words(record, moment)))
        self._show_numbers(shown(record, moment))
        self._reveal(moment)
        if moment.phase == "update" and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.numbers.index(0, 0))
        self._write_out()

    def _say_nothing(self) -> None:
        self.where.clear()
        self.figures.clear()
        self.beside.hide()
        self.table.numbers.show_numbers(None)
        self.table.hide()
        self.layer.hide()
        if self.walk.busy:
            self.words.setText(self.tr("Computing the first minibatch…"))
        elif self.walk.words is not None:
            self.words.setText(in_users_language(self.walk.words))
        else:
            self.words.setText(
                self.tr(
                    "Go through one minibatch of the training: clear the gradients, forward, loss, backward, update. "
                    "Press Start again, or F10."
                )
            )

    def _show_numbers(self, found: Numbers | None) -> None:
        self.table.numbers.show_numbers(found)
        self.table.setVisible(found is not None)
        layers = self.table.numbers.layers
        self.layer.setVisible(layers > 1)
        with QSignalBlocker(self.layer):
            self.layer.setRange(0, max(0, layers - 1))
            self.layer.setValue(0)
        self.figures.setText("" if found is None else self._figures(found))
        self.figures.setVisible(found is not None)

    def _figures(self, found: Numbers) -> str:
        text = self.tr("{shape}, {dtype} · mean {mean}, deviation {deviation} · {zeros} zeros").format(
            shape=" × ".join(map(str, found.shape)) or "1",
            dtype=found.dtype,
            mean=typeset(f"{found.mean:.4g}"),
            deviation=f"{found.deviation:.4g}",
            zeros=found.zeros,
        )
        if found.not_finite:
            text += " · " + self.tr("{count} are not finite").format(count=found.not_finite)
        return text if found.whole else text + " · " + self.tr("the table shows a corner of it")

    def _write_out(self) -> None:
        """Of an update: how the number of the current cell comes about."""
        record, moment, index = self.walk.record, self.walk.moment, self.table.currentIndex()
        if record is None or moment is None or moment.phase != "update" or not index.isValid():
            self.beside.hide()
            return
        settings, weight = self._bridge.project.training, record.weights[moment.place]
        written = update_in_words(settings, record.learning_rate, weight, self.table.numbers.place(index))
        self.written.setText("\n".join(map(in_users_language, written.lines)))
        self.beside.show()

    def _reveal(self, moment: Moment) -> None:
        """Select the node on the canvas, in the block that it is in."""
        if moment.path is None:
            self._bridge.select(())
            return
        level = tuple(use for use, _ in moment.path.within)
        if level != self._bridge.level.path:
            self._bridge.enter(level, [moment.path.node])
        else:
            self._bridge.select([moment.path.node])

    def _turn(self, layer: int) -> None:
        self.table.numbers.show_layer(layer)

    def _enable(self) -> None:
        """Two trainings at once would draw from the same random numbers: none is stepped through while one runs."""
        free = self._worker.state == "idle" and not self.walk.busy
        there = self.walk.record is not None
        for name, button in self.buttons.items():
            button.setEnabled(free and (there or name in ("restart", "step")))
