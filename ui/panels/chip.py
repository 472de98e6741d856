"""What state a run is in, as an icon and a word."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ui import icons
from ui.panels.pieces import ICON_SIZE
from ui.style import mixed
from ui.theme import Theme, Themes

COLOURS = {
    "learning": "accent",
    "underfitting": "warning",
    "fits": "good",
    "overfitting": "danger",
    "diverging": "danger",
    "noisy": "warning",
}
"""The colour of the theme in which a state is shown; others are muted. An icon and words always go with it."""


class Chip(QFrame):
    """A state as an icon and words on a tinted ground."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("chip")
        self._themes, self.state = themes, "early"
        self._icon, self.words = QLabel(), QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 10, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self.words)
        themes.changed.connect(self._wear)
        self._wear(themes.theme)

    def show_state(self, state: str, words: str) -> None:
        """Show a state of a diagnosis."""
        self.words.setText(words)
        if state != self.state:
            self.state = state
            self._wear(self._themes.theme)

    def _wear(self, theme: Theme) -> None:
        colour = getattr(theme, COLOURS.get(self.state, "muted"))
        ground = mixed(theme.window, colour, 0.12).name()
        self.setStyleSheet(
            f"QFrame#chip {{ background: {ground}; border: none; border-radius: 6px; }}"
            f"QLabel {{ color: {colour}; font-weight: 600; background: transparent; }}"
        )
        self._icon.setPixmap(icons.icon(self.state, colour).pixmap(ICON_SIZE, ICON_SIZE))
