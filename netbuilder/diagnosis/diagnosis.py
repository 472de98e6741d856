"""What a run suffers from, or not: its state, since when, how sure that is, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from netbuilder.messages import Message, say
from netbuilder.training.baseline import Turn

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

ALMOST_CERTAIN, QUITE_SURE, LIKELY = 0.97, 0.85, 0.7
"""Minimum confidence for each phrase."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a run suffers from, or not.

    Of overfitting alone: ``turn``, when it set in; ``best``, the epoch of the lowest validation loss, which is the same
    unless noise hides the turn; ``rise``, how many percent validation loss lies above its best at the end, both as
    measured. Otherwise these are None, None and not a number. ``confidence``: from 0.5 (a coin) to 1, the
    chance that fresh rows and more epochs would show the same; 1 where nothing had to be weighed. ``why``: what
    the curves show and what follows from it, a clause that begins with a small letter. ``left_open``: whether what is
    left may be noise or too much for this network, which a wider one would tell. ``beaten``: of a run that fits,
    whether another model surely predicts much better. ``anywhere``: of overfitting, whether the rows do not show when
    it set in.
    """

    state: State
    turn: Turn | None
    rise: float
    confidence: float
    why: Message
    best: int | None = None
    left_open: bool = False
    beaten: bool = False
    anywhere: bool = False

    @property
    def since(self) -> int | None:
        """The epoch at which overfitting set in; None of another state."""
        return self.turn.epoch if self.turn is not None else None

    @property
    def name(self) -> Message:
        """What the state is called, with the epoch of its beginning."""
        if self.turn is None or self.anywhere:
            return NAMES[self.state]
        if self.turn.between is None and self.turn.epoch == self.best:
            return say("{state} since epoch {epoch}", state=NAMES[self.state], epoch=self.turn.epoch)
        return say("{state} since epoch ≈ {epoch}", state=NAMES[self.state], epoch=self.turn.epoch)

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


def undoubted(state: State, why: Message) -> Diagnosis:
    """What is so without a rule having to weigh noise."""
    return Diagnosis(state, None, math.nan, 1.0, why)
