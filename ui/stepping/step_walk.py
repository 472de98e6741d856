"""A walk through the minibatches of a training: what is recorded so far, and the current moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netbuilder.graph.blocks import NodePath, called_at
from netbuilder.messages import Message, say
from netbuilder.project.changes import Change
from netbuilder.project.project import Project
from netbuilder.stepping.interventions import Interventions
from netbuilder.stepping.moment_words import stop_in_words
from netbuilder.stepping.moments import Breakpoint, Moment, Phase, end_of_phase, moments, out, over, run, stop_at
from netbuilder.stepping.step_record import StepRecord, latest
from ui.project.bridge import Bridge
from ui.threads.background_work import BackgroundWork

if TYPE_CHECKING:
    from netbuilder.stepping.stepper import Stepper


PAST = say("The minibatch before was past this node, so this is the next one.")


@dataclass
class Came:
    """What came of a piece of work: further minibatches, one of them to be shown at a moment.

    ``since``: they replace this one and those after it, and the first of them is shown; None: they follow, and the last
    is shown; ``words``: what there is to say of the moment; ``told``: what the interventions in that one have done;
    ``place``: the number that it is about.
    """

    records: list[StepRecord] = field(default_factory=list)
    at: int = 0
    since: StepRecord | None = None
    words: tuple[Message, ...] = ()
    told: tuple[Message, ...] = ()
    place: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Stopped:
    """``at``: the moment; ``words``: why; ``place``: the number that is to blame, where it is one."""

    at: int
    words: tuple[Message, ...]
    place: tuple[int, ...]


class StepWalk(QObject):
    """``records``: the latest minibatches; ``record``: the one that is shown; ``at``: the moment in it.

    ``words``: what there is to say instead of a moment: why there is none, or that the drawing has changed;
    ``notice``: what there is to say until one moves on: where running has stopped, or why nothing came of a change;
    ``breakpoints``: where running stops; ``place``: the number that a breakpoint was met by, until one moves on.
    """

    moved = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._stepper: Stepper | None = None
        self._work = BackgroundWork(self)
        self._work.answered.connect(self._take)
        self._telling = BackgroundWork(self)
        self._telling.answered.connect(self._hear)
        self.records: list[StepRecord] = []
        self._shown, self.at = -1, 0
        self.words: Message | None = None
        self.notice: tuple[Message, ...] = ()
        self.place: tuple[int, ...] = ()
        self._told: list[tuple[StepRecord, tuple[Message, ...]]] = []
        self.breakpoints: list[Breakpoint] = []
        self._order: tuple[StepRecord, Sequence[Moment]] | None = None
        bridge.changed.connect(self._follow)

    @property
    def record(self) -> StepRecord | None:
        """The minibatch that is shown."""
        return self.records[self._shown] if self.records else None

    @property
    def order(self) -> Sequence[Moment]:
        """The moments of the minibatch that is shown."""
        record = self.record
        if record is None:
            return ()
        if self._order is None or self._order[0] is not record:
            self._order = (record, moments(record))
        return self._order[1]

    @property
    def moment(self) -> Moment | None:
        """The current one."""
        return self.order[self.at] if self.record else None

    @property
    def stepper(self) -> Stepper | None:
        """What makes the steps; None before the first."""
        return self._stepper

    @property
    def told(self) -> tuple[Message, ...]:
        """What the edits and mistakes in the minibatch that is shown have done."""
        return next((words for known, words in self._told if known is self.record), ())

    @property
    def can_compute(self) -> bool:
        """Whether it is still known how everything stood before the minibatch that is shown, to compute it again."""
        return self.record is not None and self._stepper is not None and self._stepper.can_probe(self.record)

    @property
    def busy(self) -> bool:
        """Whether a minibatch is being computed."""
        return self._work.busy

    def restart(self) -> None:
        """Begin again with the starting weights of the project as it is now."""
        if self.busy:
            return
        self.records, self._shown, self.at, self.words, self.notice = [], -1, 0, None, ()
        self._work.ask(partial(_first, self._bridge.project))
        self.moved.emit()

    def step(self) -> None:
        """The next moment; after the last, the first of the next minibatch."""
        self._to(self.at + 1)

    def back(self) -> None:
        """The moment before; before the first, the last of the minibatch before."""
        if self.at:
            self._stand(self._shown, self.at - 1)
        elif self._shown > 0:
            self._stand(self._shown - 1, len(moments(self.records[self._shown - 1])) - 1)

    def over(self) -> None:
        """The next moment that is not inside a block."""
        self._to(self._beyond(over))

    def out(self) -> None:
        """The next moment outside of the block."""
        self._to(self._beyond(out))

    def to_end_of_phase(self) -> None:
        """The last moment of the phase, or of the next."""
        self._to(self._beyond(end_of_phase))

    def next_minibatch(self) -> None:
        """The first moment of the next minibatch."""
        self._to(len(self.order))

    def run_to_node(self, path: NodePath) -> None:
        """Go on to the next moment that is about a node, in this minibatch or the next."""
        if self.record is not None and all(moment.path != path for moment in self.order):
            node = called_at(self._bridge.project.graph, path)  # a muted layer is not in the minibatch
            self.remark(say("“{node}” computes nothing of its own, so no moment is about it.", node=node))
        else:
            self.run_to([Breakpoint(path)], said=False)

    def remark(self, words: Message) -> None:
        """Say something at this moment, until one moves on."""
        self._stand(self._shown, self.at, words)

    def run_to(self, breakpoints: Sequence[Breakpoint], *, said: bool = True) -> None:
        """Go on to where one of the breakpoints is met, through an epoch of minibatches at most.

        ``said``: which of them it is.
        """
        record = self.record
        if record is None:
            self.restart()
            return
        start = self.at
        for shown, known in enumerate(self.records[self._shown :], self._shown):
            if (stop := _stop_after(known, start, breakpoints)) is not None:
                words = stop.words if said else (PAST,) * (shown > self._shown)
                self._stand(shown, stop.at, *words, place=stop.place)
                return
            start = -1
        if self._stepper is not None and not self.busy:
            self._shown = len(self.records) - 1
            self._work.ask(partial(_met, self._stepper, tuple(breakpoints), said=said))
            self.moved.emit()

    def finish_epoch(self) -> None:
        """Go on to the last moment of the last minibatch of the epoch."""
        if self.record is None:
            self.restart()
            return
        start = self._shown + (self.at == len(self.order) - 1)  # from the end of an epoch to that of the next
        known = enumerate(self.records[start:], start)
        place = next((place for place, one in known if one.batch == one.batches), None)
        if place is not None:
            self._stand(place, len(moments(self.records[place])) - 1)
        elif self._stepper is not None and not self.busy:
            self._work.ask(partial(_epoch, self._stepper))
            self.moved.emit()

    def intervene(self, interventions: Interventions) -> None:
        """Make the minibatch that is shown again with interventions, and those after it from what it gives."""
        if self.record is not None and self._stepper is not None and not self.busy:
            self._work.ask(partial(_again, self._stepper, self.record, interventions, self.at))
            self.moved.emit()

    def to_phase(self, phase: Phase) -> None:
        """The first moment of a phase of this minibatch, forwards or back."""
        place = next((at for at, moment in enumerate(self.order) if moment.phase == phase), None)
        if place is not None:
            self._stand(self._shown, place)
        elif self.record is not None:
            self.remark(say("No gradient comes back in this minibatch, so there is nothing to see of backward."))

    def go(self, at: int) -> None:
        """Go to another moment of this minibatch."""
        if self.record and 0 <= at < len(self.order):
            self._stand(self._shown, at)

    def _beyond(self, move: Callable[[Sequence[Moment], int], int]) -> int:
        """Where a move leads; beyond the end where one stands there already."""
        last = len(self.order) - 1
        return move(self.order, self.at) if self.at < last else last + 1

    def _to(self, at: int) -> None:
        if self.record is None:
            self.restart()
        elif at < len(self.order):
            self._stand(self._shown, at)
        elif self._shown + 1 < len(self.records):
            self._stand(self._shown + 1, 0)
        elif self._stepper is not None and not self.busy:
            self._work.ask(self._stepper.next)
            self.moved.emit()

    def _stand(self, shown: int, at: int, *notice: Message, place: tuple[int, ...] = ()) -> None:
        self._shown, self.at, self.notice, self.place = shown, at, notice, place
        self._tell()
        self.moved.emit()

    def _tell(self) -> None:
        """Have what the interventions in the minibatch have done worked out, if that is not known."""
        record, stepper = self.record, self._stepper
        if record is not None and stepper is not None and record.interventions and not self.told and self.can_compute:
            self._telling.ask(lambda: (record, stepper.consequences(record)))

    def _hear(self, answer: object) -> None:
        if isinstance(answer, tuple):
            self._note(*answer)
            self.moved.emit()

    def _note(self, record: StepRecord, told: tuple[Message, ...]) -> None:
        """Remember what was told of a minibatch, as long as that can be gone back to."""
        known = [one for one in self._told if any(one[0] is kept for kept in self.records)]
        self._told = [*known, (record, told)] if told else known

    def _take(self, answer: object) -> None:
        if isinstance(answer, Message) and self.records:
            self.notice = (answer,)
        elif isinstance(answer, Message):
            self.words = answer
        elif isinstance(answer, Came):
            self._come(answer)
        elif isinstance(answer, tuple):
            stepper, first = answer
            if stepper.project is self._bridge.project:
                self._stepper = stepper
                self._add(first)
        elif self._stepper is not None:
            self._add(answer)
        self.moved.emit()

    def _come(self, came: Came) -> None:
        if self._stepper is None:
            return  # the drawing has changed meanwhile
        if came.since is not None:
            self._shown = next(place for place, one in enumerate(self.records) if one is came.since)
            self.records[self._shown :] = came.records
        else:
            self.records = latest([*self.records, *came.records])
            self._shown = len(self.records) - 1
        if came.records:
            self.at = min(came.at, len(moments(self.records[self._shown])) - 1)
            self._note(self.records[self._shown], came.told)
        self.notice = came.words if came.records else (_ending(self._stepper),)
        self.place = came.place
        self._tell()

    def _add(self, record: object) -> None:
        if not isinstance(record, StepRecord):
            ending = _ending(self._stepper)
            self.words, self.notice = (None, (ending,)) if self.records else (ending, ())
            return
        self.records = latest([*self.records, record])
        self._shown, self.at, self.notice, self.place = len(self.records) - 1, 0, (), ()
        self._tell()

    def _follow(self, change: Change) -> None:
        """An edit that changes what is computed ends the walk."""
        if change.content and (self.records or self._stepper):
            self.records, self._shown, self.at, self._stepper = [], -1, 0, None
            self.notice, self._told = (), []
            self.words = say("The project has changed. Press Restart to see what it does now.")
            self.moved.emit()


def _ending(stepper: Stepper | None) -> Message:
    """Why no minibatch follows."""
    return (stepper.ending if stepper else None) or say("The training is over.")


def _first(project: Project) -> tuple[Stepper, StepRecord | None]:
    """A stepper with its first minibatch."""
    from netbuilder.stepping.stepper import Stepper

    stepper = Stepper(project)
    return stepper, stepper.next()


def _stop_after(record: StepRecord, at: int, breakpoints: Sequence[Breakpoint]) -> _Stopped | None:
    """Where the next breakpoint after a moment is met, -1: in the whole minibatch; None where none is."""
    order = moments(record)
    found = run(record, order, at, breakpoints)
    stop = stop_at(record, order[found], breakpoints) if found > at else None
    return None if stop is None else _Stopped(found, (stop_in_words(record, order[found], stop),), stop.at)


def _met(stepper: Stepper, breakpoints: Sequence[Breakpoint], *, said: bool) -> Came:
    """The next minibatch in which a breakpoint is met; ``said``: which of them it is."""
    records: list[StepRecord] = []
    while record := stepper.next():
        records = latest([*records, record])
        stop = _stop_after(record, -1, breakpoints)
        if stop is not None:
            return Came(records, stop.at, words=stop.words if said else (PAST,), place=stop.place)
        if record.batch == record.batches:
            break
    words = say("No breakpoint was met up to the end of the epoch.")
    return Came(records, len(moments(records[-1])) - 1 if records else 0, words=(words,))


def _epoch(stepper: Stepper) -> Came:
    """The minibatches up to the end of the epoch."""
    records: list[StepRecord] = []
    while record := stepper.next():
        records = latest([*records, record])
        if record.batch == record.batches:
            break
    return Came(records, len(moments(records[-1])) - 1 if records else 0)


def _again(stepper: Stepper, record: StepRecord, interventions: Interventions, at: int) -> Came:
    """A minibatch once more with those after it, and what the interventions did."""
    made = stepper.again(record, interventions)
    words: tuple[Message, ...] = ()
    if len(made) > 1:
        words = (say("Everything after it is computed anew from here, up to {place}.", place=_place(made[-1])),)
    return Came(made, at, since=record, words=words, told=stepper.consequences(made[0]))


def _place(record: StepRecord) -> Message:
    return say("minibatch {batch} of epoch {epoch}", batch=record.batch, epoch=record.epoch)
