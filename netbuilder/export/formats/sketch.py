"""Where everything lies in a picture of the drawing, and what is written there, whatever the picture is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from netbuilder.errors import DataError, ProjectError
from netbuilder.export.formats.picture_words import fitted, one_line, wrapped
from netbuilder.graph.annotations import COLOURS as CHOSEN
from netbuilder.graph.annotations import Annotation, AnnotationKind
from netbuilder.graph.blocks import card_category
from netbuilder.graph.graph import Graph, Node, Port, Wire
from netbuilder.graph.reroutes import shifted
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
TITLE_SIZE, LINE_SIZE, NOTE_SIZE = 13.0, 11.0, 12.0
NOTE_LINE, PADDING, FRAME_BASE = 17.0, 10.0, 21.0
"""The height of a line of a note, what is left free around words, and how far down in a frame its title stands."""

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
PAPER, TEXT = "#ffffff", "#1a2230"
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
class Mark:
    """A frame or a note: its corner and size, its words line by line as they fit into it, and its colours."""

    kind: AnnotationKind
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    ground: str
    edge: str
    ink: str

    def words(self) -> Iterator[tuple[Position, str]]:
        """Each line, and where its letters stand."""
        first = FRAME_BASE if self.kind == "frame" else PADDING + NOTE_SIZE
        for number, line in enumerate(self.lines):
            yield (self.x + PADDING, self.y + first + number * NOTE_LINE), line


@dataclass(frozen=True, slots=True)
class Line:
    """One wire, from the output port where it starts, through its points, to the input port where it ends."""

    start: Position
    end: Position
    via: tuple[Position, ...] = ()

    def moved(self, off: Position) -> Line:
        """The same wire, moved by so much."""
        start, end = shifted((self.start, self.end), off)
        return Line(start, end, shifted(self.via, off))

    def curves(self, short: float = 0.0) -> tuple[Curve, ...]:
        """The way as on the canvas, ending so much before the port."""
        return route(self.start, (self.end[0] - short, self.end[1]), self.via)


@dataclass(frozen=True, slots=True)
class Sketch:
    """The whole drawing as it lies on the canvas, blocks as single boxes, moved to the corner of the picture.

    ``marks``: frames, then notes, beneath everything else.
    """

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    width: float
    height: float


def sketch(project: Project, words: Callable[[Message], str]) -> Sketch:
    """The picture of a project, of one with problems as well. Raises ProjectError where nothing is drawn."""
    graph = project.graph
    if not graph.nodes:
        raise ProjectError("The network is empty, so there is nothing to draw. Drag some layers to the canvas.")
    places = {node: project.layout.get(node, (0.0, 0.0)) for node in graph.nodes}
    annotations = sorted(project.annotations.values(), key=lambda one: one.kind != "frame")
    unmoved = [_line(graph, wire, places, project.reroutes.get(wire, ())) for wire in sorted(graph.wires)]
    bends = [point for line in unmoved if line.via for curve in line.curves() for point in curve]
    corners = [*places.values(), *((one.x, one.y) for one in annotations), *bends]
    off = MARGIN - min(x for x, _ in corners), MARGIN - min(y for _, y in corners)
    places = dict(zip(places, shifted(places.values(), off), strict=True))
    found = _checked(project)
    boxes = tuple(_box(node, places[node.id], found, words) for node in graph.nodes.values())
    lines = tuple(line.moved(off) for line in unmoved)
    marks = tuple(_mark(one, one.x + off[0], one.y + off[1]) for one in annotations)
    ends = [*shifted(bends, off), *((box.x + box.width, box.y + box.height) for box in boxes)]
    ends += [(mark.x + mark.width, mark.y + mark.height) for mark in marks]
    width, height = (max(end[axis] for end in ends) + MARGIN for axis in (0, 1))
    return Sketch(boxes, lines, marks, width, height)


def _checked(project: Project) -> Check:
    """The shapes in the drawing; those behind the inputs are not known where the data cannot be read."""
    try:
        signature = project.data.dataset.signature()
    except DataError:
        return check(project.graph, None)
    return check(project.graph, signature)


def _box(node: Node, place: Position, found: Check, words: Callable[[Message], str]) -> Box:
    name = one_line(node.name or words(say(node.layer.title)))
    summary = node.layer.summary()
    summary = say("muted") if node.muted else summary
    line = one_line(words(summary) if isinstance(summary, Message) else summary)
    shape = found.shape(node.id)
    return Box(
        *place,
        CARD_WIDTH,
        card_height(node.layer),
        name,
        fitted(name, TITLE_SIZE, ROOM),
        fitted(line, LINE_SIZE, ROOM),
        describe(shape) if shape is not None else "?",
        COLOURS.get(card_category(node), OTHER_COLOUR),
        node.muted,
    )


def _mark(one: Annotation, x: float, y: float) -> Mark:
    """A frame or a note in the colours of the light window."""
    tint = COLOURS[CHOSEN[one.colour]] if one.colour in CHOSEN else OTHER_COLOUR
    room = one.width - 2 * PADDING
    if one.kind == "frame":
        title = fitted(one_line(one.text), TITLE_SIZE, room)
        colours = mixed(PAPER, tint, 0.07), mixed(PAPER, tint, 0.55), mixed(TEXT, tint, 0.25)
        return Mark(one.kind, x, y, one.width, one.height, (title,) if title else (), *colours)
    most = max(1, int((one.height - 2 * PADDING + NOTE_LINE - NOTE_SIZE) // NOTE_LINE))
    lines = wrapped(one.text, NOTE_SIZE, room, most) if one.text else ()
    return Mark(one.kind, x, y, one.width, one.height, lines, mixed(PAPER, tint, 0.13), mixed(PAPER, tint, 0.4), TEXT)


def mixed(below: str, above: str, share: float) -> str:
    """The colour of ``above`` laid over ``below`` with an opacity of ``share``; colours as "#rrggbb"."""
    pairs = ((int(below[at : at + 2], 16), int(above[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _line(graph: Graph, wire: Wire, places: Mapping[str, Position], via: tuple[Position, ...]) -> Line:
    return Line(_at(graph, wire.start, places, output=True), _at(graph, wire.end, places, output=False), via)


def _at(graph: Graph, port: Port, places: Mapping[str, Position], *, output: bool) -> Position:
    """The middle of a port; one that the layer lacks is at the foot of its box."""
    layer, (x, y) = graph.nodes[port.node].layer, places[port.node]
    ports = layer.output_ports() if output else layer.input_ports()
    number = ports.index(port.name) + 1 if port.name in ports else len(ports) + 0.8
    return x + (CARD_WIDTH if output else 0.0), y + port_height(layer, number, len(ports))
