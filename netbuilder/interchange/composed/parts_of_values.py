"""Values put together from parts: stacked, joined with tensors of the network's own, changed in some places, rolled."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from netbuilder.interchange.composed.truth import is_truth
from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.operation_layers import (
    added,
    constant,
    for_each_row,
    own_numbers,
    rows_port,
    single,
)
from netbuilder.interchange.drawing.placed import ROWS, Placed, Port
from netbuilder.interchange.traced import FIXED, OTHER, SLICE, marked, value_of
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Reshape
from netbuilder.layers.merge import Concatenate
from netbuilder.layers.tensors.arithmetic import Where
from netbuilder.layers.tensors.arranging import Pad, Permute, Slice
from netbuilder.layers.tensors.matrices import MatMul
from netbuilder.messages import say

MOST_RUNS = 64
"""So many slices are joined where places are picked."""
PICKED = say("it changes places that conditions or tensors name, which no layer does.")


def stacked(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Values side by side along an axis of its own."""
    values = [entered(drawer, call, place) for place in range(len(call.inputs))]
    tensors, dims = call.settings.get("tensors", []), known_dims(call.leaving[0])
    if (
        not isinstance(tensors, list)
        or len(tensors) != len(values)
        or {len(one.axes) for one in values} != {len(dims) - 1}
    ):
        raise NoLayerError(CONSTANT)
    rows = {value.batch_axis for value in values}
    if len(rows) > 1 or any(value.axes[value.batch_axis] != (ROWS,) for value in values):
        raise NoLayerError(BATCH)
    before, axis = rows.pop(), call.settings.get("dim", 0) % len(dims)
    place = axis - (axis > before)
    ports = list[Port]()
    for value in values:
        order = [other for other in range(len(value.axes)) if other != before]
        shape = [value.size([other]) for other in order]
        wide = Reshape(sizes=(*shape[:place], 1, *shape[place:]))
        ports.append(added(drawer, wide, drawer.port_for(value, [[other] for other in order])))
    node = drawer.draw(Concatenate(inputs=len(ports), axis=place), ports, call)
    after = before + (axis <= before)
    taken = [after, *(other for other in range(len(dims)) if other != after)]
    plain = drawer.plain(drawer.flat.only(node), tuple(dims[other] for other in taken))
    return [plain.permuted([taken.index(other) for other in range(len(dims))])]


def joined_with_own(drawer: Drawer, call: Call) -> Sequence[Value]:
    """Values and tensors of the network's own, the same for each row, joined along an axis. Raises NoLayerError."""
    tensors, dims = call.settings.get("tensors", []), known_dims(call.leaving[0])
    if isinstance(tensors, list) and None in tensors:  # of ONNX files
        tensors = call.operation.arguments
    axis = call.settings.get("dim", 0) % len(dims)
    if not isinstance(tensors, list) or not axis:
        raise NoLayerError(BATCH)
    values, ports = iter(range(len(call.inputs))), list[Port]()
    for tensor in tensors:
        if value_of(tensor) is not None:
            ports.append(rows_port(drawer, entered(drawer, call, next(values))))
            continue
        array = call.array(tensor)
        if array is None or array.ndim != len(dims) or array.shape[0] != 1:
            raise NoLayerError(CONSTANT)
        ports.append(for_each_row(drawer, own_numbers(drawer, call, array[0], bool(marked(tensor, FIXED))), call))
    node = drawer.draw(Concatenate(inputs=len(ports), axis=axis - 1), ports, call, {})
    return [drawer.plain(drawer.flat.only(node), dims)]


