"""The drawing as items: follows the changes of the document, and holds no truth of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QGraphicsScene

from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import NodeId, Wire
from netbuilder.project.block_definitions import use_counts
from netbuilder.project.changes import Change
from netbuilder.shapes.check_result import Problem
from ui.canvas import geometry
from ui.canvas.annotations.annotation_layer import AnnotationLayer
from ui.canvas.items.kept_pictures import KeptPictures, Pictured
from ui.canvas.items.look import Look
from ui.canvas.items.node_item import NodeItem
from ui.canvas.items.painting import Ink
from ui.canvas.items.wire_item import WireItem
from ui.canvas.reroutes.reroute_layer import PointHandle, RerouteLayer
from ui.canvas.wire_targets import Socket, WireTargets
from ui.project.bridge import Bridge
from ui.theme.themes import Theme, Themes

KEPT_PICTURES = 64 * 1024
"""KiB of pictures of cards and wires that Qt keeps: the usual 10 MiB hold those of one view only."""
SPARE = 2000.0
"""How far the indexed area reaches beyond the drawing, in canvas units."""


class DrawingScene(QGraphicsScene):
    """One item a node, one a wire."""

    followed = Signal(object)
    """Change: the items now show it."""
    turned = Signal()
    """The items now show another drawing."""
    wires_selected = Signal()
    """Another set of wires is selected."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), KEPT_PICTURES))
        self.bridge = bridge
        self.look = Look(bridge, themes.theme)
        self.annotations = AnnotationLayer(self, bridge, self.look)
        self.node_items: dict[NodeId, NodeItem] = {}
        self.wire_items: dict[Wire, WireItem] = {}
        self.reroutes = RerouteLayer(bridge, self.wire_items, self)
        self.selected_wires: frozenset[Wire] = frozenset()
        self._marked: frozenset[NodeId] = frozenset()
        self._around: QRectF | None = None
        self.pictures = KeptPictures(self._pictured, self.look, self)
        self._show_all()
        bridge.level.changed.connect(self.follow)
        bridge.level.entered.connect(lambda _level: self.show_another())
        bridge.selection_changed.connect(self._show_selection)
        themes.changed.connect(self.set_theme)

    @property
    def selections(self) -> tuple[SignalInstance, ...]:
        """The signals that tell of what is selected: nodes, wires, frames and notes, reroute points."""
        marks = self.annotations.selection_changed, self.reroutes.selection_changed
        return self.bridge.selection_changed, self.wires_selected, *marks

    def follow(self, change: Change) -> None:
        """Show what the document shows now."""
        moved = change.moved or change.rerouted or change.disconnected
        if self.annotations.follow() or change.added or change.removed or moved:
            self._around = None
        self._remove_wires(change.disconnected)
        self._marked -= change.removed
        for node in change.removed:
            self.removeItem(self.node_items.pop(node))
        self._add_nodes(change.added)
        for node in change.moved:
            self.node_items[node].setPos(*self.bridge.level.project.layout[node])
        grown = set[NodeId]()
        if change.content:
            self._count_uses()
            grown = self._refresh(change.changed)
        if grown:
            self._around = None
        self._add_wires(change.connected)
        self.reroutes.follow(change.rerouted)
        self.follow_nodes(change.moved | change.changed | grown)
        if self._around is None:
            self._widen()
        if change.connected or change.disconnected:
            self._repaint_ends(change.connected | change.disconnected)
        self._show_selection(self.bridge.selection)
        self.followed.emit(change)

    def show_another(self) -> None:
        """Another drawing is open: show that instead."""
        self.selected_wires, self._marked, self._around = frozenset(), frozenset(), None
        self.reroutes.select(())
        for item in (*self.wire_items.values(), *self.node_items.values()):
            self.removeItem(item)
        self.annotations.clear()
        self.wire_items.clear()
        self.node_items.clear()
        self.pictures.let_go()
        self._show_all()
        self.turned.emit()

    def _pictured(self) -> list[Pictured]:
        return [*self.node_items.values(), *self.wire_items.values()]

    def follow_nodes(self, nodes: Iterable[NodeId]) -> None:
        """Lead the wires of these nodes to where their cards lie now."""
        for item in {self.wire_items[wire] for wire in self.wires_of(nodes) if wire in self.wire_items}:
            item.follow()

    def wires_of(self, nodes: Iterable[NodeId]) -> set[Wire]:
        """The wires that touch any of these nodes."""
        graph = self.bridge.level.project.graph
        return {wire for node in nodes if node in graph.nodes for wire in graph.incoming[node] + graph.outgoing[node]}

    def settle(self, nodes: Iterable[NodeId]) -> None:
        """Put cards back where the document says, after a gesture that was not carried out."""
        places = self.bridge.level.project.layout
        found = [node for node in nodes if node in self.node_items]
        for node in found:
            self.node_items[node].setPos(*places.get(node, (0.0, 0.0)))
        self.follow_nodes(found)

    def select_wires(self, wires: Iterable[Wire]) -> None:
        """Make these wires the selected ones, and no reroute point."""
        self.reroutes.select(())
        self._mark_wires(wires)

    def _mark_wires(self, wires: Iterable[Wire]) -> None:
        chosen = frozenset(wires) & self.wire_items.keys()
        if chosen == self.selected_wires:
            return
        for wire in chosen ^ self.selected_wires:
            if wire in self.wire_items:
                self.wire_items[wire].set_state(selected=wire in chosen)
        self.selected_wires = frozenset(chosen)
        self.wires_selected.emit()

    def set_theme(self, theme: Theme) -> None:
        """Paint everything with another theme."""
        self.look.ink = Ink(theme)
        for node in self.node_items.values():
            node.reletter()
        self.annotations.reletter()
        self._restyle_wires()
        self.update()

    def set_fitting(self, fitting: WireTargets | None) -> None:
        """Let the ports glow that a wire in the making fits (None: no wire is being made)."""
        self.look.fitting = fitting
        self._restyle_wires()
        for node in self.node_items.values():
            node.update()

    def set_focused(self, focused: bool) -> None:
        """Show whether the keys act upon the selected cards."""
        self.look.focused = focused
        for item in self.node_items.values():
            if item.selected:
                item.update()

    def set_running(self, running: bool) -> None:
        """Show that the network is being trained."""
        if running != self.look.running:
            self.look.running = running
            for node in self.node_items.values():
                node.reletter()
            self._restyle_wires()

    def node_at(self, at: QPointF) -> NodeItem | None:
        """The topmost card at a point of the scene."""
        found = self.items(at, Qt.ItemSelectionMode.IntersectsItemBoundingRect, Qt.SortOrder.DescendingOrder)
        return next((item for item in found if isinstance(item, NodeItem) and item.card.contains(at)), None)

    def port_at(self, at: QPointF, reach: float) -> tuple[NodeItem, Socket] | None:
        """The nearest port within ``reach`` of a point, with its card."""
        best: tuple[float, NodeItem, Socket] | None = None
        for item in self.nodes_near(at, reach):
            for socket in item.sockets:
                off = (item.port_point(socket) - at).manhattanLength()
                if off <= reach and (best is None or off < best[0]):
                    best = (off, item, socket)
        return best[1:] if best else None

    def nodes_in(self, area: QRectF) -> list[NodeItem]:
        """The cards in an area, or so near that a ring around them reaches into it."""
        found = self.items(area, Qt.ItemSelectionMode.IntersectsItemBoundingRect)
        return [item for item in found if isinstance(item, NodeItem)]

    def nodes_near(self, at: QPointF, reach: float) -> list[NodeItem]:
        """The cards within ``reach`` of a point, topmost first."""
        area = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        found = self.items(area, Qt.ItemSelectionMode.IntersectsItemBoundingRect, Qt.SortOrder.DescendingOrder)
        return [item for item in found if isinstance(item, NodeItem)]

    def wire_at(self, at: QPointF, reach: float) -> WireItem | None:
        """The wire nearest to a point, within ``reach``."""
        near = [(item.distance(at), i, item) for i, item in enumerate(self._wires_near(at, reach))]
        best = min(near, default=None)
        return best[2] if best and best[0] <= reach else None

    def reroute_point_at(self, at: QPointF, reach: float) -> PointHandle | None:
        """The reroute point nearest to a point, within ``reach``."""
        return self.reroutes.at(at, self._wires_near(at, reach), reach)

    def _wires_near(self, at: QPointF, reach: float) -> list[WireItem]:
        area = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        found = self.items(area, Qt.ItemSelectionMode.IntersectsItemBoundingRect)
        return [item for item in found if isinstance(item, WireItem)]

    def drawing_rect(self) -> QRectF:
        """The rectangle around all cards, frames, notes and reroute points, where the document has them."""
        if self._around is None:
            layout, items = self.bridge.level.project.layout, self.node_items
            places = [layout.get(node, (0.0, 0.0)) for node in items]
            self._around = geometry.around(places, [item.height for item in items.values()])
            self._around = self._around.united(self.annotations.around()).united(self.reroutes.around())
        return self._around

    def _count_uses(self) -> None:
        """Cards say how often their block is used: they are lettered again where that is another number."""
        uses = use_counts(self.bridge.project) if self.bridge.project.blocks else {}
        if uses != self.look.uses:
            self.look.uses = uses
            for item in self.node_items.values():
                if isinstance(item.node.layer, BlockUse):
                    item.reletter()

    def _show_all(self) -> None:
        self._count_uses()
        self.annotations.follow()
        graph = self.bridge.level.project.graph
        self._add_nodes(graph.nodes)
        self._widen()
        self._add_wires(graph.wires)
        self._show_selection(self.bridge.selection)

    def _add_nodes(self, nodes: Collection[NodeId]) -> None:
        if not nodes:
            return
        layout, check, problems = self.bridge.level.project.layout, self.bridge.level.check, self._found_problems()
        for node in nodes:
            item = NodeItem(check.graph.nodes[node], check.nodes.get(node), problems.get(node, ()), self.look)
            item.setPos(*layout.get(node, (0.0, 0.0)))
            self.node_items[node] = item
            self.addItem(item)

    def _add_wires(self, wires: Iterable[Wire]) -> None:
        reroutes = self.bridge.level.project.reroutes
        for wire in wires:
            ends = self.node_items[wire.source], self.node_items[wire.target]
            item = WireItem(wire, *ends, self.look, reroutes.get(wire, ()))
            self.wire_items[wire] = item
            self.addItem(item)

    def _remove_wires(self, wires: Iterable[Wire]) -> None:
        self._mark_wires(self.selected_wires - frozenset(wires))
        for wire in wires:
            self.removeItem(self.wire_items.pop(wire))

    def _refresh(self, changed: Iterable[NodeId]) -> set[NodeId]:
        """Describe again the cards whose declaration, outcome of the check or problem is another one. Returns those
        whose ports lie elsewhere now: the values of an open use may be other ones though nothing changed inside."""
        check, problems = self.bridge.level.check, self._found_problems()
        redone, grown = set(changed), set[NodeId]()
        for node, item in self.node_items.items():
            checked, wrong = check.nodes.get(node), problems.get(node, ())
            if node in redone or checked is not item.checked or wrong != item.problems:
                before = item.sockets, item.height
                item.describe(check.graph.nodes[node], checked, wrong)
                self._repaint_wires(check.graph.outgoing[node])
                if (item.sockets, item.height) != before:
                    grown.add(node)
        return grown

    def _repaint_wires(self, wires: Iterable[Wire]) -> None:
        for wire in wires:
            if wire in self.wire_items:
                self.wire_items[wire].update()

    def _found_problems(self) -> dict[NodeId, tuple[Problem, ...]]:
        """The problems of each node that has any, in the order of the list: errors first."""
        found: dict[NodeId, tuple[Problem, ...]] = {}
        for problem in self.bridge.level.found:
            if problem.node is not None:
                found[problem.node] = (*found.get(problem.node, ()), problem)
        return found

    def _repaint_ends(self, wires: Iterable[Wire]) -> None:
        for node in {end for wire in wires for end in (wire.source, wire.target)} & self.node_items.keys():
            self.node_items[node].update()

    def _show_selection(self, selection: frozenset[NodeId]) -> None:
        """Mark the cards of these nodes, and no others. A node may be selected before it has a card."""
        there = selection & self.node_items.keys()
        for node in there ^ self._marked:
            self.node_items[node].set_state(selected=node in there)
        self._marked = there

    def _restyle_wires(self) -> None:
        for item in self.wire_items.values():
            item.restyle()

    def _widen(self) -> None:
        """Keep the indexed area around the drawing; it grows in steps, for growing it builds the index again."""
        around = self.drawing_rect()
        if not self.sceneRect().contains(around) or self.sceneRect().isEmpty():
            self.setSceneRect(around.adjusted(-SPARE, -SPARE, SPARE, SPARE))
