"""The columns of the user's own table as a model: a row each, of which role and kind can be set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from netbuilder.data.base import Note
from netbuilder.data.tables.column_summary import ColumnSummary, commonest, day, summaries
from netbuilder.data.tables.columns import KINDS, ROLES, WORDS
from netbuilder.data.tables.table_check import Inspected
from netbuilder.data.tables.user_tables import TableFile
from ui.language.text import precise, shown

if TYPE_CHECKING:
    import polars

Index = QModelIndex | QPersistentModelIndex
Set = Callable[[str, str, str], None]
"""Sets the role or the kind of a column: name, "role" or "kind", value."""
BARS = 12
FIRST = 4
"""Values that are shown of the first rows."""


@dataclass(frozen=True, eq=False)
class ColumnsLook:
    """What the table of columns shows, found out away from the window. ``notes``: what was done with the file unasked,
    and how it is done otherwise; what looks wrong in it is among the problems."""

    dataset: TableFile
    inspected: Inspected
    table: polars.DataFrame
    summaries: Sequence[ColumnSummary]
    notes: Sequence[Note]


def columns_look(dataset: TableFile) -> ColumnsLook:
    """Read the table and sum its columns up. Raises DataError where the file cannot be read."""
    found = dataset.inspected()
    said = [note for note in dataset.notes() if not note.warning]
    return ColumnsLook(dataset, found, dataset.whole(), summaries(found), said)


class Field(IntEnum):
    """The columns of the view."""

    NAME = 0
    ROLE = 1
    KIND = 2
    MISSING = 3
    DISTINCT = 4
    VALUES = 5
    FIRST = 6


CHOICES = {Field.ROLE: ("role", ("auto", *ROLES)), Field.KIND: ("kind", ("auto", *KINDS))}
"""What is set in a field, and to which values."""


class ColumnModel(QAbstractTableModel):
    """Follows what was found of a file; an edit goes out through ``set_``."""

    def __init__(self, set_: Set, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._set = set_
        self.look: ColumnsLook | None = None
        self._bars = lru_cache(maxsize=512)(self._counted)

    def show(self, look: ColumnsLook | None) -> None:
        """Show these columns. Where only roles and kinds have changed, the view keeps its place."""
        before, self.look = self.look, look
        self._bars.cache_clear()
        names = [column.name for column in look.summaries] if look else []
        if before is not None and names == [column.name for column in before.summaries]:
            self.dataChanged.emit(self.index(0, 0), self.index(len(names) - 1, len(Field) - 1))
        else:
            self.beginResetModel()
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """As many as the file has columns."""
        return 0 if self.look is None or (parent is not None and parent.isValid()) else len(self.look.summaries)

    def columnCount(self, parent: Index | None = None) -> int:
        """As many as there are fields."""
        return 0 if parent is not None and parent.isValid() else len(Field)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The titles of the fields."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (Field.MISSING, Field.DISTINCT):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (
            self.tr("Column"),
            self.tr("Role"),
            self.tr("Kind"),
            self.tr("Missing"),
            self.tr("Distinct"),
            self.tr("Values"),
            self.tr("First rows"),
        )
        return titles[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What stands in a field, what is set there, and what explains it."""
        if self.look is None or not index.isValid():
            return None
        column, field = self.look.summaries[index.row()], Field(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(column, field)
        if role == Qt.ItemDataRole.EditRole and field in CHOICES:
            return self._chosen(column.name, CHOICES[field][0])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(column, field)
        if role == Qt.ItemDataRole.TextAlignmentRole and field in (Field.MISSING, Field.DISTINCT):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Role and kind can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in CHOICES else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand on what the user has chosen."""
        if role != Qt.ItemDataRole.EditRole or self.look is None or index.column() not in CHOICES:
            return False
        name, what = self.look.summaries[index.row()].name, CHOICES[Field(index.column())][0]
        if value == self._chosen(name, what):
            return False
        self._set(name, what, str(value))
        return True

    def bars(self, row: int) -> tuple[float, ...]:
        """The heights of the little chart of a column, from 0 to 1; empty where there is none."""
        return self._bars(row)

    def left_out(self, row: int) -> bool:
        """Whether the network does not see a column."""
        return self.look is not None and self.look.summaries[row].role == "left out"

    def _chosen(self, name: str, what: str) -> str:
        choices = {c.name: c for c in self.look.dataset.columns} if self.look is not None else {}
        return str(getattr(choices[name], what)) if name in choices else "auto"

    def _text(self, column: ColumnSummary, field: Field) -> str:
        texts = {
            Field.NAME: column.name,
            Field.ROLE: shown(WORDS[column.role]),
            Field.KIND: shown(WORDS[column.kind]) if column.kind else "–",
            Field.MISSING: f"{column.missing:,}",
            Field.DISTINCT: f"{column.distinct:,}",
        }
        return texts[field] if field in texts else self._first(column.name) if field is Field.FIRST else ""

    def _first(self, name: str) -> str:
        values = self.look.table[name][:FIRST].to_list() if self.look is not None else []
        return ", ".join("–" if value is None else str(value)[:40] for value in values)

    def _tip(self, column: ColumnSummary, field: Field) -> str:
        if column.reason is not None and field is Field.ROLE:
            return self.tr("Left out: {reason}.").format(reason=shown(column.reason))
        if field is not Field.VALUES:
            return self._text(column, field)
        if column.low is not None and column.high is not None:
            low, high = (day(end) if column.kind == "date" else precise(end) for end in (column.low, column.high))
            return self.tr("{low} to {high}").format(low=low, high=high)
        return ", ".join(f"{text}: {count:,}" for text, count in column.commonest)

    def _counted(self, row: int) -> tuple[float, ...]:
        import numpy

        if self.look is None or self.look.summaries[row].kind is None:
            return ()
        read = self.look.inspected.read[self.look.summaries[row].name]
        if not read.dtype.is_numeric():
            counts = numpy.array([count for _, count in commonest(read, BARS)])
        else:
            values = read.drop_nulls().to_numpy()
            counts = numpy.histogram(values[numpy.isfinite(values)], BARS)[0]
        return tuple((counts / max(1, counts.max(initial=0))).tolist())
