"""The engine's sentences in the user's language, and numbers as users read them."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLocale

from netbuilder.messages import Message

CONTEXT = "netbuilder"
LEAST = 0.0001
"""A smaller loss is as good as none, and its many digits would only be read with trouble."""
MOST_OF_ONE = 0.999
"""A larger share, below one, is said to be larger than that."""
HYPHEN = re.compile(r"(?<![\w.])-(?=\.?\d)|(?<=\d[eE])-(?=\d)")
"""One that stands for a minus: before a number, or in the power of ten of one."""
NUMBERS = re.compile(r"(?=.*\d)[-+±<()\s.,\deE]+")
"""What consists of nothing but numbers: "-0.1", "1.2e-14", "-0.01 ± 0.02", "(-0.5)"."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """The text as it is. Qt's tools find it for translators by this very name; Qt's own function has no types."""
    return text


def shown(message: Message | str) -> str:
    """A message of the engine, translated. A plain text stays as it is."""
    return message if isinstance(message, str) else _typeset(message).render(translated)


def translated(template: str) -> str:
    """A fixed text of the engine (a layer's title, a parameter's label), translated."""
    return QCoreApplication.translate(CONTEXT, template) if template else ""


def figure(loss: float) -> str:
    """A loss, or another error, with three digits; one that is too small to matter as such."""
    if 0 <= loss < LEAST:
        return f"< {QLocale().toString(LEAST)}"
    return typeset(QLocale().toString(loss, "g", 3))


def percent(share: float) -> str:
    """A share in percent; 0% and 100% only where it is exactly that: 299 of 300 are 99.7%."""
    whole = f"{share:.0%}"
    if not (0 < share < 1 and whole in ("0%", "100%")):
        return whole
    if share > MOST_OF_ONE:
        return f"> {MOST_OF_ONE:.1%}"
    return f"{share:.1%}" if share >= 1 - MOST_OF_ONE else f"< {1 - MOST_OF_ONE:.1%}"


def precise(value: float) -> str:
    """A value read closely, with four digits; a tiny one with two: 0.1548, 1.2e-14."""
    return typeset(f"{value:.2g}" if 0 < abs(value) < LEAST else f"{value:.4g}")


def steady(value: float) -> str:
    """A value that changes, with four digits even where the last are zeros: what stands beside it keeps its place."""
    return typeset(f"{value:#.4g}") if LEAST <= abs(value) < 1000 else precise(value)


def typeset(numbers: str) -> str:
    """Numbers as they are printed, with minus signs and no hyphens: screen readers say those, too.

    For what is only read: what can be typed, copied into a program or saved keeps its hyphens.
    """
    return HYPHEN.sub("\N{MINUS SIGN}", numbers)


def _typeset(message: Message) -> Message:
    """The same message; of its values those that are numbers are typeset, names and paths are as they are."""
    return Message(message.template, {name: _as_read(value) for name, value in message.values.items()})


def _as_read(value: object) -> object:
    if isinstance(value, Message):
        return _typeset(value)
    return typeset(value) if isinstance(value, str) and NUMBERS.fullmatch(value) else value
