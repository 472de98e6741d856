"""The Factors tab: what brings overfitting about, each on a slider that trains the network again as it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from netbuilder.errors import UserError
from netbuilder.factors.factor import Factor
from netbuilder.factors.factor_sliders import factors
from netbuilder.messages import say
from netbuilder.project.changes import Change
from netbuilder.project.project import Project
from ui.language.text import shown
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.training.factor_effect import FactorEffect
from ui.training.worker import Worker
from ui.widgets.labels import Sentence, column, label, scrolled

if TYPE_CHECKING:
    from netbuilder.runs.folder import Run

SETTLED = 500
"""Milliseconds after which a slider moved by keys or by clicks beside its handle counts as let go."""


class Slider(QSlider):
    """A slider that leaves the wheel to the panel that scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setPageStep(1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Whoever scrolls past does not mean the slider."""
        event.ignore()


class FactorRow(QWidget):
    """One factor: its title, where it stands in words, the slider, and a sentence where it cannot be moved."""

    moved = Signal(object)
    """The Project as the slider has it now."""
    let_go = Signal()

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.factor: Factor | None = None
        self._base: Project | None = None
        self.title, self.value, self.reason = label("name"), QLabel(), label("hint")
        self.slider, self.problem = Slider(), Sentence(themes)
        self._settle = QTimer(self, interval=SETTLED, singleShot=True)
        line = QHBoxLayout()
        line.addWidget(self.title, 1)
        line.addWidget(self.value, 0, Qt.AlignmentFlag.AlignTop)
        box = column(self, margin=0, gap=4)
        box.addLayout(line)
        for widget in (self.slider, self.reason, self.problem):
            box.addWidget(widget)
        self.slider.valueChanged.connect(self._move)
        self.slider.sliderReleased.connect(self._let_go)
        self._settle.timeout.connect(self._let_go)

    @property
    def held(self) -> bool:
        """Whether the user is at it: what it is moved from stays the same so long."""
        return self.slider.isSliderDown() or self._settle.isActive()

    def show_factor(self, factor: Factor) -> None:
        """Follow the project."""
        self._settle.stop()
        self.factor, self._base = factor, None
        title, help_text = shown(factor.title), shown(factor.help)
        self.setObjectName(factor.name)
        self.title.setText(title)
        for widget in (self.title, self.slider):
            widget.setToolTip(help_text)
        self.slider.setAccessibleName(title)
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, max(0, len(factor.values) - 1))
            self.slider.setValue(factor.at)
        self.slider.setEnabled(factor.why_not is None)
        self.reason.setText(shown(factor.why_not) if factor.why_not is not None else "")
        self.reason.setVisible(factor.why_not is not None)
        self.problem.say("")
        self._say(shown(factor.words(factor.at, factor.base)) if factor.values else "")

    def rest(self) -> None:
        """Another slider is moved now: this one is not held any more, and says nothing of it."""
        self._settle.stop()

    def _move(self, place: int) -> None:
        factor = self.factor
        if factor is None:
            return
        if not self.slider.isSliderDown():
            self._settle.start()
        # What is moved is the project as it was when the move began; others than its drawing and data may have changed.
        self._base = self._base or self._bridge.project
        try:
            project = factor.project(place, self._base)
        except UserError as error:
            self.problem.say(shown(error.message))
            return
        self.problem.say("")
        self._say(shown(factor.words(place, project)))
        self.moved.emit(project)

    def _let_go(self) -> None:
        self._settle.stop()
        self.let_go.emit()

    def _say(self, words: str) -> None:
        self.value.setText(words)
        self.slider.setAccessibleDescription(words)


class FactorsTab(QWidget):
    """The sliders, and what the last training came to. ``moved``: the project is another by a slider that is still
    held; ``let_go``: it stays so; ``overtaken``: before that, an undo or another edit has made it another."""

    moved = Signal()
    let_go = Signal()
    overtaken = Signal()

    def __init__(self, bridge: Bridge, worker: Worker, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("factors")
        self._bridge, self._themes = bridge, themes
        self.rows: list[FactorRow] = []
        self.effect = FactorEffect(worker)
        self._gesture: object = object()
        self._mine: Project | None = None
        box = column(self, margin=0, gap=0)
        area, inner = scrolled(), QWidget()
        self._box = column(inner, gap=7)
        self._box.addWidget(label("hint", self.tr("Each change trains again, from the same seed.")))
        self._box.addStretch(1)
        area.setWidget(inner)
        box.addWidget(area, 1)
        box.addWidget(self.effect)
        self._stale = True
        bridge.changed.connect(self._follow)

    def show_run(self, run: Run | None) -> None:
        """The network's weights are those of this run now; None: it has none."""
        self.effect.show_record(run.records[-1] if run is not None and run.records else None)

    def showEvent(self, event: QShowEvent) -> None:
        """Set the sliders to what the project has become while they were hidden."""
        super().showEvent(event)
        if self._stale:
            self._show()

    def _follow(self, change: Change) -> None:
        mine = self._bridge.project is self._mine
        held = next((row for row in self.rows if row.held), None)
        if not self.isVisible():
            self._stale = True
        elif change.structure or change.renamed or (held is not None and not mine):
            self._show(held if mine else None)
        if self._mine is not None and not mine:
            self._gesture, self._mine = object(), None
            self.overtaken.emit()

    def _show(self, held: FactorRow | None = None) -> None:
        """Set all sliders but the one that is held."""
        self._stale = False
        found = factors(self._bridge.project, self._bridge.check.active)
        while len(self.rows) < len(found):
            self._add()
        for row, factor in zip(self.rows, found, strict=False):
            if row is not held:
                row.show_factor(factor)
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(found))

    def _add(self) -> None:
        row = FactorRow(self._bridge, self._themes)
        row.moved.connect(lambda project: self._move(row, project))
        row.let_go.connect(self._let_go)
        self._box.insertWidget(self._box.count() - 1, row)
        self.rows.append(row)

    def _move(self, row: FactorRow, project: Project) -> None:
        if row.factor is None or project is self._bridge.project:
            return
        if self._mine is not self._bridge.project:
            self.effect.begin()
        for other in self.rows:
            if other is not row and other.held:
                other.rest()
                self._gesture = object()
        self._mine = project
        self._bridge.edit(project, say("Set {parameter}", parameter=row.factor.title), self._gesture)
        self.moved.emit()

    def _let_go(self) -> None:
        """The next move is another step to undo, and starts from where the sliders are now."""
        moved = self._mine is self._bridge.project
        self._gesture, self._mine = object(), None
        self._show()
        if moved:
            self.let_go.emit()
