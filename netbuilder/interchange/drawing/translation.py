"""A trace becomes nodes, one operation after another: each is a layer, a change of axes, or a placeholder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Any

from netbuilder.interchange.drawing.call import Arrays, Call, NoLayerError, called, entering_values
from netbuilder.interchange.drawing.drawer import (
    CELL,
    CELLS,
    FURTHER,
    LAYERS,
    NOT_GIVEN,
    ORDER,
    STATES,
    SWAPPED,
    Apart,
    Value,
)
from netbuilder.interchange.drawing.flat_drawing import FlatDrawing, FlatNode, placeholder
from netbuilder.interchange.drawing.nesting import ROOT
from netbuilder.interchange.drawing.operations import handle
from netbuilder.interchange.drawing.placed import Placed, Port, State, States, plain_axes, row_shape
from netbuilder.interchange.traced import Dims, Entering, Scope, Trace
from netbuilder.layers.base import Layer, describe
from netbuilder.layers.core import Flatten, Input, Reshape
from netbuilder.layers.merge import Concatenate
from netbuilder.layers.tensors.arranging import Permute, Slice
from netbuilder.messages import Message, say

UNFORESEEN = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What handlers raise where an operation is called with arguments that nobody has thought of."""
ODD = say("it is called in a way that is not known here.")


@dataclass(frozen=True)
class Became:
    """What one operation became. ``number``: its place in the trace; ``where``: the module's name, or the line;
    ``what``: its class or function; ``layers``: the nodes that stand for it, none where it draws nothing;
    ``reason``: why it is a placeholder, or what of it is left out; ``nearest``: the layer that may take its place;
    ``mended``: whether that has taken it."""

    number: int
    where: str
    what: str
    layers: tuple[Layer, ...] = ()
    reason: Message | None = None
    nearest: Layer | None = None
    mended: bool = False

    @property
    def missing(self) -> bool:
        """Whether it is a placeholder."""
        return self.reason is not None and not self.mended


