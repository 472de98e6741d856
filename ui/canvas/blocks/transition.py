"""The way into a block and out of it: the picture of the drawing before, carried into the one that is shown now."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QStyle, QWidget

MOST = 8.0
"""How many times its size the picture grows at most."""


class Transition(QWidget):
    """Lies over a view while ``before``, its picture, moves to ``target`` and fades. Goes away by itself."""

    def __init__(self, view: QWidget, before: QPixmap, target: QRectF) -> None:
        super().__init__(view)
        self._before, self._start, self._target = before, QRectF(view.rect()), target
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(view.rect())
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(duration(view))
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(lambda _: self.update())
        self._animation.finished.connect(self.close)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._animation.start()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture on its way, the fainter the farther it has come."""
        along = float(self._animation.currentValue())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(1.0 - along)
        painter.drawPixmap(_between(self._start, self._target, along), self._before, QRectF(self._before.rect()))
        painter.end()


def duration(view: QWidget) -> int:
    """How long things move, in milliseconds: 0 where the system has been asked for no motion."""
    return view.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, view)


def towards(card: QRectF, view: QRectF) -> QRectF:
    """Where the whole view comes to lie when one looks at a card in it so closely that it fills the view."""
    scale = min(MOST, view.width() / max(1.0, card.width()), view.height() / max(1.0, card.height()))
    left = view.center().x() - scale * card.center().x()
    top = view.center().y() - scale * card.center().y()
    return QRectF(left, top, scale * view.width(), scale * view.height())


def _between(start: QRectF, end: QRectF, along: float) -> QRectF:
    def mix(a: float, b: float) -> float:
        return a + (b - a) * along

    return QRectF(
        mix(start.x(), end.x()),
        mix(start.y(), end.y()),
        mix(start.width(), end.width()),
        mix(start.height(), end.height()),
    )
