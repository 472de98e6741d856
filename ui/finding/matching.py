"""Which entries answer the words of a search, and how well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

LITERAL = 100.0
"""Entries that contain the words score more than this; those that only resemble them score less."""
LEAST = 72.0
"""The least resemblance that counts, from 0 to 100. Swapped letters in a word of five leave 80."""
SHORTEST = 3
"""Fewer letters resemble almost anything."""


class Match(NamedTuple):
    """An entry that answers a search: its place among the entries, and its score."""

    place: int
    score: float

    @property
    def literal(self) -> bool:
        """Whether the entry contains the words as they were typed."""
        return self.score > LITERAL


def ranked(words: str, entries: Sequence[tuple[str, str]]) -> list[Match]:
    """The entries that answer these words, best first; equal scores keep the order of the entries.

    ``entries``: the title of each, and what else it is found by. Without words, every entry answers.
    """
    wanted = " ".join(words.casefold().split())
    if not wanted:
        return [Match(place, LITERAL + 1) for place in range(len(entries))]
    found = dict(_literal(wanted, entries))
    for place, score in _similar(wanted, [title for title, _ in entries]):
        found[place] = max(score, found.get(place, 0.0))
    return sorted((Match(*pair) for pair in found.items()), key=lambda match: (-match.score, match.place))


def _literal(wanted: str, entries: Sequence[tuple[str, str]]) -> Iterator[tuple[int, float]]:
    parts, squeezed = wanted.split(), wanted.replace(" ", "")
    for place, (title, more) in enumerate(entries):
        name = title.casefold()
        if name == wanted:
            yield place, LITERAL + 5
        elif name.startswith(wanted) or name.replace(" ", "").startswith(squeezed):
            yield place, LITERAL + 4
        elif f" {wanted}" in name:
            yield place, LITERAL + 3
        elif all(part in name for part in parts):
            yield place, LITERAL + 2
        elif all(part in name or part in more.casefold() for part in parts):
            yield place, LITERAL + 1


def _similar(wanted: str, titles: Sequence[str]) -> Iterator[tuple[int, float]]:
    """The titles that resemble the words, or that a part of which does, for all who mistype.

    Scored by rapidfuzz, which is imported only when something is searched for.
    """
    if len(wanted) < SHORTEST:
        return
    from rapidfuzz import fuzz, process

    names = {place: title.casefold() for place, title in enumerate(titles)}
    longer = {place: name for place, name in names.items() if len(name) > len(wanted)}
    for scorer, choices in ((fuzz.partial_ratio, longer), (fuzz.ratio, names)):
        for _, score, place in process.extract(wanted, choices, scorer=scorer, score_cutoff=LEAST, limit=None):
            yield place, min(score, LITERAL)
