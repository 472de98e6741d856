"""A row of widgets that goes on below where it is too narrow: none is cut, and none widens the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class WrappingRow(QLayout):
    """Each widget has the size that it asks for. ``last_at_right``: the last one stands at the right end of its row."""

    def __init__(self, spacing: int, *, last_at_right: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._last_at_right = last_at_right
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Add one at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them, None where there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """One of them, which is then no longer in the row."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """It is higher where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What all rows take together."""
        return max((place.bottom() + 1 for place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        """All in one row."""
        sizes = [item.sizeHint() for item in self._shown()]
        across = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(across, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The widest alone in its row."""
        sizes = [item.sizeHint() for item in self._shown()]
        return QSize(max((one.width() for one in sizes), default=0), max((one.height() for one in sizes), default=0))

    def setGeometry(self, rect: QRect) -> None:
        """Put each in its place."""
        super().setGeometry(rect)
        for item, place in zip(self._shown(), self._places(rect.width()), strict=True):
            item.setGeometry(place.translated(rect.topLeft()))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _places(self, width: int) -> list[QRect]:
        places: list[QRect] = []
        row: list[QRect] = []
        for item in self._shown():
            size = item.sizeHint()
            across, below = (row[-1].right() + 1 + self.spacing(), row[0].y()) if row else (0, 0)
            if row and across + size.width() > width:
                across, below = 0, _in_the_middle(row) + self.spacing()
                row = []
            row.append(QRect(QPoint(across, below), size))
            places.append(row[-1])
        if row:
            _in_the_middle(row)
        if places and self._last_at_right:
            places[-1].moveRight(max(places[-1].right(), width - 1))
        return places


def _in_the_middle(row: list[QRect]) -> int:
    """Center what is lower than the row, which begins at the same height so far. Returns where the row ends."""
    top, height = row[0].y(), max(place.height() for place in row)
    for place in row:
        place.moveTop(top + (height - place.height()) // 2)
    return top + height


def wrapping(spacing: int, *widgets: QWidget, last_at_right: bool = False) -> WrappingRow:
    """These widgets in such a row."""
    row = WrappingRow(spacing, last_at_right=last_at_right)
    for widget in widgets:
        row.addWidget(widget)
    return row
