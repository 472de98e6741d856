"""Where many networks compute beside a training: their random numbers are their own, and their faults are told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from netbuilder.backends.torch.rng_scope import RngScope
from netbuilder.backends.torch.torch_errors import is_out_of_memory, out_of_memory, said_in_words
from netbuilder.errors import TrainingError


@contextmanager
def computing(device: str) -> Iterator[None]:
    """While entered, random numbers are the training's own. Raises TrainingError for what torch throws that the user
    can mend, and where memory runs out."""
    try:
        with RngScope(device), said_in_words():
            yield
    except (MemoryError, RuntimeError) as error:
        if not is_out_of_memory(error):
            raise
        raise TrainingError("{reason}", reason=out_of_memory(device)) from error
