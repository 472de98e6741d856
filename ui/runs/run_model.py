"""The model of the table of runs: rows, sorted and grouped, with the runs that are ticked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from netbuilder.project.project import Project
from ui.language.text import shown
from ui.runs.run_columns import COLUMNS, DIFFERS, NAME, TEST, ordered, translate
from ui.runs.run_rows import SEPARATOR, Row, rows_of
from ui.theme.icons import icon
from ui.theme.themes import Themes

if TYPE_CHECKING:
    from netbuilder.messages import Message
    from netbuilder.runs.run_list import RunEntry

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Role, Check = Qt.ItemDataRole, Qt.CheckState
Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()


class RunModel(QAbstractItemModel):
    """Rows and, under a row of repeats, one row each. ``project`` tells the one that is open, for comparison."""

    ticked = Signal()
    """Other runs are ticked than before."""
    renamed = Signal(object, str)
    """Entry, and the name that a user has typed for it."""

    def __init__(self, project: Callable[[], Project], themes: Themes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project, self._themes = project, themes
        self._rows: list[Row] = []
        self._groups: dict[str, int] = {}
        self._ticked: set[Path] = set()
        self._current: Path | None = None
        self._marks: list[Message | None] = []
        self._sorting = (NAME, True)
        themes.changed.connect(self.redraw)

    # What the panel asks for and tells.

    def set_entries(self, entries: Sequence[RunEntry]) -> None:
        """Show these runs. Where only their contents are new, nothing moves."""
        rows = self._sorted(rows_of(entries))
        same = [self._shape(row) for row in rows] == [self._shape(row) for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows, self._marks = rows, [self._apart(row) for row in rows]
        for row in rows:
            self._groups.setdefault(row.key, len(self._groups) + 1)
        if same:
            self.redraw()
        else:
            self.endResetModel()
        self._forget({entry.path for entry in entries})

    def set_current(self, path: Path | None) -> None:
        """The network has the weights of the run in this folder."""
        if path != self._current:
            self._current = path
            self.redraw()

    def redraw(self) -> None:
        """What the cells say may be something else: another project is open, another theme, other words."""
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(COLUMNS) - 1))
        for place, row in enumerate(self._rows):
            if row.grouped:
                head = self.index(place, 0)
                self.dataChanged.emit(self.index(0, 0, head), self.index(self.rowCount(head) - 1, 1, head))

    def compare(self) -> None:
        """The project is another: mark the runs that were trained with something that it no longer has."""
        marks = [self._apart(row) for row in self._rows]
        if marks != self._marks:
            self._marks = marks
            self.redraw()

    def row(self, index: Index) -> Row | None:
        """The row at an index, None at none."""
        if not index.isValid():
            return None
        group = index.internalId()
        if not group:
            return self._rows[index.row()]
        return self._rows[self._place(group)].members[index.row()]

    def rows(self) -> list[Row]:
        """The rows at the top, in their order."""
        return list(self._rows)

    def find(self, path: Path | None) -> QModelIndex:
        """Where the run in a folder stands; an invalid index where it does not."""
        for place, row in enumerate(self._rows):
            for number, entry in enumerate(row.entries):
                if entry.path == path:
                    return self.index(number, 0, self.index(place, 0)) if row.grouped else self.index(place, 0)
        return QModelIndex()

    def ticked_entries(self) -> list[RunEntry]:
        """The runs that are ticked, as they stand."""
        return [entry for row in self._rows for entry in row.entries if entry.path in self._ticked]

    def tick(self, entries: Sequence[RunEntry], on: bool) -> None:
        """Tick these runs, or take their ticks away."""
        paths = {entry.path for entry in entries if entry.result is not None}
        ticked = self._ticked | paths if on else self._ticked - paths
        if ticked != self._ticked:
            self._ticked = ticked
            self.redraw()
            self.ticked.emit()

    def name_of(self, row: Row) -> str:
        """Its name, and in short what it has to do with the project as it is now."""
        training = translate("Runs", "training") if any(entry.under_way for entry in row.entries) else ""
        mark = " ≠" if self._apart(row) is not None else ""
        return SEPARATOR.join(filter(None, (row.name, training))) + mark

    # What the view asks for.

    def rowCount(self, parent: Index = TOP) -> int:
        """How many rows there are at the top, or under a row of repeats."""
        if not parent.isValid():
            return len(self._rows)
        row = self._rows[parent.row()] if not parent.internalId() and parent.column() == 0 else None
        return len(row.entries) if row is not None and row.grouped else 0

    def columnCount(self, _parent: Index = TOP) -> int:
        """As many as there are columns."""
        return len(COLUMNS)

    def index(self, row: int, column: int, parent: Index = TOP) -> QModelIndex:
        """The index of a cell. Those under a row of repeats know its number, whatever place it has."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        group = self._groups[self._rows[parent.row()].key] if parent.isValid() else 0
        return self.createIndex(row, column, group)

    def parent(self, child: Index | None = None) -> Any:
        """The row of repeats that a cell lies under."""
        if child is None:
            return super().parent()
        group = child.internalId() if child.isValid() else 0
        return self.createIndex(self._place(group), 0, 0) if group else QModelIndex()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be chosen and ticked; the name of a run can be edited."""
        row = self.row(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == NAME and any(entry.result is not None for entry in row.entries):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == NAME and row.only is not None and row.only.project is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The title of a column and what it means."""
        column = COLUMNS[section]
        match role:
            case Role.DisplayRole:
                return translate("Runs", column.title)
            case Role.ToolTipRole:
                return translate("Runs", column.tip)
            case Role.TextAlignmentRole:
                return RIGHT if column.number else LEFT
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """A cell: its words, its tick, its hint."""
        row = self.row(index)
        if row is None:
            return None
        column = COLUMNS[index.column()]
        match role:
            case Role.DisplayRole:
                return self.name_of(row) if index.column() == NAME else column.text(row)
            case Role.TextAlignmentRole:
                return RIGHT if column.number else LEFT
            case Role.ToolTipRole:
                return self._hint(row, index.column())
            case Role.FontRole:
                return self._font(row)
            case Role.AccessibleTextRole:
                return self._spoken(row) if index.column() == NAME else column.text(row)
        return self._of_the_name(row, role) if index.column() == NAME else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """A tick that a user sets, or a name that a user types."""
        row = self.row(index)
        if row is None or index.column() != NAME:
            return False
        if role == Role.CheckStateRole:
            self.tick(row.entries, Check(value) != Check.Unchecked)
        elif role == Role.EditRole and row.only is not None and value.strip() != row.only.notes.name:
            self.renamed.emit(row.only, value)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows into another order; what is selected stays selected."""
        self._sorting = (column, order == Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        kept = [(index, row.key) for index in self.persistentIndexList() if (row := self.row(index)) is not None]
        self._rows = self._sorted(self._rows)
        places = dict(self._places())
        for index, key in kept:
            place, group = places[key]
            self.changePersistentIndex(index, self.createIndex(place, index.column(), group))
        self.layoutChanged.emit()

    def _sorted(self, rows: Sequence[Row]) -> list[Row]:
        column, descending = self._sorting
        return ordered(rows, column, descending=descending)

    def _places(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """The place of every row, and the number of the repeats that it belongs to, by its key."""
        for place, row in enumerate(self._rows):
            yield row.key, (place, 0)
            if row.grouped:
                group = self._groups[row.key]
                yield from ((str(entry.path), (number, group)) for number, entry in enumerate(row.entries))

    def _place(self, group: int) -> int:
        return next(place for place, row in enumerate(self._rows) if self._groups[row.key] == group)

    @staticmethod
    def _shape(row: Row) -> tuple[str, int]:
        return row.key, len(row.entries)

    def _forget(self, known: set[Path]) -> None:
        """Runs that are gone are ticked no longer."""
        if not self._ticked <= known:
            self._ticked &= known
            self.ticked.emit()

    # What a cell says beside the words of its column.

    def _of_the_name(self, row: Row, role: int) -> Any:
        match role:
            case Role.EditRole:
                return row.only.notes.name if row.only is not None else ""
            case Role.DecorationRole:
                return icon("pinned", self._themes.theme.accent) if row.pinned else None
            case Role.CheckStateRole:
                ticked = [entry.path in self._ticked for entry in row.entries]
                return Check.Checked if all(ticked) else Check.PartiallyChecked if any(ticked) else Check.Unchecked
        return None

    def _font(self, row: Row) -> QFont | None:
        if self._current is None or all(entry.path != self._current for entry in row.entries):
            return None
        font = QFont()
        font.setBold(True)
        return font

    def _spoken(self, row: Row) -> str:
        pinned = translate("Runs", "pinned") if row.pinned else ""
        apart = self._apart(row)
        return ", ".join(filter(None, (row.name, pinned, shown(apart) if apart is not None else "")))

    def _apart(self, row: Row) -> Message | None:
        """Whether it has another drawing or other data than the project."""
        from netbuilder.runs.differences import apart

        old = row.entries[0].project
        return apart(old, self._project()) if old is not None else None

    def _hint(self, row: Row, column: int) -> str:
        if column == NAME:
            return "\n".join(self._facts(row))
        if column == DIFFERS and row.only is not None and row.only.problem is not None:
            return shown(row.only.problem)
        if column == TEST and row.only is not None and row.only.test is not None:
            from netbuilder.kept_runs.final_score import sentence

            return shown(sentence(row.only.number, row.only.test))
        text = COLUMNS[column].text(row)
        if column == DIFFERS and not text and row.only is not None:
            return translate("Runs", "The same as most of these runs.")
        return text

    def _facts(self, row: Row) -> Iterator[str]:
        """Whatever else is known of a row."""
        yield row.name
        entry, apart = row.entries[0], self._apart(row)
        if apart is not None:
            template = translate("Runs", "The project has changed since this run: {difference}.")
            yield template.format(difference=shown(apart))
        if row.grouped:
            return
        if entry.path == self._current:
            yield translate("Runs", "The network has the weights of this run.")
        if entry.restored is not None:
            yield translate("Runs", "Restored to epoch {epoch}.").format(epoch=entry.restored)
        if entry.resumed_from is not None:
            yield translate("Runs", "Continued from run {run}.").format(run=entry.resumed_from)
        if entry.problem is not None:
            yield shown(entry.problem)
