"""The layers of a network as a table: their figures in the order in which they compute."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.language.text import shown
from ui.stepping.value_tag import compact
from ui.theme.icons import icon
from ui.theme.themes import Theme, Themes

if TYPE_CHECKING:
    from netbuilder.graph.blocks import NodePath
    from netbuilder.layer_statistics.statistics import LayerStatistics
    from ui.layer_statistics.statistics_worker import DisplayedStatistics

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
NAME, GRADIENT, ZERO = 0, 4, 5
NONE = "–"
"""Where a layer has no figure of the kind."""
DECADES = 6.0
"""Powers of ten below the largest gradient at which its bar has no length."""
NARROWEST, PADDING = 110, 20
"""Pixels of the column of names, at least, and of a cell that its text cannot have."""
MEASURED = 100
"""So many layers decide how wide the columns are."""


@dataclass(frozen=True)
class Column:
    """``title``, ``hint``: of its head; ``text``: of a layer."""

    title: str
    hint: str
    text: Callable[[LayerStatistics], str]


class LayerModel(QAbstractTableModel):
    """The figures of all layers. ``bar``: how long the bar of a gradient is, from 0 to 1."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.layers: tuple[LayerStatistics, ...] = ()
        self.rows: dict[NodePath, int] = {}
        self._wrong: Mapping[NodePath, str] = {}
        self._largest = 0.0
        self.columns = self._columns()
        themes.changed.connect(self._repaint)

    def show_statistics(self, displayed: DisplayedStatistics) -> bool:
        """Show these figures. Returns whether the layers are others than before."""
        found = displayed.statistics.layers
        paths = [one.layer.path for one in found]
        other = paths != [one.layer.path for one in self.layers]
        if other:
            self.beginResetModel()
        self.layers, self.rows = found, {path: row for row, path in enumerate(paths)}
        self._wrong = {
            finding.layer.layer.path: shown(finding.message)
            for finding in displayed.findings
            if finding.layer is not None
        }
        sizes = (one.gradient_size for one in found)
        self._largest = max((size for size in sizes if size is not None and math.isfinite(size)), default=0.0)
        if other:
            self.endResetModel()
        else:
            self._repaint()
        return other

    def rowCount(self, parent: Index | None = None) -> int:
        """One a layer."""
        return 0 if parent is not None and parent.isValid() else len(self.layers)

    def columnCount(self, parent: Index | None = None) -> int:
        """One a figure."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The figure as text; what is wrong with a layer as a sign and a hint."""
        one = self.layers[index.row()]
        if role == Role.DisplayRole:
            return self.columns[index.column()].text(one)
        if role == Role.TextAlignmentRole:
            return LEFT if index.column() == NAME else RIGHT
        wrong = self._wrong.get(one.layer.path)
        if role == Role.ToolTipRole:
            return wrong or (shown(one.layer.name) if index.column() == NAME else None)
        if role == Role.DecorationRole and index.column() == NAME and wrong:
            return icon("warning", self._themes.theme.warning)
        if role == Role.ForegroundRole and index.column() == ZERO and one.layer.bends and one.zero_units:
            return QColor(self._themes.theme.warning)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The name of a figure, and what it is."""
        if orientation is Qt.Orientation.Vertical:
            return None
        column = self.columns[section]
        found = {
            Role.DisplayRole: column.title,
            Role.ToolTipRole: column.hint,
            Role.TextAlignmentRole: LEFT if section == NAME else RIGHT,
        }
        return found.get(Role(role))

    def bar(self, row: int) -> float:
        """How long the bar of a gradient is: on a logarithmic scale, of the root mean square."""
        size = self.layers[row].gradient_size
        if not size or not math.isfinite(size):
            return 0.0
        return max(0.0, 1 + math.log10(size / self._largest) / DECADES)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Layer"), self.tr("In the order in which they compute"), lambda one: shown(one.layer.name)),
            Column(
                self.tr("Params"),
                self.tr("Its parameters: how many numbers its weights have"),
                lambda one: f"{one.parameters:,}" if one.parameters else NONE,
            ),
            Column(
                self.tr("max |w|"), self.tr("The largest absolute value of a weight"), lambda one: _text(one.largest)
            ),
            Column(
                self.tr("Norm"),
                self.tr("The norm of all its weights as one vector"),
                lambda one: _text(one.norm),
            ),
            Column(
                self.tr("Gradient"),
                self.tr(
                    "The norm of the gradient of the training loss. The bar compares layers by the root mean square of "
                    "the gradient of a weight: a sixth of its length is a factor of 10."
                ),
                lambda one: _text(one.gradient_norm),
            ),
            Column(
                self.tr("Always 0"),
                self.tr("The share of its units that are 0 for every row: dead units, where it is an activation"),
                lambda one: NONE if one.zero_share is None else f"{one.zero_share:.0%}",
            ),
            Column(
                self.tr("Outputs"),
                self.tr("The mean of its outputs ± their standard deviation"),
                lambda one: f"{compact(one.mean, 2)} ± {compact(one.deviation, 2)}",
            ),
        )

    def _repaint(self, _theme: Theme | None = None) -> None:
        if self.layers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.layers) - 1, len(self.columns) - 1))


class _GradientBar(QStyledItemDelegate):
    """A bar beneath the figure, so that a gradient that vanishes is seen along the column."""

    def __init__(self, model: LayerModel, themes: Themes, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._themes = model, themes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, then the bar along its lower edge."""
        super().paint(painter, option, index)
        length = self._model.bar(index.row())
        room = QRectF(option.rect).adjusted(6, 0, -4, -2)
        painter.fillRect(
            QRectF(room.right() - room.width() * length, room.bottom() - 2, room.width() * length, 2),
            QColor(self._themes.theme.accent),
        )


