"""Copies of a network's weights on the CPU, taken often and cheaply into memory that is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from netbuilder.errors import TrainingError

if TYPE_CHECKING:
    import torch

    from netbuilder.shapes.check_result import Check

Weights = dict[str, "torch.Tensor"]
"""A pure state dict: parameters and buffers by name, on the CPU."""
Layout = dict[str, "tuple[torch.Size, torch.dtype]"]
"""Shape and type of number of each tensor of a state dict, by name."""


class Snapshot:
    """The weights of a network at some moment. ``weights`` are overwritten by the next ``take``."""

    def __init__(self, network: torch.nn.Module) -> None:
        import torch

        state = network.state_dict()
        self.weights: Weights = {
            name: torch.empty_like(tensor, device="cpu", memory_format=torch.contiguous_format)
            for name, tensor in state.items()
        }
        self._live, self._kept = list(state.values()), list(self.weights.values())
        self.take()

    def take(self) -> None:
        """Copy the weights as they are now."""
        for kept, live in zip(self._kept, self._live, strict=True):
            kept.copy_(live)

    def set(self, weights: Mapping[str, torch.Tensor]) -> None:
        """Take stored weights of the same network instead."""
        for name, kept in self.weights.items():
            kept.copy_(weights[name])


def copy_weights(weights: Mapping[str, torch.Tensor]) -> Weights:
    """The same weights in memory of their own, on the CPU."""
    return {name: tensor.detach().to("cpu", copy=True).contiguous() for name, tensor in weights.items()}


def size_in_bytes(weights: Mapping[str, torch.Tensor]) -> int:
    """The memory that a copy of them takes."""
    return sum(tensor.numel() * tensor.element_size() for tensor in weights.values())


def load_weights(network: torch.nn.Module, weights: Mapping[str, torch.Tensor]) -> None:
    """Set the weights of a network. Raises TrainingError where they belong to another drawing."""
    require_same(layout(network.state_dict()), weights)
    network.load_state_dict(dict(weights))


def layout(weights: Mapping[str, torch.Tensor]) -> Layout:
    """The layout of weights."""
    return {name: (tensor.shape, tensor.dtype) for name, tensor in weights.items()}


def layout_of(check: Check) -> Layout:
    """The layout of the weights of a drawing. Raises ProjectError where it is not sound."""
    import torch

    from netbuilder.backends.torch.build import build

    with torch.device("meta"):  # names and shapes alone: no memory, no random numbers
        return layout(build(check).state_dict())


def require_same(expected: Layout, weights: Mapping[str, torch.Tensor]) -> None:
    """Raise TrainingError where weights belong to another drawing or other data."""
    if layout(weights) != expected:
        raise TrainingError(
            "The network or its data have changed since these weights were trained, and the weights no longer fit. "
            "Train from scratch, or undo the changes."
        )
