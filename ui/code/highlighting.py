"""Python in colours of the theme: keywords, names of what is defined, texts, numbers, comments."""

from __future__ import annotations

import io
import keyword
import re
import tokenize
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from netbuilder.layers import Category
from ui.theme.themes import Theme

Span = tuple[int, int, str]
"""First column, length, kind."""
Spans = Mapping[int, Sequence[Span]]
"""The coloured parts of each row, which are counted from 0."""


class Highlighter(QSyntaxHighlighter):
    """Colours a document. Python's own tokenizer finds the parts, beforehand."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._spans: Spans = {}
        self._formats = _formats(theme)

    def take(self, spans: Spans) -> None:
        """The document is about to show a text with these parts."""
        self._spans = spans

    def dress(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._formats = _formats(theme)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        for start, length, kind in self._spans.get(self.currentBlock().blockNumber(), ()):
            self.setFormat(start, length, self._formats[kind])


def spans_by_row(source: str) -> Spans:
    """The coloured parts of a text, by row."""
    found: dict[int, list[Span]] = {}
    for row, span in spans(source):
        found.setdefault(row, []).append(span)
    return found


def spans(source: str) -> Iterator[tuple[int, Span]]:
    """For each coloured part its row, counted from 0, and its span."""
    defines = False
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        kind = _kind(token, defines)
        defines = token.type == tokenize.NAME and token.string in ("def", "class")
        if kind:
            lines = token.string.split("\n")
            for offset, line in enumerate(lines):
                start = token.start[1] if offset == 0 else 0
                yield token.start[0] - 1 + offset, (start, len(line), kind)


def _kind(token: tokenize.TokenInfo, defines: bool) -> str:
    if token.type == tokenize.NAME:
        if defines:
            return "definition"
        return "keyword" if keyword.iskeyword(token.string) or token.string == "self" else ""
    if token.type == tokenize.STRING:
        return "comment" if re.match(r'[a-z]*"""', token.string) else "text"
    # from Python 3.12 on, formatted texts come in parts
    parts = {tokenize.NUMBER: "number", tokenize.COMMENT: "comment"}
    if tokenize.tok_name[token.type] in ("FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END"):
        return "text"
    return parts.get(token.type, "")


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
