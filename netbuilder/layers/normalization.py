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
from netbuilder.layers.tensors.starting import Biased
from netbuilder.operations.elementwise import Sqrt, Square
from netbuilder.operations.reductions import Expand, Mean
from netbuilder.operations.tensor import ONES, ZEROS, Tensor, statistic, weight
from netbuilder.operations.training_only import Moments

EPSILON = 1e-5


class BatchNorm(Biased):
    """Centers and scales each feature (of an image: each channel) by its mean and standard deviation in the batch."""

    type, title, category = "batch_norm", "Batch norm", Category.NORMALIZATION
    purpose = "steadying"
    differs_in_training = True
    compares_rows = True
    brief: ClassVar[Mapping[str, Any]] = {**Biased.brief, "affine": True}

    momentum: float = param(
        0.1, "Momentum", above=0.0, max=1.0, help="The share of each batch in the running mean and variance."
    )
    affine: bool = param(True, "Scale and shift", help="Learns a scale and a shift for each feature, after all.")

    def shape(self, x: Shape) -> Shape:
        return x

    def idle_parameters(self) -> frozenset[str]:
        return super().idle_parameters() | (frozenset() if self.affine else frozenset(Biased.brief))

    def torch(self, x: Shape) -> Call:
        changed: dict[str, Any] = {} if self.momentum == 0.1 else {"momentum": self.momentum}
        changed |= {} if self.affine else {"affine": False}
        module = Module(f"torch.nn.BatchNorm{2 if len(x) == 3 else 1}d", _features(x), **changed)
        swap = Method("transpose", 1, 2)
        return Chain(swap, module, swap) if len(x) == 2 else module

    def keras(self, x: Shape) -> Call:
        plain = {} if self.affine else {"center": False, "scale": False}
        return Module("BatchNorm", momentum=round(1 - self.momentum, 12), epsilon=1e-5, **plain)

    def keras_weights(self, x: Shape) -> Carried:
        names = {"gamma": "weight", "beta": "bias"} if self.affine else {}
        names |= {"moving_mean": "running_mean", "moving_variance": "running_var"}
        return {name: itemgetter(source) for name, source in names.items()}

    def operations(self, x: Tensor) -> Tensor:
        features, image = (_features(row_shape(x)),), x.rank == 4
        running = statistic("running_mean", features, ZEROS), statistic("running_var", features, ONES)
        axes = (0, 2, 3) if image else (0, 1) if x.rank == 3 else (0,)
        mean, variance = Moments(axes, self.momentum).several(x, *running, names=("mean", "variance"))
        normalized = ((x - mean) / Sqrt()(variance + EPSILON)).called("normalized")
        if not self.affine:
            return normalized
        scale, shift = weight("weight", features, ONES), weight("bias", features, ZEROS)
        if image:
            scale, shift = Expand((1, 2))(scale), Expand((1, 2))(shift)
        return normalized * scale + shift

    def parameter_count(self, x: Shape) -> int:
        return 2 * _features(x) * self.affine


class LayerNorm(Biased):
    """Centers and scales the numbers of each row (or step of a sequence) by their own mean and standard deviation."""

    type, title, category = "layer_norm", "Layer norm", Category.NORMALIZATION
    purpose = "steadying"

    def shape(self, x: Shape) -> Shape:
        return x

    def torch(self, x: Shape) -> Call:
        return Module("torch.nn.LayerNorm", _normalised(x))

    def keras(self, x: Shape) -> Call:
        axes = {"axis": (1, 2, 3)} if len(x) == 3 else {}
        return Module("keras.layers.LayerNormalization", **axes, epsilon=1e-5)

    def keras_weights(self, x: Shape) -> Carried:
        if len(x) != 3:
            return {"gamma": itemgetter("weight"), "beta": itemgetter("bias")}
        return {
            "gamma": lambda arrays: arrays["weight"].transpose(1, 2, 0),
            "beta": lambda arrays: arrays["bias"].transpose(1, 2, 0),
        }

    def operations(self, x: Tensor) -> Tensor:
        return layer_norm(x, _normalised(row_shape(x)))

    def parameter_count(self, x: Shape) -> int:
        return 2 * math.prod(_normalised(x))


def layer_norm(x: Tensor, normalised: Shape, prefix: str = "") -> Tensor:
    """Layer norm over the last axes, which have this shape; ``prefix``: what its weights' names begin with."""
    axes = (-1,) if len(normalised) == 1 else tuple(range(1, x.rank))
    centered = (x - Mean(axes, keep=True)(x)).called("centered")
    variance = Mean(axes, keep=True)(Square()(centered))
    normalized = (centered / Sqrt()(variance + EPSILON)).called("normalized")
    return normalized * weight(f"{prefix}weight", normalised, ONES) + weight(f"{prefix}bias", normalised, ZEROS)


def _features(x: Shape) -> int:
    return x[0] if len(x) == 3 else x[-1]


def _normalised(x: Shape) -> Shape:
    return x if len(x) == 3 else x[-1:]
