"""What the handlers of operations draw with, and what they say where no layer fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.flat_drawing import FlatDrawing
from netbuilder.interchange.drawing.placed import Placed, Port, State, States
from netbuilder.interchange.traced import Dims
from netbuilder.layers.base import Layer
from netbuilder.messages import say

SWAPPED = say("the numbers arrive with their axes swapped, and some of them are left out.")
ORDER = say("the numbers arrive in another order than in the drawing, and no layer sorts them.")
STATES = say("it takes the states of a recurrent layer, of which a layer puts out the last only.")
CELLS = say("it takes the cell of an LSTM after its last step, which the layer keeps to itself.")
NOT_GIVEN = say("it takes a further result of a layer that gives only the first, such as places or shares.")
BATCH = say("the rows of a batch are not an axis of their own here, and a layer sees one row at a time.")
CONSTANT = say("it takes a number or a tensor of its own in a way that no layer does.")
SIZES = say("the sizes that reach it are not known.")
CODES = say("it takes whole numbers, which only an Embedding does.")

Apart = frozenset[tuple[str, int]]
"""What is drawn in parts, as something is taken that the layer does not put out: what that is, and of which value."""
LAYERS, CELL, FURTHER = "layers", "cell", "further"
"""States of lower layers, the cell of an LSTM (of both, the first value that the module gives), a further result."""
Groups = Sequence[Sequence[int]]
Value = Placed | States | State


class Drawer(Protocol):
    """What draws: see ``translation.Translation``. ``keeps_inputs``: whether inputs keep the order of their axes, as
    values that are put back later count on it."""

    flat: FlatDrawing
    values: dict[int, Value]
    scope: int
    apart: Apart
    whole: set[Port]
    keeps_inputs: bool

    def scope_inside(self, path: str, kind: str) -> int:
        """A scope within the present one, for what becomes a block. ``path``: its name; ``kind``: what it is called."""

    def placed(self, number: int) -> Placed:
        """A value that enters an operation."""

    def last_state(self, node: int) -> Placed:
        """The state that a recurrent layer puts out."""

    def state(self, state: State) -> Placed:
        """A last state of a recurrent layer, (rows, units)."""

    def port_for(self, value: Placed, groups: Groups) -> Port:
        """The port at which a value has these groups of its axes as its own."""

    def straight(self, value: Placed, groups: Groups) -> Placed:
        """The value with its numbers in the order of these groups of its axes."""

    def draw(
        self, layer: Layer, inputs: Sequence[Port | None], call: Call, weights: Mapping[str, Any] | None = None
    ) -> int:
        """Draw the layer of a call."""

    def plain(self, port: Port, dims: Dims) -> Placed:
        """A value whose axes are those of the drawing."""


Handler = Callable[[Drawer, Call, Layer | None], Sequence[Value]]
"""Draws an operation, with a given layer in place of its own where there is one. Returns its results."""


@contextmanager
def within(drawer: Drawer, path: str, kind: str) -> Iterator[None]:
    """What is drawn meanwhile belongs to a block of its own, where it is more than a single layer."""
    before = drawer.scope
    drawer.scope = drawer.scope_inside(path, kind)
    try:
        yield
    finally:
        drawer.scope = before


def known_dims(dims: Dims | None) -> Dims:
    """The sizes. Raises NoLayerError where they are not known."""
    if dims is None:
        raise NoLayerError(SIZES)
    return dims


def entered(drawer: Drawer, call: Call, at: int = 0) -> Placed:
    """A value that enters a call as plain numbers. Raises NoLayerError."""
    value = drawer.placed(call.inputs[at])
    if value.codes:
        raise NoLayerError(CODES)
    return value
