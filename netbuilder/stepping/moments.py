"""The moments of a recorded step in their order, and the moves of a cursor among them. Nothing is computed again."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from netbuilder.graph.blocks import NodePath
from netbuilder.stepping.numbers import Numbers, single
from netbuilder.stepping.step_record import StepRecord

Phase = Literal["zero", "forward", "loss", "backward", "update"]
PHASES: tuple[Phase, ...] = ("zero", "forward", "loss", "backward", "update")


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happens. ``place``: which of the record's values or weights it is about; ``path``: whose it is,
    None where it is about the whole network.
    """

    phase: Phase
    place: int = 0
    path: NodePath | None = None

    @property
    def depth(self) -> int:
        """In how many blocks it happens."""
        return len(self.path.within) if self.path else 0


def moments(record: StepRecord) -> tuple[Moment, ...]:
    """Zero, each value forward, the loss, each gradient backward, each update."""
    values = list(enumerate(record.values))
    return (
        Moment("zero"),
        *(Moment("forward", place, value.path) for place, value in values),
        Moment("loss"),
        *(Moment("backward", place, value.path) for place, value in reversed(values) if value.gradient is not None),
        *(Moment("update", place, weight.path) for place, weight in enumerate(record.weights)),
    )


def over(order: Sequence[Moment], at: int) -> int:
    """The next moment that is not inside a block which is entered here; the last where there is none."""
    return _first(order, at, lambda moment: moment.depth <= order[at].depth)


def out(order: Sequence[Moment], at: int) -> int:
    """The next moment outside of the block that this one is in; the last where there is none."""
    return _first(order, at, lambda moment: moment.depth < order[at].depth)


def end_of_phase(order: Sequence[Moment], at: int) -> int:
    """The last moment of this phase; from there, that of the next."""
    phase = order[min(at + 1, len(order) - 1)].phase
    return max(place for place, moment in enumerate(order) if moment.phase == phase)


def to_node(order: Sequence[Moment], at: int, path: NodePath) -> int:
    """The next moment that is about a node; the last where there is none."""
    return _first(order, at, lambda moment: moment.path == path)


def _first(order: Sequence[Moment], at: int, fits: Callable[[Moment], bool]) -> int:
    return next((place for place in range(at + 1, len(order)) if fits(order[place])), len(order) - 1)


Cause = Literal["node", "not finite", "zero", "beyond"]
Role = Literal["value", "gradient", "loss", "weight"]


@dataclass(frozen=True, slots=True)
class Stop:
    """What stops a run at a breakpoint. ``found``: the array; None where it is the node itself; ``at``: the first
    number of it that is not finite, or the largest in size; empty where every number is meant, or it is not among those
    kept; ``bound``: the one that it exceeds.
    """

    cause: Cause
    role: Role = "value"
    found: Numbers | None = None
    at: tuple[int, ...] = ()
    bound: float = 0.0


@dataclass(frozen=True, slots=True)
class Breakpoint:
    """Where running stops: at a node, or where a value or a gradient is all zeros, not a number, or beyond a bound.

    The loss counts, too, and so do the gradient of a weight and the weight after its update.
    """

    path: NodePath | None = None
    zero: bool = False
    not_finite: bool = False
    beyond: float | None = None

    def met(self, record: StepRecord, moment: Moment) -> Stop | None:
        """What stops a run here at a moment; None where nothing does."""
        if self.path is not None and moment.path == self.path:
            return Stop("node")
        stops = (self._met_by(role, found) for role, found in _arrays(record, moment))
        return next((stop for stop in stops if stop is not None), None)

    def _met_by(self, role: Role, found: Numbers) -> Stop | None:
        if self.not_finite and found.not_finite:
            return Stop("not finite", role, found, found.first_not_finite)
        if self.zero and found.zeros == math.prod(found.shape):
            return Stop("zero", role, found)
        if self.beyond is not None and found.size > self.beyond:
            return Stop("beyond", role, found, found.largest, self.beyond)
        return None


def run(record: StepRecord, order: Sequence[Moment], at: int, breakpoints: Sequence[Breakpoint]) -> int:
    """The next moment at which one of the breakpoints is met; the last where none is."""
    return _first(order, at, lambda moment: stop_at(record, moment, breakpoints) is not None)


def stop_at(record: StepRecord, moment: Moment, breakpoints: Sequence[Breakpoint]) -> Stop | None:
    """What stops a run at a moment, by the first breakpoint that does; None where none does."""
    stops = (one.met(record, moment) for one in breakpoints)
    return next((stop for stop in stops if stop is not None), None)


def shown(record: StepRecord, moment: Moment) -> Numbers | None:
    """What a moment is about: a value, a gradient, a weight after its update."""
    if moment.phase == "forward":
        return record.values[moment.place].value
    if moment.phase == "backward":
        return record.values[moment.place].gradient
    return record.weights[moment.place].after if moment.phase == "update" else None


def _arrays(record: StepRecord, moment: Moment) -> Iterator[tuple[Role, Numbers]]:
    """What there is of numbers at a moment."""
    if moment.phase == "loss":
        yield "loss", single(record.loss)
    if moment.phase == "update" and (gradient := record.weights[moment.place].gradient) is not None:
        yield "gradient", gradient
    if (found := shown(record, moment)) is not None:
        roles: dict[Phase, Role] = {"backward": "gradient", "update": "weight"}
        yield roles.get(moment.phase, "value"), found
