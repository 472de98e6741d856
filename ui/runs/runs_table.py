"""The table of runs as it is seen: columns as wide as their words, keys, and a selection that outlives a reading."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QStyledItemDelegate, QTreeView, QWidget

from ui.runs.run_columns import COLUMNS, DIFFERS, EPOCHS, LOSS, NAME, TEST
from ui.runs.run_model import RunModel
from ui.runs.run_rows import Row

if TYPE_CHECKING:
    from netbuilder.runs.run_list import RunEntry

PADDING = 18
"""Pixels of a cell that its words cannot have."""
TICK, PIN, LONGEST_NAME = 24, 22, 230
"""Pixels of the box for a tick and of a pin, and the most that a column of names takes by itself."""
WORDY = 120
"""The least width of the column of sentences, in pixels; longer ones are cut short there and whole in their hint."""
Flag = QItemSelectionModel.SelectionFlag


class Naming(QStyledItemDelegate):
    """Lets a name be typed. What has been typed stays, whatever else of the table is drawn again meanwhile."""

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Put the present name into the field, before anything is typed there."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)


class RunsTable(QTreeView):
    """Shows a RunsModel. ``keys``: what each key does, where its action is enabled."""

    def __init__(self, model: RunModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs = model
        self.keys: Mapping[int, QAction] = {}
        self._open: set[str] = set()
        self._kept: list[Path] = []
        self._at: tuple[Path | None, bool] = (None, False)
        self._scrolled = self._longest = 0
        self.setModel(model)
        self.setItemDelegate(Naming(self))
        self.setAccessibleName(self.tr("Runs"))
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setSortingEnabled(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setIndentation(16)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setDefaultSectionSize(header.minimumSectionSize())
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.moveSection(TEST, LOSS + 1)
        self.setColumnHidden(TEST, True)
        header.setSortIndicator(NAME, Qt.SortOrder.DescendingOrder)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.installEventFilter(self)
        self.viewport().installEventFilter(self)

    def chosen(self) -> Row | None:
        """The row that the keys are at, or None."""
        return self.runs.row(self.currentIndex())

    def selected(self) -> list[RunEntry]:
        """The runs of all selected rows, each once, as they stand."""
        rows = (self.runs.row(index) for index in self.selectionModel().selectedRows(NAME))
        found = {entry.path: entry for row in rows if row is not None for entry in row.entries}
        return list(found.values())

    def choose(self, path: Path | None, *, head: bool = False) -> None:
        """Go to the run in a folder; to the ``head`` of its repeats if wanted, or where they are folded away."""
        index = self.runs.find(path)
        parent = index.parent()
        if parent.isValid() and (head or not self.isExpanded(parent)):
            index = parent
        if not index.isValid():
            index = self.runs.index(0, NAME)
        if index.siblingAtColumn(NAME) != self.currentIndex().siblingAtColumn(NAME):
            # The view's own way would ask which keys are held: after Ctrl+Z the run would join those selected before.
            self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect | Flag.Rows)

    @property
    def naming(self) -> bool:
        """Whether a name is being typed."""
        return self.state() is QAbstractItemView.State.EditingState

    def name_chosen(self) -> None:
        """Let the user type a name for the run that the keys are at."""
        self.edit(self.currentIndex().siblingAtColumn(NAME))

    def fit_columns(self) -> None:
        """Make every column wide enough for its words; none becomes narrower, so that nothing jumps."""
        self.ensurePolished()  # before it is first seen, it would measure with another font than it is drawn in
        rows = self.runs.rows()
        self.setRootIsDecorated(any(row.grouped for row in rows))
        every = [*rows, *(one for row in rows for one in row.members)]
        self.setColumnHidden(TEST, not any(entry.test is not None for row in rows for entry in row.entries))
        font = self.font()
        font.setBold(True)  # as the run is written whose weights the network has
        metrics = QFontMetrics(font)
        for number, column in enumerate(COLUMNS):
            words = [str(self.runs.headerData(number, Qt.Orientation.Horizontal))]
            words += [f"{row.name} ≠" if number == NAME else column.text(row) for row in every]
            width = max(metrics.horizontalAdvance(text) for text in sorted(words, key=len)[-3:]) + PADDING
            if number == NAME:
                room = TICK + self.indentation() * self.rootIsDecorated() + PIN * any(row.pinned for row in rows)
                width = min(width + room, LONGEST_NAME)
            if number == DIFFERS:
                self._longest = width
            elif not self.isColumnHidden(number):
                self.setColumnWidth(number, max(width, self.columnWidth(number)))
        self._stretch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the table, before the window's own; and another width."""
        if watched is self.viewport():
            if event.type() is QEvent.Type.Resize:
                self._stretch()
            return False
        return isinstance(event, QKeyEvent) and self._take(event)

    def _take(self, event: QKeyEvent) -> bool:
        """Whether a key is one of the table's own. While a name is typed, keys that its field ignores do nothing."""
        action = self.keys.get(event.key())
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if action is None or not plain or self.naming:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() is QEvent.Type.KeyPress:
            action.trigger()
        return True

    def _stretch(self) -> None:
        """What room is left goes to the sentences. Where they need it, the epochs are reached by scrolling."""
        others = sum(self.columnWidth(number) for number in range(len(COLUMNS)) if number != DIFFERS)
        room = self.viewport().width() - others
        if room < self._longest:
            room = min(self._longest, room + self.columnWidth(EPOCHS))
        self.setColumnWidth(DIFFERS, max(WORDY, room))

    def _remember(self) -> None:
        """What is seen and selected, while the model is read again."""
        self._kept = [entry.path for entry in self.selected()]
        row = self.chosen()
        self._at = (row.entries[0].path, row.grouped) if row is not None else (None, False)
        self._scrolled = self.verticalScrollBar().value()
        tops = [self.runs.index(place, NAME) for place in range(self.runs.rowCount())]
        self._open = {row.key for index in tops if self.isExpanded(index) and (row := self.runs.row(index))}

    def _restore(self) -> None:
        for place, row in enumerate(self.runs.rows()):
            if row.key in self._open:
                self.setExpanded(self.runs.index(place, NAME), True)
        path, head = self._at
        self.choose(path, head=head)
        for index in filter(QModelIndex.isValid, map(self.runs.find, self._kept)):
            parent = index.parent()
            seen = index if not parent.isValid() or self.isExpanded(parent) else parent
            self.selectionModel().select(seen, Flag.Select | Flag.Rows)
        self.fit_columns()
        self.verticalScrollBar().setValue(self._scrolled)
