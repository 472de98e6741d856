"""One number moved a little: what the loss really does, beside what its gradient predicts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from netbuilder.messages import Message, say
from netbuilder.stepping.interventions import Edit
from netbuilder.stepping.probe import Probe, Subject

USUAL = 1e-3
"""How far a number is moved, relative to its size, where nobody says."""
HALVINGS = 12
STAYS = 1 / 16
"""A change that shrinks less than this with the interval, over all halvings, is a corner or a jump."""
ROUNDING = 1e-9
"""Relative changes below this are rounding."""
LEAST = 1e-12
"""A loss that changes by less than this share of itself does not change."""


@dataclass(frozen=True, slots=True)
class Nudge:
    """``number``: before; ``moved``: by how much; ``loss``, ``loss_after``: of the minibatch, in 64 bits; ``gradient``:
    before; ``corner``: where between the two the slope or the loss itself jumps, to 1/4096 of the
    way; None where it does not.
    """

    number: float
    moved: float
    loss: float
    loss_after: float
    gradient: float
    corner: float | None

    @property
    def change(self) -> float:
        """What the loss does."""
        return self.loss_after - self.loss

    @property
    def predicted(self) -> float:
        """What the gradient says that it does."""
        return self.gradient * self.moved

    def in_words(self) -> Message:
        """Both beside one another."""
        values = {
            "before": f"{self.number:.6g}",
            "after": f"{self.number + self.moved:.6g}",
            "change": _short(self.change),
            "gradient": _short(self.gradient),
            "moved": f"{self.moved:.3g}",
            "predicted": _short(self.predicted),
        }
        both = say(
            "From {before} to {after}: the loss changes by {change}; ε × gradient = {moved} × {gradient} = {predicted}."
        )
        if self.corner is None:
            return Message(both.template, values)
        return say(
            "{both} Between the two, at {corner}, the loss has a corner or a jump: no slope holds across it.",
            both=Message(both.template, values),
            corner=f"{self.corner:.6g}",
        )


def as_trained(found: Nudge, loss: float) -> Message | None:
    """What the network has, where a nudge has a finite loss in 64 bits and the network, in 32, has none."""
    if math.isfinite(loss) or not math.isfinite(found.loss):
        return None
    return say(
        "The loss of the network is {loss}, as it computes in 32-bit numbers. In 64 bits it is {wide}.",
        loss=f"{loss:.4g}",
        wide=f"{found.loss:.4g}",
    )


@dataclass(frozen=True, slots=True)
class _Point:
    number: float
    loss: float
    slope: float


def usual_step(number: float) -> float:
    """How far to move a number where nobody says."""
    return USUAL * max(1.0, abs(number))


def nudge(probe: Probe, subject: Subject, at: tuple[int, ...], moved: float | None = None) -> Nudge:
    """Move one number of a value or a weight in the step of a probe, and compute the loss again."""
    start = _measured(probe, subject, at, None)
    step = usual_step(start.number) if moved is None else moved
    end = _measured(probe, subject, at, start.number + step)
    return Nudge(start.number, step, start.loss, end.loss, start.slope, _corner(probe, subject, at, start, end))


def _measured(probe: Probe, subject: Subject, at: tuple[int, ...], number: float | None) -> _Point:
    edits = () if number is None else (Edit(subject.kind, subject.path, subject.name, at, number),)
    found = probe.passed(*edits) if edits else probe.base
    gradient = probe.gradient(subject, found)
    return _Point(
        float(probe.tensor(subject, found).detach()[at]),
        float(found.loss),
        0.0 if gradient is None else float(gradient[at]),
    )


def _corner(probe: Probe, subject: Subject, at: tuple[int, ...], start: _Point, end: _Point) -> float | None:
    """Where the slope or the loss jumps: the half in which more changes is halved again; what is smooth vanishes."""
    scale = _Scale.between(start, end)
    first, second, whole = start, end, scale.unrest(start, end)
    if whole <= ROUNDING or scale.is_rounding(start, end):
        return None
    for _ in range(HALVINGS):
        middle = _measured(probe, subject, at, (first.number + second.number) / 2)
        halves = ((first, middle), (middle, second))
        first, second = max(halves, key=lambda half: scale.unrest(*half))
    if scale.unrest(first, second) <= STAYS * whole:
        return None
    near = first if first is start else second if second is end else None
    return near.number if near is not None else (first.number + second.number) / 2


@dataclass(frozen=True, slots=True)
class _Scale:
    """How large slopes and losses are between two points, by which their changes are judged all the way: a slope that
    is 0 at the one is no corner there."""

    slope: float
    loss: float

    @classmethod
    def between(cls, first: _Point, second: _Point) -> _Scale:
        far = abs(second.number - first.number)
        mean = abs(second.loss - first.loss) / far if far else 0.0
        slope = max(abs(first.slope), abs(second.slope), mean)
        return cls(slope or 1.0, max(abs(first.loss), abs(second.loss), slope * far) or 1.0)

    def is_rounding(self, first: _Point, second: _Point) -> bool:
        """Whether the loss changes by no more than 64 bits tell apart, as with a bias before batch normalization."""
        far = abs(second.number - first.number)
        return self.slope * far <= LEAST * max(abs(first.loss), abs(second.loss))

    def unrest(self, first: _Point, second: _Point) -> float:
        """How much slope and loss change beyond what two equal slopes explain, relative to their size."""
        expected = (first.slope + second.slope) / 2 * (second.number - first.number)
        apart = abs(second.loss - first.loss - expected)
        return abs(first.slope - second.slope) / self.slope + apart / self.loss


def _short(number: float) -> str:
    return f"{number + 0.0:.4g}"  # zero has no sign
