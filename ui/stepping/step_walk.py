"""A walk through the minibatches of a training: what is recorded so far, and the current moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netbuilder.messages import Message, say
from netbuilder.project.changes import Change
from netbuilder.project.project import Project
from netbuilder.stepping.moments import Moment, end_of_phase, moments, out, over
from netbuilder.stepping.step_record import StepRecord
from ui.project.bridge import Bridge
from ui.threads.background_work import BackgroundWork

if TYPE_CHECKING:
    from netbuilder.stepping.stepper import Stepper

KEPT = 32
"""So many minibatches can be gone back to."""


class StepWalk(QObject):
    """``records``: the latest minibatches; ``record``: the one that is shown; ``at``: the moment in it.

    ``words``: what there is to say instead of a moment: why there is none, or that the drawing has changed.
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
        bridge.changed.connect(self._follow)

    @property
    def record(self) -> StepRecord | None:
        """The minibatch that is shown."""
        return self.records[self._shown] if self.records else None

    @property
    def order(self) -> Sequence[Moment]:
        """The moments of the minibatch that is shown."""
        return moments(self.record) if self.record else ()

    @property
    def moment(self) -> Moment | None:
        """The current one."""
        return self.order[self.at] if self.record else None

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
        if isinstance(answer, Message):
            self.words = answer
        elif isinstance(answer, tuple):
            stepper, first = answer
            if stepper.project is self._bridge.project:
                self._stepper = stepper
                self._add(first)
        elif self._stepper is not None:
            self._add(answer)
        self.moved.emit()

    def _add(self, record: object) -> None:
        if not isinstance(record, StepRecord):
            self.words = (self._stepper.ending if self._stepper else None) or say("The training is over.")
            return
        self.records = [*self.records, record][-KEPT:]
        self._shown, self.at = len(self.records) - 1, 0

    def _follow(self, change: Change) -> None:
        """An edit that changes what is computed ends the walk."""
        if change.content and (self.records or self._stepper):
            self.records, self._shown, self.at, self._stepper = [], -1, 0, None
            self.words = say("The project has changed. Start again to see what it does now.")
            self.moved.emit()


def _first(project: Project) -> tuple[Stepper, StepRecord | None]:
    """A stepper with its first minibatch."""
    from netbuilder.stepping.stepper import Stepper

    stepper = Stepper(project)
    return stepper, stepper.next()
