"""What a recurrent layer starts from where that is not zeros: a learned tensor, or what the network has computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, STATES, Drawer
from netbuilder.interchange.drawing.operation_layers import added, constant, for_each_row
from netbuilder.interchange.drawing.placed import ROWS, Placed, Port, States, pair_of
from netbuilder.interchange.traced import ZEROS, marked, value_of
from netbuilder.layers.core import Flatten
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
    value = _put_out(drawer, number)
    if layers == 1:
        return [drawer.port_for(value, [[0, 2]])]
    whole = drawer.port_for(value, [[0], [2]])
    cut = [Slice(axis=0, start=at, stop=at + directions) for at in range(0, layers * directions, directions)]
    return [added(drawer, Flatten(), added(drawer, layer, whole)) for layer in cut]


def _put_out(drawer: Drawer, number: int) -> Placed:
    """A value that states are: (layers × directions, rows, units)."""
    known = drawer.values[number]
    both = pair_of(known.states) if isinstance(known, States) and not known.swapped else None
    if both is not None:
        last = drawer.last_state(both)
        return drawer.plain(last.port, (-1, 1, *last.shape)).permuted([1, 0, 2])
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
