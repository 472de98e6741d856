"""The engine's sentences in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from netbuilder.messages import Message

CONTEXT = "netbuilder"


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """The text as it is. Qt's tools find it for translators by this very name; Qt's own function has no types."""
    return text


def shown(message: Message | str) -> str:
    """A message of the engine, translated. A plain text stays as it is."""
    return message if isinstance(message, str) else message.render(translated)


def translated(template: str) -> str:
    """A fixed text of the engine (a layer's title, a parameter's label), translated."""
    return QCoreApplication.translate(CONTEXT, template) if template else ""
