"""How a layer looks where it is chosen: its row in the list, with a small card, and the card that is dragged away."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from netbuilder.layers import Category
from ui.canvas.items import painting
from ui.palette.entries import Entry
from ui.theme.themes import Theme

KIND = Qt.ItemDataRole.UserRole + 1
CATEGORY = Qt.ItemDataRole.UserRole + 2
BLOCK = Qt.ItemDataRole.UserRole + 3
TAG = Qt.ItemDataRole.UserRole + 4
ROW, HEADING = 30, 32
INDENT, SIGN, END = 14, 30, 12
"""Pixels to the left of the small card, from there to the title, and to its right."""
LINES = 2
"""So many lines a title may take; what is longer is cut."""

Index = QModelIndex | QPersistentModelIndex


class LayerDelegate(QStyledItemDelegate):
    """Paints a heading, or a layer with a small card in its category's colour."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows of one height, headings with room above; a title that is wider than the list takes two lines."""
        line, lines = option.fontMetrics.height(), 1
        if index.data(KIND) is not None and isinstance(option.widget, QListView):
            lines = len(_lines(option, index, option.widget.viewport().width()))
        height = HEADING if index.data(KIND) is None and index.row() else ROW
        return QSize(120, max(height, line + 12) + (lines - 1) * line)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(KIND) is None:
            self._paint_heading(painter, option, index)
        else:
            self._paint_layer(painter, option, index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        font = option.font
        font.setWeight(font.Weight.DemiBold)
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.muted))
        area = option.rect.adjusted(INDENT, 0, -8, -6)
        painter.drawText(area, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, index.data())

    def _paint_layer(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        row = QRectF(option.rect).adjusted(6, 1, -6, -1)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            tint = painting.mixed(self.theme.surface, self.theme.accent, 0.18 if chosen else 0.07)
            painter.setBrush(tint)
            painter.drawRoundedRect(row, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self.theme.accent), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(row, 6, 6)
        paint_small_card(painter, QRectF(option.rect.left() + INDENT, row.center().y() - 7, 20, 14), index, self.theme)
        painter.setPen(QColor(self.theme.text))
        painter.setFont(option.font)
        area = option.rect.adjusted(INDENT + SIGN, 0, -END, 0)
        if index.data(TAG):
            self._paint_tag(painter, option, area, index)
        title = "\n".join(_lines(option, index, option.rect.width()))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)

    def _paint_tag(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, index: Index) -> None:
        """Where a block comes from, to the right, if the title leaves room for it."""
        title, tag = index.data(), index.data(TAG)
        room = area.width() - option.fontMetrics.horizontalAdvance(title) - 12
        width = option.fontMetrics.horizontalAdvance(tag)
        if width <= room:
            painter.setPen(QColor(self.theme.muted))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, tag)
            painter.setPen(QColor(self.theme.text))


def _lines(option: QStyleOptionViewItem, index: Index, width: int) -> list[str]:
    """A title as it stands in a row of this width."""
    return painting.wrapped(index.data(), option.font, width - INDENT - SIGN - END, LINES)


def paint_small_card(painter: QPainter, area: QRectF, index: Index, theme: Theme) -> None:
    """The card of a row in small."""
    paint_card_sign(painter, area, index.data(CATEGORY), theme, block=bool(index.data(BLOCK)))


def paint_card_sign(painter: QPainter, area: QRectF, category: Category, theme: Theme, *, block: bool) -> None:
    """A card in small: outline and stripe in the category's colour, with a second edge for a block."""
    colour = QColor(theme.categories[category])
    painter.setPen(QPen(colour, 1.3))
    painter.setBrush(painting.mixed(theme.surface, colour, 0.16))
    painter.drawRoundedRect(area, 3.5, 3.5)
    if block:
        painter.drawRoundedRect(area.adjusted(7, 3, -3, -3), 1.5, 1.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(area.left(), area.top(), 5, area.height()), 2, 2)


def drag_picture(entry: Entry, theme: Theme, ratio: float) -> QPixmap:
    """The picture that follows the mouse: the card of a layer or block in small."""
    width, height = 132, 44
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(theme.categories[entry.category])
    painter.setPen(QPen(QColor(theme.accent), 1.5))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(QRectF(1, 1, width - 2, height - 2), 8, 8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(7, 9, 4, height - 18), 2, 2)
    painter.setPen(QColor(theme.text))
    font = painting.font(13, QFont.Weight.DemiBold)
    painter.setFont(font)
    title = painting.elided(entry.title, font, width - 30)
    painter.drawText(QRectF(19, 0, width - 26, height), Qt.AlignmentFlag.AlignVCenter, title)
    painter.end()
    return picture
