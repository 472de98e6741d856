"""Other arrangements of the same numbers, and what takes some axes together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from netbuilder.interchange.composed.parts_of_values import picked, picked_pairs, spread
from netbuilder.interchange.composed.refusals import ROUNDED
from netbuilder.interchange.composed.truth import is_truth
from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, CONSTANT, SWAPPED, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.operation_layers import added, constant, rows_port
from netbuilder.interchange.drawing.placed import ROWS, Placed, Port, States, pair_of, plain_axes, viewed
from netbuilder.interchange.drawing.row_layers import image, sequence
from netbuilder.interchange.drawing.sequence_layers import is_whole, last_step, some_states
from netbuilder.interchange.traced import SLICE, Dims, marked
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Flatten, Reshape
from netbuilder.layers.pooling import AveragePool, GlobalAveragePool, GlobalMaxPool, MaxPool
from netbuilder.layers.tensors.arranging import Permute, Slice
from netbuilder.layers.tensors.matrices import MatMul
from netbuilder.layers.tensors.reducing import Max, Mean
from netbuilder.messages import say


def view(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Other sizes for the same numbers: nothing, or a layer where the drawing must follow."""
    states, dims = drawer.values.get(call.inputs[0]), known_dims(call.leaving[0])
    node = pair_of(states.states) if isinstance(states, States) and states.swapped and len(dims) == 2 else None
    if node is not None:
        return [drawer.last_state(node)]
    if isinstance(states, States) and len(dims) == 4 and dims[0] * dims[1] == len(states.states) > 1:
        return [replace(states, columns=dims[1])]
    value = drawer.placed(call.inputs[0])
    found = viewed(value, dims) if value.order is None else None
    merged = value.order is None and value.axes[0][:1] == (ROWS,) and value.axes[0] != (ROWS,)
    if found is None and (merged or (value.axes[0] == (ROWS,) and len(dims) > 2)):
        found = viewed(drawer.straight(value, [[axis] for axis in range(len(value.axes))]), dims)
    if found is None:
        return [_in_one_row(drawer, value, dims)]
    if len(found.sides) == 1 and len(value.shape) > 1 and len(value.sides) > 1 and len(found.row_axes) == 1:
        node = drawer.flat.add(Flatten(), [found.port], drawer.scope, call.operation.path)
        return [
            replace(found, port=drawer.flat.only(node), shape=drawer.flat.nodes[node].shapes[0], scope=drawer.scope)
        ]
    return [replace(found, scope=drawer.scope)]


def _in_one_row(drawer: Drawer, value: Placed, dims: Dims) -> Placed:
    """A value whose axes are swapped, in one row: its numbers come in the drawing's own order, which is noted."""
    import numpy

    row = [size for size in dims if size != -1]
    if (
        dims[0] != -1
        or value.order is not None
        or len(row) != 1
        or value.axes[0] != (ROWS,)
        or any(ROWS in a for a in value.axes[1:])
    ):
        raise NoLayerError(SWAPPED)
    parts = value.parts(value.row_axes)
    places = numpy.arange(row[0]).reshape([value.sides[part] for part in parts])
    order = places.transpose([parts.index(place) for place in range(len(parts))]).reshape(-1)
    node = drawer.flat.add(Flatten(), [value.port], drawer.scope)
    sides, axes = plain_axes(dims)
    port = drawer.flat.only(node)
    return Placed(port, drawer.flat.shape(port), sides, axes, order, (value.sides, parts), scope=drawer.scope)


