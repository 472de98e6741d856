"""What an experiment measured as a picture, drawn without a window: the terms by epoch, or by the value of a
hyperparameter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from netbuilder.commands.charts import svg
from netbuilder.commands.charts.svg import EVERYTHING, Axis, Point
from netbuilder.experiments.decomposition import Terms
from netbuilder.experiments.sweep.sweep import Swept

STYLES = {
    "test_error": ("Test error", 'stroke="#1a2230"'),
    "bias2": ("Bias²", 'stroke="#0072b2"'),
    "variance": ("Variance", 'stroke="#d55e00" stroke-dasharray="7 4"'),
    "noise": ("Noise", 'stroke="#566072" stroke-dasharray="2 3"'),
    "total": ("Sum", 'stroke="#009e73" stroke-dasharray="8 3 2 3"'),
}
"""Each term with its words and its line; the one drawn first lies below."""

ROUND_FROM = 20.0
"""Values of a hyperparameter that span this factor lie by factors."""


def terms_picture(swept: Swept, title: str) -> str:
    """The terms with their standard errors: against the values of the hyperparameter, or without one against the
    epochs."""
    if swept.hyperparameter:
        named = [(point.value, point.terms) for point in swept.points if point.terms is not None and point.is_whole]
        places = _places([value for value, _ in named])
        found = {place: terms for place, (_, terms) in zip(places, named, strict=True)}
        words = {place: str(value) for place, (value, _) in zip(places, named, strict=True)}
        drawn = [place for place, (value, _) in zip(places, named, strict=True) if value == swept.drawn]
        return _picture(found, title, swept.hyperparameter, words, drawn)
    records = [terms for point in swept.points if point.result for terms in point.result.records if terms.members]
    return _picture({float(terms.epoch): terms for terms in records}, title, "Epoch", {}, [])


def _named(name: str, knows_noise: bool) -> tuple[str, str]:
    """The words and the line of a term. Where nobody knows the noise, bias² holds it as well."""
    words, style = STYLES[name]
    return (words if knows_noise or name != "bias2" else "Bias² + noise"), style


def _places(values: Sequence[Any]) -> list[float]:
    """Where values lie along the axis: where they are, or one beside the other where they are no numbers."""
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        return [float(value) for value in values]
    return [float(place) for place in range(1, len(values) + 1)]


def _picture(
    found: Mapping[float, Terms], title: str, measured_along: str, words: Mapping[float, str], drawn: Sequence[float]
) -> str:
    x = _across(sorted(found), words)
    lines = {name: points for name in STYLES if (points := _points(found, name))}
    heights = [height for points in lines.values() for _, height in points] or [0.0]
    y = svg.upwards(min(heights), max(heights))
    return svg.picture(
        title,
        svg.grid(x, y, measured_along, "Squared error"),
        (part for place in drawn for part in svg.upright(place, x, "unchanged")),
        (band for name in ("bias2", "variance", "test_error") for band in _band(found, name, x, y)),
        (svg.line(lines[name], x, y, STYLES[name][1]) for name in reversed(lines)),
        svg.legend(_named(name, "noise" in lines) for name in lines),
    )


def _points(found: Mapping[float, Terms], name: str) -> list[Point]:
    pairs = ((place, getattr(found[place], name)) for place in sorted(found))
    return [(place, value) for place, value in pairs if abs(value) < EVERYTHING]


def _across(places: Sequence[float], words: Mapping[float, str]) -> Axis:
    """The axis of epochs or values; of values, each has its tick."""
    low, high = (places[0], places[-1]) if places else (0.0, 1.0)
    log = bool(words) and low > 0 and high / low >= ROUND_FROM
    return svg.across(low, high, places if words else (), log=log, words=words)


def _band(found: Mapping[float, Terms], name: str, x: Axis, y: Axis) -> Iterable[str]:
    """One standard error to both sides."""
    known = [(place, getattr(found[place], name), found[place].standard_errors.get(name)) for place in sorted(found)]
    sure = [(place, value, error) for place, value, error in known if error and abs(value) + error < EVERYTHING]
    if len(sure) < 2:
        return
    upper = [f"{x.place(place):.1f} {_within(y, value + error):.1f}" for place, value, error in sure]
    lower = [f"{x.place(place):.1f} {_within(y, value - error):.1f}" for place, value, error in reversed(sure)]
    colour = STYLES[name][1].split('"')[1]
    yield f'<path d="M{"L".join([*upper, *lower])}Z" fill="{colour}" fill-opacity="0.14"/>'


def _within(y: Axis, value: float) -> float:
    return y.place(min(max(value, y.low), y.high))
