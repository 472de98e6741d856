"""Edits of frames, notes and reroute points: put down, moved with what frames hold, written, divided, taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from netbuilder.errors import EditError
from netbuilder.graph.annotations import LONGEST_NOTE, SMALLEST, Annotation, AnnotationId, Colour
from netbuilder.graph.graph import LONGEST_NAME, NodeId, Position, Wire, free_id
from netbuilder.graph.reroutes import ReroutePoint, between, halves, moved, places
from netbuilder.project.arrange import CARD_WIDTH, card_height
from netbuilder.project.edits import move, reroute
from netbuilder.project.project import Project

PADDING = 24.0
HEAD = 32.0
"""The room that a frame leaves around what it is drawn around, and above it for its title."""

CLEAR = 8.0
"""How far reroute points keep off the card of a node that is put into their wire."""

Rectangle = tuple[float, float, float, float]
"""Left, top, width and height."""


def annotate(project: Project, annotation: Annotation) -> tuple[Project, AnnotationId]:
    """Put a frame or a note on the canvas. Returns the new project and its id. Raises EditError on too long a text."""
    _require_short(annotation.kind, annotation.text)
    new = free_id(project.annotations, annotation.kind)
    return replace(project, annotations={**project.annotations, new: annotation}), new


def frame_around(project: Project, nodes: Iterable[NodeId]) -> Annotation | None:
    """A frame around some nodes, or None where there are none."""
    cards = [(*project.layout[n], card_height(project.graph.nodes[n].layer)) for n in nodes if n in project.graph.nodes]
    if not cards:
        return None
    left, top = min(x for x, _, _ in cards) - PADDING, min(y for _, y, _ in cards) - PADDING - HEAD
    right = max(x for x, _, _ in cards) + CARD_WIDTH + PADDING
    bottom = max(y + height for _, y, height in cards) + PADDING
    return Annotation("frame", left, top, right - left, bottom - top)


def held(project: Project, annotations: Iterable[AnnotationId]) -> tuple[frozenset[NodeId], frozenset[AnnotationId]]:
    """The nodes and annotations that lie in some frames, these frames among them, and the annotations named."""
    chosen = set(annotations) & project.annotations.keys()
    frames = [project.annotations[one] for one in chosen if project.annotations[one].kind == "frame"]
    nodes = set[NodeId]()
    for node, (x, y) in project.layout.items() if frames else ():
        middle = x + CARD_WIDTH / 2, y + card_height(project.graph.nodes[node].layer) / 2
        if any(frame.holds(*middle) for frame in frames):
            nodes.add(node)
    for other, one in project.annotations.items():
        if any(_encloses(frame, one) for frame in frames):
            chosen.add(other)
    return frozenset(nodes), frozenset(chosen)


def _encloses(frame: Annotation, other: Annotation) -> bool:
    return frame.holds(other.x, other.y) and frame.holds(other.x + other.width, other.y + other.height)


def divide_points(before: Project, project: Project, cut: Wire, node: NodeId) -> Project:
    """Lead the halves of a wire into which a node was put through the points that it had before: those before the node
    on the first, those behind it on the second. Points beneath the card of the node go."""
    points = before.reroutes.get(cut, ())
    first = next((wire for wire in project.graph.incoming[node] if wire.start == cut.start), None)
    second = next((wire for wire in project.graph.outgoing[node] if wire.end == cut.end), None)
    if not points or first is None or second is None:
        return project
    start, at, end = (_middle(project, one) for one in (cut.source, node, cut.target))
    across, down = CARD_WIDTH / 2 + CLEAR, card_height(project.graph.nodes[node].layer) / 2 + CLEAR
    seen = tuple(p for p in points if abs(p[0] - at[0]) > across or abs(p[1] - at[1]) > down)
    behind, ahead = halves(seen, start, end, at)
    return reroute(project, {**project.reroutes, first: behind, second: ahead})


def _middle(project: Project, node: NodeId) -> Position:
    x, y = project.layout[node]
    return x + CARD_WIDTH / 2, y + card_height(project.graph.nodes[node].layer) / 2


def carried_points(
    project: Project, nodes: Set[NodeId], annotations: Iterable[AnnotationId]
) -> frozenset[ReroutePoint]:
    """The reroute points that move along with nodes and annotations: of wires among the nodes, and those in frames."""
    chosen = [project.annotations[one] for one in annotations if one in project.annotations]
    frames = [one for one in chosen if one.kind == "frame"]
    framed = {
        point
        for point, place in (places(project.reroutes) if frames else {}).items()
        if any(frame.holds(*place) for frame in frames)
    }
    return frozenset(framed | places(between(project.reroutes, nodes)).keys())


def move_together(
    project: Project,
    nodes: Mapping[NodeId, Position],
    annotations: Mapping[AnnotationId, Position],
    points: Mapping[ReroutePoint, Position] | None = None,
) -> Project:
    """Lay nodes, annotations and reroute points elsewhere. Raises EditError where there is no such point."""
    changed = {
        one: replace(project.annotations[one], x=x, y=y)
        for one, (x, y) in annotations.items()
        if one in project.annotations and (project.annotations[one].x, project.annotations[one].y) != (x, y)
    }
    project = move(project, nodes)
    project = reroute(project, moved(project.reroutes, points)) if points else project
    return replace(project, annotations={**project.annotations, **changed}) if changed else project


def resize(project: Project, annotation: AnnotationId, rectangle: Rectangle) -> Project:
    """Give a frame or a note another place and size, no smaller than what can be grasped. Raises EditError."""
    old = _annotation(project, annotation)
    x, y, width, height = rectangle
    return _with(project, annotation, replace(old, x=x, y=y, width=max(SMALLEST, width), height=max(SMALLEST, height)))


def write_text(project: Project, annotation: AnnotationId, text: str) -> Project:
    """Give a frame another title, or a note another text. Raises EditError where it is too long."""
    old = _annotation(project, annotation)
    _require_short(old.kind, text)
    return _with(project, annotation, replace(old, text=text))


def colour(project: Project, annotations: Iterable[AnnotationId], chosen: Colour) -> Project:
    """Give frames and notes another colour."""
    for one in project.annotations.keys() & set(annotations):
        project = _with(project, one, replace(project.annotations[one], colour=chosen))
    return project


def erase(project: Project, annotations: Iterable[AnnotationId]) -> Project:
    """Take frames and notes away; what lies in a frame stays."""
    gone = set(annotations)
    if not gone & project.annotations.keys():
        return project
    return replace(project, annotations={i: one for i, one in project.annotations.items() if i not in gone})


def _with(project: Project, annotation: AnnotationId, new: Annotation) -> Project:
    if new == project.annotations[annotation]:
        return project
    return replace(project, annotations={**project.annotations, annotation: new})


def _annotation(project: Project, annotation: AnnotationId) -> Annotation:
    if annotation not in project.annotations:
        raise EditError("This frame or note is no longer there. Draw it again first.")
    return project.annotations[annotation]


def _require_short(kind: str, text: str) -> None:
    if kind == "frame" and len(text) > LONGEST_NAME:
        raise EditError(
            "A title can have {most} characters, but this one has {count}. Shorten it.",
            most=LONGEST_NAME,
            count=len(text),
        )
    if len(text) > LONGEST_NOTE:
        raise EditError(
            "A note can have {most} characters, but this one has {count}. Shorten it, or make two of it.",
            most=LONGEST_NOTE,
            count=len(text),
        )
