"""What the curves of a run say, in one sentence: whether it learns, fits, underfits, overfits or falls apart.

The rules, asked in this order, of the smoothed curves (``trends``) and on the scale of what a constant answer costs:

1. A loss that is no number, or a training loss that has climbed far above its best: **diverging**.
2. Fewer than ten epochs: **too early to tell**.
3. Validation loss stands above its lowest point by more than noise can explain, even its better epochs do, and
   training loss has gone on falling by more than its noise: **overfitting** since the lowest point. Likewise where even
   the lowest point lies far above a training loss that has come down: since validation loss stopped falling.
4. Another run of this length would lower the loss visibly: **still learning**.
5. Noise larger than the rise that is looked for: **too noisy to tell**.
6. Training loss has levelled off at more than half of what a constant answer costs: **underfitting**.
7. Validation loss has risen away from training loss, which has not fallen meanwhile: **too noisy to tell**.
8. What remains **fits well**, or, where there are hardly any validation rows or all are of one class, **cannot be
   judged**.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from statistics import NormalDist
from typing import Literal

import numpy

from netbuilder.diagnosis.thresholds import THRESHOLDS
from netbuilder.diagnosis.trends import Trend, trends
from netbuilder.messages import Message, say
from netbuilder.training.history import EpochRecord
from netbuilder.training.yardstick import Yardstick

State = Literal["early", "learning", "underfitting", "fits", "overfitting", "diverging", "noisy", "unseen"]


NAMES: Mapping[State, Message] = {
    "early": say("Too early to tell"),
    "learning": say("Still learning"),
    "underfitting": say("Underfitting"),
    "fits": say("Fits well"),
    "overfitting": say("Overfitting"),
    "diverging": say("Diverging"),
    "noisy": say("Too noisy to tell"),
    "unseen": say("Cannot be judged"),
}
"""What each state is called."""

VALIDATION_LOSS = attrgetter("validation_loss")
MOST_PERCENT = 1000
"""A larger rise is told by both losses: beyond, percents say little."""
LEAST = 0.0001
"""A smaller loss is as good as none."""
FEWEST_POINTS = 3
ALMOST_CERTAIN, QUITE_SURE, LIKELY = 0.999, 0.95, 0.8
"""From these confidences on, each is said."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a run suffers from, or not.

    Of overfitting alone: ``since``, the epoch at which it set in; ``best``, that of the lowest validation loss, which
    is the same unless noise hides the turn; ``rise``, how many percent validation loss lies above its best at the end,
    both as measured. Otherwise these are None, None and not a number. ``confidence``: from 0.5 (a coin) to 1, the
    chance that the noise of the curves has not made the rule decide as it did; 1 where no rule had to. ``why``: what
    the curves show and what follows from it, a clause that begins with a small letter.
    """

    state: State
    since: int | None
    rise: float
    confidence: float
    why: Message
    best: int | None = None

    @property
    def name(self) -> Message:
        """What the state is called, with the epoch of its beginning."""
        if self.since is None:
            return NAMES[self.state]
        if self.since == self.best:
            return say("{state} since epoch {epoch}", state=NAMES[self.state], epoch=self.since)
        return say("{state} since about epoch {epoch}", state=NAMES[self.state], epoch=self.since)

    @property
    def sure(self) -> Message | None:
        """How sure it is, in words; None where there is no doubt."""
        if self.confidence == 1.0:
            return None
        if self.confidence > ALMOST_CERTAIN:
            return say("almost certain")
        if self.confidence >= QUITE_SURE:
            return say("quite sure")
        return say("likely") if self.confidence >= LIKELY else say("a close call")

    @property
    def message(self) -> Message:
        """All of it in one sentence."""
        if self.sure is None:
            return say("{name}: {why}", name=self.name, why=self.why)
        return say("{name} ({sure}): {why}", name=self.name, sure=self.sure, why=self.why)


def diagnose(records: Sequence[EpochRecord], yardstick: Yardstick | None = None, ended: str = "") -> Diagnosis:
    """The state of a run after these epochs. It takes half a millisecond, however many there are: ask at the screen's
    pace rather than after every epoch of a tiny network.

    Without a yardstick the training loss after the first epoch stands for what a constant answer costs. ``ended``: how
    the run has ended, as in ``Finished``; an epoch in which the loss became no number leaves no record.
    """
    if ended == "not finite":
        return _broken(len(records) + 1)
    if not records:
        return _early(0)
    training, validation = trends(records)
    last = records[-1]
    if not math.isfinite(last.train_loss):
        return _broken(last.epoch)
    case = _Case(records, _finite(training), _finite(validation), yardstick or Yardstick())
    return case.diagnosis(len(records))


def _finite(trend: Trend) -> Trend:
    known = numpy.isfinite(trend.raw)
    return trend if known.all() else Trend(trend.epochs[known], trend.raw[known])


@dataclass(frozen=True)
class _Case:
    """Both curves of a run with the yardstick: the rules, each a method that gives a diagnosis or None.

    What is decided comes from the smoothed curves; the figures that are told are measured ones, as a chart has them.
    """

    records: Sequence[EpochRecord]
    training: Trend
    validation: Trend
    yardstick: Yardstick

    def diagnosis(self, epochs: int) -> Diagnosis:
        if len(self.training.raw) >= FEWEST_POINTS and (found := self._diverging()):
            return found
        if epochs < THRESHOLDS.first_epochs or len(self.training.raw) < FEWEST_POINTS:
            return _early(epochs)
        if not self._seen:
            return self._learning(self.training) or self._underfitting() or self._unseen()
        return (
            self._overfitting()
            or self._gap()
            or self._learning(self.validation)
            or self._noisy()
            or self._underfitting()
            or self._astray()
            or self._fits()
        )

    @property
    def _seen(self) -> bool:
        rows = self.yardstick.validation_rows
        enough = rows is None or rows >= THRESHOLDS.fewest_rows
        return len(self.validation.raw) >= FEWEST_POINTS and enough and not self.yardstick.only_class

    @cached_property
    def _scale(self) -> float:
        constant = self.yardstick.constant_loss
        return constant if math.isfinite(constant) and constant > 0 else abs(float(self.training.raw[0])) or 1.0

    @cached_property
    def _bar(self) -> float:
        """How much validation loss must rise to be told."""
        return max(THRESHOLDS.rise * abs(self.validation.bottom), THRESHOLDS.rise_of_scale * self._scale)

    @property
    def _risen(self) -> float:
        return self.validation.level - self.validation.bottom

    @cached_property
    def _best(self) -> EpochRecord:
        """The epoch of the lowest validation loss."""
        losses = numpy.fromiter(map(VALIDATION_LOSS, self.records), float, len(self.records))
        return self.records[int(numpy.nanargmin(losses))]

    @cached_property
    def _since(self) -> int:
        """The epoch of the turn: the best one, where that is as near as the turn can be told."""
        curve = self.validation
        place = int(numpy.searchsorted(curve.epochs, self._best.epoch))
        near = abs(place - curve.turn) <= curve.turn_within
        return self._best.epoch if near else int(curve.epochs[curve.turn])

    @property
    def _percent(self) -> float:
        best = self._best.validation_loss
        return 100 * (self.validation.end(rising=True) - best) / abs(best) if best else math.nan

    @property
    def _rise(self) -> Message:
        """How far validation loss lies above its best, as a clause."""
        best = self._best
        values = {"loss": _figure(best.validation_loss), "epoch": best.epoch}
        if self._percent < MOST_PERCENT:
            return say(
                "validation loss has risen {percent}% from its best ({loss} in epoch {epoch})",
                percent=f"{self._percent:.0f}",
                **values,
            )
        return say(
            "validation loss has risen from its best ({loss} in epoch {epoch}) to {now}",
            now=_figure(self.validation.end(rising=True)),
            **values,
        )

    @cached_property
    def _errors(self) -> float:
        """By how many standard errors the rise of validation loss passes its bar."""
        return (self._risen - self._bar) / self._noise(self.validation)

    @cached_property
    def _high(self) -> bool:
        """Whether validation loss lies above its lowest point by more than noise, and not only just now."""
        young = self.validation.turn > (1 - THRESHOLDS.after_turn) * len(self.validation.raw)
        return not young and self._errors >= THRESHOLDS.errors

    @cached_property
    def _rose(self) -> bool:
        """Whether it has risen for good: even its better epochs no longer come near the lowest point."""
        return self._high and self.validation.low >= self.validation.bottom + self._bar / 2

    @cached_property
    def _learned_on(self) -> bool:
        """Whether training loss has surely fallen since the turn, or is next to nothing: else nothing is learned by
        heart. A network that its steps throw about has good stretches that mean nothing."""
        curve, step = self.training, THRESHOLDS.by_heart * self._scale
        then = curve.around(int(self.validation.epochs[self.validation.turn]))
        surely = curve.level + THRESHOLDS.errors * curve.noise
        return surely < max(THRESHOLDS.rise_of_scale * self._scale, then - step, then / 2)

    def _diverging(self) -> Diagnosis | None:
        curve = self.training
        now, bar = float(numpy.median(curve.raw[-3:])), curve.bottom + THRESHOLDS.climb * self._scale
        if now <= bar or (curve.level <= bar and now <= THRESHOLDS.lost * self._scale):
            return None
        why = say(
            "training loss has climbed from {best} to {now}. Lower the learning rate, or clip the gradients.",
            best=_figure(float(curve.raw.min())),
            now=_figure(curve.end(rising=True)),
        )
        return self._told("diverging", (now - bar) / self._noise(curve), why)

    def _overfitting(self) -> Diagnosis | None:
        if not self._rose or not self._learned_on:
            return None
        why = say(
            "{rise}, while training loss has come down to {training}.",
            rise=self._rise,
            training=_figure(self.training.end(rising=False)),
        )
        return self._told("overfitting", self._errors, why, self._since)

    def _gap(self) -> Diagnosis | None:
        """Validation loss has not risen, but never came down as training loss did, which fell far below."""
        curve, learned = self.validation, self.training.level
        bar = learned + max(THRESHOLDS.gap * self._scale, abs(learned))
        errors = (curve.bottom - bar) / self._noise(curve)
        if self._rose or errors < THRESHOLDS.errors or self._learning(curve):
            return None
        since = int(curve.epochs[int((curve.smooth <= max(curve.bottom + self._bar, curve.level)).argmax())])
        why = say(
            "validation loss has never been below {lowest}, while training loss has come down to {training}.",
            lowest=_figure(self._best.validation_loss),
            training=_figure(self.training.end(rising=False)),
        )
        return self._told("overfitting", errors, why, since)

    def _fall(self, curve: Trend) -> float:
        """By how many standard errors the curve falls faster than what is worth waiting for."""
        bar = max(THRESHOLDS.pace * abs(curve.level), THRESHOLDS.pace_of_scale * self._scale)
        error = self._noise(curve) * math.sqrt(2) * len(curve.raw) / curve.stretch
        return (curve.pace - bar) / error if curve.pace >= THRESHOLDS.errors * error else -THRESHOLDS.errors

    def _learning(self, curve: Trend) -> Diagnosis | None:
        fall = self._fall(curve)
        if fall < 0 or (curve is self.validation and self._high):
            return None
        now = _figure(curve.end(rising=False))
        why = (
            say("validation loss is at {now} and keeps falling. More epochs would lower it.", now=now)
            if curve is self.validation
            else say("training loss is at {now} and keeps falling. The validation rows cannot judge it.", now=now)
        )
        return self._told("learning", fall, why)

    def _noisy(self) -> Diagnosis | None:
        hidden, bar = THRESHOLDS.errors * self._noise(self.validation), THRESHOLDS.blind * self._bar
        if hidden < bar:
            return None
        why = say(
            "validation loss jumps about so much that a rise of {percent}% could not be seen. "
            "Lower the learning rate, take larger batches, or validate on more rows.",
            percent=f"{100 * hidden / (abs(self.validation.bottom) or self._scale):.0f}",
        )
        return self._told("noisy", hidden / bar, why)

    def _astray(self) -> Diagnosis | None:
        """Validation loss has risen, but not because rows are learned by heart; and not to where training loss is."""
        recent = self.validation.turn >= (1 - THRESHOLDS.settled) * len(self.validation.raw)
        beside = self.validation.level - self.training.level <= THRESHOLDS.by_heart * self._scale
        if not self._high or beside or self._learned_on or (recent and self._fall(self.training) >= 0):
            return None
        why = say(
            "{rise}, but training loss has fallen little meanwhile. "
            "A few validation rows may decide; try other seeds, or validate on more rows.",
            rise=self._rise,
        )
        return self._told("noisy", self._errors, why)

    def _underfitting(self) -> Diagnosis | None:
        level, bar = self.training.level, THRESHOLDS.unexplained * self._scale
        if level <= bar:
            return None
        why = say(
            "training loss has levelled off at {level}, and giving every row the same answer costs "
            "{constant}. The network is too small or learns too timidly, or the inputs tell little.",
            level=_about(level),
            constant=_figure(self._scale),
        )
        return self._told("underfitting", (level - bar) / self._noise(self.training), why)

    def _fits(self) -> Diagnosis:
        why = say(
            "validation loss has settled at {validation}, beside a training loss of {training}.",
            validation=_about(self.validation.level),
            training=_about(self.training.level),
        )
        if self.yardstick.constant_loss == 0:
            why = say(
                "validation loss has settled at {validation}. But all training rows have the same target: an answer "
                "that ignores the inputs is right. Choose another target.",
                validation=_about(self.validation.level),
            )
        return self._told("fits", -self._errors, why)

    def _unseen(self) -> Diagnosis:
        return Diagnosis("unseen", None, math.nan, 1.0, self._not_seen())

    def _not_seen(self) -> Message:
        rows, only, training = self.yardstick.validation_rows, self.yardstick.only_class, _about(self.training.level)
        if not rows:
            return say(
                "training loss has settled at {training}. Whether the network overfits cannot be said without "
                "validation rows. Set a validation share.",
                training=training,
            )
        if rows >= THRESHOLDS.fewest_rows and only:
            return say(
                "training loss has settled at {training}. Whether the network overfits cannot be said: all "
                "{rows} validation rows are of the class “{name}”. Split the data again, stratified.",
                training=training,
                rows=rows,
                name=only,
            )
        return say(
            "training loss has settled at {training}. Whether the network overfits cannot be said: a validation "
            "with fewer than {needed} rows (there: {rows}) decides nothing. Raise the validation share.",
            training=training,
            needed=THRESHOLDS.fewest_rows,
            rows=rows,
        )

    def _told(self, state: State, errors: float, why: Message, since: int | None = None) -> Diagnosis:
        if since is None:
            return Diagnosis(state, None, math.nan, _sure(errors), why)
        return Diagnosis(state, since, self._percent, _sure(errors), why, self._best.epoch)

    def _noise(self, curve: Trend) -> float:
        """Never nothing, so that it may divide."""
        return max(curve.noise, 1e-6 * self._scale)


def _sure(errors: float) -> float:
    """The chance that a normal error of so many standard errors has not turned the decision round."""
    return NormalDist().cdf(min(max(errors, 0.0), 6.0))


def _figure(value: float) -> str:
    """Three digits; of what is next to nothing only that, as 1.16e-13 says no more to a learner."""
    return f"{value:.3g}" if not 0 <= value < LEAST else f"< {LEAST}"


def _about(level: float) -> Message:
    """A level in words: it is a middle, and no epoch need have had it."""
    if 0 <= level < LEAST:
        return say("less than {least}", least=LEAST)
    return say("about {figure}", figure=_figure(level))


def _early(epochs: int) -> Diagnosis:
    why = say(
        "the curves need at least {needed} epochs, and have {epochs}.", needed=THRESHOLDS.first_epochs, epochs=epochs
    )
    return Diagnosis("early", None, math.nan, 1.0, why)


def _broken(epoch: int) -> Diagnosis:
    why = say(
        "the loss is no number any more in epoch {epoch}. Lower the learning rate, or clip the gradients.", epoch=epoch
    )
    return Diagnosis("diverging", None, math.nan, 1.0, why)
