"""A module that computes in numbers of 16 or 64 bits, run in 32: as every network of this program computes.

And what it does to the gradients while it computes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

METHODS = frozenset(["half", "bfloat16", "double"])
"""The methods that give a tensor another size of number."""


def as_float32(name: str, args: Any, keywords: Any, noted: set[str]) -> tuple[Any, Any] | None:
    """The arguments of a function with 32 bits in place of others, or None where it needs no change.

    ``noted``: takes the types that the module asked for.
    """
    import torch

    others = (torch.float16, torch.bfloat16, torch.float64)
    asked = [value for value in (*args, *keywords.values()) if isinstance(value, torch.dtype) and value in others]
    if name in METHODS:
        noted.add("torch.float16" if name == "half" else "torch.float64" if name == "double" else "torch.bfloat16")
        return args, keywords
    if not asked:
        return None
    noted.update(map(str, asked))
    return (
        tuple(torch.float32 if _is_one_of(value, others) else value for value in args),
        {key: torch.float32 if _is_one_of(value, others) else value for key, value in keywords.items()},
    )


def _is_one_of(value: Any, types: Any) -> bool:
    import torch

    return isinstance(value, torch.dtype) and value in types


@contextmanager
def without_autocast(noted: set[str]) -> Iterator[None]:
    """``torch.autocast`` changes nothing. ``noted``: takes the types that it was asked for."""
    import torch

    def enter(scope: Any) -> Any:
        noted.add(str(scope.fast_dtype))
        return scope

    kind = torch.amp.autocast_mode.autocast
    with patch.object(kind, "__enter__", enter), patch.object(kind, "__exit__", lambda *_: None):
        yield


@contextmanager
def told_of_no_grad(note: Callable[[], None]) -> Iterator[None]:
    """``note`` is called wherever ``torch.no_grad`` is entered."""
    import torch

    kind = torch.autograd.grad_mode.no_grad
    plain = kind.__enter__

    def enter(scope: Any) -> None:
        note()
        plain(scope)

    with patch.object(kind, "__enter__", enter):
        yield
