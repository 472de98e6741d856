"""Imports every module that declares layers. A new family of layers is added here."""

from netbuilder.layers import activation, attention, convolution, core, merge, normalization, pooling, recurrent

__all__ = ["activation", "attention", "convolution", "core", "merge", "normalization", "pooling", "recurrent"]
