"""The inspector: what is selected, the data, and the training, each in a tab."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.panels.data import DataPanel
from ui.panels.pieces import scrolled
from ui.panels.properties import Properties
from ui.panels.training import TrainingPanel
from ui.theme import Themes


class Inspector(QWidget):
    """The tabs Node · Data · Train."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.properties = Properties(bridge, themes)
        self.data = DataPanel(bridge, themes)
        self.training = TrainingPanel(bridge, themes)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Inspector"))
        self.tabs.addTab(scrolled(self.properties), self.tr("Node"))
        self.tabs.addTab(scrolled(self.data), self.tr("Data"))
        self.tabs.addTab(scrolled(self.training), self.tr("Train"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        self.setMinimumWidth(260)
        bridge.selection_changed.connect(self._turn)

    def show_devices(self, present: Iterable[str]) -> None:
        """Mark the devices that this machine lacks."""
        self.training.show_devices(present)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Asked for the focus, the inspector gives it to the first field of what is selected."""
        super().focusInEvent(event)
        field = self.properties.first_field
        if field is None:
            self.tabs.tabBar().setFocus()
        else:
            self.tabs.setCurrentIndex(0)
            field.setFocus()

    def _turn(self, selection: frozenset[str]) -> None:
        """What the person has just selected is what they want to see."""
        if selection:
            self.tabs.setCurrentIndex(0)
