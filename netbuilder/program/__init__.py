"""The program: a checked drawing as an ordered list of steps, from which every framework's code is made."""

from netbuilder.program.lowering import lower
from netbuilder.program.steps import Program, Step, TensorSpec

__all__ = ["Program", "Step", "TensorSpec", "lower"]
