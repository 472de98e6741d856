"""Layers that read sequences: recurrent ones with their last states, attention, embeddings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from netbuilder.interchange.composed.encoder_parts import encoder_in_parts
from netbuilder.interchange.composed.first_states import first_states
from netbuilder.interchange.composed.unrolled import on_top, stacked
from netbuilder.interchange.drawing.call import OTHER, Call, NoLayerError
from netbuilder.interchange.drawing.drawer import (
    BATCH,
    CELL,
    CONSTANT,
    FURTHER,
    LAYERS,
    Drawer,
    Value,
    entered,
    known_dims,
)
from netbuilder.interchange.drawing.formulas import Term
from netbuilder.interchange.drawing.layer_table import layer_of, silenced
from netbuilder.interchange.drawing.operation_layers import added, constant, single
from netbuilder.interchange.drawing.placed import ROWS, Placed, Port, State, States, row_shape
from netbuilder.interchange.drawing.products import attention_in_parts, below_all, own_mask
from netbuilder.interchange.traced import SLICE, Dims, marked, value_of
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Dropout, Reshape
from netbuilder.layers.tensors.arithmetic import Compare
from netbuilder.layers.tensors.reducing import Max, Mean, Sum
from netbuilder.messages import say


def embedding(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """A vector for each code."""
    value, dims = drawer.placed(call.inputs[0]), known_dims(call.leaving[0])
    codes = drawer.port_for(value, [list(value.row_axes)])
    port, padding = (
        drawer.flat.only(drawer.draw(layer or layer_of(call), [codes], call)),
        call.settings.get("padding_idx"),
    )
    if padding is not None and layer is None:
        port = _untrained(drawer, port, codes, call.weights["weight"], padding % len(call.weights["weight"]))
    if len(value.row_axes) > 1:
        port = added(drawer, Reshape(sizes=row_shape(dims)), port)
    return [drawer.plain(port, dims)]


def bag(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """``EmbeddingBag``: the mean, the sum or the largest of the vectors of each row of codes. Raises NoLayerError."""
    value, dims, given = drawer.placed(call.inputs[0]), known_dims(call.leaving[0]), call.settings
    bags = {"mean": Mean, "sum": Sum, "max": Max}
    if len(call.inputs) > 1 or len(value.axes) != 2 or len(dims) != 2 or given.get("padding_idx") is not None:
        raise NoLayerError(say("its bags are given by offsets, have weights or leave out a code."))
    codes = drawer.port_for(value, [list(value.row_axes)])
    one = replace(call, kind="Embedding")
    port = drawer.flat.only(drawer.draw(layer or layer_of(one), [codes], one))
    return [drawer.plain(added(drawer, bags[given.get("mode", "mean")](axis=0, keep=False), port), dims)]


def _untrained(drawer: Drawer, port: Port, codes: Port, vectors: Any, code: int) -> Port:
    """The vectors of codes, of which that of one code stays as it is (``padding_idx``): zeros, or other numbers."""
    equal = added(drawer, Compare.parse({"relation": "="}), codes, single(drawer, code))
    here = Term(drawer, added(drawer, Reshape(sizes=(*drawer.flat.shape(codes), 1)), equal))
    others = Term(drawer, port) * (-here + 1.0)
    own = vectors[code]
    return (others + here * Term(drawer, constant(drawer, own)) if own.any() else others).port


def _several(value: Placed, call: Call) -> bool:
    """Whether each row holds several sequences, (rows, sequences, steps, features)."""
    first = bool(call.settings.get("batch_first", call.settings.get("self_attn.batch_first")))
    return len(value.axes) == 4 and value.axes[0] == (ROWS,) and first


def _time_axis(value: Placed, call: Call) -> int:
    """The axis of the steps of a sequence, where the batch is as the module has it. Raises NoLayerError."""
    first = bool(call.settings.get("batch_first", call.settings.get("self_attn.batch_first")))
    if len(value.axes) != 3 or value.axes[0 if first else 1] != (ROWS,):
        raise NoLayerError(BATCH)
    return 1 if first else 0


def recurrent(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """Recurrent layers: what they give at each step, and their last states."""
    value = entered(drawer, call)
    is_packed = isinstance(call.operation.arguments[0], list)
    time = 1 if is_packed else _time_axis(value, call)
    given, rate = call.settings, silenced(call.settings)
    layers = given.get("num_layers", 1)
    first = first_states(drawer, call)
    port, nodes = drawer.port_for(value, [[time], [2]]), list[int]()
    module = call.operation.results[0]
    if (CELL, module) in drawer.apart and layer is None:
        return _step_by_step(drawer, call, port, first, known_dims(call.leaving[0]) if not is_packed else None)
    as_one = layer is not None or not (rate or first or (LAYERS, module) in drawer.apart)
    for number, part in enumerate([call] if as_one else layers_of(call)):
        if rate and nodes and layer is None:
            port = drawer.flat.only(drawer.flat.add(Dropout(rate=rate), [port], drawer.scope))
        own = layer or layer_of(part)
        entering = [port, *(first[number] if first else [None] * (len(own.input_ports()) - 1))]
        nodes.append(drawer.draw(own, entering, part))
        port = Port(nodes[-1], drawer.flat.nodes[nodes[-1]].layer.output_ports()[1])
    dims = (-1, *drawer.flat.shape(port)) if is_packed else known_dims(call.leaving[0])
    order = [0, 1, 2] if time == 1 else [1, 0, 2]
    whole = drawer.plain(port, tuple(dims[axis] for axis in order))
    directions = 2 if given.get("bidirectional") else 1
    states = [
        State(
            *(nodes[min(number, len(nodes) - 1)], number >= layers - len(nodes), direction, directions), module=module
        )
        for number in range(layers)
        for direction in range(directions)
    ]
    cells = [replace(state, is_cell=True) for state in states]
    return [whole.permuted(order), States(tuple(states)), States(tuple(cells))]


def _step_by_step(
    drawer: Drawer, call: Call, port: Port, first: Sequence[Sequence[Port]], dims: Dims | None
) -> Sequence[Value]:
    """An LSTM of which the cells are taken. ``dims``: the sizes of its steps, None where they are packed."""
    found = stacked(drawer, layers_of(call), port, first, silenced(call.settings))
    whole = drawer.plain(found.steps, (-1, *drawer.flat.shape(found.steps)))
    steps_first = dims is not None and dims[0] != -1
    last = [
        drawer.plain(port, (-1, *drawer.flat.shape(port))).permuted([1, 0, 2])
        for port in (on_top(drawer, found.states), on_top(drawer, found.cells))
    ]
    return [whole.permuted([1, 0, 2]) if steps_first else whole, *last]


def recurrent_of_several(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """Recurrent layers that read several sequences in each row, such as the characters of each word: step by step.

    Their values are (rows, sequences, steps, features), or (rows, steps, sequences, features). Raises NoLayerError.
    """
    value, first = entered(drawer, call), bool(call.settings.get("batch_first"))
    if layer is not None or len(value.axes) != 4 or first_states(drawer, call):
        raise NoLayerError(BATCH)
    port = drawer.port_for(value, [[2], [1], [3]] if first else [[1], [2], [3]])
    found = stacked(drawer, layers_of(call), port, [], silenced(call.settings))
    whole = drawer.plain(found.steps, (-1, *drawer.flat.shape(found.steps)))
    last = [
        drawer.plain(port, (-1, *drawer.flat.shape(port)))
        for port in (on_top(drawer, found.states), on_top(drawer, found.cells))
    ]
    return [whole.permuted([0, 2, 1, 3]) if first else whole, *last[: 2 if call.kind == "LSTM" else 1]]


def layers_of(call: Call) -> list[Call]:
    """The layers on top of each other of a recurrent call, each as a call of its own: dropout lies between them."""
    count = call.settings.get("num_layers", 1)
    settings = {**call.settings, "num_layers": 1, Dropout.type: 0.0}
    return [
        replace(
            call,
            settings=settings,
            weights={
                name.replace(f"_l{number}", "_l0"): array
                for name, array in call.weights.items()
                if name.removesuffix("_reverse").endswith(f"_l{number}")
            },
        )
        for number in range(count)
    ]


ATTENTION = ("query", "key", "value", "key_padding_mask", "need_weights", "attn_mask", "average_attn_weights")
"""The arguments of ``torch.nn.MultiheadAttention``."""


def attention(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """Attention to the same sequence or to another one: a layer, or what it consists of where it has a mask, keys and
    values from different places, or gives its shares away, too."""
    given = {**dict(zip(ATTENTION, call.operation.arguments, strict=False)), **call.operation.keywords}
    numbers = [value_of(given.get(name)) for name in ATTENTION[:3]]
    query, key, value = numbers
    if query is None or key is None or value is None:
        raise NoLayerError(say("its queries, keys or values are no values of the network."))
    ports = list[Port]()
    for number in (query, key, value):
        placed = drawer.placed(number)
        groups = [[1], [2], [3]] if _several(placed, call) else [[_time_axis(placed, call)], [2]]
        ports.append(drawer.port_for(placed, groups))
    masks = {name: given[name] for name in ("attn_mask", "key_padding_mask") if given.get(name) is not None}
    masks |= {"attn_mask": None} if OTHER in call.weights else {}
    with_shares = any((FURTHER, number) in drawer.apart for number in call.operation.results[1:])
    several = _several(drawer.placed(query), call)
    if several and "key_padding_mask" in masks:
        raise NoLayerError(BATCH)
    if layer is None and (masks or with_shares or several or key != value or "in_proj_bias" not in call.weights):
        port, shares = attention_in_parts(
            drawer, call, ports, _masks(drawer, call, masks), dropout=silenced(call.settings)
        )
        found = [_like_sequence(drawer, port, drawer.placed(query), call)]
        if with_shares:
            whole = given.get("average_attn_weights", True)
            shares = added(drawer, Mean(axis=int(several), keep=False), shares) if whole else shares
            found.append(drawer.plain(shares, known_dims(call.leaving[1])))
        return found
    if "key_padding_mask" in masks:
        raise NoLayerError(BATCH)
    node = drawer.draw(layer or layer_of(call), [ports[0], None if key == query else ports[1]], call)
    return [_like_sequence(drawer, drawer.flat.only(node), drawer.placed(query), call)]


def _masks(drawer: Drawer, call: Call, given: Mapping[str, Any]) -> list[Port]:
    """What is added to the products of queries and keys, (heads or 1, queries or 1, keys). Raises NoLayerError."""
    found = list[Port]()
    for name, argument in given.items():
        number, own = value_of(argument), call.weights.get(OTHER) if argument is None else call.array(argument)
        if number is not None and name == "key_padding_mask":
            value = drawer.placed(number)
            port = drawer.port_for(value, [[axis] for axis in value.row_axes])
            found.append(added(drawer, Reshape(sizes=(1, 1, *drawer.flat.shape(port))), below_all(drawer, port)))
        elif own is not None and (own.ndim == 2 or own.shape[0] == 1):
            found.append(own_mask(drawer, own, hidden=True))
        else:
            raise NoLayerError(say("it has a mask for each head and row, which no layer takes."))
    return found


def encoder(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """A layer of a transformer encoder."""
    value = entered(drawer, call)
    if len(call.inputs) > 1:
        raise NoLayerError(CONSTANT)
    if _several(value, call):
        port = encoder_in_parts(drawer, call, drawer.port_for(value, [[1], [2], [3]]))
        return [drawer.plain(port, known_dims(call.leaving[0]))]
    port = drawer.port_for(value, [[_time_axis(value, call)], [2]])
    node = drawer.draw(layer or layer_of(call), [port], call)
    return [_like_sequence(drawer, drawer.flat.only(node), value, call)]


def _like_sequence(drawer: Drawer, port: Port, value: Placed, call: Call) -> Placed:
    order, dims = list(range(len(value.axes))), known_dims(call.leaving[0])
    if value.axes[0] != (ROWS,):
        order = [1, 0, 2]
    return drawer.plain(port, tuple(dims[axis] for axis in order)).permuted(order)


def states_on_top(call: Call, found: Sequence[Value]) -> States | None:
    """States on top of each other; None for what stands side by side."""
    if all(isinstance(value, States) and not value.swapped for value in found) and call.settings.get("dim", 0) == 0:
        return States(tuple(state for value in found if isinstance(value, States) for state in value.states))
    return None


def is_whole(part: Any) -> bool:
    """Whether a part of an index takes the whole axis."""
    return bool(marked(part, SLICE) == [None, None, None])


def some_states(states: States, index: list[Any]) -> States | State | None:
    """One of several states, or some of them; None where the index takes parts of them."""
    at, span = index[0], marked(index[0], SLICE)
    if states.columns and isinstance(at, int) and not isinstance(at, bool) and all(map(is_whole, index[1:])):
        rows = [states.states[place : place + states.columns] for place in range(0, len(states.states), states.columns)]
        return States(rows[at])
    if states.swapped or states.columns or not all(map(is_whole, index[1:])):
        return None
    if isinstance(at, int) and not isinstance(at, bool):
        return states.states[at]
    if span is None or not all(bound is None or isinstance(bound, int) for bound in span):
        return None
    return States(states.states[slice(*span)])


def last_step(drawer: Drawer, value: Placed, index: list[Any]) -> Placed:
    """The last step of what a recurrent layer puts out after every step: its last state."""
    picked = [axis for axis, part in enumerate(index) if not is_whole(part)]
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
