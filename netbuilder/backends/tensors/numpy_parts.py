"""What a NumPy script computes with beyond NumPy itself. Scripts print what they use of it; nothing imports it here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy

Array = numpy.ndarray
Params = dict[str, Array]


def uniform_values(
    generator: numpy.random.Generator,
    shape: tuple[int, ...],
    reach: float,
) -> Array:
    """Random numbers between -reach and reach."""
    return generator.uniform(-reach, reach, shape).astype("float32")


def normal_values(
    generator: numpy.random.Generator,
    shape: tuple[int, ...],
    deviation: float = 1.0,
) -> Array:
    """Random numbers of the normal distribution around zero."""
    return generator.normal(0, deviation, shape).astype("float32")


def zeros(shape: tuple[int, ...]) -> Array:
    """Zeros."""
    return numpy.zeros(shape, "float32")


def ones(shape: tuple[int, ...]) -> Array:
    """Ones."""
    return numpy.ones(shape, "float32")


def merged(x: Array, first: int, end: int | None = None) -> Array:
    """The same numbers; axes from ``first`` up to ``end`` become one."""
    rest = x.shape[end:] if end else ()
    return x.reshape(*x.shape[:first], -1, *rest)


def split_axis(x: Array, axis: int, parts: int) -> Array:
    """The same numbers; an axis becomes two: the parts, and what each holds."""
    inside = x.shape[axis] // parts
    return x.reshape(*x.shape[:axis], parts, inside, *x.shape[axis + 1 :])


def pad(x: Array, sides: Sequence[tuple[int, int]], value: float = 0.0) -> Array:
    """Numbers added at the ends of the last axes."""
    front = [(0, 0)] * (x.ndim - len(sides))
    return numpy.pad(x, [*front, *sides], constant_values=value)


def unpadded(slope: Array, sides: Sequence[tuple[int, int]]) -> Array:
    """The derivative of ``pad``: what lies between the ends."""
    lengths = slope.shape[-len(sides) :]
    ends = zip(sides, lengths, strict=True)
    inside: Any = (..., *(slice(a, size - b) for (a, b), size in ends))
    return slope[inside]


def logistic(x: Array) -> Array:
    """1 / (1 + e⁻ˣ) without overflow; far below 0 small, not 0."""
    return numpy.exp(numpy.minimum(x, 0)) / (1 + numpy.exp(-numpy.abs(x)))


def windows(x: Array, axis: int, size: int, stride: int, dilation: int) -> Array:
    """Windows that slide along an axis, which becomes two: places and numbers."""
    reach = dilation * (size - 1) + 1
    found = numpy.lib.stride_tricks.sliding_window_view(x, reach, axis)
    inside = numpy.moveaxis(found[..., ::dilation], -1, axis + 1)
    every: Any = (*[slice(None)] * axis, slice(None, None, stride))
    return inside[every]


def overlaid(slope: Array, axis: int, length: int, stride: int, dilation: int) -> Array:
    """The derivative of ``windows``: windows laid over each other and summed."""
    places, size = slope.shape[axis : axis + 2]
    shape = (*slope.shape[:axis], length, *slope.shape[axis + 2 :])
    result = numpy.zeros(shape, slope.dtype)
    front: Any = [slice(None)] * axis
    for number in range(size):
        start = number * dilation
        where = slice(start, start + (places - 1) * stride + 1, stride)
        result[(*front, where)] += slope[(*front, slice(None), number)]
    return result


def overlay(x: Array, axis: int, stride: int, extra: int) -> Array:
    """Windows laid over each other and summed: two axes become one."""
    places, size = x.shape[axis : axis + 2]
    return overlaid(x, axis, (places - 1) * stride + size + extra, stride, 1)


def windows_like(slope: Array, x: Array, axis: int, stride: int) -> Array:
    """The derivative of ``overlay``: what arrives at each place of each window."""
    places, size = x.shape[axis : axis + 2]
    found = windows(slope, axis, size, stride, 1)
    first: Any = (*[slice(None)] * axis, slice(places))
    return found[first]


def first_largest(x: Array) -> Array:
    """The largest number along the last axis."""
    return x.max(axis=-1)


def passed_to_first(slope: Array, x: Array) -> Array:
    """The derivative of ``first_largest``: it goes to the first of the largest."""
    result = numpy.zeros_like(x)
    places = x.argmax(axis=-1, keepdims=True)
    numpy.put_along_axis(result, places, slope[..., None], axis=-1)
    return result


def passed_to_largest(slope: Array, x: Array, largest: Array) -> Array:
    """The derivative of the maximum: shared by all that are largest."""
    hits = x == largest
    axes = tuple(axis for axis, size in enumerate(slope.shape) if size == 1)
    return slope * hits / hits.sum(axis=axes, keepdims=True).astype("float32")


def shared_over(slope: Array, x: Array) -> Array:
    """The derivative of a mean: an equal share for every number."""
    return numpy.broadcast_to(slope * (slope.size / x.size), x.shape)


def placed(slope: Array, x: Array, where: Any) -> Array:
    """The derivative of taking a part: zeros everywhere else."""
    result = numpy.zeros_like(x)
    result[where] = slope
    return result


def split_like(slope: Array, parts: Sequence[Array], axis: int) -> list[Array]:
    """The derivative of joining: cut where the parts meet."""
    ends = numpy.cumsum([part.shape[axis] for part in parts])
    return numpy.split(slope, ends[:-1], axis=axis)


def summed_groups(slope: Array, x: Array, axis: int) -> Array:
    """The derivative of repeating numbers: the sums of the repeated places."""
    front, rest = x.shape[: axis + 1], x.shape[axis + 1 :]
    return slope.reshape(*front, -1, *rest).sum(axis=axis + 1)


def whole_numbers(x: Array) -> Array:
    """The numbers as whole numbers."""
    return x.astype("int64")


def added_to_rows(slope: Array, matrix: Array, rows: Array) -> Array:
    """The derivative of taking rows: added to each that was taken."""
    result = numpy.zeros_like(matrix)
    numpy.add.at(result, rows, slope)
    return result


def picked(x: Array, places: Array) -> Array:
    """One number of each row."""
    return numpy.take_along_axis(x, places[:, None], axis=1)[:, 0]


def put_back(slope: Array, x: Array, places: Array) -> Array:
    """The derivative of ``picked``: zeros but at those places."""
    result = numpy.zeros_like(x)
    numpy.put_along_axis(result, places[:, None], slope[:, None], axis=1)
    return result


def interpolation(size: int, factor: int) -> Array:
    """The matrix that makes a side longer and blends between neighbors."""
    places = numpy.arange(size * factor)
    at = numpy.clip((places + 0.5) / factor - 0.5, 0, size - 1)
    below = numpy.floor(at).astype("int64")
    above = numpy.minimum(below + 1, size - 1)
    result = numpy.zeros((size * factor, size), "float32")
    numpy.add.at(result, (places, below), 1 - (at - below))
    numpy.add.at(result, (places, above), at - below)
    return result


def zero_state(x: Array, weight: Array) -> Array:
    """The state before the first step."""
    return numpy.zeros((len(x), weight.shape[1]), "float32")


def mask(x: Array, rate: float, training: bool) -> Array:
    """While training, zeros for a random share, and the others larger by as much."""
    if not training:
        return numpy.ones((), "float32")
    return ((numpy.random.random(x.shape) >= rate) / (1 - rate)).astype("float32")


def moments(
    x: Array,
    running_mean: Array,
    running_variance: Array,
    axes: tuple[int, ...],
    momentum: float,
    training: bool,
) -> tuple[Array, Array]:
    """Mean and variance of the batch while training, else the running ones."""
    shape = [1 if axis in axes else size for axis, size in enumerate(x.shape)]
    if not training:
        return running_mean.reshape(shape), running_variance.reshape(shape)
    mean, variance = x.mean(axis=axes), x.var(axis=axes)
    count = x.size // mean.size
    running_mean += momentum * (mean - running_mean)
    unbiased = variance * (count / max(count - 1, 1))
    running_variance += momentum * (unbiased - running_variance)
    return mean.reshape(shape), variance.reshape(shape)


def moment_slopes(
    slope_mean: Array,
    x: Array,
    slope_variance: Array,
    mean: Array,
    training: bool,
) -> Array:
    """The derivative of ``moments``: running ones pass nothing on."""
    if not training:
        return numpy.zeros_like(x)
    return (slope_mean + 2 * slope_variance * (x - mean)) * (mean.size / x.size)


def scan(
    step: Callable[..., Any],
    sequence: Array,
    first: tuple[Array, ...],
    constants: tuple[Array, ...],
) -> tuple[Array, Array, list[Any]]:
    """Repeat a step along a sequence: all states, the last one, and what is kept."""
    state, states, kept = first, [], []
    for now in numpy.moveaxis(sequence, 1, 0):
        *state, kept_now = step(now, *state, *constants)
        states.append(state[0])
        kept.append(kept_now)
    return numpy.stack(states, axis=1), state[0], kept


def scan_backward(
    step_backward: Callable[..., Any],
    slope_states: Array | None,
    slope_last: Array | None,
    kept: list[Any],
    width: int,
) -> tuple[Array, ...]:
    """The derivative of ``scan``, from the last step to the first."""
    given = slope_last if slope_states is None else slope_states[:, 0]
    state = [numpy.zeros_like(given) for _ in range(width)]
    if slope_last is not None:
        state[0] = state[0] + slope_last
    sequence: list[Array] = []
    constants: list[Array] = []
    for at in reversed(range(len(kept))):
        if slope_states is not None:
            state[0] = state[0] + slope_states[:, at]
        now, *others = step_backward(*state, kept[at])
        state, slopes = others[:width], others[width:]
        if constants:
            slopes = [a + b for a, b in zip(constants, slopes, strict=True)]
        constants = slopes
        sequence.append(now)
    return numpy.stack(sequence[::-1], axis=1), *state, *constants
