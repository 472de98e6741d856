"""What does the same as an operation of torch in less time on a processor, for the shapes of many small networks.

Each is told by the node of a traced graph: by its operation, and by the shapes that go in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.softmax import log_softmax_by_class, softmax_by_class
from netbuilder.backends.torch.torch_internals import operation, result

if TYPE_CHECKING:
    import torch

    Operation = Callable[..., torch.Tensor]

NARROW = 10
"""Products with at most so many columns, and softmax over at most so many classes, go over the long side here. Torch
goes over the short one, and takes up to ten times as long."""

LONG = 16
"""Where the other sides of a product have fewer numbers, nothing is gained."""


def quicker(node: torch.fx.Node) -> Operation | None:
    """What may take the place of a node's operation, with the same arguments; None where torch's is best."""
    if node.target is operation("tanh.default"):
        return by_sigmoid
    if node.target is operation("bmm.default"):
        return _quicker_product(*(_shape(factor) for factor in node.args))
    by_class = {
        operation("_softmax.default"): softmax,
        operation("_log_softmax.default"): log_softmax,
    }
    if node.target in by_class and node.args[1] in (-1, len(_shape(node)) - 1) and _shape(node)[-1] <= NARROW:
        return by_class[node.target]
    return None


def _quicker_product(left: tuple[int, ...], right: tuple[int, ...]) -> Operation | None:
    _, rows, inner = left
    columns = right[2]
    if inner == 1:
        return outer_product
    return narrow_product if columns <= NARROW and min(rows, inner) >= LONG else None


def _shape(node: Any) -> tuple[int, ...]:
    return tuple(result(node).shape)


def outer_product(column: torch.Tensor, row: torch.Tensor) -> torch.Tensor:
    """Products (members, rows, columns) of (members, rows, 1) and (members, 1, columns): nothing is summed."""
    return column * row


def narrow_product(left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """Products (members, rows, columns) with few columns: computed lying on their side."""
    import torch

    return torch.bmm(right.mT, left.mT).mT.contiguous()


def softmax(scores: torch.Tensor, dim: int, _half_to_float: bool) -> torch.Tensor:
    """The softmax over a short last dimension, with the arguments of torch's operation."""
    return softmax_by_class(scores, dim)


def log_softmax(scores: torch.Tensor, dim: int, _half_to_float: bool) -> torch.Tensor:
    """The logarithm of it."""
    return log_softmax_by_class(scores, dim)


def by_sigmoid(x: torch.Tensor) -> torch.Tensor:
    """The hyperbolic tangent as 2 σ(2x) − 1, to the rounding of 32-bit numbers near 1, in a fifth of the time."""
    return by_sigmoid_in_place(x.clone())


def by_sigmoid_in_place(x: torch.Tensor) -> torch.Tensor:
    """The same, over what goes in."""
    return x.mul_(2.0).sigmoid_().mul_(2.0).sub_(1.0)


def slope_in_place(gradient: torch.Tensor, bent: torch.Tensor) -> torch.Tensor:
    """The gradient before a hyperbolic tangent, over the one behind it."""
    found: torch.Tensor = operation("tanh_backward.grad_input")(gradient, bent, grad_input=gradient)
    return found
