"""The picture of the curves: what is behind them, the curves themselves, and the cursors over them.

Painted by one widget: as the many items of a plotting library the same picture takes ten times as long, and each
item that is painted from Python waits for its turn beside the training.
"""

from __future__ import annotations

import math
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from ui.charts.chart_background import ChartBackground
from ui.charts.epoch_slider import Span
from ui.charts.plot.current_curves import CurrentCurves
from ui.charts.plot.legend import Legend
from ui.charts.plot.marker_labels import draw_marks
from ui.charts.plot.plot_pointer import draw_box, draw_cursor, draw_pointer
from ui.charts.plot.plot_scale import Scale, epochs_shown, values_shown
from ui.charts.plot.plot_texts import key_entries, marks, values_behind
from ui.charts.plot.static_layer import ROOM_FOR_VALUE, StaticLayer
from ui.charts.plot.zoom import EpochRange, kept_inside
from ui.charts.series import Series
from ui.theme.font_scale import font_scale
from ui.theme.themes import Themes

if TYPE_CHECKING:
    from ui.charts.series import Points

LEFT_AT_LEAST, LEFT_STEP, RIGHT, TOP, LETTERS = 36.0, 8.0, 10.0, 5.0, 9
"""Pixels around the picture, and its font size in points."""
KEY_AT_MOST = 0.2
"""Of the height for the key; a row it may always have."""
SMALLEST = QSize(180, 110)


