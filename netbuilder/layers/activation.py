"""Activations: what makes a network more than one straight line."""

from __future__ import annotations

import math
from typing import ClassVar

from netbuilder.declaration import param
from netbuilder.layers.base import Category, Layer, Shape
from netbuilder.layers.calls import Call, Module
from netbuilder.operations.elementwise import Erf, Exp, Log, Where
from netbuilder.operations.elementwise import Sigmoid as Logistic
from netbuilder.operations.elementwise import Tanh as HyperbolicTangent
from netbuilder.operations.reductions import Peak, Sum
from netbuilder.operations.tensor import Sizes, Tensor, setting


class Activation(Layer):
    """What all activations share: they keep the shape.

    ``call``, ``keras_call``: the calls of PyTorch and Keras where they have no arguments.
    """

    category = Category.ACTIVATION
    purpose = "bending"
    takes_fixed = takes_single = True
    call: ClassVar[Call]
    keras_call: ClassVar[Call]

    def shape(self, x: Shape) -> Shape:
        return x

    def torch(self, x: Shape) -> Call:
        return self.call

    def keras(self, x: Shape) -> Call:
        return self.keras_call


class ReLU(Activation):
    """Lets positive numbers pass and turns negative ones into zero."""

    type, title, call = "relu", "ReLU", Module("torch.nn.ReLU")
    keras_call = Module("keras.layers.ReLU")
    gives = "positive"

    def operations(self, x: Tensor) -> Tensor:
        return relu(x)


class LeakyReLU(Activation):
    """Lets positive numbers pass and a small share of negative ones, so that no unit stays silent for good."""

    type, title = "leaky_relu", "Leaky ReLU"

    slope: float = param(0.01, "Negative slope", min=0.0, max=1.0, help="The share of a negative number that passes.")

    def torch(self, x: Shape) -> Call:
        return Module("torch.nn.LeakyReLU", self.slope)

    def keras(self, x: Shape) -> Call:
        return Module("keras.layers.LeakyReLU", negative_slope=self.slope)

    def operations(self, x: Tensor) -> Tensor:
        return Where()(x > 0, x, setting(self.slope, "slope") * x)

    def summary(self) -> str:
        return f"{self.slope:g}"


class ELU(Activation):
    """Lets positive numbers pass and bends negative ones smoothly toward a floor."""

    type, title = "elu", "ELU"

    alpha: float = param(1.0, "Alpha", above=0.0, max=100.0, help="Negative numbers never fall below minus alpha.")

    def torch(self, x: Shape) -> Call:
        return Module("torch.nn.ELU", self.alpha)

    def keras(self, x: Shape) -> Call:
        return Module("keras.layers.ELU", alpha=self.alpha)

    def operations(self, x: Tensor) -> Tensor:
        below = Where()(x > 0, 0.0, x)
        return Where()(x > 0, x, setting(self.alpha, "alpha") * (Exp()(below) - 1))

    def summary(self) -> str:
        return f"{self.alpha:g}"


class GELU(Activation):
    """A smooth ReLU, weighted by the normal distribution, as transformers use it."""

    type, title, call = "gelu", "GELU", Module("torch.nn.GELU")
    keras_call = Module("keras.layers.Activation", "gelu")

    def operations(self, x: Tensor) -> Tensor:
        return gelu(x)


class SiLU(Activation):
    """A smooth ReLU: each number times its sigmoid. Also called Swish."""

    type, title, call = "silu", "SiLU", Module("torch.nn.SiLU")
    keras_call = Module("keras.layers.Activation", "silu")

    def operations(self, x: Tensor) -> Tensor:
        return x * Logistic()(x)


class ReLU6(Activation):
    """A ReLU that never gives more than 6, as networks for small devices use it."""

    type, title, call = "relu6", "ReLU6", Module("torch.nn.ReLU6")
    keras_call = Module("keras.layers.Activation", "relu6")
    gives = "positive"

    def operations(self, x: Tensor) -> Tensor:
        return relu6(x)


