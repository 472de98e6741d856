"""Pictures of the command line as dots: drawn by Qt in a process of its own, without a display."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from netbuilder.commands.charts import svg
from netbuilder.errors import DisplayError
from ui.application.raster import png


def test_a_picture_of_lines_becomes_one_of_dots_twice_as_sharp() -> None:
    axes = svg.upwards(0.0, 1.0)
    picture = svg.picture("Title", svg.grid(axes, axes, "along", "up"))
    image = QImage.fromData(png(picture.encode()))
    assert (image.width(), image.height()) == (2 * svg.WIDTH, 2 * svg.HEIGHT)
    assert image.pixelColor(2, 2).name() == "#ffffff"
    inside = [image.pixelColor(x, 50).name() for x in range(2 * svg.LEFT, 2 * svg.LEFT + 80)]
    assert set(inside) != {"#ffffff"}, "the title is written there"


def test_what_is_no_picture_is_refused_with_a_reason() -> None:
    with pytest.raises(DisplayError, match="Qt cannot draw it here"):
        png(b"no picture")
