"""What a user can do to the drawing: each method is one edit of the document, undone as one step."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication

from netbuilder.errors import EditError, UserError
from netbuilder.graph import reroutes
from netbuilder.graph.annotations import AnnotationId
from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import NodeId, Wire
from netbuilder.graph.reroutes import ReroutePoint
from netbuilder.graph.wiring import mute_refusal
from netbuilder.layers.base import Layer, Shape
from netbuilder.layers.catalogue import known_layer_types
from netbuilder.messages import Message, say
from netbuilder.project import annotation_edits, block_definitions, edits
from netbuilder.project.arrange import CARD_WIDTH, GAP_X, card_height
from netbuilder.project.layer_edits import make_room
from netbuilder.project.project import Position, Project
from netbuilder.project.replacing import in_place_of, replaced
from netbuilder.shapes.check_result import Problem
from netbuilder.shapes.fitted_blocks import fitted
from netbuilder.shapes.repairs import Insertion
from ui.canvas import geometry
from ui.canvas.editing import clipboard
from ui.canvas.editing.placing_commands import PlacingCommands
from ui.canvas.wire_targets import Socket, WireTargets, arriving
from ui.language.text import translated
from ui.project.block_library import is_block

PASTE_STEP = 32.0


class Commands(PlacingCommands):
    """Edits of the drawing. What cannot be done is told through the bridge, and nothing changes."""

    def sample(self, kind: str) -> Layer | None:
        """The layer or block that a kind stands for; None where it stands for none, or for one that cannot be had."""
        try:
            return self._made(kind)[1]
        except UserError:
            return None

    def add(self, kind: str, wanted: Position, fitting: WireTargets | None = None) -> NodeId | None:
        """Add a layer or block near a place. Returns its id, or None where that cannot be.

        ``fitting``: the loose end of a wire that is connected to it, if it fits.
        """
        try:
            project, layer, name = self._made(kind)
            if fitting is not None and isinstance(layer, BlockUse):
                layer = fitted(layer, _at_first_input(layer, arriving(fitting)))
            place = geometry.free_place(project, wanted, card_height(layer))
            project, node = edits.add_node(project, layer, place, name)
            if fitting is not None:
                project = self._wired(project, fitting, node)
            self._bridge.level.edit(project, say("Add {layer}", layer=name or say(layer.title)))
        except UserError as error:
            self._bridge.refuse(error)
            return None
        self._bridge.select([node])
        return node

    def add_after(self, kind: str, source: NodeId) -> NodeId | None:
        """Add a layer or block behind a node, and wire it if it fits."""
        layer = self.sample(kind)
        card = geometry.card_rect(self.project.graph, self.project.layout, source)
        height = card_height(layer) if layer is not None else card.height()
        wanted = (card.right() + GAP_X, card.center().y() - height / 2)
        return self.add(kind, wanted, self.end_of(source))

    def end_of(self, node: NodeId | None) -> WireTargets | None:
        """The loose end of a wire that starts at a node; None where none can."""
        if node is None or not self.project.graph.nodes[node].layer.output_ports():
            return None
        return WireTargets(self._bridge.level.check, node)

    def insert(self, kind: str, wire: Wire, wanted: Position | None = None) -> NodeId | None:
        """Put a layer or block into a wire. Without a place it lies half-way, and what follows makes room."""
        try:
            project, layer, name = self._made(kind)
            if isinstance(layer, BlockUse):
                shape = self._bridge.level.check.nodes[wire.source].shape_at(wire.source_port)
                layer = fitted(layer, _at_first_input(layer, shape))
            project, node = edits.insert_on_wire(project, wire, layer, (0.0, 0.0), name)
            if wanted is None:
                project = self._made_room(project, wire, node)
            else:
                place = geometry.free_place(self.project, wanted, card_height(layer))
                project = edits.move(project, {node: place})
            project = annotation_edits.divide_points(self.project, project, wire, node)
            self._bridge.level.edit(project, say("Insert {layer}", layer=name or say(layer.title)))
        except UserError as error:
            self._bridge.refuse(error)
            return None
        self._bridge.select([node])
        return node

    def _made(self, kind: str, project: Project | None = None) -> tuple[Project, Layer, str]:
        """The drawing with whatever the new node needs, its layer, and its name. Raises UserError."""
        project = project or self.project
        if is_block(kind):
            project, use = self._bridge.library.made(kind, project)
            return project, use, use.definition.name
        if kind not in known_layer_types():
            raise EditError("There is no layer “{layer}”.", layer=kind)
        return project, known_layer_types()[kind](), ""

    def repair(self, problem: Problem) -> None:
        """Apply the repair that a problem proposes; what follows a layer that is put in makes room."""
        try:
            problem = self._of_the_definition(problem)
            project, node = edits.apply_repair(self.project, problem)
        except EditError as error:
            self._bridge.refuse(error)
            return
        if isinstance(problem.repair, Insertion) and node is not None:
            cut = next(iter(self.project.graph.wires - project.graph.wires))
            project = self._made_room(project, cut, node)
            project = annotation_edits.divide_points(self.project, project, cut, node)
        self._bridge.level.edit(project, say("Repair"))
        if node is not None:
            self._bridge.select([node])

    def _of_the_definition(self, problem: Problem) -> Problem:
        """The problem as the open block has it by its own values: what repairs it must not bring those of the open use
        into all uses. Raises EditError where only this use of several has the problem."""
        level = self._bridge.level
        if level.block is None or problem.node is None or level.check.graph == level.project.graph:
            return problem
        own = level.checked(level.project.graph).nodes[problem.node].problem
        if own is not None:
            return problem if own.repair is None else own
        counts = block_definitions.use_counts(self._bridge.project)
        if all(counts[block] == 1 for block in level.blocks):
            return problem
        raise EditError(
            "Only this use of “{block}” has that problem, with the values that it sets. Set others, or make it "
            "independent first.",
            block=level.block.name,
        )

    def repair_there(self, problem: Problem) -> None:
        """Apply the repair of a problem of the project, in the drawing in which its fault is, and open that."""
        if problem.path is None or problem.fault is None:
            self._bridge.enter(())
            self.repair(problem)
            return
        self._bridge.show(problem)
        self.repair(Problem(problem.path.node, problem.fault.message, problem.severity, problem.fault.repair))

    def connect(self, fitting: WireTargets, node: NodeId, socket: Socket, instead_of: Wire | None = None) -> bool:
        """Lead the loose end of a wire to a port, if it fits; ``instead_of`` is the wire whose end was carried here.

        Returns whether it is drawn.
        """
        wire = fitting.wire(node, socket)
        if instead_of == wire:
            return True
        reason = fitting.reason(node, socket)
        if reason is not None:
            self._bridge.refused.emit(reason)
            self._bridge.wire_refused.emit()
            return False
        project = edits.disconnect(self.project, instead_of) if instead_of else self.project
        try:
            project = edits.draw(project, wire)
        except EditError as error:
            self._bridge.refuse(error)
            return False
        self._bridge.level.edit(project, say("Connect"))
        return True

    def disconnect_wire(self, wire: Wire) -> None:
        """Remove a wire."""
        self._bridge.level.edit(edits.disconnect(self.project, wire), say("Disconnect"))

    def remove(
        self,
        nodes: Iterable[NodeId],
        wires: Iterable[Wire] = (),
        annotations: Iterable[AnnotationId] = (),
        points: Iterable[ReroutePoint] = (),
    ) -> None:
        """Delete nodes, wires, frames, notes and reroute points; what a node with a single input has fed is fed by what
        fed it."""
        project = edits.reroute(self.project, reroutes.without_points(self.project.reroutes, points))
        project = annotation_edits.erase(edits.take_out(project, frozenset(nodes), frozenset(wires)), annotations)
        self._bridge.level.edit(project, say("Delete"))

    def rename(self, node: NodeId, name: str) -> None:
        """Give a node another name; empty for the layer's title."""
        if node not in self.project.graph.nodes:
            return
        old = self.project.graph.nodes[node]
        name = "" if name.strip() in (old.layer.title, translated(old.layer.title)) else name.strip()
        if name != old.name:
            self._bridge.level.edit(edits.rename(self.project, node, name), say("Rename"))

    def replace_by(self, kind: str, nodes: Iterable[NodeId]) -> None:
        """Put another layer or block in the place of each of these nodes, which keep their wires."""
        project, check = self.project, self._bridge.level.check
        try:
            for node in nodes:
                project, sample, name = self._made(kind, project)
                layer = in_place_of(check, node, sample, project.graph.nodes[node].layer)
                if layer is None:
                    raise EditError(
                        "{layer} does not fit in the place of “{node}”. Choose another one.",
                        layer=name or say(sample.title),
                        node=check.graph.called(node),
                    )
                project = replaced(project, node, layer)
            title = name or say(sample.title)
            self._bridge.level.edit(project, say("Replace by {layer}", layer=title))
        except UserError as error:
            self._bridge.refuse(error)

    def all_muted(self, nodes: Iterable[NodeId]) -> bool:
        """Whether there are nodes that can be muted, and the network does without each of them."""
        graph = self.project.graph
        found = [graph.nodes[node].muted for node in nodes if node in graph.nodes and not self._mute_refusal(node)]
        return bool(found) and all(found)

    def _mute_refusal(self, node: NodeId) -> EditError | None:
        """Why a node cannot be muted, or None; one that is muted already can be."""
        graph = self.project.graph
        return None if graph.nodes[node].muted else mute_refusal(graph, node)

    def toggle_muted(self, nodes: Iterable[NodeId]) -> None:
        """Have the network do without these nodes; where it does already, with them again.

        Those without which it cannot do stay as they are, and it is said why.
        """
        nodes = sorted(nodes)
        muted = not self.all_muted(nodes)
        refused = [error for node in nodes if (error := self._mute_refusal(node))]
        able = [node for node in nodes if not self._mute_refusal(node)]
        self._bridge.level.edit(edits.mute(self.project, able, muted=muted), say("Mute") if muted else say("Unmute"))
        if len(refused) == 1:
            self._bridge.refuse(refused[0])
        elif refused:
            self._bridge.refuse(
                EditError(
                    "{count} of the selected layers cannot be muted. The first: {reason}",
                    count=len(refused),
                    reason=refused[0].message,
                )
            )

    def copy(self, nodes: Iterable[NodeId], annotations: Iterable[AnnotationId] = ()) -> bool:
        """Put nodes, frames and notes on the system's clipboard. Returns whether there were any."""
        fragment = edits.copy(self.project, nodes, annotations)
        if fragment.empty:
            return False
        QGuiApplication.clipboard().setMimeData(clipboard.packed(fragment))
        return True

    def paste(self, at: Position | None = None) -> None:
        """Add what lies on the clipboard, if it is a piece of a drawing: around a place, or beside the original."""
        fragment = clipboard.unpacked(QGuiApplication.clipboard().mimeData())
        if fragment is None:
            self._bridge.refuse(
                EditError("There is no piece of a drawing on the clipboard. Select layers and copy them first.")
            )
            return
        self._add_fragment(fragment, say("Paste"), self._off(fragment, at) if at else self._beside(fragment))

    def _beside(self, fragment: edits.Fragment) -> Position:
        """How far a piece of a drawing must be moved to lie beside its original; not at all where that is gone."""
        kept = {*self.project.layout.values(), *((one.x, one.y) for one in self.project.annotations.values())}
        there = {*fragment.layout.values(), *((one.x, one.y) for one in fragment.annotations)}
        return geometry.free_offset(self.project, self._around(fragment)) if there & kept else (0.0, 0.0)

    def _off(self, fragment: edits.Fragment, at: Position) -> Position:
        """How far a piece of a drawing must be moved for its middle to lie at a place, on the grid."""
        middle = self._around(fragment).center()
        return geometry.snapped(at[0] - middle.x(), at[1] - middle.y())

    @staticmethod
    def _around(fragment: edits.Fragment) -> QRectF:
        heights = [card_height(node.layer) for node in fragment.nodes]
        whole = geometry.around([fragment.layout[node.id] for node in fragment.nodes], heights)
        for one in fragment.annotations:
            whole = whole.united(QRectF(one.x, one.y, one.width, one.height))
        return whole

    def insert_existing(self, node: NodeId, wire: Wire, place: Position) -> None:
        """Put a node that is in the drawing into a wire, at a place; what follows makes room."""
        try:
            project = edits.move(self.project, {node: place})
            project = edits.connect(project, wire.source, node, source_port=wire.source_port)
            project = edits.connect(project, node, wire.target, wire.target_port)
            project = self._made_room(project, wire, node)
            self._bridge.level.edit(annotation_edits.divide_points(self.project, project, wire, node), say("Insert"))
        except UserError as error:
            self._bridge.refuse(error)

    def duplicate(self, nodes: Iterable[NodeId], annotations: Iterable[AnnotationId] = ()) -> None:
        """Add a copy of nodes, frames and notes beside them."""
        fragment = edits.copy(self.project, nodes, annotations)
        if not fragment.empty:
            self._add_fragment(fragment, say("Duplicate"), self._beside(fragment))

    def _add_fragment(self, fragment: edits.Fragment, label: Message, off: Position) -> None:
        """Add nodes, moved by so much, and farther as long as one would lie exactly on another."""
        taken = {*self.project.layout.values(), *((one.x, one.y) for one in self.project.annotations.values())}
        places = [*fragment.layout.values(), *((one.x, one.y) for one in fragment.annotations)]
        x, y = off
        while any((left + x, top + y) in taken for left, top in places):
            x, y = x + PASTE_STEP, y + PASTE_STEP
        try:
            project, renamed = edits.paste(self.project, fragment, (x, y))
            project = block_definitions.with_own_names(self.project, project)
            self._bridge.level.edit(project, label)
        except UserError as error:
            self._bridge.refuse(error)
            return
        self._bridge.select(renamed.values())

    def _wired(self, project: Project, fitting: WireTargets, node: NodeId) -> Project:
        """The project with the loose end connected to a new node, where that fits; otherwise as it was."""
        ahead = WireTargets(self._bridge.level.checked(project.graph), fitting.node, fitting.socket)
        best = ahead.best(node)
        if best is None or ahead.reason(node, best) is not None:
            return project
        return edits.draw(project, ahead.wire(node, best))

    def _made_room(self, project: Project, wire: Wire, node: NodeId) -> Project:
        """Place an inserted node between the ends of the wire it cut; the target's side moves right if need be."""
        source = geometry.card_rect(project.graph, project.layout, wire.source)
        target = geometry.card_rect(project.graph, project.layout, wire.target)
        height = card_height(project.graph.nodes[node].layer)
        needed = source.right() + CARD_WIDTH + 2 * GAP_X
        if target.left() < source.right():
            return edits.move(project, {node: geometry.free_place(self.project, (needed, source.top()), height)})
        lack = max(0.0, needed - target.left())
        middle = (source.right() + target.left() + lack - CARD_WIDTH) / 2
        level = (source.center().y() + target.center().y() - height) / 2
        others = make_room(project, node, (lack, 0.0))
        kept = edits.remove(others, [node])
        return edits.move(others, {node: geometry.free_place(kept, (middle, level), height)})


def _at_first_input(layer: Layer, shape: Shape | None) -> tuple[Shape | None, ...]:
    """What arrives at each input of a new layer, of which a wire leads to the first."""
    return (shape, *(None for _ in layer.input_ports()))[: len(layer.input_ports())]
