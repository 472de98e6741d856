"""The drawing in words: tool tips, and what a screen reader says of the canvas and of the current node."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from netbuilder.graph.annotations import Annotation
from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Graph, NodeId, Wire
from netbuilder.layers import describe
from netbuilder.messages import Message, say
from netbuilder.shapes.check_result import Problem
from ui.canvas.items import block_words
from ui.canvas.items.muted_marks import MUTED
from ui.canvas.items.node_item import NodeItem
from ui.canvas.scene import DrawingScene
from ui.canvas.wire_targets import Socket
from ui.language.text import shown, translated
from ui.project.bridge import Bridge


def card_tip(card: NodeItem) -> str:
    """The tool tip of a card: what the layer does, what comes out, and what is wrong."""
    layer, checked = card.node.layer, card.checked
    lines = [translated(layer.title), translated(layer.description())]
    if isinstance(layer, BlockUse):
        lines = block_words.tip(card.node, layer, card.look.uses.get(layer.block, 1))
    elif card.node.name:
        lines[0] = f"{card.node.name} ({lines[0]})"
    if card.node.muted:
        lines.append(shown(say("Muted: what arrives passes it by. Press M to use it again.")))
    if checked is not None and checked.shape is not None:
        lines.append(shown(say("Output: {shape}", shape=describe(checked.shape))))
        if checked.parameters:
            lines.append(shown(_count(checked.parameters)))
    elif checked is not None and checked.waiting:
        lines.append(shown(say("Its output is not known yet: a layer before it has a problem.")))
    for problem in card.problems:
        lines += ["", shown(problem.message)]
    return "\n".join(lines)


def port_tip(card: NodeItem, socket: Socket) -> str:
    """The tool tip of a port."""
    several = sum(other.output == socket.output for other in card.sockets) > 1
    label = card.node.layer.port_label(socket.name)
    if socket.output:
        shape = card.checked.shape_at(socket.name) if card.checked else None
        if several and shape is not None:
            return shown(
                say(
                    "Output “{port}”: {shape}. Drag from here to the layer that follows.",
                    port=label,
                    shape=describe(shape),
                )
            )
        if shape is None:
            return shown(say("Output. Drag from here to the layer that follows."))
        return shown(say("Output: {shape}. Drag from here to the layer that follows.", shape=describe(shape)))
    return shown(say("Input “{port}”", port=label)) if several else shown(say("Input"))


def node_in_words(bridge: Bridge, node: NodeId, problems: Iterable[Problem]) -> str:
    """A node as a screen reader says it: title, parameters, output, connections, problems."""
    found = bridge.level.project.graph.nodes[node]
    return ", ".join([found.name or translated(found.layer.title), *node_details(bridge, node, problems)])


def node_details(bridge: Bridge, node: NodeId, problems: Iterable[Problem]) -> list[str]:
    """What is said of a node behind its title."""
    graph, checked = bridge.level.project.graph, bridge.level.check.nodes[node]
    layer = checked.node.layer
    parts: list[Message | str] = []
    if graph.nodes[node].muted:
        parts.append(MUTED)
    if layer.summary():
        parts.append(layer.summary())
    if checked.shape is not None:
        parts.append(say("output {shape}", shape=describe(checked.shape)))
    if checked.parameters:
        parts.append(_count(checked.parameters))
    sources = [shown(graph.called(wire.source)) for wire in graph.incoming[node]]
    targets = [shown(graph.called(wire.target)) for wire in graph.outgoing[node]]
    if sources:
        parts.append(say("connected from {nodes}", nodes=", ".join(sources)))
    if targets:
        parts.append(say("connected to {nodes}", nodes=", ".join(targets)))
    parts += [say("problem: {problem}", problem=problem.message) for problem in problems]
    return [shown(part) for part in parts]


def annotation_in_words(annotation: Annotation) -> str:
    """A frame with its title, or a note with its text."""
    kind: Message = say("Frame") if annotation.kind == "frame" else say("Note")
    return f"{shown(kind)}: {annotation.text}" if annotation.text else shown(kind)


def wire_in_words(graph: Graph, wire: Wire) -> Message:
    """From where to where a wire leads; the port where the node has several."""
    source, target = graph.called(wire.source), graph.called(wire.target)
    if len(graph.nodes[wire.target].layer.input_ports()) > 1:
        label = graph.nodes[wire.target].layer.port_label(wire.target_port)
        target = say("{node}, {port}", node=target, port=label)
    return say("Wire from {source} to {target}", source=source, target=target)


def in_words(drawing: DrawingScene) -> str:
    """The selection, or, where nothing is selected, the drawing as a whole."""
    bridge, selection = drawing.bridge, drawing.bridge.selection
    if len(selection) == 1:
        (node,) = selection
        item = drawing.node_items.get(node)
        return node_in_words(bridge, node, item.problems if item else ())
    if selection:
        return shown(say("{count} nodes selected", count=len(selection)))
    block = bridge.level.block
    if block is not None:
        return shown(
            say(
                "Inside the block “{block}”, with {nodes} nodes and {wires} wires. Press Tab to step through them, "
                "Esc to leave the block.",
                block=block.name,
                nodes=len(block.graph.nodes),
                wires=len(block.graph.wires),
            )
        )
    return shown(
        say(
            "Network with {nodes} nodes and {wires} wires. Press Tab to step through them.",
            nodes=len(bridge.level.project.graph.nodes),
            wires=len(bridge.level.project.graph.wires),
        )
    )


def announce(canvas: QWidget, words: str) -> None:
    """Tell a screen reader, if one listens, what the canvas shows now."""
    if words != canvas.accessibleDescription():
        canvas.setAccessibleDescription(words)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(canvas, QAccessible.Event.DescriptionChanged))


def _count(parameters: int) -> Message:
    if parameters == 1:
        return say("1 parameter")
    return say("{count} parameters", count=f"{parameters:,}")
