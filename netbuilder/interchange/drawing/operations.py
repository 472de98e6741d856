"""How each kind of operation is drawn: in which order of axes a layer takes its values, and what leaves it.

Layers take images as (channels, height, width) and sequences as (length, features), wherever the batch and the
channels are in the imported network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.flat_drawing import FlatDrawing
from netbuilder.interchange.drawing.layer_table import layer_of
from netbuilder.interchange.drawing.placed import (
    ROWS,
    Placed,
    Port,
    State,
    States,
    pair_of,
    plain_axes,
    viewed,
    with_sides,
)
from netbuilder.interchange.traced import SLICE, ZEROS, Dims, marked
from netbuilder.layers.base import Layer
from netbuilder.layers.convolution import Conv2D
from netbuilder.layers.core import Flatten
from netbuilder.layers.merge import Add, Concatenate, Multiply
from netbuilder.layers.pooling import AveragePool, GlobalAveragePool, GlobalMaxPool, MaxPool
from netbuilder.messages import say

SWAPPED = say("the numbers arrive with their axes swapped, and no layer swaps axes.")
ORDER = say("the numbers arrive in another order than in the drawing, and no layer sorts them.")
STATES = say("it takes the states of a recurrent layer, of which a layer puts out the last only.")
BATCH = say("the rows of a batch are not an axis of their own here, and a layer sees one row at a time.")
CONSTANT = say("it takes a number or a tensor of its own, which no layer does.")
SIZES = say("the sizes that reach it are not known.")
CODES = say("it takes whole numbers, which only an Embedding does.")

Groups = Sequence[Sequence[int]]
Value = Placed | States | State


class Drawer(Protocol):
    """What draws: see ``translation.Translation``."""

    flat: FlatDrawing
    values: dict[int, Value]
    scope: int

    def placed(self, number: int) -> Placed:
        """A value that enters an operation."""

    def last_state(self, node: int) -> Placed:
        """The state that a recurrent layer puts out."""

    def port_for(self, value: Placed, groups: Groups) -> Port:
        """The port at which a value has these groups of its axes as its own."""

    def draw(
        self, layer: Layer, inputs: Sequence[Port | None], call: Call, weights: Mapping[str, Any] | None = None
    ) -> int:
        """Draw the layer of a call."""

    def plain(self, port: Port, dims: Dims) -> Placed:
        """A value whose axes are those of the drawing."""


def handle(drawer: Drawer, call: Call, layer: Layer | None = None) -> Sequence[Value]:
    """Draw an operation, with ``layer`` in place of its own where given. Returns its results. Raises NoLayerError."""
    if not call.inputs:
        raise NoLayerError(SIZES)
    handler = HANDLERS.get(call.kind)
    if handler is None:
        raise NoLayerError(say("there is no layer for it."))
    return handler(drawer, call, layer)


def _dims(dims: Dims | None) -> Dims:
    if dims is None:
        raise NoLayerError(SIZES)
    return dims


def _entered(drawer: Drawer, call: Call, at: int = 0) -> Placed:
    value = drawer.placed(call.inputs[at])
    if value.codes:
        raise NoLayerError(CODES)
    return value


def _only_tensor(call: Call) -> None:
    """Raise NoLayerError where an operation of one value takes others too."""
    if len(set(call.inputs)) > 1:
        raise NoLayerError(CONSTANT)


def _number_by_number(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    value = _entered(drawer, call)
    node = drawer.draw(layer or layer_of(call), [value.port], call)
    return [replace(value, port=drawer.flat.only(node), scope=drawer.scope)]


def _same(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    return [_entered(drawer, call)]


def _image(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    value = _entered(drawer, call)
    if len(value.axes) != 4 or value.axes[0] != (ROWS,):
        raise NoLayerError(BATCH)
    node = drawer.draw(layer or layer_of(call), [drawer.port_for(value, [[1], [2], [3]])], call)
    return [drawer.plain(drawer.flat.only(node), _dims(call.leaving[0]))]


def _sequence(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """A layer for sequences whose features come first in PyTorch and last here."""
    value = _entered(drawer, call)
    if len(value.axes) != 3 or value.axes[0] != (ROWS,):
        raise NoLayerError(BATCH)
    node = drawer.draw(layer or layer_of(call), [drawer.port_for(value, [[2], [1]])], call)
    return [_features_first(drawer, node, _dims(call.leaving[0]))]


def _features_first(drawer: Drawer, node: int, dims: Dims) -> Placed:
    rows, features, length = dims
    return drawer.plain(drawer.flat.only(node), (rows, length, features)).permuted([0, 2, 1])


def _batch_norm(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    value = _entered(drawer, call)
    if len(value.axes) == 4:
        return _image(drawer, call, layer)
    if len(value.axes) == 3:
        return _sequence(drawer, call, layer)
    groups: Groups = [[1]] if value.axes[0] == (ROWS,) else [[0], [1]]
    node = drawer.draw(layer or layer_of(call), [drawer.port_for(value, groups)], call)
    return [replace(value, port=drawer.flat.only(node), shape=drawer.flat.nodes[node].shapes[0], scope=drawer.scope)]


def _last_axis(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """A layer that works on the last axis of every row: Dense, layer norm."""
    value = _entered(drawer, call)
    last = len(value.axes) - 1
    layer = layer or layer_of(call)
    if ROWS in value.axes[last]:
        raise NoLayerError(BATCH)
    if value.order is not None:
        return _reordered(drawer, call, layer, value)
    if len(value.shape) == 3 and call.kind == "Linear" and value.axes == ((ROWS,), (1,), (2,), (0,)):
        return _of_each_pixel(drawer, call, value)
    groups = _leading(value, last)
    node = drawer.draw(layer, [drawer.port_for(value, groups)], call)
    return [_with_last(drawer, node, value, _dims(call.leaving[0]))]


def _leading(value: Placed, last: int) -> Groups:
    """The axes before the last as one, or none where there are none."""
    leading = [axis for axis in value.row_axes if axis != last]
    if not leading or (value.size(leading) == 1 and len(value.shape) == 1):
        return [[*leading, last]]
    return [leading, [last]]


def _with_last(drawer: Drawer, node: int, value: Placed, dims: Dims) -> Placed:
    """What leaves such a layer: the axes of what entered, with another size of the last."""
    parts = value.axes[-1]
    sides, axes = list(value.sides), list(value.axes)
    if not parts:
        axes[-1] = (len(sides),)
        sides.append(dims[-1])
    else:
        sides[parts[0]] = dims[-1]
        sides = [side for place, side in enumerate(sides) if place not in parts[1:]]
        axes[-1] = parts[:1]
    kept, found = with_sides(axes, sides)
    return Placed(drawer.flat.only(node), drawer.flat.nodes[node].shapes[0], kept, found, scope=drawer.scope)


def _reordered(drawer: Drawer, call: Call, layer: Layer, value: Placed) -> Sequence[Value]:
    """A Dense behind numbers in another order: its weights are put in that order."""
    if call.kind != "Linear":
        raise NoLayerError(ORDER)
    weights = {**call.weights, "weight": call.weights["weight"][:, value.order]}
    node = drawer.draw(layer, [value.port], call, weights)
    return [drawer.plain(drawer.flat.only(node), _dims(call.leaving[0]))]


def _of_each_pixel(drawer: Drawer, call: Call, value: Placed) -> Sequence[Value]:
    """A Linear over the channels of an image whose channels come last: a convolution with a kernel of 1."""
    weights = {**call.weights, "weight": call.weights["weight"][:, :, None, None]}
    layer = Conv2D(filters=call.settings["out_features"], kernel=1, bias="bias" in call.weights)
    node = drawer.draw(layer, [drawer.port_for(value, [[3], [1], [2]])], call, weights)
    rows, height, width, channels = _dims(call.leaving[0])
    return [drawer.plain(drawer.flat.only(node), (rows, channels, height, width)).permuted([0, 2, 3, 1])]


def _layer_norm(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    sizes = call.settings.get("normalized_shape") or [0]
    count = len(sizes) if isinstance(sizes, list) else 1
    value = _entered(drawer, call)
    if count == 1:
        if len(value.shape) == 3 and len(value.row_axes) == 3 and not value.fits([[axis] for axis in value.row_axes]):
            raise NoLayerError(say("it norms the channels of each pixel, a Layer norm whole images."))
        return _last_axis(drawer, call, layer)
    if count != 3 or len(value.row_axes) != 3:
        raise NoLayerError(
            say("it norms {count} axes together, a Layer norm the features or whole images.", count=count)
        )
    return _image(drawer, call, layer)


def _embedding(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    value = drawer.placed(call.inputs[0])
    node = drawer.draw(layer or layer_of(call), [drawer.port_for(value, [list(value.row_axes)])], call)
    dims = _dims(call.leaving[0])
    if len(value.row_axes) > 1:
        raise NoLayerError(say("its codes have several axes, an Embedding takes one row of them."))
    return [drawer.plain(drawer.flat.only(node), dims)]


def _time_axis(value: Placed, call: Call) -> int:
    """The axis of the steps of a sequence, where the batch is as the module has it. Raises NoLayerError."""
    first = bool(call.settings.get("batch_first", call.settings.get("self_attn.batch_first")))
    if len(value.axes) != 3 or value.axes[0 if first else 1] != (ROWS,):
        raise NoLayerError(BATCH)
    return 1 if first else 0


def _recurrent(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    value = _entered(drawer, call)
    states = [*call.operation.arguments[1:], *call.operation.keywords.values()]
    if any(not _is_zeros(state) for state in states):
        raise NoLayerError(say("it starts from states that it is given, a layer from zeros."))
    time = _time_axis(value, call)
    node = drawer.draw(layer or layer_of(call), [drawer.port_for(value, [[time], [2]])], call)
    dims = _dims(call.leaving[0])
    order = [0, 1, 2] if time == 1 else [1, 0, 2]
    whole = drawer.plain(
        Port(node, drawer.flat.nodes[node].layer.output_ports()[1]), tuple(dims[axis] for axis in order)
    )
    given = call.settings
    directions = 2 if given.get("bidirectional") else 1
    layers = given.get("num_layers", 1)
    states = [
        State(node, layer == layers - 1, direction, directions)
        for layer in range(layers)
        for direction in range(directions)
    ]
    cells = [State(node, last=False, direction=0, directions=directions)] * len(states)
    return [whole.permuted(order), States(tuple(states)), States(tuple(cells))]


def _is_zeros(argument: Any) -> bool:
    if isinstance(argument, list):
        return all(map(_is_zeros, argument))
    return argument is None or marked(argument, ZEROS) is not None


def _attention(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    query, key, values = [*call.inputs, -1, -1][:3]
    if key != values or len(call.inputs) != 3:
        raise NoLayerError(say("its keys and values come from different places, or it is given a mask."))
    if any(call.operation.keywords.get(name) for name in ("attn_mask", "key_padding_mask", "is_causal")):
        raise NoLayerError(say("it is given a mask, which no layer takes."))
    ports: list[Port | None] = []
    for number in (query,) if key == query else (query, key):
        value = drawer.placed(number)
        ports.append(drawer.port_for(value, [[_time_axis(value, call)], [2]]))
    node = drawer.draw(layer or layer_of(call), [*ports, *[None] * (2 - len(ports))], call)
    return [_like_sequence(drawer, node, drawer.placed(query), call)]


def _encoder(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    value = _entered(drawer, call)
    _only_tensor(call)
    port = drawer.port_for(value, [[_time_axis(value, call)], [2]])
    node = drawer.draw(layer or layer_of(call), [port], call)
    return [_like_sequence(drawer, node, value, call)]


def _like_sequence(drawer: Drawer, node: int, value: Placed, call: Call) -> Placed:
    order = [0, 1, 2] if value.axes[0] == (ROWS,) else [1, 0, 2]
    dims = _dims(call.leaving[0])
    return drawer.plain(drawer.flat.only(node), tuple(dims[axis] for axis in order)).permuted(order)


def _softmax(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    value = _entered(drawer, call)
    dim = call.settings.get("dim", 1 if call.kind == "Softmax2d" else None)
    if not isinstance(dim, int):
        raise NoLayerError(say("its axis is not given."))
    axis = dim % len(value.axes)
    others = [other for other in value.row_axes if other != axis]
    groups = [[axis], *[[other] for other in others]] if len(others) == 2 else [*[[other] for other in others], [axis]]
    node = drawer.draw(layer or layer_of(call), [drawer.port_for(value, groups)], call)
    return [replace(value, port=drawer.flat.only(node), shape=drawer.flat.nodes[node].shapes[0], scope=drawer.scope)]


def _merge(kind: type[Add] | type[Multiply]) -> Callable[[Drawer, Call, Layer | None], Sequence[Value]]:
    def drawn(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
        if len(call.inputs) != 2 or call.settings.get("alpha", 1) != 1:
            raise NoLayerError(CONSTANT)
        first, second = (_entered(drawer, call, at) for at in (0, 1))
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
        return [_in_order(drawer, node, first, order, _dims(call.leaving[0]))]

    return drawn


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


def _concatenate(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    found = [drawer.values[number] for number in call.inputs]
    if any(not isinstance(value, Placed) for value in found):
        return [_states_together(drawer, call, found)]
    values = [_entered(drawer, call, at) for at in range(len(call.inputs))]
    _require_no_constants(call)
    axis = call.settings.get("dim", 0) % len(values[0].axes)
    order = _order(values[0])
    place = order.index(axis) if axis in order else -1
    if place != (0 if len(order) == 3 else len(order) - 1):
        raise NoLayerError(say("it joins along another axis than that of the features or channels."))
    ports = [drawer.port_for(value, [[other] for other in order]) for value in values]
    node = drawer.draw(Concatenate(inputs=len(ports)), ports, call)
    return [_in_order(drawer, node, values[0], order, _dims(call.leaving[0]))]


def _states_together(drawer: Drawer, call: Call, found: Sequence[Value]) -> Value:
    """States on top of each other, or two directions side by side."""
    if all(isinstance(value, States) and not value.swapped for value in found) and call.settings.get("dim", 0) == 0:
        return States(tuple(state for value in found if isinstance(value, States) for state in value.states))
    node = pair_of(tuple(value for value in found if isinstance(value, State)))
    if node is None or len(found) != 2 or call.settings.get("dim", 0) not in (1, -1):
        raise NoLayerError(STATES)
    return drawer.last_state(node)


def _require_no_constants(call: Call) -> None:
    tensors = call.settings.get("tensors", [])
    if isinstance(tensors, list) and len(tensors) != len(call.inputs):
        raise NoLayerError(CONSTANT)


def _view(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    states, dims = drawer.values[call.inputs[0]], _dims(call.leaving[0])
    node = pair_of(states.states) if isinstance(states, States) and states.swapped and len(dims) == 2 else None
    if node is not None:
        return [drawer.last_state(node)]
    value = drawer.placed(call.inputs[0])
    found = viewed(value, dims) if value.order is None else None
    if found is None:
        return [_in_one_row(drawer, value, dims)]
    if len(found.sides) == 1 and len(value.shape) > 1 and len(value.sides) > 1 and len(found.row_axes) == 1:
        node = drawer.flat.add(Flatten(), [value.port], drawer.scope, call.operation.path)
        return [
            replace(found, port=drawer.flat.only(node), shape=drawer.flat.nodes[node].shapes[0], scope=drawer.scope)
        ]
    return [replace(found, scope=drawer.scope)]


def _in_one_row(drawer: Drawer, value: Placed, dims: Dims) -> Placed:
    """A value whose axes are swapped, in one row: its numbers come in the drawing's own order, which is noted."""
    import numpy

    row = [size for size in dims if size != -1]
    if value.order is not None or len(row) != 1 or value.axes[0] != (ROWS,) or any(ROWS in a for a in value.axes[1:]):
        raise NoLayerError(SWAPPED)
    parts = value.parts(value.row_axes)
    places = numpy.arange(row[0]).reshape([value.sides[part] for part in parts])
    order = places.transpose([parts.index(place) for place in range(len(parts))]).reshape(-1)
    node = drawer.flat.add(Flatten(), [value.port], drawer.scope)
    sides, axes = plain_axes(dims)
    port = drawer.flat.only(node)
    return Placed(port, drawer.flat.shape(port), sides, axes, order, scope=drawer.scope)


