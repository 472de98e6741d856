"""Tables whose columns begin at the same place in every line, with nothing but spaces between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from netbuilder.data.text_files.line_kinds import are_names, is_number, is_rule
from netbuilder.data.values.words import MISSING

MOST_ABOVE, MOST_BELOW = 30, 10
"""Lines above and below a table that may stand across its columns."""
FEWEST_LINES = 4
LOOKED_AT = 1000
"""Lines that the columns are found from; the others must fit."""
MOSTLY = 0.9
"""The share of lines, or of words, from which on what they have in common is no accident."""
NAMES_ABOVE = 30
"""Lines that tell whether those above them are names."""
_COMMA_IN_NUMBER = re.compile(r"[+-]?(?:\d+,\d+(?:[eE][+-]?\d+)?|[1-9]\d?\d?(?:,\d\d\d?)*,\d\d\d(?:\.\d+)?)%?")


@dataclass(frozen=True, slots=True)
class FixedWidth:
    """``borders``: where the columns begin, the first at 0. ``above``, ``below``: lines that are no rows of it."""

    borders: tuple[int, ...]
    above: int
    below: int


def fixed_width(lines: Sequence[str]) -> FixedWidth | None:
    """The columns that all lines in the middle of a text have, and how far they reach up and down; None where there are
    fewer than two."""
    texts = ["" if is_rule([line.strip()]) else line.expandtabs().rstrip() for line in lines]
    filled = [place for place, text in enumerate(texts) if text]
    if len(filled) < FEWEST_LINES:
        return None
    top, bottom = min(MOST_ABOVE, len(filled) // 3), len(filled) - min(MOST_BELOW, len(filled) // 10)
    gaps = _gaps([texts[place] for place in filled[top : min(bottom, top + LOOKED_AT)]])
    for place in filled[top + LOOKED_AT : bottom]:
        if not all(texts[place][gap.start : gap.stop].isspace() for gap in gaps):
            gaps = _narrowed(gaps, texts[place])
    if not gaps:
        return None
    rows = [texts[place] for place in filled[top : top + NAMES_ABOVE]]
    gaps, top = _up_to_names(gaps, top, [texts[place] for place in filled], rows)
    while bottom < len(filled) and (narrowed := _narrowed(gaps, texts[filled[bottom]])):
        if _is_remark(texts[filled[bottom]], rows, gaps):
            break
        gaps, bottom = narrowed, bottom + 1
    wide = [gap for gap in gaps if len(gap) > 1]
    names = len(re.split(" {2,}", texts[filled[top - 1]].strip())) if top > 0 else 0
    if names in (len(wide) + 1, len(gaps) + 1):  # they reach across the columns
        gaps, top = wide if names == len(wide) + 1 else gaps, top - 1
    else:
        gaps = _between_names(gaps, texts[filled[top]])
    if not gaps:
        return None
    borders = (0, *(max(gap) + 1 for gap in gaps))
    return FixedWidth(borders, filled[top], len(filled) - bottom)


def _up_to_names(gaps: list[range], top: int, texts: Sequence[str], rows: Sequence[str]) -> tuple[list[range], int]:
    """The gaps, and the first line, of a table that was found from this line on: as far up as the lines have its
    columns, but not from names to a title that only happens to have spaces there."""
    while top > 0 and (narrowed := _narrowed(gaps, texts[top - 1])):
        named = _between_names(gaps, texts[top])
        across = sum(map(len, narrowed)) < sum(map(len, gaps)) or not all(_parts(texts[top - 1], named))
        if across and named and _are_names(texts[top], rows, named):
            return named, top
        gaps, top = narrowed, top - 1
    return gaps, top


def _gaps(texts: Sequence[str]) -> list[range]:
    """The places, one after the other, at which no text has anything but a space, between others where some have."""
    width = max(map(len, texts))
    taken = {place for text in texts for place, letter in enumerate(text) if letter != " "}
    gaps, start = [], None
    for place in range(min(taken), width):
        if place in taken:
            if start is not None:
                gaps.append(range(start, place))
            start = None
        elif start is None:
            start = place
    return gaps


def _narrowed(gaps: Sequence[range], text: str) -> list[range]:
    """The gaps without what this text reaches into; empty where it goes across one of them. A gap of one space may be
    one between words, and is none where the text goes across."""
    narrowed = []
    for gap in gaps:
        free = [place for place in gap if text[place : place + 1].strip() == ""]
        if free:
            narrowed.append(range(free[0], free[-1] + 1))
        elif len(gap) > 1:
            return []
    return narrowed


def _are_names(text: str, rows: Sequence[str], gaps: Sequence[range]) -> bool:
    """Whether a line names each of the columns, of which some hold numbers: what reaches across them above it is a
    title."""
    names = _parts(text, gaps)
    return all(names) and are_names(names) and any(_numeric(rows, gaps))


def _is_remark(text: str, rows: Sequence[str], gaps: Sequence[range]) -> bool:
    """Whether a line has words in the columns of numbers, and no number."""
    values = [value for value, number in zip(_parts(text, gaps), _numeric(rows, gaps), strict=True) if number]
    words = [value for value in values if value and value.casefold() not in MISSING]
    return bool(words) and not any(map(is_number, words))


def _numeric(rows: Sequence[str], gaps: Sequence[range]) -> list[bool]:
    """Which columns hold numbers for the most part."""
    columns = zip(*(_parts(row, gaps) for row in rows), strict=True)
    return [sum(map(is_number, values)) > len(values) / 2 for values in columns]


def _parts(text: str, gaps: Sequence[range]) -> list[str]:
    starts, ends = (0, *(gap.stop for gap in gaps)), (*(gap.start for gap in gaps), None)
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _between_names(gaps: Sequence[range], names: str) -> list[range]:
    """The gaps without those of one space, between words, behind which the first line names no column."""
    ends = [*(min(gap) for gap in gaps[1:]), len(names)]
    named = [bool(names[max(gap) : end].strip()) for gap, end in zip(gaps, ends, strict=True)]
    if 2 * sum(named) < len(gaps):
        return list(gaps)
    return [gap for gap, name in zip(gaps, named, strict=True) if name or len(gap) > 1]


def commas_only_in_numbers(lines: Sequence[str]) -> bool:
    """Whether commas stand in numbers, which spaces set apart: "1,5 2,25", "1,234 5"."""
    parts = [words for line in lines if (words := line.split())]
    with_comma = [word for words in parts for word in words if "," in word]
    apart = sum(len(words) > 1 for words in parts) >= MOSTLY * len(parts)
    return apart and bool(with_comma) and sum(map(_is_number_with_comma, with_comma)) >= MOSTLY * len(with_comma)


def _is_number_with_comma(word: str) -> bool:
    return _COMMA_IN_NUMBER.fullmatch(word) is not None
