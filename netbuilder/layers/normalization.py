"""Normalization: keeps the numbers inside a network near zero and of similar size."""

from __future__ import annotations

import math
from collections.abc import Mapping
from operator import itemgetter
from typing import Any, ClassVar

from netbuilder.declaration import param
from netbuilder.layers.base import Category, Shape
from netbuilder.layers.calls import Call, Carried, Chain, Method, Module
from netbuilder.layers.core import row_shape
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.starting import Biased
from netbuilder.messages import Message, say
from netbuilder.operations.axes import Merge, SplitAxis
from netbuilder.operations.elementwise import Sqrt, Square
from netbuilder.operations.reductions import Expand, Mean
from netbuilder.operations.tensor import ONES, ZEROS, Tensor, setting, statistic, weight
from netbuilder.operations.training_only import Moments

EPSILON = 1e-5
EPSILON_HELP = "It is added to the variance, so that nothing is divided by 0. Rarely anything but 1e-5, 1e-6 or 1e-3."


class Normalization(Biased):
    """What all normalizations share: they keep the shape, and learn a scale and a shift."""

    category = Category.NORMALIZATION
    purpose = "steadying"
    brief: ClassVar[Mapping[str, Any]] = {**Biased.brief, "epsilon": EPSILON}

    epsilon: float = param(EPSILON, "Epsilon", above=0.0, max=1.0, help=EPSILON_HELP)

    def shape(self, x: Shape) -> Shape:
        return x

    @property
    def changed(self) -> dict[str, Any]:
        """The settings that are not PyTorch's own."""
        return {} if self.epsilon == EPSILON else {"eps": self.epsilon}

    def normalized(self, x: Tensor, mean: Tensor, variance: Tensor) -> Tensor:
        """The numbers around their mean, in units of their standard deviation."""
        return ((x - mean) / Sqrt()(variance + setting(self.epsilon, "epsilon"))).called("normalized")


def _require_channels_or_steps(x: Shape) -> None:
    """Raise ShapeError where a row has more axes than an image: PyTorch then takes others for the features."""
    if len(x) > 3:
        raise ShapeError(
            "It needs features, a sequence or an image, but gets {axes} axes. Put a Reshape before it.", axes=len(x)
        )


class BatchNorm(Normalization):
    """Centers and scales each feature (of an image: each channel) by its mean and standard deviation in the batch."""

    type, title = "batch_norm", "Batch norm"
    differs_in_training = True
    compares_rows = True
    brief: ClassVar[Mapping[str, Any]] = {**Normalization.brief, "affine": True}

    momentum: float = param(
        0.1, "Momentum", above=0.0, max=1.0, help="The share of each batch in the running mean and variance."
    )
    affine: bool = param(True, "Scale and shift", help="Learns a scale and a shift for each feature, after all.")

    def idle_parameters(self) -> frozenset[str]:
        return super().idle_parameters() | (frozenset() if self.affine else frozenset(Biased.brief))

    def shape(self, x: Shape) -> Shape:
        _require_channels_or_steps(x)
        return x

    def torch(self, x: Shape) -> Call:
        changed = self.changed | ({} if self.momentum == 0.1 else {"momentum": self.momentum})
        changed |= {} if self.affine else {"affine": False}
        module = Module(f"torch.nn.BatchNorm{2 if len(x) == 3 else 1}d", _features(x), **changed)
        swap = _swap()
        return Chain(swap, module, swap) if len(x) == 2 else module

    def keras(self, x: Shape) -> Call:
        plain = {} if self.affine else {"center": False, "scale": False}
        return Module("BatchNorm", momentum=round(1 - self.momentum, 12), epsilon=self.epsilon, **plain)

    def keras_weights(self, x: Shape) -> Carried:
        names = {"gamma": "weight", "beta": "bias"} if self.affine else {}
        names |= {"moving_mean": "running_mean", "moving_variance": "running_var"}
        return {name: itemgetter(source) for name, source in names.items()}

    def operations(self, x: Tensor) -> Tensor:
        features, image = (_features(row_shape(x)),), x.rank == 4
        running = statistic("running_mean", features, ZEROS), statistic("running_var", features, ONES)
        axes = (0, 2, 3) if image else (0, 1) if x.rank == 3 else (0,)
        mean, variance = Moments(axes, self.momentum).several(x, *running, names=("mean", "variance"))
        normalized = self.normalized(x, mean, variance)
        if not self.affine:
            return normalized
        scale, shift = weight("weight", features, ONES), weight("bias", features, ZEROS)
        if image:
            scale, shift = Expand((1, 2))(scale), Expand((1, 2))(shift)
        return normalized * scale + shift

    def parameter_count(self, x: Shape) -> int:
        return 2 * _features(x) * self.affine


