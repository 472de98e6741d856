"""Why no state is named: what leaves it open, or why the validation rows judge nothing; clauses as in ``reasons``."""

from __future__ import annotations

from netbuilder.diagnosis.diagnosis import NAMES, State
from netbuilder.diagnosis.figures import about, figure
from netbuilder.diagnosis.thresholds import THRESHOLDS
from netbuilder.diagnosis.trends import Trend
from netbuilder.messages import Message, say
from netbuilder.training.baseline import Baseline


def undecided(first: State, second: State, doubt: Message, stopped_early: bool) -> Message:
    """Two states are nearly as likely; ``doubt``: what leaves it open."""
    names = {"first": NAMES[first], "second": NAMES[second]}
    if "learning" in (first, second):
        if stopped_early:
            return say(
                "these curves may mean “{first}” or “{second}”. {doubt} More patience may settle it.",
                doubt=doubt,
                **names,
            )
        return say(
            "these curves may mean “{first}” or “{second}”. {doubt} More epochs may settle it.", doubt=doubt, **names
        )
    return say("these curves may mean “{first}” or “{second}”. {doubt}", doubt=doubt, **names)


def few_rows(rows: int, error: float) -> Message:
    """``error``: the standard error of the validation loss over its rows."""
    return say(
        "With {rows} validation rows the validation loss is uncertain by about ±{error}: validate on more rows.",
        rows=rows,
        error=figure(error),
    )


def jumps(spread: float) -> Message:
    """``spread``: the standard deviation of the validation loss from one epoch to the next."""
    return say(
        "Validation loss jumps by about ±{spread} from epoch to epoch: lower the learning rate, or take larger "
        "batches.",
        spread=figure(spread),
    )


def on_the_border() -> Message:
    """Neither few rows nor noise leave it open."""
    return say("They lie between the two.")


def not_seen(baseline: Baseline, training: Trend) -> Message:
    """Why the validation rows judge nothing, beside the level of training loss."""
    rows, only, level = baseline.validation_rows, baseline.only_class, about(training)
    if not baseline.has_data:
        return say(
            "the loss has settled at {training}. It depends on the parameters alone: without data there is nothing to "
            "overfit.",
            training=level,
        )
    if not rows:
        return say(
            "training loss has settled at {training}. Overfitting cannot be judged without validation rows. Set a "
            "validation share.",
            training=level,
        )
    if rows >= THRESHOLDS.fewest_rows and only:
        return say(
            "training loss is at {training}. Overfitting cannot be judged: all {rows} validation rows are of "
            "the class “{name}”. Split the data again, stratified.",
            training=level,
            rows=rows,
            name=only,
        )
    return say(
        "training loss is at {training}. Overfitting cannot be judged: at least {needed} validation rows are "
        "needed, but there are {rows}. Raise the validation share.",
        training=level,
        needed=THRESHOLDS.fewest_rows,
        rows=rows,
    )
