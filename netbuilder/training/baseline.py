"""By what a loss is judged high or low: what a constant answer costs, how many rows validate, what else was tried."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.losses import Loss, objective
from netbuilder.data.generated import NoData
from netbuilder.errors import TrainingError
from netbuilder.project.project import Project
from netbuilder.shapes.check_result import Check
from netbuilder.training.floor import Floor, floor
from netbuilder.training.references import Reference, constant_reference, learned_references

if TYPE_CHECKING:
    import numpy

    from netbuilder.data.pipeline import Prepared


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity with its standard error."""

    value: float
    error: float


@dataclass(frozen=True, slots=True)
class OtherSplit:
    """The same network, trained on as many other rows of the same data. All in the units of the losses of the run.

    ``validation``, ``training``: where both losses ended; ``error``: the standard error of the validation loss as a
    mean over its rows; ``lowest``: the lowest point of the smoothed validation loss; ``rise``: how far it ended above
    its lowest; ``references``: what other models that learned the same rows lose on the same validation rows;
    ``fall``: how much further the validation loss falls by as many epochs as the longer training has; None where that
    was not tried or came to no number.
    """

    validation: float
    training: float
    error: float
    lowest: float
    rise: float
    references: tuple[Reference, ...] = ()
    fall: float | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a validation loss turns and rises: at ``epoch``, ``between`` which epochs with a chance of about four in
    five; None where it surely lies within a tenth of the run from there, or nothing tells how sure that is."""

    epoch: int
    between: tuple[int, int] | None = None

    def moved_to(self, epoch: int) -> Turn:
        """It is as sure, but most likely at this epoch."""
        if self.between is None:
            return Turn(epoch)
        first, last = self.between
        return Turn(epoch, (min(first, epoch), max(last, epoch)))


@dataclass(frozen=True, slots=True)
class Expected:
    """What a run would lose on fresh rows, in the units of its losses: as the losses of single validation rows tell it,
    here and on other splits.

    ``level``: at its end; ``rise``: how far that lies above the lowest point, and stays in the longer training, where
    there is one; ``lowest``: the loss at that point; ``turn``: when that is.
    """

    level: Measured
    rise: Measured
    lowest: float
    turn: Turn


@dataclass(frozen=True, slots=True)
class Further:
    """``beside``: after how many epochs of the run; it says nothing of an earlier one.

    ``longer``: the validation loss of the same training after ``epochs`` epochs; None where that was not tried or came
    to no number. ``splits``: other splits. ``share``: of the rows that are dealt anew, how many validate each time, 0
    to 1. ``expected``: what the rows of all of them tell, None of too few splits. ``fall``: by how much the longer
    training would lower the loss of fresh rows, None without it.
    """

    beside: int = 0
    longer: float | None = None
    epochs: int = 0
    splits: tuple[OtherSplit, ...] = ()
    share: float = 0.0
    expected: Expected | None = None
    fall: Measured | None = None


NOTHING_FURTHER = Further()
"""Nothing was tried."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """By what the losses of a run are judged.

    ``constant_loss``: the training loss of a network that gives every row the same, best answer; not a number
    where it is not known. ``validation_rows``: None where their number is not known. ``only_class``: the name of the
    class of which all validation rows are, where the network learns several; otherwise empty. ``floor``: the
    validation loss of the truth behind the rows, None where nobody knows it. ``constant``: what the same answer for
    every row costs on the validation rows; ``references``: what other models do, empty until they have learned;
    ``noisy``: whether noise was added to the training rows; ``largest_class``: the accuracy of always naming the class
    that is most frequent in the training rows, on the validation rows; None for numbers. ``wider``: what a wider
    network has reached on the validation rows, where one was tried to find that out; ``further``: what the same network
    reaches with more epochs and on other splits, likewise. ``has_data``: whether the loss depends on any data.
    """

    constant_loss: float = math.nan
    validation_rows: int | None = None
    only_class: str = ""
    floor: Floor | None = None
    constant: Reference | None = None
    references: tuple[Reference, ...] = ()
    noisy: bool = False
    largest_class: float | None = None
    wider: Reference | None = None
    further: Further = NOTHING_FURTHER
    has_data: bool = True


def baseline(check: Check, project: Project, prepared: Prepared, *, references: bool = False) -> Baseline:
    """The baseline of a project: the entropy of the classes in the training rows, or the spread of their targets.

    ``references``: whether other models learn the training rows, too, which takes up to some seconds.
    """
    targets = prepared.training.targets
    rows, only = len(prepared.validation), _only_class(prepared)
    try:
        wanted = objective(check, project.training, targets)
    except TrainingError:
        return Baseline(validation_rows=rows, only_class=only)
    if wanted.drawn:
        has_data = not isinstance(project.data.dataset, NoData)
        return Baseline(validation_rows=rows, only_class=only, has_data=has_data)
    cost = math.fsum(term.weight * _constant_loss(term.loss, targets, wanted.class_weights) for term in wanted.terms)
    return Baseline(
        cost,
        rows,
        only,
        floor(wanted, prepared, project.data.dataset.truth()),
        constant_reference(wanted, prepared),
        learned_references(wanted, prepared) if references else (),
        bool(project.data.label_noise or project.data.input_noise),
        _largest_class(prepared),
    )


def _largest_class(prepared: Prepared) -> float | None:
    import numpy

    if not prepared.signature.classes or not len(prepared.validation):
        return None
    most = int(numpy.bincount(prepared.training.targets).argmax())
    return float((prepared.validation.targets == most).mean())


def _only_class(prepared: Prepared) -> str:
    names, judged = prepared.signature.classes, prepared.validation.targets
    if not names or not len(judged) or (judged != judged[0]).any():
        return ""
    return names[int(judged[0])] if (prepared.training.targets != judged[0]).any() else ""


def _constant_loss(loss: Loss, targets: numpy.ndarray[Any, Any], class_weights: tuple[float, ...]) -> float:
    import numpy

    if loss.target != "numbers":
        shares = numpy.bincount(targets) / len(targets)
        if class_weights:
            shares *= class_weights[: len(shares)]  # their sum stays 1
        known = shares[shares > 0]
        return float(-(known * numpy.log(known)).sum())
    if loss.name == "mse":
        return float(targets.var(axis=0, dtype=numpy.float64).mean())
    away = numpy.abs(targets - numpy.median(targets, axis=0)).astype(numpy.float64)
    if loss.name == "mae":
        return float(away.mean())
    # Huber's best constant lies near the median: beyond a distance of 1 it counts distances, as the median does.
    return float(numpy.where(away < 1, away**2 / 2, away - 0.5).mean())
