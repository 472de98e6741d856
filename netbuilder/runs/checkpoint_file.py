"""The file of a run that holds its weights along the epochs: one safetensors file, of which any epoch can be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from netbuilder.backends.torch.weights import Weights
from netbuilder.errors import FileError
from netbuilder.runs.tensor_file import opened, plain_values, read_metadata, read_tensors, tensors_bytes
from netbuilder.training import checkpoints

MAX_EPOCHS = 16 * checkpoints.MAX_CHECKPOINTS
MAX_BYTES = 4 * checkpoints.MAX_BYTES
"""Larger files are damaged: besides what the checkpoints may hold there are only the best epoch and the last."""


def checkpoint_bytes(kept: Mapping[int, Weights]) -> bytes:
    """The weights of some epochs as one file: each tensor holds those of all epochs, (epochs, *shape).

    A tensor for each epoch would take thirty times as long to write.
    """
    import torch

    epochs = sorted(kept)
    names = kept[epochs[0]] if epochs else ()
    tensors = {name: torch.stack([kept[epoch][name] for epoch in epochs]) for name in names}
    return tensors_bytes(tensors, {"epochs": epochs})


def checkpoint_epochs(path: Path) -> tuple[int, ...]:
    """The epochs that a file holds; none where there is no such file, or where it is damaged."""
    try:
        return _epochs(read_metadata(path))
    except FileError:
        return ()


def read_checkpoint(path: Path, epoch: int) -> Weights:
    """The weights of one of the ``checkpoint_epochs``, on the CPU. Raises FileError."""
    with opened(path, "pt", MAX_BYTES) as file:
        epochs = _epochs(plain_values(file))
        slices = {name: file.get_slice(name) for name in file.keys()}  # noqa: SIM118  not a mapping
        _require_stacked((part.get_shape() for part in slices.values()), epochs)
        return {name: part[epochs.index(epoch)] for name, part in slices.items()}


def read_checkpoints(path: Path, last: int) -> dict[int, Weights]:
    """The weights of all kept epochs up to ``last``; none where there is no such file, or where it is damaged."""
    try:
        tensors, metadata = read_tensors(path, MAX_BYTES)
        epochs = _epochs(metadata)
        _require_stacked((tensor.shape for tensor in tensors.values()), epochs)
    except (FileError, ValueError):
        return {}
    return {
        epoch: {name: tensor[place].clone() for name, tensor in tensors.items()}
        for place, epoch in enumerate(epochs)
        if epoch <= last
    }


def _require_stacked(shapes: Iterable[Sequence[int]], epochs: Sequence[int]) -> None:
    """Raise ValueError where the tensors do not hold one part for each epoch."""
    if any(tuple(shape[:1]) != (len(epochs),) for shape in shapes):
        raise ValueError("the tensors do not fit the epochs")


def _epochs(metadata: Mapping[str, Any]) -> tuple[int, ...]:
    """The epochs in the order in which the tensors hold them; none where they cannot be those of a training."""
    found = metadata.get("epochs")
    if not isinstance(found, list) or len(found) > MAX_EPOCHS or any(type(epoch) is not int for epoch in found):
        return ()
    rising = all(one < next_one for one, next_one in pairwise([0, *found]))
    return tuple(found) if rising else ()
