"""Which layer is looked at: the selection on the canvas follows it, and leads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netbuilder.graph.blocks import NodePath
from netbuilder.graph.graph import NodeId
from ui.project.bridge import Bridge

if TYPE_CHECKING:
    from netbuilder.layer_statistics.layers import ListedLayer

Place = tuple[NodeId, ...]
"""A node in the drawings as they are seen: the uses of blocks that lead to it and its id, whatever the repetition."""


class LayerChoice(QObject):
    """``path``: of the layer that is chosen; None before there is one. ``missing``: the single node that is selected,
    where it is no layer of the network that is shown."""

    changed = Signal(object)
    """NodePath or None."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.path: NodePath | None = None
        self.missing: NodeId | None = None
        self._at: dict[Place, list[NodePath]] = {}
        self._inside: dict[NodePath, frozenset[Place]] = {}
        self._leading = False
        bridge.selection_changed.connect(lambda _selection: self._follow())

    def know(self, layers: Sequence[ListedLayer]) -> None:
        """These are the layers of the network that is shown."""
        self._at, self._inside = {}, {}
        for layer in layers:
            places = places_of(layer.path)
            self._inside[layer.path] = frozenset(places)
            for place in places:
                self._at.setdefault(place, []).append(layer.path)
        wanted = self._wanted()
        if wanted is None and self.path not in self._inside:
            wanted = next((layer.path for layer in layers if layer.weights), layers[0].path if layers else None)
        if wanted is not None:
            self.path = wanted

    @property
    def repetitions(self) -> tuple[NodePath, ...]:
        """The chosen layer in each repetition of the blocks that it is in, in their order."""
        return tuple(self._at.get(places_of(self.path)[0], ())) if self.path is not None else ()

    def pick(self, path: NodePath) -> None:
        """Choose a layer, and select it on the canvas, in the block that it is in."""
        self._leading = True
        level = tuple(use for use, _ in path.within)
        if level != self._bridge.level.path:
            self._bridge.enter(level, [path.node])
        else:
            self._bridge.select([path.node])
        self._leading = False
        self.missing = None
        self._become(path)

    def _follow(self) -> None:
        if self._leading:
            return
        before, wanted = self.missing, self._wanted()
        if wanted is not None or self.missing != before:
            self._become(wanted or self.path)

    def _wanted(self) -> NodePath | None:
        """The layer that is selected on the canvas, or the first one in a block that is; the chosen one, if it is among
        them. Of repetitions, the one that was looked at last. None where nothing, or several nodes, are selected."""
        selection = self._bridge.selection
        if len(selection) != 1:
            self.missing = None
            return None
        (node,) = selection
        place = (*self._bridge.level.path, node)
        if self.path is not None and place in self._inside.get(self.path, ()):
            found: NodePath | None = self.path
        else:
            found = max(self._at.get(place, ()), key=self._nearness, default=None)
        self.missing = node if found is None else None
        return found

    def _nearness(self, path: NodePath) -> int:
        """In how many blocks, from outside, it is in the same repetition as the chosen layer."""
        chosen = self.path.within if self.path is not None else ()
        pairs = list(zip(path.within, chosen, strict=False))
        return next((count for count, (one, other) in enumerate(pairs) if one != other), len(pairs))

    def _become(self, path: NodePath | None) -> None:
        self.path = path
        self.changed.emit(path)


def places_of(path: NodePath) -> list[Place]:
    """The layer itself, and every block that it is in."""
    uses = tuple(use for use, _ in path.within)
    return [(*uses, path.node), *(uses[: count + 1] for count in range(len(uses)))]
