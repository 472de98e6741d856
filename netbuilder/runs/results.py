"""What a run has come to, in a few numbers: known without reading its whole history."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from netbuilder.training.history import EpochRecord, best

LARGEST = 1e100
"""No measured number is larger: networks compute in single precision, which ends at 3.4e38."""
MAX_EPOCHS = 10**9
"""No training is longer."""

Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST, allow_inf_nan=False)]
Epoch = Annotated[int, Field(ge=0, le=MAX_EPOCHS)]


class Result(BaseModel):
    """Losses are means a row, None where there is no finite one. ``best_loss``: the lowest validation loss, reached in
    ``best_epoch``; ``train_loss`` and ``validation_loss``: after the last epoch. ``seconds``: since training began."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    epochs: Epoch
    best_epoch: Epoch | None
    best_loss: Number | None
    train_loss: Number | None
    validation_loss: Number | None
    seconds: Number

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
