"""Operations of torch that the drawing has as tensor operations: on two values, along axes, and at the ends of axes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from netbuilder.interchange.drawing.call import OTHER, Call, NoLayerError, plain_number
from netbuilder.interchange.drawing.drawer import BATCH, CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.placed import ROWS, Placed, Port
from netbuilder.interchange.traced import ZEROS, marked, value_of
from netbuilder.layers.base import Layer
from netbuilder.layers.merge import Add, Concatenate, Multiply
from netbuilder.layers.tensors.arithmetic import Compare, Divide, Subtract, Where
from netbuilder.layers.tensors.arranging import Flip, Pad, Slice
from netbuilder.layers.tensors.lookups import Expand
from netbuilder.layers.tensors.reducing import Max, Mean, Sum
from netbuilder.layers.tensors.values import ConstantNumbers, Parameter
from netbuilder.messages import say

BEYOND_ALL = 1e30
"""What stands for infinity among the numbers of a Constant; of its negative, a power of e is 0, too."""
LEAST = -1e12
"""What stands for the negative of infinity where a Pad adds it: the least that it takes."""
MOST_NUMBERS = 4096
"""More of them than a Constant can show are a Parameter that is not trained."""


CONSTANT_MODE = "constant"
PADDING: Mapping[str, str] = {"Reflection": "reflect", "Replication": "replicate", "Circular": "circular"}
"""How the padding modules of torch fill, by how their names begin; all others with a number."""


Drawing = Callable[[Drawer, Call, Layer | None], Sequence[Value]]


def rows_port(drawer: Drawer, value: Placed) -> Port:
    """The port at which all axes of a value are axes of the drawing. Raises NoLayerError."""
    if value.axes[0] != (ROWS,):
        raise NoLayerError(BATCH)
    return drawer.port_for(value, [[axis] for axis in range(1, len(value.axes))])


def added(drawer: Drawer, layer: Layer, *inputs: Port) -> Port:
    """The output of a layer that is drawn besides that of the call."""
    return drawer.flat.only(drawer.flat.add(layer, inputs, drawer.scope))


def constant(drawer: Drawer, array: Any) -> Port:
    """Numbers that never change, as a layer that holds them."""
    import numpy

    held = {"": numpy.clip(array.astype(numpy.float32), -BEYOND_ALL, BEYOND_ALL)}
    numbers = " ".join(f"{number:g}" if number == int(number) else str(number) for number in held[""].reshape(-1))
    layer = ConstantNumbers(sizes=tuple(map(int, array.shape)), numbers=numbers)
    return drawer.flat.only(drawer.flat.add(layer, [], drawer.scope, weights=held))


def single(drawer: Drawer, number: float) -> Port:
    """One number that never changes."""
    import numpy

    return constant(drawer, numpy.array(number))


def along(kind: type[Sum] | type[Mean] | type[Max]) -> Callable[[Drawer, Call, Layer | None], Sequence[Value]]:
    """A sum, a mean, the largest or the smallest (the negative of the largest negative) of some axes of each row."""

    def drawn(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
        value, dims = entered(drawer, call), call.settings.get("dim")
        given = dims if isinstance(dims, list) else [dims]
        gone = sorted({dim % len(value.axes) for dim in given if isinstance(dim, int)}, reverse=True)
        if not gone or 0 in gone:
            raise NoLayerError(say("it takes all numbers of a batch together."))
        port, keep = rows_port(drawer, value), bool(call.settings.get("keepdim"))
        port = added(drawer, Multiply(), port, single(drawer, -1.0)) if call.kind == "Min" else port
        for axis in gone[:-1]:
            port = added(drawer, kind(axis=axis - 1, keep=keep), port)
        port = drawer.flat.only(drawer.draw(kind(axis=gone[-1] - 1, keep=keep), [port], call, {}))
        port = added(drawer, Multiply(), port, single(drawer, -1.0)) if call.kind == "Min" else port
        return [drawer.plain(port, known_dims(call.leaving[0]))]

    return drawn


def first_of(*handlers: Callable[..., Sequence[Value]]) -> Callable[[Drawer, Call, Layer | None], Sequence[Value]]:
    """What the first of several handlers draws that can; what none can is refused as the last refuses it."""

    def handled(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
        drawn = len(drawer.flat.nodes)
        for handler in handlers[:-1]:
            try:
                return handler(drawer, call, layer)
            except NoLayerError:
                drawer.flat.take_back(drawn)
        return handlers[-1](drawer, call, layer)

    return handled


def otherwise(handler: Drawing, other: Drawing) -> Drawing:
    """What a handler draws, or another one where that refuses; what neither can is refused as the first refuses it."""

    def handled(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
        drawn = len(drawer.flat.nodes)
        try:
            return handler(drawer, call, layer)
        except NoLayerError as refused:
            drawer.flat.take_back(drawn)
            try:
                return other(drawer, call, layer)
            except NoLayerError:
                raise refused from None

    return handled


def of_operands(make: Callable[[Call], Layer]) -> Callable[[Drawer, Call, Layer | None], Sequence[Value]]:
    """A layer of several operands, some of which may be numbers or a tensor of the network's own."""

    def drawn(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
        dims = known_dims(call.leaving[0])
        ports = operands(drawer, call, len(dims))
        node = drawer.draw(make(call), ports, call, {})
        return [drawer.plain(drawer.flat.only(node), dims)]

    return drawn


def operands(drawer: Drawer, call: Call, rank: int) -> list[Port]:
    """A port for each argument. Raises NoLayerError where one has other axes than the result, or rows of its own."""
    ports, values = [], iter(range(len(call.inputs)))
    for argument in call.operation.arguments:
        if value_of(argument) is not None:
            value = entered(drawer, call, next(values))
            if len(value.axes) != rank:
                raise NoLayerError(CONSTANT)
            ports.append(rows_port(drawer, value))
        elif plain_number(argument) and not isinstance(argument, dict):
            ports.append(single(drawer, argument))
        else:
            ports.append(constant(drawer, own_row(call, argument, rank)))
    return ports


def own_row(call: Call, argument: Any, rank: int) -> Any:
    """A tensor of the network's own that meets values of ``rank`` axes, as it is for each row. Raises NoLayerError."""
    array = call.array(argument)
    if array is None or (array.ndim >= rank and array.shape[0] != 1 and marked(argument, ZEROS) is None):
        raise NoLayerError(CONSTANT)
    return array[0] if array.ndim >= rank else array


RELATIONS: Mapping[str, str] = {"Greater": ">", "GreaterEqual": "≥", "Less": "<", "LessEqual": "≤", "Equal": "="}


def compared(call: Call) -> Layer:
    """The comparison of two operands."""
    return Compare.parse({"relation": RELATIONS[call.kind]})


def negative(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Every number times -1."""
    port = rows_port(drawer, entered(drawer, call))
    node = drawer.draw(Multiply(), [port, single(drawer, -1.0)], call, {})
    return [drawer.plain(drawer.flat.only(node), known_dims(call.leaving[0]))]


def reciprocal(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """One divided by every number."""
    port = rows_port(drawer, entered(drawer, call))
    node = drawer.draw(Divide(), [single(drawer, 1.0), port], call, {})
    return [drawer.plain(drawer.flat.only(node), known_dims(call.leaving[0]))]


def clamp(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Numbers below one limit and above another become that limit."""
    given = {name: call.settings.get(name) for name in ("min", "max")}
    port = rows_port(drawer, entered(drawer, call))
    for name, limit in given.items():
        if limit is None:
            continue
        if not isinstance(limit, int | float):
            raise NoLayerError(CONSTANT)
        end = single(drawer, float(limit))
        inside = added(drawer, Subtract(), *((port, end) if name == "min" else (end, port)))
        port = added(drawer, Where(), inside, port, end)
    return [drawer.plain(port, known_dims(call.leaving[0]))]


def expand(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Axes of size 1 are repeated: zeros of the wanted sizes are added; what has no rows comes for each row."""
    import numpy

    if value_of(call.operation.arguments[0]) is None:
        return [_for_each_row(drawer, call)]
    value, before, dims = entered(drawer, call), known_dims(call.entering[0]), known_dims(call.leaving[0])
    if before == dims:
        return [value]
    if len(before) != len(dims) or before[0] != dims[0]:
        raise NoLayerError(BATCH)
    if any(side not in (1, wanted) for side, wanted in zip(before, dims, strict=True)):
        port = rows_port(drawer, value)
        for axis, (side, wanted) in enumerate(zip(before[1:], dims[1:], strict=True)):
            if wanted > side:
                port = added(drawer, Concatenate(inputs=wanted // side, axis=axis), *[port] * (wanted // side))
        return [drawer.plain(port, dims)]
    zeros = constant(drawer, numpy.zeros(dims[1:]))
    node = drawer.draw(Add(), [rows_port(drawer, value), zeros], call, {})
    return [drawer.plain(drawer.flat.only(node), dims)]


def _for_each_row(drawer: Drawer, call: Call) -> Placed:
    """A tensor of the network's own, once for each row of the value that was computed last."""
    import numpy

    dims = known_dims(call.leaving[0])
    if -1 not in dims:
        raise NoLayerError(BATCH)
    rows = dims.index(-1)
    sizes = (*dims[:rows], *dims[rows + 1 :])
    array = numpy.zeros(sizes) if marked(call.operation.arguments[0], ZEROS) else call.weights.get(OTHER)
    if array is None:
        raise NoLayerError(CONSTANT)
    if array.size == math.prod(sizes):
        own = own_numbers(drawer, call, array.reshape(sizes))
    else:
        own = _widened(drawer, call, array, rows, sizes)
    port = for_each_row(drawer, own, call)
    order = [axis + (axis < rows) if axis != rows else 0 for axis in range(len(dims))]
    return drawer.plain(port, (-1, *sizes)).permuted(order)


def _widened(drawer: Drawer, call: Call, array: Any, rows: int, sizes: tuple[int, ...]) -> Port:
    """A tensor of the network's own of which axes of size 1 are repeated. Raises NoLayerError."""
    import numpy

    array = array.reshape((1,) * (len(sizes) + 1 - array.ndim) + tuple(array.shape))
    if array.shape[rows] != 1:
        raise NoLayerError(CONSTANT)
    array = array.squeeze(rows)
    if any(side not in (1, wanted) for side, wanted in zip(array.shape, sizes, strict=True)):
        raise NoLayerError(CONSTANT)
    return added(drawer, Add(), own_numbers(drawer, call, array), constant(drawer, numpy.zeros(sizes)))


def for_each_row(drawer: Drawer, own: Port, call: Call) -> Port:
    """What is the same for all rows, once for each row of the value that was computed last."""
    rows = next(value for value in reversed(drawer.values.values()) if isinstance(value, Placed))
    return drawer.flat.only(drawer.draw(Expand(), [own, rows.port], call, {}))


def own_numbers(drawer: Drawer, call: Call, array: Any, fixed: bool | None = None) -> Port:
    """A tensor that the network has for all rows: numbers that never change, or a Parameter.

    ``fixed``: whether training leaves it as it is, None where the call says so.
    """
    fixed = call.fixed if fixed is None else fixed
    if fixed and array.size <= MOST_NUMBERS:
        return constant(drawer, array)
    own = Parameter(sizes=tuple(int(size) for size in array.shape), trainable=not fixed)
    return drawer.flat.only(drawer.draw(own, [], call, {"": array}))


def pad(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Numbers added at the ends of some axes; before and after, of the last axis first, as in torch."""
    given = call.settings
    value, sides, number = entered(drawer, call), given.get("pad", given.get("padding")), given.get("value") or 0.0
    mode = given.get("mode") or next(
        (mode for kind, mode in PADDING.items() if call.kind.startswith(kind)), CONSTANT_MODE
    )
    if not isinstance(number, int | float):
        raise NoLayerError(CONSTANT)
    if not isinstance(sides, list) or not all(type(side) is int for side in sides):
        raise NoLayerError(CONSTANT)
    port, rank = rows_port(drawer, value), len(value.axes)
    for place, (before, after) in enumerate(zip(sides[::2], sides[1::2], strict=True)):
        axis = rank - 2 - place
        if (before or after) and axis < 0:
            raise NoLayerError(BATCH)
        if before < 0 or after < 0:
            stop = drawer.flat.shape(port)[axis] + min(after, 0)
            port = added(drawer, Slice(axis=axis, start=max(-before, 0), stop=stop), port)
        if before > 0 or after > 0:
            port = padded_along(drawer, port, axis, (max(before, 0), max(after, 0)), mode, number)
    return [drawer.plain(port, known_dims(call.leaving[0]))]


def padded_along(
    drawer: Drawer, port: Port, axis: int, sides: tuple[int, int], mode: str = CONSTANT_MODE, number: float = 0.0
) -> Port:
    """A value with so many places more before and after those of an axis: of a number, or of its own (``PADDING``)."""
    before, after = sides
    if mode == CONSTANT_MODE:
        return added(drawer, Pad(axis=axis, before=before, after=after, number=number), port)
    size, parts = drawer.flat.shape(port)[axis], list[Port]()
    if mode == "replicate":
        first, last = (added(drawer, Slice(axis=axis, start=at, stop=at + 1), port) for at in (0, size - 1))
        parts = [*[first] * before, port, *[last] * after]
    else:
        ends = (
            ((1, before + 1), (size - 1 - after, size - 1))
            if mode == "reflect"
            else ((size - before, size), (0, after))
        )
        cut = [
            added(drawer, Slice(axis=axis, start=start, stop=stop), port) if start < stop else None
            for start, stop in ends
        ]
        cut = [end and (added(drawer, Flip(axis=axis), end) if mode == "reflect" else end) for end in cut]
        parts = [end for end in (cut[0], port, cut[1]) if end is not None]
    return added(drawer, Concatenate(inputs=len(parts), axis=axis), *parts)


def flip(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Some axes of each row turned around."""
    value, dims = entered(drawer, call), call.settings.get("dims")
    port = rows_port(drawer, value)
    for axis in dims if isinstance(dims, list) else [dims]:
        if not isinstance(axis, int) or not axis % len(value.axes):
            raise NoLayerError(BATCH)
        port = added(drawer, Flip(axis=axis % len(value.axes) - 1), port)
    return [drawer.plain(port, known_dims(call.leaving[0]))]