class LayerTable(QTableView):
    """``picked``: the path of the layer that the user went to; ``opened``: that they want to see more of."""

    picked = Signal(object)
    opened = Signal()

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layers = LayerModel(themes, self)
        self._following, self._widths = False, dict[int, int]()
        self.setModel(self.layers)
        self.setObjectName("layer-table")
        self.setAccessibleName(self.tr("Layers"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setItemDelegateForColumn(GRADIENT, _GradientBar(self.layers, themes, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(40)
        self.selectionModel().currentRowChanged.connect(self._go)
        self.activated.connect(lambda _index: self.opened.emit())

    def show_statistics(self, displayed: DisplayedStatistics) -> None:
        """Show these figures; the row stays where it is."""
        self._following = True
        if self.layers.show_statistics(displayed):
            self._widths.clear()
        self._fit()
        self._following = False

    def choose(self, path: NodePath | None) -> None:
        """Go to a layer, as somebody else has chosen."""
        self._following = True
        row = self.layers.rows.get(path) if path is not None else None
        if row is None:
            self.clearSelection()
        elif row != self.currentIndex().row():
            self.setCurrentIndex(self.layers.index(row, NAME))
        else:
            self.selectRow(row)
        self._following = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names have what room the figures leave."""
        super().resizeEvent(event)
        self._fit()

    def _go(self, current: QModelIndex) -> None:
        if not self._following and current.isValid():
            self.picked.emit(self.layers.layers[current.row()].layer.path)

    def _fit(self) -> None:
        """Columns as wide as their words, of a long drawing those of the first layers; none becomes narrower."""
        metrics, some = self.fontMetrics(), self.layers.layers[:MEASURED]
        for number, column in enumerate(self.layers.columns):
            if number != NAME:
                texts = (column.title, *(column.text(one) for one in some))
                width = max(map(metrics.horizontalAdvance, texts)) + PADDING
                self._widths[number] = max(width, self._widths.get(number, 0))
                self.setColumnWidth(number, self._widths[number])
        self.setColumnWidth(NAME, max(NARROWEST, self.viewport().width() - sum(self._widths.values())))


def _text(value: float | None) -> str:
    """A figure with three digits; a dash where there is none."""
    if value is None:
        return NONE
    return compact(value).replace("nan", "NaN")