class PaintedPlot(QWidget):
    """Draws a series before a background. Follows the theme. The values in sight always fill the height."""

    pointed = Signal(object)
    """The place in the series that the user points at, or None."""
    scaled = Signal()
    """The picture shows other epochs than before, or has them elsewhere."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes = themes
        self._series, self._background = Series(), ChartBackground()
        self._place, self._looked_at = -1, -1
        self._drawing = self._painting = 0.0
        self._visible: EpochRange | None = None
        self._whole: EpochRange = (0.0, 1.0)
        self._ground: StaticLayer | None = None
        self._spanned: Span | None = None
        self._key = Legend((), 0.0, 2, QFontMetricsF(self.font()), "")
        self._pixmap = QPixmap()
        self._painted_as: tuple[object, ...] = ()
        self._keyed_as: tuple[object, ...] = ()
        self.setMinimumSize(SMALLEST)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        themes.changed.connect(self._measure)
        self._measure()

    @property
    def seconds(self) -> float:
        """What the last drawing took, with the painting that followed the one before."""
        return self._drawing + self._painting

    @property
    def pointed_place(self) -> int | None:
        """The place in the series that the user points at, or None."""
        return self._place if self._place >= 0 else None

    @property
    def series(self) -> Series:
        """The present curves."""
        return self._series

    @property
    def background(self) -> ChartBackground:
        """What lies behind the curves."""
        return self._background

    def draw(self, series: Series) -> None:
        """Show a series; done at updates from the worker."""
        began = perf_counter()
        self._series = series
        if self._place >= len(series):
            self._point_at(None)
        self._measure()
        self._drawing = perf_counter() - began

    def set_background(self, background: ChartBackground) -> None:
        """Say what lies behind the curves, which of their values are shown, and how smooth."""
        self._background, self._ground = background, None
        self._measure()

    def look_at(self, epoch: int | None) -> None:
        """Set the time cursor on an epoch, or take it away."""
        self._looked_at = -1 if epoch is None else epoch
        self.update()

    def see(self, first: float, last: float) -> None:
        """Show these epochs alone, as far as there are any."""
        self._set_visible(kept_inside((first, last), self._whole))

    def fit(self) -> None:
        """Show all of the curves, and go on doing so."""
        self._set_visible(None)

    @property
    def span(self) -> Span:
        """Which epochs are shown, and where."""
        return Span(self.x_of(self._scale.first), self.x_of(self._scale.last), self._scale.first, self._scale.last)

    def x_of(self, epoch: float) -> float:
        """Where an epoch lies, in pixels from the left."""
        return self._scale.x(epoch) * font_scale(self)

    def drawn(self, part: str) -> Points:
        """Epochs and values of the present "train" or "validation" line as drawn, before smoothing."""
        return self._present.raw[part]

    def drawn_smooth(self, part: str) -> Points | None:
        """The same of the smoothed line, where there is one."""
        return self._present.smooth.get(part)

    @property
    def key(self) -> Legend:
        """The key above the picture."""
        return self._key

    def _make_key(self) -> Legend:
        room, metrics = self._room(), QFontMetricsF(self._letters())
        rows = max(1, int(room.height() * KEY_AT_MOST / metrics.height()))
        across = room.width() - LEFT_AT_LEAST - RIGHT
        entries = key_entries(self._background, self._themes.theme, alone=not len(self._series))
        return Legend(entries, across, rows, metrics, self.tr("and {count} more"))

    def paint_on(self, painter: QPainter) -> None:
        """Draw everything with a painter: the screen's, or that of a file."""
        self._magnify(painter)
        self._paint_ground(painter)
        self._paint_present(painter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground is painted when it has become another, the rest each time."""
        began = perf_counter()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground_pixmap())
        self._magnify(painter)
        self._paint_present(painter)
        painter.end()
        self._painting = perf_counter() - began

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size shows other detail."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def _measure(self) -> None:
        """Work out what is in sight and where it lies."""
        every = [self._series, *(ghost.series for ghost in self._background.ghosts)]
        every += self._background.band.every if self._background.band is not None else ()
        ends = [(series.value("epoch", 0), series.value("epoch", -1)) for series in every if len(series)]
        self._whole = epochs_shown(min(a for a, _ in ends), max(b for _, b in ends)) if ends else (0.0, 1.0)
        if self._visible is not None:
            self._visible = kept_inside(self._visible, self._whole)
        left, right = self._visible or self._whole
        most = max(100, round(self._room().width()))
        if self._ground is None or self._ground.seen != (left, right, most):
            self._ground = StaticLayer(self._background, left, right, most)
        self._present = CurrentCurves(self._series, self._background, left, right, most)
        self._scale = self._scale_for(left, right)
        self.update()
        if self.span != self._spanned:
            self._spanned = self.span
            self.scaled.emit()

    def _scale_for(self, left: float, right: float) -> Scale:
        log = self._background.log
        found = [*self._present.extent, *(self._ground.extent if self._ground is not None else ())]
        ends = (min(found), max(found)) if found else (math.nan, math.nan)
        if log and found:
            ends = math.log10(ends[0]), math.log10(ends[1])
        bottom, top = values_shown(*ends, log=log)
        wanted = (self._background, self._themes.theme.name, self.size(), len(self._series) > 0, self.font())
        if wanted != self._keyed_as:
            self._keyed_as, self._key = wanted, self._make_key()
        metrics, key_height = self._key.metrics, self._key.height
        area = QRectF(
            0, TOP + key_height, 1, max(10.0, self._room().height() - TOP - key_height - metrics.height() - 8)
        )
        names = [text for _, text in Scale(area, left, right, bottom, top, log).named_values(ROOM_FOR_VALUE)]
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0.0) + 10
        start = max(LEFT_AT_LEAST, math.ceil(widest / LEFT_STEP) * LEFT_STEP)
        area.setLeft(start)
        area.setRight(max(start + 10.0, self._room().width() - RIGHT))
        return Scale(area, left, right, bottom, top, log)

    def _ground_pixmap(self) -> QPixmap:
        ratio = self.devicePixelRatio()
        wanted = (self._scale, self._ground, self._themes.theme.name, self.size(), ratio, self._key)
        if wanted != self._painted_as:
            self._painted_as = wanted
            self._pixmap = QPixmap(self.size() * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            painter = QPainter(self._pixmap)
            self._magnify(painter)
            self._paint_ground(painter)
            painter.end()
        return self._pixmap

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self._themes.theme
        painter.fillRect(QRectF(QPointF(), self._room()), QColor(theme.surface))
        painter.setFont(self._letters())
        self._key.paint(painter, LEFT_AT_LEAST, 1, theme.text)
        if self._ground is not None:
            self._ground.paint(painter, self._scale, theme, self.tr("Epoch"))

    def _paint_present(self, painter: QPainter) -> None:
        theme, scale = self._themes.theme, self._scale
        painter.setFont(self._letters())
        painter.save()
        painter.setClipRect(scale.area)
        self._present.paint(painter, scale, theme)
        self._present.mark_best(painter, scale, theme)
        if self._looked_at >= 0:
            draw_cursor(painter, scale, self._looked_at, theme)
        behind = self._ground.lines if self._ground is not None else []
        words = marks(self._series, self._background, theme)
        draw_marks(painter, scale, words, [*self._present.lines, *behind], theme)
        if self._place >= 0:
            epoch = self._series.value("epoch", self._place)
            draw_pointer(painter, scale, epoch, theme)
            draw_box(
                painter, scale, epoch, values_behind(self._background, epoch, theme), self.tr("and {count} more"), theme
            )
        painter.restore()
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.drawRect(scale.area)

    def _letters(self) -> QFont:
        font = self.font()
        font.setPointSize(LETTERS)
        return font

    def _room(self) -> QSizeF:
        """The size of the picture before it is scaled."""
        return QSizeF(self.size()) / font_scale(self)

    def _magnify(self, painter: QPainter) -> None:
        factor = font_scale(self)
        painter.scale(factor, factor)

    def _point_at(self, place: int | None) -> None:
        self._place = -1 if place is None else place
        self.update()
        self.pointed.emit(place)

    def _set_visible(self, visible: EpochRange | None) -> None:
        self._visible = visible
        self._measure()
