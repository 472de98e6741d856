"""Predict, then reveal: the learner types the number that comes next, and only then it is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from netbuilder.errors import ProjectError
from netbuilder.messages import say
from netbuilder.stepping.interventions import typed
from netbuilder.stepping.moments import Moment, shown
from netbuilder.stepping.prediction import Prediction
from netbuilder.stepping.step_record import StepRecord
from ui.language.text import shown as in_users_language
from ui.widgets.labels import label


class PredictionRow(QWidget):
    """``open``: a number is asked for and still hidden."""

    revealed = Signal()
    answered = Signal()
    """The row that had the keyboard focus asks for nothing any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open = False
        self._number = 0.0
        self.words = label("value")
        self.field, self.answer, self.reveal = QLineEdit(), QToolButton(), QToolButton()
        self.field.setMaximumWidth(120)
        self.field.setAccessibleName(self.tr("Your prediction"))
        self.answer.setText(self.tr("Compare"))
        self.reveal.setText(self.tr("Show it"))
        self.field.returnPressed.connect(self._compare)
        self.answer.clicked.connect(self._compare)
        self.reveal.clicked.connect(self._end)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        for part in (self.field, self.answer, self.reveal):
            row.addWidget(part)
        self.hide()

    def ask(self, record: StepRecord, moment: Moment) -> bool:
        """Ask for the first number of a moment. Returns whether it has one."""
        found = shown(record, moment)
        if moment.phase == "loss":
            self._number, text = record.loss, self.tr("What is the loss of this minibatch?")
        elif found is not None and found.array.size:
            at = (0,) * len(found.shape)
            self._number = float(found.array[at])
            questions = {
                "forward": self.tr("What does {name} output at {place}?"),
                "backward": self.tr("What is the gradient of {name} at {place}?"),
                "update": self.tr("What is {name} at {place} after the update?"),
            }
            if moment.phase == "update":
                name = record.weight_called(record.weights[moment.place])
            else:
                value = record.values[moment.place]
                name = say("“{node}”", node=record.called(value.path, value.port))
            place = f"[{', '.join(map(str, at))}]"
            text = questions[moment.phase].format(name=in_users_language(name), place=place)
        else:
            self.close_row()
            return False
        self.open = True
        self.words.setText(text)
        self.field.clear()
        for part in (self.field, self.answer, self.reveal):
            part.show()
        self.show()
        self.field.setFocus()
        return True

    def close_row(self) -> None:
        """Ask for nothing."""
        self.open = False
        self.hide()

    def _compare(self) -> None:
        if not self.open:
            return
        try:
            prediction = Prediction(typed(self.field.text()), self._number)
        except ProjectError as error:
            self.words.setText(in_users_language(error.message))
            return
        self._end()
        self.words.setText(in_users_language(prediction.in_words()))
        for part in (self.field, self.answer, self.reveal):
            part.hide()
        self.show()

    def _end(self) -> None:
        focused = any(part.hasFocus() for part in (self.field, self.answer, self.reveal))
        self.close_row()
        self.revealed.emit()
        if focused:  # else it would be on whatever comes next in the window
            self.answered.emit()
