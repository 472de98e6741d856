"""A function of tensors that is called very often: the operations that it comes to, without what decides on them.

``vmap`` and automatic differentiation find out again at every call which operations are to be done. For small networks
that takes longer than the operations themselves. So what they find is written down once, as torch traces it, cleared
of what does nothing, and done directly from then on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.torch_internals import can_trace, operation, result, trace
from netbuilder.experiments.ensemble.fast_ops import (
    by_sigmoid_in_place,
    narrow_product,
    outer_product,
    quicker,
    slope_in_place,
)

if TYPE_CHECKING:
    import torch

Function = Callable[..., "tuple[torch.Tensor, ...]"]

Key = tuple[str, tuple[tuple[int, ...], ...]]
"""What is traced, and for which shapes."""

Traces = dict[Key, Function | None]

WARM_CALLS = 4
"""Before so many calls nothing is traced: whoever calls only to see how long it takes must not wait."""

WORTH_TRACING = 100
"""Tracing takes about as long as it saves in so many calls: some 0.07 s."""


class Traced:
    """Calls a function as it stands; traces it where it is called often with tensors of the same shapes.

    The function takes tensors and gives a tuple of tensors, and no number in them decides what it does.
    ``name``: tells it from others among ``traces``, which holds what has been traced already, and None for what cannot
    be. The function is not kept: whoever owns both is gone as soon as nobody needs it.
    """

    def __init__(self, name: str, traces: Traces) -> None:
        self._name, self._traces = name, traces
        self._calls: dict[Key, int] = {}

    def __call__(self, function: Function, times: int, *tensors: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Call the function. ``times``: how often it will be called with such shapes, as far as that is known."""
        if times < WORTH_TRACING:
            return function(*tensors)
        key = self._name, tuple(tensor.shape for tensor in tensors)
        if key not in self._traces and self._is_warm(key):
            self._traces[key] = _trace(function, tensors)
        quickest = self._traces.get(key) or function
        return quickest(*tensors)

    def _is_warm(self, key: Key) -> bool:
        self._calls[key] = self._calls.get(key, 0) + 1
        return self._calls[key] > WARM_CALLS


def _trace(function: Function, tensors: tuple[torch.Tensor, ...]) -> Function | None:
    """What the function does with such tensors; None where that cannot be written down."""
    if not can_trace():
        return None
    try:
        module = trace(function, tensors)
    except (RuntimeError, ValueError):  # some layer asks for the numbers themselves
        return None
    _clear(module)
    forward: Function = module.forward
    return forward


def _clear(module: torch.fx.GraphModule) -> None:
    """Leave out what gives back what it got, and what nobody uses; put what is quicker for what is slow."""
    in_place, fresh = _over_an_argument(), _fresh()
    for node in list(module.graph.nodes):
        if _does_nothing(node):
            node.replace_all_uses_with(node.args[0])
    module.graph.eliminate_dead_code()
    for node in module.graph.nodes:
        over = next((place for place in in_place.get(node.target, ()) if _is_free(node, place, fresh)), None)
        if over is not None:
            node.args = (node.args[over], *node.args[:over], *node.args[over + 1 :])
            node.target = in_place[node.target][over]
        else:
            node.target = quicker(node) or node.target
    module.recompile()


def _does_nothing(node: torch.fx.Node) -> bool:
    """Whether it gives back its first argument: the same shape again, or once as much."""
    if node.target is operation("mul.Scalar"):
        again = bool(node.args[1] == 1)
    else:
        again = node.target in map(operation, ("expand.default", "view.default", "_unsafe_view.default"))
    return again and _are_alike(node, node.args[0])


def _is_free(node: torch.fx.Node, place: int, fresh: frozenset[Any]) -> bool:
    """Whether an argument may be overwritten with the result: made for this node alone, and as large."""
    import torch

    source = node.args[place]
    if not isinstance(source, torch.fx.Node) or node.kwargs:
        return False
    return source.target in fresh and len(source.users) == 1 and _are_alike(node, source)


def _are_alike(node: torch.fx.Node, other: Any) -> bool:
    """Whether two results have the same shape and kind of numbers."""
    one, two = result(node), result(other)
    return one is not None and two is not None and (one.shape, one.dtype) == (two.shape, two.dtype)


def _over_an_argument() -> dict[Any, dict[int, Any]]:
    """What does the same over one of its arguments, by the number of that argument, which then comes first."""
    add_in_place = operation("add_.Tensor")
    return {
        operation("add.Tensor"): {0: add_in_place, 1: add_in_place},
        operation("tanh.default"): {0: by_sigmoid_in_place},
        operation("tanh_backward.default"): {0: slope_in_place},
    }


def _fresh() -> frozenset[Any]:
    """What gives a new tensor that is no view of another. Memory that is new costs more than what is done with it."""
    of_torch = map(operation, ("bmm.default", "add_.Tensor", "add.Tensor"))
    return frozenset({*of_torch, outer_product, narrow_product})
