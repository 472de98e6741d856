"""The file of a run that holds its weights along the epochs: one safetensors file, of which any epoch can be read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from netbuilder.errors import FileError
from netbuilder.runs.runfiles import opened, read_metadata, read_tensors, tensors_bytes
from netbuilder.training.snapshots import Weights


def trail_bytes(kept: Mapping[int, Weights]) -> bytes:
    """The weights of some epochs as one file: each tensor holds those of all epochs, (epochs, *shape).

    A tensor for each epoch would take thirty times as long to write.
    """
    import torch

    epochs = sorted(kept)
    names = kept[epochs[0]] if epochs else ()
    tensors = {name: torch.stack([kept[epoch][name] for epoch in epochs]) for name in names}
    return tensors_bytes(tensors, {"epochs": epochs})


def kept_epochs(path: Path) -> tuple[int, ...]:
    """The epochs that a file holds; none where there is no such file, or where it is damaged."""
    try:
        return _epochs(read_metadata(path))
    except FileError:
        return ()


def read_epoch(path: Path, epoch: int) -> Weights:
    """The weights of one of the ``kept_epochs``, on the CPU. Raises FileError."""
    place = kept_epochs(path).index(epoch)
    with opened(path, "pt") as file:
        return {name: file.get_slice(name)[place] for name in file.keys()}  # noqa: SIM118  not a mapping


def read_trail(path: Path, last: int) -> dict[int, Weights]:
    """The weights of all kept epochs up to ``last``; none where there is no such file, or where it is damaged."""
    if not kept_epochs(path):
        return {}
    try:
        tensors, metadata = read_tensors(path)
    except FileError:
        return {}
    epochs = _epochs(metadata)
    if any(len(tensor) != len(epochs) for tensor in tensors.values()):
        return {}
    return {
        epoch: {name: tensor[place].clone() for name, tensor in tensors.items()}
        for place, epoch in enumerate(epochs)
        if epoch <= last
    }


def _epochs(metadata: Mapping[str, Any]) -> tuple[int, ...]:
    found = metadata.get("epochs")
    return tuple(epoch for epoch in found if isinstance(epoch, int)) if isinstance(found, list) else ()
