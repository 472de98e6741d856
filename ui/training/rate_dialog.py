"""The learning-rate finder: the loss over growing learning rates, what it suggests, and a button that takes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from netbuilder.messages import Message, say
from netbuilder.project import edits
from netbuilder.rate_finder.rate_curve import STEPS, RateCurve
from netbuilder.rate_finder.rate_finder import RateFinder
from ui.language.text import shown
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.threads.background_work import BackgroundWork
from ui.training.worker import Worker
from ui.widgets.labels import Empty, label
from ui.widgets.window_size import open_at

if TYPE_CHECKING:
    from ui.training.rate_plot import RatePlot

LOOK_EVERY = 100
"""Milliseconds between two looks at how many steps are made."""
PATIENCE = 2.0
"""Seconds that a closing window waits for the step under way: two trainings at once would draw from the same random
numbers."""


class RateDialog(QDialog):
    """Tries all rates at once when it opens, in the background. ``curve``: what is shown, if anything.

    It takes all keys while it is open, so that nothing else trains meanwhile.
    """

    def __init__(self, bridge: Bridge, worker: Worker, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Learning-rate finder"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._worker, self._themes = bridge, worker, themes
        self._work = BackgroundWork(self)
        self._finder: RateFinder | None = None
        self.curve: RateCurve | None = None
        self.plot: RatePlot | None = None
        self.empty, self.words = Empty(themes, "learning"), label("value")
        self.explained = label("hint", self._explanation())
        self.take, self.again, self.close_button = QPushButton(), QPushButton(), QPushButton(self.tr("Close"))
        self._look = QTimer(self, interval=LOOK_EVERY)
        self._lay_out()
        self._work.answered.connect(self._take_answer)
        self._look.timeout.connect(self._tell_progress)
        self.take.clicked.connect(self.set_rate)
        self.again.clicked.connect(self._start_or_stop)
        self.close_button.clicked.connect(self.close)
        themes.changed.connect(lambda _theme: self._show())
        if (application := QCoreApplication.instance()) is not None:
            application.aboutToQuit.connect(self.stop)  # the program ends with its last thread
        self.begin()

    def begin(self) -> None:
        """Try the rates of the project as it is now."""
        self.curve, self._finder = None, RateFinder(self._bridge.project)
        self.words.clear()
        self._tell_progress()
        self._stack.setCurrentWidget(self.empty)
        self._work.ask(partial(_found, self._finder, self._worker.ready))
        self._look.start()
        self._enable()

    def stop(self) -> None:
        """End within one minibatch, and show what is known by then."""
        if self._finder is not None:
            self._finder.stop()

    def set_rate(self) -> None:
        """Give the project the suggested rate, an edit that can be undone."""
        if self.curve is None or self.curve.suggested is None:
            return
        project = edits.set_training(self._bridge.project, learning_rate=self.curve.suggested)
        self._bridge.edit(project, say("Set learning rate"))
        self.curve = replace(self.curve, own=self.curve.suggested)
        self._show()

    def done(self, result: int) -> None:
        """Whoever closes the window wants no further steps."""
        self.stop()
        self._look.stop()
        if self._work.busy:
            self._work.answered.disconnect(self._take_answer)
            self._work.wait(PATIENCE)
        super().done(result)

    def _lay_out(self) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QHBoxLayout()
        buttons.addWidget(self.take)
        buttons.addStretch(1)
        buttons.addWidget(self.again)
        buttons.addWidget(self.close_button)
        for button in (self.take, self.again, self.close_button):
            button.setAutoDefault(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        box.setSpacing(10)
        box.addWidget(self.explained)
        box.addLayout(self._stack, 1)
        box.addWidget(self.words)
        box.addLayout(buttons)
        open_at(self, QSize(720, 520))

    def _explanation(self) -> str:
        return self.tr(
            "Trains from the starting weights of the project, with its batches, loss and optimizer, while the learning "
            "rate grows with every minibatch. Only training rows are used. The network and its runs stay as they are."
        )

    def _start_or_stop(self) -> None:
        if self._work.busy:
            self.stop()
        else:
            self.begin()

    def _tell_progress(self) -> None:
        if self.curve is None and self._finder is not None:
            text = self.tr("Minibatch {step} of {steps} …").format(step=self._finder.steps, steps=STEPS)
            self.empty.say(text, "learning")

    def _take_answer(self, answer: object) -> None:
        self._look.stop()
        if isinstance(answer, Message):
            self.empty.say(shown(answer), "error")
        elif isinstance(answer, RateCurve):
            self.curve = answer
        self._enable()
        self._show()
        (self.take if self.take.isVisible() else self.close_button).setFocus()

    def _show(self) -> None:
        if self.curve is None:
            return
        if self.plot is None:
            from ui.training.rate_plot import RatePlot

            self.plot = RatePlot()
            self._stack.addWidget(self.plot)
        self.plot.draw(self.curve, self._themes.theme)
        self._stack.setCurrentWidget(self.plot)
        self.words.setText(" ".join(map(shown, self.curve.in_words())))
        self._enable()

    def _enable(self) -> None:
        rate = self.curve.suggested if self.curve is not None else None
        self.take.setVisible(rate is not None)
        if rate is not None and self.curve is not None:
            self.take.setText(self.tr("Set learning rate to {rate}").format(rate=f"{rate:.2g}"))
            self.take.setEnabled(rate != self.curve.own)
        self.again.setText(self.tr("Stop") if self._work.busy else self.tr("Try again"))


def _found(finder: RateFinder, ready: Callable[[], None] | None) -> RateCurve:
    """On a thread beside the window."""
    if ready is not None:
        ready()
    return finder.run()
