"""What one run has over another, in one line with the numbers of both."""

from __future__ import annotations

import math
from collections.abc import Sequence

from netbuilder.messages import Message, say
from netbuilder.project.project import Project
from netbuilder.training.history import EpochRecord

OF_TRAINING = {"training_rows": None, "input_noise": 0.0, "label_noise": 0.0, "noise_seed": 0}
"""Settings of the data that concern the training rows alone, and what they are where nothing is set."""


def compared(before: Sequence[EpochRecord], after: Sequence[EpochRecord]) -> Message:
    """The ends of two runs, as a clause that begins with a small letter. Both have at least one epoch."""
    first, second = before[-1], after[-1]
    values = _values(first, second)
    if math.isnan(first.validation_loss) or math.isnan(second.validation_loss):
        return say("final training loss {low} → {other_low}; without validation rows there is no more to say", **values)
    return say("final validation loss {loss} → {other_loss}; gap {gap} → {other_gap}", **values)


def same_validation_rows(old: Project, new: Project) -> bool:
    """Whether the same rows validate both, so that their validation losses can be compared number by number."""
    return old.data.with_(**OF_TRAINING) == new.data.with_(**OF_TRAINING)


def compared_epochs(before: EpochRecord, after: EpochRecord) -> Message:
    """The network at two epochs of one run, likewise."""
    values = _values(before, after)
    if math.isnan(before.validation_loss) or math.isnan(after.validation_loss):
        return say("training loss {low} → {other_low}", **values)
    return say("validation loss {loss} → {other_loss}; gap {gap} → {other_gap}", **values)


def _values(before: EpochRecord, after: EpochRecord) -> dict[str, str]:
    return {
        "low": _figure(before.train_loss),
        "other_low": _figure(after.train_loss),
        "loss": _figure(before.validation_loss),
        "other_loss": _figure(after.validation_loss),
        "gap": _figure(gap(before)),
        "other_gap": _figure(gap(after)),
    }


def gap(record: EpochRecord) -> float:
    """How far validation loss lies above training loss; not a number without validation rows."""
    return record.validation_loss - record.train_loss


def _figure(value: float) -> str:
    """Three digits, and no more than four behind the point: 0.348, 12.3, 0.0004."""
    return f"{round(value, 4):.3g}"