class HardSwish(Activation):
    """A SiLU made of straight lines and a parabola: cheap to compute (Howard et al., 2019)."""

    type, title, call = "hard_swish", "Hard swish", Module("torch.nn.Hardswish")
    keras_call = Module("keras.layers.Activation", "hard_silu")

    def operations(self, x: Tensor) -> Tensor:
        return x * relu6(x + 3) / 6


class HardSigmoid(Activation):
    """A sigmoid made of straight lines: 0 below -3, 1 above 3."""

    type, title, call = "hard_sigmoid", "Hard sigmoid", Module("torch.nn.Hardsigmoid")
    keras_call = Module("keras.layers.Activation", "hard_sigmoid")
    saturates = True
    gives = "unit"

    def operations(self, x: Tensor) -> Tensor:
        return relu6(x + 3) / 6


class Sigmoid(Activation):
    """Squeezes any number into the range from 0 to 1."""

    type, title, call = "sigmoid", "Sigmoid", Module("torch.nn.Sigmoid")
    keras_call = Module("keras.layers.Activation", "sigmoid")
    saturates = True
    gives = "unit"

    def operations(self, x: Tensor) -> Tensor:
        return Logistic()(x)


class Tanh(Activation):
    """Squeezes any number into the range from -1 to 1."""

    type, title, call = "tanh", "Tanh", Module("torch.nn.Tanh")
    keras_call = Module("keras.layers.Activation", "tanh")
    saturates = True

    def operations(self, x: Tensor) -> Tensor:
        return HyperbolicTangent()(x)


class Softmax(Activation):
    """Turns the features (of an image: the channels) into probabilities that add up to 1."""

    type, title = "softmax", "Softmax"
    keras_call = Module("keras.layers.Softmax")
    gives = "distribution"
    takes_fixed = takes_single = False

    def torch(self, x: Shape) -> Call:
        return Module("torch.nn.Softmax", dim=_features(x))

    def operations(self, x: Tensor) -> Tensor:
        return softmax(x, _features(x.shape[1:]))


class LogSoftmax(Activation):
    """Turns the features (of an image: the channels) into log probabilities, for negative log-likelihood."""

    type, title = "log_softmax", "Log softmax"
    keras_call = Module("keras.layers.Activation", "log_softmax")
    gives = "log-distribution"
    takes_fixed = takes_single = False

    def torch(self, x: Shape) -> Call:
        return Module("torch.nn.LogSoftmax", dim=_features(x))

    def operations(self, x: Tensor) -> Tensor:
        return log_softmax(x, _features(x.shape[1:]))


def relu(x: Tensor) -> Tensor:
    """x where it is positive, else 0."""
    return Where()(x > 0, x, 0.0)


def relu6(x: Tensor) -> Tensor:
    """x between 0 and 6, else the nearer of them."""
    return Where()(x > 6, 6.0, relu(x))


def gelu(x: Tensor) -> Tensor:
    """x times the share of the normal distribution below it (Hendrycks and Gimpel, 2016)."""
    return 0.5 * x * (1 + Erf()(x / math.sqrt(2)))


def softmax(x: Tensor, axis: int) -> Tensor:
    """Powers of e, divided by their sum; the largest is subtracted first, so that none overflows."""
    powers = Exp()(x - Peak((axis,), keep=True)(x)).called("powers")
    return powers / Sum((axis,), keep=True)(powers)


def log_softmax(x: Tensor, axis: int) -> Tensor:
    """The logarithm of softmax, computed without it."""
    shifted = (x - Peak((axis,), keep=True)(x)).called("shifted")
    return shifted - Log()(Sum((axis,), keep=True)(Exp()(shifted)))


def _features(x: Sizes) -> int:
    """The dimension of the features, or of the channels of an image, with the batch counted."""
    return 1 if len(x) == 3 else len(x)
