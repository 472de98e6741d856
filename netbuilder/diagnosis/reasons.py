"""Why a state is named: what the curves show and what follows from it, clauses that begin with a small letter."""

from __future__ import annotations

from netbuilder.diagnosis.figures import about, figure, level_and_last
from netbuilder.diagnosis.thresholds import THRESHOLDS
from netbuilder.diagnosis.trends import Trend
from netbuilder.messages import Message, say
from netbuilder.training.baseline import Further
from netbuilder.training.history import EpochRecord
from netbuilder.training.references import Reference

MAX_PERCENT = 1000
"""A larger rise is told by both losses: beyond, percents say little."""


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
        best=figure(best),
        now=figure(now),
    )


def rise(best: EpochRecord, percent: float, now: float) -> Message:
    """How far validation loss lies above its best: half a sentence."""
    values = {"loss": figure(best.validation_loss), "epoch": best.epoch}
    if percent < MAX_PERCENT:
        return say(
            "validation loss has risen {percent}% from its best ({loss} in epoch {epoch})",
            percent=f"{percent:.0f}",
            **values,
        )
    return say("validation loss has risen from its best ({loss} in epoch {epoch}) to {now}", now=figure(now), **values)


def risen_on_the_whole(best: EpochRecord, validation: Trend) -> Message:
    """Validation loss has risen but for the last epoch: half a sentence."""
    return say(
        "validation loss has risen from its best ({loss} in epoch {epoch}) to {level}",
        loss=figure(best.validation_loss),
        epoch=best.epoch,
        level=level_and_last(validation),
    )


def risen_while_learning(rise: Message, training: float) -> Message:
    """Validation loss has risen while training loss fell."""
    return say("{rise}, while training loss has come down to {training}.", rise=rise, training=figure(training))


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


def set_in_anywhere(why: Message) -> Message:
    """The same, of almost any epoch of the run."""
    return say("{why} When it set in, these rows do not show.", why=why)


def never_low(lowest: float, training: float) -> Message:
    """Validation loss never came down as training loss did."""
    return say(
        "validation loss has never been below {lowest}, while training loss has come down to {training}.",
        lowest=figure(lowest),
        training=figure(training),
    )


def validation_falls(now: float, stopped_early: bool) -> Message:
    """Validation loss is worth waiting for; ``stopped_early``: though early stopping did not."""
    if stopped_early:
        return say(
            "validation loss is at {now} and was still falling on the whole when early stopping ended the run. With "
            "more patience it would get lower.",
            now=figure(now),
        )
    return say("validation loss is at {now} and keeps falling. More epochs would lower it.", now=figure(now))


def longer_falls(now: float, later: float, epochs: int, stopped_early: bool) -> Message:
    """Validation loss is worth waiting for, as a longer training showed."""
    values = {"now": figure(now), "later": figure(later), "epochs": epochs}
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
    values = {"now": figure(now), "epochs": further.epochs, "count": others, "fall": figure(fall)}
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
        training=figure(training),
        count=splits,
        lowest=figure(lowest),
        end=figure(end),
    )


def apart_on_new_data(level: float, splits: int, training: float) -> Message:
    """Validation loss does not lie far above training loss on these rows, but probably does on new data."""
    return say(
        "these validation rows hardly show it, but together with {count} other splits they suggest a loss of {level} "
        "on new data, while training loss has come down to {training}.",
        count=splits,
        level=figure(level),
        training=figure(training),
    )


def training_falls(now: float) -> Message:
    """Training loss falls, and nothing else is known."""
    return say(
        "training loss is at {now} and keeps falling. The validation rows cannot be used to judge it.", now=figure(now)
    )


def levelled_off_above_reference(training: Trend, known: Reference, validation: Trend) -> Message:
    """Training loss stays above what another model reaches on the validation rows."""
    return say(
        "training loss has leveled off at {level} and validation loss at {validation}, but on the same validation rows "
        "the loss of {model} is {loss}: the network is too small, learns too slowly, or is held back.",
        level=about(training),
        validation=about(validation),
        model=known.title,
        loss=figure(known.loss),
    )


def levelled_off_elsewhere(
    training: Trend, validation: Trend, model: Message, difference: float, splits: int
) -> Message:
    """Training loss stays above what another model reaches on these validation rows and on other splits."""
    return say(
        "training loss has leveled off at {level} and validation loss at {validation}. On these validation rows and on "
        "{count} other splits of the data, the loss of {model} is lower by about {difference} on average: the network "
        "is too small, learns too slowly, or is held back.",
        level=about(training),
        validation=about(validation),
        count=splits,
        model=model,
        difference=figure(difference),
    )


def too_small(training: Trend, wider: Reference, validation: Trend) -> Message:
    """Training loss stays above what a wider network reaches on the validation rows."""
    return say(
        "training loss has leveled off at {level} and validation loss at {validation}, but on the same validation rows "
        "the loss of {model} is {loss}: the network is too small.",
        level=about(training),
        validation=about(validation),
        model=wider.title,
        loss=figure(wider.loss),
    )


def settled_beside_wider(validation: Trend, training: Trend, wider: Reference, visibly: bool) -> Message:
    """Both losses have come to rest, and a wider network was tried; ``visibly``: whether its loss is visibly lower."""
    values = {
        "validation": about(validation),
        "training": about(training),
        "model": wider.title,
        "loss": figure(wider.loss),
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
        validation=about(validation),
        constant=figure(constant),
    )


def settled_with_noise(validation: Trend, training: Trend) -> Message:
    """Both losses have come to rest side by side, high; nothing is known that reaches more."""
    return say(
        "validation loss has settled at {validation}, with a training loss of {training}. They agree; the rest may be "
        "noise.",
        validation=about(validation),
        training=about(training),
    )


def levelled_off_above_floor(training: Trend, floor: float, constant: float) -> Message:
    """The same, where it is known what could be reached."""
    return say(
        "training loss has leveled off at {level}. Predicting the same for every row gives {constant}, and the best "
        "possible prediction about {floor}: the network is too small, learns too slowly, or is held back.",
        level=about(training),
        constant=figure(constant),
        floor=figure(floor),
    )


def settled_above_floor(validation: Trend, training: Trend, floor: float) -> Message:
    """Both losses have come to rest, and what could be reached is known."""
    return say(
        "validation loss has settled at {validation}, with a training loss of {training}. The best possible prediction "
        "would reach about {floor}.",
        validation=about(validation),
        training=about(training),
        floor=figure(floor),
    )


def settled_above_reference(validation: Trend, training: Trend, model: Message, loss: float) -> Message:
    """Both losses have come to rest, low; another model that learned the same rows comes much lower."""
    return say(
        "validation loss has settled at {validation}, with a training loss of {training}. The loss of {model} on the "
        "same rows is {loss}, so more can be learned.",
        validation=about(validation),
        training=about(training),
        model=model,
        loss=figure(loss),
    )


def settled(validation: Trend, training: Trend) -> Message:
    """Both losses have come to rest side by side."""
    return say(
        "validation loss has settled at {validation}, with a training loss of {training}.",
        validation=about(validation),
        training=about(training),
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
        validation=about(validation),
    )
