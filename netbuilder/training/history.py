"""What one training has measured: a record an epoch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EpochRecord:
    """Measured at the end of an epoch, in evaluation mode, on the weights of that moment.

    Epoch 0 stands for the starting weights, where a project asks for it; it is kept apart from the epochs, and is never
    the best. Losses are means a row; ``nan`` where there are no validation rows. The metric is accuracy (0 to 1) for
    classification and R² for regression. ``seconds``: since training began. ``learning_rate``: used in this epoch.

    ``validation_error``: the standard error of the validation loss, from the losses of its rows; ``rise_error``: that
    of its difference from the best validation loss so far, from the differences of the same rows, 0 in the best epoch.
    Not numbers where there are fewer than two validation rows, and in runs that were kept before these were measured.

    ``balanced_accuracy``: on the validation rows, the mean of the recalls of the classes that have rows there. Not a
    number for numbers to predict, without validation rows, and in runs that were kept before it was measured.

    ``last_batch_loss``: of the last batch of the epoch, before its step, as the network is while training. Not a number
    in epoch 0, in runs that were kept before it was noted, and where a training went on after the last batch.
    """

    epoch: int
    train_loss: float
    validation_loss: float
    train_metric: float
    validation_metric: float
    seconds: float
    learning_rate: float
    validation_error: float = math.nan
    rise_error: float = math.nan
    balanced_accuracy: float = math.nan
    last_batch_loss: float = math.nan

    @property
    def judged_by(self) -> float:
        """The loss by which the best epoch is chosen: validation, or training where there are no validation rows."""
        return self.train_loss if math.isnan(self.validation_loss) else self.validation_loss


def best(records: Sequence[EpochRecord]) -> EpochRecord | None:
    """The record with the lowest judged loss, the earliest of equals. None where there is none that is finite."""
    finite = [record for record in records if record.epoch and math.isfinite(record.judged_by)]
    return min(finite, key=lambda record: record.judged_by, default=None)
