"""A picture of lines as a picture of dots. What draws it comes with the window, known only by an entry point."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points

from netbuilder.errors import DisplayError

GROUP = "netbuilder.raster"

Raster = Callable[[bytes], bytes]
"""Draws SVG as PNG, without a display. Raises DisplayError where it cannot."""


def png(picture: str) -> bytes:
    """SVG text as a PNG file. Raises DisplayError where nothing can draw it here."""
    for point in entry_points(group=GROUP):
        try:
            draw: Raster = point.load()
        except ImportError as error:
            raise DisplayError("the library that draws it cannot be loaded ({reason}).", reason=str(error)) from error
        return draw(picture.encode())
    raise DisplayError("the library that draws it is not installed here.")
