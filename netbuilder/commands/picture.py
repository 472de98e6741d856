"""The curves of a training as a picture, drawn without a window: SVG text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from netbuilder.commands.svg import (
    BOTTOM,
    HEIGHT,
    LEFT,
    QUIET,
    RIGHT,
    TOP,
    WIDTH,
    Axis,
    Point,
    frame,
    grid,
    line,
    round_ticks,
)
from netbuilder.training.history import EpochRecord, best

TRAINING, VALIDATION, BEST = "#0072b2", "#d55e00", QUIET
LOG_FROM = 50.0
MOST_POINTS = 1200
NOTHING, EVERYTHING = 1e-300, 1e300


def curves(records: Sequence[EpochRecord], title: str) -> str:
    """The picture of training loss (solid) and validation loss (dashed) by epoch, the best epoch marked."""
    training = _points(records, "train_loss")
    validation = _points(records, "validation_loss")
    losses = [loss for _, loss in training + validation] or [0.0, 1.0]
    x = _epochs(max((record.epoch for record in records), default=1), min((r.epoch for r in records), default=0))
    y = _losses(min(losses), max(losses))
    parts = [
        *frame(title),
        *grid(x, y, "Epoch", "Loss"),
        line(training, x, y, f'stroke="{TRAINING}"'),
        line(validation, x, y, f'stroke="{VALIDATION}" stroke-dasharray="7 4"'),
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
    ticks = tuple(tick for tick in round_ticks(low, high, 9) if tick == int(tick))
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
    return Axis(floor, ceiling, bottom, TOP, round_ticks(floor, ceiling, 6))


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
