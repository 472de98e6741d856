"""Figures of many numbers: lengths, variances, normalization by the root mean square, and power-average pooling.

The formulas are those of the documentation of torch.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.formulas import Term, pooled, require_no_running_means
from netbuilder.interchange.drawing.operation_layers import rows_port
from netbuilder.interchange.drawing.placed import Placed
from netbuilder.interchange.drawing.row_layers import sequence
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Reshape
from netbuilder.layers.normalization import EPSILON
from netbuilder.layers.tensors.arithmetic import Absolute, Exponential, Logarithm, Power, Square, SquareRoot
from netbuilder.layers.tensors.reducing import Max, Mean, Sum
from netbuilder.layers.tensors.values import Parameter
from netbuilder.messages import say

Figure = Callable[[Term, Sequence[int], Call], Term]
LEAST = 1.1920928955078125e-07
"""The epsilon of torch's RMSNorm where none is given: that of 32-bit numbers."""


def figure(compute: Figure) -> Callable[[Drawer, Call, Layer | None], Sequence[Value]]:
    """What draws a figure along some axes, which stay with size 1 while it is computed."""

    def drawn(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
        value, dims = entered(drawer, call), known_dims(call.leaving[0])
        given = call.settings.get("dim")
        axes = [axis % len(value.axes) for axis in (given if isinstance(given, list) else [given]) if axis is not None]
        if not axes or 0 in axes:
            raise NoLayerError(say("it takes all numbers of a batch together."))
        found = compute(Term(drawer, rows_port(drawer, value)), [axis - 1 for axis in axes], call)
        shape = tuple(dims[1:]) or (1,)
        return [drawer.plain((found if call.settings.get("keepdim") else found.of(Reshape(sizes=shape))).port, dims)]

    return drawn


def _along(x: Term, axes: Sequence[int], kind: type[Sum] | type[Mean] | type[Max]) -> Term:
    for axis in axes:
        x = x.of(kind(axis=axis, keep=True))
    return x


def _length(x: Term, axes: Sequence[int], call: Call) -> Term:
    order = call.settings.get("p", call.settings.get("ord"))
    order = 2 if order in (None, "fro") else order
    if order == 1:
        return _along(x.of(Absolute()), axes, Sum)
    if order != 2:
        raise NoLayerError(say("its length is neither the Euclidean one nor the sum of magnitudes."))
    return _along(x.of(Square()), axes, Sum).of(SquareRoot())


def _variance(x: Term, axes: Sequence[int], call: Call) -> Term:
    dims, given = known_dims(call.entering[0]), call.settings
    count = math.prod(dims[axis + 1] for axis in axes)
    less = given.get("correction", int(given.get("unbiased", True)))
    if not isinstance(less, int) or count <= less:
        raise NoLayerError(CONSTANT)
    found = _along((x - _along(x, axes, Mean)).of(Square()), axes, Mean)
    return found * (count / (count - less)) if less else found


def _deviation(x: Term, axes: Sequence[int], call: Call) -> Term:
    return _variance(x, axes, call).of(SquareRoot())


def _log_sum_exp(x: Term, axes: Sequence[int], _: Call) -> Term:
    """The largest number is taken out first, so that no power of e gets too large."""
    largest = _along(x, axes, Max)
    return largest + _along((x - largest).of(Exponential()), axes, Sum).of(Logarithm())


length, variance, deviation = figure(_length), figure(_variance), figure(_deviation)
log_sum_exp = figure(_log_sum_exp)


def _pair(drawer: Drawer, call: Call) -> tuple[Term, Term, int]:
    """Two values of the same sizes, and the axis of a row along which they are compared. Raises NoLayerError."""
    if len(call.inputs) != 2 or call.entering[0] != call.entering[1]:
        raise NoLayerError(CONSTANT)
    rank = len(known_dims(call.entering[0]))
    axis = call.settings.get("dim", -1 if call.kind == "PairwiseDistance" else 1) % rank
    if not axis:
        raise NoLayerError(BATCH)
    first, second = (Term(drawer, rows_port(drawer, entered(drawer, call, place))) for place in (0, 1))
    return first, second, axis - 1


def cosine(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """The cosine of the angle between two vectors; a length below epsilon counts as that."""
    first, second, axis = _pair(drawer, call)
    least, dims = call.settings.get("eps", 1e-8), known_dims(call.leaving[0])
    lengths = [_along(one.of(Square()), [axis], Sum).of(SquareRoot()) for one in (first, second)]
    over, under = ((one.above(least, least)) for one in lengths)
    found = _along(first * second, [axis], Sum) / (over * under)
    return [drawer.plain(found.of(Reshape(sizes=tuple(dims[1:]) or (1,))).port, dims)]


def distance(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """The Euclidean distance of two vectors, to each number of whose difference torch adds epsilon."""
    first, second, axis = _pair(drawer, call)
    given, dims = call.settings, known_dims(call.leaving[0])
    if given.get("p", given.get("norm", 2.0)) != 2.0:
        raise NoLayerError(say("its length is neither the Euclidean one nor the sum of magnitudes."))
    apart = first - second + given.get("eps", 1e-6)
    found = _along(apart.of(Square()), [axis], Sum).of(SquareRoot())
    return [drawer.plain(found.of(Reshape(sizes=tuple(dims[1:]) or (1,))).port, dims)]


def rms_norm(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Each vector divided by the root of the mean of its squares, times a scale that may be learned."""
    sizes = call.settings.get("normalized_shape") or [0]
    if len(sizes) != 1:
        raise NoLayerError(say("it norms several axes together."))
    x = Term(drawer, rows_port(drawer, entered(drawer, call)))
    epsilon = call.settings.get("eps")
    means = _along(x.of(Square()), [len(known_dims(call.entering[0])) - 2], Mean)
    found = x * (means + (LEAST if epsilon is None else epsilon)).of(Power(exponent=-0.5))
    if "weight" in call.weights:
        scale = call.weights["weight"]
        own = drawer.draw(Parameter(sizes=(int(scale.size),)), [], call, {"": scale})
        found = found * Term(drawer, drawer.flat.only(own))
    return [drawer.plain(found.port, known_dims(call.leaving[0]))]


def layer_norm_in_parts(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Layer norm along the last axes that learns no scale or no shift, or neither."""
    sizes, weights = call.settings.get("normalized_shape") or [0], call.weights
    count = len(sizes) if isinstance(sizes, list) else 1
    x = Term(drawer, rows_port(drawer, entered(drawer, call)))
    last = len(known_dims(call.entering[0])) - 2
    found = _normed(x, range(last - count + 1, last + 1), call)
    for name in ("weight", "bias"):
        if name in weights:
            shape = tuple(map(int, weights[name].shape))
            own = drawer.draw(Parameter(sizes=shape), [], call, {"": weights[name]})
            learned = Term(drawer, drawer.flat.only(own))
            found = found * learned if name == "weight" else found + learned
    return [drawer.plain(found.port, known_dims(call.leaving[0]))]


def _normed(x: Term, axes: Sequence[int], call: Call) -> Term:
    """Numbers along some axes of a row with mean 0 and variance 1."""
    apart = x - _along(x, axes, Mean)
    variance = _along(apart.of(Square()), axes, Mean)
    return apart * (variance + float(call.settings.get("eps", EPSILON))).of(Power(exponent=-0.5))


def group_norm_in_parts(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Group norm that learns no scale or no shift, or neither. Raises NoLayerError."""
    return _in_groups(drawer, call, int(call.settings["num_groups"]), 1)


def norm_of_several(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Group norm or instance norm of each of several values in a row: (rows, several, channels, …).

    Raises NoLayerError.
    """
    require_no_running_means(call)
    channels = known_dims(call.leaving[0])[2]
    return _in_groups(drawer, call, int(call.settings.get("num_groups", channels)), 2)


def _in_groups(drawer: Drawer, call: Call, groups: int, axis: int) -> Sequence[Value]:
    """The channels, along an axis, in groups, each with mean 0 and variance 1."""
    dims, weights = known_dims(call.leaving[0]), call.weights
    x = Term(drawer, rows_port(drawer, entered(drawer, call)))
    groups *= math.prod(dims[1:axis])
    apart = x.of(Reshape(sizes=(groups, math.prod(dims[1:]) // groups)))
    found = _normed(apart, [1], call).of(Reshape(sizes=tuple(dims[1:])))
    for name in ("weight", "bias"):
        if name in weights:
            shape = (int(weights[name].size), *[1] * (len(dims) - axis - 1))
            own = drawer.draw(Parameter(sizes=shape), [], call, {"": weights[name].reshape(shape)})
            learned = Term(drawer, drawer.flat.only(own))
            found = found * learned if name == "weight" else found + learned
    return [drawer.plain(found.port, dims)]


def power_average(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """LPPool: the p-th root of the sum of the p-th powers of each window."""
    given, value = call.settings, entered(drawer, call)
    power, size = float(given["norm_type"]), given["kernel_size"]
    axes = 2 if call.kind.endswith("2d") else 1
    count = math.prod(size) if isinstance(size, list) else size**axes
    raised = Term(drawer, value.port).of(Square() if power == 2 else Power(exponent=power))
    settings = {**given, "padding": 0, "count_include_pad": True}
    mean = replace(call, kind=f"AvgPool{axes}d", settings=settings)
    with _standing_in(drawer, call.inputs[0], replace(value, port=raised.port)):
        (found,) = (pooled if axes == 2 else sequence)(drawer, mean, None)
    if not isinstance(found, Placed):
        raise NoLayerError(BATCH)
    root = (Term(drawer, found.port) * float(count)).of(SquareRoot() if power == 2 else Power(exponent=1 / power))
    return [replace(found, port=root.port)]


@contextmanager
def _standing_in(drawer: Drawer, number: int, value: Value) -> Iterator[None]:
    """Another value in the place of one, for a while."""
    before = drawer.values[number]
    drawer.values[number] = value
    try:
        yield
    finally:
        drawer.values[number] = before
