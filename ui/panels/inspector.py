"""The inspector: what is selected, the data, and the training, each in a tab."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.panels.data import DataPanel
from ui.panels.pieces import scrolled
from ui.panels.properties import Properties
from ui.panels.training import TrainingPanel
from ui.theme import Themes


class Inspector(QWidget):
    """The tabs Node · Data · Train. The last two are made when somebody turns to them or asks for them."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self._bridge, self._themes = bridge, themes
        self._devices: tuple[str, ...] | None = None
        self.properties = Properties(bridge, themes)
        self._data_place, self._training_place = scrolled(), scrolled()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Inspector"))
        self.tabs.addTab(scrolled(self.properties), self.tr("Node"))
        self.tabs.addTab(self._data_place, self.tr("Data"))
        self.tabs.addTab(self._training_place, self.tr("Train"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        self.setMinimumWidth(260)
        self.tabs.currentChanged.connect(self._make)
        bridge.selection_changed.connect(self._turn)

    @cached_property
    def data(self) -> DataPanel:
        """What the Data tab holds."""
        panel = DataPanel(self._bridge, self._themes)
        self._data_place.setWidget(panel)
        return panel

    @cached_property
    def training(self) -> TrainingPanel:
        """What the Train tab holds."""
        panel = TrainingPanel(self._bridge, self._themes)
        self._training_place.setWidget(panel)
        if self._devices is not None:
            panel.show_devices(self._devices)
        return panel

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
            field.setFocus()

    def _make(self, _: int) -> None:
        """Fill the tab that the person has turned to."""
        place = self.tabs.currentWidget()
        if place is self._data_place:
            self.data.show()
        elif place is self._training_place:
            self.training.show()

    def _turn(self, selection: frozenset[str]) -> None:
        """What the person has just selected is what they want to see."""
        if selection:
            self.tabs.setCurrentIndex(0)
