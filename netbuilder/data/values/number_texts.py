"""Texts that are numbers with something beside them: a unit, a currency, a limit, a flag, an ending such as M."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from netbuilder.data.tables import table_sources
from netbuilder.data.values.endings import without_endings
from netbuilder.data.values.words import MISSING

EACH_LIMIT = 4
"""Different numbers for each limit, such as <0.5, of a column of numbers: with fewer, limits are rather ranges."""
LONGEST_UNIT = 12
"""Characters of a unit."""
_LIMIT, _FLAG = re.compile(table_sources.limit_pattern()), re.compile(table_sources.flag_pattern())
_POINT = re.compile(table_sources.number_pattern(False))
_COMMA = re.compile(table_sources.number_pattern(True))
_DIGIT = re.compile(r"\d")
_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
_POWER_OF_TEN = re.compile(rf"10\s*[\^{_HIGH}]")
_RAISED = str.maketrans(_HIGH, "0123456789+-")
_SIGNS = re.compile(table_sources.currency_pattern())


@dataclass(slots=True)
class NumberTexts:
    """The different texts of a column that are not all plain numbers, and what ``look`` has found in them.

    ``missing``: those that mean no value, which are then no longer among ``texts``. ``point``, ``comma``: whether all
    are numbers with a decimal point, or with a decimal comma; ``unit``: what all of these end with; ``how``: what else
    stands beside them, as ``table_sources.as_numbers`` takes it.
    """

    texts: list[str]
    missing: list[str] = field(default_factory=list)
    unit: str = ""
    point: bool = False
    comma: bool = False
    how: tuple[str, ...] = ()

    def look(self) -> None:
        """Tell whether the texts are numbers with a point, with a comma, or neither, and which of them mean nothing."""
        self.missing = [text for text in self.texts if text.casefold() in MISSING]
        self.texts = [text for text in self.texts if text.casefold() not in MISSING]
        quoted = any(text[0] in "='" for text in self.texts)
        texts, limits = _without(_LIMIT, list(map(_unquoted, self.texts)) if quoted else self.texts, EACH_LIMIT)
        texts, flags = _without(_FLAG, texts, 1)
        unit = _unit(texts)
        if not all(map(_DIGIT.search, texts)):
            return
        bare = [_bare(text, unit) for text in texts]
        bare, endings = (bare, ()) if unit else without_endings(bare, texts)
        self.point = bool(bare) and all(map(_is(_POINT), bare))
        self.comma = bool(bare) and all(map(_is(_COMMA), bare))
        if self.point or self.comma:
            self.unit = unit
            self.how = (*(["limits"] if limits else []), *(["flags"] if flags else []), *endings)


def _without(mark: re.Pattern[str], texts: Sequence[str], each: int) -> tuple[list[str], bool]:
    """The texts without a mark that some of them have, and whether there are some; ``each``: so many others there are
    for each of those at least."""
    marked = sum(bool(mark.search(text)) for text in texts)
    if not 0 < marked <= (len(texts) - marked) / each:
        return list(texts), False
    return [mark.sub("", text) for text in texts], True


def _unquoted(text: str) -> str:
    """Without what spreadsheets put around a number that is to stay as it is: ="0.5", '0.5."""
    return re.sub(r'^="(.*)"$', r"\1", text).removeprefix("'")


def _is(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: any(letter.isdigit() for letter in text) and bool(pattern.match(text))


def _bare(text: str, unit: str) -> str:
    """The text as ``table_sources.as_numbers`` compares it with the pattern of a number."""
    bare = _SIGNS.sub("", re.sub("[−–]", "-", text.removesuffix(unit))).strip()
    bare = re.sub(r"^([+-])\s+", r"\1", re.sub(r"^\((.+)\)$", r"-\1", bare))
    bare = re.sub(r"^(\d.*\d)\s*-$", r"-\1", bare)  # not the mark 3-
    return _without_power(bare) if _POWER_OF_TEN.search(bare) else bare


def _without_power(bare: str) -> str:
    """2×10^5 as 2e5."""
    plain = bare.translate(_RAISED)
    plain = re.sub(r"\s*[×·\u22c5xX*]\s*10\s*\^?\s*([+-]?\d+)$", r"e\1", plain)
    return re.sub(r"^([+-]?)10\s*\^?\s*([+-]?\d+)$", r"\g<1>1e\2", plain)


def _unit(texts: Sequence[str]) -> str:
    """Letters that all texts end with after a digit, such as kg or °C, with a space before or without; else nothing."""
    ends = {match[1].lstrip() for text in texts if (match := re.search(rf"\d(\s*°?[^\W\d_{_HIGH}][^\d]*)$", text))}
    if len(ends) != 1:
        return ""
    unit = ends.pop()
    return unit if len(unit) <= LONGEST_UNIT and all(text.endswith(unit) for text in texts) else ""
