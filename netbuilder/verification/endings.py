"""How a training ended: its last epoch, its best one, and whether that is as early stopping should end it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from netbuilder.messages import Message, say

Losses = Sequence[Sequence[float]]
"""Epoch, training loss and validation loss (not a number without validation rows) of each epoch."""
KEPT = 1e-5
"""By so much the loss of the weights that are kept may differ from that of their epoch: it is measured again."""


@dataclass(frozen=True, slots=True)
class Ending:
    """The last epoch of a training, the one with the lowest loss, and that loss."""

    last_epoch: int = 0
    best_epoch: int = 0
    best_loss: float = math.nan

    def figures(self) -> dict[str, Any]:
        """Its figures by their names."""
        return asdict(self)


def ending(history: Losses) -> Ending:
    """How a training ended. Losses that were measured before the first epoch do not count."""
    epochs = [(int(row[0]), _judged(row)) for row in history if row[0]]
    if not epochs:
        return Ending()
    best = min(epochs, key=lambda epoch: epoch[1])
    return Ending(epochs[-1][0], *best)


def wrong_ending(history: Losses, kept: float, epochs: int, patience: int | None) -> Message | None:
    """What is wrong with where a training has ended or with the weights that it kept, by its own losses; or None.

    ``kept``: the loss of its weights after training.
    """
    found = ending(history)
    wanted = _should_end(history, epochs, patience)
    if found.last_epoch != wanted and all(math.isfinite(_judged(row)) for row in history):
        return say(
            "Its training ended with epoch {found}, where by its losses it should have with epoch {wanted}.",
            found=found.last_epoch,
            wanted=wanted,
        )
    if found.best_epoch and not abs(kept - found.best_loss) <= KEPT * max(1.0, abs(found.best_loss)):
        return say(
            "Its best epoch is {epoch}, with a loss of {loss:.4g}, but the weights that it kept have {kept:.4g}.",
            epoch=found.best_epoch,
            loss=found.best_loss,
            kept=kept,
        )
    return None


def _should_end(history: Losses, epochs: int, patience: int | None) -> int:
    """The epoch that should be the last."""
    best_epoch, best_loss = 0, math.inf
    for row in history:
        epoch, loss = int(row[0]), _judged(row)
        if epoch and loss < best_loss:
            best_epoch, best_loss = epoch, loss
        if epoch and patience is not None and epoch - best_epoch >= patience:
            return epoch
    return epochs


def _judged(row: Sequence[float]) -> float:
    """The loss by which an epoch is judged: on validation rows, where there are any."""
    return float(row[1] if math.isnan(row[2]) else row[2])
