"""What state a run is in, as an icon and a word."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ui.theme import icons
from ui.theme.font_scale import font_scale
from ui.theme.style import mixed
from ui.theme.themes import Theme, Themes
from ui.widgets.labels import ICON_SIZE

COLOURS = {
    "learning": "accent",
    "underfitting": "warning",
    "fits": "good",
    "overfitting": "danger",
    "diverging": "danger",
    "noisy": "warning",
}
"""The colour of the theme in which a state is shown; others are muted. An icon and words always go with it."""


class StateChip(QFrame):
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
        colour = _colour(self.state, theme)
        ground = mixed(theme.window, colour, 0.12).name()
        self.setStyleSheet(
            f"QFrame#chip {{ background: {ground}; border: none; border-radius: 6px; }}"
            f"QLabel {{ color: {colour}; font-weight: 600; background: transparent; }}"
        )
        self._draw_icon(theme)

    def changeEvent(self, event: QEvent) -> None:
        """The icon grows with the font size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._draw_icon(self._themes.theme)

    def _draw_icon(self, theme: Theme) -> None:
        side = round(ICON_SIZE * font_scale(self))
        self._icon.setPixmap(icons.icon(self.state, _colour(self.state, theme)).pixmap(side, side))


def _colour(state: str, theme: Theme) -> str:
    colour: str = getattr(theme, COLOURS.get(state, "muted"))
    return colour
