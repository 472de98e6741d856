"""An operation as a run of a module has shown it, and what is in its arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from netbuilder.interchange.traced import VALUE

if TYPE_CHECKING:
    import torch


@dataclass
class Noted:
    """An operation as it was seen; the fields are those of ``traced.Operation``. ``learned``: whether weights that are
    trained go into it."""

    kind: str
    scope: int
    path: str
    settings: dict[str, Any]
    arguments: list[Any]
    keywords: dict[str, Any]
    line: str
    weights: dict[str, str] = field(default_factory=dict)
    results: list[int] = field(default_factory=list)
    learned: bool = False


def tensors_in(value: Any) -> Iterator[torch.Tensor]:
    """Every tensor in what was returned, in order."""
    import torch

    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from tensors_in(part)
    elif isinstance(value, dict):
        yield from tensors_in(list(value.values()))


def has_value(encoded: Any) -> bool:
    """Whether an argument, as it is written down, is a value or holds one."""
    if isinstance(encoded, dict):
        return VALUE in encoded or any(has_value(part) for part in encoded.values())
    return isinstance(encoded, list) and any(map(has_value, encoded))
