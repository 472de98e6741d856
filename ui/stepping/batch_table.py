"""The rows of a minibatch as a table: their numbers, targets, and features, or the images that the features are."""

from __future__ import annotations

import math
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.forms.row_pictures import image_of
from ui.language.text import precise

if TYPE_CHECKING:
    import numpy

    from netbuilder.data.pipeline import Prepared

    Array = numpy.ndarray[Any, Any]

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
IMAGE = 56
"""The side of an image in the table, in pixels."""
NAMED, WIDEST, PADDING = 200, 180, 20
"""Of so many columns the titles are measured; the widest that a title makes a column, and what is added, in pixels."""
MOST_COLUMNS = 10_000
"""So many features are shown, each in a column of its own."""


class BatchModel(QAbstractTableModel):
    """``row``, then the targets, then the features in their own units, noise included, as the data have them.

    A tip on a cell says what the network gets: the normalized number.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prepared: Prepared | None = None
        self._numbers: Array | None = None
        self._titles: list[str] = []

    @property
    def has_images(self) -> bool:
        """Whether a row is an image: three axes, the first of them one channel or three."""
        shape = self._prepared.signature.features if self._prepared is not None else ()
        return len(shape) == 3 and shape[0] in (1, 3)

    def show_rows(self, prepared: Prepared | None, numbers: Array | None) -> None:
        """Show these of the training rows, by their numbers among them; None: nothing."""
        self.beginResetModel()
        self._prepared, self._numbers = prepared, numbers
        self._titles = [] if prepared is None else [self.tr("row"), *self._target_titles(), *self._feature_titles()]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Those of the minibatch."""
        return 0 if self._numbers is None or (parent is not None and parent.isValid()) else len(self._numbers)

    def columnCount(self, parent: Index | None = None) -> int:
        """The number of the row, its targets, its features."""
        return 0 if parent is not None and parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """What a column is; the rows have no name."""
        if role == Role.TextAlignmentRole:
            return self._alignment
        if role != Role.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return self._titles[section]

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The text or the image of a cell."""
        if self._prepared is None or self._numbers is None:
            return None
        number, place = int(self._numbers[index.row()]), index.column() - 1 - self._target_count
        if role == Role.TextAlignmentRole:
            return self._alignment
        if place >= 0 and self.has_images:
            return self._image(number) if role == Role.DecorationRole else None
        if role == Role.DisplayRole:
            return self._text(number, index.column())
        if role == Role.ToolTipRole and place >= 0:
            value = float(self._prepared.training.features[number].flat[place])
            return self.tr("The network gets {value}.").format(value=precise(value))
        return None

    @property
    def titles(self) -> tuple[str, ...]:
        """Those of the columns."""
        return tuple(self._titles)

    @property
    def _alignment(self) -> Qt.AlignmentFlag:
        across = Qt.AlignmentFlag.AlignHCenter if self.has_images else Qt.AlignmentFlag.AlignRight
        return across | Qt.AlignmentFlag.AlignVCenter

    @property
    def _target_count(self) -> int:
        signature = self._prepared.signature if self._prepared is not None else None
        return 1 if signature is None or signature.classes else signature.targets

    def _text(self, number: int, column: int) -> str:
        if self._prepared is None:
            return ""
        table, row = self._prepared.noisy, int(self._prepared.training.rows[number])
        if column == 0:
            return str(row + 1)
        if column <= self._target_count:
            classes = self._prepared.signature.classes
            return classes[int(table.targets[row])] if classes else precise(float(table.targets[row, column - 1]))
        return precise(float(table.features[row].flat[column - 1 - self._target_count]))

    def _image(self, number: int) -> QPixmap | None:
        if self._prepared is None:
            return None
        image = image_of(self._prepared.noisy.features[int(self._prepared.training.rows[number])])
        return QPixmap.fromImage(image.scaled(IMAGE, IMAGE, Qt.AspectRatioMode.KeepAspectRatio))

    def _target_titles(self) -> list[str]:
        count = self._target_count
        return [self.tr("target")] if count == 1 else [f"{self.tr('target')} {place + 1}" for place in range(count)]

    def _feature_titles(self) -> list[str]:
        signature = self._prepared.signature if self._prepared is not None else None
        if signature is None:
            return []
        if self.has_images:
            return [self.tr("image")]
        if signature.feature_names:
            return list(signature.feature_names[:MOST_COLUMNS])
        if len(signature.features) == 1:
            return [f"x{place + 1}" for place in range(min(signature.features[0], MOST_COLUMNS))]
        places = product(*map(range, signature.features))
        return [f"x[{','.join(map(str, place))}]" for place in islice(places, MOST_COLUMNS)]

    @property
    def left_out(self) -> int:
        """How many features have no column."""
        if self._prepared is None or self.has_images:
            return 0
        return max(0, math.prod(self._prepared.signature.features) - MOST_COLUMNS)


class BatchTable(QTableView):
    """A table that is only looked at. Only what is in sight is asked for, however large the minibatch is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = BatchModel(self)
        self.setModel(self.rows)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Rows of the minibatch"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(IMAGE, IMAGE))

    def show_rows(self, prepared: Prepared | None, numbers: Array | None) -> None:
        """Show these of the training rows, by their numbers among them."""
        self.rows.show_rows(prepared, numbers)
        line = self.fontMetrics().lineSpacing() + 8
        self.verticalHeader().setDefaultSectionSize(IMAGE + 8 if self.rows.has_images else line)
        texts = ("−0.00000e−00", *islice(self.rows.titles, NAMED))
        widest = max(map(self.fontMetrics().horizontalAdvance, texts))
        self.horizontalHeader().setDefaultSectionSize(min(widest, WIDEST) + PADDING)
