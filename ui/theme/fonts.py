"""The program's own fonts: the window looks the same on every machine, whatever is installed there."""

from __future__ import annotations

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QGuiApplication

import resources
from netbuilder.commands.terminal.output import complain
from netbuilder.messages import say

TEXT = ("Inter", "Noto Sans Telugu", "JetBrains Mono")
CODE = ("JetBrains Mono", "Noto Sans Telugu", "Inter")
"""The families, in the order in which they are asked for a character. The system's fonts come after them."""

FILES = tuple(sorted((resources.FOLDER / "fonts").glob("*.ttf")))
TABULAR = QFont.Tag("tnum")
"""Digits of one width: columns line up, and a number that changes does not move what stands beside it."""
SENTENCE = "The quick brown fox jumps over the lazy dog"
QUIET = "qt.text.font.db.info=false"
"""Qt notes on standard error each time the first family lacks a script, although the next one has it."""


def install(application: QGuiApplication) -> None:
    """Load the fonts and give them to the whole program, in the size that the system uses."""
    QLoggingCategory.setFilterRules(QUIET)
    for file in FILES:
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            complain(say("The font “{file}” is damaged: please reinstall NetBuilder.", file=str(file)))
    application.setFont(_in_families(TEXT))


def code() -> QFont:
    """The font of code: every character has the same width."""
    made = _in_families(CODE)
    made.setFixedPitch(True)
    return made


def letter_width(metrics: QFontMetrics) -> float:
    """The mean width of a letter in a sentence, in pixels. Qt's own average counts every sign that a font has."""
    return metrics.horizontalAdvance(SENTENCE) / len(SENTENCE)


def _in_families(families: tuple[str, ...]) -> QFont:
    """The program's font in other families. Hinted by our own choice: the system's default differs between machines."""
    made = QFont(QGuiApplication.font())
    made.setFamilies(families)
    made.setFeature(TABULAR, 1)
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made
