"""The gestures of the canvas, as scenes: a long chain arranged, frames and notes, and cards that snap in line."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QPointF

from netbuilder.graph.annotations import Annotation
from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Graph, Node, Wire, free_id
from netbuilder.layers import Layer
from netbuilder.layers.activation import ReLU
from netbuilder.layers.convolution import Conv2D
from netbuilder.layers.core import Dense, Flatten, Input, Output
from netbuilder.layers.merge import Add
from netbuilder.layers.normalization import BatchNorm
from netbuilder.layers.pooling import GlobalAveragePool, MaxPool
from netbuilder.project import edits
from netbuilder.project.annotation_edits import annotate, frame_around
from netbuilder.project.edits import id_stem
from netbuilder.project.project import Project
from ui.canvas.annotations.annotation_item import AnnotationItem
from ui.canvas.canvas import Canvas
from ui.canvas.gestures.move_gesture import MoveSelected
from ui.canvas.items.node_item import NodeItem
from ui.canvas.pointer import Pointer
from ui.project.block_library import BlockLibrary
from ui.screenshots.studio import Studio

CLASSES = 10
LONG: tuple[Layer, ...] = (Input(), Flatten(), *(Dense(), ReLU()) * 13, Dense(units=CLASSES), Output())
NETWORK: tuple[Layer, ...] = (
    *(Input(), Conv2D(), ReLU(), MaxPool()),
    *(Conv2D(), ReLU(), Flatten(), Dense(units=CLASSES), Output()),
)
SKIPPING: tuple[Layer, ...] = (Input(), Flatten(), Dense(), ReLU(), Add(), Dense(units=CLASSES), Output())
STEP = 240.0
BLOCK, STAGE = "block/bundled/residual_block", "block/bundled/residual_stage"


def canvas_rows(studio: Studio) -> None:
    """A chain of thirty layers, arranged."""
    studio.picture("canvas-rows", _arranged(studio, LONG))


def canvas_resnet(studio: Studio) -> None:
    """A ResNet-18 for images of 224 × 224 and a thousand classes, its stages as blocks."""
    studio.open("digits_cnn", _resnet)
    studio.lower(150)
    canvas = studio.window.canvas
    canvas.arrange()
    canvas.arrangement.glide.finish()
    studio.picture("canvas-resnet", canvas)


def _resnet(project: Project) -> Project:
    blocks = [(BLOCK, {"filters": 64}, 2)]
    for filters in (128, 256, 512):
        blocks += [(STAGE, {"filters": filters, "stride": 2}, 1), (BLOCK, {"filters": filters}, 1)]
    project, uses = replace(project, graph=Graph(), layout={}), list[Layer]()
    for kind, overrides, repeat in blocks:
        project, use = BlockLibrary().made(kind, project)
        uses.append(use.with_(overrides=overrides, repeat=repeat))
    stem = Conv2D(filters=64, kernel=7, stride=2, padding="same", bias=False)
    head = GlobalAveragePool(), Dense(units=1000), Output()
    pool = MaxPool(size=3, stride=2, padding=1)
    return _chain(project, (Input(sizes=(3, 224, 224)), stem, BatchNorm(), ReLU(), pool, *uses, *head))


def canvas_frames(studio: Studio) -> None:
    """Frames and a note around an arranged network; then a frame on its way, with what is in it."""
    canvas = _arranged(studio)
    studio.edit(_annotated(studio.window.bridge.project))
    canvas.fit()
    studio.picture("canvas-frames", canvas)
    frame = canvas.drawing.annotations.items["frame_1"]
    _drag(canvas, frame.card.topLeft() + QPointF(40, 10), QPointF(48, 40), frame)
    studio.picture("canvas-frame-moved", canvas)
    canvas.cancel_gesture()


def canvas_guides(studio: Studio) -> None:
    """A card on its way snaps in line with others."""
    canvas = _arranged(studio)
    card = canvas.drawing.node_items["output_1"]
    _drag(canvas, card.card.center(), QPointF(402, -3), card)
    studio.picture("canvas-guides", canvas)
    canvas.cancel_gesture()


def canvas_bent(studio: Studio) -> None:
    """A skip connection led over the layers that it skips, by two points of which one is selected."""
    studio.open("digits_cnn", lambda project: _skipping(_chain(project, SKIPPING)))
    studio.lower(150)
    canvas = studio.window.canvas
    cards = [canvas.drawing.node_items[node].card for node in ("dense_1", "add_1")]
    canvas.show_rect(cards[0].united(cards[1]).adjusted(-32, -72, 32, 72))
    canvas.rerouting.go(canvas.drawing.reroutes.points[0])
    studio.picture("canvas-bent", canvas)


def _skipping(project: Project) -> Project:
    project = edits.connect(project, "relu_1", "add_1", "input_2")
    project = edits.connect(project, "dense_1", "add_1", "input_1")
    (skip,) = (wire for wire in project.graph.wires if wire.target_port == "input_1")
    (left, top), (right, _) = project.layout["relu_1"], project.layout["add_1"]
    return edits.reroute(project, {skip: ((left + 8, top - 48), (right - 72, top - 48))})


def _arranged(studio: Studio, layers: tuple[Layer, ...] = NETWORK) -> Canvas:
    studio.open("digits_cnn", lambda project: _chain(project, layers))
    studio.lower(150)
    canvas = studio.window.canvas
    canvas.arrange()
    canvas.arrangement.glide.finish()
    return canvas


def _chain(project: Project, layers: tuple[Layer, ...]) -> Project:
    """The project with a chain of such layers in one line as its network."""
    nodes: dict[str, Node] = {}
    for layer in layers:
        name = free_id(nodes, id_stem(layer))
        nodes[name] = Node(name, layer, layer.definition.name if isinstance(layer, BlockUse) else "")
    names = list(nodes)
    first = {name: next(iter(node.layer.input_ports()), "") for name, node in nodes.items()}
    wires = frozenset(Wire(source, target, first[target]) for source, target in pairwise(names))
    return replace(project, graph=Graph(nodes, wires), layout={name: (i * STEP, 0.0) for i, name in enumerate(names)})


def _annotated(project: Project) -> Project:
    frame = frame_around(project, ["conv2d_1", "relu_1", "max_pool_1"])
    if frame is not None:
        project, _ = annotate(project, replace(frame, text="Edges and corners", colour="green"))
    x, y = project.layout["output_1"]
    text = "Ten classes, one output each.\n\nTo try: dropout before this layer."
    project, _ = annotate(project, Annotation("note", x + 208, y - 8, 208, 104, text, "yellow"))
    return project


def _drag(canvas: Canvas, start: QPointF, off: QPointF, lead: NodeItem | AnnotationItem) -> None:
    """Begin to drag something and stop on the way."""
    from_, to = (Pointer(canvas.viewportTransform().map(point), point) for point in (start, start + off))
    canvas.begin(MoveSelected(canvas, from_, lead))
    if canvas.gesture is not None:
        canvas.gesture.follow(to)


SCENES = (canvas_rows, canvas_resnet, canvas_frames, canvas_guides, canvas_bent)
