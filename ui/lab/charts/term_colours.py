"""Which colour and which dash each term has, everywhere in the lab: Okabe and Ito's, told apart by dashes as well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from ui.theme.themes import Theme

Dash = Qt.PenStyle


@dataclass(frozen=True, slots=True)
class Look:
    """A line: its colour in a theme, its dash, its width in pixels, and a sample of it as text."""

    colour: Callable[[Theme], str]
    dash: Qt.PenStyle
    width: float
    sample: str


LOOKS = {
    "bias2": Look(lambda theme: theme.classes[0], Dash.SolidLine, 2.2, "━━━"),
    "variance": Look(lambda theme: theme.classes[5], Dash.DashLine, 2.2, "━ ━"),
    "noise": Look(lambda theme: theme.muted, Dash.DotLine, 2.0, "┅┅┅"),
    "total": Look(lambda theme: theme.classes[3], Dash.DashDotLine, 1.6, "─ · ─"),
    "test_error": Look(lambda theme: theme.text, Dash.SolidLine, 1.6, "───"),
    "training_error": Look(lambda theme: theme.good, Dash.DashLine, 1.6, "╌╌╌"),
    "truth": Look(lambda theme: theme.good, Dash.DashLine, 2.0, "━ ━"),
    "mean": Look(lambda theme: theme.text, Dash.SolidLine, 2.4, "━━━"),
    "line": Look(lambda theme: theme.text, Dash.SolidLine, 1.0, "───"),
    "point": Look(lambda theme: theme.text, Dash.SolidLine, 1.0, "●"),
    "round": Look(lambda theme: theme.classes[0], Dash.SolidLine, 1.0, "●"),
    "peak": Look(lambda theme: theme.classes[5], Dash.SolidLine, 1.0, "▲"),
    "outside": Look(lambda theme: theme.muted, Dash.SolidLine, 1.0, "■"),
    "fit": Look(lambda theme: theme.classes[0], Dash.SolidLine, 1.0, "───"),
}


def faint(colour: str, alpha: int) -> QColor:
    """A colour through which one sees; ``alpha``: 0 to 255."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made


def legend(entries: list[tuple[str, str]], theme: Theme) -> str:
    """Samples of lines with their words, (name of a look, words), as rich text on one line."""
    parts = [
        f'<span style="color:{LOOKS[name].colour(theme)}">{LOOKS[name].sample.replace(" ", "&nbsp;")}</span>'
        f"&nbsp;{words.replace(' ', '&nbsp;')}"
        for name, words in entries
    ]
    return " &nbsp; ".join(parts)
