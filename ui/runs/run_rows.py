"""The rows of the table of runs: single runs, and repeats of one project under a common head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from netbuilder.runs.run_list import RunEntry

SEPARATOR = " · "
translate = QCoreApplication.translate


@dataclass(frozen=True)
class Row:
    """A line of the table: one run, or several repeats of one project (``grouped``).

    ``repeats``: those under whose head it stands, itself among them; none where it stands by itself.
    """

    entries: tuple[RunEntry, ...]
    grouped: bool = False
    repeats: tuple[RunEntry, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from all other rows, however the runs in it change."""
        first = self.entries[0]
        return first.notes.group if self.grouped else str(first.path)

    @property
    def members(self) -> tuple[Row, ...]:
        """The lines under the head of repeats, one each; none under a single run."""
        return tuple(Row((entry,), repeats=self.entries) for entry in self.entries) if self.grouped else ()

    @property
    def only(self) -> RunEntry | None:
        """The run of a row that stands for one run."""
        return None if self.grouped else self.entries[0]

    @property
    def comparable(self) -> tuple[RunEntry, ...]:
        """The runs that the numbers of the row are of: of repeats those that were not broken off."""
        from netbuilder.runs.repeats import BROKEN_OFF

        return tuple(e for e in self.entries if e.reason not in BROKEN_OFF) if self.grouped else self.entries

    @property
    def pinned(self) -> bool:
        """Whether it stays on top."""
        return all(entry.notes.pinned for entry in self.entries)

    @property
    def name(self) -> str:
        """The number of the run with the name that a user gave it, or how many seeds there are."""
        if self.only is None:
            return translate("Runs", "{count} seeds").format(count=len(self.entries))
        return SEPARATOR.join(filter(None, (str(self.only.number or self.only.path.name), self.only.notes.name)))


def rows_of(entries: Sequence[RunEntry]) -> list[Row]:
    """The runs as rows, in their order; two repeats or more of one project become one row where the first stands."""
    members: dict[str, list[RunEntry]] = {}
    for entry in entries:
        members.setdefault(entry.notes.group or str(entry.path), []).append(entry)
    return [Row(tuple(found), grouped=len(found) > 1) for found in members.values()]
