"""The frames and notes of the open drawing as items, and which of them are selected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QGraphicsScene

from netbuilder.graph.annotations import Annotation, AnnotationId
from netbuilder.project.annotation_edits import HEAD
from ui.canvas.annotations.annotation_item import AnnotationItem
from ui.canvas.items.look import Look
from ui.project.bridge import Bridge


class AnnotationLayer(QObject):
    """Holds no truth of its own: it follows the document."""

    selection_changed = Signal()

    def __init__(self, scene: QGraphicsScene, bridge: Bridge, look: Look) -> None:
        super().__init__(scene)
        self._scene, self._bridge, self._look = scene, bridge, look
        self.items: dict[AnnotationId, AnnotationItem] = {}
        self.selected: frozenset[AnnotationId] = frozenset()
        self._followed: Mapping[AnnotationId, Annotation] | None = None

    def follow(self) -> bool:
        """Show what the document shows now. Returns whether anything is another one."""
        wanted = self._bridge.level.project.annotations
        if wanted is self._followed:
            return False
        self._followed = wanted
        changed = False
        for name in self.items.keys() - wanted.keys():
            self._scene.removeItem(self.items.pop(name))
            changed = True
        for name, annotation in wanted.items():
            if name not in self.items:
                self.items[name] = AnnotationItem(name, annotation, self._look)
                self._scene.addItem(self.items[name])
                changed = True
            elif self.items[name].annotation != annotation:
                self.items[name].show_as(annotation)
                changed = True
        self.select(self.selected)
        return changed

    def clear(self) -> None:
        """Another drawing is open: take all items away."""
        self.selected, self._followed = frozenset(), None
        for item in self.items.values():
            self._scene.removeItem(item)
        self.items.clear()

    def select(self, names: Iterable[AnnotationId]) -> None:
        """Make these the selected ones."""
        chosen = frozenset(names) & self.items.keys()
        for name in (chosen ^ self.selected) & self.items.keys():
            self.items[name].set_state(selected=name in chosen)
        if chosen != self.selected:
            self.selected = frozenset(chosen)
            self.selection_changed.emit()

    def settle(self, names: Iterable[AnnotationId]) -> None:
        """Put items back where the document says, after a gesture that was not carried out."""
        for name in names:
            if name in self.items:
                self.items[name].show_as(self.items[name].annotation)

    def reletter(self) -> None:
        """Paint with other fonts or colours."""
        for item in self.items.values():
            item.reletter()

    def at(self, at: QPointF) -> AnnotationItem | None:
        """The topmost frame or note that is grasped at a point of the scene."""
        found = self._scene.items(at, Qt.ItemSelectionMode.IntersectsItemBoundingRect, Qt.SortOrder.DescendingOrder)
        marks = [item for item in found if isinstance(item, AnnotationItem)]
        return next((item for item in marks if item.corner_at(at) or item.grasped_at(at)), None)

    def touched_by(self, area: QRectF) -> set[AnnotationId]:
        """Notes that a rectangle touches, and frames that it encloses or whose heads it touches from outside."""
        return {name for name, item in self.items.items() if _touches(item, area)}

    def around(self) -> QRectF:
        """The rectangle around all of them."""
        whole = QRectF()
        for annotation in self._bridge.level.project.annotations.values():
            whole = whole.united(QRectF(annotation.x, annotation.y, annotation.width, annotation.height))
        return whole


def _touches(item: AnnotationItem, area: QRectF) -> bool:
    card = item.card
    if item.annotation.kind == "note":
        return card.intersects(area)
    head = QRectF(card.x(), card.y(), card.width(), HEAD)
    return area.contains(card) or (area.intersects(head) and not card.contains(area))