class LayerNorm(Normalization):
    """Centers and scales the numbers of each row (or step of a sequence) by their own mean and standard deviation."""

    type, title = "layer_norm", "Layer norm"

    def torch(self, x: Shape) -> Call:
        return Module("torch.nn.LayerNorm", _normalised(x), **self.changed)

    def keras(self, x: Shape) -> Call:
        axes = {"axis": (1, 2, 3)} if len(x) == 3 else {}
        return Module("keras.layers.LayerNormalization", **axes, epsilon=self.epsilon)

    def keras_weights(self, x: Shape) -> Carried:
        if len(x) != 3:
            return {"gamma": itemgetter("weight"), "beta": itemgetter("bias")}
        return {
            "gamma": lambda arrays: arrays["weight"].transpose(1, 2, 0),
            "beta": lambda arrays: arrays["bias"].transpose(1, 2, 0),
        }

    def operations(self, x: Tensor) -> Tensor:
        return layer_norm(x, _normalised(row_shape(x)), epsilon=setting(self.epsilon, "epsilon"))

    def parameter_count(self, x: Shape) -> int:
        return 2 * math.prod(_normalised(x))


class GroupNorm(Normalization):
    """Centers and scales groups of channels (or features) of each row by their own mean and standard deviation."""

    type, title = "group_norm", "Group norm"

    groups: int = param(4, "Groups", min=1, max=1000, help="They must divide the number of channels or features.")

    def shape(self, x: Shape) -> Shape:
        _require_channels_or_steps(x)
        channels = _features(x)
        if channels % self.groups:
            raise ShapeError(
                "Its {groups} groups must divide the {channels} channels or features that reach it. Choose another "
                "number.",
                groups=self.groups,
                channels=channels,
            )
        return x

    def torch(self, x: Shape) -> Call:
        module, swap = Module("torch.nn.GroupNorm", self.groups, _features(x), **self.changed), _swap()
        return Chain(swap, module, swap) if len(x) == 2 else module

    def keras(self, x: Shape) -> Call:
        return Module("keras.layers.GroupNormalization", self.groups, epsilon=self.epsilon)

    def keras_weights(self, x: Shape) -> Carried:
        return {"gamma": itemgetter("weight"), "beta": itemgetter("bias")}

    def operations(self, x: Tensor) -> Tensor:
        shape = row_shape(x)
        features, axis = (_features(shape),), 1 if x.rank == 4 else x.rank - 1
        parted = SplitAxis(axis, self.groups)(x)
        axes = tuple(other for other in range(1, parted.rank) if other != axis)
        mean = Mean(axes, keep=True)(parted)
        variance = Mean(axes, keep=True)(Square()(parted - mean))
        normalized = Merge(axis, 2)(self.normalized(parted, mean, variance))
        scale, shift = weight("weight", features, ONES), weight("bias", features, ZEROS)
        if x.rank == 4:
            scale, shift = Expand((1, 2))(scale), Expand((1, 2))(shift)
        return normalized * scale + shift

    def parameter_count(self, x: Shape) -> int:
        return 2 * _features(x)

    def summary(self) -> Message:
        return say("{groups} groups", groups=self.groups)


def layer_norm(x: Tensor, normalised: Shape, prefix: str = "", epsilon: Tensor | float = EPSILON) -> Tensor:
    """Layer norm over the last axes, which have this shape; ``prefix``: what its weights' names begin with."""
    axes = (-1,) if len(normalised) == 1 else tuple(range(1, x.rank))
    centered = (x - Mean(axes, keep=True)(x)).called("centered")
    variance = Mean(axes, keep=True)(Square()(centered))
    normalized = (centered / Sqrt()(variance + epsilon)).called("normalized")
    return normalized * weight(f"{prefix}weight", normalised, ONES) + weight(f"{prefix}bias", normalised, ZEROS)


def _swap() -> Method:
    """The features of a sequence before its steps, as PyTorch has them."""
    return Method("transpose", 1, 2)


def _features(x: Shape) -> int:
    return x[0] if len(x) == 3 else x[-1]


def _normalised(x: Shape) -> Shape:
    return x if len(x) == 3 else x[-1:]
