"""Imports every module that declares layers. A new family of layers is added here."""

from netbuilder.layers import activation, core

__all__ = ["activation", "core"]