class Translation:
    """The drawing of a trace. ``mended``: the numbers of the operations whose nearest layer takes their place;
    ``apart``: what is drawn in parts, and ``wanted_apart``: what should have been, as the layer does not put it out;
    ``whole``: the ports of codes; ``scopes``: the calls of modules, and
    what else becomes a block; ``drawn``: the nodes that each operation has become.
    """

    def __init__(
        self,
        trace: Trace,
        stored: Arrays,
        mended: frozenset[int] | None = frozenset(),
        apart: Apart = frozenset(),
    ) -> None:
        self.trace, self.stored = trace, stored
        self.scopes = list(trace.scopes) or [ROOT]
        self.flat = FlatDrawing()
        self.values: dict[int, Value] = {}
        self.became: list[Became] = []
        self.drawn: dict[int, Sequence[FlatNode]] = {}
        self.entering: list[tuple[int, int]] = []
        self.leaving: list[Placed] = []
        self.scope, self.keeps_inputs = 0, False
        self.apart, self.wanted_apart = apart, set[tuple[str, int]]()
        self.whole: set[Port] = set()
        self._entering: frozenset[int] = frozenset()
        self._mended = mended
        for entering in trace.inputs:
            self._enter(entering)
        needed = _needed(trace)
        for number, operation in enumerate(trace.operations):
            if number not in needed:
                continue
            self.scope = max(0, operation.scope)
            before = len(self.flat.nodes)
            self._translate(number, called(operation, trace.values, stored))
            self.drawn[number] = self.flat.nodes[before:]
        for name, number in trace.outputs.items():
            self.leaving.append(self._leaving(number))
            self.flat.end(self.leaving[-1].port, name if len(trace.outputs) > 1 else "")

    def scope_inside(self, path: str, kind: str) -> int:
        """A scope within the present one, for what becomes a block. ``path``: its name; ``kind``: what it is called."""
        self.scopes.append(Scope(path=path, kind=kind, own=True, parent=self.scope))
        return len(self.scopes) - 1

    def placed(self, number: int) -> Placed:
        """A value that enters an operation. Raises NoLayerError where it is no single value here."""
        value = self.values.get(number)
        if value is None:
            self.wanted_apart.add((FURTHER, number))
            raise NoLayerError(NOT_GIVEN)
        if isinstance(value, Placed):
            return value
        if isinstance(value, State):
            return self.state(value)
        if len(value.states) > 1:
            return self._on_top(value)
        last = self.state(value.states[0])
        rows, units = last.axes
        return replace(last, axes=(rows, (), units) if value.swapped else ((), rows, units))

    def _on_top(self, value: States) -> Placed:
        """States on top of each other as one value. Raises NoLayerError where a layer does not put one out."""
        ports = [self.flat.shaped(last, (1, *last.shape)) for last in map(self.state, value.states)]
        port = self.flat.only(self.flat.add(Concatenate(inputs=len(ports), axis=0), ports, self.scope))
        count, units = self.flat.shape(port)
        if value.columns:
            return self.plain(port, (-1, count // value.columns, value.columns, units)).permuted([1, 2, 0, 3])
        found = self.plain(port, (-1, count, units))
        return found if value.swapped else found.permuted([1, 0, 2])

    def state(self, state: State) -> Placed:
        """A last state of a recurrent layer, (rows, units). Raises NoLayerError where the layer does not put it out."""
        if state.is_cell:
            self.wanted_apart.add((CELL, state.module))
            raise NoLayerError(CELLS)
        if not state.last:
            self.wanted_apart.add((LAYERS, state.module))
            raise NoLayerError(STATES)
        both = self.last_state(state.node)
        if state.directions == 1:
            return both
        units = both.shape[0] // 2
        half = Slice(axis=0, start=state.direction * units, stop=(state.direction + 1) * units)
        return self.plain(self.flat.only(self.flat.add(half, [both.port], self.scope)), (-1, units))

    def last_state(self, node: int) -> Placed:
        """The state that a recurrent layer puts out: the last of one direction, or of both side by side."""
        port = self.flat.only(node)
        shape = self.flat.shape(port)
        sides, axes = plain_axes((-1, *shape))
        return Placed(port, shape, sides, axes, scope=self.scope)

    def port_for(self, value: Placed, groups: Sequence[Sequence[int]]) -> Port:
        """The port at which a value has these groups of its axes as its own. Raises NoLayerError where it has none."""
        wanted = tuple(value.size(group) for group in groups) or (1,)  # a row of one number
        return self.flat.shaped(self.straight(value, groups), wanted)

    def straight(self, value: Placed, groups: Sequence[Sequence[int]]) -> Placed:
        """The value with its numbers in the order of these groups of its axes. Raises NoLayerError as ``port_for``."""
        if value.order is not None:
            value = self._sorted(value)
        if value.fits(groups):
            return value
        return self._turned(value, groups) or self._permuted(value, groups)

    def _sorted(self, value: Placed) -> Placed:
        """Numbers in one row in the order that they have in the imported network. Raises NoLayerError."""
        if value.apart is None:
            raise NoLayerError(ORDER)
        sides, order = value.apart
        port = value.port
        for layer in (Reshape(sizes=sides), Permute(order=order), Flatten()):
            port = self.flat.only(self.flat.add(layer, [port], self.scope))
        return replace(value, port=port, shape=self.flat.shape(port), order=None, apart=None, scope=self.scope)

    def _turned(self, value: Placed, groups: Sequence[Sequence[int]]) -> Placed | None:
        """The value with the input that it is turned round, where nothing else is behind that input yet."""
        parts = value.parts([axis for group in groups for axis in group])
        whole = tuple(side for side in self.flat.shape(value.port) if side != 1) == value.sides  # no axis in parts
        if not whole or sorted(parts) != list(range(len(value.sides))) or not self._may_turn(value.port):
            return None
        renamed = {old: new for new, old in enumerate(parts)}
        sides = tuple(value.sides[part] for part in parts)
        shape = tuple(value.size(group) for group in groups)
        self.flat.turn_input(value.port, shape)
        for number, other in self.values.items():
            if isinstance(other, Placed) and other.port == value.port:
                axes = tuple(tuple(renamed.get(part, part) for part in axis) for axis in other.axes)
                self.values[number] = replace(other, shape=shape, sides=sides, axes=axes)
        axes = tuple(tuple(renamed.get(part, part) for part in axis) for axis in value.axes)
        return replace(value, shape=shape, sides=sides, axes=axes)

    def _may_turn(self, port: Port) -> bool:
        """Whether a port is that of an input that nothing reads yet, nor the present operation in two ways at once."""
        read = (self.values[number] for number in self._entering)
        ways = sum(isinstance(value, Placed) and value.port == port for value in read)
        return ways < 2 and not self.keeps_inputs and self.flat.is_fresh_input(port)

    def _permuted(self, value: Placed, groups: Sequence[Sequence[int]]) -> Placed:
        """The value behind a layer that puts its axes into this order. Raises NoLayerError where some are left out."""
        parts = value.parts([axis for group in groups for axis in group])
        if sorted(parts) != list(range(len(value.sides))):
            raise NoLayerError(SWAPPED)
        apart = self.flat.shaped(value, value.sides)
        port = self.flat.only(self.flat.add(Permute(order=parts), [apart], self.scope))
        renamed = {old: new for new, old in enumerate(parts)}
        axes = tuple(tuple(renamed.get(part, part) for part in axis) for axis in value.axes)
        shape = self.flat.shape(port)
        return Placed(port, shape, shape, axes, codes=value.codes, scope=self.scope)

    def draw(
        self, layer: Layer, inputs: Sequence[Port | None], call: Call, weights: Mapping[str, Any] | None = None
    ) -> int:
        """Draw the layer of a call. Returns its number. Raises NoLayerError where it does not fit."""
        weights = call.weights if weights is None else weights
        return self.flat.add(layer, inputs, self.scope, call.operation.path, weights)

    def plain(self, port: Port, dims: Dims) -> Placed:
        """A value of which the axes are those of the drawing; a single number a row is a row of one."""
        if not self.flat.shape(port) and dims[:1] == (-1,):
            port = self.flat.only(self.flat.add(Reshape(sizes=(1,)), [port], self.scope))
        sides, axes = plain_axes(dims)
        return Placed(port, self.flat.shape(port), sides, axes, scope=self.scope)

    def _enter(self, entering: Entering) -> None:
        dims = self.trace.values[entering.value] or (-1,)
        sizes = row_shape(dims) or (1,)
        name = entering.name if len(self.trace.inputs) > 1 else ""
        columns = self._columns(sizes) if len(self.trace.inputs) > 1 and len(sizes) == 1 else ""
        node = self.flat.add(Input(sizes=sizes, columns=columns), [], 0, name)
        self.entering.append((entering.value, node))
        sides, axes = plain_axes(dims)
        self.values[entering.value] = Placed(self.flat.only(node), sizes, sides, axes)
        if entering.codes:
            self.whole.add(self.flat.only(node))

    def _columns(self, sizes: tuple[int, ...]) -> str:
        """The columns of the data for the next of several inputs: those after the ones before."""
        before = sum(self.flat.nodes[node].shapes[0][0] for _, node in self.entering)
        return f"{before}:{before + sizes[0]}"

    def _translate(self, number: int, call: Call) -> None:
        drawn, self._entering = len(self.flat.nodes), frozenset(call.inputs)
        where, what = call.operation.path or call.operation.line, call.operation.kind.removeprefix("f.")
        try:
            self._keep(call, handle(self, call))
        except NoLayerError as error:
            self.flat.take_back(drawn)
            self._stand_in(number, call, error, where, what)
            return
        except UNFORESEEN:
            self.flat.take_back(drawn)
            self._stand_in(number, call, NoLayerError(ODD), where, what)
            return
        layers = tuple(node.layer for node in self.flat.nodes[drawn:])
        self.became.append(Became(number, where, what, layers))

    def _stand_in(self, number: int, call: Call, error: NoLayerError, where: str, what: str) -> None:
        """Draw the nearest layer, where the user wants it, or a placeholder."""
        drawn, nearest = len(self.flat.nodes), error.nearest
        entering = call.inputs or (
            next(reversed(self.values)),
        )  # what reads nothing takes its rows from the last value
        if nearest is not None:
            try:
                self._keep(call, handle(self, call, nearest))
            except NoLayerError:
                nearest = None
            else:
                if self._mended is None or number in self._mended:
                    self.became.append(Became(number, where, what, (nearest,), error.reason, nearest, mended=True))
                    return
            self.flat.take_back(drawn)
        layer = placeholder(what, error.reason, len(entering), len(call.leaving), nearest)
        node = self._draw_placeholder(layer, call, entering)
        shapes = [dims or (-1,) for dims in call.leaving]
        ports = layer.output_ports()
        self._keep(call, [self.plain(Port(node, port), dims) for port, dims in zip(ports, shapes, strict=False)])
        self.became.append(Became(number, where, what, (layer,), error.reason, nearest))

    def _draw_placeholder(self, layer: Any, call: Call, entering: Sequence[int]) -> int:
        shapes = [row_shape(dims or (-1,)) or (1,) for dims in call.leaving] or [(1,)]
        inputs = [self._any_port(number) for number in entering]
        node = self.flat.add_placeholder(layer, inputs, self.scope, call.operation.path, shapes)
        self.flat.nodes[node] = replace(self.flat.nodes[node], weights=call.weights)
        return node

    def _any_port(self, number: int) -> Port:
        value = self.values.get(number)
        if value is None:
            return self._any_port(next(reversed(self.values)))
        if isinstance(value, Placed):
            return value.port
        return self.flat.only((value.states[0] if isinstance(value, States) else value).node)

    def _keep(self, call: Call, results: Sequence[Value]) -> None:
        """Take note of the results. Raises NoLayerError where one has another size than in the imported network."""
        for result, dims in zip(results, call.leaving, strict=False):
            if isinstance(result, Placed) and dims is not None and prod(result.shape) != prod(row_shape(dims)):
                raise NoLayerError(say("the layer gives {shape} instead.", shape=describe(result.shape)))
        self.values.update(zip(call.operation.results, results, strict=False))

    def _leaving(self, number: int) -> Placed:
        """A value that leaves the network, with its axes in their order where that can be."""
        dims = self.trace.values[number] or (-1,)
        try:
            value = self.placed(number)
            straight = value.fits([[axis] for axis in value.row_axes])
            port = self.port_for(value, [[axis] for axis in value.row_axes])
            value = value if straight else self.plain(port, dims)
        except NoLayerError as error:
            return self._missing_output(number, dims, error)
        return replace(value, port=port, shape=self.flat.shape(port))

    def _missing_output(self, number: int, dims: Dims, error: NoLayerError) -> Placed:
        """A placeholder in the place of an output that the drawing does not have."""
        what = next(
            (one.kind.removeprefix("f.") for one in self.trace.operations if number in one.results), self.trace.title
        )
        layer = placeholder(what, error.reason, 1, 1, None)
        node = self.flat.add_placeholder(layer, [self._any_port(number)], 0, "", [row_shape(dims) or (1,)])
        self.became.append(Became(-1, "", what, (layer,), error.reason))
        return self.plain(self.flat.only(node), dims)


def _needed(trace: Trace) -> set[int]:
    """The places of the operations that the outputs come from."""
    wanted, found = set(trace.outputs.values()), set[int]()
    for place, operation in reversed(list(enumerate(trace.operations))):
        if wanted.intersection(operation.results):
            found.add(place)
            wanted.update(entering_values(operation))
    return found
