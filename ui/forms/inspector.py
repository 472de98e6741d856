"""The inspector: what is selected, the data, the training, and the overfitting factors, each in a tab."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ui.forms.data_form import DataForm
from ui.forms.node_form import NodeForm
from ui.forms.training_form import TrainingForm
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.training.factors_tab import FactorsTab
from ui.training.worker import Worker
from ui.widgets.labels import scrolled

if TYPE_CHECKING:
    from netbuilder.runs.folder import Run


class Inspector(QWidget):
    """The tabs Node · Data · Train · Factors. All but the first are made when somebody turns to them or asks for them.

    ``factor_moved``, ``factor_released``, ``factor_overtaken``: as ``FactorsTab`` tells; ``rate_wanted``,
    ``rows_wanted``: as ``TrainingForm`` does.
    """

    left = Signal()
    """Esc: the keys are to go back to the drawing."""
    factor_moved = Signal()
    factor_released = Signal()
    factor_overtaken = Signal()
    rate_wanted = Signal()
    rows_wanted = Signal()

    def __init__(self, bridge: Bridge, worker: Worker, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self._bridge, self._worker, self._themes = bridge, worker, themes
        self._run: Run | None = None
        self._devices: tuple[str, ...] | None = None
        self.properties = NodeForm(bridge, themes)
        self._data_place, self._training_place, self._factors_place = scrolled(), scrolled(), scrolled()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Inspector"))
        self.tabs.addTab(scrolled(self.properties), self.tr("Node"))
        self.tabs.addTab(self._data_place, self.tr("Data"))
        self.tabs.addTab(self._training_place, self.tr("Train"))
        self.tabs.addTab(self._factors_place, self.tr("Factors"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        self.setMinimumWidth(260)
        self.tabs.currentChanged.connect(self._make)
        bridge.selection_changed.connect(self._turn)

    @cached_property
    def data(self) -> DataForm:
        """What the Data tab holds."""
        panel = DataForm(self._bridge, self._themes)
        self._data_place.setWidget(panel)
        return panel

    @cached_property
    def training(self) -> TrainingForm:
        """What the Train tab holds."""
        panel = TrainingForm(self._bridge, self._themes)
        self._training_place.setWidget(panel)
        panel.rate_wanted.connect(self.rate_wanted)
        panel.rows_wanted.connect(self.rows_wanted)
        panel.show_busy(busy=self._worker.state != "idle")
        self._worker.state_changed.connect(lambda state: panel.show_busy(busy=state != "idle"))
        if self._devices is not None:
            panel.show_devices(self._devices)
        return panel

    @cached_property
    def factors(self) -> FactorsTab:
        """What the Factors tab holds."""
        panel = FactorsTab(self._bridge, self._worker, self._themes)
        panel.moved.connect(self.factor_moved)
        panel.let_go.connect(self.factor_released)
        panel.overtaken.connect(self.factor_overtaken)
        self._factors_place.setWidget(panel)
        panel.show_run(self._run)
        return panel

    def show_run(self, run: Run | None) -> None:
        """The network's weights are those of this run now; None: it has none."""
        self._run = run
        if "factors" in self.__dict__:
            self.factors.show_run(run)

    def show_data(self) -> None:
        """Turn to the data."""
        self.tabs.setCurrentWidget(self._data_place)

    def show_factors(self) -> None:
        """Turn to the overfitting factors."""
        self.tabs.setCurrentWidget(self._factors_place)

    def show_devices(self, present: Iterable[str]) -> None:
        """Mark the devices that this machine lacks."""
        self._devices = tuple(present)
        if "training" in self.__dict__:
            self.training.show_devices(self._devices)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Asked for the focus, the inspector gives it to the first field of what is selected."""
        super().focusInEvent(event)
        field = self.properties.first_field
        if field is None:
            self.tabs.tabBar().setFocus()
        else:
            self.tabs.setCurrentIndex(0)
            field.setFocus(Qt.FocusReason.TabFocusReason)  # as with Tab: what is typed takes the place of the value

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where no field has a use for it, leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _make(self, _: int) -> None:
        """Fill the tab that the user has opened."""
        place = self.tabs.currentWidget()
        if place is self._data_place:
            self.data.show()
        elif place is self._training_place:
            self.training.show()
        elif place is self._factors_place:
            self.factors.show()

    def _turn(self, selection: frozenset[str]) -> None:
        """What the user has just selected is what they want to see."""
        if selection:
            self.tabs.setCurrentIndex(0)
