"""Functions of every number by itself that have no layer of their own, as the formulas that define them.

The formulas are those of the documentation of torch.nn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.operation_layers import added, rows_port, single
from netbuilder.interchange.drawing.placed import Port
from netbuilder.interchange.drawing.row_layers import batch_norm, image
from netbuilder.interchange.traced import value_of
from netbuilder.layers.activation import ELU, ReLU, Sigmoid, Tanh
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Dense, Reshape
from netbuilder.layers.merge import Add, Multiply
from netbuilder.layers.normalization import GroupNorm
from netbuilder.layers.tensors.arithmetic import (
    Absolute,
    Divide,
    Exponential,
    Logarithm,
    Power,
    SquareRoot,
    Step,
    Subtract,
    Where,
)
from netbuilder.layers.tensors.arranging import Slice
from netbuilder.layers.tensors.reducing import Max, Mean, Sum
from netbuilder.layers.tensors.values import Parameter
from netbuilder.messages import say

SELU_ALPHA, SELU_SCALE = 1.6732632423543772, 1.0507009873554805
"""Those of Klambauer et al., Self-Normalizing Neural Networks, 2017, as torch has them."""


@dataclass(frozen=True)
class Term:
    """A value in a formula: an operator draws the layer that computes it."""

    drawer: Drawer
    port: Port

    def of(self, layer: Layer) -> Term:
        """What a layer makes of it."""
        return Term(self.drawer, added(self.drawer, layer, self.port))

    def __add__(self, other: Term | float) -> Term:
        return self._with(Add(), other)

    def __sub__(self, other: Term | float) -> Term:
        return self._with(Subtract(), other)

    def __mul__(self, other: Term | float) -> Term:
        return self._with(Multiply(), other)

    def __truediv__(self, other: Term | float) -> Term:
        return self._with(Divide(), other)

    def __neg__(self) -> Term:
        return self * -1.0

    def above(self, limit: Term | float, otherwise: Term | float) -> Term:
        """Itself where it lies above a limit, and something else where it does not."""
        found = added(self.drawer, Where(), (self - limit).port, self.port, self._port(otherwise))
        return Term(self.drawer, found)

    def _with(self, layer: Layer, other: Term | float) -> Term:
        return Term(self.drawer, added(self.drawer, layer, self.port, self._port(other)))

    def _port(self, other: Term | float) -> Port:
        return other.port if isinstance(other, Term) else single(self.drawer, float(other))


Formula = Callable[[Term, Mapping[str, Any]], Term]


def _softplus(x: Term) -> Term:
    """log(1 + eˣ), written so that no power of e gets too large."""
    return x.of(ReLU()) + ((-x.of(Absolute())).of(Exponential()) + 1.0).of(Logarithm())


def _scaled_softplus(x: Term, given: Mapping[str, Any]) -> Term:
    beta = given.get("beta", 1.0)
    return _softplus(x) if beta == 1 else _softplus(x * beta) / beta


def _celu(x: Term, given: Mapping[str, Any]) -> Term:
    alpha = given.get("alpha", 1.0)
    return x.of(ELU()) if alpha == 1 else (x / alpha).of(ELU()) * alpha


def _hardtanh(x: Term, given: Mapping[str, Any]) -> Term:
    low, high = given.get("min_val", -1.0), given.get("max_val", 1.0)
    raised = x.above(low, low)
    return -(-raised).above(-high, -high)


def _gelu_by_tanh(x: Term, _: Mapping[str, Any]) -> Term:
    """Hendrycks and Gimpel, Gaussian Error Linear Units, 2016: the approximation that torch has."""
    bent = ((x + x * x * x * 0.044715) * math.sqrt(2 / math.pi)).of(Tanh())
    return x * (bent + 1.0) * 0.5


FORMULAS: Mapping[str, Formula] = {
    "GELU": _gelu_by_tanh,
    "Sign": lambda x, _: x.of(Step()) - (-x).of(Step()),
    "Softplus": _scaled_softplus,
    "LogSigmoid": lambda x, _: -_softplus(-x),
    "Mish": lambda x, _: x * _softplus(x).of(Tanh()),
    "SELU": lambda x, given: x.of(ELU(alpha=given.get("alpha", SELU_ALPHA))) * given.get("gamma", SELU_SCALE),
    "CELU": _celu,
    "Softsign": lambda x, _: x / (x.of(Absolute()) + 1.0),
    "Tanhshrink": lambda x, _: x - x.of(Tanh()),
    "Hardtanh": _hardtanh,
    "Threshold": lambda x, given: x.above(given["threshold"], given["value"]),
    "LogarithmOfMore": lambda x, _: (x + 1.0).of(Logarithm()),
}
"""By the class in torch.nn, or the word of the table of functions."""


def by_formula(formulas: Mapping[str, Formula]) -> Callable[[Drawer, Call, Layer | None], Sequence[Value]]:
    """What draws the formula of a call: the axes stay as they are."""

    def drawn(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
        value = entered(drawer, call)
        found = formulas[call.kind](Term(drawer, value.port), call.settings)
        return [replace(value, port=found.port, scope=drawer.scope)]

    return drawn


def learned_slope(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """PReLU: numbers below 0 times a slope that is learned, one for all or one a channel, which are the first axis."""
    value, slope = entered(drawer, call), call.weights["weight"]
    sizes = (int(slope.size), *[1] * (len(value.axes) - 2)) if slope.size > 1 else (1,)
    own = Parameter(sizes=sizes)
    factor = Term(drawer, drawer.flat.only(drawer.draw(own, [], call, {"": slope.reshape(sizes)})))
    x = Term(drawer, rows_port(drawer, value))
    found = x.of(ReLU()) - factor * (-x).of(ReLU())
    return [drawer.plain(found.port, known_dims(call.leaving[0]))]


def instance_norm(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """Each channel of each row with mean 0 and variance 1: a group norm with a group a channel where it learns a scale
    and a shift, or else computed. Raises NoLayerError where it keeps running means."""
    given, dims = call.settings, known_dims(call.leaving[0])
    require_no_running_means(call)
    if "weight" in call.weights:
        return batch_norm(drawer, call, layer or GroupNorm.parse({"groups": dims[1], "epsilon": given["eps"]}))
    x = Term(drawer, rows_port(drawer, entered(drawer, call)))
    places = range(1, len(dims) - 1)
    apart = x - _mean(x, places)
    found = apart * (_mean(apart * apart, places) + given["eps"]).of(Power(exponent=-0.5))
    return [drawer.plain(found.port, dims)]


def require_no_running_means(call: Call) -> None:
    """Raise NoLayerError where an instance norm keeps running means."""
    if call.settings.get("track_running_stats") or {"running_mean", "running_var"} & call.weights.keys():
        raise NoLayerError(say("it keeps running means."))


def _mean(x: Term, axes: Iterable[int]) -> Term:
    """The mean along some axes of a row, which stay with size 1."""
    for axis in axes:
        x = x.of(Mean(axis=axis, keep=True))
    return x


def cell(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """One step of a recurrent layer: RNNCell, GRUCell or LSTMCell, from states that it is given or from zeros."""
    x = Term(drawer, rows_port(drawer, entered(drawer, call)))
    given = call.operation.arguments[1] if len(call.operation.arguments) > 1 else call.operation.keywords.get("hx")
    numbers = iter(range(1, len(call.inputs)))
    states = [
        Term(drawer, rows_port(drawer, entered(drawer, call, next(numbers)))) if value_of(state) is not None else None
        for state in (given if isinstance(given, list) else [given])
    ]
    before = [state for state in states if state is not None]
    if len(before) + 1 != len(call.inputs) or len(before) not in (0, len(states)):
        raise NoLayerError(CONSTANT)
    hidden = _gates(before[0], call, "hh") if before else None
    if hidden is None and "bias_hh" in call.weights:
        own = Parameter(sizes=(len(call.weights["bias_hh"]),))
        hidden = Term(drawer, drawer.flat.only(drawer.draw(own, [], call, {"": call.weights["bias_hh"]})))
    found = next_states(call, _gates(x, call, "ih"), hidden, before)
    return [drawer.plain(one.port, known_dims(dims)) for one, dims in zip(found, call.leaving, strict=False)]


def next_states(call: Call, entering: Term, hidden: Term | None, states: Sequence[Term]) -> list[Term]:
    """The states after one step of a recurrent layer: that of an LSTM and its cell, or the one of another.

    ``entering``, ``hidden``: what the gates get of the input and of the state before, side by side along the last axis
    (none where there is neither a state nor a bias); ``states``: those before, none for zeros.
    """
    size = call.settings["hidden_size"]
    if call.kind.startswith("GRU"):
        return [_next_of_gru(_apart(entering, size), None if hidden is None else _apart(hidden, size), states)]
    total = entering if hidden is None else entering + hidden
    if call.kind.startswith("RNN"):
        return [total.of(Tanh() if call.settings.get("nonlinearity", Tanh.type) == Tanh.type else ReLU())]
    entry, forget, new, leave = _apart(total, size)
    fresh = entry.of(Sigmoid()) * new.of(Tanh())
    kept = forget.of(Sigmoid()) * states[1] + fresh if states else fresh
    return [leave.of(Sigmoid()) * kept.of(Tanh()), kept]


def _next_of_gru(entering: Sequence[Term], hidden: Sequence[Term] | None, states: Sequence[Term]) -> Term:
    sums = entering if hidden is None else [one + other for one, other in zip(entering[:2], hidden[:2], strict=True)]
    reset, update = (one.of(Sigmoid()) for one in sums[:2])
    new = (entering[2] if hidden is None else entering[2] + reset * hidden[2]).of(Tanh())
    return new + update * (states[0] - new) if states else new - update * new


def _gates(x: Term, call: Call, name: str) -> Term:
    """What the gates of a cell get of its input or of its state."""
    weights = {"weight": call.weights[f"weight_{name}"]}
    weights |= {"bias": call.weights[f"bias_{name}"]} if f"bias_{name}" in call.weights else {}
    layer = Dense(units=len(weights["weight"]), bias="bias" in weights)
    return Term(x.drawer, x.drawer.flat.only(x.drawer.draw(layer, [x.port], call, weights)))


def _apart(every: Term, size: int) -> list[Term]:
    """Each gate of those that are side by side along the last axis."""
    shape = every.drawer.flat.shape(every.port)
    spans = range(0, shape[-1], size)
    return [every.of(Slice(axis=len(shape) - 1, start=start, stop=start + size)) for start in spans]


def pooled(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """Pooling of images: a layer where the windows are square; of others that follow on each other, without padding
    and to the end, the mean or the largest along the sides of each window."""
    given = call.settings
    sizes, stride, padding = (given.get(name) for name in ("kernel_size", "stride", "padding"))
    if layer is not None or not isinstance(sizes, list) or len(set(sizes)) == 1:
        return image(drawer, call, layer)
    dims, plain = known_dims(call.entering[0]), stride in (None, [], sizes) and padding in (None, 0, [0, 0])
    odd = given.get("return_indices") or given.get("divisor_override") or given.get("dilation") not in (None, 1, [1, 1])
    if odd or not plain or any(side % size for side, size in zip(dims[2:], sizes, strict=True)):
        raise NoLayerError(
            say("its windows are not square, and overlap, leave something over or have settings of their own.")
        )
    apart = (dims[1], dims[2] // sizes[0], sizes[0], dims[3] // sizes[1], sizes[1])
    x = Term(drawer, rows_port(drawer, entered(drawer, call))).of(Reshape(sizes=apart))
    for axis in (4, 2):
        x = x.of(Max(axis=axis, keep=False) if call.kind.startswith("Max") else Mean(axis=axis, keep=False))
    return [drawer.plain(x.port, known_dims(call.leaving[0]))]


def extreme_of_two(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """The larger or the smaller of two values of the same sizes, number by number."""
    if len(call.inputs) != 2 or call.entering[0] != call.entering[1]:
        raise NoLayerError(CONSTANT)
    first, second = (Term(drawer, rows_port(drawer, entered(drawer, call, at))) for at in (0, 1))
    found = first - (first - second).of(ReLU()) if call.kind in ("Min", "Smaller") else first.above(second, second)
    return [drawer.plain(found.port, known_dims(call.leaving[0]))]


def unit_length(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """``normalize``: each vector along an axis divided by its length, or by a small number where that is less."""
    given, value = call.settings, entered(drawer, call)
    axis, least = given.get("dim", 1), given.get("eps", 1e-12)
    if given.get("p", 2.0) != 2.0 or not isinstance(axis, int) or not axis % len(value.axes):
        raise NoLayerError(say("its length is not the Euclidean one of an axis of each row."))
    x = Term(drawer, rows_port(drawer, value))
    length = (x * x).of(Sum(axis=axis % len(value.axes) - 1, keep=True)).of(SquareRoot())
    return [drawer.plain((x / length.above(least, least)).port, known_dims(call.leaving[0]))]


def gated(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """GLU: the first half of an axis times the sigmoid of the second."""
    value, dims = entered(drawer, call), known_dims(call.leaving[0])
    axis = call.settings.get("dim", -1) % len(value.axes)
    x = Term(drawer, rows_port(drawer, value))
    half = dims[axis]
    first, second = (x.of(Slice(axis=axis - 1, start=start, stop=start + half)) for start in (0, half))
    return [drawer.plain((first * second.of(Sigmoid())).port, dims)]
