"""Further functions of torch as the formulas that define them: of single numbers, of several values, along an axis.

The formulas are those of the documentation of torch.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from netbuilder.interchange.composed.truth import is_truth
from netbuilder.interchange.drawing.call import Call, NoLayerError, plain_number
from netbuilder.interchange.drawing.drawer import BATCH, CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.formulas import Formula, Term
from netbuilder.interchange.drawing.operation_layers import (
    BEYOND_ALL,
    constant,
    own_numbers,
    own_row,
    rows_port,
    single,
)
from netbuilder.interchange.drawing.row_layers import softmax
from netbuilder.interchange.traced import FIXED, marked, value_of
from netbuilder.layers.activation import ReLU
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Reshape
from netbuilder.layers.tensors.arithmetic import (
    Absolute,
    Compare,
    Cosine,
    Exponential,
    Logarithm,
    Sine,
    Square,
    SquareRoot,
    Step,
    Where,
)
from netbuilder.layers.tensors.arranging import Permute, Slice
from netbuilder.layers.tensors.matrices import MatMul
from netbuilder.layers.tensors.reducing import Max, Sum


def _inverse_sinh(x: Term, _: Mapping[str, Any]) -> Term:
    """Of the magnitude, with the sign of x: of negative numbers the sum would lose its digits."""
    size = (x.of(Absolute()) + (x.of(Square()) + 1.0).of(SquareRoot())).of(Logarithm())
    return size * (x.of(Step()) - (-x).of(Step()))


def _powers(x: Term) -> tuple[Term, Term]:
    """eˣ and e⁻ˣ."""
    return x.of(Exponential()), (-x).of(Exponential())


def _hardshrink(x: Term, given: Mapping[str, Any]) -> Term:
    limit = given.get("lambd", 0.5)
    return x.above(limit, 0.0) - (-x).above(limit, 0.0)


def _softshrink(x: Term, given: Mapping[str, Any]) -> Term:
    limit = float(given.get("lambd", 0.5))
    return (x - limit).of(ReLU()) - (-x - limit).of(ReLU())


def _logit(x: Term, given: Mapping[str, Any]) -> Term:
    if given.get("eps") is not None:
        raise NoLayerError(CONSTANT)
    return (x / (-x + 1.0)).of(Logarithm())


def _half(first: Term, second: Term) -> Term:
    return (first + second) * 0.5


FURTHER: Mapping[str, Formula] = {
    "Hardshrink": _hardshrink,
    "Softshrink": _softshrink,
    "expm1": lambda x, _: x.of(Exponential()) - 1.0,
    "exp2": lambda x, _: (x * math.log(2)).of(Exponential()),
    "log2": lambda x, _: x.of(Logarithm()) / math.log(2),
    "log10": lambda x, _: x.of(Logarithm()) / math.log(10),
    "tan": lambda x, _: x.of(Sine()) / x.of(Cosine()),
    "sinh": lambda x, _: _half(_powers(x)[0], -_powers(x)[1]),
    "cosh": lambda x, _: _half(*_powers(x)),
    "asinh": _inverse_sinh,
    "acosh": lambda x, _: (x + (x.of(Square()) - 1.0).of(SquareRoot())).of(Logarithm()),
    "atanh": lambda x, _: ((x + 1.0) / (-x + 1.0)).of(Logarithm()) * 0.5,
    "logit": _logit,
}
"""By the class in torch.nn, or the function of torch."""


def _log_of_both(first: Term, second: Term) -> Term:
    """log(eˣ + eʸ), with the larger one taken out, so that no power of e gets too large."""
    larger = first.above(second, second)
    return larger + ((-(first - second).of(Absolute())).of(Exponential()) + 1.0).of(Logarithm())


SEVERAL: Mapping[str, Callable[..., Term]] = {
    "lerp": lambda first, second, share: first + (second - first) * share,
    "addcmul": lambda x, first, second, value=None: x + _times(first * second, value),
    "addcdiv": lambda x, first, second, value=None: x + _times(first / second, value),
    "hypot": lambda first, second: (first.of(Square()) + second.of(Square())).of(SquareRoot()),
    "logaddexp": _log_of_both,
    "Power": lambda base, exponent: (exponent * base.of(Logarithm())).of(Exponential()),
    "PowerOf": lambda exponent, base: (exponent * base.of(Logarithm())).of(Exponential()),
}
"""Functions of several values, each of which may be a number or a tensor of the network's own."""


def _times(x: Term, value: Term | None) -> Term:
    return x if value is None else x * value


