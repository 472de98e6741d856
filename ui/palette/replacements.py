"""What may take the place of layers, the best first: what gives the same shape and does the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import NodeId
from netbuilder.layers import Layer
from netbuilder.project.replacing import in_place_of
from netbuilder.shapes.check import computed_as
from netbuilder.shapes.check_result import Check
from ui.canvas.editing.edit_commands import Commands
from ui.palette.entries import Entry, offered
from ui.palette.suggestions import BEST
from ui.project.bridge import Bridge

translate = QCoreApplication.translate

Rank = tuple[bool, bool, bool, int]


def replacements(bridge: Bridge, nodes: Sequence[NodeId]) -> tuple[Entry, ...]:
    """The entries that fit in the place of each of these nodes: the best ones first, then the others in groups."""
    commands, check = Commands(bridge), bridge.level.check
    found: list[tuple[Rank, Entry]] = []
    for entry in offered(bridge):
        sample = commands.sample(entry.kind)
        if sample is None or any(_same(sample, check.graph.nodes[node].layer) for node in nodes):
            continue
        layers = [in_place_of(check, node, sample) for node in nodes]
        ranks = [_rank(check, node, layer) for node, layer in zip(nodes, layers, strict=True) if layer is not None]
        if len(ranks) == len(nodes):
            found.append((max(ranks), entry))
    ranked = [entry for _, entry in sorted(found, key=lambda one: one[0])]
    best, group = {entry.kind for entry in ranked[:BEST]}, translate("Palette", "Fits best")
    rest = (entry for _, entry in found if entry.kind not in best)
    return (*(replace(entry, group=group) for entry in ranked[:BEST]), *rest)


def _same(sample: Layer, old: Layer) -> bool:
    """Whether nothing would be replaced."""
    if isinstance(sample, BlockUse) and isinstance(old, BlockUse):
        return sample.definition is old.definition
    return type(sample) is type(old)


def _rank(check: Check, node: NodeId, layer: Layer) -> Rank:
    """Small is good: what gives other shapes, does something else or is from another group stands farther below; of
    the others, what keeps the most parameters comes first."""
    found = check.nodes[node]
    old = found.node.layer
    kept = {parameter.name for parameter in old.parameters_declared()} & layer.values().keys()
    shapes = found.inputs[: len(layer.input_ports())]
    known = len(shapes) == len(layer.input_ports()) and None not in shapes and layer.role == "hidden"
    given = computed_as(replace(found.node, layer=layer), shapes).outputs if known else found.outputs
    return given != found.outputs, layer.purpose != old.purpose, layer.category is not old.category, -len(kept)
