"""What torch throws while a network computes, told apart and said in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netbuilder.errors import TrainingError
from netbuilder.messages import Message, say

_NO_MEMORY = ("out of memory", "not enough memory", "can't allocate memory", "Storage size calculation overflowed")


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory was not enough. torch has a type of its own for this on CUDA only; elsewhere the text tells."""
    if isinstance(error, MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(text in str(error) for text in _NO_MEMORY)


def require_memory(needed: int) -> None:
    """Raise MemoryError where the computer has fewer bytes left than needed.

    Linux grants memory that it does not have, and kills the program once it is used: so it is asked beforehand.
    """
    available = _available_memory()
    if available is not None and needed > available:
        raise MemoryError(f"{needed} bytes are needed, {available} are left")


def _available_memory() -> int | None:
    """The bytes that programs can still have, where the system tells: on Linux."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)


def out_of_memory(device: str) -> Message:
    """What to do where memory was not enough."""
    if device == "cpu":
        return say("This computer is out of memory. Lower the batch size, or make the network smaller.")
    return say(
        "The device “{device}” is out of memory. Lower the batch size, make the network smaller, or choose the CPU.",
        device=device,
    )


@contextmanager
def said_in_words() -> Iterator[None]:
    """Where torch throws something that the user can fix, raise TrainingError with the sentence for it instead."""
    try:
        yield
    except (RuntimeError, ValueError, IndexError) as error:
        known = explained(error)
        if known is None:
            raise
        raise known from error


def explained(error: Exception) -> TrainingError | None:
    """The sentence for a failure that the user can fix, or None for any other."""
    if "more than 1 value per channel" in str(error):
        return TrainingError(
            "Batch normalization needs at least 2 rows in a batch, but got 1. Raise the batch size, or take more "
            "training rows."
        )
    if isinstance(error, IndexError) and "out of range" in str(error):
        return TrainingError(
            "An embedding got an index that its table does not have. Choose normalization “none”, and make the table "
            "large enough for the data."
        )
    if "device-side assert" in str(error):
        return TrainingError(
            "The device got an index that is out of range, and cannot continue. Choose normalization “none” for "
            "embeddings, and restart the program."
        )
    return None
