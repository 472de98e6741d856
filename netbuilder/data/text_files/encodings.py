"""Files with lines in two encodings, and letters that went through a wrong one before they were written."""

from __future__ import annotations

from collections.abc import Iterator


def is_utf_8(line: bytes) -> bool:
    """Whether bytes are UTF-8."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def two_encodings(content: bytes) -> bool:
    """Whether some lines of a file that is not UTF-8 have letters in it, and all others can be Windows-1252."""
    utf_8, other = False, True
    for _, line, sound in _beyond_ascii(content):
        if sound:
            utf_8 = utf_8 or line.decode("utf-8").strip().replace("\t", " ").isprintable()
        else:
            other = other and not set(line) & _UNUSED
    return utf_8 and other


def lines_in_each(content: bytes) -> tuple[list[int], list[int]]:
    """The numbers (from 1) of the lines with letters beyond ASCII that are UTF-8, and of those that are not."""
    numbers: tuple[list[int], list[int]] = ([], [])
    for number, _, sound in _beyond_ascii(content):
        numbers[not sound].append(number)
    return numbers


def as_meant(text: str) -> str | None:
    """The text that was read as Windows-1252 though it was UTF-8: "Café" for "CafÃ©"; None where that cannot be."""
    try:
        meant = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
    return meant if meant != text else None


_UNUSED = frozenset(b"\x81\x8d\x8f\x90\x9d")
"""Bytes that mean nothing in Windows-1252."""


def _beyond_ascii(content: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """Number, bytes and whether it is UTF-8, of each line that has more than ASCII."""
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.isascii():
            yield number, line, is_utf_8(line)
