"""Why a state is named: what the curves show and what follows from it, clauses that begin with a small letter."""

from __future__ import annotations

from netbuilder.diagnosis.diagnosis import NAMES, State
from netbuilder.diagnosis.thresholds import THRESHOLDS
from netbuilder.diagnosis.trends import Trend
from netbuilder.messages import Message, say
from netbuilder.training.baseline import Baseline, Further
from netbuilder.training.history import EpochRecord
from netbuilder.training.references import Reference

MAX_PERCENT = 1000
"""A larger rise is told by both losses: beyond, percents say little."""
LEAST = 0.0001
"""A smaller loss is as good as none."""
FAR = 0.25
"""The last epoch is told beside a level where it is farther from it than this share."""


def early(epochs: int) -> Message:
    """Too few epochs for any rule."""
    if not epochs:
        return say("the curves need at least {needed} epochs.", needed=THRESHOLDS.first_epochs)
    return say(
        "the curves need at least {needed} epochs, and have {epochs}.", needed=THRESHOLDS.first_epochs, epochs=epochs
    )


def broken(epoch: int) -> Message:
    """The loss of this epoch is not finite."""
    return say(
        "the loss is no longer a number in epoch {epoch}. Lower the learning rate, or clip the gradients.", epoch=epoch
    )


def climbed(best: float, now: float) -> Message:
    """Training loss has left its best far behind."""
    return say(
        "training loss has climbed from {best} to {now}. Lower the learning rate, or clip the gradients.",
        best=_figure(best),
        now=_figure(now),
    )


def rise(best: EpochRecord, percent: float, now: float) -> Message:
    """How far validation loss lies above its best: half a sentence."""
    values = {"loss": _figure(best.validation_loss), "epoch": best.epoch}
    if percent < MAX_PERCENT:
        return say(
            "validation loss has risen {percent}% from its best ({loss} in epoch {epoch})",
            percent=f"{percent:.0f}",
            **values,
        )
    return say("validation loss has risen from its best ({loss} in epoch {epoch}) to {now}", now=_figure(now), **values)


def risen_while_learning(rise: Message, training: float) -> Message:
    """Validation loss has risen while training loss fell."""
    return say("{rise}, while training loss has come down to {training}.", rise=rise, training=_figure(training))


def risen_without_learning(rise: Message) -> Message:
    """Validation loss has risen, and training loss explains it not."""
    return say(
        "{rise}, but training loss has fallen little meanwhile. A few validation rows may be the cause; try other "
        "seeds, or validate on more rows.",
        rise=rise,
    )


def risen_just_now(rise: Message) -> Message:
    """Validation loss has risen far, but only in the last epochs."""
    return say("{rise}, but only just now. More epochs will show whether it stays there.", rise=rise)


def set_in_between(why: Message, first: int, last: int) -> Message:
    """Where the rows do not show when overfitting set in."""
    return say("{why} It may have set in anywhere from epoch {first} to {last}.", why=why, first=first, last=last)


def never_low(lowest: float, training: float) -> Message:
    """Validation loss never came down as training loss did."""
    return say(
        "validation loss has never been below {lowest}, while training loss has come down to {training}.",
        lowest=_figure(lowest),
        training=_figure(training),
    )


def validation_falls(now: float, stopped_early: bool) -> Message:
    """Validation loss is worth waiting for; ``stopped_early``: though early stopping did not."""
    if stopped_early:
        return say(
            "validation loss is at {now} and was still falling on the whole when early stopping ended the run. With "
            "more patience it would get lower.",
            now=_figure(now),
        )
    return say("validation loss is at {now} and keeps falling. More epochs would lower it.", now=_figure(now))


def longer_falls(now: float, later: float, epochs: int, stopped_early: bool) -> Message:
    """Validation loss is worth waiting for, as a longer training showed."""
    values = {"now": _figure(now), "later": _figure(later), "epochs": epochs}
    if stopped_early:
        return say(
            "validation loss is at {now}. The same training without early stopping comes to {later} after {epochs} "
            "epochs. With more patience it would get lower.",
            **values,
        )
    return say(
        "validation loss is at {now}, and the same training comes to {later} after {epochs} epochs. More epochs would "
        "lower it.",
        **values,
    )


