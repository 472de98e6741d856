"""How far the repeats of a training are: which seed, the time left, and a stop."""

from __future__ import annotations

import math
from time import monotonic

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from netbuilder.training.progress import EpochDone, Started, Stepping
from ui.training.worker import Worker

FINE = 1000


class RepeatsProgress(QWidget):
    """Follows a worker that repeats a training. Shown by whoever holds it while ``worker.repeats`` is at work."""

    def __init__(self, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker, self._began, self._start = worker, 0.0, 0.0
        self._length: Started | None = None
        self.words, self.left = QLabel(), QLabel()
        self.bar = QProgressBar(textVisible=False, maximum=FINE)
        self.bar.setAccessibleName(self.tr("Progress of the repeats"))
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setProperty("role", "small")
        self.stop.setToolTip(self.tr("Stop the repeats and keep their results so far (F8)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.left)
        row.addWidget(self.stop)
        self.stop.clicked.connect(worker.stop)
        worker.started.connect(self._go_on)
        worker.progressed.connect(self._advance)
        worker.state_changed.connect(self._follow)

    def _follow(self, state: str) -> None:
        self.stop.setEnabled(state in ("running", "paused"))
        if state == "running" and not self._worker.ended:
            self._began = monotonic()
            self._length = None
            self._show(0.0)
        elif state in ("paused", "stopping"):
            self.left.setText(self.tr("paused") if state == "paused" else self.tr("stopping…"))

    def _go_on(self, started: Started) -> None:
        self._length = started
        self._show(0.0)

    def _advance(self, news: list[EpochDone | Stepping]) -> None:
        if self._length is None:
            return
        latest = news[-1]
        done = (
            float(latest.record.epoch)
            if isinstance(latest, EpochDone)
            else latest.epoch - 1 + latest.step / latest.steps
        )
        self._show(done / self._length.epochs)

    def _show(self, of_this: float) -> None:
        """``of_this``: the share of the present training that is done, 0 to 1."""
        repeats = self._worker.repeats
        if repeats is None:
            return
        done = len(self._worker.ended)
        self.words.setText(
            self.tr("Seed {number} of {count}").format(number=min(done + 1, repeats.count), count=repeats.count)
        )
        share = min(1.0, (done + of_this) / repeats.count)
        self.bar.setValue(round(FINE * share))
        if self._worker.state == "running":
            self.left.setText(self._time_left(share))

    def _time_left(self, share: float) -> str:
        if share <= 0:
            return ""
        seconds = math.ceil((monotonic() - self._began) * (1 - share) / share)
        if seconds < 60:
            return self.tr("{time} s left").format(time=seconds)
        return self.tr("{time} min left").format(time=math.ceil(seconds / 60))
