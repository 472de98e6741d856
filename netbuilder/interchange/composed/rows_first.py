"""Handlers that need the rows first, for values whose rows stand along another axis: sequences with the steps first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from netbuilder.interchange.drawing.call import OTHER, Call
from netbuilder.interchange.drawing.drawer import Drawer, Value
from netbuilder.interchange.drawing.placed import ROWS, Placed
from netbuilder.interchange.traced import SIZES, TENSOR, Dims, marked
from netbuilder.layers.base import Layer

Drawing = Callable[[Drawer, Call, Layer | None], Sequence[Value]]
AXES = ("dim", "axis", "dims")
"""The settings that name axes."""


def rows_first(handler: Drawing) -> Drawing:
    """The handler with the rows of all values first while it draws; what it gives has them where they were."""

    def drawn(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
        place = _place_of_rows(drawer, call)
        if not place:
            return handler(drawer, call, layer)
        entering = dict.fromkeys(call.inputs)
        for number in entering:
            drawer.values[number] = _turned(drawer, number, place)
        try:
            found = handler(drawer, _with_rows_first(call, place), layer)
        finally:
            for number in entering:
                drawer.values[number] = _turned_back(drawer.values[number], place)
        gone = 0 if call.settings.get("keepdim") else sum(axis < place for axis in _axes(call))
        return [_turned_back(value, place - gone) for value in found]

    return drawn


def _place_of_rows(drawer: Drawer, call: Call) -> int:
    """The axis of the rows, where it is the same of all values and not the first; else 0."""
    values = [drawer.values[number] for number in call.inputs]
    if any(isinstance(value, Placed) and not any(ROWS in axis for axis in value.axes) for value in values):
        return 0
    places = {value.batch_axis for value in values if isinstance(value, Placed)}
    alone = all(isinstance(value, Placed) and value.axes[value.batch_axis] == (ROWS,) for value in values)
    ranks = {len(value.axes) for value in values if isinstance(value, Placed)}
    return places.pop() if alone and len(places) == len(ranks) == 1 else 0


def _turned(drawer: Drawer, number: int, place: int) -> Value:
    value = drawer.values[number]
    return value.permuted(_front(len(value.axes), place)) if isinstance(value, Placed) else value


def _turned_back(value: Value, place: int) -> Value:
    """A value whose first axis becomes that of this place."""
    if not isinstance(value, Placed):
        return value
    return value.permuted(
        [axis + 1 if axis < place else 0 if axis == place else axis for axis in range(len(value.axes))]
    )


def _front(rank: int, place: int) -> list[int]:
    return [place, *(axis for axis in range(rank) if axis != place)]


def _with_rows_first(call: Call, place: int) -> Call:
    rank = next(len(dims) for dims in call.entering if dims is not None)
    settings = {name: _moved(value, rank, place) if name in AXES else value for name, value in call.settings.items()}
    weights = {name: _row_first(value, rank, place) if name == OTHER else value for name, value in call.weights.items()}
    gone = [] if call.settings.get("keepdim") else _axes(call)
    return replace(
        call,
        settings=settings,
        weights=weights,
        entering=tuple(_dims(dims, place) for dims in call.entering),
        leaving=tuple(_dims(dims, place - sum(axis < place for axis in gone)) for dims in call.leaving),
        operation=call.operation.model_copy(update={"arguments": [_own(one) for one in call.operation.arguments]}),
        stored={name: _row_first(array, rank, place) for name, array in call.stored.items()},
    )


def _own(argument: Any) -> Any:
    """An argument; zeros are given by their number, as they are the same in any order of axes."""
    return 0.0 if marked(argument, SIZES) is not None and not marked(argument, TENSOR) else argument


def _axes(call: Call) -> list[int]:
    """The axes that a call takes together, counted from the first."""
    rank = next(len(dims) for dims in call.entering if dims is not None)
    given = [call.settings.get(name) for name in AXES]
    flat: Iterable[Any] = (axis for one in given for axis in (one if isinstance(one, list) else [one]))
    return sorted({axis % rank for axis in flat if isinstance(axis, int) and not isinstance(axis, bool)})


def _moved(given: Any, rank: int, place: int) -> Any:
    """An axis, or several, as they are counted with the rows first."""
    if isinstance(given, list):
        return [_moved(one, rank, place) for one in given]
    return _front(rank, place).index(given % rank) if isinstance(given, int) and not isinstance(given, bool) else given


def _dims(dims: Dims | None, place: int) -> Dims | None:
    return dims if dims is None or len(dims) <= place else tuple(dims[axis] for axis in _front(len(dims), place))


def _row_first(array: Any, rank: int, place: int) -> Any:
    """A tensor of the network's own with its axes in the same order; shorter ones have axes of size 1 before them."""
    if array.ndim > rank or array.ndim <= rank - 1 - place:
        return array
    whole = array.reshape((1,) * (rank - array.ndim) + tuple(array.shape))
    return whole.transpose(_front(rank, place))
