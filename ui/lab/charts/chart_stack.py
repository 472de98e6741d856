"""Two pictures, one above the other; where there is no room for both, one at a time, which tabs choose."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QVBoxLayout, QWidget

SHARES = (6, 5)
LOW = 440
"""Pixels beneath which two pictures would be too low to be read."""


class ChartStack(QWidget):
    """Holds two cards by name. ``tabs`` bears what they are called there; None: both are shown, however low it is."""

    def __init__(self, cards: dict[str, QWidget], tabs: tuple[str, str] | None) -> None:
        super().__init__()
        self._cards, self._wanted = cards, dict.fromkeys(cards, True)
        self._can_switch = tabs is not None
        self.tabs = QTabBar(drawBase=False, expanding=False)
        self.tabs.setAccessibleName(self.tr("Which chart is shown"))
        for text in tabs or ():
            self.tabs.addTab(text)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.tabs)
        for card, share in zip(cards.values(), SHARES, strict=True):
            box.addWidget(card, share)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.tabs.currentChanged.connect(self._arrange)
        self._arrange()

    def want(self, name: str, wanted: bool) -> None:
        """Show a picture at all, or not."""
        if self._wanted[name] != wanted:
            self._wanted[name] = wanted
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for both now, or no longer."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        switches = self._can_switch and self.height() < LOW and all(self._wanted.values())
        self.tabs.setVisible(switches)
        for place, (name, card) in enumerate(self._cards.items()):
            card.setVisible(self._wanted[name] and (not switches or place == self.tabs.currentIndex()))
