"""The engine's sentences in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from netbuilder.messages import Message

CONTEXT = "netbuilder"
LEAST = 0.0001
"""A smaller loss is as good as none, and its many digits would only be read with trouble."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """The text as it is. Qt's tools find it for translators by this very name; Qt's own function has no types."""
    return text


def shown(message: Message | str) -> str:
    """A message of the engine, translated. A plain text stays as it is."""
    return message if isinstance(message, str) else message.render(translated)


def translated(template: str) -> str:
    """A fixed text of the engine (a layer's title, a parameter's label), translated."""
    return QCoreApplication.translate(CONTEXT, template) if template else ""


def figure(loss: float) -> str:
    """A loss, or another error, with three digits; one that is too small to matter as such."""
    if 0 <= loss < LEAST:
        return f"< {QLocale().toString(LEAST)}"
    return QLocale().toString(loss, "g", 3)


def precise(value: float) -> str:
    """A value read closely, with four digits; a tiny one with two: 0.1548, 1.2e-14."""
    return f"{value:.2g}" if 0 < abs(value) < LEAST else f"{value:.4g}"
