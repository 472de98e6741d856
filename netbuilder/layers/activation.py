"""Activations: what makes a network more than one straight line."""

from __future__ import annotations

from typing import ClassVar

from netbuilder.declaration import param
from netbuilder.layers.base import Category, Layer, Shape
from netbuilder.layers.calls import Call, Module


class Activation(Layer):
    """What all activations share: they keep the shape.

    ``call``, ``keras_call``: the calls of PyTorch and Keras where they have no arguments.
    """

    category = Category.ACTIVATION
    purpose = "bending"
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


class LeakyReLU(Activation):
    """Lets positive numbers pass and a small share of negative ones, so that no unit stays silent for good."""

    type, title = "leaky_relu", "Leaky ReLU"

    slope: float = param(0.01, "Negative slope", min=0.0, max=1.0, help="The share of a negative number that passes.")

    def torch(self, x: Shape) -> Call:
        return Module("torch.nn.LeakyReLU", self.slope)

    def keras(self, x: Shape) -> Call:
        return Module("keras.layers.LeakyReLU", negative_slope=self.slope)

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

    def summary(self) -> str:
        return f"{self.alpha:g}"


class GELU(Activation):
    """A smooth ReLU, weighted by the normal distribution, as transformers use it."""

    type, title, call = "gelu", "GELU", Module("torch.nn.GELU")
    keras_call = Module("keras.layers.Activation", "gelu")


class SiLU(Activation):
    """A smooth ReLU: each number times its sigmoid. Also called Swish."""

    type, title, call = "silu", "SiLU", Module("torch.nn.SiLU")
    keras_call = Module("keras.layers.Activation", "silu")


class Sigmoid(Activation):
    """Squeezes any number into the range from 0 to 1."""

    type, title, call = "sigmoid", "Sigmoid", Module("torch.nn.Sigmoid")
    keras_call = Module("keras.layers.Activation", "sigmoid")
    saturates = True
    gives = "unit"


class Tanh(Activation):
    """Squeezes any number into the range from -1 to 1."""

    type, title, call = "tanh", "Tanh", Module("torch.nn.Tanh")
    keras_call = Module("keras.layers.Activation", "tanh")
    saturates = True


class Softmax(Activation):
    """Turns the features (of an image: the channels) into probabilities that add up to 1."""

    type, title = "softmax", "Softmax"
    keras_call = Module("keras.layers.Softmax")
    gives = "distribution"

    def torch(self, x: Shape) -> Call:
        return Module("torch.nn.Softmax", dim=_features(x))


class LogSoftmax(Activation):
    """Turns the features (of an image: the channels) into log probabilities, for negative log-likelihood."""

    type, title = "log_softmax", "Log softmax"
    keras_call = Module("keras.layers.Activation", "log_softmax")
    gives = "log-distribution"

    def torch(self, x: Shape) -> Call:
        return Module("torch.nn.LogSoftmax", dim=_features(x))


def _features(x: Shape) -> int:
    """The dimension of the features, or of the channels of an image, with the batch counted."""
    return 1 if len(x) == 3 else len(x)
