"""The drawing as SVG: boxes, curves, frames and notes as on the canvas, on white."""

from __future__ import annotations

from collections.abc import Iterator

from netbuilder.export.formats.artifact import Artifact, Request
from netbuilder.export.formats.sketch import (
    LINE_SIZE,
    NOTE_SIZE,
    PAPER,
    TEXT,
    TITLE_SIZE,
    Box,
    Line,
    Mark,
    Sketch,
    sketch,
)
from netbuilder.pictures.svg_text import FAMILIES, plain_text

QUIET, EDGE, WIRE = "#566072", "#d3d9e2", "#8792a5"
HEAD = 7.0
"""How long the head of an arrow is."""


def make(request: Request) -> Artifact:
    """The drawing of a project as an SVG file. Raises ProjectError where it is empty."""
    return Artifact(picture(sketch(request.project, request.words)).encode())


def picture(drawn: Sketch, scale: float = 1.0) -> str:
    """The SVG text. ``scale``: dots for each unit of the canvas."""
    parts = *map(_mark, drawn.marks), *map(_curve, drawn.lines), *map(_card, drawn.boxes)
    return "\n".join([*_frame(drawn, scale), *parts, "</svg>", ""])


def _frame(drawn: Sketch, scale: float) -> Iterator[str]:
    size = f'width="{_number(drawn.width * scale)}" height="{_number(drawn.height * scale)}"'
    box = f'viewBox="0 0 {_number(drawn.width)} {_number(drawn.height)}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} font-family="{FAMILIES}" fill="{TEXT}">'
    yield f'<rect width="{_number(drawn.width)}" height="{_number(drawn.height)}" fill="{PAPER}"/>'


def _mark(mark: Mark) -> str:
    """A frame with its title, or a note with its text."""
    place = f'x="{_number(mark.x)}" y="{_number(mark.y)}" width="{_number(mark.width)}" height="{_number(mark.height)}"'
    round_, size = ("10", TITLE_SIZE) if mark.kind == "frame" else ("6", NOTE_SIZE)
    style = f'font-size="{size:g}" fill="{mark.ink}"' + (' font-weight="600"' if mark.kind == "frame" else "")
    words = (_words(*at, line, style) for at, line in mark.words())
    return f'<rect {place} rx="{round_}" fill="{mark.ground}" stroke="{mark.edge}"/>' + "".join(words)


def _curve(line: Line) -> str:
    to_x, to_y = line.end
    tip = to_x - HEAD
    places = [" ".join(_number(value) for point in curve for value in point) for curve in line.curves(HEAD)]
    path = "M{} {}".format(*map(_number, line.start)) + "".join(f"C{place}" for place in places)
    head = f"M{_number(tip)} {_number(to_y - HEAD / 2)}l{_number(HEAD)} {_number(HEAD / 2)}l-{_number(HEAD)} "
    return (
        f'<path d="{path}" fill="none" stroke="{WIRE}" stroke-width="2"/>'
        f'<path d="{head}{_number(HEAD / 2)}z" fill="{WIRE}"/>'
    )


def _card(box: Box) -> str:
    left, foot = box.x + 18, box.y + box.height - 16
    frame = f'x="{_number(box.x)}" y="{_number(box.y)}" width="{_number(box.width)}" height="{_number(box.height)}"'
    stripe = f'x="{_number(box.x + 5)}" y="{_number(box.y + 9)}" width="4" height="{_number(box.height - 18)}"'
    dotted = ' stroke-dasharray="2 3"' if box.muted else ""
    return "".join(
        [
            f"<g><title>{plain_text(box.name)}</title>",
            f'<rect {frame} rx="10" fill="{PAPER}" stroke="{EDGE}"{dotted}/>',
            f'<rect {stripe} rx="2" fill="{box.colour}"/>',
            _words(left, box.y + 23, box.title, f'font-size="{TITLE_SIZE:g}" font-weight="600"'),
            _words(left, box.y + 42, box.summary, f'font-size="{LINE_SIZE:g}" fill="{QUIET}"'),
            _words(left, foot, box.shape, f'font-size="{LINE_SIZE:g}" fill="{box.colour}"'),
            "</g>",
        ]
    )


def _words(x: float, y: float, text: str, style: str) -> str:
    return f'<text x="{_number(x)}" y="{_number(y)}" {style}>{plain_text(text)}</text>' if text else ""


def _number(value: float) -> str:
    """A place with at most one decimal."""
    return f"{round(value, 1):g}" if abs(value) < 1e5 else f"{value:.1f}"
