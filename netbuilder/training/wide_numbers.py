"""Computing in 64-bit numbers what is trained in 32: small differences of a loss can then be read off."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from netbuilder.training.batches import DeviceRows


def wide_numbers() -> AbstractContextManager[Any]:
    """While entered, what a layer makes plain numbers, as a step does of yes and no, has 64 bits too."""
    import torch

    class Wide(torch.overrides.TorchFunctionMode):
        def __torch_function__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            wide = torch.Tensor.double if function is torch.Tensor.float else function
            return wide(*args, **(kwargs or {}))

    return Wide()


def in_64_bits(rows: DeviceRows) -> DeviceRows:
    """The rows with their numbers in 64 bits; class numbers stay whole."""
    targets = {form: value.double() if value.is_floating_point() else value for form, value in rows.targets.items()}
    return DeviceRows(tuple(entry.double() for entry in rows.inputs), targets)
