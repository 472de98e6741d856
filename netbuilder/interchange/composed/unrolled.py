"""An LSTM drawn step by step: its cell after the last step, which the layer keeps to itself, is a value then.

All steps share their weights, each of which is a Parameter (the matrix of the inputs, a Dense over all steps).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import CELLS, Drawer
from netbuilder.interchange.drawing.formulas import Term
from netbuilder.interchange.drawing.operation_layers import added
from netbuilder.interchange.drawing.placed import Port
from netbuilder.layers.activation import Sigmoid, Tanh
from netbuilder.layers.core import Dense, Reshape
from netbuilder.layers.merge import Concatenate
from netbuilder.layers.tensors.arranging import Slice
from netbuilder.layers.tensors.matrices import MatMul
from netbuilder.layers.tensors.values import Parameter

MOST_STEPS = 64
"""Of longer sequences nobody could read the drawing."""


@dataclass(frozen=True)
class Unrolled:
    """What one layer gives: (steps, units of all directions), and of each direction the last state and the last cell,
    (1, units)."""

    steps: Port
    states: tuple[Port, ...]
    cells: tuple[Port, ...]


def unrolled(drawer: Drawer, call: Call, port: Port, first: Sequence[Port]) -> Unrolled:
    """One layer of an LSTM over a sequence (steps, features).

    ``first``: the first state and the first cell, (directions × units,), or none for zeros. Raises NoLayerError where
    the sequence is long.
    """
    count, directions = drawer.flat.shape(port)[0], 2 if call.settings.get("bidirectional") else 1
    if count > MOST_STEPS or call.settings.get("proj_size"):
        raise NoLayerError(CELLS)
    runs = [_run(drawer, call, port, first, direction) for direction in range(directions)]
    steps = [added(drawer, Concatenate(inputs=count, axis=0), *run[0]) if count > 1 else run[0][0] for run in runs]
    whole = steps[0] if directions == 1 else added(drawer, Concatenate(inputs=2, axis=1), *steps)
    return Unrolled(whole, tuple(run[1] for run in runs), tuple(run[2] for run in runs))


def _run(
    drawer: Drawer, call: Call, port: Port, first: Sequence[Port], direction: int
) -> tuple[list[Port], Port, Port]:
    """One direction: the state after each step in the order of the sequence, the last state and the last cell."""
    units, suffix = int(call.settings["hidden_size"]), "l0_reverse" if direction else "l0"
    given = {name: call.weights.get(f"{name}_{suffix}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
    entering = {"weight": given["weight_ih"], "bias": given["bias_ih"]}
    entering = {name: array for name, array in entering.items() if array is not None}
    layer = Dense(units=4 * units, bias="bias" in entering)
    sums = Term(drawer, drawer.flat.only(drawer.draw(layer, [port], call, entering)))
    kernel = _own(drawer, call, call.weights[f"weight_hh_{suffix}"].T)
    bias = None if given["bias_hh"] is None else _own(drawer, call, given["bias_hh"])
    span = {"axis": 0, "start": direction * units, "stop": (direction + 1) * units}
    before = [Term(drawer, added(drawer, Slice(**span), one)).of(Reshape(sizes=(1, units))) for one in first]
    state, cell = before or (None, None)
    order = range(drawer.flat.shape(port)[0])
    found: dict[int, Port] = {}
    for step in reversed(order) if direction else order:
        total = sums.of(Slice(axis=0, start=step, stop=step + 1))
        if state is not None:
            total = total + Term(drawer, added(drawer, MatMul(), state.port, kernel.port))
        total = total if bias is None else total + bias
        enter, forget, new, leave = (
            total.of(Slice(axis=1, start=place * units, stop=(place + 1) * units)) for place in range(4)
        )
        fresh = enter.of(Sigmoid()) * new.of(Tanh())
        cell = fresh if cell is None else forget.of(Sigmoid()) * cell + fresh
        state = leave.of(Sigmoid()) * cell.of(Tanh())
        found[step] = state.port
    if state is None or cell is None:
        raise NoLayerError(CELLS)
    return [found[step] for step in order], state.port, cell.port


def _own(drawer: Drawer, call: Call, array: object) -> Term:
    """A weight that all steps share."""
    import numpy

    numbers = numpy.asarray(array)
    own = Parameter(sizes=tuple(int(size) for size in numbers.shape))
    return Term(drawer, drawer.flat.only(drawer.draw(own, [], call, {"": numbers})))
