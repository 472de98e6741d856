"""Tensor operations: what layers are made of. Each is declared once, with its shape, its derivative and its text."""

from netbuilder.operations import axes, elementwise, matrices  # so that Python's operators find theirs

__all__ = ["axes", "elementwise", "matrices"]
