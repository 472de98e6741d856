"""What is said of one number: why its gradient or update is what it is, what a nudge does, and a field to edit it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from netbuilder.errors import ProjectError
from netbuilder.messages import Message
from netbuilder.stepping.interventions import Edit, typed, typed_number
from netbuilder.stepping.moments import Moment, shown
from netbuilder.stepping.probe import Subject
from netbuilder.stepping.step_record import NO_LONGER_KEPT, StepRecord
from netbuilder.stepping.update_words import update_in_words
from ui.language.text import shown as in_users_language
from ui.project.bridge import Bridge
from ui.stepping.step_walk import StepWalk
from ui.threads.background_work import BackgroundWork
from ui.widgets.labels import label, scrolled

if TYPE_CHECKING:
    from netbuilder.stepping.stepper import Stepper

REST = 80
"""Milliseconds that the cursor rests somewhere before anything is computed about it."""


class NumberPanel(QWidget):
    """Of the current cell of the table at the current moment."""

    edited = Signal(object)
    """Edit: the user wants another number to stand there."""

    def __init__(self, bridge: Bridge, walk: StepWalk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._walk = bridge, walk
        self._work = BackgroundWork(self)
        self._work.answered.connect(self._take)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._explain)
        self._subject: Subject | None = None
        self._at: tuple[int, ...] = ()
        self._before: Sequence[Message] = ()
        self.words = label("hint")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.number, self.set = QLineEdit(), QToolButton()
        self.epsilon, self.nudge = QLineEdit(), QToolButton()
        self._lay_out()

    @property
    def busy(self) -> bool:
        """Whether something is being computed, or soon will be."""
        return self._work.busy or self._rest.isActive()

    def _lay_out(self) -> None:
        self.set.setText(self.tr("Set"))
        self.nudge.setText(self.tr("Nudge"))
        self.number.setPlaceholderText(self.tr("number"))
        self.number.setAccessibleName(self.tr("Another number"))
        self.epsilon.setPlaceholderText("ε")
        self.epsilon.setAccessibleName(self.tr("Step of the nudge"))
        row = QHBoxLayout()
        for field, button, act in ((self.number, self.set, self._set), (self.epsilon, self.nudge, self._nudge)):
            field.setMaximumWidth(110)
            field.returnPressed.connect(act)
            button.clicked.connect(act)
            row.addWidget(field)
            row.addWidget(button)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        written = scrolled(self.words)
        written.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        box.addLayout(row)
        box.addWidget(written, 1)

    def show_number(self, record: StepRecord, moment: Moment, at: tuple[int, ...]) -> None:
        """Say what there is to say of a number of what the moment shows."""
        self._subject = subject_of(record, moment)
        self._at = at
        known = self._walk.can_compute
        for part in (self.number, self.set, self.epsilon, self.nudge):
            part.setEnabled(known)
        self._explain_buttons(known)
        if moment.phase == "update":
            settings, weight = self._bridge.project.training, record.weights[moment.place]
            written = update_in_words(settings, record.learning_rate, weight, at)
            self._say(written.lines)
        self._before = written.lines if moment.phase == "update" else ()
        if known and moment.phase in ("backward", "update"):
            self._rest.start()
        else:
            self._rest.stop()
        if moment.phase == "forward":
            self.words.setText(self._offered())

    def _offered(self) -> str:
        """What can be done with a number that needs no explanation."""
        return self.tr(
            "Set puts another number in the place of the marked one, and computes what follows from it. "
            "Nudge moves it by ε, and compares what the loss does with ε × gradient."
        )

    def _explain_buttons(self, known: bool) -> None:
        """What the buttons do, or why they cannot."""
        why = in_users_language(NO_LONGER_KEPT)
        self.set.setToolTip(
            self.tr("Put this number in its place, and compute what follows from it, later minibatches too")
            if known
            else why
        )
        self.nudge.setToolTip(
            self.tr("Move the number by ε, and compare what the loss does with ε × gradient") if known else why
        )

    def _explain(self) -> None:
        """The cursor rests here: say why the gradient is what it is."""
        record, stepper, subject = self._walk.record, self._walk.stepper, self._subject
        if record is not None and stepper and subject and not self._walk.busy:
            self._work.ask(partial(_explained, stepper, record, subject, self._at, self._before))

    def _say(self, lines: Sequence[Message]) -> None:
        self.words.setText("\n".join(map(in_users_language, lines)))

    def _take(self, answer: object) -> None:
        if isinstance(answer, Message):
            self._say([answer])
        elif isinstance(answer, tuple) and answer[:2] == (self._subject, self._at):
            self._say(answer[2])

    def _set(self) -> None:
        record, moment, subject = self._walk.record, self._walk.moment, self._subject
        if record is None or moment is None or subject is None:
            return
        found = shown(record, moment)
        if found is None:
            return
        kind = "gradient" if moment.phase == "backward" else subject.kind
        self._try(
            lambda: self.edited.emit(
                Edit(kind, subject.path, subject.name, self._at, typed_number(self.number.text(), found))
            )
        )

    def _nudge(self) -> None:
        record, stepper, subject = self._walk.record, self._walk.stepper, self._subject
        if record is not None and stepper is not None and subject is not None and not self._walk.busy:
            text = self.epsilon.text()
            self._try(
                lambda: self._work.ask(
                    partial(_nudged, stepper, record, subject, self._at, typed(text) if text.strip() else None)
                )
            )

    def _try(self, act: Callable[[], object]) -> None:
        """What was typed may be no number: then it is said so."""
        try:
            act()
        except ProjectError as error:
            self._say([error.message])


def subject_of(record: StepRecord, moment: Moment) -> Subject | None:
    """The array that a moment is about, whose gradient is explained and whose numbers are nudged."""
    if moment.phase in ("forward", "backward"):
        value = record.values[moment.place]
        return Subject("value", value.path, value.port)
    if moment.phase == "update":
        weight = record.weights[moment.place]
        return Subject("weight", weight.path, weight.name)
    return None


def _explained(
    stepper: Stepper, record: StepRecord, subject: Subject, at: tuple[int, ...], before: Sequence[Message]
) -> tuple[Subject, tuple[int, ...], list[Message]]:
    """Why the gradient is what it is."""
    from netbuilder.stepping.contribution_words import contribution_words
    from netbuilder.stepping.contributions import contributions

    with stepper.alone():
        found = contributions(stepper.probe(record), subject, at)
    return subject, at, [*before, *contribution_words(found, record)]


def _nudged(
    stepper: Stepper, record: StepRecord, subject: Subject, at: tuple[int, ...], moved: float | None
) -> tuple[Subject, tuple[int, ...], list[Message]]:
    """What a nudge does."""
    from netbuilder.stepping.nudge import as_trained, nudge

    with stepper.alone():
        found = nudge(stepper.probe(record), subject, at, moved)
    return subject, at, [*filter(None, [as_trained(found, record.loss)]), found.in_words()]
