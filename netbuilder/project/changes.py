"""The difference between two projects: what a view must redraw."""

from __future__ import annotations

from dataclasses import dataclass

from netbuilder.graph.graph import NodeId, Wire
from netbuilder.project.project import Project


@dataclass(frozen=True, slots=True)
class Change:
    """What differs. ``changed``: nodes with another declaration or name; ``renamed``: those of them that differ in
    nothing but their name; ``moved``: nodes that lie elsewhere; ``rerouted``: wires that stay and pass through other
    points."""

    added: frozenset[NodeId]
    removed: frozenset[NodeId]
    changed: frozenset[NodeId]
    renamed: frozenset[NodeId]
    moved: frozenset[NodeId]
    connected: frozenset[Wire]
    disconnected: frozenset[Wire]
    rerouted: frozenset[Wire]
    data: bool
    training: bool
    notes: bool

    @property
    def structure(self) -> bool:
        """Whether shapes may differ: anything but names, places, training settings and notes."""
        nodes = self.added or self.removed or self.changed != self.renamed
        return bool(nodes or self.connected or self.disconnected or self.data)

    @property
    def content(self) -> bool:
        """Whether anything but places and notes differs. Where it does not, no problem, name or number is another."""
        return bool(self.structure or self.renamed or self.training)


def difference(old: Project, new: Project) -> Change:
    """What a view that shows ``old`` must do to show ``new``."""
    before, after = old.graph.nodes, new.graph.nodes
    added = removed = changed = renamed = frozenset[NodeId]()
    if before is not after:
        added = frozenset(after.keys() - before.keys())
        removed = frozenset(before.keys() - after.keys())
        changed = frozenset(
            n for n, node in after.items() if (was := before.get(n)) is not None and was is not node and was != node
        )
        renamed = frozenset(
            n for n in changed if before[n].layer == after[n].layer and before[n].muted == after[n].muted
        )
    moved = frozenset[NodeId]()
    if old.layout is not new.layout:
        moved = frozenset(
            n for n, place in new.layout.items() if n in before and n not in added and old.layout.get(n) != place
        )
    rerouted = frozenset[Wire]()
    if old.reroutes is not new.reroutes:
        both = old.graph.wires & new.graph.wires & (old.reroutes.keys() | new.reroutes.keys())
        rerouted = frozenset(wire for wire in both if old.reroutes.get(wire) != new.reroutes.get(wire))
    same_wires = old.graph.wires is new.graph.wires
    return Change(
        added=added,
        removed=removed,
        changed=changed,
        renamed=renamed,
        moved=moved,
        connected=frozenset() if same_wires else new.graph.wires - old.graph.wires,
        disconnected=frozenset() if same_wires else old.graph.wires - new.graph.wires,
        rerouted=rerouted,
        data=old.data != new.data,
        training=old.training != new.training,
        notes=old.notes != new.notes,
    )
