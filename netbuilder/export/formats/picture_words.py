"""Words in a picture, cut to the room that they have: how wide letters are is guessed, as no font is at hand."""

from __future__ import annotations

import unicodedata


def one_line(text: str) -> str:
    """A text without what breaks lines, turns their direction or cannot be seen."""
    shown = (letter if unicodedata.category(letter)[0] != "C" else " " for letter in text)
    return " ".join("".join(shown).split())


def fitted(text: str, size: float, room: float) -> str:
    """The text, shortened at its end to fit into so much room in letters of this size."""
    widths = [size * _width(letter) for letter in text]
    if sum(widths) <= room:
        return text
    room, kept = max(0.0, room - size), 0
    while room - widths[kept] >= 0:
        room -= widths[kept]
        kept += 1
    return f"{text[:kept].rstrip()}…"


def wrapped(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """The text in at most so many lines, none longer than the room; the last ends with "…" where more follows."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in one_line(paragraph).split():
            longer = f"{line} {word}".strip()
            if line and sum(size * _width(letter) for letter in longer) > room:
                found.append(line)
                line = word
            else:
                line = longer
        found.append(line)
    if len(found) > most:
        found = [*found[: most - 1], f"{found[most - 1]} …"]
    return tuple(fitted(line, size, room) for line in found)


def _width(letter: str) -> float:
    """About how wide a letter is, in units of the font's size."""
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in "ijlI|.,:;'! ":
        return 0.31
    return 0.72 if letter.isupper() or letter in "mw%@" else 0.57
