"""The looks of the standard widgets: a palette and a style sheet made from the colours of a theme."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractSpinBox, QApplication

import resources
from ui.theme.themes import Theme

SHEETS = ("window.qss", "panels.qss")
INSET = 5
"""Pixels before a number with steps, whose padding no style sheet reaches: as far in as the text of other fields."""


def dress(application: QApplication, theme: Theme) -> None:
    """Give every widget of the program the colours of a theme."""
    QDir.setSearchPaths("marks", [str(resources.FOLDER / "icons")])
    if not application.styleSheet():  # which lies over the style: every widget would be polished twice
        application.setStyle("Fusion")
    application.setPalette(palette(theme))
    application.setStyleSheet(sheet(theme))


def inset(field: QAbstractSpinBox) -> None:
    """Set a number with steps as far in as the text of other fields."""
    field.lineEdit().setTextMargins(INSET, 0, 0, 0)


def palette(theme: Theme) -> QPalette:
    """The colours by role, for whatever the style sheet leaves to the style."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: theme.window,
        roles.WindowText: theme.text,
        roles.Base: theme.surface,
        roles.AlternateBase: theme.window,
        roles.Text: theme.text,
        roles.PlaceholderText: theme.muted,
        roles.Button: theme.raised,
        roles.ButtonText: theme.text,
        roles.BrightText: theme.danger,
        roles.ToolTipBase: theme.raised,
        roles.ToolTipText: theme.text,
        roles.Highlight: theme.accent,
        roles.HighlightedText: theme.on_accent,
        roles.Link: theme.accent,
        roles.LinkVisited: theme.accent,
        roles.Accent: theme.accent,
        roles.Light: theme.raised,
        roles.Midlight: theme.hover,
        roles.Mid: theme.border,
        roles.Dark: theme.border,
        roles.Shadow: theme.border,
    }
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, faint(theme))
    return made


def faint(theme: Theme) -> QColor:
    """The colour of what cannot be used now."""
    return mixed(theme.muted, theme.window, 0.45)


def mixed(colour: str, other: str, share: float) -> QColor:
    """A colour that consists to ``share`` (0 to 1) of the other one."""
    a, b = QColor(colour), QColor(other)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(one + (two - one) * share) for one, two in pairs))


def sheet(theme: Theme) -> str:
    """The style sheet of a theme."""
    template = Template("".join((resources.FOLDER / name).read_text("utf-8") for name in SHEETS))
    return template.substitute(
        name=theme.name,
        window=theme.window,
        surface=theme.surface,
        raised=theme.raised,
        hover=theme.hover,
        canvas=theme.canvas,
        border=theme.border,
        text=theme.text,
        muted=theme.muted,
        accent=theme.accent,
        on_accent=theme.on_accent,
        danger=theme.danger,
        warning=theme.warning,
        good=theme.good,
        faint=faint(theme).name(),
        pressed=mixed(theme.hover, theme.border, 0.6).name(),
        bright=mixed(theme.accent, theme.text, 0.14).name(),
        chosen=mixed(theme.surface, theme.accent, 0.16).name(),
    )
