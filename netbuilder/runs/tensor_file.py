"""Files of tensors with plain values beside them, in safetensors. No pickle: to read one runs no code of the file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from netbuilder.backends.torch.torch_errors import require_memory
from netbuilder.backends.torch.weights import Weights
from netbuilder.errors import FileError, MissingFileError
from netbuilder.files.regular import open_regular

if TYPE_CHECKING:
    import torch

MAX_WEIGHTS = 2**36
"""Bytes of a file, where it is not known how large the network is."""
MAX_HEADER = 2**24
"""Bytes of the names and shapes at the beginning of a file; a hundred thousand tensors have as many."""
DESCRIPTORS = Path("/dev/fd")


def tensors_bytes(tensors: Mapping[str, torch.Tensor], metadata: Mapping[str, Any]) -> bytes:
    """Tensors and plain values as one safetensors file."""
    from safetensors.torch import save

    return save(dict(tensors), metadata={"netbuilder": json.dumps(metadata)})


def read_tensors(path: Path, most: int = MAX_WEIGHTS) -> tuple[Weights, dict[str, Any]]:
    """The tensors of a file of at most so many bytes, on the CPU, and its plain values. Raises FileError."""
    with opened(path, "pt", most) as file:
        return {name: file.get_tensor(name) for name in file.keys()}, plain_values(file)  # noqa: SIM118  not a mapping


def read_metadata(path: Path) -> dict[str, Any]:
    """The plain values of a file alone; torch is not needed. Raises FileError."""
    with opened(path, "numpy") as file:
        return plain_values(file)


def epoch_of(path: Path) -> int:
    """The epoch at whose end the weights in a file were; 0 where there is no such file, or where it is damaged."""
    try:
        epoch = read_metadata(path).get("epoch")
    except FileError:
        return 0
    return epoch if type(epoch) is int else 0


@contextmanager
def opened(path: Path, framework: str, most: int = MAX_WEIGHTS) -> Iterator[Any]:
    """A file of at most so many bytes, open to be read for "pt" (torch) or "numpy". Raises FileError."""
    from safetensors import SafetensorError, safe_open

    try:
        with open_regular(path, most) as plain:
            _require_readable(plain, framework)
            with safe_open(_name_of(plain, path), framework=framework, device="cpu") as file:
                yield file
    except MissingFileError as error:
        raise FileError(
            "“{file}” is missing: the run ended before it was written, or it was deleted. Train again.", file=path.name
        ) from error
    except MemoryError as error:
        raise FileError("“{file}” does not fit into the memory of this computer.", file=path.name) from error
    except (SafetensorError, OSError, ValueError, IndexError, RecursionError) as error:
        raise damaged(path) from error


def damaged(path: Path) -> FileError:
    """The sentence for a file that cannot be used."""
    return FileError("“{file}” is damaged and cannot be read. Train again.", file=path.name)


def _require_readable(file: BinaryIO, framework: str) -> None:
    """Raise ValueError where the header is too long, MemoryError where torch would need more than there is."""
    if int.from_bytes(file.read(8), "little") > MAX_HEADER:
        raise ValueError("the header is too long")
    if framework == "pt":
        require_memory(os.fstat(file.fileno()).st_size)


def _name_of(file: BinaryIO, path: Path) -> str | Path:
    """What leads to the very file that is open, even where another has taken its name since; without that, its path."""
    descriptor = DESCRIPTORS / str(file.fileno())
    return descriptor if descriptor.exists() else path


def plain_values(file: Any) -> dict[str, Any]:
    """The plain values of an ``opened`` file."""
    values = json.loads((file.metadata() or {}).get("netbuilder", "{}"))
    return values if isinstance(values, dict) else {}
