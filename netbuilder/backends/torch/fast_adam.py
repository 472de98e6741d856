"""The optimizer's step over weights that stay the same ones: what it would look up again each time is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from netbuilder.backends.torch.torch_internals import ADAM_OPTIONS, ADAM_STATE, adam_function

if TYPE_CHECKING:
    import torch

    State = tuple[list[torch.Tensor], list[torch.Tensor], list[torch.Tensor], list[torch.Tensor]]


def step_function(optimizer: torch.optim.Optimizer) -> Callable[[], object]:
    """What makes one step of the optimizer. To be asked for again once another state is loaded into it."""
    import torch

    function = adam_function() if isinstance(optimizer, torch.optim.Adam) else None
    return optimizer.step if function is None else AdamStep(optimizer, function)


class AdamStep:
    """The step of Adam or AdamW, bit for bit, by the function of torch that ``step`` itself calls.

    Around that function ``step`` spends more time than a small network's whole update takes: it opens a record for
    the profiler and gathers the state of every weight. The first step is the optimizer's own and makes that state.
    """

    def __init__(self, optimizer: torch.optim.Optimizer, function: Callable[..., None]) -> None:
        import torch

        self._adam, self._no_gradients = function, torch.no_grad
        self._optimizer = optimizer
        self._parameters: list[torch.Tensor] = optimizer.param_groups[0]["params"]
        self._state: State | None = None

    def __call__(self) -> None:
        """Make one step."""
        gradients = [weights.grad for weights in self._parameters if weights.grad is not None]
        if self._state is None or len(gradients) < len(self._parameters):
            self._optimizer.step()
            self._state = self._gathered()
        else:
            self._step(gradients, self._state)

    def _step(self, gradients: list[torch.Tensor], state: State) -> None:
        group = self._optimizer.param_groups[0]
        beta1, beta2 = group["betas"]
        with self._no_gradients():
            self._adam(
                self._parameters,
                gradients,
                *state,
                beta1=beta1,
                beta2=beta2,
                **{name: group[name] for name in ADAM_OPTIONS},
            )

    def _gathered(self) -> State | None:
        """The running means and the number of steps of every weight; None where one has had no gradient yet."""
        states = [self._optimizer.state.get(weights) for weights in self._parameters]
        there = [state for state in states if state]
        if len(there) < len(states):
            return None
        means, squares, steps = ([state[name] for state in there] for name in ADAM_STATE)
        return means, squares, [], steps
