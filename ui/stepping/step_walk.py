"""A walk through the minibatches of a training: what is recorded so far, and the current moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netbuilder.messages import Message, say
from netbuilder.project.changes import Change
from netbuilder.project.project import Project
from netbuilder.stepping.interventions import Interventions
from netbuilder.stepping.moments import Breakpoint, Moment, end_of_phase, moments, out, over, run
from netbuilder.stepping.step_record import StepRecord, latest
from ui.project.bridge import Bridge
from ui.threads.background_work import BackgroundWork

if TYPE_CHECKING:
    from netbuilder.stepping.stepper import Stepper


@dataclass
class Came:
    """What came of a piece of work: further minibatches, the last of them to be shown at a moment.

    ``again``: they replace the latest one; ``words``: what there is to say of it.
    """

    records: list[StepRecord] = field(default_factory=list)
    at: int = 0
    again: bool = False
    words: tuple[Message, ...] = ()


class StepWalk(QObject):
    """``records``: the latest minibatches; ``record``: the one that is shown; ``at``: the moment in it.

    ``words``: what there is to say instead of a moment: why there is none, or that the drawing has changed;
    ``told``: what an edit or a mistake has done, or why nothing came of it; ``breakpoints``: where running stops.
    """

    moved = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._stepper: Stepper | None = None
        self._work = BackgroundWork(self)
        self._work.answered.connect(self._take)
        self.records: list[StepRecord] = []
        self._shown, self.at = -1, 0
        self.words: Message | None = None
        self.told: tuple[Message, ...] = ()
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
    def is_latest(self) -> bool:
        """Whether the minibatch that is shown is the one that the training stands at."""
        return bool(self.records) and self._shown == len(self.records) - 1

    @property
    def busy(self) -> bool:
        """Whether a minibatch is being computed."""
        return self._work.busy

    def restart(self) -> None:
        """Begin again with the starting weights of the project as it is now."""
        if self.busy:
            return
        self.records, self._shown, self.at, self.words = [], -1, 0, None
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

    def run_to(self, breakpoints: Sequence[Breakpoint]) -> None:
        """Go on to where one of the breakpoints is met, through an epoch of minibatches at most."""
        record = self.record
        if record is None:
            self.restart()
            return
        at = run(record, self.order, self.at, breakpoints)
        if at > self.at and any(one.met(record, self.order[at]) for one in breakpoints):
            self._stand(self._shown, at)
        elif self._stepper is not None and not self.busy:
            self._shown = len(self.records) - 1
            self._work.ask(partial(_met, self._stepper, tuple(breakpoints)))
            self.moved.emit()

    def finish_epoch(self) -> None:
        """Go on to the last moment of the last minibatch of the epoch."""
        if self.record is None:
            self.restart()
        elif self._stepper is not None and not self.busy:
            self._work.ask(partial(_epoch, self._stepper))
            self.moved.emit()

    def intervene(self, interventions: Interventions) -> None:
        """Make the latest minibatch again with interventions; the training goes on from what it gives."""
        if self.record is not None and self._stepper is not None and not self.busy:
            self._work.ask(partial(_again, self._stepper, self.record, interventions, self.at))
            self.moved.emit()

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

    def _stand(self, shown: int, at: int) -> None:
        self._shown, self.at = shown, at
        self.moved.emit()

    def _take(self, answer: object) -> None:
        if isinstance(answer, Message) and self.records:
            self.told = (answer,)
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
        if came.again:
            self.records = self.records[:-1]
        self.records = latest([*self.records, *came.records])
        if came.records:
            self._shown, self.at = len(self.records) - 1, min(came.at, len(moments(came.records[-1])) - 1)
        self.told = came.words

    def _add(self, record: object) -> None:
        if not isinstance(record, StepRecord):
            self.words = (self._stepper.ending if self._stepper else None) or say("The training is over.")
            return
        self.records = latest([*self.records, record])
        self._shown, self.at, self.told = len(self.records) - 1, 0, ()

    def _follow(self, change: Change) -> None:
        """An edit that changes what is computed ends the walk."""
        if change.content and (self.records or self._stepper):
            self.records, self._shown, self.at, self._stepper = [], -1, 0, None
            self.told = ()
            self.words = say("The project has changed. Press Restart to see what it does now.")
            self.moved.emit()


def _first(project: Project) -> tuple[Stepper, StepRecord | None]:
    """A stepper with its first minibatch."""
    from netbuilder.stepping.stepper import Stepper

    stepper = Stepper(project)
    return stepper, stepper.next()


def _met(stepper: Stepper, breakpoints: Sequence[Breakpoint]) -> Came:
    """The next minibatch in which a breakpoint is met."""
    records: list[StepRecord] = []
    while record := stepper.next():
        records = latest([*records, record])
        order = moments(record)
        if any(one.met(record, order[0]) for one in breakpoints):
            return Came(records)
        at = run(record, order, 0, breakpoints)
        if any(one.met(record, order[at]) for one in breakpoints):
            return Came(records, at)
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
    """The latest minibatch once more, and what the interventions did."""
    again = stepper.again(record, interventions)
    return Came([again], at, again=True, words=stepper.consequences(again))
