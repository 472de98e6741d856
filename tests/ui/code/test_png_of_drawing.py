"""The drawing as PNG: what Qt makes of its SVG."""

from __future__ import annotations

from PySide6.QtGui import QImage

from netbuilder.export.formats.sketch import COLOURS, sketch
from netbuilder.project import edits
from tests.drawing import drawn
from tests.export.format_parts import made, sample
from ui.theme.themes import LIGHT


def test_the_colours_are_those_of_the_window() -> None:
    assert dict(COLOURS) == dict(LIGHT.categories)


def test_png_is_the_picture_twice_as_large() -> None:
    project = sample("digits_cnn")
    image = QImage.fromData(made("png", project).content)
    size = sketch(project, str)
    assert abs(image.width() - 2 * size.width) <= 2
    assert abs(image.height() - 2 * size.height) <= 2
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 5)}
    assert {"#ffffff", *(box.colour for box in size.boxes)} <= colours


def test_a_very_large_png_is_made_smaller_and_that_is_said() -> None:
    project = drawn(*[("relu", {})] * 150)
    project = edits.move(project, {node: (1000.0 * n, 100.0 * n) for n, node in enumerate(project.graph.nodes)})
    artifact = made("png", project)
    assert not QImage.fromData(artifact.content).isNull()
    assert [str(note).partition(":")[0] for note in artifact.notes] == ["The drawing is large"]
