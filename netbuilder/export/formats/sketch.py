"""Where everything lies in a picture of the drawing, and what is written there, whatever the picture is made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from netbuilder.errors import DataError, ProjectError
from netbuilder.graph.graph import Graph, Node, Port
from netbuilder.layers import Category, describe
from netbuilder.messages import Message, say
from netbuilder.project.arrange import CARD_WIDTH, card_height, port_height
from netbuilder.project.project import Position, Project
from netbuilder.project.routes import Curve, route
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check

MARGIN = 24.0
ROOM = CARD_WIDTH - 30.0
"""The width that is left for words in a box."""
TITLE_SIZE, LINE_SIZE = 13.0, 11.0

COLOURS: Mapping[Category, str] = {
    Category.CORE: "#3d6bdc",
    Category.CONVOLUTION: "#00875f",
    Category.POOLING: "#2f9db5",
    Category.NORMALIZATION: "#a8791a",
    Category.ACTIVATION: "#cf5a17",
    Category.MERGE: "#7a55c7",
    Category.RECURRENT: "#bf4f8f",
    Category.ATTENTION: "#b03a48",
    Category.OPERATIONS: "#5c6b7a",
}
"""Those of the light window."""
OTHER_COLOUR = "#566072"


@dataclass(frozen=True, slots=True)
class Box:
    """One node: its corner and size, its words as they fit into it, its whole name, and whether it is muted."""

    x: float
    y: float
    width: float
    height: float
    name: str
    title: str
    summary: str
    shape: str
    colour: str
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One wire, from the output port where it starts to the input port where it ends."""

    start: Position
    end: Position

    def curves(self, short: float = 0.0) -> tuple[Curve, ...]:
        """The way as on the canvas, ending so much before the port."""
        return route(self.start, (self.end[0] - short, self.end[1]))


@dataclass(frozen=True, slots=True)
class Sketch:
    """The whole drawing as it lies on the canvas, blocks as single boxes, moved to the corner of the picture."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: float
    height: float


def sketch(project: Project, words: Callable[[Message], str]) -> Sketch:
    """The picture of a project, of one with problems as well. Raises ProjectError where nothing is drawn."""
    graph = project.graph
    if not graph.nodes:
        raise ProjectError("The network is empty, so there is nothing to draw. Drag some layers to the canvas.")
    places = {node: project.layout.get(node, (0.0, 0.0)) for node in graph.nodes}
    left, top = (min(place[axis] for place in places.values()) - MARGIN for axis in (0, 1))
    places = {node: (x - left, y - top) for node, (x, y) in places.items()}
    found = _checked(project)
    boxes = tuple(_box(node, places[node.id], found, words) for node in graph.nodes.values())
    lines = tuple(_line(graph, wire.start, wire.end, places) for wire in sorted(graph.wires))
    width = max(box.x + box.width for box in boxes) + MARGIN
    height = max(box.y + box.height for box in boxes) + MARGIN
    return Sketch(boxes, lines, width, height)


def _checked(project: Project) -> Check:
    """The shapes in the drawing; those behind the inputs are not known where the data cannot be read."""
    try:
        signature = project.data.dataset.signature()
    except DataError:
        return check(project.graph, None)
    return check(project.graph, signature)


def _box(node: Node, place: Position, found: Check, words: Callable[[Message], str]) -> Box:
    name = _one_line(node.name or words(say(node.layer.title)))
    summary = node.layer.summary()
    summary = say("muted") if node.muted else summary
    line = _one_line(words(summary) if isinstance(summary, Message) else summary)
    shape = found.shape(node.id)
    return Box(
        *place,
        CARD_WIDTH,
        card_height(node.layer),
        name,
        fitted(name, TITLE_SIZE),
        fitted(line, LINE_SIZE),
        describe(shape) if shape is not None else "?",
        COLOURS.get(node.layer.category, OTHER_COLOUR),
        node.muted,
    )


def _line(graph: Graph, start: Port, end: Port, places: Mapping[str, Position]) -> Line:
    return Line(_at(graph, start, places, output=True), _at(graph, end, places, output=False))


def _at(graph: Graph, port: Port, places: Mapping[str, Position], *, output: bool) -> Position:
    """The middle of a port; one that the layer lacks is at the foot of its box."""
    layer, (x, y) = graph.nodes[port.node].layer, places[port.node]
    ports = layer.output_ports() if output else layer.input_ports()
    number = ports.index(port.name) + 1 if port.name in ports else len(ports) + 0.8
    return x + (CARD_WIDTH if output else 0.0), y + port_height(layer, number, len(ports))


def _one_line(text: str) -> str:
    """A text without what breaks lines, turns their direction or cannot be seen."""
    shown = (letter if unicodedata.category(letter)[0] != "C" else " " for letter in text)
    return " ".join("".join(shown).split())


def fitted(text: str, size: float) -> str:
    """The text, shortened at its end to fit into a box in letters of this size."""
    widths = [size * _width(letter) for letter in text]
    if sum(widths) <= ROOM:
        return text
    room, kept = ROOM - size, 0
    while room - widths[kept] >= 0:
        room -= widths[kept]
        kept += 1
    return f"{text[:kept].rstrip()}…"


def _width(letter: str) -> float:
    """About how wide a letter is, in units of the font's size."""
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in "ijlI|.,:;'! ":
        return 0.31
    return 0.72 if letter.isupper() or letter in "mw%@" else 0.57
