"""What fits the loose end of a wire, the best first: what usually follows there, for the shape that arrives."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Node
from netbuilder.layers import Category, Layer
from netbuilder.layers.base import Purpose, Shape
from netbuilder.shapes.check import computed_as
from netbuilder.shapes.fitted_blocks import fitted
from ui.canvas.editing.edit_commands import Commands
from ui.canvas.wire_targets import WireTargets, arriving
from ui.palette.entries import Entry, offered
from ui.project.bridge import Bridge

translate = QCoreApplication.translate

BEST = 5
"""So many of them stand together at the top."""
AFTER: dict[Purpose, tuple[Purpose, ...]] = {
    "computing": ("bending", "steadying", "computing", "silencing"),
    "bending": ("computing", "silencing", "steadying", "bending"),
    "steadying": ("bending", "computing", "silencing", "steadying"),
    "silencing": ("computing", "bending", "steadying", "silencing"),
}
"""What usually follows a layer of a purpose, the most usual first."""
SUITED = {
    1: (Category.CORE, Category.ACTIVATION, Category.NORMALIZATION),
    2: (Category.RECURRENT, Category.ATTENTION, Category.CONVOLUTION, Category.ACTIVATION),
    3: (Category.CONVOLUTION, Category.ACTIVATION, Category.POOLING, Category.NORMALIZATION),
}
"""The groups that suit rows of numbers, sequences and images, by the number of their axes."""


def fitting(bridge: Bridge, loose: WireTargets) -> tuple[Entry, ...]:
    """The entries that the loose end of a wire may be connected to: the best ones first, then the others in groups."""
    commands = Commands(bridge)
    found: list[tuple[tuple[int, int], Entry]] = []
    for entry in offered(bridge):
        layer = commands.sample(entry.kind)
        if layer is not None and fits(loose, layer):
            found.append((_rank(loose, entry, layer), entry))
    ranked = [entry for _, entry in sorted(found, key=lambda one: one[0])]
    best = {entry.kind for entry in ranked[:BEST]}
    group = translate("Palette", "Fits best")
    rest = (entry for _, entry in found if entry.kind not in best)
    return (*(replace(entry, group=group) for entry in ranked[:BEST]), *rest)


def fitting_kinds(bridge: Bridge) -> frozenset[str]:
    """The kinds of the entries that fit behind the node that is selected alone; none where there is no such node."""
    node = next(iter(bridge.selection)) if len(bridge.selection) == 1 else None
    loose = Commands(bridge).end_of(node)
    return frozenset(entry.kind for entry in fitting(bridge, loose)) if loose is not None else frozenset()


def fits(loose: WireTargets, layer: Layer) -> bool:
    """Whether a new node may be at the other end of the wire, for all that is known before it is wired further."""
    if not loose.seeks_input:
        return bool(layer.output_ports())
    ports, optional = layer.input_ports(), layer.optional_inputs()
    shape = arriving(loose)
    if not ports or shape is None:
        return bool(ports)
    if sum(port not in optional for port in ports) > 1:
        return True
    shapes: tuple[Shape | None, ...] = (shape, *(None for _ in ports[1:]))
    built = fitted(layer, shapes) if isinstance(layer, BlockUse) else layer
    return computed_as(Node("", built), shapes).problem is None


def _rank(loose: WireTargets, entry: Entry, layer: Layer) -> tuple[int, int]:
    """Small is good: by what usually follows, then by what suits the shape."""
    before, shape = loose.check.graph.nodes[loose.node].layer, arriving(loose)
    purposes = AFTER[before.purpose] if before.role == "hidden" and loose.seeks_input else AFTER["bending"]
    suited = SUITED.get(len(shape), ()) if shape is not None else SUITED[1]
    category = suited.index(entry.category) if entry.category in suited else len(suited)
    apart = entry.block or layer.role != "hidden" or len(layer.input_ports()) > 1
    return purposes.index(layer.purpose) + len(purposes) * apart, category
