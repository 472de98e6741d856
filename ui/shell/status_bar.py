"""The status bar: the size of the network, the data, how far training is and how long it still takes."""

from __future__ import annotations

import math

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QStatusBar, QWidget

from netbuilder.data.generated import NoData
from netbuilder.data.preparation import part_sizes
from netbuilder.project.changes import Change
from netbuilder.training.history import EpochRecord
from netbuilder.training.progress import EpochDone, Finished, Started, Stepping
from ui.language.text import shown, translated
from ui.project.bridge import Bridge
from ui.training.worker import Worker


class StatusBar(QStatusBar):
    """Follows the project and its training."""

    def __init__(self, bridge: Bridge, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._worker = bridge, worker
        self._start: Started | None = None
        self._last: EpochRecord | None = None
        self.setSizeGripEnabled(False)
        self.parameters, self.data, self.weights = QLabel(self), QLabel(self), QLabel(self)
        self.equation = QLabel(self)
        self.equation.setToolTip(
            self.tr("The network is a straight line: its slope and intercept, in units of the data.")
        )
        self.equation.hide()
        self.epoch, self.left = QLabel(self), QLabel(self)
        self.bar = QProgressBar(self, textVisible=False, maximum=1000)
        self.bar.setFixedWidth(150)
        self.bar.setAccessibleName(self.tr("Progress of the training"))
        self.data.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.left.setMinimumWidth(
            self.fontMetrics().horizontalAdvance(self.tr("{time} min left").format(time="00")) + 16
        )
        self.addWidget(self.parameters)
        self.addWidget(self.data, 1)
        for widget in (self.equation, self.weights, self.epoch, self.bar, self.left):
            self.addPermanentWidget(widget)
        self._follow_bridge()
        self._follow_worker()
        self.show_project()
        self.show_state(worker.state)

    def show_project(self) -> None:
        """Number of parameters and a line on the data."""
        count = self._bridge.check.parameters
        self.parameters.setText(self.tr("{count} parameters").format(count=f"{count:,}"))
        self.data.setText(self._data_line())

    def forget(self) -> None:
        """Another project is open: how long the last training took is not its own."""
        self.epoch.clear()

    def show_weights(self, text: str) -> None:
        """Which weights the network has, in words."""
        self.weights.setText(text)

    def show_equation(self, text: str) -> None:
        """The equation of a network that is a straight line; nothing of others."""
        self.equation.setText(text)
        self.equation.setVisible(bool(text))

    def show_time(self, epochs: int, seconds: float) -> None:
        """How long the run took from which the weights come; of one under way, its epoch is shown instead."""
        if self._worker.state == "idle":
            text = self.tr("{epochs} epochs in {time} s") if epochs != 1 else self.tr("1 epoch in {time} s")
            self.epoch.setText(text.format(epochs=epochs, time=f"{seconds:.1f}"))

    def show_state(self, state: str) -> None:
        """What the training is doing, where the epoch alone does not say it."""
        self.bar.setVisible(state != "idle")
        self.left.setVisible(state != "idle")
        if state == "running" and self._start is None:
            self.bar.setMaximum(0)
            self.epoch.setText(self.tr("Getting ready…"))
        elif state == "idle":
            self._start = None
            self.bar.setMaximum(1000)
        self.left.setText({"paused": self.tr("paused"), "stopping": self.tr("stopping…")}.get(state, ""))

    def _follow_bridge(self) -> None:
        self._bridge.changed.connect(self._follow)

    def _follow_worker(self) -> None:
        self._worker.state_changed.connect(self.show_state)
        self._worker.started.connect(self._started)
        self._worker.progressed.connect(self._progressed)
        self._worker.finished.connect(self._finished)
        self._worker.failed.connect(lambda message: self.epoch.clear())

    def _follow(self, change: Change) -> None:
        if change.structure:
            self.show_project()

    def _data_line(self) -> str:
        signature, data = self._bridge.signature, self._bridge.project.data
        title = translated(data.dataset.title)
        if signature is None or self._bridge.data_problem is not None:
            problem = self._bridge.data_problem
            return f"{title}: {shown(problem)}" if problem is not None else title
        if isinstance(data.dataset, NoData):
            return title
        held_back, tested = part_sizes(signature.rows, data.validation, data.test)
        training = signature.rows - tested - held_back
        if data.training_rows is not None:
            training = min(training, data.training_rows)
        text = self.tr("{data}, {training} train / {validation} validation")
        if tested:
            text = self.tr("{data}, {training} train / {validation} validation / {test} test")
        return text.format(data=title, training=f"{training:,}", validation=f"{held_back:,}", test=f"{tested:,}")

    def _started(self, start: Started) -> None:
        self._start, self._last = start, None
        self.bar.setMaximum(1000)
        self.bar.setValue(0)
        self.epoch.setText(self.tr("epoch {epoch}/{epochs}").format(epoch=start.first_epoch, epochs=start.epochs))

    def _progressed(self, batch: list[EpochDone | Stepping]) -> None:
        if self._start is None:
            return
        for value in batch:
            if isinstance(value, EpochDone):
                self._last = value.record
        latest = batch[-1]
        epoch = latest.record.epoch if isinstance(latest, EpochDone) else latest.epoch
        share = 1.0 if isinstance(latest, EpochDone) else latest.step / max(1, latest.steps)
        first, last = self._start.first_epoch, self._start.epochs
        self.bar.setValue(round(1000 * (epoch - first + share) / max(1, last - first + 1)))
        self.epoch.setText(self.tr("epoch {epoch}/{epochs}").format(epoch=epoch, epochs=last))
        if self._worker.state == "running":
            self.left.setText(self._time_left())

    def _time_left(self) -> str:
        if self._start is None or self._last is None:
            return ""
        done = self._last.epoch - self._start.first_epoch + 1
        seconds = math.ceil(self._last.seconds / done * (self._start.epochs - self._last.epoch))
        if seconds < 60:
            return self.tr("{time} s left").format(time=seconds)
        if seconds < 3600:
            return self.tr("{time} min left").format(time=math.ceil(seconds / 60))
        return self.tr("{time} h left").format(time=QLocale().toString(seconds / 3600, "f", 1))

    def _finished(self, end: Finished) -> None:
        self.show_time(end.epochs, end.seconds)
