"""Time travel: a slider along the epochs, under the curves; what is shown of the network goes back to that epoch."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from netbuilder.training.progress import EpochDone, Started
from ui.charts.curves import Curves
from ui.charts.epoch_slider import HEIGHT, EpochSlider
from ui.theme.font_scale import font_scale
from ui.theme.icons import icon
from ui.theme.themes import Theme, Themes
from ui.threads.background_work import BackgroundWork
from ui.training.worker import Worker

if TYPE_CHECKING:
    from netbuilder.runs.folder import Run

    Read = tuple[Run, tuple[int, ...], int | None]

GAP = 12
"""Pixels from the handle to the flag beside it."""
BELOW = 4


class TimeTravel(QWidget):
    """At rest the slider stands where the network is: at the end of the run, or at the epoch that was restored.

    Moved elsewhere, ``epoch_shown`` has everyone show that epoch, and a flag beside the handle offers to restore it.
    While the network learns, the epochs so far can be looked at and the end goes on.
    """

    epoch_shown = Signal(object)
    """int: the epoch to show; None: the network as it is."""
    restore_wanted = Signal(object, int)
    """The Run, and the epoch that the network is to be taken back to."""

    def __init__(self, curves: Curves, worker: Worker, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("time travel")
        self._curves, self._worker, self._themes = curves, worker, themes
        self._run: Run | None = None
        self._rest = 0
        self.epoch: int | None = None
        self.slider = EpochSlider(themes)
        self.flag = QFrame(self)
        self.words, self.restore_button, self.back_button = QLabel(), QPushButton(), QToolButton()
        self._background = BackgroundWork(self)
        self._lay_out()
        self._connect()
        self._dress(themes.theme)
        self.hide()

    def show_run(self, run: Run | None) -> None:
        """The curves are those of this run now; None: there is none."""
        if self._worker.state != "idle":
            return
        known, self._run = self._run, run
        if known is None or run is None or known.path != run.path or self.epoch == run.epoch:
            self._show(None)
        self.setVisible(run is not None and bool(run.records))
        if run is None or not run.records:
            self._offer((), 0)
        else:
            self._background.ask(partial(_read, run, self._worker.ready))

    def go_to(self, epoch: int | None) -> None:
        """Show the kept epoch that is nearest to this one; None: the network as it is."""
        if epoch is None:
            self.go_back()
        elif self.slider.isEnabled():
            self.slider.setValue(self.slider.nearest(epoch))

    def go_back(self) -> None:
        """Show the network as it is."""
        self._show(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The slider is as wide as the row, so that it has the places of the curves."""
        super().resizeEvent(event)
        self.slider.resize(self.width(), self.slider.height())
        self._lie()

    def changeEvent(self, event: QEvent) -> None:
        """A larger font needs a higher row."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._rise()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape and self.epoch is not None:
            self.go_back()
            self.slider.setFocus()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.slider.setParent(self)
        self.slider.setAccessibleName(self.tr("Epoch"))
        self.slider.setToolTip(
            self.tr("Go back in time: cursor, predictions and numbers show the network as it was after this epoch.")
        )
        self.restore_button.setToolTip(
            self.tr("Restore the network from this epoch; Continue resumes training from there.")
        )
        self.back_button.setToolTip(self.tr("Back to the current network (Esc)"))
        self.back_button.setAccessibleName(self.tr("Back to the current network"))
        self.flag.setProperty("role", "flag")
        row = QHBoxLayout(self.flag)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.words)
        for button in (self.restore_button, self.back_button):
            button.setProperty("role", "slim")
            row.addWidget(button)
        self.flag.raise_()
        self._rise()

    def _rise(self) -> None:
        height = round(HEIGHT * font_scale(self))
        self.setFixedHeight(height + BELOW)
        for part in (self.slider, self.flag, self.restore_button, self.back_button):
            part.setFixedHeight(height)
        self._flag()

    def _connect(self) -> None:
        self.slider.chosen.connect(lambda epoch: self._show(None if epoch == self._rest else epoch))
        self.restore_button.clicked.connect(self._restore)
        self.back_button.clicked.connect(self.go_back)
        self._background.answered.connect(self._answer)
        self._curves.scaled.connect(self._lie)
        self._curves.epoch_wanted.connect(self.go_to)
        self._worker.started.connect(self._start)
        self._worker.progressed.connect(self._go_on)
        self._worker.state_changed.connect(self._flag)
        self._themes.changed.connect(self._dress)

    def _start(self, started: Started) -> None:
        self._run = self._worker.run
        self._show(None)
        self._offer((), started.first_epoch - 1)
        self.show()

    def _go_on(self, news: list[object]) -> None:
        ended = [value.record.epoch for value in news if isinstance(value, EpochDone)]
        if ended and not self._worker.trying:  # a trial is over in a moment
            self._offer(self._worker.epochs_kept, ended[-1])

    def _answer(self, answer: object) -> None:
        """What was read of a run; of another one than the present it is too late."""
        if not isinstance(answer, tuple) or self._worker.state != "idle" or answer[0] is not self._run:
            return
        _, kept, rest = answer
        if self.epoch is not None and kept and self.epoch not in kept:  # looked at while it learned, and not kept since
            self._show(min(kept, key=lambda other: abs(other - (self.epoch or 0))))
        self._offer(kept, rest or 0)

    def _offer(self, kept: tuple[int, ...], rest: int) -> None:
        """These epochs can be looked at; at rest the slider is at ``rest``."""
        self._rest = rest
        shown = {rest, self.epoch or rest} if kept else set()
        self.slider.show_stops(tuple(sorted({*kept, *shown})), self.epoch or rest)
        self._lie()

    def _show(self, epoch: int | None) -> None:
        if epoch == self.epoch:
            return
        self.epoch = epoch
        self.slider.show_stops(self.slider.stops, epoch or self._rest)
        self._flag()
        self.epoch_shown.emit(epoch)

    def _flag(self) -> None:
        """Beside the handle, on the side where there is room, stands what can be done."""
        can_restore, epoch = self._run is not None and self._worker.state == "idle", f"{self.epoch or 0:,}"
        self.words.setText(self.tr("Epoch {epoch}").format(epoch=epoch))
        self.restore_button.setText(self.tr("Restore epoch {epoch}").format(epoch=epoch))
        self.words.setVisible(not can_restore)
        self.restore_button.setVisible(can_restore)
        self.flag.setVisible(self.epoch is not None)
        self.flag.adjustSize()
        here, width = self.slider.x_of(self.epoch or 0), self.flag.width()
        left = here + GAP if here + GAP + width <= self.width() else here - GAP - width
        self.flag.move(QPoint(round(max(0.0, left)), 0))

    def _lie(self) -> None:
        """Take the places of the epochs from the curves above."""
        span = self._curves.span()
        if span is not None:
            self.slider.lie(span)
        self._flag()

    def _restore(self) -> None:
        if self._run is not None and self.epoch is not None:
            self.restore_wanted.emit(self._run, self.epoch)

    def _dress(self, theme: Theme) -> None:
        self.back_button.setIcon(icon("close", theme.text, theme.border))


def _read(run: Run, ready: Callable[[], None] | None) -> Read:
    """What a run keeps, and at which of its epochs the network is. What reads it is imported after the first paint."""
    if ready is not None:
        ready()
    return run, run.epochs_kept, run.epoch
