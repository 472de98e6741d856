"""Sums of products: matrix products with a tensor of the network's own, ``einsum``, and the product of two vectors with
a matrix for each unit (``Bilinear``)."""

from __future__ import annotations

import math
import string
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from netbuilder.interchange.drawing.call import OTHER, Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.operation_layers import added, constant, own_numbers, rows_port
from netbuilder.interchange.drawing.placed import ROWS, Port
from netbuilder.interchange.traced import FIXED, marked, value_of
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Dense, Reshape
from netbuilder.layers.merge import Add, Multiply
from netbuilder.layers.tensors.arranging import Permute
from netbuilder.layers.tensors.matrices import MatMul
from netbuilder.layers.tensors.reducing import Sum
from netbuilder.layers.tensors.values import Parameter


def product(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """The matrix product of two values, or of a value and a tensor of the network's own."""
    dims, given = known_dims(call.leaving[0]), call.operation.arguments[:2]
    values = iter(range(len(call.inputs)))
    ports = [
        rows_port(drawer, entered(drawer, call, next(values)))
        if value_of(one) is not None
        else _own_matrices(drawer, call, one, len(known_dims(call.entering[0])), first=place == 0)
        for place, one in enumerate(given)
    ]
    port = drawer.flat.only(drawer.draw(MatMul(), ports, call, {}))
    shape = tuple(dims[1:])
    return [drawer.plain(port if drawer.flat.shape(port) == shape else added(drawer, Reshape(sizes=shape), port), dims)]


def _own_matrices(drawer: Drawer, call: Call, argument: Any, rank: int, *, first: bool) -> Port:
    """Matrices of the network's own, as they are for each row. Raises NoLayerError."""
    array = call.array(argument)
    if array is None or not array.ndim:
        raise NoLayerError(CONSTANT)
    if array.ndim == 1:
        array = array[None] if first else array[:, None]
    if array.ndim >= rank:
        if array.shape[0] != 1 or array.ndim > rank:
            raise NoLayerError(CONSTANT)
        array = array[0]
    if rank < 3:
        raise NoLayerError(BATCH)
    return own_numbers(drawer, call, array, bool(marked(argument, FIXED)))


@dataclass(frozen=True)
class Factor:
    """What goes into an ``einsum``: its letters without that of the rows, and a port, or an array of the network's own
    with the argument that it is."""

    letters: str
    port: Port | None = None
    array: Any = None
    argument: Any = None


def einsum(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """A sum of products over letters: two factors after another, each pair in the order of a matrix product."""
    equation, *operands = call.operation.arguments
    operands = operands[0] if len(operands) == 1 and isinstance(operands[0], list) else operands
    terms, leaving = _letters(str(equation), [_rank(drawer, call, operand) for operand in operands])
    rows = _letter_of_rows(drawer, call, terms, operands)
    if rows not in leaving or any(term.count(rows) > 1 for term in terms):
        raise NoLayerError(BATCH)
    factors = [
        _without_repeats(drawer, _factor(drawer, call, *pair, rows)) for pair in zip(terms, operands, strict=True)
    ]
    wanted = leaving.replace(rows, "")
    found = _summed(drawer, factors[0], wanted + "".join(factor.letters for factor in factors[1:]))
    for place, factor in enumerate(factors[1:], start=1):
        later = wanted + "".join(other.letters for other in factors[place + 1 :])
        found = _multiplied(drawer, call, found, _summed(drawer, factor, later + found.letters), later)
    found = _summed(drawer, found, wanted)
    dims = known_dims(call.leaving[0])
    taken = [leaving.index(letter) for letter in (rows, *found.letters)]
    plain = drawer.plain(_port(found), tuple(dims[axis] for axis in taken))
    return [plain.permuted([taken.index(axis) for axis in range(len(taken))])]


def _rank(drawer: Drawer, call: Call, operand: Any) -> int:
    """How many axes a factor has. Raises NoLayerError where it is no tensor."""
    number = value_of(operand)
    if number is not None:
        return len(drawer.placed(number).axes)
    array = call.array(operand)
    if array is None:
        raise NoLayerError(CONSTANT)
    return int(array.ndim)


def _letters(equation: str, ranks: Sequence[int]) -> tuple[list[str], str]:
    """The letters of each factor and of the result: those that an ellipsis stands for, and of a result that is not
    given those that come once, in the order of the alphabet (``numpy.einsum``). Raises NoLayerError."""
    entering, arrow, leaving = equation.replace(" ", "").partition("->")
    terms = entering.split(",")
    if len(terms) != len(ranks):
        raise NoLayerError(CONSTANT)
    named = "".join(sorted({letter for letter in entering if letter.isalpha()}))
    free = [letter for letter in string.ascii_uppercase if letter not in named]
    spans = [
        rank - len(term.replace("...", "")) if "..." in term else 0 for term, rank in zip(terms, ranks, strict=True)
    ]
    longest = max(spans)
    shared = "".join(free[:longest])
    terms = [term.replace("...", shared[longest - span :]) for term, span in zip(terms, spans, strict=True)]
    if not arrow:
        leaving = "..." + "".join(letter for letter in named if entering.count(letter) == 1)
    return terms, leaving.replace("...", shared)


def _without_repeats(drawer: Drawer, factor: Factor) -> Factor:
    """A factor of which a letter that comes twice is a diagonal: of its two axes the places that are the same."""
    import numpy

    repeated = next((letter for letter in factor.letters if factor.letters.count(letter) > 1), None)
    if repeated is None:
        return factor
    if factor.port is None:
        raise NoLayerError(CONSTANT)
    first, second = factor.letters.index(repeated), factor.letters.rindex(repeated)
    shape = drawer.flat.shape(factor.port)
    sizes = [side if axis in (first, second) else 1 for axis, side in enumerate(shape)]
    same = constant(drawer, numpy.eye(shape[first]).reshape(sizes))
    port = added(drawer, Sum(axis=second), added(drawer, Multiply(), factor.port, same))
    return _without_repeats(drawer, Factor(factor.letters[:second] + factor.letters[second + 1 :], port))


def _letter_of_rows(drawer: Drawer, call: Call, terms: Sequence[str], operands: Sequence[Any]) -> str:
    """The letter of the axis of rows, the same in all values."""
    found = set()
    for term, operand in zip(terms, operands, strict=True):
        number = value_of(operand)
        if number is not None:
            value = drawer.placed(number)
            if value.axes[value.batch_axis] != (ROWS,) or len(term) != len(value.axes):
                raise NoLayerError(BATCH)
            found.add(term[value.batch_axis])
    if len(found) != 1:
        raise NoLayerError(BATCH)
    return found.pop()


def _factor(drawer: Drawer, call: Call, term: str, operand: Any, rows: str) -> Factor:
    number = value_of(operand)
    if number is not None:
        value = drawer.placed(number)
        groups = [[axis] for axis, letter in enumerate(term) if letter != rows]
        return Factor(term.replace(rows, ""), drawer.port_for(value, groups))
    array = call.array(operand)
    if array is None or (rows in term and array.shape[term.index(rows)] != 1):
        raise NoLayerError(CONSTANT)
    if rows in term:
        array = array.squeeze(term.index(rows))
    return Factor(term.replace(rows, ""), None, array, operand)


def _summed(drawer: Drawer, factor: Factor, kept: str) -> Factor:
    """A factor whose letters that occur nowhere else are summed over."""
    for place, letter in reversed(list(enumerate(factor.letters))):
        if letter not in kept:
            letters = factor.letters[:place] + factor.letters[place + 1 :]
            if factor.port is None:
                raise NoLayerError(CONSTANT)
            factor = Factor(letters, added(drawer, Sum(axis=place), factor.port))
    return factor


def _multiplied(drawer: Drawer, call: Call, first: Factor, second: Factor, wanted: str) -> Factor:
    """Two factors as a matrix product: the letters of both that stay, then those of each, and what is summed inside."""
    both = [letter for letter in first.letters if letter in second.letters]
    outer, inner = [letter for letter in both if letter in wanted], [letter for letter in both if letter not in wanted]
    left, right = ([letter for letter in one.letters if letter not in both] for one in (first, second))
    sizes = {**_sizes(drawer, first), **_sizes(drawer, second)}
    across = [sizes[letter] for letter in outer]
    spans = {
        name: math.prod(sizes[letter] for letter in part)
        for name, part in (("left", left), ("inner", inner), ("right", right))
    }
    ports = [
        _arranged(drawer, call, first, [*outer, *left, *inner], (*across, spans["left"], spans["inner"])),
        _arranged(drawer, call, second, [*outer, *inner, *right], (*across, spans["inner"], spans["right"])),
    ]
    port = drawer.flat.only(drawer.draw(MatMul(), ports, call, {}))
    letters = "".join([*outer, *left, *right])
    shape = tuple(sizes[letter] for letter in letters) or (1,)
    return Factor(letters, port if drawer.flat.shape(port) == shape else added(drawer, Reshape(sizes=shape), port))


def _sizes(drawer: Drawer, factor: Factor) -> dict[str, int]:
    shape = factor.array.shape if factor.port is None else drawer.flat.shape(factor.port)
    return dict(zip(factor.letters, map(int, shape), strict=True)) if factor.letters else {}


def _arranged(drawer: Drawer, call: Call, factor: Factor, letters: Sequence[str], sizes: tuple[int, ...]) -> Port:
    """A factor with its letters in this order, in these sizes."""
    order = [factor.letters.index(letter) for letter in letters]
    if factor.port is None:
        return own_numbers(
            drawer, call, factor.array.transpose(order).reshape(sizes), bool(marked(factor.argument, FIXED))
        )
    port = factor.port
    if order != sorted(order):
        port = added(drawer, Permute(order=tuple(order)), port)
    return port if drawer.flat.shape(port) == sizes else added(drawer, Reshape(sizes=sizes), port)


def _port(factor: Factor) -> Port:
    if factor.port is None:
        raise NoLayerError(CONSTANT)
    return factor.port


def bilinear(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Of two vectors, for each unit the product of the first, a matrix and the second, with a bias.

    A Dense computes the first product of all matrices, (units × numbers of the second vector).
    """
    weight, bias = call.weights.get("weight"), call.weights.get("bias")
    if weight is None or len(call.inputs) != 2 or OTHER in call.weights:
        raise NoLayerError(CONSTANT)
    units, _entering, width = map(int, weight.shape)
    first, second = (rows_port(drawer, entered(drawer, call, place)) for place in (0, 1))
    matrices = {"weight": weight.transpose(0, 2, 1).reshape(units * width, -1)}
    port = drawer.flat.only(drawer.draw(Dense(units=units * width, bias=False), [first], call, matrices))
    steps = drawer.flat.shape(second)[:-1]
    port = added(drawer, Reshape(sizes=(*steps, units, width)), port)
    column = added(drawer, Reshape(sizes=(*steps, width, 1)), second)
    port = added(drawer, Reshape(sizes=(*steps, units)), added(drawer, MatMul(), port, column))
    if bias is not None:
        own = drawer.draw(Parameter(sizes=(units,)), [], call, {"": bias})
        port = added(drawer, Add(), port, drawer.flat.only(own))
    return [drawer.plain(port, known_dims(call.leaving[0]))]
