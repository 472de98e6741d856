"""The softmax over few classes and many rows, in less time than torch's own takes on a processor.

Torch goes over the last dimension row by row; for two or three classes that takes up to ten times as long as going
class by class over all rows at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


def softmax_by_class(scores: torch.Tensor, dim: int = -1) -> torch.Tensor:
    """``scores.softmax(dim)``, of the same shape and contiguous."""
    return scores.movedim(dim, 0).contiguous().softmax(0).movedim(0, dim).contiguous()


def log_softmax_by_class(scores: torch.Tensor, dim: int = -1) -> torch.Tensor:
    """``scores.log_softmax(dim)``, of the same shape and contiguous."""
    return scores.movedim(dim, 0).contiguous().log_softmax(0).movedim(0, dim).contiguous()
