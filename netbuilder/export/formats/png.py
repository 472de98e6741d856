"""The drawing as PNG: its SVG, drawn by what comes with the window."""

from __future__ import annotations

import math

from netbuilder.export.formats import svg
from netbuilder.export.formats.artifact import Artifact, Request
from netbuilder.export.formats.sketch import Sketch, sketch
from netbuilder.messages import say
from netbuilder.pictures.raster import png

LONGEST, LARGEST = 15_000, 12e6
"""The largest side and area in dots, of which the picture then has twice as many to each side."""


def make(request: Request) -> Artifact:
    """The drawing of a project as a PNG file. Raises ProjectError where it is empty, DisplayError where it cannot be
    drawn here."""
    drawn = sketch(request.project, request.words)
    scale = _scale(drawn)
    size = say("The drawing is large: in the picture it is made smaller. As SVG it keeps its size.")
    return Artifact(png(svg.picture(drawn, scale)), notes=(size,) if scale < 1 else ())


def _scale(drawn: Sketch) -> float:
    """1, or how much smaller a drawing must be that has too many dots for a picture."""
    return min(1.0, LONGEST / max(drawn.width, drawn.height), math.sqrt(LARGEST / (drawn.width * drawn.height)))
