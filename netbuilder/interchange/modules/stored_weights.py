"""The tensors of a traced module as arrays: those that show others' numbers are views of these."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from netbuilder.interchange.modules.job import WEIGHTS
from netbuilder.interchange.traced import Trace


def stored_weights(folder: Path, trace: Trace) -> dict[str, Any]:
    """What the process that has traced a module has left in a folder, by name."""
    from numpy.lib.stride_tricks import as_strided
    from safetensors.numpy import load_file

    found: dict[str, Any] = load_file(folder / WEIGHTS)
    for name, view in trace.views.items():
        base = found[view.base].reshape(-1)[view.offset :]
        found[name] = as_strided(base, view.sizes, [stride * base.itemsize for stride in view.strides])
    return found
