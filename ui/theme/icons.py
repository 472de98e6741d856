"""The icons of the program: one set of glyphs, drawn in the colours of the theme."""

from __future__ import annotations

from PySide6.QtGui import QColor, QIcon

import resources
from ui.theme.glyph_icon import GlyphIcon
from ui.theme.style import faint
from ui.theme.themes import Theme

GLYPHS = {
    "new": "file-add-line",
    "open": "folder-open-line",
    "save": "save-3-line",
    "export": "file-code-line",
    "undo": "arrow-go-back-line",
    "redo": "arrow-go-forward-line",
    "cut": "scissors-cut-line",
    "copy": "file-copy-line",
    "compare": "layout-column-line",
    "paste": "clipboard-line",
    "delete": "delete-bin-line",
    "train": "play-fill",
    "pause": "pause-fill",
    "step": "skip-forward-fill",
    "stop": "stop-fill",
    "continue": "restart-line",
    "promote": "share-forward-line",
    "reset": "arrow-go-back-line",
    "restore": "history-line",
    "find": "search-line",
    "fit": "fullscreen-line",
    "rates": "line-chart-line",
    "rows": "table-line",
    "class view": "slideshow-3-line",
    "zoom in": "zoom-in-line",
    "zoom out": "zoom-out-line",
    "theme": "contrast-2-line",
    "pinned": "pushpin-fill",
    "more": "more-2-fill",
    "lab": "flask-line",
    "close": "close-line",
    "up": "arrow-up-s-line",
    "down": "arrow-down-s-line",
    "information": "information-line",
    "good": "checkbox-circle-line",
    "warning": "alert-line",
    "error": "error-warning-line",
    "remedies": "stethoscope-line",
    "early": "time-line",
    "learning": "arrow-right-down-line",
    "underfitting": "subtract-line",
    "fits": "checkbox-circle-line",
    "overfitting": "alert-line",
    "diverging": "fire-line",
    "noisy": "pulse-line",
    "unseen": "question-line",
}
"""The program's name of an icon, and its name in Remix Icon."""


def names() -> tuple[str, ...]:
    """Every icon there is."""
    return tuple(GLYPHS)


def icon(name: str, colour: str = "#808080", disabled: str | None = None) -> QIcon:
    """An icon in one colour, sharp at every size; ``disabled`` is the colour where it cannot be used."""
    return QIcon(GlyphIcon(GLYPHS[name], QColor(colour), QColor(disabled or colour)))


def themed(name: str, theme: Theme) -> QIcon:
    """An icon in the colours of a theme, for buttons and menus."""
    return icon(name, theme.text, faint(theme).name())


def program_icon() -> QIcon:
    """The icon of the program itself."""
    return QIcon(str(resources.FOLDER / "icons" / "netbuilder.svg"))
