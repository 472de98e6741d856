"""How well a network tells classes apart: the recall of each, balanced accuracy, and what the largest class gets."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netbuilder.messages import Message, say

if TYPE_CHECKING:
    import numpy

    from netbuilder.data.pipeline import Part, Prepared
    from netbuilder.predictions.trained_network import TrainedNetwork

    Array = numpy.ndarray[Any, Any]

MAX_NAMED = 10
"""Of so many classes each recall is named; of more, the lowest."""


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """Figures of some rows, 0 to 1. ``recalls``: for each class the share of its rows that are found, nan where there
    is no row of it. ``largest``: the accuracy of always naming the class that is most frequent in the training rows.
    """

    names: tuple[str, ...]
    recalls: tuple[float, ...]
    largest: float

    @property
    def known(self) -> list[tuple[str, float]]:
        """The classes that have rows, with their recalls."""
        return [one for one in zip(self.names, self.recalls, strict=True) if not math.isnan(one[1])]

    @property
    def balanced_accuracy(self) -> float:
        """The mean of the recalls of the classes that have rows; nan where none has."""
        known = self.known
        return math.fsum(recall for _, recall in known) / len(known) if known else math.nan

    @property
    def message(self) -> Message:
        """Balanced accuracy and recalls in one sentence, and of which classes they tell nothing."""
        known, words = self.known, say("recall of each class")
        if len(known) > MAX_NAMED:
            known = sorted(known, key=lambda one: one[1])[:MAX_NAMED]
            words = say("the lowest recalls of {count} classes", count=len(self.known))
        said = say(
            "Balanced accuracy {value} ({words} – {recalls}).",
            value=f"{self.balanced_accuracy:.3g}",
            words=words,
            recalls=", ".join(f"{name}: {recall:.3g}" for name, recall in known),
        )
        unseen = [name for name, recall in zip(self.names, self.recalls, strict=True) if math.isnan(recall)]
        if not unseen:
            return said
        names = ", ".join(f"“{name}”" for name in unseen[:MAX_NAMED]) + (", …" if len(unseen) > MAX_NAMED else "")
        return say("{said} None of these rows is of class {names}.", said=said, names=names)

    @property
    def plain(self) -> dict[str, Any]:
        """The same for JSON; None stands for what is not known."""
        recalls = (None if math.isnan(recall) else recall for recall in self.recalls)
        return {
            "largest_class": None if math.isnan(self.largest) else self.largest,
            "balanced_accuracy": self.balanced_accuracy if self.known else None,
            "recall": dict(zip(self.names, recalls, strict=True)),
        }


def figures_of(network: TrainedNetwork, prepared: Prepared, part: Part) -> ClassFigures | None:
    """The figures of a network with the weights that it has; None for numbers to predict, or without rows."""
    import torch

    if not prepared.signature.classes or not len(part):
        return None
    predicted = network.answers(torch.from_numpy(part.features)).argmax(axis=1)
    return class_figures(part.targets, predicted, prepared.training.targets, prepared.signature.classes)


def class_figures(true: Array, predicted: Array, learned: Array, names: tuple[str, ...]) -> ClassFigures:
    """The figures of some rows. ``true``, ``predicted``: their class numbers; ``learned``: those of the training rows;
    ``names``: of all classes."""
    import numpy

    rows = numpy.bincount(true, minlength=len(names))
    found = numpy.bincount(true[true == predicted], minlength=len(names))
    recalls = [right / there if there else math.nan for right, there in zip(found.tolist(), rows.tolist(), strict=True)]
    most = numpy.bincount(learned).argmax()
    return ClassFigures(names, tuple(recalls), float((true == most).mean()) if len(true) else math.nan)
