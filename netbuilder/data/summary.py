"""What the data are, in a few words and numbers: for the status bar, and for the command that shows data."""

from __future__ import annotations

import math
from dataclasses import dataclass

from netbuilder.data.base import Signature, Task
from netbuilder.data.pipeline import Part, Prepared, prepare
from netbuilder.data.settings import DataSettings
from netbuilder.messages import Message, say

FIRST_ROWS = 5


@dataclass(frozen=True, slots=True)
class ClassRows:
    """How many rows of one class each part has."""

    name: str
    training: int
    validation: int
    test: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Prepared data in plain values.

    ``rows``: in the source; ``unused``: kept from training by the limit. ``columns``: a name for every number of a
    row. ``first``: the first rows of the source as they are there, the numbers in the order of ``columns`` and
    last the target: the name of a class, or a number for each target. ``input_noise``, ``label_noise``: added to the
    training rows, as the data settings have them; ``flipped``: how many training rows have another class by it.
    """

    title: str
    task: Task
    rows: int
    training: int
    validation: int
    test: int
    unused: int
    shape: tuple[int, ...]
    columns: tuple[str, ...]
    classes: tuple[ClassRows, ...]
    first: tuple[tuple[float | str, ...], ...]
    input_noise: float = 0.0
    label_noise: float = 0.0
    flipped: int = 0

    def noise(self) -> Message | None:
        """The noise that is added to the training rows, in one sentence; None where there is none."""
        inputs = say("inputs move by {share:.0%} of their standard deviation", share=self.input_noise)
        if self.task == "classification":
            labels = say("{rows} of {training} have another class", rows=self.flipped, training=self.training)
        else:
            labels = say("targets move by {share:.0%} of their standard deviation", share=self.label_noise)
        parts = [part for part, level in ((inputs, self.input_noise), (labels, self.label_noise)) if level]
        if len(parts) == 2:
            return say("Noise in the training rows: {inputs}, and {labels}.", inputs=inputs, labels=labels)
        return say("Noise in the training rows: {part}.", part=parts[0]) if parts else None

    def sentence(self) -> Message:
        """The data in one line: "Moons, 150 train / 50 validation"."""
        title = say(self.title)
        if self.test:
            return say(
                "{title}, {training} train / {validation} validation / {test} test",
                title=title,
                training=self.training,
                validation=self.validation,
                test=self.test,
            )
        return say(
            "{title}, {training} train / {validation} validation",
            title=title,
            training=self.training,
            validation=self.validation,
        )


def summarise(settings: DataSettings, prepared: Prepared | None = None) -> Summary:
    """The summary of the data that the settings choose. Raises DataError as ``prepare`` does.

    ``prepared``: what ``prepare`` has given for these settings, if it is at hand.
    """
    prepared = prepared or prepare(settings)
    signature = prepared.signature
    sizes = [len(part) for part in _parts(prepared)]
    return Summary(
        title=settings.dataset.title,
        task=signature.task,
        rows=signature.rows,
        training=sizes[0],
        validation=sizes[1],
        test=sizes[2],
        unused=signature.rows - sum(sizes),
        shape=signature.features,
        columns=column_names(signature),
        classes=_class_rows(prepared),
        first=_first_rows(prepared),
        input_noise=settings.input_noise,
        label_noise=settings.label_noise,
        flipped=_flipped(prepared) if signature.classes else 0,
    )


def column_names(signature: Signature) -> tuple[str, ...]:
    """A name for every number of a row: the declared ones, or "x1", "x2", …"""
    return signature.feature_names or tuple(f"x{number + 1}" for number in range(math.prod(signature.features)))


def _parts(prepared: Prepared) -> tuple[Part, Part, Part]:
    return prepared.training, prepared.validation, prepared.test


def _class_rows(prepared: Prepared) -> tuple[ClassRows, ...]:
    import numpy

    names = prepared.signature.classes
    if not names:
        return ()
    counts = [numpy.bincount(part.targets, minlength=len(names)).tolist() for part in _parts(prepared)]
    return tuple(ClassRows(name, *numbers) for name, *numbers in zip(names, *counts, strict=True))


def _flipped(prepared: Prepared) -> int:
    training = prepared.training
    return int((training.targets != prepared.table.targets[training.rows]).sum())


def _first_rows(prepared: Prepared) -> tuple[tuple[float | str, ...], ...]:
    table, names = prepared.table, prepared.signature.classes
    features = table.features[:FIRST_ROWS]
    targets = table.targets[:FIRST_ROWS].tolist()
    goals = [[names[target]] for target in targets] if names else targets
    return tuple((*row, *goal) for row, goal in zip(features.reshape(len(features), -1).tolist(), goals, strict=True))
