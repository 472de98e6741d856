"""Handlers for values whose rows are merged with another axis: windows of an image, or frames, as rows of their own.

A layer sees one row at a time, and here each row holds several: they become a further axis of the row while the handler
draws, and rows again in what it gives.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from netbuilder.interchange.composed.rows_first import AXES
from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, Drawer, Value, known_dims
from netbuilder.interchange.drawing.placed import ROWS, Placed
from netbuilder.interchange.traced import SLICE, Dims
from netbuilder.layers.base import Layer

Drawing = Callable[[Drawer, Call, Layer | None], Sequence[Value]]


def merged_axis(drawer: Drawer, call: Call) -> int | None:
    """The axis, the same of all values that enter, that consists of the rows and of something else; None without."""
    values = [drawer.values.get(number) for number in call.inputs]
    places = {_place(value) for value in values}
    sizes = {value.size([_place(value) or 0]) for value in values if isinstance(value, Placed) and value.axes}
    ranks = {len(value.axes) for value in values if isinstance(value, Placed)}
    return places.pop() if len(places) == len(sizes) == len(ranks) == 1 else None


def _place(value: Value | None) -> int | None:
    if not isinstance(value, Placed) or value.order is not None:
        return None
    return next((place for place, axis in enumerate(value.axes) if ROWS in axis and len(axis) > 1), None)


def rows_apart(handler: Drawing, drawer: Drawer, call: Call, layer: Layer | None, place: int) -> Sequence[Value]:
    """Draw a call whose values have the rows merged with something else along this axis. Raises NoLayerError."""
    kept = {number: drawer.values[number] for number in call.inputs}
    first = next(value for value in kept.values() if isinstance(value, Placed))
    rows_lead = first.axes[place][0] == ROWS
    if place in _axes(call):
        raise NoLayerError(BATCH)
    try:
        drawer.values.update({number: _apart(value, place) for number, value in kept.items()})
        drawer.keeps_inputs = True
        found = handler(drawer, _call_apart(call), layer)
    finally:
        drawer.keeps_inputs = False
        drawer.values.update(kept)
    return [_together(value, known_dims(dims), rows_lead) for value, dims in zip(found, call.leaving, strict=False)]


def _apart(value: Value, place: int) -> Value:
    """The rows as the first axis of a value, what they were merged with at the place that both had."""
    if not isinstance(value, Placed):
        return value
    others = tuple(part for part in value.axes[place] if part != ROWS)
    return replace(value, axes=((ROWS,), *value.axes[:place], others, *value.axes[place + 1 :]))


def _together(value: Value, dims: Dims, rows_lead: bool) -> Value:
    """The rows merged again with the axis that is a multiple of the batch in the imported network."""
    if not isinstance(value, Placed) or value.axes[0] != (ROWS,):
        raise NoLayerError(BATCH)
    place = _merged_place(dims)
    axes = list(value.axes[1:])
    axes[place] = (ROWS, *axes[place]) if rows_lead else (*axes[place], ROWS)
    return replace(value, axes=tuple(axes))


def _merged_place(dims: Dims) -> int:
    """The axis that is a multiple of the batch. Raises NoLayerError."""
    found = [axis for axis, size in enumerate(dims) if size < -1]
    if len(found) != 1:
        raise NoLayerError(BATCH)
    return found[0]


def _call_apart(call: Call) -> Call:
    rank = len(known_dims(call.entering[0]))
    settings = {name: _later(value, rank) if name in AXES else value for name, value in call.settings.items()}
    if "index" in settings and "dim" not in settings:
        settings["index"] = _index_apart(settings["index"])
    return replace(
        call,
        settings=settings,
        entering=tuple(_dims_apart(dims) for dims in call.entering),
        leaving=tuple(_dims_apart(dims) for dims in call.leaving),
        weights={name: _array_apart(array, rank) if name == "other" else array for name, array in call.weights.items()},
        stored={name: _array_apart(array, rank) for name, array in call.stored.items()},
    )


def _later(given: Any, rank: int) -> Any:
    """An axis, or several, as they are counted with the rows before them."""
    if isinstance(given, list):
        return [_later(one, rank) for one in given]
    return given % rank + 1 if isinstance(given, int) and not isinstance(given, bool) else given


def _index_apart(index: Any) -> Any:
    """An index with the whole of the rows before it."""
    return [{SLICE: [None, None, None]}, *(index if isinstance(index, list) else [index])]


def _dims_apart(dims: Dims | None) -> Dims | None:
    if dims is None:
        return None
    place = _merged_place(dims)
    return (-1, *dims[:place], -dims[place], *dims[place + 1 :])


def _array_apart(array: Any, rank: int) -> Any:
    """A tensor of the network's own that has all axes, with one for the rows."""
    return array[None] if array.ndim == rank else array


def _axes(call: Call) -> list[int]:
    """The axes that a call names, counted from the first."""
    rank = len(known_dims(call.entering[0]))
    given = [call.settings.get(name) for name in AXES]
    flat = [axis for one in given for axis in (one if isinstance(one, list) else [one])]
    return [axis % rank for axis in flat if isinstance(axis, int) and not isinstance(axis, bool)]
