"""The layers, each one declaration."""

from netbuilder.layers.base import Category, Layer, Shape, describe
from netbuilder.layers.catalogue import layer_types
from netbuilder.layers.unknown import UnknownLayer

__all__ = ["Category", "Layer", "Shape", "UnknownLayer", "describe", "layer_types"]
