"""What every picture of the command line is made of: a frame, axes, a grid, lines and a legend, as SVG text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from netbuilder.pictures.svg_text import FAMILIES, plain_text
from netbuilder.ticks import ticks as round_numbers

WIDTH, HEIGHT = 860, 500
LEFT, RIGHT, TOP, BOTTOM = 84, 28, 64, 62
QUIET = "#566072"

NOTHING, EVERYTHING = 1e-300, 1e300
"""Smaller numbers are drawn as 0; larger ones cannot be drawn."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """How values become places along an axis, and where its ticks are. ``log``: equal steps are equal factors.

    ``words``: what is written at a tick instead of its number.
    """

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]
    log: bool = False
    words: Mapping[float, str] = field(default_factory=dict)

    def place(self, value: float) -> float:
        """Where a value lies, in pixels."""
        low, high, at = (self._scaled(number) for number in (self.low, self.high, value))
        return self.start + (at - low) / (high - low) * (self.end - self.start)

    def _scaled(self, value: float) -> float:
        return math.log10(value) if self.log else value


def across(
    low: float, high: float, ticks: Sequence[float] = (), *, log: bool = False, words: Mapping[float, str] | None = None
) -> Axis:
    """The axis from left to right. Without ``ticks`` of its own it has round whole numbers, as epochs have."""
    if low == high:
        low, high = low - 0.5, high + 0.5
    found = tuple(ticks) or tuple(tick for tick in round_numbers(low, high, 9) if tick == int(tick))
    return Axis(low, high, LEFT, WIDTH - RIGHT, found, log, words or {})


def upwards(low: float, high: float) -> Axis:
    """The axis from bottom to top, with 0 on it and some air above."""
    floor, high = min(low, 0.0), max(high, 0.0)
    ceiling = high + 0.06 * (high - floor) or 1.0
    return Axis(floor, ceiling, HEIGHT - BOTTOM, TOP, tuple(round_numbers(floor, ceiling, 6)))


def upwards_by_factors(low: float, high: float) -> Axis:
    """The axis from bottom to top for positive numbers, with powers of ten as ticks."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    step = math.ceil((last - first) / 8)
    ticks = tuple(10.0**power for power in range(first, last + 1, step))
    return Axis(10.0**first, 10.0**last, HEIGHT - BOTTOM, TOP, ticks, log=True)


def picture(title: str, *parts: Iterable[str]) -> str:
    """The whole picture as SVG text: its title, and the parts, of which later ones lie over earlier ones."""
    return "\n".join([*_frame(title), *chain.from_iterable(parts), "</svg>", ""])


def _frame(title: str) -> Iterable[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="{FAMILIES}" font-size="13" fill="#1a2230">'
    )
    yield f"<title>{plain_text(title)}</title>"
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    yield f'<text x="{LEFT}" y="30" font-size="17" font-weight="600">{plain_text(title)}</text>'


def number(value: float, digits: int) -> str:
    """The number at a tick, with at most so many digits and a real minus sign."""
    return f"{value:.{digits}g}".replace("-", "−")


def grid(x: Axis, y: Axis, along_x: str, along_y: str) -> Iterable[str]:
    """The lines and numbers of both axes, with what they measure."""
    bottom, right, middle = HEIGHT - BOTTOM, WIDTH - RIGHT, (TOP + HEIGHT - BOTTOM) / 2
    for tick in y.ticks:
        at = y.place(tick)
        yield f'<path d="M{LEFT} {at:.1f}H{right}" stroke="#e3e7ee"/>'
        yield f'<text x="{LEFT - 10}" y="{at + 4.5:.1f}" text-anchor="end">{number(tick, 4)}</text>'
    for tick in x.ticks:
        at, words = x.place(tick), plain_text(x.words.get(tick, number(tick, 6)))
        yield f'<path d="M{at:.1f} {bottom}v5" stroke="{QUIET}"/>'
        yield f'<text x="{at:.1f}" y="{bottom + 21}" text-anchor="middle">{words}</text>'
    yield f'<path d="M{LEFT} {TOP}V{bottom}H{right}" fill="none" stroke="{QUIET}"/>'
    yield f'<text x="{(LEFT + right) / 2:.1f}" y="{HEIGHT - 16}" text-anchor="middle">{plain_text(along_x)}</text>'
    scale = f"{plain_text(along_y)} (log scale)" if y.log else plain_text(along_y)
    yield f'<text transform="translate(24 {middle:.1f}) rotate(-90)" text-anchor="middle">{scale}</text>'


def upright(value: float, x: Axis, words: str) -> Iterable[str]:
    """A quiet line from top to bottom, with words beside it where there is more room."""
    at = x.place(value)
    anchor, shift = ("end", -7) if at > (LEFT + WIDTH - RIGHT) / 2 else ("start", 7)
    yield f'<path d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="{QUIET}" stroke-dasharray="2 3"/>'
    yield f'<text x="{at + shift:.1f}" y="{TOP + 16}" text-anchor="{anchor}" fill="{QUIET}">{plain_text(words)}</text>'


def legend(entries: Iterable[tuple[str, str]]) -> Iterable[str]:
    """Below the title, each line by its words and its style."""
    at = LEFT
    for words, style in entries:
        yield f'<path d="M{at} 48h28" fill="none" stroke-width="2.2" {style}/>'
        yield f'<text x="{at + 36}" y="52.5">{plain_text(words)}</text>'
        at += 128


def line(points: Sequence[Point], x: Axis, y: Axis, style: str) -> str:
    """A line through points; a single one is a short stroke."""
    if len(points) == 1:
        at, loss = x.place(points[0][0]), y.place(points[0][1])
        return f'<path d="M{at - 6:.1f} {loss:.1f}h12" fill="none" stroke-width="2.2" {style}/>'
    path = "L".join(f"{x.place(epoch):.1f} {y.place(loss):.1f}" for epoch, loss in points)
    return f'<path d="M{path}" fill="none" stroke-width="2.2" stroke-linejoin="round" {style}/>' if path else ""