def falls_on_new_data(now: float, fall: float, further: Further, stopped_early: bool) -> Message:
    """The end of the longer training hardly shows it, but single rows of this run and of other splits do."""
    others = sum(split.fall is not None for split in further.splits)
    values = {"now": _figure(now), "epochs": further.epochs, "count": others, "fall": _figure(fall)}
    if stopped_early:
        return say(
            "validation loss is at {now}. These validation rows hardly show it, but together with {count} other splits "
            "they suggest that the loss on new data is {fall} lower after {epochs} epochs without early stopping. More "
            "patience would lower it.",
            **values,
        )
    return say(
        "validation loss is at {now}. These validation rows hardly show it, but together with {count} other splits "
        "they suggest that the loss on new data is {fall} lower after {epochs} epochs. More epochs would lower it.",
        **values,
    )


def risen_on_new_data(lowest: float, end: float, splits: int, training: float) -> Message:
    """Validation loss has not visibly risen on these rows, but probably has on new data."""
    return say(
        "training loss has come down to {training}. These validation rows hardly show it, but together with {count} "
        "other splits they suggest that the loss on new data has risen from {lowest} to {end}.",
        training=_figure(training),
        count=splits,
        lowest=_figure(lowest),
        end=_figure(end),
    )


def apart_on_new_data(level: float, splits: int, training: float) -> Message:
    """Validation loss does not lie far above training loss on these rows, but probably does on new data."""
    return say(
        "these validation rows hardly show it, but together with {count} other splits they suggest a loss of {level} "
        "on new data, while training loss has come down to {training}.",
        count=splits,
        level=_figure(level),
        training=_figure(training),
    )


def training_falls(now: float) -> Message:
    """Training loss falls, and nothing else is known."""
    return say(
        "training loss is at {now} and keeps falling. The validation rows cannot be used to judge it.", now=_figure(now)
    )


def undecided(first: State, second: State, error: float, rows: int | None) -> Message:
    """Two states are nearly as likely; ``error``: the standard error of the validation loss over its rows."""
    names = {"first": NAMES[first], "second": NAMES[second]}
    if error and rows is not None:
        return say(
            "these curves may mean “{first}” or “{second}”. With {rows} validation rows the validation loss is "
            "uncertain by about ±{error}: validate on more rows, or train longer.",
            rows=rows,
            error=_figure(error),
            **names,
        )
    return say(
        "these curves may mean “{first}” or “{second}”. Lower the learning rate, take larger batches, or validate on "
        "more rows.",
        **names,
    )


def levelled_off_above_reference(training: Trend, known: Reference, validation: Trend) -> Message:
    """Training loss stays above what another model reaches on the validation rows."""
    return say(
        "training loss has leveled off at {level} and validation loss at {validation}, but on the same validation rows "
        "the loss of {model} is {loss}: the network is too small, learns too slowly, or is held back.",
        level=_about(training),
        validation=_about(validation),
        model=known.title,
        loss=_figure(known.loss),
    )


def levelled_off_elsewhere(
    training: Trend, validation: Trend, model: Message, difference: float, splits: int
) -> Message:
    """Training loss stays above what another model reaches on these validation rows and on other splits."""
    return say(
        "training loss has leveled off at {level} and validation loss at {validation}. On these validation rows and on "
        "{count} other splits of the data, the loss of {model} is lower by about {difference} on average: the network "
        "is too small, learns too slowly, or is held back.",
        level=_about(training),
        validation=_about(validation),
        count=splits,
        model=model,
        difference=_figure(difference),
    )


def too_small(training: Trend, wider: Reference, validation: Trend) -> Message:
    """Training loss stays above what a wider network reaches on the validation rows."""
    return say(
        "training loss has leveled off at {level} and validation loss at {validation}, but on the same validation rows "
        "the loss of {model} is {loss}: the network is too small.",
        level=_about(training),
        validation=_about(validation),
        model=wider.title,
        loss=_figure(wider.loss),
    )


