"""The way of cards from where they lay to where the document has them now, so that the eye can follow."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation

from netbuilder.graph.graph import NodeId
from ui.canvas.blocks.transition import duration
from ui.canvas.canvas_protocols import CanvasView

MOST = 400
"""With more cards the way would jerk: they are there at once."""


class Glide(QObject):
    """At most one movement at a time. The document is never between two states, only what is seen."""

    def __init__(self, canvas: CanvasView) -> None:
        super().__init__(canvas.as_widget())
        self._canvas = canvas
        self._way: dict[NodeId, tuple[QPointF, QPointF]] = {}
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._show)
        self._animation.finished.connect(self.finish)

    @property
    def busy(self) -> bool:
        """Whether cards are on their way."""
        return bool(self._way)

    def start(self, before: Mapping[NodeId, QPointF]) -> None:
        """Let cards that lay there come to where they lie now. At once where the system asks for no motion."""
        self.finish()
        items = self._canvas.drawing.node_items
        way = {node: (place, items[node].pos()) for node, place in before.items() if items[node].pos() != place}
        if not way or len(way) > MOST:
            return
        self._way = way
        self._animation.setDuration(duration(self._canvas.as_widget()))
        self._animation.start()
        self._show(0.0)

    def finish(self) -> None:
        """Lay the cards where the document has them: something else is about to happen."""
        way, self._way = self._way, {}
        if way:
            self._animation.stop()
            self._canvas.drawing.settle(way)

    def _show(self, along: float) -> None:
        drawing = self._canvas.drawing
        for node, (start, end) in self._way.items():
            drawing.node_items[node].setPos(start + (end - start) * along)
        drawing.follow_nodes(self._way)
