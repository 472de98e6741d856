"""What is done with frames and notes by name: put down, written, coloured; and how they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Protocol

from PySide6.QtCore import QRectF

from netbuilder.graph.annotations import Annotation, AnnotationId, Colour
from netbuilder.messages import Message, say
from netbuilder.project.annotation_edits import HEAD, frame_around
from ui.canvas import descriptions, geometry
from ui.canvas.annotations.note_field import NoteField
from ui.canvas.canvas_protocols import EditableCanvas
from ui.canvas.items.field_place import FieldPlace
from ui.canvas.items.overlays import NameField
from ui.language.text import shown
from ui.theme.themes import Themes

NOTE_SIZE = (208.0, 104.0)
FRAME_SIZE = (416.0, 240.0)


class AnnotatedCanvas(EditableCanvas, Protocol):
    """A canvas on which frames and notes are put, and the theme of the fields in which they are written."""

    themes: Themes


class Annotating:
    """Each action is one edit of the document; a new frame or note is written at once, in the same step."""

    def __init__(self, canvas: AnnotatedCanvas) -> None:
        self._canvas = canvas

    @property
    def current(self) -> AnnotationId | None:
        """The frame or note that is selected alone, with no node beside it."""
        selected = self._canvas.drawing.annotations.selected
        return next(iter(selected)) if len(selected) == 1 and not self._canvas.bridge.selection else None

    def add_note(self, x: float | None = None, y: float | None = None) -> None:
        """Put a note at a place, or where the user looks beside the cards, and let the user write it."""
        width, height = NOTE_SIZE
        place = self._place(x, y, NOTE_SIZE)
        if x is None or y is None:
            place = geometry.free_place(self._canvas.commands.project, place, height, width, notes=True)
        self._add(Annotation("note", *place, width, height, colour="yellow"), say("Add note"))

    def add_frame(self) -> None:
        """Put a frame around the selected nodes, or where the user looks, and let the user write its title."""
        found = frame_around(self._canvas.commands.project, self._canvas.bridge.selection)
        width, height = FRAME_SIZE
        frame = found or Annotation("frame", *self._place(None, None, FRAME_SIZE), width, height)
        self._add(frame, say("Add frame"))

    def write(self, name: AnnotationId, gesture: object = None) -> None:
        """Let the user type the title of a frame or the text of a note, over it."""
        canvas = self._canvas
        item = canvas.drawing.annotations.items.get(name)
        if item is None:
            return
        if not canvas.seen().contains(item.card.topLeft()):
            canvas.look_at(item.card.center())
        take: Callable[[str], object] = lambda text: canvas.commands.write(name, text, gesture)  # noqa: E731
        place, text = partial(self._written_place, name), item.annotation.text
        over = canvas.viewportTransform().mapRect(place() or item.card)
        field: NameField | NoteField
        if item.annotation.kind == "frame":
            field = NameField(text, over, canvas.themes.theme, canvas.as_widget())
            field.setAccessibleName(shown(say("Title of the frame")))
            field.named.connect(take)
        else:
            field = NoteField(text, over, canvas.themes.theme, canvas.as_widget())
            field.written.connect(take)
        FieldPlace(field, canvas, place)

    def go(self, name: AnnotationId) -> None:
        """Select a frame or a note alone, and bring it into sight."""
        canvas = self._canvas
        canvas.bridge.select(())
        canvas.drawing.select_wires(())
        canvas.drawing.annotations.select([name])
        card = canvas.drawing.annotations.items[name].card
        if not canvas.seen().contains(card):
            canvas.look_at(card.center())

    def colour(self, chosen: Colour) -> None:
        """Give the selected cards, frames and notes a colour."""
        canvas = self._canvas
        canvas.commands.colour(canvas.bridge.selection, canvas.drawing.annotations.selected, chosen)

    def in_words(self) -> str:
        """What is selected, for screen readers; empty where no single frame or note is."""
        if self.current is None:
            return ""
        return descriptions.annotation_in_words(self._canvas.drawing.annotations.items[self.current].annotation)

    @contextmanager
    def selecting_new(self) -> Iterator[None]:
        """Select the frames and notes that are there afterwards and were not before, if anything is added."""
        before, project = self._canvas.commands.project.annotations.keys(), self._canvas.commands.project
        yield
        if self._canvas.commands.project is not project:
            marks = self._canvas.drawing.annotations
            marks.select(marks.items.keys() - before)

    def _add(self, annotation: Annotation, label: Message) -> None:
        gesture = object()
        name = self._canvas.commands.annotate(annotation, label, gesture)
        self._canvas.bridge.select(())
        self._canvas.drawing.annotations.select([name])
        self.write(name, gesture)

    def _written_place(self, name: AnnotationId) -> QRectF | None:
        """Where the title of a frame or the text of a note is, in the scene; None where it is no longer there."""
        item = self._canvas.drawing.annotations.items.get(name)
        if item is None or item.annotation.kind == "note":
            return item.card if item is not None else None
        card = item.card
        return QRectF(card.x() + 4, card.y() + 4, card.width() - 8, HEAD - 8)

    def _place(self, x: float | None, y: float | None, size: tuple[float, float]) -> tuple[float, float]:
        middle = self._canvas.seen().center()
        left = x if x is not None else middle.x() - size[0] / 2
        top = y if y is not None else middle.y() - size[1] / 2
        return geometry.snapped(left, top)
