"""Python in colours of the theme: keywords, names of what is defined, texts, numbers, comments."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from netbuilder.layers import Category
from ui.theme.themes import Theme

Span = tuple[int, int, str]
"""First column, length, kind."""
Line = tuple[str, int]
"""A line, and what it begins in: 0 for code, otherwise the place in ``_QUOTES`` of the text that goes on."""
Parts = tuple[tuple[Span, ...], int]
"""The coloured parts of a line, and what the next one begins in."""
Colours = Mapping[Line, Parts]
NO_COLOURS: Colours = MappingProxyType({})

_QUOTES = ("", '"""', "'''")
_ENDS = tuple(re.compile(rf"(?:\\.|(?!{quotes})[^\\])*{quotes}") for quotes in _QUOTES)
_PART = re.compile(
    r"""(?P<comment>\#.*)
    |(?P<long>[rbfuRBFU]{0,2}(?P<quotes>\"{3}|'{3}))
    |(?P<text>[rbfuRBFU]{0,2}(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'))
    |(?P<number>0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?[jJ]?)
    |(?P<name>[^\W\d]\w*)""",
    re.VERBOSE,
)


class Highlighter(QSyntaxHighlighter):
    """Colours a document, of which Qt names the lines that have changed. The colours are found beforehand."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._colours = NO_COLOURS
        self._formats = _formats(theme)

    @property
    def colours(self) -> Colours:
        """Those of the text that is shown."""
        return self._colours

    def take(self, colours: Colours) -> None:
        """The document is about to show a text with these colours."""
        self._colours = colours

    def dress(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._formats = _formats(theme)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        parts, after = self._colours.get((text, max(self.previousBlockState(), 0)), ((), 0))
        for start, length, kind in parts:
            self.setFormat(start, length, self._formats[kind])
        self.setCurrentBlockState(after)


def colours_of(lines: Iterable[str], known: Colours = NO_COLOURS) -> Colours:
    """The colours of a program. ``known``: those of an earlier one, of whose lines most are the same."""
    found: dict[Line, Parts] = {}
    within = 0
    for text in lines:
        line = (text, within)
        parts = known.get(line) or found.get(line) or _parts(text, within)
        found[line] = parts
        within = parts[1]
    return found


def _parts(line: str, within: int) -> Parts:
    """Colour a line that begins in code, or within a text of several lines."""
    spans: list[Span] = []
    place, defines = 0, False
    if within:
        end = _ENDS[within].match(line)
        place = end.end() if end else len(line)
        spans.append((0, place, _kind_of_text(within)))
        if end is None:
            return tuple(span for span in spans if span[1]), within
    while part := _PART.search(line, place):
        start, place = part.span()
        kind = part.lastgroup or ""
        if part["long"]:
            quotes = _QUOTES.index(part["quotes"])
            end = _ENDS[quotes].match(line, place)
            place = end.end() if end else len(line)
            spans.append((start, place - start, _kind_of_text(quotes)))
            if end is None:
                return tuple(spans), quotes
        elif kind != "name":
            spans.append((start, place - start, kind))
        elif defines:
            spans.append((start, place - start, "definition"))
        elif keyword.iskeyword(part["name"]) or part["name"] == "self":
            spans.append((start, place - start, "keyword"))
        defines = part["name"] in ("def", "class")
    return tuple(spans), 0


def _kind_of_text(quotes: int) -> str:
    """What docstrings look like, and other texts of several lines."""
    return "comment" if _QUOTES[quotes] == '"""' else "text"


def _formats(theme: Theme) -> dict[str, QTextCharFormat]:
    colours = {
        "keyword": theme.accent,
        "definition": theme.categories[Category.MERGE],
        "text": theme.good,
        "number": theme.warning,
        "comment": theme.muted,
    }
    made = {}
    for kind, colour in colours.items():
        made[kind] = QTextCharFormat()
        made[kind].setForeground(QColor(colour))
    made["definition"].setFontWeight(QFont.Weight.DemiBold)
    return made
