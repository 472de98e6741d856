"""Edits that leave the network as it is: where things lie, what is written on them, their colours and sizes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from netbuilder.errors import EditError
from netbuilder.graph import reroutes
from netbuilder.graph.annotations import Annotation, AnnotationId, Colour
from netbuilder.graph.graph import NodeId
from netbuilder.graph.reroutes import ReroutePoint
from netbuilder.messages import Message, say
from netbuilder.project import annotation_edits, edits
from netbuilder.project.project import Position, Project
from ui.canvas import geometry
from ui.project.bridge import Bridge


class PlacingCommands:
    """Where cards, frames, notes and reroute points lie. What cannot be done is told through the bridge."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    @property
    def project(self) -> Project:
        """The drawing that is open, as a project of its own."""
        return self._bridge.level.project

    def move(self, places: Mapping[NodeId, Position], gesture: object = None) -> None:
        """Lay nodes elsewhere; moves with the same gesture undo as one step."""
        moved = {node: place for node, place in places.items() if self.project.layout.get(node) != place}
        if moved:
            self._bridge.level.edit(edits.move(self.project, moved), say("Move"), gesture)

    def move_together(
        self,
        nodes: Mapping[NodeId, Position],
        marks: Mapping[AnnotationId, Position],
        points: Mapping[ReroutePoint, Position],
        gesture: object = None,
    ) -> None:
        """Lay nodes, frames, notes and reroute points elsewhere; moves with the same gesture undo as one step."""
        project = annotation_edits.move_together(self.project, nodes, marks, points)
        self._bridge.level.edit(project, say("Move"), gesture)

    def nudge(
        self,
        nodes: Iterable[NodeId],
        marks: Iterable[AnnotationId],
        points: Iterable[ReroutePoint],
        off: Position,
        gesture: object = None,
    ) -> None:
        """Move nodes, frames with what they hold, and notes by so much, to the grid; reroute points by so much."""
        project = self.project
        within, held = annotation_edits.held(project, marks)
        moved = {
            node: geometry.snapped(project.layout[node][0] + off[0], project.layout[node][1] + off[1])
            for node in {*nodes, *within}
        }
        found = {name: project.annotations[name] for name in held}
        carried = {name: geometry.snapped(one.x + off[0], one.y + off[1]) for name, one in found.items()}
        places = reroutes.places(project.reroutes)
        bent = {*points, *annotation_edits.carried_points(project, moved.keys(), held)}
        shifted = {point: (places[point][0] + off[0], places[point][1] + off[1]) for point in bent}
        self.move_together(moved, carried, shifted, gesture)

    def lay(self, places: Mapping[NodeId, Position], label: Message, *, straighten: bool = False) -> bool:
        """Lay nodes elsewhere, as one step of this name. Returns whether anything has changed.

        ``straighten``: take the reroute points of their wires away.
        """
        before = self.project
        project = edits.move(before, places)
        if straighten:
            project = edits.reroute(project, reroutes.apart(project.reroutes, places.keys()))
        self._bridge.level.edit(project, label)
        return project is not before

    def add_point(self, point: ReroutePoint, place: Position) -> None:
        """Lead a wire through one point more."""
        found = reroutes.with_point(self.project.reroutes, point, place)
        self._bridge.level.edit(edits.reroute(self.project, found), say("Add reroute point"))

    def annotate(self, annotation: Annotation, label: Message, gesture: object) -> AnnotationId:
        """Put a frame or a note on the canvas. Returns its id."""
        project, name = annotation_edits.annotate(self.project, annotation)
        self._bridge.level.edit(project, label, gesture)
        return name

    def write(self, annotation: AnnotationId, text: str, gesture: object = None) -> None:
        """Give a frame another title, or a note another text."""
        try:
            project = annotation_edits.write_text(self.project, annotation, text)
        except EditError as error:
            self._bridge.refuse(error)
            return
        self._bridge.level.edit(project, say("Write"), gesture)

    def colour(self, nodes: Iterable[NodeId], annotations: Iterable[AnnotationId], chosen: Colour) -> None:
        """Give the cards of nodes, frames and notes another colour, as one step."""
        project = annotation_edits.colour(edits.colour(self.project, nodes, chosen), annotations, chosen)
        self._bridge.level.edit(project, say("Color"))

    def resize(self, annotation: AnnotationId, rectangle: annotation_edits.Rectangle) -> None:
        """Give a frame or a note another size."""
        self._bridge.level.edit(annotation_edits.resize(self.project, annotation, rectangle), say("Resize"))
