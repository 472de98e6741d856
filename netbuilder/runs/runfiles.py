"""The files of one run: their names, and how history, weights and standing become bytes and come back. No pickle."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from netbuilder.errors import FileError
from netbuilder.runs.results import Result
from netbuilder.training.history import EpochRecord
from netbuilder.training.resume import Position, Resume
from netbuilder.training.snapshots import Weights

if TYPE_CHECKING:
    import torch

SETTINGS = "settings.json"
HISTORY = "history.csv"
BEST = "best.safetensors"
LAST = "last.safetensors"
RESUME = "resume.safetensors"
EPOCHS = "epochs.safetensors"
RESTORED = "restored.json"

COLUMNS = tuple(field.name for field in fields(EpochRecord))
_POSITION = TypeAdapter(Position)


class RunSettings(BaseModel):
    """What ``settings.json`` holds. ``project``: the whole project document, as a project file has it.

    ``earlier_epochs``: how many of its epochs come from the run that it continues; ``seams``: at which epochs each
    earlier run ended, that one last. Runs kept before there were seams have none.
    ``parameters``: how many the network has; ``result``: what it has come to, once it has ended. Both are None in runs
    that were kept before these were written down.
    """

    model_config = ConfigDict(extra="ignore")

    netbuilder: str
    started: str
    device: str
    seed: int
    reason: str
    message: str = ""
    resumed_from: int | None = None
    earlier_epochs: int = 0
    seams: tuple[int, ...] = ()
    parameters: int | None = None
    result: Result | None = None
    project: dict[str, Any]


def history_lines(records: Iterable[EpochRecord]) -> str:
    """The lines of some epochs; numbers are written so that the very same ones are read back."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([repr(value) for value in _row(record)] for record in records)
    return text.getvalue()


def history_text(records: Iterable[EpochRecord]) -> str:
    """A whole ``history.csv``."""
    return ",".join(COLUMNS) + "\n" + history_lines(records)


def parse_history(text: str) -> tuple[EpochRecord, ...]:
    """The epochs of a ``history.csv``. A last line that a crash cut off is left out. Raises FileError."""
    lines = text.split("\n")[:-1]
    if not lines or lines[0] != ",".join(COLUMNS):
        raise FileError("“{file}” is not the history of a training.", file=HISTORY)
    return tuple(_record(number, line) for number, line in enumerate(lines[1:], start=1))


def tensors_bytes(tensors: Mapping[str, torch.Tensor], metadata: Mapping[str, Any]) -> bytes:
    """Tensors and plain values as one safetensors file."""
    from safetensors.torch import save

    return save(dict(tensors), metadata={"netbuilder": json.dumps(metadata)})


def read_tensors(path: Path) -> tuple[Weights, dict[str, Any]]:
    """The tensors of a safetensors file, on the CPU, and its plain values. Raises FileError."""
    with opened(path, "pt") as file:
        return {name: file.get_tensor(name) for name in file.keys()}, _plain_values(file)  # noqa: SIM118  not a mapping


def read_metadata(path: Path) -> dict[str, Any]:
    """The plain values of a safetensors file alone; torch is not needed. Raises FileError."""
    with opened(path, "numpy") as file:
        return _plain_values(file)


def epoch_of(path: Path) -> int:
    """The epoch at whose end the weights in a file were; 0 where there is no such file, or where it is damaged."""
    try:
        epoch = read_metadata(path).get("epoch")
    except FileError:
        return 0
    return epoch if isinstance(epoch, int) else 0


def restored_epoch(path: Path) -> int | None:
    """The epoch that a ``restored.json`` names, or None where it names none."""
    try:
        epoch = json.loads(path.read_text(encoding="utf-8"))["epoch"]
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return epoch if isinstance(epoch, int) and epoch > 0 else None


@contextmanager
def opened(path: Path, framework: str) -> Iterator[Any]:
    """A safetensors file, open to be read for "pt" (torch) or "numpy". Raises FileError."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework=framework, device="cpu") as file:
            yield file
    except FileNotFoundError as error:
        raise FileError(
            "“{file}” is missing: the run ended before it was written, or it was deleted. Train again.", file=path.name
        ) from error
    except (SafetensorError, OSError, ValueError, IndexError) as error:
        raise FileError("“{file}” is damaged and cannot be read. Train again.", file=path.name) from error


def _plain_values(file: Any) -> dict[str, Any]:
    values = json.loads((file.metadata() or {}).get("netbuilder", "{}"))
    return values if isinstance(values, dict) else {}


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


def read_resume(path: Path, records: Sequence[EpochRecord], origin: int) -> Resume:
    """The standing that ``resume_bytes`` wrote. Raises FileError where it is missing, or does not fit the history."""
    tensors, metadata = read_tensors(path)
    groups: dict[str, Weights] = {"weights": {}, "best": {}, "optimizer": {}, "random": {}}
    try:
        for path_in_file, tensor in tensors.items():
            group, _, name = path_in_file.partition("/")
            groups[group][name] = tensor
        position = _POSITION.validate_python(metadata["position"]) if metadata["position"] else None
        epochs = int(metadata["epochs"])
    except (KeyError, TypeError, ValueError) as error:
        raise FileError("“{file}” is damaged and cannot be read. Train again.", file=path.name) from error
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
    )


def parse_settings(data: bytes) -> RunSettings:
    """What a ``settings.json`` says. Raises FileError where it is no such file."""
    try:
        return RunSettings.model_validate_json(data)
    except ValidationError as error:
        raise FileError("“{file}” does not describe a training.", file=SETTINGS) from error


def _row(record: EpochRecord) -> list[float]:
    return [getattr(record, name) for name in COLUMNS]


def _record(number: int, line: str) -> EpochRecord:
    try:
        epoch, *numbers = line.split(",")
        record = EpochRecord(int(epoch), *map(float, numbers))
    except (TypeError, ValueError) as error:
        raise FileError("“{file}” is damaged in line {line}.", file=HISTORY, line=number + 1) from error
    if record.epoch != number:
        raise FileError("“{file}” is damaged in line {line}.", file=HISTORY, line=number + 1)
    return record
