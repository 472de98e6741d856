"""Activations: what makes a network more than one straight line."""

from __future__ import annotations

from netbuilder.layers.base import Category, Layer, Shape
from netbuilder.layers.calls import Call, Module


class Activation(Layer):
    """What all activations share: they work on each number alone and keep the shape."""

    category = Category.ACTIVATION

    def shape(self, x: Shape) -> Shape:
        return x


class ReLU(Activation):
    """Lets positive numbers pass and turns negative ones into zero."""

    type, title = "relu", "ReLU"
    gives = "positive"

    def torch(self, x: Shape) -> Call:
        return Module("torch.nn.ReLU")


class Sigmoid(Activation):
    """Squeezes any number between 0 and 1."""

    type, title = "sigmoid", "Sigmoid"
    gives = "unit"

    def torch(self, x: Shape) -> Call:
        return Module("torch.nn.Sigmoid")


class Tanh(Activation):
    """Squeezes any number between -1 and 1."""

    type, title = "tanh", "Tanh"

    def torch(self, x: Shape) -> Call:
        return Module("torch.nn.Tanh")
