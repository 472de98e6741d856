"""From the bytes of a file to plain values: strict JSON, with line and column where it is not."""

from __future__ import annotations

import json
import math
import os
import re
import stat
from collections import Counter
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from netbuilder.errors import FileError
from netbuilder.files.reasons import json_reason
from netbuilder.system_errors import why_not_read

MAX_BYTES = 64 * 2**20
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_bytes(path: Path) -> bytes:
    """The content of an ordinary file of a sensible size. Raises FileError."""
    try:
        _require_project(path, path.stat())
        with open(path, "rb", opener=_without_waiting) as file:
            _require_project(path, os.fstat(file.fileno()))  # another may have taken its place
            return file.read(MAX_BYTES)
    except FileNotFoundError as error:
        raise FileError("There is no file “{file}”.", file=str(path)) from error
    except PermissionError as error:
        raise FileError(
            "You do not have permission to read “{file}”. Ask its owner to allow it.", file=path.name
        ) from error
    except (OSError, ValueError) as error:
        raise FileError("“{file}” could not be read: {reason}", file=str(path), reason=why_not_read(error)) from error


def _without_waiting(path: str, flags: int) -> int:
    """As ``os.open``; a pipe that nobody writes into is open at once."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _require_project(path: Path, known: os.stat_result) -> None:
    """Raise FileError where what is known of a file says that it is no project."""
    if stat.S_ISDIR(known.st_mode):
        raise FileError("“{file}” is a folder. Choose a project file.", file=path.name or str(path))
    if not stat.S_ISREG(known.st_mode):
        raise FileError("“{file}” is not a regular file. Choose a project file.", file=path.name)
    if known.st_size > MAX_BYTES:
        raise FileError(
            "“{file}” is too large for a project: {size} MB, where {most} MB are allowed.",
            file=path.name,
            size=known.st_size // 2**20,
            most=MAX_BYTES // 2**20,
        )


def parse(data: bytes) -> Any:
    """The value that a JSON text stands for. Raises FileError: not text, cut off, malformed, a key twice, no number."""
    data = data.removeprefix(_BYTE_ORDER_MARK)
    if not data.strip():
        raise FileError("it is empty.")
    if b"\0" in data or not data.lstrip().startswith((b"{", b"[")):
        raise FileError("it is not a project file: a project file is JSON text.")
    try:
        from_json(data, allow_inf_nan=False)
        return json.loads(data, object_pairs_hook=_once_each, parse_float=_finite)
    except RecursionError as error:
        raise FileError("its lists are nested too deeply.") from error
    except ValueError as error:
        raise _malformed(str(error), data) from error


def _malformed(reason: str, data: bytes) -> FileError:
    found = re.fullmatch(r"(.*) at line (\d+) column (\d+)", reason, re.DOTALL)
    if not found:
        return FileError("it is damaged: {reason}.", reason=reason)
    line, column = int(found[2]), int(found[3])
    text = data.split(b"\n", line)[line - 1]
    column = max(1, len(text[:column].decode("utf-8", "replace")))
    if found[1].startswith("EOF"):
        return FileError(
            "it is cut off at line {line}, column {column}. Perhaps it was not copied in full.",
            line=line,
            column=column,
        )
    return FileError(
        "it is damaged at line {line}, column {column}: {reason}.",
        line=line,
        column=column,
        reason=json_reason(found[1]),
    )


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise FileError("it has the key “{key}” twice in one place. Remove one of them.", key=twice)
    return values


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise FileError("the number {number} is too large.", number=text[:40])
    return value