def rolled(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Some axes turned in a circle: what leaves at the end comes in at the beginning."""
    value, given = entered(drawer, call), call.settings
    port, dims = rows_port(drawer, value), known_dims(call.leaving[0])
    shifts, axes = ([one] if isinstance(one, int) else one for one in (given.get("shifts"), given.get("dims")))
    if not isinstance(shifts, list) or not isinstance(axes, list) or len(shifts) != len(axes):
        raise NoLayerError(say("it turns all numbers of a batch in one circle."))
    for shift, axis in zip(shifts, (axis % len(dims) for axis in axes), strict=True):
        if not axis:
            raise NoLayerError(BATCH)
        at = -shift % dims[axis]
        if at:
            last, first = (
                added(drawer, Slice(axis=axis - 1, start=start, stop=stop), port)
                for start, stop in ((at, None), (0, at))
            )
            port = added(drawer, Concatenate(inputs=2, axis=axis - 1), last, first)
    return [drawer.plain(port, dims)]


def assigned(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Some places of a value, always the same, are set to a number, to numbers or to another value."""
    import numpy

    given, index, new = call.operation.arguments[:3]
    dims = known_dims(call.leaving[0])
    if value_of(index) is not None:
        return [drawer.plain(_where_true(drawer, call, (given, index, new)), dims)]
    places = _places(index if isinstance(index, list) else [index], len(dims))
    mask = numpy.zeros(dims[1:], numpy.float32)
    mask[places] = 1
    values = iter(range(len(call.inputs)))
    if value_of(given) is not None:
        before = rows_port(drawer, entered(drawer, call, next(values)))
    else:
        before = constant(drawer, _row(call.array(given), dims))
    if value_of(new) is not None:
        after = _put(drawer, entered(drawer, call, next(values)), places, dims, mask[places].shape)
    elif isinstance(new, int | float):
        after = single(drawer, float(new))
    else:
        whole, array = numpy.zeros(dims[1:], numpy.float32), call.array(new)
        if array is None or (array.ndim and array.ndim > mask[places].ndim and array.shape[0] != 1):
            raise NoLayerError(CONSTANT)
        whole[places] = array[0] if array.ndim > mask[places].ndim else array
        after = constant(drawer, whole)
    node = drawer.draw(Where(), [constant(drawer, mask), after, before], call, {})
    return [drawer.plain(drawer.flat.only(node), dims)]


def _where_true(drawer: Drawer, call: Call, arguments: Sequence[Any]) -> Port:
    """A value whose places that a truth of the same sizes marks are set to a number."""
    given, _, new = arguments
    if value_of(given) is None or not isinstance(new, int | float) or call.entering[0] != call.entering[1]:
        raise NoLayerError(PICKED)
    value, mask = (rows_port(drawer, entered(drawer, call, place)) for place in (0, 1))
    if not is_truth(drawer, mask):
        raise NoLayerError(PICKED)
    return added(drawer, Where(), mask, single(drawer, float(new)), value)


def copied(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """A value whose numbers all become those of another one."""
    if value_of(call.operation.arguments[1]) is None or call.entering[-1] != call.leaving[0]:
        raise NoLayerError(CONSTANT)
    return [entered(drawer, call, len(call.inputs) - 1)]


def filled(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """A value whose numbers all become the same one."""
    import numpy

    number, dims = call.settings.get("number", 0.0), known_dims(call.leaving[0])
    if not isinstance(number, int | float) or dims[0] != -1:
        raise NoLayerError(CONSTANT)
    same = constant(drawer, numpy.full(dims[1:] or (1,), float(number)))
    return [drawer.plain(for_each_row(drawer, same, call), dims)]


def _places(index: Sequence[Any], rank: int) -> tuple[Any, ...]:
    """An index as NumPy takes it, without that of the rows, of which all are taken. Raises NoLayerError."""
    index = spread(list(index), rank)
    if not index or marked(index[0], SLICE) != [None, None, None]:
        raise NoLayerError(BATCH)
    found = list[Any]()
    for part in index[1:]:
        ends = marked(part, SLICE)
        listed = isinstance(part, list) and all(type(place) is int for place in part)
        if (isinstance(part, int) and not isinstance(part, bool)) or (listed and part):
            found.append(part)
        elif isinstance(ends, list) and all(end is None or type(end) is int for end in ends):
            found.append(slice(*ends))
        else:
            raise NoLayerError(PICKED)
    return tuple(found)


def _row(array: Any, dims: Sequence[int]) -> Any:
    if array is None or array.ndim != len(dims) or array.shape[0] != 1:
        raise NoLayerError(CONSTANT)
    return array[0]


def _put(drawer: Drawer, value: Placed, places: tuple[Any, ...], dims: Sequence[int], shape: tuple[int, ...]) -> Port:
    """A value at its places in a row of zeros. Raises NoLayerError where it would have to be repeated."""
    port = rows_port(drawer, value)
    if any(isinstance(place, list) for place in places):
        raise NoLayerError(PICKED)
    if drawer.flat.shape(port) != (shape or (1,)):
        raise NoLayerError(say("it repeats what it puts in."))
    ranges = [
        range(size)[place] if isinstance(place, slice) else range(size)[place : place + 1 or None]
        for size, place in zip(dims[1:], (*places, *[slice(None)] * len(dims)), strict=False)
    ]
    sizes = tuple(map(len, ranges))
    port = port if drawer.flat.shape(port) == sizes else added(drawer, Reshape(sizes=sizes), port)
    for axis, (taken, size) in enumerate(zip(ranges, dims[1:], strict=True)):
        if taken.step < 1:
            raise NoLayerError(PICKED)
        port = set_apart(drawer, port, axis, taken.step)
        if taken.start or taken[-1] + 1 < size:
            port = added(drawer, Pad(axis=axis, before=taken.start, after=size - taken[-1] - 1), port)
    return port


def set_apart(drawer: Drawer, port: Port, axis: int, stride: int) -> Port:
    """So many places for each number of an axis, the others zeros; none after the last."""
    shape = drawer.flat.shape(port)
    if stride == 1 or shape[axis] == 1:
        return port
    port = added(drawer, Reshape(sizes=(*shape[: axis + 1], 1, *shape[axis + 1 :])), port)
    port = added(drawer, Pad(axis=axis + 1, before=0, after=stride - 1), port)
    longer = shape[axis] * stride
    port = added(drawer, Reshape(sizes=(*shape[:axis], longer, *shape[axis + 1 :])), port)
    return added(drawer, Slice(axis=axis, stop=longer - stride + 1), port)


def spread(index: list[Any], rank: int) -> list[Any]:
    """An index in which an ellipsis stands for as many whole axes as are missing."""
    places = [place for place, part in enumerate(index) if marked(part, OTHER) == "Ellipsis"]
    if not places:
        return index
    given = sum(part is not None for part in index) - 1
    return [*index[: places[0]], *[{SLICE: [None, None, None]}] * (rank - given), *index[places[0] + 1 :]]


def _picked_by_a_matrix(drawer: Drawer, call: Call, port: Port, axis: int, places: Any) -> Port:
    """Places of an axis as a product with a matrix that has a single 1 for each."""
    import numpy

    shape = drawer.flat.shape(port)
    matrix = (numpy.arange(shape[axis])[:, None] == places).astype(numpy.float32)
    order = (*(place for place in range(len(shape)) if place != axis), axis)
    last = axis == len(shape) - 1
    port = port if last else added(drawer, Permute(order=order), port)
    port = added(drawer, Reshape(sizes=(1, *shape)), port) if len(shape) == 1 else port
    port = added(drawer, MatMul(), port, own_numbers(drawer, call, matrix, fixed=True))
    port = added(drawer, Reshape(sizes=(len(places),)), port) if len(shape) == 1 else port
    back = tuple(order.index(place) for place in range(len(shape)))
    return port if last else added(drawer, Permute(order=back), port)


def picked_pairs(drawer: Drawer, call: Call, port: Port, axis: int, parts: Sequence[Any]) -> Port | None:
    """Places of neighboring axes that as many tensors name together, ``x[:, rows, columns]``; else None."""
    import numpy

    arrays = [call.array(part) for part in parts]
    if any(array is None or array.ndim != 1 or array.dtype.kind not in "iu" for array in arrays):
        return None
    shape = drawer.flat.shape(port)
    sides = shape[axis : axis + len(arrays)]
    places = numpy.ravel_multi_index([array % side for array, side in zip(arrays, sides, strict=True)], sides)
    together = (*shape[:axis], math.prod(sides), *shape[axis + len(arrays) :])
    return picked_places(drawer, call, added(drawer, Reshape(sizes=together), port), axis, places)


def picked(drawer: Drawer, call: Call, port: Port, axis: int, part: Any) -> Port | None:
    """Places of an axis that a tensor of the network's own or a list names, as slices that are joined; else None."""
    import numpy

    listed = isinstance(part, list) and all(type(place) is int for place in part)
    array = numpy.array(part) if listed else call.array(part)
    if array is None or array.ndim != 1 or array.dtype.kind not in "iub" or not array.size:
        return None
    side = drawer.flat.shape(port)[axis]
    places = numpy.nonzero(array)[0] if array.dtype.kind == "b" else array % side
    return picked_places(drawer, call, port, axis, places)


def picked_places(drawer: Drawer, call: Call, port: Port, axis: int, places: Any) -> Port:
    """Places of an axis, counted from its first, as slices that are joined."""
    import numpy

    runs = numpy.split(places, numpy.nonzero(numpy.diff(places) != 1)[0] + 1)
    if len(runs) > MOST_RUNS:
        return _picked_by_a_matrix(drawer, call, port, axis, places)
    cut = [added(drawer, Slice(axis=axis, start=int(run[0]), stop=int(run[-1]) + 1), port) for run in runs]
    return cut[0] if len(cut) == 1 else added(drawer, Concatenate(inputs=len(cut), axis=axis), *cut)
