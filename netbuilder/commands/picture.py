"""The curves of a training as a picture, drawn without a window: SVG text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from netbuilder.training.history import EpochRecord, best

WIDTH, HEIGHT = 860, 500
LEFT, RIGHT, TOP, BOTTOM = 84, 28, 64, 62
TRAINING, VALIDATION, BEST = "#0072b2", "#d55e00", "#566072"
LOG_FROM = 50.0
MOST_POINTS = 1200
NOTHING, EVERYTHING = 1e-300, 1e300

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """How values become places along an axis, and where its ticks are. ``log``: equal steps are equal factors."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]
    log: bool = False

    def place(self, value: float) -> float:
        """Where a value lies, in pixels."""
        low, high, at = (self._scaled(number) for number in (self.low, self.high, value))
        return self.start + (at - low) / (high - low) * (self.end - self.start)

    def _scaled(self, value: float) -> float:
        return math.log10(value) if self.log else value


def curves(records: Sequence[EpochRecord], title: str) -> str:
    """The picture of training loss (solid) and validation loss (dashed) by epoch, the best epoch marked."""
    training = _points(records, "train_loss")
    validation = _points(records, "validation_loss")
    losses = [loss for _, loss in training + validation] or [0.0, 1.0]
    x = _epochs(max((record.epoch for record in records), default=1), min((r.epoch for r in records), default=0))
    y = _losses(min(losses), max(losses))
    parts = [
        *_frame(title),
        *_grid(x, y),
        _line(training, x, y, f'stroke="{TRAINING}"'),
        _line(validation, x, y, f'stroke="{VALIDATION}" stroke-dasharray="7 4"'),
        *_best(records, x, y),
        *_legend(bool(validation)),
    ]
    return "\n".join([*parts, "</svg>", ""])


def _points(records: Sequence[EpochRecord], name: str) -> list[Point]:
    """The finite losses by epoch; of very many, evenly chosen ones and the last."""
    found = [(float(record.epoch), getattr(record, name)) for record in records]
    finite = [(epoch, loss if abs(loss) > NOTHING else 0.0) for epoch, loss in found if abs(loss) < EVERYTHING]
    step = math.ceil(len(finite) / MOST_POINTS) or 1
    return finite[::step] + (finite[-1:] if (len(finite) - 1) % step else [])


def _epochs(last: int, first: int) -> Axis:
    low, high = float(min(first, last)), float(last)
    if low == high:
        low, high = low - 0.5, high + 0.5
    ticks = tuple(tick for tick in _round_ticks(low, high, 9) if tick == int(tick))
    return Axis(low, high, LEFT, WIDTH - RIGHT, ticks)


def _losses(low: float, high: float) -> Axis:
    """From zero, or by factors where the losses span many of them."""
    bottom = HEIGHT - BOTTOM
    if low > 0 and high / low >= LOG_FROM:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        step = math.ceil((last - first) / 8)
        ticks = tuple(10.0**power for power in range(first, last + 1, step))
        return Axis(10.0**first, 10.0**last, bottom, TOP, ticks, log=True)
    floor = min(low, 0.0)
    ceiling = high + 0.06 * (high - floor) or 1.0
    return Axis(floor, ceiling, bottom, TOP, _round_ticks(floor, ceiling, 6))


def _round_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """At most about ``most`` round numbers between ``low`` and ``high``."""
    raw = (high - low) / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw)
    first = math.ceil(low / step)
    return tuple(number * step for number in range(first, math.floor(high / step + 1e-9) + 1))


def _frame(title: str) -> Iterable[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="Inter, Segoe UI, Helvetica, Arial, sans-serif" font-size="13" fill="#1a2230">'
    )
    yield f"<title>{_text(title)}</title>"
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    yield f'<text x="{LEFT}" y="30" font-size="17" font-weight="600">{_text(title)}</text>'


def _text(text: str) -> str:
    """Text for XML, without the characters that XML does not allow."""
    return escape(re.sub("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text))


def _grid(x: Axis, y: Axis) -> Iterable[str]:
    bottom, right, middle = HEIGHT - BOTTOM, WIDTH - RIGHT, (TOP + HEIGHT - BOTTOM) / 2
    for tick in y.ticks:
        at = y.place(tick)
        yield f'<path d="M{LEFT} {at:.1f}H{right}" stroke="#e3e7ee"/>'
        yield f'<text x="{LEFT - 10}" y="{at + 4.5:.1f}" text-anchor="end">{tick:.4g}</text>'
    for tick in x.ticks:
        at = x.place(tick)
        yield f'<path d="M{at:.1f} {bottom}v5" stroke="#566072"/>'
        yield f'<text x="{at:.1f}" y="{bottom + 21}" text-anchor="middle">{tick:g}</text>'
    yield f'<path d="M{LEFT} {TOP}V{bottom}H{right}" fill="none" stroke="#566072"/>'
    yield f'<text x="{(LEFT + right) / 2:.1f}" y="{HEIGHT - 16}" text-anchor="middle">Epoch</text>'
    scale = "Loss (log scale)" if y.log else "Loss"
    yield f'<text transform="translate(24 {middle:.1f}) rotate(-90)" text-anchor="middle">{scale}</text>'


def _line(points: Sequence[Point], x: Axis, y: Axis, style: str) -> str:
    if len(points) == 1:
        at, loss = x.place(points[0][0]), y.place(points[0][1])
        return f'<path d="M{at - 6:.1f} {loss:.1f}h12" fill="none" stroke-width="2.2" {style}/>'
    path = "L".join(f"{x.place(epoch):.1f} {y.place(loss):.1f}" for epoch, loss in points)
    return f'<path d="M{path}" fill="none" stroke-width="2.2" stroke-linejoin="round" {style}/>' if path else ""


def _best(records: Sequence[EpochRecord], x: Axis, y: Axis) -> Iterable[str]:
    record = best(records)
    if record is None:
        return
    at, loss = x.place(record.epoch), y.place(record.judged_by)
    color = TRAINING if math.isnan(record.validation_loss) else VALIDATION
    late = at > (LEFT + WIDTH - RIGHT) / 2
    anchor, shift = ("end", -7) if late else ("start", 7)
    yield f'<path d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="{BEST}" stroke-dasharray="2 3"/>'
    yield f'<circle cx="{at:.1f}" cy="{loss:.1f}" r="4.5" fill="{color}" stroke="#ffffff" stroke-width="1.5"/>'
    yield (
        f'<text x="{at + shift:.1f}" y="{TOP + 16}" text-anchor="{anchor}" fill="{BEST}">'
        f"best: epoch {record.epoch}, loss {record.judged_by:.4g}</text>"
    )


def _legend(with_validation: bool) -> Iterable[str]:
    entries = [("Training", TRAINING, ""), ("Validation", VALIDATION, ' stroke-dasharray="7 4"')]
    at = LEFT
    for name, color, dashes in entries if with_validation else entries[:1]:
        yield f'<path d="M{at} 48h28" stroke="{color}" stroke-width="2.2"{dashes}/>'
        yield f'<text x="{at + 36}" y="52.5">{name}</text>'
        at += 128
