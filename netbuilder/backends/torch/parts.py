"""What a PyTorch script needs beyond PyTorch itself. Scripts print what they use of it."""

from __future__ import annotations

import torch


class Weights(torch.nn.Module):
    """A module that has its weights by names such as "dense.weight"."""

    def __setitem__(self, name: str, value: torch.Tensor) -> None:
        *parts, last = name.split(".")
        place: torch.nn.Module = self
        for part in parts:
            if part not in dict(place.named_children()):
                place.add_module(part, torch.nn.Module())
            place = place.get_submodule(part)
        if value.requires_grad:
            place.register_parameter(last, torch.nn.Parameter(value))
        else:
            place.register_buffer(last, value)

    def __getitem__(self, name: str) -> torch.Tensor:
        part, _, last = name.rpartition(".")
        tensor: torch.Tensor = getattr(self.get_submodule(part), last)
        return tensor
