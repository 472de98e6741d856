"""The curves of a training as a picture, drawn without a window: SVG text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from netbuilder.commands.charts import svg
from netbuilder.commands.charts.svg import EVERYTHING, NOTHING, Axis, Point
from netbuilder.training.history import EpochRecord, best

TRAINING, VALIDATION = "#0072b2", "#d55e00"
LOG_FROM = 50.0
"""Losses that span this factor lie by factors."""
MAX_POINTS = 1200

STYLES = {
    "Training": f'stroke="{TRAINING}"',
    "Validation": f'stroke="{VALIDATION}" stroke-dasharray="7 4"',
}
"""Each curve by its name, with its line."""


def curves(records: Sequence[EpochRecord], title: str) -> str:
    """The picture of training loss (solid) and validation loss (dashed) by epoch, the best epoch marked."""
    lines = {"Training": _points(records, "train_loss"), "Validation": _points(records, "validation_loss")}
    losses = [loss for points in lines.values() for _, loss in points] or [0.0, 1.0]
    x = _epochs([record.epoch for record in records] or [0, 1])
    y = _losses(min(losses), max(losses))
    return svg.picture(
        title,
        svg.grid(x, y, "Epoch", "Loss"),
        (svg.line(points, x, y, STYLES[name]) for name, points in lines.items()),
        _best(records, x, y),
        svg.legend((name, style) for name, style in STYLES.items() if name == "Training" or lines[name]),
    )


def _points(records: Sequence[EpochRecord], name: str) -> list[Point]:
    """The finite losses by epoch; of very many, evenly chosen ones and the last."""
    found = [(float(record.epoch), getattr(record, name)) for record in records]
    finite = [(epoch, loss if abs(loss) > NOTHING else 0.0) for epoch, loss in found if abs(loss) < EVERYTHING]
    step = math.ceil(len(finite) / MAX_POINTS) or 1
    return finite[::step] + (finite[-1:] if (len(finite) - 1) % step else [])


def _epochs(epochs: Sequence[int]) -> Axis:
    return svg.across(float(min(epochs)), float(max(epochs)))


def _losses(low: float, high: float) -> Axis:
    """From zero, or by factors where the losses span many of them."""
    by_factors = low > 0 and high / low >= LOG_FROM
    return svg.upwards_by_factors(low, high) if by_factors else svg.upwards(low, high)


def _best(records: Sequence[EpochRecord], x: Axis, y: Axis) -> Iterable[str]:
    record = best(records)
    if record is None:
        return
    at, loss = x.place(record.epoch), y.place(record.judged_by)
    colour = TRAINING if math.isnan(record.validation_loss) else VALIDATION
    yield from svg.upright(record.epoch, x, f"best: epoch {record.epoch}, loss {record.judged_by:.4g}")
    yield f'<circle cx="{at:.1f}" cy="{loss:.1f}" r="4.5" fill="{colour}" stroke="#ffffff" stroke-width="1.5"/>'
