"""The files of one run: their names, and how settings and history become text and come back."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from netbuilder.errors import FileError, MissingFileError
from netbuilder.files.parse import MAX_BYTES
from netbuilder.files.regular import read_regular
from netbuilder.runs.results import LARGEST, MAX_EPOCHS, Epoch, Result
from netbuilder.training.history import EpochRecord

SETTINGS = "settings.json"
HISTORY = "history.csv"
BEST = "best.safetensors"
LAST = "last.safetensors"
RESUME = "resume.safetensors"
EPOCHS = "epochs.safetensors"
RESTORED = "restored.json"
TEST = "test.json"
NAMES = (SETTINGS, HISTORY, BEST, LAST, RESUME, EPOCHS, RESTORED, TEST)

MAX_SETTINGS = MAX_BYTES
MAX_HISTORY = 2**28
"""Bytes of a ``history.csv``: one of a million epochs has half as many."""
MAX_RESTORED = 2**12
MAX_TEST = 2**14

COLUMNS = tuple(field.name for field in fields(EpochRecord))
REQUIRED = sum(field.default is MISSING for field in fields(EpochRecord))
HEADERS = tuple(",".join(COLUMNS[:count]) for count in range(REQUIRED, len(COLUMNS) + 1))
"""The first lines that a history may have: earlier runs lack the columns that were measured later."""

Count = Annotated[int, Field(ge=0, le=2**63 - 1)]
Word = Annotated[str, Field(max_length=100)]


class RunSettings(BaseModel):
    """What ``settings.json`` holds. ``project``: the whole project document, as a project file has it.

    ``earlier_epochs``: how many of its epochs come from the run that it continues; ``seams``: at which epochs each
    earlier run ended, that one last. Runs kept before there were seams have none. ``rows_mark``: as in ``Started``.
    ``parameters``: how many the network has; ``result``: what it has come to, once it has ended. The last two are None,
    and the mark is empty, in runs that were kept before these were written down.
    """

    model_config = ConfigDict(extra="ignore")

    netbuilder: str
    started: Word
    device: Word
    seed: int
    reason: Word
    message: str = ""
    resumed_from: Count | None = None
    earlier_epochs: Epoch = 0
    seams: tuple[Epoch, ...] = ()
    rows_mark: Word = ""
    parameters: Count | None = None
    result: Result | None = None
    project: dict[str, Any]


class _Restored(BaseModel):
    """What ``restored.json`` holds."""

    epoch: Annotated[int, Field(ge=1, le=MAX_EPOCHS)]


def history_lines(records: Iterable[EpochRecord]) -> str:
    """The lines of some epochs; numbers are written so that the very same ones are read back."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([repr(value) for value in _row(record)] for record in records)
    return text.getvalue()


def history_text(records: Iterable[EpochRecord], start: EpochRecord | None = None) -> str:
    """A whole ``history.csv``; ``start``: its epoch 0, where that was measured."""
    return ",".join(COLUMNS) + "\n" + history_lines([*([start] if start else []), *records])


class History(NamedTuple):
    """What a ``history.csv`` says: the epochs, and epoch 0 where that was measured."""

    start: EpochRecord | None
    records: tuple[EpochRecord, ...]


def parse_history(text: str) -> History:
    """The epochs of a ``history.csv``. A last line that a crash cut off is left out. Raises FileError."""
    lines = text.split("\n")[:-1]
    if not lines or lines[0] not in HEADERS:
        raise FileError("“{file}” is damaged: it is not the history of a training run.", file=HISTORY)
    first = 0 if lines[1:] and lines[1].startswith("0,") else 1
    found = tuple(_record(number, line, first) for number, line in enumerate(lines[1:], start=1))
    return History(None, found) if first else History(found[0], found[1:])


def restored_epoch(path: Path) -> int | None:
    """The epoch that a ``restored.json`` names, or None where there is none. Raises FileError where it names none."""
    try:
        return _Restored.model_validate_json(read_regular(path, MAX_RESTORED)).epoch
    except MissingFileError:
        return None
    except ValidationError as error:
        raise FileError(
            "“{file}” is damaged: the epoch that was restored is lost, and the best one is used. Restore it again.",
            file=path.name,
        ) from error


def parse_settings(data: bytes) -> RunSettings:
    """What a ``settings.json`` says. Raises FileError where it is no such file."""
    try:
        return RunSettings.model_validate_json(data)
    except ValidationError as error:
        raise FileError("“{file}” is damaged: it does not describe a training run.", file=SETTINGS) from error


def _row(record: EpochRecord) -> list[float]:
    return [getattr(record, name) for name in COLUMNS]


def _record(number: int, line: str, first: int) -> EpochRecord:
    """The epoch in a line, which are counted from 1; ``first``: the epoch in the first of them."""
    try:
        epoch, *numbers = line.split(",")
        record = EpochRecord(int(epoch), *map(float, numbers))
    except (TypeError, ValueError) as error:
        raise FileError("“{file}” is damaged at line {line}.", file=HISTORY, line=number + 1) from error
    if record.epoch != number - 1 + first or not _is_measured(record):
        raise FileError("“{file}” is damaged at line {line}.", file=HISTORY, line=number + 1)
    return record


def _is_measured(record: EpochRecord) -> bool:
    """Whether a training can have measured this. It breaks off where a loss is no longer a number."""
    return (
        -LARGEST <= record.train_loss <= LARGEST
        and -LARGEST <= record.seconds <= LARGEST
        and -LARGEST <= record.learning_rate <= LARGEST
        and (-LARGEST <= record.validation_loss <= LARGEST or math.isnan(record.validation_loss))
    )
