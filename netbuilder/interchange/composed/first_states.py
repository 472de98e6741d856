"""What a recurrent layer starts from where that is not zeros: a learned tensor, or what the network has computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, STATES, Drawer
from netbuilder.interchange.drawing.operation_layers import added, constant, for_each_row
from netbuilder.interchange.drawing.placed import ROWS, Placed, Port, State, States, pair_of
from netbuilder.interchange.traced import ZEROS, marked, value_of
from netbuilder.layers.core import Flatten
from netbuilder.layers.merge import Concatenate
from netbuilder.layers.tensors.arranging import Slice
from netbuilder.messages import say

NOT_FOLLOWED = say("it starts from states that do not come for each row, or that were not followed.")


def first_states(drawer: Drawer, call: Call) -> list[list[Port]]:
    """The ports of the first states of each layer of a recurrent call; an empty list where all are zeros.

    In PyTorch they are (layers × directions, rows, units), here (directions × units,) of a row. Raises NoLayerError.
    """
    given = [*call.operation.arguments[1:], *call.operation.keywords.values()]
    parts = given[0] if len(given) == 1 and isinstance(given[0], list) else given
    if all(_is_zeros(part) for part in parts):
        return []
    directions = 2 if call.settings.get("bidirectional") else 1
    layers = call.settings.get("num_layers", 1)
    states = [_of_each_layer(drawer, call, part, layers, directions) for part in parts]
    return [[state[number] for state in states] for number in range(layers)]


def _of_each_layer(drawer: Drawer, call: Call, given: Any, layers: int, directions: int) -> Sequence[Port]:
    """One kind of state (of an LSTM there are two) for each layer."""
    import numpy

    number, width = value_of(given), directions * call.settings["hidden_size"]
    if _is_zeros(given):
        return [for_each_row(drawer, constant(drawer, numpy.zeros(width)), call)] * layers
    if number is None:
        raise NoLayerError(NOT_FOLLOWED)
    before = drawer.values.get(number)
    if isinstance(before, States) and _one_each(before, layers, directions):
        return [
            _of_layer(drawer, before.states[at : at + directions]) for at in range(0, layers * directions, directions)
        ]
    value = _put_out(drawer, number)
    if layers == 1:
        return [drawer.port_for(value, [[0, 2]])]
    whole = drawer.port_for(value, [[0], [2]])
    cut = [Slice(axis=0, start=at, stop=at + directions) for at in range(0, layers * directions, directions)]
    return [added(drawer, Flatten(), added(drawer, layer, whole)) for layer in cut]


def _one_each(states: States, layers: int, directions: int) -> bool:
    """Whether states are as many as a module has, in the order in which it takes them."""
    in_order = not states.swapped and not states.columns and len(states.states) == layers * directions
    return in_order and (directions == 1 or all(state.directions == 2 for state in states.states))


def _of_layer(drawer: Drawer, states: Sequence[State]) -> Port:
    """The state of one layer of the states of its directions."""
    both = pair_of(tuple(states))
    if both is not None:
        return drawer.last_state(both).port
    ports = [drawer.state(state).port for state in states]
    return ports[0] if len(ports) == 1 else added(drawer, Concatenate(inputs=2), *ports)


def _put_out(drawer: Drawer, number: int) -> Placed:
    """A value that states are: (layers × directions, rows, units)."""
    value = drawer.placed(number)
    if len(value.axes) != 3 or value.codes:
        raise NoLayerError(STATES)
    if value.axes[1] != (ROWS,):
        raise NoLayerError(BATCH)
    return value


def _is_zeros(argument: Any) -> bool:
    if isinstance(argument, list):
        return all(map(_is_zeros, argument))
    return argument is None or marked(argument, ZEROS) is not None
