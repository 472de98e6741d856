"""Which devices this machine has, and which one a training uses."""

from __future__ import annotations

from netbuilder.errors import DeviceError


def present_devices() -> tuple[str, ...]:
    """The devices that torch can use here, the fastest first; "cpu" is always among them."""
    import torch

    found = []
    if torch.cuda.is_available():
        found.append("cuda")
    if torch.backends.mps.is_available():
        found.append("mps")
    return (*found, "cpu")


def resolve_device(name: str) -> str:
    """The device for a setting: "auto" is the fastest present one. Raises DeviceError for an absent one."""
    present = present_devices()
    if name == "auto":
        return present[0]
    if name not in present:
        raise DeviceError(
            "This machine has no device “{device}”. Available: {present}. Choose one of these, or auto.",
            device=name,
            present=", ".join(present),
        )
    return name
