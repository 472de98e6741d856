"""What an optimizer keeps of each parameter, as a file holds it: read, and told from what no optimizer keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from netbuilder.backends.torch.weights import Weights, layout

if TYPE_CHECKING:
    import torch

    Make = Callable[[Sequence[torch.Tensor]], torch.optim.Optimizer]
    States = dict[int, Weights]

MAX_DIGITS = 9
"""Of the number of a parameter."""


def by_parameter(tensors: Mapping[str, torch.Tensor]) -> States:
    """The state by number of the parameter, from tensors by "parameter number.name"; what has no number is under -1."""
    states: States = {}
    for path, tensor in tensors.items():
        digits, _, name = path.partition(".")
        number = int(digits) if digits.isdecimal() and len(digits) <= MAX_DIGITS else -1
        states.setdefault(number, {})[name] = tensor
    return states


def is_state(states: States, make: Make, parameters: Sequence[torch.Tensor]) -> bool:
    """Whether an optimizer, made by ``make``, can have kept this of the parameters: names, shapes, types of number."""
    import torch

    probe = torch.zeros(2, device=parameters[0].device, requires_grad=True)
    probe.grad = torch.zeros_like(probe)
    optimizer = make([probe])
    optimizer.step()
    kept = layout({name: value for name, value in optimizer.state[probe].items() if hasattr(value, "detach")})

    def expected(parameter: torch.Tensor) -> object:
        """Of another parameter it keeps the same, in the shape of that parameter where it was in that of the probe."""
        return {
            name: (parameter.shape if shape == probe.shape else shape, kind) for name, (shape, kind) in kept.items()
        }

    return all(
        0 <= number < len(parameters) and layout(state) == expected(parameters[number])
        for number, state in states.items()
    )


def in_layout_of(parameter: torch.Tensor, state: Weights) -> Weights:
    """What is kept of a parameter, in the memory layout of that parameter: fused steps take both to be the same."""
    import torch

    return {
        name: torch.empty_like(parameter, dtype=value.dtype).copy_(value) if value.shape == parameter.shape else value
        for name, value in state.items()
    }
