"""A function of tensors that is called very often: the operations that it comes to, without what decides on them.

``vmap`` and automatic differentiation find out again at every call which operations are to be done. For small networks
that takes longer than the operations themselves. So what they find is written down once, as torch traces it, cleared
of what does nothing, and done directly from then on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from netbuilder.backends.torch.torch_internals import can_trace
from netbuilder.ensemble.recorder import recorded
from netbuilder.ensemble.rewriting import rewrite

if TYPE_CHECKING:
    import torch

Function = Callable[..., "tuple[torch.Tensor, ...]"]

Key = tuple[str, tuple[tuple[int, ...], ...]]
"""What is traced, and for which shapes."""

Traces = dict[Key, Function | None]

WORTH_TRACING = 20
"""Tracing takes about as long as it saves in so many calls: some 0.015 s."""


class Traced:
    """Calls a function as it stands, or traced where it is called often with tensors of the same shapes.

    The function takes tensors and gives a tuple of tensors, and no number in them decides what it does.
    ``name``: tells it from others among ``traces``, which holds what has been traced already, and None for what cannot
    be. The function is not kept: whoever owns both is gone as soon as nobody needs it.
    """

    def __init__(self, name: str, traces: Traces) -> None:
        self._name, self._traces = name, traces

    def __call__(self, function: Function, times: int, *tensors: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Call the function. ``times``: how often it will be called with such shapes, as far as that is known."""
        if times < WORTH_TRACING:
            return function(*tensors)
        key = self._name, tuple(tensor.shape for tensor in tensors)
        if key not in self._traces:
            self._traces[key] = _trace(function, tensors)
        quickest = self._traces.get(key) or function
        return quickest(*tensors)


def _trace(function: Function, tensors: tuple[torch.Tensor, ...]) -> Function | None:
    """What the function does with such tensors; None where that cannot be written down."""
    if not can_trace():
        return None
    try:
        module = recorded(function, tensors)
    except (RuntimeError, ValueError):  # some layer asks for the numbers themselves
        return None
    rewrite(module)
    forward: Function = module.forward
    return forward
