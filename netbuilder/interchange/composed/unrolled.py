"""A recurrent layer drawn step by step: for what the layer keeps to itself, and for several sequences in each row.

The cell of an LSTM after its last step is a value then. All steps share their weights, each of which is a Parameter
(the matrix of the inputs, a Dense over all steps).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import CELLS, Drawer, within
from netbuilder.interchange.drawing.formulas import Term, next_states
from netbuilder.interchange.drawing.operation_layers import added
from netbuilder.interchange.drawing.placed import Port
from netbuilder.layers.core import Dense, Dropout, Reshape
from netbuilder.layers.merge import MOST, Concatenate
from netbuilder.layers.tensors.arranging import Slice
from netbuilder.layers.tensors.matrices import MatMul
from netbuilder.layers.tensors.values import Parameter
from netbuilder.messages import say

MOST_STEPS = 128
"""Of longer sequences nobody could read the drawing."""


STEP = "{kind} step"
"""What the block of one step is called."""
LONG = say("it reads several sequences in each row, and more steps than can be drawn one by one.")


@dataclass(frozen=True)
class Unrolled:
    """What one layer gives: (steps, …, units of all directions), and of each direction the last state and the last
    cell, (1, …, units): between them the axis of the sequences, where each row holds several."""

    steps: Port
    states: tuple[Port, ...]
    cells: tuple[Port, ...]


def unrolled(drawer: Drawer, call: Call, port: Port, first: Sequence[Port]) -> Unrolled:
    """One layer of a recurrent module over a sequence (steps, features), or over several, (steps, sequences, features).

    ``first``: the first state and the first cell, (directions × units,), or none for zeros. Raises NoLayerError where
    the sequence is long.
    """
    shape, directions = drawer.flat.shape(port), 2 if call.settings.get("bidirectional") else 1
    if shape[0] > MOST_STEPS or call.settings.get("proj_size"):
        raise NoLayerError(CELLS if len(shape) == 2 else LONG)
    with within(drawer, call.operation.path, call.kind):
        runs = [_run(drawer, call, port, first, direction) for direction in range(directions)]
        steps = [_side_by_side(drawer, run[0], 0) for run in runs]
        whole = _side_by_side(drawer, steps, len(shape) - 1)
    return Unrolled(whole, tuple(run[1] for run in runs), tuple(run[2] for run in runs))


def _side_by_side(drawer: Drawer, ports: Sequence[Port], axis: int) -> Port:
    """What one layer joins, or several, as many of them as it takes."""
    while len(ports) > 1:
        some = [ports[start : start + MOST] for start in range(0, len(ports), MOST)]
        ports = [
            added(drawer, Concatenate(inputs=len(few), axis=axis), *few) if len(few) > 1 else few[0] for few in some
        ]
    return ports[0]


def _run(
    drawer: Drawer, call: Call, port: Port, first: Sequence[Port], direction: int
) -> tuple[list[Port], Port, Port]:
    """One direction: the state after each step in the order of the sequence, the last state and the last cell."""
    units, suffix = int(call.settings["hidden_size"]), "l0_reverse" if direction else "l0"
    given = {name: call.weights.get(f"{name}_{suffix}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
    entering = {"weight": given["weight_ih"], "bias": given["bias_ih"]}
    entering = {name: array for name, array in entering.items() if array is not None}
    layer = Dense(units=len(call.weights[f"weight_ih_{suffix}"]), bias="bias" in entering)
    unnamed = replace(call, operation=call.operation.model_copy(update={"path": ""}))
    shape = drawer.flat.shape(port)
    flat = port if len(shape) == 2 else added(drawer, Reshape(sizes=(-1, shape[-1])), port)
    sums = Term(drawer, drawer.flat.only(drawer.draw(layer, [flat], unnamed, entering)))
    sums = sums if len(shape) == 2 else sums.of(Reshape(sizes=(*shape[:-1], -1)))
    kernel = _own(drawer, unnamed, call.weights[f"weight_hh_{suffix}"].T)
    bias = None if given["bias_hh"] is None else _own(drawer, unnamed, given["bias_hh"])
    span = {"axis": 0, "start": direction * units, "stop": (direction + 1) * units}
    states = [Term(drawer, added(drawer, Slice(**span), one)).of(Reshape(sizes=(1, units))) for one in first]
    order = range(shape[0])
    found: dict[int, Port] = {}
    for step in reversed(order) if direction else order:
        entry = sums.of(Slice(axis=0, start=step, stop=step + 1))
        with within(drawer, "", STEP.format(kind=call.kind)):
            hidden = Term(drawer, added(drawer, MatMul(), states[0].port, kernel.port)) if states else None
            hidden = hidden + bias if hidden is not None and bias is not None else hidden or bias
            states = next_states(call, entry, hidden, states)
        found[step] = states[0].port
    return [found[step] for step in order], states[0].port, states[-1].port


def stacked(
    drawer: Drawer, layers: Sequence[Call], port: Port, first: Sequence[Sequence[Port]], rate: float
) -> Unrolled:
    """Layers on top of each other, with dropout of this rate between them: the steps of the last, the states of all."""
    states, cells = list[Port](), list[Port]()
    for number, part in enumerate(layers):
        port = added(drawer, Dropout(rate=rate), port) if rate and number else port
        found = unrolled(drawer, part, port, first[number] if first else [])
        port = found.steps
        states += found.states
        cells += found.cells
    return Unrolled(port, tuple(states), tuple(cells))


def on_top(drawer: Drawer, ports: Sequence[Port]) -> Port:
    """States of all layers and directions on top of each other."""
    return _side_by_side(drawer, ports, 0)


def _own(drawer: Drawer, call: Call, array: object) -> Term:
    """A weight that all steps share."""
    import numpy

    numbers = numpy.asarray(array)
    own = Parameter(sizes=tuple(int(size) for size in numbers.shape))
    return Term(drawer, drawer.flat.only(drawer.draw(own, [], call, {"": numbers})))
