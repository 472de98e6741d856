"""Layers that read sequences: recurrent ones with their last states, attention, embeddings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from netbuilder.interchange.composed.first_states import first_states
from netbuilder.interchange.drawing.call import OTHER, Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.layer_table import layer_of, silenced
from netbuilder.interchange.drawing.placed import ROWS, Placed, Port, State, States
from netbuilder.interchange.drawing.products import masked_attention
from netbuilder.interchange.traced import SLICE, marked
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Dropout
from netbuilder.messages import say


def embedding(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """A vector for each code."""
    value = drawer.placed(call.inputs[0])
    node = drawer.draw(layer or layer_of(call), [drawer.port_for(value, [list(value.row_axes)])], call)
    dims = known_dims(call.leaving[0])
    if len(value.row_axes) > 1:
        raise NoLayerError(say("its codes have several axes, an Embedding takes one row of them."))
    return [drawer.plain(drawer.flat.only(node), dims)]


def _time_axis(value: Placed, call: Call) -> int:
    """The axis of the steps of a sequence, where the batch is as the module has it. Raises NoLayerError."""
    first = bool(call.settings.get("batch_first", call.settings.get("self_attn.batch_first")))
    if len(value.axes) != 3 or value.axes[0 if first else 1] != (ROWS,):
        raise NoLayerError(BATCH)
    return 1 if first else 0


def recurrent(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """Recurrent layers: what they give at each step, and their last states."""
    value = entered(drawer, call)
    time = _time_axis(value, call)
    given, rate = call.settings, silenced(call.settings)
    layers = given.get("num_layers", 1)
    first = first_states(drawer, call)
    port, nodes = drawer.port_for(value, [[time], [2]]), list[int]()
    module = call.operation.results[0]
    as_one = layer is not None or not (rate or first or module in drawer.apart)
    for number, part in enumerate([call] if as_one else _layers_of(call)):
        if rate and nodes and layer is None:
            port = drawer.flat.only(drawer.flat.add(Dropout(rate=rate), [port], drawer.scope))
        own = layer or layer_of(part)
        entering = [port, *(first[number] if first else [None] * (len(own.input_ports()) - 1))]
        nodes.append(drawer.draw(own, entering, part))
        port = Port(nodes[-1], drawer.flat.nodes[nodes[-1]].layer.output_ports()[1])
    dims = known_dims(call.leaving[0])
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


def _layers_of(call: Call) -> list[Call]:
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


def attention(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """Attention to the same sequence or to another one."""
    query, key, values = [*call.inputs, -1, -1][:3]
    if key != values or len(call.inputs) != 3:
        raise NoLayerError(say("its keys and values come from different places, or it is given a mask."))
    given = call.operation.keywords
    if given.get("key_padding_mask") or (given.get("attn_mask") and OTHER not in call.weights):
        raise NoLayerError(say("it is given a mask that depends on the rows, which no layer takes."))
    ports = list[Port]()
    for number in (query,) if key == query else (query, key):
        value = drawer.placed(number)
        ports.append(drawer.port_for(value, [[_time_axis(value, call)], [2]]))
    if OTHER in call.weights and layer is None:
        port = masked_attention(drawer, call, ports[0], ports[-1], silenced(call.settings))
        return [_like_sequence(drawer, port, drawer.placed(query), call)]
    node = drawer.draw(layer or layer_of(call), [*ports, *[None] * (2 - len(ports))], call)
    return [_like_sequence(drawer, drawer.flat.only(node), drawer.placed(query), call)]


def encoder(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """A layer of a transformer encoder."""
    value = entered(drawer, call)
    if len(call.inputs) > 1:
        raise NoLayerError(CONSTANT)
    port = drawer.port_for(value, [[_time_axis(value, call)], [2]])
    node = drawer.draw(layer or layer_of(call), [port], call)
    return [_like_sequence(drawer, drawer.flat.only(node), value, call)]


def _like_sequence(drawer: Drawer, port: Port, value: Placed, call: Call) -> Placed:
    order = [0, 1, 2] if value.axes[0] == (ROWS,) else [1, 0, 2]
    dims = known_dims(call.leaving[0])
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
