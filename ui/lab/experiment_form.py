"""What is to be measured, as a form: the experiment, its hyperparameter, how many networks, and what they differ in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from netbuilder.graph.graph import NodeId
from netbuilder.layers.base import Layer
from netbuilder.project import edits
from netbuilder.project.changes import Change
from ui.lab.findings import Plan
from ui.language.text import shown
from ui.project.bridge import Bridge
from ui.widgets.input_fields import Choice, CountField
from ui.widgets.labels import label
from ui.widgets.when_visible import WhenVisible

if TYPE_CHECKING:
    from netbuilder.experiments.resampling import Vary
    from netbuilder.experiments.sweep.hyperparameters import Hyperparameter

RESAMPLES, MAX_RESAMPLES = 50, 10_000
MAX_SEED = 2**31 - 1
PINNED: Vary = "targets"
"""What varies where the inputs stay."""


class ExperimentForm(QWidget):
    """Makes a plan of the open project. Follows its hyperparameters while it is edited."""

    edited = Signal()
    """Another plan would come of it now."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._hyperparameters: dict[str, Hyperparameter] = {}
        self._kinds: dict[NodeId, type[Layer]] = {}
        self._own_seed: int | None = None
        self._choice = QButtonGroup(self)
        self.epochs = self._segment(self.tr("At every epoch"), self.tr("Measure the network as it is"))
        self.sweep = self._segment(
            self.tr("Sweep"), self.tr("Measure the network at several values of a hyperparameter")
        )
        self.epochs.setChecked(True)
        self.hyperparameter, self.values = Choice(), QLineEdit()
        self.resamples, self.seed = CountField(), CountField()
        self.vary = Choice()
        self._fields = QWidget()
        self._lay_out()
        self._connect()
        self._follow_hyperparameters.ask()
        self._take_up()

    @property
    def problem(self) -> str:
        """Why there is no plan; empty where there is one."""
        if self.sweep.isChecked() and not self.texts():
            return self.tr("Enter values for the hyperparameter, such as 4, 8, 16.")
        if self.sweep.isChecked() and len(set(self.texts())) == 1:
            return self.tr("A sweep compares values, and there is only one. Enter at least two, such as 4, 8.")
        return ""

    def texts(self) -> tuple[str, ...]:
        """The values to sweep over, as they were typed."""
        return tuple(filter(None, re.split(r"[\s,;]+", self.values.text())))

    def plan(self) -> Plan:
        """What is to be measured: the project as it is now, with the seed of the form."""
        project = edits.set_training(self._bridge.project, seed=self.seed.value())
        vary = self.vary.currentData()
        hyperparameter = self._hyperparameters.get(self.hyperparameter.currentData() or "")
        if not self.sweep.isChecked() or hyperparameter is None:
            return Plan(project, self.resamples.value(), vary)
        return Plan(project, self.resamples.value(), vary, hyperparameter.name, self.texts(), hyperparameter.label)

    def pin_inputs(self) -> None:
        """Let all networks learn the same inputs, with targets of their own."""
        self.vary.setCurrentIndex(self.vary.findData(PINNED))

    def choose_hyperparameter(self, name: str) -> None:
        """Sweep this hyperparameter over the values that are proposed."""
        self.sweep.setChecked(True)
        self.catch_up()
        self.hyperparameter.setCurrentIndex(self.hyperparameter.findData(name))

    def _lay_out(self) -> None:
        self.resamples.setRange(1, MAX_RESAMPLES)
        self.resamples.setValue(RESAMPLES)
        self.resamples.setToolTip(self.tr("How many training sets are drawn; one network is trained on each"))
        self.seed.setRange(0, MAX_SEED)
        self.seed.setToolTip(self.tr("The same seed draws the same training sets and weights"))
        self._offer("both", self.tr("Rows and weights"), self.tr("New rows, at other inputs, and other weights"))
        self._offer("data", self.tr("Rows only"), self.tr("New rows, at other inputs, and the same starting weights"))
        self._offer("weights", self.tr("Weights only"), self.tr("The same rows, and other starting weights"))
        self.vary.setToolTip(self.tr("What varies between the networks"))
        self.hyperparameter.setToolTip(self.tr("The hyperparameter to sweep"))
        self.values.setToolTip(self.tr("The values that the hyperparameter takes in turn"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        kinds = QHBoxLayout()
        kinds.setSpacing(4)
        kinds.addWidget(self.epochs)
        kinds.addWidget(self.sweep)
        kinds.addStretch(1)
        box.addLayout(kinds)
        sweeping = QVBoxLayout(self._fields)
        sweeping.setContentsMargins(0, 0, 0, 0)
        sweeping.setSpacing(6)
        self._row(sweeping, self.tr("Sweep"), self.hyperparameter)
        self.hyperparameter.setAccessibleName(self.tr("Hyperparameter"))
        self._row(sweeping, self.tr("Values"), self.values)
        box.addWidget(self._fields)
        self._row(box, self.tr("Networks"), self.resamples)
        self._row(box, self.tr("Vary"), self.vary)
        self._row(box, self.tr("Seed"), self.seed)
        self._fields.hide()

    def _row(self, box: QVBoxLayout, words: str, field: QWidget) -> None:
        named = label("value", words)
        named.setFixedWidth(66)
        named.setBuddy(field)
        field.setAccessibleName(words)
        field.setMinimumWidth(60)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(named)
        row.addWidget(field, 1)
        box.addLayout(row)

    def _connect(self) -> None:
        self._follow_settings = WhenVisible(self, self._take_up)
        self._follow_hyperparameters = WhenVisible(self._fields, self._list)
        self._follow_values = WhenVisible(self._fields, self._propose_again)
        self._bridge.changed.connect(self._follow)
        self.sweep.toggled.connect(self._fields.setVisible)
        self.hyperparameter.currentIndexChanged.connect(self._propose)
        for signal in (self.sweep.toggled, self.hyperparameter.currentIndexChanged, self.values.textChanged):
            signal.connect(lambda *_: self.edited.emit())

    def catch_up(self) -> None:
        """Take up what has changed while the form was hidden."""
        for follow in (self._follow_hyperparameters, self._follow_values, self._follow_settings):
            follow.finish()

    def _follow(self, change: Change) -> None:
        if not change.content:
            return
        if self._lists_others(change):
            self._follow_hyperparameters.ask()
        else:
            self._follow_values.ask()
        self._follow_settings.ask()

    def _lists_others(self, change: Change) -> bool:
        """Whether there may be other hyperparameters now, or hyperparameters of other names. To list those of a large
        drawing takes time, and a value of a parameter changes none of them."""
        nodes = self._bridge.project.graph.nodes
        other_kinds = any(self._kinds.get(node) is not type(nodes[node].layer) for node in change.changed)
        wires = change.connected or change.disconnected
        return bool(change.added or change.removed or change.renamed or wires or change.data or other_kinds)

    def _take_up(self) -> None:
        seed = self._bridge.project.training.seed
        if seed != self._own_seed:
            self._own_seed = seed
            self.seed.setValue(seed)
        self._offer_targets()
        self.edited.emit()

    def _offer_targets(self) -> None:
        """Targets can be drawn at the same inputs only where their distribution is known."""
        place, known = self.vary.findData(PINNED), self._bridge.project.data.dataset.truth() is not None
        if known and place < 0:
            self._offer(
                PINNED, self.tr("Targets and weights"), self.tr("New targets at the same inputs, other weights")
            )
        elif not known and place >= 0:
            if self.vary.currentIndex() == place:
                self.vary.setCurrentIndex(0)
            self.vary.removeItem(place)

    def _offer(self, vary: Vary, words: str, tip: str) -> None:
        self.vary.addItem(words, vary)
        self.vary.setItemData(self.vary.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)

    def _list(self) -> None:
        """List the hyperparameters of the drawing as it is now. What the user chose and typed stays where it still
        is."""
        from netbuilder.experiments.sweep.suggested_sweeps import suggested_sweeps

        project, chosen = self._bridge.project, self.hyperparameter.currentData()
        self._hyperparameters = {offer.hyperparameter.name: offer.hyperparameter for offer in suggested_sweeps(project)}
        self._kinds = {node.id: type(node.layer) for node in project.graph.nodes.values()}
        with QSignalBlocker(self.hyperparameter):
            self.hyperparameter.clear()
            for name, hyperparameter in self._hyperparameters.items():
                self.hyperparameter.addItem(shown(hyperparameter.label), name)
            kept = self.hyperparameter.findData(chosen)
            self.hyperparameter.setCurrentIndex(max(0, kept))
        if kept < 0:
            self._propose()
        else:
            self._propose_again()

    def _propose_again(self) -> None:
        """The drawn value may be another. What the user has typed stays."""
        if not self.values.isModified():
            self._propose()

    def _propose(self) -> None:
        from netbuilder.experiments.sweep.suggested_sweeps import values_to_try

        hyperparameter = self._hyperparameters.get(self.hyperparameter.currentData() or "")
        self.values.setText(
            ", ".join(values_to_try(self._bridge.project, hyperparameter)) if hyperparameter is not None else ""
        )

    def _segment(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setProperty("role", "segment")
        self._choice.addButton(button)
        return button
