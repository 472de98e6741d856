"""What a training tells while it runs. Plain values: they may cross threads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from netbuilder.messages import Message, say
from netbuilder.training.baseline import Baseline
from netbuilder.training.history import EpochRecord

Reason = Literal["completed", "stopped", "early stopping", "not finite", "out of memory"]


@dataclass(frozen=True, slots=True)
class Started:
    """Training begins. ``first_epoch`` is above 1 when it goes on from earlier. ``metric``: "accuracy" or "R²".
    ``start``: the losses of the starting weights, as epoch 0, where the project asks for them.
    ``baseline``: by what its losses are to be judged; ``rows_mark``: the same for trainings with the same validation
    rows, empty where it is not known."""

    device: str
    parameters: int
    training_rows: int
    validation_rows: int
    first_epoch: int
    epochs: int
    steps_per_epoch: int
    metric: str
    warnings: tuple[Message, ...] = ()
    baseline: Baseline = field(default_factory=Baseline)
    rows_mark: str = ""
    start: EpochRecord | None = None


@dataclass(frozen=True, slots=True)
class Stepping:
    """Inside a long epoch, at most ten times a second."""

    epoch: int
    step: int
    steps: int


@dataclass(frozen=True, slots=True)
class EpochDone:
    """An epoch is over. ``best``: it has the lowest validation loss so far."""

    record: EpochRecord
    best: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know, while training goes on: results cannot be written, say."""

    message: Message


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a training ended, in words where it is not simply complete."""

    reason: Reason
    message: Message | None = None


def out_of_patience(epochs: int, best: int) -> Ending:
    """No better epoch for so many ``epochs`` since the ``best`` one."""
    return Ending(
        "early stopping",
        say("The loss has not improved for {count} epochs. The best was epoch {best}.", count=epochs, best=best),
    )


def not_finite(epoch: int, step: int) -> Ending:
    """The loss became no number at this step of this epoch, both counted from 1."""
    return Ending(
        "not finite",
        say(
            "The loss is no longer a number at step {step} of epoch {epoch}. The weights from the end of epoch "
            "{kept} are kept. Lower the learning rate, or clip the gradients.",
            epoch=epoch,
            step=step,
            kept=epoch - 1,
        ),
    )


@dataclass(frozen=True, slots=True)
class Finished:
    """Training is over. ``message`` says why in words where it is not simply complete."""

    reason: Reason
    epochs: int
    steps: int
    seconds: float
    best_epoch: int | None
    message: Message | None = None


Progress = Started | Stepping | EpochDone | Notice | Finished
