"""The file of a run that holds its weights along the epochs: one safetensors file, read an epoch at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from netbuilder.errors import FileError
from netbuilder.training.runfiles import read_metadata, read_tensors, tensors_bytes
from netbuilder.training.snapshots import Weights


def trail_bytes(kept: Mapping[int, Weights]) -> bytes:
    """The weights of some epochs as one file; the names of the tensors begin with the epoch."""
    tensors = {f"{epoch}/{name}": tensor for epoch, weights in kept.items() for name, tensor in weights.items()}
    return tensors_bytes(tensors, {"epochs": sorted(kept)})


def kept_epochs(path: Path) -> tuple[int, ...]:
    """The epochs that a file holds; none where there is no such file, or where it is damaged."""
    try:
        found = read_metadata(path).get("epochs")
    except FileError:
        return ()
    return tuple(epoch for epoch in found if isinstance(epoch, int)) if isinstance(found, list) else ()


def read_epoch(path: Path, epoch: int) -> Weights:
    """The weights of one of the ``kept_epochs``, on the CPU. Raises FileError."""
    prefix = f"{epoch}/"
    tensors, _ = read_tensors(path, prefix)
    if not tensors:
        raise FileError("“{file}” is damaged and cannot be read. Train again.", file=path.name)
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items()}


def read_trail(path: Path, last: int) -> dict[int, Weights]:
    """The weights of all kept epochs up to ``last``; none where there is no such file, or where it is damaged."""
    wanted = [epoch for epoch in kept_epochs(path) if epoch <= last]
    if not wanted:
        return {}
    try:
        tensors, _ = read_tensors(path)
    except FileError:
        return {}
    kept: dict[int, Weights] = {epoch: {} for epoch in wanted}
    for path_in_file, tensor in tensors.items():
        epoch, _, name = path_in_file.partition("/")
        if epoch.isdecimal() and int(epoch) in kept:
            kept[int(epoch)][name] = tensor
    return kept
