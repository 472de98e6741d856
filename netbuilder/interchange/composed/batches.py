"""Batches one after another: values joined along the rows, and taken apart again.

Each row of the drawing holds a row of each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.operation_layers import added, rows_port
from netbuilder.interchange.drawing.placed import ROWS, Placed
from netbuilder.interchange.traced import BATCH as TIMES
from netbuilder.interchange.traced import SLICE, Dims, marked
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Reshape
from netbuilder.layers.merge import Concatenate
from netbuilder.layers.tensors.arranging import Slice

Drawing = Callable[[Drawer, Call, Layer | None], Sequence[Value]]


def joined_batches(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """``torch.cat`` along the rows. Raises NoLayerError."""
    dims = known_dims(call.leaving[0])
    values = [entered(drawer, call, place) for place in range(len(call.inputs))]
    if call.settings.get("dim", 0) % len(dims) or dims[0] != -len(values):
        raise NoLayerError(BATCH)
    ports = [rows_port(drawer, value) for value in values]
    ports = [added(drawer, Reshape(sizes=(1, *drawer.flat.shape(port))), port) for port in ports]
    port = drawer.flat.only(drawer.draw(Concatenate(inputs=len(ports), axis=0), ports, call, {}))
    apart = drawer.plain(port, (-1, len(values), *dims[1:]))
    rows, batches, *rest = apart.axes
    return [Placed(apart.port, apart.shape, apart.sides, ((*batches, *rows), *rest), scope=drawer.scope)]


def parts_of_batches(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """``chunk`` or ``split`` along the rows of batches that were joined. Raises NoLayerError."""
    value, dims = entered(drawer, call), known_dims(call.entering[0])
    if call.settings.get("dim", 0) % len(dims):
        raise NoLayerError(BATCH)
    found, start = list[Value](), 0
    for leaving in map(known_dims, call.leaving):
        found.append(_batches(drawer, value, start, start - leaving[0], leaving))
        start -= leaving[0]
    return found


def some_batches(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """An index that takes one or more of the batches that were joined, ``x[:rows]``. Raises NoLayerError."""
    value, index = entered(drawer, call), call.settings.get("index")
    first, *rest = index if isinstance(index, list) else [index]
    ends = marked(first, SLICE)
    if any(marked(part, SLICE) != [None, None, None] for part in rest) or not isinstance(ends, list) or ends[2]:
        raise NoLayerError(BATCH)
    start, stop = (_in_batches(end) for end in ends[:2])
    dims = known_dims(call.leaving[0])
    start = 0 if start is None else start
    return [_batches(drawer, value, start, start - dims[0] if stop is None else stop, dims)]


def _in_batches(end: Any) -> int | None:
    """The end of a slice, counted in batches. Raises NoLayerError."""
    if end is None or end == 0:
        return None
    times = marked(end, TIMES)
    if not isinstance(times, int):
        raise NoLayerError(BATCH)
    return times


def _batches(drawer: Drawer, value: Placed, start: int, stop: int, dims: Dims) -> Placed:
    """Some of the batches that a value holds one after another. Raises NoLayerError where it holds none so."""
    together = value.axes[0]
    if len(together) != 2 or together[1] != ROWS or not 0 <= start < stop <= value.sides[together[0]]:
        raise NoLayerError(BATCH)
    apart = Placed(value.port, value.shape, value.sides, ((ROWS,), together[:1], *value.axes[1:]))
    port = added(drawer, Slice(axis=0, start=start, stop=stop), rows_port(drawer, apart))
    found = drawer.plain(port, (-1, stop - start, *dims[1:]))
    rows, batches, *rest = found.axes
    return Placed(found.port, found.shape, found.sides, ((*batches, *rows), *rest), scope=drawer.scope)