def _permute(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    states = drawer.values[call.inputs[0]]
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


def _global(kind: type[GlobalAveragePool] | type[GlobalMaxPool]) -> Callable[..., Sequence[Value]]:
    def drawn(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
        value = _entered(drawer, call)
        kept, gone = _reduce(call, value)
        return [_pooled(drawer, call, value, kind(), kept, gone)]

    return drawn


def _pooled(drawer: Drawer, call: Call, value: Placed, layer: Layer, kept: list[int], gone: list[int]) -> Placed:
    if len(kept) != 1 or len(gone) not in (1, 2):
        raise NoLayerError(say("it does not take all places of an image or all steps of a sequence together."))
    groups = [kept, *[[axis] for axis in gone]] if len(gone) == 2 else [gone, kept]
    node = drawer.draw(layer, [drawer.port_for(value, groups)], call)
    return drawer.plain(drawer.flat.only(node), _dims(call.leaving[0]))


def _adaptive(kind: type[AveragePool] | type[MaxPool], whole: type[Layer]) -> Callable[..., Sequence[Value]]:
    def drawn(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
        value, before, after = _entered(drawer, call), _dims(call.entering[0]), _dims(call.leaving[0])
        places = range(2, len(before))
        if all(after[axis] == 1 for axis in places):
            return [_pooled(drawer, call, value, whole(), [1], list(places))]
        sizes = {before[axis] / after[axis] for axis in places}
        size = sizes.pop()
        if sizes or size != int(size):
            raise NoLayerError(say("its windows have different sizes, those of a pooling layer one."))
        if size == 1:
            return [value]
        return (_image if len(before) == 4 else _sequence)(drawer, call, kind(size=int(size)))

    return drawn


def _codes(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    return [replace(drawer.placed(call.inputs[0]), codes=True)]


def _numbers(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    return [replace(drawer.placed(call.inputs[0]), codes=False)]


def _cast(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    words = str([call.operation.arguments[1:], call.operation.keywords])
    return (_codes if "int" in words or "Long" in words else _numbers)(drawer, call, None)


def _item(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    value = drawer.values[call.inputs[0]]
    if len(call.inputs) != 1:
        raise NoLayerError(CONSTANT)
    index = _index(call)
    if isinstance(value, States) and all(map(_is_whole, index)):
        return [value]
    if isinstance(value, States):
        return [_some_states(value, index)]
    if isinstance(value, State):
        raise NoLayerError(STATES)
    if all(_is_whole(part) or part is None for part in index):
        return _view(drawer, call, None)
    return [_last_step(drawer, value, index)]


def _index(call: Call) -> list[Any]:
    """An index as a list, one entry an axis."""
    given = call.settings.get("index")
    if "dim" in call.settings:
        whole: list[Any] = [{SLICE: [None, None, None]}] * (call.settings["dim"] % len(_dims(call.entering[0])))
        return [*whole, given]
    return given if isinstance(given, list) else [given]


def _is_whole(part: Any) -> bool:
    return bool(marked(part, SLICE) == [None, None, None])


def _some_states(states: States, index: list[Any]) -> States | State:
    at, span = index[0], marked(index[0], SLICE)
    if states.swapped or not all(map(_is_whole, index[1:])):
        raise NoLayerError(STATES)
    if isinstance(at, int) and not isinstance(at, bool):
        return states.states[at]
    if span is None or not all(bound is None or isinstance(bound, int) for bound in span):
        raise NoLayerError(STATES)
    return States(states.states[slice(*span)])


def _last_step(drawer: Drawer, value: Placed, index: list[Any]) -> Placed:
    """The last step of what a recurrent layer puts out after every step: its last state."""
    picked = [axis for axis, part in enumerate(index) if not _is_whole(part)]
    node = drawer.flat.nodes[value.port.node]
    ports = node.layer.output_ports()
    length = node.shapes[-1][0]
    at = index[picked[0]] if len(picked) == 1 else None
    last = at in (-1, length - 1) and not isinstance(at, bool)
    one_way = not node.layer.values().get("bidirectional", True)
    steps = len(picked) == 1 and value.axes[picked[0]] == ((0,) if length > 1 else ())
    if not (last and one_way and steps) or value.port.name != ports[-1] or len(ports) != 2:
        raise NoLayerError(say("it picks some of the numbers, which no layer does."))
    return drawer.last_state(value.port.node)


HANDLERS: Mapping[str, Callable[[Drawer, Call, Layer | None], Sequence[Value]]] = {
    **dict.fromkeys(
        ["ReLU", "LeakyReLU", "ELU", "GELU", "SiLU", "Sigmoid", "Tanh", "Dropout", "Dropout1d", "Dropout2d"],
        _number_by_number,
    ),
    **dict.fromkeys(["Conv2d", "ConvTranspose2d", "MaxPool2d", "AvgPool2d", "Upsample", "UpsamplingNearest2d"], _image),
    **dict.fromkeys(["Conv1d", "MaxPool1d", "AvgPool1d"], _sequence),
    **dict.fromkeys(["BatchNorm", "BatchNorm1d", "BatchNorm2d"], _batch_norm),
    **dict.fromkeys(["Softmax", "Softmax2d", "LogSoftmax"], _softmax),
    **dict.fromkeys(["LSTM", "GRU"], _recurrent),
    **dict.fromkeys(["View", "Unflatten"], _view),
    "Flatten": _view,
    "Linear": _last_axis,
    "NonDynamicallyQuantizableLinear": _last_axis,
    "LayerNorm": _layer_norm,
    "Embedding": _embedding,
    "MultiheadAttention": _attention,
    "TransformerEncoderLayer": _encoder,
    "Identity": _same,
    "Sum": _merge(Add),
    "Product": _merge(Multiply),
    "Cat": _concatenate,
    "Permute": _permute,
    "Mean": _global(GlobalAveragePool),
    "Max": _global(GlobalMaxPool),
    "AdaptiveAvgPool1d": _adaptive(AveragePool, GlobalAveragePool),
    "AdaptiveAvgPool2d": _adaptive(AveragePool, GlobalAveragePool),
    "AdaptiveMaxPool1d": _adaptive(MaxPool, GlobalMaxPool),
    "AdaptiveMaxPool2d": _adaptive(MaxPool, GlobalMaxPool),
    "Codes": _codes,
    "Numbers": _numbers,
    "Cast": _cast,
    "Item": _item,
}
"""The makers of nodes, by the kind of call."""
