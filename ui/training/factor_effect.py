"""What a change came to: the losses at the end of the training before, and of the one after it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from netbuilder.training.history import EpochRecord
from netbuilder.training.progress import EpochDone, Finished, Started
from ui.language.text import figure
from ui.training.worker import Worker
from ui.widgets.labels import GAP, MARGIN, label


class FactorEffect(QFrame):
    """Two lines that follow the worker. ``begin``: what the network has come to by now is the state before."""

    def __init__(self, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "effect")
        self._before: EpochRecord | None = None
        self._now: EpochRecord | None = None
        self._latest: EpochRecord | None = None
        self.training, self.validation = label("value"), label("value")
        box = QVBoxLayout(self)
        box.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        box.setSpacing(2)
        box.addWidget(self.training)
        box.addWidget(self.validation)
        self._worker = worker
        worker.started.connect(self._start)
        worker.progressed.connect(self._go_on)
        worker.finished.connect(self._end)
        self._say()

    def show_record(self, record: EpochRecord | None) -> None:
        """The network is at the end of this run now. What was told of that already stays."""
        if not _alike(record, self._now):
            self._before, self._now = None, record
            self._say()

    def begin(self) -> None:
        """A change begins: what there is now is what it is compared with."""
        self._before, self._now = self._now or self._before, None
        self._say()

    def _start(self, started: Started) -> None:
        if started.first_epoch == 1:
            self._now = self._latest = None

    def _go_on(self, news: list[object]) -> None:
        """Of a trial only the end counts: one that a newer one cuts off would tell of the wrong thing."""
        records = [value.record for value in news if isinstance(value, EpochDone)]
        if records:
            self._latest = records[-1]
            if not self._worker.trying:
                self._take()

    def _end(self, end: Finished) -> None:
        if self._worker.trying and end.reason != "stopped":
            self._take()

    def _take(self) -> None:
        self._now = self._latest
        self._say()

    def _say(self) -> None:
        before, now = (_shown(record) if record is not None else None for record in (self._before, self._now))
        unknown = ("…", "…") if before else ("–", "–")
        told = [losses for losses in (before, now or unknown) if losses]
        training, validation = (" → ".join(losses) for losses in zip(*told, strict=True))
        self.training.setText(self.tr("Training loss {loss}").format(loss=training))
        self.validation.setText(self.tr("Validation loss {loss}").format(loss=validation))


def _shown(record: EpochRecord) -> tuple[str, str]:
    """The training and the validation loss, each with three digits; what is too small to matter as such."""
    training, validation = map(figure, (record.train_loss, record.validation_loss))
    return training, validation


def _alike(one: EpochRecord | None, other: EpochRecord | None) -> bool:
    """Whether both tell of the same losses, as far as they are shown."""
    if one is None or other is None:
        return one is other
    return _shown(one) == _shown(other)
