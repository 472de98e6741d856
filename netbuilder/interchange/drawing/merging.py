"""Sums, products and what stands side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from netbuilder.interchange.composed.parts_of_values import joined_with_own
from netbuilder.interchange.composed.refusals import ROUNDED
from netbuilder.interchange.drawing.call import OTHER, Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.operation_layers import own_numbers
from netbuilder.interchange.drawing.placed import ROWS, Placed, State, pair_of
from netbuilder.interchange.drawing.sequence_layers import states_on_top
from netbuilder.interchange.traced import VALUE, Dims, value_of
from netbuilder.layers.base import Layer
from netbuilder.layers.merge import Add, Concatenate, Multiply
from netbuilder.layers.tensors.arithmetic import Divide, Subtract
from netbuilder.layers.tensors.values import ConstantNumbers
from netbuilder.messages import say

MULTIPLIED = -1
"""The number of a value while it stands for one of the trace times a factor."""
Pair = type[Add] | type[Multiply] | type[Subtract] | type[Divide]


def merge(kind: Pair, *, turned: bool = False) -> Callable[[Drawer, Call, Layer | None], Sequence[Value]]:
    """What draws the sum, the product, … of two values. ``turned``: the second comes first."""

    def drawn(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
        if call.settings.get("rounding_mode"):
            raise NoLayerError(ROUNDED)
        factor = call.settings.get("alpha", 1)
        if factor != 1:
            return _with_factor(drawer, call, drawn, factor, turned)
        if len(call.inputs) == 1:
            return [_with_own(drawer, call, kind, turned)]
        first, second = (entered(drawer, call, at) for at in ((1, 0) if turned else (0, 1)))
        if (first.shape, first.sides, first.axes) == (second.shape, second.sides, second.axes) and first.order is None:
            node = drawer.draw(kind(), [first.port, second.port], call)
            return [replace(first, port=drawer.flat.only(node), scope=drawer.scope)]
        order = _order(first if len(first.sides) >= len(second.sides) else second)
        if len(first.axes) != len(second.axes):
            raise NoLayerError(
                say("its values have {first} and {second} axes.", first=len(first.axes), second=len(second.axes))
            )
        ports = [drawer.port_for(value, [[axis] for axis in order]) for value in (first, second)]
        node = drawer.draw(kind(), ports, call)
        return [_in_order(drawer, node, first, order, known_dims(call.leaving[0]))]

    return drawn


def of_codes(handler: Callable[..., Sequence[Value]]) -> Callable[[Drawer, Call, Layer | None], Sequence[Value]]:
    """A handler that takes codes, too, and gives codes again: with whole numbers, or a whole tensor, of the network's
    own, such as the place in a common table at which the codes of each column begin."""

    def drawn(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
        value = drawer.values.get(call.inputs[0]) if len(call.inputs) == 1 else None
        if not isinstance(value, Placed) or not value.codes or not _is_whole(call):
            return handler(drawer, call, layer)
        try:
            drawer.values[call.inputs[0]] = replace(value, codes=False)
            found = handler(drawer, call, layer)
        finally:
            drawer.values[call.inputs[0]] = replace(drawer.placed(call.inputs[0]), codes=True)
        return [replace(one, codes=True) if isinstance(one, Placed) else one for one in found]

    return drawn


def _is_whole(call: Call) -> bool:
    """Whether all numbers that a call computes with are whole."""
    import numpy

    own = [call.weights.get(OTHER), *map(call.settings.get, ("input", OTHER, "min", "max", "alpha"))]
    numbers = [one for one in own if isinstance(one, int | float | numpy.ndarray)]
    return all(bool((numpy.asarray(one) % 1 == 0).all()) for one in numbers)


def _with_factor(
    drawer: Drawer, call: Call, handler: Callable[..., Sequence[Value]], factor: Any, turned: bool
) -> Sequence[Value]:
    """A sum or a difference whose second part (the first, where they are turned) is multiplied by a number."""
    import numpy

    place = 0 if turned else 1
    arguments = list(call.operation.arguments)
    number = value_of(arguments[place]) if len(arguments) > place else None
    if not isinstance(factor, int | float) or isinstance(factor, bool) or number is None:
        raise NoLayerError(CONSTANT)
    before = drawer.placed(number)
    held = {"": numpy.array(factor, numpy.float32)}
    other = drawer.flat.add(ConstantNumbers(numbers=repr(float(factor))), [], drawer.scope, weights=held)
    port = drawer.flat.only(drawer.flat.add(Multiply(), [before.port, drawer.flat.only(other)], drawer.scope))
    drawer.values[MULTIPLIED], arguments[place] = replace(before, port=port), {VALUE: MULTIPLIED}
    inputs = list(call.inputs)
    inputs[-1 if place else 0] = MULTIPLIED
    operation = call.operation.model_copy(update={"arguments": arguments})
    settings = {**call.settings, "alpha": 1}
    try:
        return handler(drawer, replace(call, operation=operation, inputs=tuple(inputs), settings=settings), None)
    finally:
        del drawer.values[MULTIPLIED]


def _with_own(drawer: Drawer, call: Call, kind: Pair, turned: bool) -> Placed:
    """The sum, the product, … with a number, or with a tensor that the module keeps. Raises NoLayerError."""
    import numpy

    value, dims = entered(drawer, call), known_dims(call.leaving[0])
    array = call.weights.get(OTHER)
    before = value_of(call.operation.arguments[0]) is None
    number = call.settings.get("input" if before else "other")
    if array is None and isinstance(number, int | float) and not isinstance(number, bool):
        held = {"": numpy.array(number, numpy.float32)}
        other = drawer.draw(ConstantNumbers(numbers=repr(float(number))), [], call, held)
        ports = [value.port, drawer.flat.only(other)]  # which axis is which does not matter
        node = drawer.draw(kind(), ports[::-1] if before != turned else ports, call, {})
        return replace(value, port=drawer.flat.only(node), scope=drawer.scope)
    before_it = known_dims(call.entering[0])
    if array is None or value.axes[0] != (ROWS,) or len(before_it) != len(dims) or before_it[0] != dims[0]:
        raise NoLayerError(CONSTANT)
    if array.ndim == len(dims) and (array == array[:1]).all():
        array = array[0]  # the same for every row
    if kind is Add and call.fixed and not array.any():
        return value
    own = own_numbers(drawer, call, array)
    ports = [drawer.port_for(value, [[axis] for axis in range(1, len(value.axes))]), own]
    node = drawer.draw(kind(), ports[::-1] if before != turned else ports, call, {})
    return drawer.plain(drawer.flat.only(node), dims)


def _order(value: Placed) -> list[int]:
    """The axes of a row in the order in which the drawing has them."""
    axes = list(value.row_axes)
    if all(value.parts([axis]) for axis in axes):
        axes.sort(key=lambda axis: value.parts([axis]))
    return axes


def _in_order(drawer: Drawer, node: int, like: Placed, order: Sequence[int], dims: Dims) -> Placed:
    """What leaves a layer that takes its axes in this order, the batch where it was."""
    rows = [axis for axis in range(len(dims)) if axis not in order]
    taken = [*rows, *order]
    plain = drawer.plain(drawer.flat.only(node), tuple(dims[axis] for axis in taken))
    return plain.permuted([taken.index(axis) for axis in range(len(dims))])


def concatenate(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Values side by side."""
    found = [drawer.values[number] for number in call.inputs]
    together = states_on_top(call, found)
    if together is not None:
        return [together]
    tensors = call.settings.get("tensors", [])
    if isinstance(tensors, list) and len(tensors) != len(call.inputs):
        return joined_with_own(drawer, call)
    values = _side_by_side(drawer, call, found)
    if len(values) == 1:
        return values
    axis = call.settings.get("dim", 0) % len(values[0].axes)
    order = _order(values[0])
    if axis not in order:
        raise NoLayerError(BATCH)
    usual = order.index(axis) == (0 if len(order) == 3 else len(order) - 1)
    ports = [drawer.port_for(value, [[other] for other in order]) for value in values]
    layer = Concatenate(inputs=len(ports), axis=None if usual else order.index(axis))
    node = drawer.draw(layer, ports, call)
    return [_in_order(drawer, node, values[0], order, known_dims(call.leaving[0]))]


def _side_by_side(drawer: Drawer, call: Call, found: Sequence[Value]) -> list[Placed]:
    """What is joined; both directions of a recurrent layer are one value, as it puts them out."""
    values, at = list[Placed](), 0
    while at < len(found):
        both = pair_of(tuple(value for value in found[at : at + 2] if isinstance(value, State)))
        values.append(entered(drawer, call, at) if both is None else drawer.last_state(both))
        at += 1 if both is None else 2
    return values
