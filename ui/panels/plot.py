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
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from ui.magnified import magnification
from ui.panels.backdrop import Backdrop
from ui.panels.epoch_slider import Span
from ui.panels.plot_ground import (
    PARTS,
    ROOM_FOR_VALUE,
    Ground,
    entries_behind,
    pale_stroke,
    present_stroke,
    stroke_of,
)
from ui.panels.plot_key import Entry, Key
from ui.panels.plot_marks import Mark, draw_marks
from ui.panels.plot_pointer import draw_box, draw_cursor, draw_pointer, said
from ui.panels.plot_present import Present
from ui.panels.plot_scale import Scale, epochs_shown, values_shown
from ui.panels.series import Series
from ui.panels.zoom import Sight, kept_inside, moved, zoomed
from ui.theme import Themes

if TYPE_CHECKING:
    from ui.panels.series import Points

JUMPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}
ZOOMS = {Qt.Key.Key_Plus: 0.7, Qt.Key.Key_Equal: 0.7, Qt.Key.Key_Minus: 1 / 0.7}
LEFT_AT_LEAST, LEFT_STEP, RIGHT, TOP, LETTERS = 36.0, 8.0, 10.0, 5.0, 9
"""Pixels around the picture, and the size of its letters in points."""
KEY_AT_MOST = 0.2
"""Of the height for the key; a row it may always have."""
SMALLEST = QSize(180, 110)