def of_several(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """A function of several values. Raises NoLayerError where one has other axes."""
    dims = known_dims(call.leaving[0])
    values = iter(range(len(call.inputs)))

    def term(argument: Any) -> Term:
        if value_of(argument) is not None:
            value = entered(drawer, call, next(values))
            if len(value.axes) != len(dims):
                raise NoLayerError(CONSTANT)
            return Term(drawer, rows_port(drawer, value))
        if plain_number(argument) and not isinstance(argument, dict):
            return Term(drawer, single(drawer, argument))
        return Term(
            drawer, own_numbers(drawer, call, own_row(call, argument, len(dims)), bool(marked(argument, FIXED)))
        )

    terms = [term(argument) for argument in call.operation.arguments]
    named = {name: term(argument) for name, argument in call.operation.keywords.items()}
    return [drawer.plain(SEVERAL[call.kind](*terms, **named).port, dims)]


def softmin(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """The softmax of the negative."""
    number = call.inputs[0]
    before = entered(drawer, call)
    port = (-Term(drawer, rows_port(drawer, before))).port
    drawer.values[number] = drawer.plain(port, known_dims(call.entering[0]))
    try:
        return softmax(drawer, replace(call, kind="Softmax"), layer)
    finally:
        drawer.values[number] = before


def _axis_of_row(call: Call) -> int:
    """The only axis that a call names, counted in a row. Raises NoLayerError."""
    axis = call.settings.get("dim")
    axis = axis[0] if isinstance(axis, list) and len(axis) == 1 else axis
    if not isinstance(axis, int) or isinstance(axis, bool) or not axis % len(known_dims(call.entering[0])):
        raise NoLayerError(BATCH)
    return axis % len(known_dims(call.entering[0])) - 1


def product_along(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """The product of all numbers along an axis."""
    axis, dims = _axis_of_row(call), known_dims(call.leaving[0])
    x = _product(Term(drawer, rows_port(drawer, entered(drawer, call))), axis)
    shape = tuple(dims[1:]) or (1,)
    return [drawer.plain(x.port if call.settings.get("keepdim") else x.of(Reshape(sizes=shape)).port, dims)]


def _product(x: Term, axis: int) -> Term:
    """The product along an axis, which stays with size 1: of one half times the other, again and again."""
    count = x.drawer.flat.shape(x.port)[axis]
    if count == 1:
        return x
    half = count // 2
    both = x.of(Slice(axis=axis, stop=half)) * x.of(Slice(axis=axis, start=half, stop=2 * half))
    return _product(both, axis) * x.of(Slice(axis=axis, start=count - 1)) if count % 2 else _product(both, axis)


def cumulative(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """At each place of an axis the sum, the product or the logarithm of the sum of powers of e, up to there.

    The numbers before each place stand in a row of a matrix, those after it left out.
    """
    import numpy

    axis, dims = _axis_of_row(call), known_dims(call.leaving[0])
    x = Term(drawer, rows_port(drawer, entered(drawer, call)))
    shape = drawer.flat.shape(x.port)
    last, count = len(shape) - 1, shape[axis]
    order = (*(place for place in range(len(shape)) if place != axis), axis)
    x = x.of(Permute(order=order)) if axis != last else x
    if call.kind == "cumsum":
        upto = constant(drawer, numpy.triu(numpy.ones((count, count))))
        wide = x if last else x.of(Reshape(sizes=(1, count)))
        found = Term(drawer, drawer.flat.only(drawer.flat.add(MatMul(), [wide.port, upto], drawer.scope)))
        found = found if last else found.of(Reshape(sizes=(count,)))
    else:
        rows = x.of(Reshape(sizes=(*drawer.flat.shape(x.port)[:-1], 1, count)))
        later = Term(drawer, constant(drawer, numpy.triu(numpy.ones((count, count)), 1)))
        if call.kind == "cumprod":
            ones = Term(drawer, single(drawer, 1.0))
            before = Term(
                drawer, drawer.flat.only(drawer.flat.add(Where(), [later.port, ones.port, rows.port], drawer.scope))
            )
            found = _product(before, last + 1)
        else:
            found = _log_of_sum(rows + later * -BEYOND_ALL, last + 1)
        found = found.of(Reshape(sizes=drawer.flat.shape(x.port)))
    back = tuple(order.index(place) for place in range(len(shape)))
    return [drawer.plain((found.of(Permute(order=back)) if axis != last else found).port, dims)]


def _log_of_sum(x: Term, axis: int) -> Term:
    largest = x.of(Max(axis=axis, keep=True))
    return largest + (x - largest).of(Exponential()).of(Sum(axis=axis, keep=True)).of(Logarithm())


def any_or_all(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Whether any number along an axis is not 0, or whether all are."""
    axis, dims = _axis_of_row(call), known_dims(call.leaving[0])
    x = Term(drawer, rows_port(drawer, entered(drawer, call)))
    if not is_truth(drawer, x.port):
        zero = drawer.flat.add(Compare.parse({"relation": "="}), [x.port, single(drawer, 0)], drawer.scope)
        x = -Term(drawer, drawer.flat.only(zero)) + 1.0
    largest = Max(axis=axis, keep=bool(call.settings.get("keepdim")))
    found = x.of(largest) if call.kind == "Any" else -((-x).of(largest))
    return [drawer.plain(found.port, dims)]
