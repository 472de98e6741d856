"""A function of tensors that is called very often: the operations that it comes to, without what decides on them.

``vmap`` and automatic differentiation find out again at every call which operations are to be done. For small networks
that takes longer than the operations themselves. So what they find is written down once, as torch traces it, cleared
of what does nothing, and done directly from then on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from netbuilder.backends.torch.torch_internals import can_trace, trace
from netbuilder.experiments.ensemble.rewriting import rewrite

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
    rewrite(module)
    forward: Function = module.forward
    return forward
