"""Letters of a table that show that its file, or what is in it, was read in another encoding than it was written in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from netbuilder.data.base import Note
from netbuilder.data.text_files.encodings import as_meant, lines_in_each
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    import polars

    from netbuilder.data.table_notes.noted import Noted

LOOKED_AT = 100
"""Rows whose letters tell of the encoding."""
FEW_LETTERS = 10
"""With fewer letters beyond A to Z, nothing is said of the encoding."""
CYRILLIC = "à"
"""From here on Windows-1251 has the small letters of Russian, which are more than three fifths of a text."""
LINES_NAMED = 5
_LOST = "\ufffd"
_MISREAD = "[\u00c2-\u00c5\u00ce-\u00d1\u00e2]."
"""What letters beyond ASCII become, if they are read as Windows-1252 and were UTF-8."""


def foreign_letters(table: polars.DataFrame) -> str:
    """The letters beyond A to Z of a text read as Windows-1252, if there are too many for any language that is written
    in it; else nothing. ``table``: its columns, names included."""
    import polars

    texts = table.head(LOOKED_AT).select(polars.col(polars.String))
    whole = "".join((*table.columns, *(text for column in texts for text in column if text)))
    letters = [letter for letter in whole if letter.isalpha()]
    foreign = [letter for letter in letters if not letter.isascii()]
    return "".join(foreign) if len(foreign) >= FEW_LETTERS and 2 * len(foreign) > len(letters) else ""


def may_be_cyrillic(letters: str) -> bool:
    """Whether letters read as Windows-1252 are Russian in Windows-1251 rather than another alphabet."""
    return 5 * sum(CYRILLIC <= letter <= "ÿ" for letter in letters) > 3 * len(letters)


def of_two_encodings(path: str) -> Note:
    """Which lines of a file are in one encoding, and that the others are in another."""
    utf_8, other = lines_in_each(Path(path).read_bytes())
    fewer, one, rest = (utf_8, "UTF-8", "Windows-1252") if len(utf_8) < len(other) else (other, "Windows-1252", "UTF-8")
    return Note(
        say(
            "The file is in two encodings: {lines} in {one}, the others in {rest}. Each line is read in its own; look "
            "whether its letters are right.",
            lines=_lines(fewer),
            one=one,
            rest=rest,
        )
    )


def _lines(numbers: list[int]) -> Message:
    shown = ", ".join(map(str, numbers[:LINES_NAMED]))
    if len(numbers) > LINES_NAMED:
        return say("lines {lines} and {count} more are", lines=shown, count=len(numbers) - LINES_NAMED)
    return say("line {lines} is", lines=shown) if len(numbers) == 1 else say("lines {lines} are", lines=shown)


def of_misread_letters(dataset: Noted) -> Iterator[Note]:
    """Texts whose letters were lost, or read in a wrong encoding, before the file was written."""
    import polars

    names = [column.name for column in dataset.inspected().columns if column.kind == "category"]
    texts = dataset.whole().select(names).select(polars.col(polars.String))
    if not texts.width or not len(texts):
        return
    for pattern, lost in ((_MISREAD, False), (_LOST, True)):
        some = texts.select(polars.all().str.contains(pattern).any()).row(0)
        for name in (name for name, flag in zip(texts.columns, some, strict=True) if flag):
            rows = texts[name].str.contains(pattern).fill_null(value=False).arg_true().to_list()
            row = next((row for row in rows if lost or as_meant(texts[name][row]) is not None), None)
            if row is not None:
                yield _of_misread_text(dataset.place(row), name, texts[name][row], len(rows))
                break


def _of_misread_text(place: Message, column: str, text: str, rows: int) -> Note:
    meant = as_meant(text)
    if meant is None:
        message = say(
            "{place}: “{text}” in “{column}” has lost letters ({rows} such rows): the program that wrote the file did "
            "not know their encoding. Export the table again, as UTF-8.",
            place=place,
            text=text,
            column=column,
            rows=rows,
        )
    else:
        message = say(
            "{place}: “{text}” in “{column}” is probably “{meant}” ({rows} such rows): it was read in a wrong encoding "
            "before the file was written. Export the table again, as UTF-8.",
            place=place,
            text=text,
            meant=meant,
            column=column,
            rows=rows,
        )
    return Note(message, warning=True)