def settled_beside_wider(validation: Trend, training: Trend, wider: Reference, visibly: bool) -> Message:
    """Both losses have come to rest, and a wider network was tried; ``visibly``: whether its loss is visibly lower."""
    values = {
        "validation": _about(validation),
        "training": _about(training),
        "model": wider.title,
        "loss": _figure(wider.loss),
    }
    if visibly:
        return say(
            "validation loss has settled at {validation}, with a training loss of {training}. The loss of {model} is "
            "{loss}: a little more can be learned.",
            **values,
        )
    return say(
        "validation loss has settled at {validation}, with a training loss of {training}. The loss of {model} is "
        "{loss}, not visibly lower: the rest is noise, as far as a wider network can tell.",
        **values,
    )


def nothing_to_learn(validation: Trend, constant: float) -> Message:
    """Neither the network nor other models predict better than a constant answer."""
    return say(
        "validation loss has settled at {validation}. Neither the network nor the simple models tried beside it "
        "predict better than the same answer for every row ({constant}): the inputs seem to tell nothing about the "
        "target.",
        validation=_about(validation),
        constant=_figure(constant),
    )


def settled_with_noise(validation: Trend, training: Trend) -> Message:
    """Both losses have come to rest side by side, high; nothing is known that reaches more."""
    return say(
        "validation loss has settled at {validation}, with a training loss of {training}. They agree; the rest may be "
        "noise.",
        validation=_about(validation),
        training=_about(training),
    )


def levelled_off_above_floor(training: Trend, floor: float, constant: float) -> Message:
    """The same, where it is known what could be reached."""
    return say(
        "training loss has leveled off at {level}. Predicting the same for every row gives {constant}, and the best "
        "possible prediction about {floor}: the network is too small, learns too slowly, or is held back.",
        level=_about(training),
        constant=_figure(constant),
        floor=_figure(floor),
    )


def settled_above_floor(validation: Trend, training: Trend, floor: float) -> Message:
    """Both losses have come to rest, and what could be reached is known."""
    return say(
        "validation loss has settled at {validation}, with a training loss of {training}. The best possible prediction "
        "would reach about {floor}.",
        validation=_about(validation),
        training=_about(training),
        floor=_figure(floor),
    )


def settled_above_reference(validation: Trend, training: Trend, model: Message, loss: float) -> Message:
    """Both losses have come to rest, low; another model that learned the same rows comes much lower."""
    return say(
        "validation loss has settled at {validation}, with a training loss of {training}. The loss of {model} on the "
        "same rows is {loss}, so more can be learned.",
        validation=_about(validation),
        training=_about(training),
        model=model,
        loss=_figure(loss),
    )


def settled(validation: Trend, training: Trend) -> Message:
    """Both losses have come to rest side by side."""
    return say(
        "validation loss has settled at {validation}, with a training loss of {training}.",
        validation=_about(validation),
        training=_about(training),
    )


def with_small_gap(why: Message, share: float) -> Message:
    """``share``: of what a constant answer costs, so large is the gap between both losses."""
    return say(
        "{why} The gap between the two losses is only {percent}% of what the same answer for every row costs.",
        why=why,
        percent=f"{100 * share:.0f}",
    )


def settled_on_a_constant(validation: Trend) -> Message:
    """There was nothing to learn but one number."""
    return say(
        "validation loss has settled at {validation}. But all training rows have the same target: a prediction that "
        "ignores the inputs is right. Choose another target.",
        validation=_about(validation),
    )


def not_seen(baseline: Baseline, training: Trend) -> Message:
    """Why the validation rows judge nothing, beside the level of training loss."""
    rows, only, level = baseline.validation_rows, baseline.only_class, _about(training)
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


def _figure(value: float) -> str:
    """Three digits; of what is next to nothing only that, as 1.16e-13 says no more to a learner."""
    return f"{value:.3g}" if not 0 <= value < LEAST else f"< {LEAST}"


def _about(curve: Trend) -> Message:
    """The level of a curve in words: a middle, which no epoch need have had. Where the last epoch is far off, both are
    told."""
    level, last = curve.level, curve.now
    if 0 <= level < LEAST:
        return say("less than {least}", least=LEAST)
    if abs(last - level) <= FAR * abs(level):
        return say("about {figure}", figure=_figure(level))
    return say(
        "about {figure} (the median of the last {epochs} epochs; {last} in the last one)",
        figure=_figure(level),
        epochs=int(curve.epochs[-1] - curve.epochs[-curve.stretch]) + 1,
        last=_figure(last),
    )
