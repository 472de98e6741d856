"""What a user puts on the canvas beside the network: frames with a title, and notes with text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from netbuilder.layers.base import Category

AnnotationId = str
AnnotationKind = Literal["frame", "note"]
Colour = Literal["usual", "blue", "green", "cyan", "yellow", "orange", "violet", "pink", "red"]
"""The colours that the user may choose among."""
COLOURS: Mapping[str, Category] = {
    "blue": Category.CORE,
    "green": Category.CONVOLUTION,
    "cyan": Category.POOLING,
    "yellow": Category.NORMALIZATION,
    "orange": Category.ACTIVATION,
    "violet": Category.MERGE,
    "pink": Category.RECURRENT,
    "red": Category.ATTENTION,
}
"""The category that has each colour but the usual one: every theme knows a shade of it."""

SMALLEST = 48.0
"""The least width and height, in canvas units."""
LONGEST_NOTE = 10_000
"""In characters."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A frame or a note. Its top left corner and its size are in canvas units; ``text``: the title or what it says.

    A frame holds the nodes and the other annotations whose middles lie in it; it does not know them.
    """

    kind: AnnotationKind
    x: float
    y: float
    width: float
    height: float
    text: str = ""
    colour: Colour = "usual"

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height
