"""How much is computed: the multiply-adds of a graph of operations."""

from __future__ import annotations

import math

from netbuilder.operations.matrices import MatMul
from netbuilder.operations.scan import Scan
from netbuilder.operations.tensor import Sizes, Tensor, ordered


def multiply_adds(*outputs: Tensor) -> int:
    """The multiply-adds of the matrix products that lead to these tensors, for one row.

    A product of n × k and k × m takes n · k · m: each of its n · m numbers is a sum of k products (Golub and Van Loan,
    Matrix Computations, chapter 1, who count each multiply-add as two operations). What is computed number by number,
    such as an activation, is not counted.
    """
    found = 0
    for tensor in ordered(*outputs):
        if isinstance(tensor.operation, MatMul):
            found += _numbers(tensor.shape) * (tensor.inputs[0].shape[-1] or 1)
        elif isinstance(tensor.operation, Scan):
            length = tensor.inputs[0].shape[1] or 1
            found += length * multiply_adds(*tensor.operation.step.state)
    return found


def _numbers(shape: Sizes) -> int:
    """How many numbers a tensor has for one row."""
    return math.prod(size or 1 for size in shape)
