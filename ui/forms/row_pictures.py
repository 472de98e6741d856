"""Pictures of some rows of data: points in a plane (in their own file), small images, or a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from ui.forms.preview_rows import PreviewRows, is_plane
from ui.language.text import precise, typeset
from ui.theme.themes import Theme
from ui.widgets import table_headings

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

HEIGHT = 200


def picture_of(look: PreviewRows, theme: Theme) -> QWidget | None:
    """The picture that suits the data, or None where there is none."""
    if is_plane(look.signature):
        from ui.forms.point_plot import PointPlot  # brings pyqtgraph, which the first paint does not wait for

        return PointPlot(look, theme, HEIGHT)
    if len(look.signature.features) == 3:
        return Images(look, theme)
    if len(look.signature.features) == 1:
        return FirstRows(look)
    return None


class Images(QWidget):
    """Rows as small images in a grid, each with the name of its class."""

    COLUMNS = 5

    def __init__(self, look: PreviewRows, theme: Theme) -> None:
        super().__init__()
        self._images = [image_of(values) for values in look.features]
        classes = look.signature.classes
        self._names = [classes[int(target)] if classes else typeset(f"{float(target[0]):g}") for target in look.targets]
        self._theme = theme
        self.setFixedHeight(-(-len(self._images) // self.COLUMNS) * 68)
        self.setAccessibleName(self.tr("Images of the data"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grid: images enlarged without smoothing, names under them."""
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.muted))
        cell = self.width() // self.COLUMNS
        side = min(cell - 8, 48)
        for number, (image, name) in enumerate(zip(self._images, self._names, strict=True)):
            left = number % self.COLUMNS * cell + (cell - side) // 2
            top = number // self.COLUMNS * 68
            painter.drawImage(QRect(left, top, side, side), image)
            words = QRect(number % self.COLUMNS * cell, top + side, cell, 18)
            elided = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, cell - 4)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, elided)


def image_of(values: Array) -> QImage:
    """Channels × height × width as a picture: grey for one channel, colours for three."""
    import numpy

    low, high = float(values.min()), float(values.max())
    bright = ((values - low) / (high - low or 1.0) * 255).astype(numpy.uint8)
    colours = bright if len(bright) == 3 else numpy.repeat(bright[:1], 3, axis=0)
    pixels = numpy.ascontiguousarray(colours.transpose(1, 2, 0))
    height, width, _ = pixels.shape
    return QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


MOST_FEATURES = 50
"""Features of a row that are shown in a table."""


class FirstRows(QTableWidget):
    """Some rows as a table, the target in the first column."""

    def __init__(self, look: PreviewRows) -> None:
        count = min(look.signature.features[0], MOST_FEATURES)
        names = look.signature.feature_names or tuple(f"x{i + 1}" for i in range(count))
        super().__init__(len(look.targets), count + 1)
        self.setHorizontalHeaderLabels([self.tr("target"), *names[:count]])
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Some rows of the data"))
        for row, (features, target) in enumerate(zip(look.features, look.targets, strict=True)):
            words = look.signature.classes[int(target)] if look.signature.classes else _numbers(target)
            self.setItem(row, 0, QTableWidgetItem(words) if look.signature.classes else table_headings.number(words))
            for place, value in enumerate(features[:count], start=1):
                self.setItem(row, place, table_headings.number(precise(value)))
        table_headings.align(self)
        self.resizeColumnsToContents()
        self.setFixedHeight(HEIGHT)


def _numbers(values: Array) -> str:
    return ", ".join(precise(value) for value in values)
