"""What a user can do with blocks on the canvas: make them of a selection, open and leave them, unpack them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from PySide6.QtCore import QRectF

from netbuilder.errors import EditError, UserError
from netbuilder.graph.blocks import BlockId, BlockUse
from netbuilder.graph.graph import NodeId
from netbuilder.layers.base import Shape
from netbuilder.messages import Message, say
from netbuilder.project import block_definitions, block_edits, edits, opening
from netbuilder.project.arrange import CARD_WIDTH, GAP_X
from netbuilder.project.levels import Level
from netbuilder.project.project import Project
from ui.canvas import geometry
from ui.canvas.blocks.transition import Transition, duration, towards
from ui.canvas.canvas_protocols import BlockCanvas
from ui.language.text import shown


class BlockActions:
    """Each of them that edits is one step of undo. What cannot be done is said, and nothing changes."""

    def __init__(self, canvas: BlockCanvas) -> None:
        self._canvas, self._bridge = canvas, canvas.bridge
        self._seen: dict[Level, tuple[float, int, int]] = {}

    @property
    def current(self) -> NodeId | None:
        """The block that is selected alone."""
        selection = self._bridge.selection
        node = next(iter(selection)) if len(selection) == 1 else None
        return node if node is not None and self.use(node) is not None else None

    def use(self, node: NodeId) -> BlockUse | None:
        """What a node that is a block uses, or None."""
        found = self._bridge.level.project.graph.nodes.get(node)
        return found.layer if found is not None and isinstance(found.layer, BlockUse) else None

    def group(self) -> None:
        """Make a block of what is selected, and let the user name it."""
        level, gesture, label = self._bridge.level, object(), say("Make block")
        name = _free_name(level.project, shown(say("Block")))
        try:
            project, node = block_edits.group(level.project, self._bridge.selection, name)
            self._redraw(project, label, gesture)
        except EditError as error:
            self._bridge.refuse(error)
            return
        self._bridge.select([node])
        self._canvas.ask_name(node, name, lambda given: self._rename(node, given, label, gesture))

    def open_layer(self) -> None:
        """Put a block of tensor operations in the place of the layer that is selected alone, and show its drawing."""
        level, selection = self._bridge.level, self._bridge.selection
        if len(selection) != 1:
            return
        (node,) = selection
        try:
            project, _ = opening.open_layer(level.project, node, self._arriving(node))
            self._redraw(project, say("Open into operations"))
        except UserError as error:
            self._bridge.refuse(error)
            return
        self._bridge.select([node])
        self.open(node)

    def _redraw(self, project: Project, label: Message, gesture: object = None) -> None:
        """Draw the same network in another way: the weights of its run come with it."""
        before = self._bridge.project
        self._bridge.level.edit(project, label, gesture)
        self._bridge.redrawn.emit(before, self._bridge.project)

    def _arriving(self, node: NodeId) -> list[Shape | None]:
        """The shape at each input of a layer as it is drawn; an open use may have given it another number of inputs."""
        level = self._bridge.level
        ports = level.project.graph.nodes[node].layer.input_ports()
        return [shape for _, shape in zip_longest(ports, level.check.nodes[node].inputs[: len(ports)])]

    def unpack(self) -> None:
        """Put what the selected block holds in its place; what follows makes room."""
        level, node = self._bridge.level, self.current
        if node is None:
            return
        try:
            project, fresh = block_edits.ungroup(level.project, node)
            self._redraw(_made_room(level.project, project, node, fresh), say("Unpack block"))
        except UserError as error:
            self._bridge.refuse(error)
            return
        self._bridge.select(fresh)

    def make_independent(self, node: NodeId) -> None:
        """Give a use a definition of its own."""
        self._bridge.level.edit(block_edits.make_independent(self._bridge.level.project, node), say("Make independent"))

    def promote(self, node: NodeId, parameter: str) -> None:
        """Let each use of the open block set a parameter in it."""
        block = self._bridge.level.blocks[-1]
        try:
            project = block_definitions.promote_alone(self._bridge.project, block, (node, parameter))
            self._bridge.edit(project, say("Promote parameter"))
        except UserError as error:
            self._bridge.refuse(error)

    def rename(self, node: NodeId) -> None:
        """Let the user type another name for the block that a node uses."""
        use = self.use(node)
        if use is not None:
            self._canvas.ask_name(
                node, use.definition.name, lambda given: self._rename(node, given, say("Rename block"), None)
            )

    def _rename(self, node: NodeId, name: str, label: Message, gesture: object) -> None:
        use = self.use(node)
        if use is None or not name.strip():
            return
        self._bridge.edit(block_definitions.rename_block(self._bridge.project, use.block, name), label, gesture)

    def uses(self, block: BlockId) -> int:
        """How many nodes of the project use a block."""
        return block_definitions.use_counts(self._bridge.project)[block]

    def open(self, node: NodeId) -> None:
        """Show the drawing inside a block; where something in it is wrong, the node that is."""
        if self.use(node) is None:
            return
        path: Level = (node,)
        chosen: list[NodeId] = []
        wrong = next((p.path for p in self._bridge.level.found if p.node == node and p.path is not None), None)
        if wrong is not None:
            path, chosen = tuple(use for use, _ in wrong.within), [wrong.node]
        self._go((*self._bridge.level.path, *path), towards(self._on_view(node), self._view()), chosen)

    def leave(self, levels: int = 1) -> bool:
        """Show the drawing around the block that is open. Returns False where the project's own is open already."""
        path = self._bridge.level.path
        if not path:
            return False
        self._go(path[:-levels], None, path[-levels : len(path) - levels + 1])
        return True

    def _go(self, path: Level, target: QRectF | None, chosen: Sequence[NodeId]) -> None:
        """Open another drawing and select nodes in it.

        ``target``: where the picture of this one goes, on the view. None: into the card of the first of those nodes,
        for that block is left.
        """
        canvas, level = self._canvas, self._bridge.level
        before = canvas.viewport().grab() if canvas.viewport().isVisible() and duration(canvas.viewport()) else None
        if canvas.shows_whole:
            self._seen.pop(level.path, None)
        else:
            self._seen[level.path] = canvas.viewpoint()
        self._bridge.enter(path, chosen)
        if target is None and path in self._seen:
            canvas.look_again(self._seen[path])
        if before is not None:
            Transition(canvas.viewport(), before, target or self._on_view(chosen[0]))

    def _on_view(self, node: NodeId) -> QRectF:
        """The card of a node, in pixels of the view."""
        item = self._canvas.drawing.node_items.get(node)
        return self._canvas.viewportTransform().mapRect(item.card) if item is not None else self._view()

    def _view(self) -> QRectF:
        return QRectF(self._canvas.viewport().rect())


def _free_name(project: Project, stem: str) -> str:
    """A name that no block has: the stem, or that with a number."""
    taken, number = {block.name for block in project.blocks.values()}, 1
    name = stem
    while name in taken:
        number += 1
        name = f"{stem} {number}"
    return name


def _made_room(before: Project, project: Project, node: NodeId, fresh: Iterable[NodeId]) -> Project:
    """The project with what follows on unpacked nodes moved to the right, as far as they reach into it."""
    right = max((project.layout[one][0] + CARD_WIDTH for one in fresh), default=0.0)
    behind = before.graph.descendants(node)
    left = min((project.layout[one][0] for one in behind), default=right + GAP_X)
    lack = right + GAP_X - left
    if lack <= 0:
        return project
    moved = {one: geometry.snapped(project.layout[one][0] + lack, project.layout[one][1]) for one in behind}
    return edits.move(project, moved)
