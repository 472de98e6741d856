"""Overfitting factors that lie in the data: too few rows, noise in the inputs, noise in the labels."""

from __future__ import annotations

from collections.abc import Callable

from netbuilder.data.base import Signature
from netbuilder.data.preparation import part_sizes
from netbuilder.factors.factor import Factor, Value, with_current_value
from netbuilder.messages import Message, say
from netbuilder.project import edits
from netbuilder.project.project import Project

MIN_ROWS = 2
EACH = 10
"""Up to so many rows the slider has a place for each number."""
ROUND = (10, 15, 20, 30, 40, 50, 70)
"""Above, these numbers times a power of ten: each step changes about as much as the others."""

NOISE_STEP, MAX_NOISE, MAX_FLIPPED = 0.05, 1.0, 0.5
"""Noise in shares of the spread; of labels, half at most: with two classes more would only swap them."""


def training_rows(project: Project, signature: Signature | None) -> Factor:
    """A limit on the rows to learn from; at the end of the slider there is none."""
    title = say("Training rows")
    help_ = say("Fewer rows are easier to memorize. The validation rows stay the same.")
    settings = project.data
    if signature is None:
        return Factor("rows", title, help_, project, why_not=_no_data())
    left = signature.rows - sum(part_sizes(signature.rows, settings.validation, settings.test))
    if left <= MIN_ROWS:
        return Factor("rows", title, help_, project, why_not=say("There are too few rows to leave some out."))
    limit = settings.training_rows if (settings.training_rows or left) < left else None
    places: tuple[Value, ...] = (*_limits(left, limit), None)
    # How many rows a stratified split leaves is known only once the classes are.
    whole = say("all") if settings.split == "stratified" else say("all {rows}", rows=f"{left:,}")

    def said(value: int | None, _: Project) -> Message:
        return whole if value is None else say("{rows} rows", rows=f"{value:,}")

    return Factor(
        "rows",
        title,
        help_,
        project,
        places,
        places.index(limit),
        put=lambda base, value: edits.set_data(base, training_rows=value),
        said=said,
    )


def _limits(rows: int, limit: int | None) -> list[int]:
    """Where the slider can stand below all rows; the limit that is set is among them."""
    stops = {*range(EACH), *(figure * 10**power for power in range(len(str(rows))) for figure in ROUND)}
    return sorted({*(stop for stop in stops if MIN_ROWS <= stop < rows), *([limit] if limit else [])})


def input_noise(project: Project, signature: Signature | None) -> Factor:
    """Noise added to the inputs of the training rows."""
    title = say("Input noise")
    help_ = say("Adds random noise to the inputs of the training rows, as a share of their standard deviation.")
    if signature is None:
        return Factor("input noise", title, help_, project, why_not=_no_data())
    return _noise(project, "input_noise", title, help_, MAX_NOISE, _of_the_spread)


def label_noise(project: Project, signature: Signature | None) -> Factor:
    """Noise in the targets of the training rows; of classes, how many are made wrong."""
    title = say("Label noise")
    if signature is None:
        return Factor(
            "label noise", title, say("Makes some targets of the training rows wrong."), project, why_not=_no_data()
        )
    if signature.task == "classification":
        help_ = say("Gives a share of the training rows another class. A powerful network memorizes them.")
        return _noise(project, "label_noise", title, help_, MAX_FLIPPED, _of_the_rows)
    help_ = say("Adds random noise to the targets of the training rows, as a share of their standard deviation.")
    return _noise(project, "label_noise", title, help_, MAX_NOISE, _of_the_spread)


def _noise(
    project: Project, setting: str, title: Message, help_: Message, most: float, words: Callable[[float], Message]
) -> Factor:
    """A slider over a setting of the data that is a share, from none to ``most``."""
    shares = [round(number * NOISE_STEP, 2) for number in range(round(most / NOISE_STEP) + 1)]
    return Factor(
        setting.replace("_", " "),
        title,
        help_,
        project,
        *with_current_value(shares, getattr(project.data, setting)),
        put=lambda base, value: edits.set_data(base, **{setting: value}),
        said=lambda value, _: words(value),
    )


def _of_the_spread(share: float) -> Message:
    return say("{share:.0%} of the std. dev.", share=share)


def _of_the_rows(share: float) -> Message:
    return say("{share:.0%} of the rows", share=share)


def _no_data() -> Message:
    return say("Choose data first.")
