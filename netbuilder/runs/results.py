"""What a run has come to, in a few numbers: known without reading its whole history."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from netbuilder.training.history import EpochRecord, best


class Result(BaseModel):
    """Losses are means a row, None where there is no finite one. ``best_loss``: the lowest validation loss, reached in
    ``best_epoch``; ``train_loss`` and ``validation_loss``: after the last epoch. ``seconds``: since training began."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    epochs: int
    best_epoch: int | None
    best_loss: float | None
    train_loss: float | None
    validation_loss: float | None
    seconds: float

    @property
    def gap(self) -> float | None:
        """Validation loss minus training loss after the last epoch."""
        if self.validation_loss is None or self.train_loss is None:
            return None
        return self.validation_loss - self.train_loss


def result(records: Sequence[EpochRecord]) -> Result | None:
    """The result of these epochs, None where there are none."""
    if not records:
        return None
    found, last = best(records), records[-1]
    return Result(
        epochs=last.epoch,
        best_epoch=found.epoch if found else None,
        best_loss=_finite(found.validation_loss) if found else None,
        train_loss=_finite(last.train_loss),
        validation_loss=_finite(last.validation_loss),
        seconds=last.seconds,
    )


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
