"""Named calls made live: losses, optimizer, decay and clipping as the functions that their paths name."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.losses import Objective, Target
from netbuilder.layers.calls import Function

if TYPE_CHECKING:
    import torch


def live_call(call: Function) -> Callable[..., Any]:
    """What the call names, its plain arguments bound: ``live_call(call)(tensor)`` is what the printed call computes."""
    import torch

    function: Callable[..., Any] = operator.attrgetter(call.path.removeprefix("torch."))(torch)
    if not call.positional:
        return partial(function, **call.keywords) if call.keywords else function
    return lambda *tensors: function(*tensors, *call.positional, **call.keywords)


def _drawn(output: torch.Tensor, target: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    """A loss that the network puts out itself: the mean over the rows, or that of each row."""
    return output.mean() if reduction == "mean" else output.expand(len(target))


class Criterion:
    """The weighted sum of the losses of all outputs. ``objective``: what they are; ``instead``: what computes a loss of
    this name in place of torch's function."""

    def __init__(self, objective: Objective, instead: Mapping[str, Callable[..., Any]] = MappingProxyType({})) -> None:
        self.objective = objective
        calls = (
            _drawn if term.loss.drawn else instead.get(term.loss.name) or live_call(term.loss.call)
            for term in objective.terms
        )
        pairs = zip(calls, objective.terms, strict=True)
        self._terms = [(call, term.loss.target, term.weight) for call, term in pairs]
        self._single = len(self._terms) == 1
        self._of_rows = [(partial(function, reduction="none"), form, weight) for function, form, weight in self._terms]

    def outputs(self, result: Any) -> tuple[torch.Tensor, ...]:
        """What ``forward`` returned, as one tensor for each output node."""
        return (result,) if self._single else result

    def loss(self, outputs: tuple[torch.Tensor, ...], targets: Mapping[Target, torch.Tensor]) -> torch.Tensor:
        """The mean over rows, a scalar."""
        if "weights" in targets:
            return self.row_losses(outputs, targets).mean()
        parts = [
            function(output, targets[form]) if weight == 1.0 else weight * function(output, targets[form])
            for (function, form, weight), output in zip(self._terms, outputs, strict=True)
            if weight
        ]
        total: torch.Tensor = sum(parts[1:], parts[0])
        return total

    def row_losses(self, outputs: tuple[torch.Tensor, ...], targets: Mapping[Target, torch.Tensor]) -> torch.Tensor:
        """The loss of each row, (rows,), times its weight where rows have one."""
        parts = [
            weight * function(output, targets[form]).reshape(len(targets[form]), -1).mean(1)
            for (function, form, weight), output in zip(self._of_rows, outputs, strict=True)
            if weight
        ]
        total: torch.Tensor = sum(parts[1:], parts[0])
        return total * targets["weights"] if "weights" in targets else total