class Plot(QWidget):
    """Draws a series before a backdrop. Follows the theme; the pointer follows the mouse and the arrow keys.

    The wheel and the keys + and − zoom into epochs, dragging moves along them, a double click and 0 show all again;
    the values in sight always fill the height.
    """

    pointed = Signal(object)
    """The place in the series that the person points at, or None."""
    chosen = Signal(object)
    """int: the epoch that was clicked at, or at which Enter was pressed."""
    scaled = Signal()
    """The picture shows other epochs than before, or has them elsewhere."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self._themes = themes
        self._series, self._backdrop = Series(), Backdrop()
        self._place, self._looked_at = -1, -1
        self._drawing = self._painting = 0.0
        self._sight: Sight | None = None
        self._whole: Sight = (0.0, 1.0)
        self._pressed: QPointF | None = None
        self._dragged = False
        self._ground: Ground | None = None
        self._spanned: Span | None = None
        self._key = Key((), 0.0, 2, QFontMetricsF(self.font()), "")
        self._pixmap = QPixmap()
        self._painted_as: tuple[object, ...] = ()
        self._keyed_as: tuple[object, ...] = ()
        self.setMinimumSize(SMALLEST)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        themes.changed.connect(self._measure)
        self._measure()

    @property
    def seconds(self) -> float:
        """What the last drawing took, with the painting that followed the one before."""
        return self._drawing + self._painting

    @property
    def pointed_place(self) -> int | None:
        """The place in the series that the person points at, or None."""
        return self._place if self._place >= 0 else None

    @property
    def backdrop(self) -> Backdrop:
        """What lies behind the curves."""
        return self._backdrop

    def draw(self, series: Series) -> None:
        """Show a series; done at the news from the worker."""
        began = perf_counter()
        self._series = series
        if self._place >= len(series):
            self._point_at(None)
        self._measure()
        self._drawing = perf_counter() - began

    def set_backdrop(self, backdrop: Backdrop) -> None:
        """Say what lies behind the curves, which of their values are shown, and how smooth."""
        self._backdrop, self._ground = backdrop, None
        self._measure()

    def look_at(self, epoch: int | None) -> None:
        """Set the time cursor on an epoch, or take it away."""
        self._looked_at = -1 if epoch is None else epoch
        self.update()

    def see(self, first: float, last: float) -> None:
        """Show these epochs alone, as far as there are any."""
        self._set_sight(kept_inside((first, last), self._whole))

    def fit(self) -> None:
        """Show all of the curves, and go on doing so."""
        self._set_sight(None)

    @property
    def span(self) -> Span:
        """Which epochs are shown, and where."""
        area = self._scale.area
        return Span(area.left(), area.right(), self._scale.first, self._scale.last)

    def x_of(self, epoch: float) -> float:
        """Where an epoch lies, in pixels from the left."""
        return self._scale.x(epoch) * magnification(self)

    def drawn(self, part: str) -> Points:
        """Epochs and values of the present "train" or "validation" line as drawn, before smoothing."""
        return self._present.raw[part]

    def drawn_smooth(self, part: str) -> Points | None:
        """The same of the smoothed line, where there is one."""
        return self._present.smooth.get(part)

    @property
    def key(self) -> Key:
        """The key above the picture."""
        return self._key

    def _make_key(self) -> Key:
        theme = self._themes.theme
        entries = [Entry(self._backdrop.title)] if self._backdrop.title else []
        named = (("train", self.tr("Training")), ("validation", self.tr("Validation")))
        alone = len(self._series) > 0 or self._backdrop.band is not None
        entries += [Entry(words, present_stroke(part, theme)) for part, words in named if alone]
        entries += entries_behind(self._backdrop, theme)
        if len(self._series) and self._backdrop.band is not None:
            entries.append(Entry(self.tr("pale: the present run"), pale_stroke("train", theme)))
        elif len(self._series) and self._backdrop.strength != "off":
            entries.append(Entry(self.tr("pale: as measured"), pale_stroke("train", theme)))
        room, metrics = self._room(), QFontMetricsF(self._letters())
        rows = max(1, int(room.height() * KEY_AT_MOST / metrics.height()))
        across = room.width() - LEFT_AT_LEAST - RIGHT
        return Key(tuple(entries), across, rows, metrics, self.tr("and {count} more"))

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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or a drag begins."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = self._at(event), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point, or drag along the epochs."""
        if self._pressed is None:
            inside = self._scale.area.contains(self._at(event))
            self._point_at(self._series.nearest(self._epoch_at(event)) if inside else None)
            return
        way = self._at(event).x() - self._pressed.x()
        if self._dragged or abs(way) >= QApplication.startDragDistance():
            if self._dragged:
                by = self._scale.epoch_at(self._pressed.x()) - self._epoch_at(event)
                self._set_sight(moved(self._sight or self._whole, self._whole, by))
            self._dragged, self._pressed = True, self._at(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was not dragged was clicked at."""
        clicked = self._pressed is not None and not self._dragged
        self._pressed = None
        place = self._series.nearest(self._epoch_at(event))
        if clicked and place is not None and self._scale.area.contains(self._at(event)):
            self.chosen.emit(int(self._series.value("epoch", place)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click shows all again after zooming."""
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nearer to the epoch under the mouse, or away from it."""
        self._zoom(0.999 ** event.angleDelta().y(), self._scale.epoch_at(self._at(event).x()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Nobody points any more."""
        super().leaveEvent(event)
        self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right move the pointer by an epoch, Page keys by ten, Home and End to the ends; Enter chooses."""
        key, last = Qt.Key(event.key()), len(self._series) - 1
        start = self._place if self._place >= 0 else last
        targets = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if last >= 0 and (key in JUMPS or key in targets):
            self._point_at(max(0, min(last, targets.get(key, start + JUMPS.get(key, 0)))))
        elif last >= 0 and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(int(self._series.value("epoch", start)))
        elif last >= 0 and key in ZOOMS:
            self._zoom(ZOOMS[key], self._series.value("epoch", start))
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def _measure(self) -> None:
        """Work out what is in sight and where it lies."""
        every = [self._series, *(ghost.series for ghost in self._backdrop.ghosts)]
        every += self._backdrop.band.every if self._backdrop.band is not None else ()
        ends = [(series.value("epoch", 0), series.value("epoch", -1)) for series in every if len(series)]
        self._whole = epochs_shown(min(a for a, _ in ends), max(b for _, b in ends)) if ends else (0.0, 1.0)
        if self._sight is not None:
            self._sight = kept_inside(self._sight, self._whole)
        left, right = self._sight or self._whole
        most = max(100, round(self._room().width()))
        if self._ground is None or self._ground.seen != (left, right, most):
            self._ground = Ground(self._backdrop, left, right, most)
        self._present = Present(self._series, self._backdrop, left, right, most)
        self._scale = self._scale_for(left, right)
        self.update()
        if self.span != self._spanned:
            self._spanned = self.span
            self.scaled.emit()

    def _scale_for(self, left: float, right: float) -> Scale:
        log = self._backdrop.log
        found = [*self._present.extent, *(self._ground.extent if self._ground is not None else ())]
        ends = (min(found), max(found)) if found else (math.nan, math.nan)
        if log and found:
            ends = math.log10(ends[0]), math.log10(ends[1])
        bottom, top = values_shown(*ends, log=log)
        wanted = (self._backdrop, self._themes.theme.name, self.size(), len(self._series) > 0, self.font())
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
        draw_marks(painter, scale, self.marks(), theme)
        if self._place >= 0:
            epoch = self._series.value("epoch", self._place)
            draw_pointer(painter, scale, epoch, theme)
            draw_box(painter, scale, epoch, self.values_behind(epoch), self.tr("and {count} more"), theme)
        painter.restore()
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.drawRect(scale.area)

    def values_behind(self, epoch: float) -> list[Entry]:
        """The values of the band (validation) and of the earlier runs (training · validation) at an epoch."""
        theme, entries = self._themes.theme, []
        band = self._backdrop.band
        if band is not None:
            low, mean, high = (said(value, self.tr("none")) for value in self._backdrop.spread_at("validation", epoch))
            words = self.tr("mean {mean} ({low} to {high})").format(mean=mean, low=low, high=high)
            entries.append(Entry(words, present_stroke("validation", theme)))
        for ghost in self._backdrop.ghosts:
            place = ghost.series.nearest(epoch)
            if place is None or abs(ghost.series.value("epoch", place) - epoch) > 0.5:
                continue
            values = [ghost.series.value(f"{part}_{self._backdrop.what}", place) for part in PARTS]
            training, validation = (said(value, self.tr("none")) for value in values)
            words = f"{ghost.mark or ghost.name}:  {training} · {validation}"
            entries.append(Entry(words, stroke_of(ghost, "validation", theme)))
        return entries

    def marks(self) -> list[Mark]:
        """What is written beside the lines at the best epoch, at the beginning of overfitting, and at seams."""
        theme, backdrop, best = self._themes.theme, self._backdrop, self._series.best
        marks = []
        if best is not None:
            marks.append(Mark(best.epoch, self.tr("best: epoch {epoch}").format(epoch=best.epoch), theme.good))
        if backdrop.since is not None:
            words = self.tr("overfitting since epoch {epoch}").format(epoch=backdrop.since)
            marks.append(Mark(backdrop.since, words, theme.danger))
        return [*marks, *(Mark(seam, self.tr("continued"), theme.muted) for seam in backdrop.seams)]

    def _letters(self) -> QFont:
        font = self.font()
        font.setPointSize(LETTERS)
        return font

    def _epoch_at(self, event: QMouseEvent) -> float:
        return self._scale.epoch_at(self._at(event).x())

    def _at(self, event: QMouseEvent | QWheelEvent) -> QPointF:
        """Where the mouse is, in the pixels of the picture before it is magnified."""
        return event.position() / magnification(self)

    def _room(self) -> QSizeF:
        """The size of the picture before it is magnified."""
        return QSizeF(self.size()) / magnification(self)

    def _magnify(self, painter: QPainter) -> None:
        factor = magnification(self)
        painter.scale(factor, factor)

    def _point_at(self, place: int | None) -> None:
        self._place = -1 if place is None else place
        self.update()
        self.pointed.emit(place)

    def _zoom(self, factor: float, around: float) -> None:
        self._set_sight(zoomed(self._sight or self._whole, self._whole, around, factor))

    def _set_sight(self, sight: Sight | None) -> None:
        self._sight = sight
        self._measure()
