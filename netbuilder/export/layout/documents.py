"""Source text with places at which it may be broken, set to a width.

The documents of P. Wadler, "A prettier printer" (2003), as formatters of code use them: a group is written on one line
where it fits there; where it does not, all of its own places are broken, and the groups inside it are asked again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

STEP = 4
"""Columns of one level of indentation."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place for a line break; ``flat``: what stands there in a group that is written on one line."""

    flat: str = ""


@dataclass(frozen=True, slots=True)
class Comma:
    """The comma after the last of several values, which only a group that is broken has."""


@dataclass(frozen=True, slots=True)
class Indented:
    """A document whose lines stand one level further in."""

    content: Part


@dataclass(frozen=True, slots=True)
class Group:
    """A document that is written on one line, or broken at all of its own places."""

    content: Part


Part = str | Break | Comma | Indented | Group | tuple["Part", ...]
_Command = tuple[int, bool, Part]
"""Columns of indentation, whether the group around it is broken, and what is to be written."""


def rendered(document: Part, indent: int, width: int, column: int, expanded: bool = False) -> list[str]:
    """The document as lines, the first of which begins at ``column``, the others indented by ``indent`` or more.

    ``expanded``: every group is broken.
    """
    lines, line = list[str](), ""
    commands: list[_Command] = [(indent, True, document)]
    while commands:
        level, broken, part = commands.pop()
        if isinstance(part, str):
            line += part
        elif isinstance(part, Break) and broken:
            lines.append(line)
            line, column = " " * level, 0
        elif isinstance(part, Group):
            wide = broken and (expanded or not _fits(part, commands, width - column - len(line)))
            commands.append((level, wide, part.content))
        else:
            commands += _opened(level, broken, part)
    return [*lines, line]


def flat(document: Part) -> str:
    """The document on one line."""
    if isinstance(document, str):
        return document
    if isinstance(document, tuple):
        return "".join(map(flat, document))
    if isinstance(document, Break):
        return document.flat
    return "" if isinstance(document, Comma) else flat(document.content)


def _opened(level: int, broken: bool, part: Part) -> list[_Command]:
    """What a part consists of, the last first."""
    if isinstance(part, tuple):
        return [(level, broken, inner) for inner in reversed(part)]
    if isinstance(part, Indented):
        return [(level + STEP, broken, part.content)]
    if isinstance(part, Group):
        return [(level, broken, part.content)]
    if isinstance(part, Comma):
        return [(level, broken, "," if broken else "")]
    return [(level, broken, part.flat)] if isinstance(part, Break) else []


def _fits(group: Group, after: list[_Command], room: int) -> bool:
    """Whether a group fits on the line together with what follows it up to the next place for a break."""
    waiting, place = [(0, False, group.content)], len(after)
    while room >= 0:
        if not waiting:
            if place == 0:
                return True
            place -= 1
            waiting.append(after[place])
        level, broken, part = waiting.pop()
        if isinstance(part, str):
            room -= len(part)
        elif isinstance(part, Break) and broken:
            return True
        else:
            waiting += _opened(level, broken, part)
    return False


def bracketed(opening: str, content: Part, closing: str) -> Group:
    """A bracket whose content gets lines of its own where it is broken."""
    return Group((opening, Indented((Break(), content)), Break(), closing) if content else (opening, closing))


def listed(values: Sequence[Part], last: Part = Comma()) -> Part:
    """Values with commas between them."""
    parts: list[Part] = []
    for value in values:
        parts += [",", Break(" "), value] if parts else [value]
    return (*parts, last) if parts else ()


def opened_first(chain: Part) -> Part:
    """A chain of calls whose first bracket with something in it is broken, whatever there is room for."""
    parts = chain if isinstance(chain, tuple) else (chain,)
    place = next((place for place, part in enumerate(parts) if isinstance(part, Group)), None)
    if place is None:
        return chain
    bracket = parts[place]
    return (*parts[:place], bracket.content if isinstance(bracket, Group) else bracket, *parts[place + 1 :])
