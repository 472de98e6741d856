"""Long lines of a script broken as a formatter breaks them: one argument a line, with a comma after the last."""

from __future__ import annotations

import re
from functools import lru_cache

WIDTH = 88
SEVERAL = 2
"""More values than these are put in parentheses, whatever brackets they have of their own."""
_OPENING, _CLOSING = "([{", ")]}"
_TARGET = re.compile(
    r"(?P<head>\s*(?:return |from [\w.]+ import |\w[\w.]*(?:, \w[\w.]*)* = )?)(?P<value>.+)", re.DOTALL
)


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """A line of source as lines of at most ``width`` characters, where there is a place to break it."""
    return [text] if len(text) <= width else list(_broken(text, width))


@lru_cache(maxsize=8192)  # after an edit, nearly all lines of a script are those from before
def _broken(text: str, width: int) -> list[str]:
    indent = text[: len(text) - len(text.lstrip())]
    targets, *values = split_at(text, " = ")
    if values and ("[" in targets or ", " in targets):
        return _assigned(targets, " = ".join(values), indent, width)
    found = None if len(split_at(text, ", ")) > SEVERAL else _group(text)
    if found is not None:
        opening, closing = found
        inside = text[opening + 1 : closing]
        return [text[: opening + 1], *_inside(inside, f"{indent}    ", width), f"{indent}{text[closing:]}"]
    return _in_parentheses(text, indent, width)


def _assigned(targets: str, value: str, indent: str, width: int) -> list[str]:
    """An assignment to several, or to an item: the value is broken, and the targets where that is not enough."""
    first, *rest = wrapped(indent + value, width - len(targets) - 3 + len(indent))
    lines = [f"{targets} = {first.strip()}", *rest]
    if len(lines[0]) <= width or len(split_at(targets, ", ")) == 1:
        return lines
    first, *rest = wrapped(indent + value, width - len(") = "))
    names = _exploded(split_at(targets.strip(), ", "), f"{indent}    ", width)
    return [f"{indent}(", *names, f"{indent}) = {first.strip()}", *rest]


def split_at(text: str, separator: str) -> list[str]:
    """The parts of an expression between separators that lie outside brackets and strings."""
    parts, start = [], 0
    for position in _outside(text):
        if position >= start and text.startswith(separator, position):
            parts.append(text[start:position])
            start = position + len(separator)
    return [*parts, text[start:]]


def _inside(text: str, indent: str, width: int) -> list[str]:
    """What stands in a bracket that is broken: one item a line, or a comprehension, which has no comma at its end."""
    made, *clauses = split_at(text, " for ")
    if not clauses:
        return _exploded(split_at(text, ", "), indent, width)
    if len(indent) + len(text) <= width:
        return [indent + text]
    return [*wrapped(indent + made, width), *(line for clause in clauses for line in _clause(clause, indent))]


def _clause(clause: str, indent: str) -> list[str]:
    """What follows "for", with each condition on a line of its own."""
    loop, *conditions = split_at(clause, " if ")
    return [f"{indent}for {loop}", *(f"{indent}if {condition}" for condition in conditions)]


def _exploded(items: list[str], indent: str, width: int) -> list[str]:
    lines = []
    for item in items:
        bare = item.rstrip(",")
        lines += wrapped(f"{indent}{bare},", width) if bare else []
    return lines


def _in_parentheses(text: str, indent: str, width: int) -> list[str]:
    """Sums, products and tuples, which have no bracket of their own."""
    head, value = _TARGET.fullmatch(text).group("head", "value")  # type: ignore[union-attr]  # it matches any text
    inner = f"{indent}    "
    items = split_at(value, ", ")
    if len(items) > 1:
        return [f"{head}(", *_exploded(items, inner, width), f"{indent})"]
    for symbol in (" + ", " * "):
        first, *rest = split_at(value, symbol)
        if rest and len(inner) + len(value) <= width:
            return [f"{head}(", inner + value, f"{indent})"]
        if rest:
            operands = (f"{inner}{symbol.lstrip()}{operand}" for operand in rest)
            return [f"{head}(", inner + first, *operands, f"{indent})"]
    return [text]


def _group(text: str) -> tuple[int, int] | None:
    """The bracket to break at: the parameters of a function, the first call of a chain, or the only tuple."""
    groups = [(opening, closing) for opening, closing in _groups(text) if closing > opening + 1]
    if not groups:
        return None
    opening, closing = groups[0]
    tail = text[closing + 1 :]
    if text.lstrip().startswith("def ") or (_lists(text, opening) and tail in ("", ",", ":")):
        return opening, closing
    # A chain goes on with an index, arguments or another call; after a space, there is a sum or the next of several
    # values.
    is_chain = text[opening] == "(" and (text[opening - 1].isalnum() or text[opening - 1] == "_") and tail[0] in ".[("
    return (opening, closing) if is_chain and len(split_at(tail, " ")) == 1 else None


def _lists(text: str, opening: int) -> bool:
    """Whether a bracket holds arguments or the items of a list, and is no index."""
    return text[opening] in "({" or (text[opening] == "[" and (opening == 0 or text[opening - 1] in " =*"))


def _groups(text: str) -> list[tuple[int, int]]:
    """The outermost brackets, each as the places of its two ends."""
    outside = set(_outside(text))
    openings = [i for i in range(len(text)) if i in outside and text[i] in _OPENING]
    closings = [i for i in range(len(text)) if text[i] in _CLOSING and i not in outside and i + 1 in outside]
    return list(zip(openings, closings, strict=True))


def _outside(text: str) -> list[int]:
    """The places outside all brackets and strings. An opening bracket lies outside, its closing one does not.

    One place more than the text has characters, so that its end is always outside.
    """
    places: list[int] = []
    depth, quote, position = 0, "", 0
    while position < len(text):
        character = text[position]
        if quote:
            position += character == "\\"
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        else:
            if depth == 0:
                places.append(position)
            depth += (character in _OPENING) - (character in _CLOSING)
        position += 1
    return [*places, len(text)]