def permute(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Swapped axes: nothing is drawn."""
    states = drawer.values.get(call.inputs[0])
    if isinstance(states, States) and len(states.states) > 1 and _permutation(call, 3) == [1, 0, 2]:
        return [replace(states, swapped=not states.swapped)]
    value = drawer.placed(call.inputs[0])
    return [value.permuted(_permutation(call, len(value.axes)))]


def _permutation(call: Call, rank: int) -> list[int]:
    given, name = call.settings, call.operation.kind.removeprefix("f.")
    if "dims" in given:
        return [axis % rank for axis in given["dims"]]
    order = list(range(rank))
    if name.startswith(("mT", "transpose", "swap")):
        first, second = (given.get("dim0", -2) % rank, given.get("dim1", -1) % rank)
        order[first], order[second] = order[second], order[first]
        return order
    if name.startswith("T") or name == "t":
        return order[::-1]
    source, target = given["source"], given["destination"]
    if not isinstance(source, int) or not isinstance(target, int):
        raise NoLayerError(say("it moves several axes at once."))
    order.remove(source % rank)
    order.insert(target % rank, source % rank)
    return order


def pixel_shuffle(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Channels made places, or places made channels: axes split, put into another order and joined again."""
    value, before, after = entered(drawer, call), known_dims(call.entering[0]), known_dims(call.leaving[0])
    if len(before) != 4:
        raise NoLayerError(BATCH)
    if call.kind == "PixelShuffle":
        factor = after[2] // before[2]
        apart, order = (after[1], factor, factor, *before[2:]), (0, 3, 1, 4, 2)
    else:
        factor = before[2] // after[2]
        apart, order = (before[1], after[2], factor, after[3], factor), (0, 2, 4, 1, 3)
    port = added(drawer, Reshape(sizes=apart), rows_port(drawer, value))
    port = added(drawer, Reshape(sizes=after[1:]), added(drawer, Permute(order=order), port))
    return [drawer.plain(port, after)]


def _reduce(call: Call, value: Placed) -> tuple[list[int], list[int]]:
    """The axes that stay and those that are summed up, the batch left out. Raises NoLayerError."""
    dims = call.settings.get("dim")
    given = dims if isinstance(dims, list) else [dims]
    gone = [dim % len(value.axes) for dim in given if isinstance(dim, int)]
    if len(gone) != len(given):
        raise NoLayerError(say("it takes all numbers of a batch together."))
    if any(ROWS in value.axes[axis] for axis in gone) or value.axes[0] != (ROWS,):
        raise NoLayerError(BATCH)
    return [axis for axis in value.row_axes if axis not in gone], sorted(gone)


def global_pool(kind: type[GlobalAveragePool] | type[GlobalMaxPool]) -> Callable[..., Sequence[Value]]:
    """The mean or the largest along the axes of an image or a sequence."""

    def drawn(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
        value = entered(drawer, call)
        kept, gone = _reduce(call, value)
        if len(gone) == 1 and not value.fits([gone, kept]):
            raise NoLayerError(SWAPPED)  # a mean of features, or of the steps of an input that is not turned for it
        return [_pooled(drawer, call, value, kind(), kept, gone)]

    return drawn


def _pooled(drawer: Drawer, call: Call, value: Placed, layer: Layer, kept: list[int], gone: list[int]) -> Placed:
    if len(kept) != 1 or len(gone) not in (1, 2):
        raise NoLayerError(say("it does not take all places of an image or all steps of a sequence together."))
    groups = [kept, *[[axis] for axis in gone]] if len(gone) == 2 else [gone, kept]
    node = drawer.draw(layer, [drawer.port_for(value, groups)], call)
    return drawer.plain(drawer.flat.only(node), known_dims(call.leaving[0]))


def adaptive_pool(kind: type[AveragePool] | type[MaxPool], whole: type[Layer]) -> Callable[..., Sequence[Value]]:
    """Pooling to a size: the whole, windows of one size, or nothing."""

    def drawn(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
        value, before, after = entered(drawer, call), known_dims(call.entering[0]), known_dims(call.leaving[0])
        several = len(before) - (3 if call.kind.endswith("1d") else 4)
        places = range(2 + several, len(before))
        if all(after[axis] == 1 for axis in places):
            if several:
                return [_pooled_in_each(drawer, call, Mean if kind is AveragePool else Max, places)]
            return [_pooled(drawer, call, value, whole(), [1], list(places))]
        sizes = {before[axis] / after[axis] for axis in places}
        size = sizes.pop()
        if kind is AveragePool and (several or sizes or size != int(size)):
            return [_uneven_means(drawer, call, places)]
        if several:
            raise NoLayerError(BATCH)
        if sizes or size != int(size):
            raise NoLayerError(say("its windows have different sizes, those of a pooling layer one."))
        if size == 1:
            return [value]
        return (image if len(before) == 4 else sequence)(drawer, call, kind(size=int(size)))

    return drawn


def _pooled_in_each(drawer: Drawer, call: Call, kind: type[Mean] | type[Max], places: Iterable[int]) -> Placed:
    """The mean or the largest along some axes, which stay with size 1, of each of several values in a row."""
    port = rows_port(drawer, entered(drawer, call))
    for axis in places:
        port = added(drawer, kind(axis=axis - 1, keep=True), port)
    return drawer.plain(port, known_dims(call.leaving[0]))


def _uneven_means(drawer: Drawer, call: Call, places: Iterable[int]) -> Placed:
    """Means of windows of different sizes: a product with a matrix for each side.

    Of n places, for each i of m those from i·n/m, rounded down, to (i+1)·n/m, rounded up, as torch's adaptive
    pooling takes them.
    """
    import numpy

    before, after = known_dims(call.entering[0]), known_dims(call.leaving[0])
    port = rows_port(drawer, entered(drawer, call))
    for axis in places:
        matrix = numpy.zeros((before[axis], after[axis]))
        for place in range(after[axis]):
            start, stop = place * before[axis] // after[axis], -(-(place + 1) * before[axis] // after[axis])
            matrix[start:stop, place] = 1 / (stop - start)
        last = axis == len(before) - 1
        pair = (port, constant(drawer, matrix)) if last else (constant(drawer, matrix.T), port)
        port = added(drawer, MatMul(), *pair)
    return drawer.plain(port, after)


def codes(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Numbers made whole: an Embedding does that itself. Codes of the data and truths of a comparison are already."""
    value = drawer.placed(call.inputs[0])
    whole = not value.codes and value.port in drawer.whole
    return [replace(value, codes=not whole and not is_truth(drawer, value.port))]


def numbers(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Whole numbers made plain ones. Raises NoLayerError where they were cut off to become whole."""
    value = drawer.placed(call.inputs[0])
    if value.codes and value.port not in drawer.whole:
        raise NoLayerError(ROUNDED)
    return [replace(value, codes=False)]


def cast(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Numbers of another type."""
    words = str([call.operation.arguments[1:], call.operation.keywords])
    return (codes if "int" in words or "Long" in words else numbers)(drawer, call, None)


def item(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """A part of a value: a last state, a last step, or all of it with more axes."""
    value = drawer.values.get(call.inputs[0])
    if len(call.inputs) != 1:
        raise NoLayerError(CONSTANT)
    index = _index(call)
    if isinstance(value, States) and all(map(is_whole, index)):
        return [value]
    if isinstance(value, States) and (some := some_states(value, index)) is not None:
        return [some]
    value = drawer.placed(call.inputs[0])
    if all(is_whole(part) or part is None for part in index):
        return view(drawer, call, None)
    try:
        return [last_step(drawer, value, index)]
    except NoLayerError:
        return [_sliced(drawer, call, value, index)]


def _sliced(drawer: Drawer, call: Call, value: Value, index: list[Any]) -> Placed:
    """Some places of some axes: a slice for each. Raises NoLayerError where an index is none of places."""
    value, dims = drawer.placed(call.inputs[0]), known_dims(call.leaving[0])
    axes, rows = [part for part in index if part is not None], value.batch_axis
    axes += [{SLICE: [None, None, None]}] * (len(value.axes) - len(axes))
    if value.axes[rows] != (ROWS,) or not is_whole(axes[rows]) or len(axes) > len(value.axes):
        raise NoLayerError(BATCH)
    order = [axis for axis in range(len(value.axes)) if axis != rows]
    port = drawer.port_for(value, [[axis] for axis in order])
    named = [place for place, axis in enumerate(order) if call.array(axes[axis]) is not None]
    if len(named) > 1 and named == list(range(named[0], named[0] + len(named))):
        together = picked_pairs(drawer, call, port, named[0], [axes[order[place]] for place in named])
        if together is not None and rows == 0 and all(is_whole(axes[axis]) for axis in order[: named[0]]):
            return _sliced_after(drawer, call, together, named, [axes[axis] for axis in order])
    for place, axis in reversed(list(enumerate(order))):
        if is_whole(axes[axis]):
            continue
        some = picked(drawer, call, port, place, axes[axis])
        if some is not None:
            port = some
        else:
            port = drawer.flat.only(drawer.flat.add(_slice(place, axes[axis]), [port], drawer.scope))
    if rows == 0:
        return replace(drawer.plain(port, dims), codes=value.codes)
    if None in index:
        raise NoLayerError(BATCH)
    left = [axis for axis, part in enumerate(axes) if not isinstance(part, int)]
    taken = sorted(left, key=lambda axis: axis != rows)
    plain = drawer.plain(port, tuple(dims[left.index(axis)] for axis in taken))
    return plain.permuted([taken.index(axis) for axis in left])


def _sliced_after(drawer: Drawer, call: Call, port: Port, named: list[int], axes: list[Any]) -> Placed:
    """What several tensors have picked together, the axes after them whole. Raises NoLayerError."""
    if not all(map(is_whole, axes[named[-1] + 1 :])):
        raise NoLayerError(CONSTANT)
    return drawer.plain(port, known_dims(call.leaving[0]))


def parts(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """A value cut into parts along one axis (chunk, split), or into its places (unbind): a slice for each part."""
    value = entered(drawer, call)
    axis, rows = call.settings.get("dim", 0) % len(value.axes), value.batch_axis
    if value.axes[rows] != (ROWS,) or axis == rows:
        raise NoLayerError(BATCH)
    order = [other for other in range(len(value.axes)) if other != rows]
    port, start = drawer.port_for(value, [[other] for other in order]), 0
    results = list[Value]()
    for dims in map(known_dims, call.leaving):
        gone = len(dims) < len(value.axes)
        stop = start + (1 if gone else dims[axis])
        layer = Slice.parse({"axis": order.index(axis), "start": start, "stop": stop, "keep": not gone})
        cut = drawer.flat.only(drawer.flat.add(layer, [port], drawer.scope))
        left = [other for other in range(len(value.axes)) if not (gone and other == axis)]
        taken = sorted(left, key=lambda other: other != rows)
        plain = drawer.plain(cut, tuple(dims[left.index(other)] for other in taken))
        results.append(plain.permuted([taken.index(other) for other in left]))
        start = stop
    return results


def _slice(axis: int, part: Any) -> Slice:
    """The layer for one part of an index: a place, or places from one to another."""
    if isinstance(part, int) and not isinstance(part, bool):
        return Slice(axis=axis, start=part, keep=False)
    given = marked(part, SLICE)
    if not isinstance(given, list) or not all(end is None or type(end) is int for end in given):
        raise NoLayerError(say("it picks numbers by a tensor or by conditions, which no layer does."))
    start, stop, step = given
    return Slice.parse({"axis": axis, "start": start or 0, "stop": stop, "step": step or 1})


def _index(call: Call) -> list[Any]:
    """An index as a list, one entry an axis."""
    given = call.settings.get("index")
    if "dim" in call.settings:
        whole: list[Any] = [{SLICE: [None, None, None]}] * (call.settings["dim"] % len(known_dims(call.entering[0])))
        return [*whole, given]
    return spread(given if isinstance(given, list) else [given], len(known_dims(call.entering[0])))
