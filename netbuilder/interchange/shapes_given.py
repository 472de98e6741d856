"""The shape of a row as users write it: "3x32x32", or "10xNx8" where the rows of a batch are not the first axis."""

from __future__ import annotations

import re

from netbuilder.errors import ProjectError
from netbuilder.interchange.traced import Dims

WRITTEN = re.compile(r"(\d+|[nN])([x×,]\s*(\d+|[nN]))*")
ROWS = "n"


def parsed(text: str) -> Dims:
    """The sizes with -1 for the batch, which comes first unless N says where. Raises ProjectError."""
    words = text.strip().lower()
    if not WRITTEN.fullmatch(words):
        raise _unreadable(text)
    sizes = tuple(-1 if part.strip() == ROWS else int(part) for part in re.split(r"[x×,]", words))
    if sizes.count(-1) > 1 or any(size == 0 for size in sizes):
        raise _unreadable(text)
    return sizes if -1 in sizes else (-1, *sizes)


def _unreadable(text: str) -> ProjectError:
    return ProjectError(
        "The shape must be whole numbers from 1 joined by x, for example 3x32x32, but it is “{text}”.", text=text
    )
