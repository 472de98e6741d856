"""What a script of TensorFlow tensors computes with beyond TensorFlow itself. Scripts print what they use of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy
import tensorflow as tf

Params = dict[str, tf.Variable]


def uniform_values(shape: tuple[int, ...], reach: float) -> tf.Tensor:
    """Random numbers between -reach and reach."""
    return tf.random.uniform(shape, -reach, reach)


def normal_values(shape: tuple[int, ...], deviation: float = 1.0) -> tf.Tensor:
    """Random numbers of the normal distribution around zero."""
    return tf.random.normal(shape, stddev=deviation)


def merged(x: tf.Tensor, first: int, end: int | None = None) -> tf.Tensor:
    """The same numbers; axes from ``first`` up to ``end`` become one."""
    shape = tf.shape(x)
    rest = shape[end:] if end else shape[:0]
    inside = math.prod(x.shape[first:end])
    return tf.reshape(x, tf.concat((shape[:first], (inside,), rest), axis=0))


def split_axis(x: tf.Tensor, axis: int, parts: int) -> tf.Tensor:
    """The same numbers; an axis becomes two: the parts, and what each holds."""
    shape = tf.shape(x)
    both = (parts, x.shape[axis] // parts)
    return tf.reshape(x, tf.concat((shape[:axis], both, shape[axis + 1 :]), axis=0))


def pad(
    x: tf.Tensor,
    sides: Sequence[tuple[int, int]],
    value: float = 0.0,
) -> tf.Tensor:
    """Numbers added at the ends of the last axes."""
    front = [(0, 0)] * (len(x.shape) - len(sides))
    return tf.pad(x, [*front, *sides], constant_values=value)


def windows(
    x: tf.Tensor,
    axis: int,
    size: int,
    stride: int,
    dilation: int,
) -> tf.Tensor:
    """Windows that slide along an axis, which becomes two: places and numbers."""
    places = (x.shape[axis] - dilation * (size - 1) - 1) // stride + 1
    starts = numpy.arange(places)[:, None] * stride
    return tf.gather(x, starts + numpy.arange(size) * dilation, axis=axis)


def overlay(x: tf.Tensor, axis: int, stride: int, extra: int) -> tf.Tensor:
    """Windows laid over each other and summed: two axes become one."""
    places, size = x.shape[axis : axis + 2]
    where = numpy.arange(places)[:, None] * stride + numpy.arange(size)
    rank = len(x.shape)
    order = [axis, axis + 1, *range(axis), *range(axis + 2, rank)]
    length = (places - 1) * stride + size + extra
    total = tf.math.unsorted_segment_sum(tf.transpose(x, order), where, length)
    return tf.transpose(total, [*range(1, axis + 1), 0, *range(axis + 1, rank - 1)])


def first_largest(x: tf.Tensor) -> tf.Tensor:
    """The largest number along the last axis; the first of several gets the gradient."""
    return tf.gather(x, tf.argmax(x, axis=-1), axis=-1, batch_dims=len(x.shape) - 1)


def whole_numbers(x: tf.Tensor) -> tf.Tensor:
    """The numbers as whole numbers."""
    return tf.cast(x, tf.int32)


def picked(x: tf.Tensor, places: tf.Tensor) -> tf.Tensor:
    """One number of each row."""
    return tf.gather(x, places, axis=1, batch_dims=1)


def interpolation(size: int, factor: int) -> numpy.ndarray:
    """The matrix that makes a side longer and blends between neighbors."""
    places = numpy.arange(size * factor)
    at = numpy.clip((places + 0.5) / factor - 0.5, 0, size - 1)
    below = numpy.floor(at).astype("int64")
    above = numpy.minimum(below + 1, size - 1)
    result = numpy.zeros((size * factor, size), "float32")
    numpy.add.at(result, (places, below), 1 - (at - below))
    numpy.add.at(result, (places, above), at - below)
    return result


def zero_state(x: tf.Tensor, weight: tf.Tensor) -> tf.Tensor:
    """The state before the first step."""
    return tf.zeros((tf.shape(x)[0], weight.shape[1]))


def mask(x: tf.Tensor, rate: float, training: bool) -> tf.Tensor:
    """While training, zeros for a random share, and the others larger by as much."""
    if not training:
        return tf.ones(())
    kept = tf.random.uniform(tf.shape(x)) >= rate
    return tf.cast(kept, tf.float32) / (1 - rate)


def moments(
    x: tf.Tensor,
    running_mean: tf.Variable,
    running_variance: tf.Variable,
    axes: tuple[int, ...],
    momentum: float,
    training: bool,
) -> tuple[tf.Tensor, tf.Tensor]:
    """Mean and variance of the batch while training, else the running ones."""
    shape = [1 if axis in axes else size for axis, size in enumerate(x.shape)]
    if not training:
        return tf.reshape(running_mean, shape), tf.reshape(running_variance, shape)
    mean, variance = tf.nn.moments(x, axes)
    count = tf.cast(tf.size(x) // tf.size(mean), tf.float32)
    unbiased = variance * count / tf.maximum(count - 1, 1)
    running_mean.assign_add(momentum * (mean - running_mean))
    running_variance.assign_add(momentum * (unbiased - running_variance))
    return tf.reshape(mean, shape), tf.reshape(variance, shape)


def scan(
    step: Callable[..., Any],
    sequence: tf.Tensor,
    first: tuple[tf.Tensor, ...],
    constants: tuple[tf.Tensor, ...],
) -> tuple[tf.Tensor, tf.Tensor]:
    """Repeat a step along a sequence: the states after each, and the last one."""
    state, states = first, []
    for now in tf.unstack(sequence, axis=1):
        state = step(now, *state, *constants)
        states.append(state[0])
    return tf.stack(states, axis=1), state[0]
