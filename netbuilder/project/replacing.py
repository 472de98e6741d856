"""A layer replaced by one of another type: which types fit, and what stays of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from netbuilder.errors import UserError
from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Graph, NodeId
from netbuilder.layers.base import Layer, Shape
from netbuilder.project.edits import replace_layer
from netbuilder.project.project import Project
from netbuilder.shapes.check import computed_as
from netbuilder.shapes.check_result import Check
from netbuilder.shapes.fitted_blocks import fitted


def like(layer: Layer, old: Layer) -> Layer:
    """The layer with the values of another where it has a parameter of the same name and kind that allows them."""
    kinds = {parameter.name: parameter.kind for parameter in old.parameters_declared()}
    for parameter in layer.parameters_declared():
        if kinds.get(parameter.name) is parameter.kind:
            try:
                layer = layer.with_(**{parameter.name: getattr(old, parameter.name)})
            except UserError:  # here it has other bounds: the value that it has stays
                continue
    return layer


def in_place_of(check: Check, node: NodeId, layer: Layer, old: Layer | None = None) -> Layer | None:
    """The layer as it would stand in the place of a node's, which keeps its wires; None where its ports do not fit.

    It must have a port for each wire, need no wire that is not there, and take the shapes that arrive. ``old``: whose
    values it takes over, where that is not the layer that was checked but that of the block's definition.
    """
    graph, old = check.graph, old or check.graph.nodes[node].layer
    if layer.role != old.role:
        return None
    entering = _places([wire.target_port for wire in graph.incoming[node]], old.input_ports())
    leaving = _places([wire.source_port for wire in graph.outgoing[node]], old.output_ports())
    grown = _grown(like(layer, old), max(entering, default=-1) + 1)
    if grown is None or max(leaving, default=-1) >= len(grown.output_ports()):
        return None
    if not _needed(grown) - entering <= _needed(old) - entering:
        return None
    if isinstance(grown, BlockUse):
        grown = fitted(grown, _arriving(check, node, grown))
    return grown if _takes(check, node, grown) else None


def _places(ports: Collection[str], known: tuple[str, ...]) -> frozenset[int]:
    """The places of ports at which wires are; those that the layer lacks stand behind the last."""
    return frozenset(known.index(port) if port in known else len(known) for port in ports)


def _needed(layer: Layer) -> frozenset[int]:
    """The places of the input ports that must be connected."""
    return frozenset(place for place, port in enumerate(layer.input_ports()) if port not in layer.optional_inputs())


def _grown(layer: Layer, ports: int) -> Layer | None:
    """The layer with at least so many input ports; None where it cannot have them."""
    found: Layer | None = layer
    while found is not None and len(found.input_ports()) < ports:
        found = found.with_another_port()
    return found


def _takes(check: Check, node: NodeId, layer: Layer) -> bool:
    """Whether the layer takes what arrives at a node, as far as that is known."""
    found, shapes = check.nodes[node], _arriving(check, node, layer)
    known = [place for place in _needed(layer) if shapes[place] is not None]
    if layer.role not in ("hidden", "output") or len(known) < len(_needed(layer)):
        return True
    return computed_as(replace(found.node, layer=layer), shapes).problem is None


def _arriving(check: Check, node: NodeId, layer: Layer) -> tuple[Shape | None, ...]:
    """What arrives at each input of a layer that takes the place of a node's."""
    ports = len(layer.input_ports())
    return (*check.nodes[node].inputs, *(None for _ in range(ports)))[:ports]


def replaced(project: Project, node: NodeId, layer: Layer) -> Project:
    """The project with another layer in the place of a node's.

    The node keeps its wires, place and name; one that is called as its block is then called as the other block.
    """
    old = project.graph.nodes[node]
    project = replace_layer(project, node, layer)
    name = old.name
    if isinstance(old.layer, BlockUse) and name == old.layer.definition.name:
        name = ""
    if isinstance(layer, BlockUse) and not name:
        name = layer.definition.name
    if name == old.name:
        return project
    nodes = {**project.graph.nodes, node: replace(project.graph.nodes[node], name=name)}
    return replace(project, graph=Graph(nodes, project.graph.wires))
