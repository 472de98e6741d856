"""The file of a run that holds where its training stands, so that it goes on as if it had never stopped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from netbuilder.backends.torch.weights import Weights, layout
from netbuilder.errors import FileError
from netbuilder.runs.tensor_file import MAX_WEIGHTS, damaged, read_tensors, tensors_bytes
from netbuilder.training.history import EpochRecord
from netbuilder.training.resume import Position, Resume

if TYPE_CHECKING:
    import torch

_POSITION = TypeAdapter(Position | None)


def resume_bytes(resume: Resume) -> bytes:
    """Where a training stands, as one file. The records are in the history; here is only how many there are."""
    groups: dict[str, Mapping[str, torch.Tensor]] = {
        "weights": resume.weights,
        "best": resume.best_weights,
        "optimizer": resume.optimizer,
        "random": resume.random,
    }
    tensors = {f"{group}/{name}": tensor for group, named in groups.items() for name, tensor in named.items()}
    position = asdict(resume.position) if resume.position else None
    return tensors_bytes(tensors, {"epochs": len(resume.records), "position": position})


def read_resume(path: Path, records: Sequence[EpochRecord], origin: int, most: int = MAX_WEIGHTS) -> Resume:
    """The standing that ``resume_bytes`` wrote. Raises FileError where it is missing, or does not fit the history."""
    tensors, metadata = read_tensors(path, most)
    groups: dict[str, Weights] = {"weights": {}, "best": {}, "optimizer": {}, "random": {}}
    try:
        for path_in_file, tensor in tensors.items():
            group, _, name = path_in_file.partition("/")
            groups[group][name] = tensor
        position = _POSITION.validate_python(metadata["position"])
        epochs = _epochs(metadata)
    except (KeyError, ValidationError) as error:
        raise damaged(path) from error
    if layout(groups["best"]) != layout(groups["weights"]):
        raise damaged(path)
    if epochs > len(records):
        raise FileError(
            "“{file}” belongs to epoch {epochs}, but the history ends at epoch {known}. Train again.",
            file=path.name,
            epochs=epochs,
            known=len(records),
        )
    return Resume(
        weights=groups["weights"],
        best_weights=groups["best"],
        records=tuple(records[:epochs]),
        position=position,
        optimizer=groups["optimizer"],
        random=groups["random"],
        origin=origin,
        file=path.name,
    )


def _epochs(metadata: Mapping[str, Any]) -> int:
    """How many epochs were finished. Raises KeyError where that is not said."""
    epochs = metadata["epochs"]
    if type(epochs) is not int or epochs < 0:
        raise KeyError("epochs")
    return epochs
