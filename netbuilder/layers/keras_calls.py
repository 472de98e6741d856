"""What the layers' Keras calls share: images with their channels last, PyTorch's starting values, carried weights.

Keras computes on images as (height, width, channels), for TensorFlow on a CPU convolves nothing else. Shapes in the
declarations stay (channels, height, width); where the order of numbers counts, a transpose stands in between.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from netbuilder.layers.base import Shape
from netbuilder.layers.calls import Arrays, Call, Carried, Chain, Function

SAME: Carried = {"kernel": lambda arrays: arrays["weight"].T, "bias": lambda arrays: arrays["bias"]}
"""A matrix that PyTorch keeps as (outputs, inputs), and a bias."""


def with_bias(carried: Carried, bias: bool) -> Carried:
    """What is carried, without the bias where there is none."""
    return carried if bias else {name: made for name, made in carried.items() if name != "bias"}


def under(prefix: str, carried: Carried, source: str = "") -> Carried:
    """What is carried into a layer inside another; ``source``: what its weights' names begin with in PyTorch."""

    def inside(made: Callable[[Arrays], Any]) -> Callable[[Arrays], Any]:
        return lambda arrays: made({name.removeprefix(source): value for name, value in arrays.items()})

    return {f"{prefix}/{name}": inside(made) for name, made in carried.items()}


def in_channels_first(x: Shape, call: Call) -> Call:
    """The call on numbers in PyTorch's order; rows, sequences and images of one channel have it anyway."""
    return Chain(Function("keras.ops.transpose", (0, 3, 1, 2)), call) if reordered(x) else call


def to_channels_last(x: Shape, call: Call) -> Call:
    """A call that gives an image in PyTorch's order, and puts its channels last."""
    return Chain(call, Function("keras.ops.transpose", (0, 2, 3, 1))) if reordered(x) else call


def reordered(x: Shape) -> bool:
    """Whether an image's numbers come in another order when its channels are last."""
    return len(x) == 3 and x[0] > 1 and x[1] * x[2] > 1


def channels_last(x: Shape) -> Shape:
    """The shape with the channels of an image last; others as they are."""
    return (*x[1:], x[0]) if len(x) == 3 else x


def padded(ends: Sequence[tuple[int, int]], call: Call, value: float = 0.0) -> Call:
    """The call on a sequence or an image with numbers added at both ends of each of its sides."""
    if not any(map(any, ends)):
        return call
    sides = ((0, 0), *ends, (0, 0))
    given: dict[str, Any] = {"constant_values": value} if value else {}
    return Chain(Function("keras.ops.pad", sides, **given), call)
