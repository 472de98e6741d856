"""The rows of any minibatch of the training, beside the window: as the training will draw them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, QSize, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from netbuilder.messages import Message
from netbuilder.project.changes import Change
from netbuilder.project.project import Project
from ui.language.text import shown
from ui.project.bridge import Bridge
from ui.stepping.batch_table import BatchTable
from ui.theme.themes import Themes
from ui.threads.background_work import BackgroundWork
from ui.widgets.input_fields import CountField
from ui.widgets.labels import Empty, label
from ui.widgets.window_size import open_at

if TYPE_CHECKING:
    from netbuilder.data.pipeline import Prepared
    from netbuilder.training.batches import BatchRows

SETTLED = 300
"""Milliseconds without an edit before the data are read again."""


class BatchWindow(QDialog):
    """Follows the project. ``epoch``, ``batch``: which minibatch is shown, both counted from 1."""

    def __init__(
        self, bridge: Bridge, themes: Themes, ready: Callable[[], None] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Rows of a minibatch"))
        self._bridge, self._ready = bridge, ready
        self._prepared: Prepared | None = None
        self._plan: BatchRows | None = None
        self._wanted = (1, 1)
        self._work = BackgroundWork(self)
        self._settled = QTimer(self, interval=SETTLED, singleShot=True)
        self.epoch, self.batch = CountField(), CountField()
        self.words, self.table, self.empty = label("hint"), BatchTable(), Empty(themes, "information")
        self._lay_out()
        self._work.answered.connect(self._take)
        self._settled.timeout.connect(self._read)
        for field in (self.epoch, self.batch):
            field.valueChanged.connect(lambda _: self._choose())
        bridge.changed.connect(self._follow)

    @property
    def busy(self) -> bool:
        """Whether data are being read or rows drawn."""
        return self._work.busy or self._settled.isActive()

    def show_batch(self, epoch: int = 1, batch: int = 1) -> None:
        """Show a minibatch, and the window."""
        self._wanted = epoch, batch
        self._read()
        self.show()
        self.raise_()

    def _lay_out(self) -> None:
        chosen = QHBoxLayout()
        for title, field in ((self.tr("&Epoch"), self.epoch), (self.tr("&Minibatch"), self.batch)):
            name = QLabel(title)
            name.setBuddy(field)
            field.setRange(1, 1)
            field.setMinimumWidth(96)
            field.setAccelerated(True)
            field.setAccessibleName(title.replace("&", ""))
            chosen.addWidget(name)
            chosen.addWidget(field)
            chosen.addSpacing(10)
        chosen.addStretch(1)
        self._rows = QWidget()
        inside = QVBoxLayout(self._rows)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(chosen)
        inside.addWidget(self.words)
        inside.addWidget(self.table, 1)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._rows)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.addLayout(self._stack)
        open_at(self, QSize(760, 520))

    def _follow(self, change: Change) -> None:
        if change.content and self.isVisible():
            self._wanted = self.epoch.value(), self.batch.value()
            self._settled.start()

    def _read(self) -> None:
        if self._prepared is None:
            self.empty.say(self.tr("Reading the data …"), "information")
        self._work.ask(partial(_read, self._bridge.project, self._wanted, self._ready))

    def _choose(self) -> None:
        if self._plan is not None and self._prepared is not None:
            self._wanted = self.epoch.value(), self.batch.value()
            self._work.ask(partial(_drawn, self._prepared, self._plan, self._wanted))

    def _take(self, answer: object) -> None:
        if isinstance(answer, Message):
            self._prepared, self._plan = None, None
            self.empty.say(shown(answer), "error")
            self._stack.setCurrentWidget(self.empty)
        elif isinstance(answer, tuple):
            self._prepared, self._plan, (epoch, batch), numbers = answer
            self._show(epoch, batch, numbers)

    def _show(self, epoch: int, batch: int, numbers: Any) -> None:
        if self._plan is None:
            return
        for field, most, value in ((self.epoch, self._plan.epochs, epoch), (self.batch, self._plan.batches, batch)):
            with QSignalBlocker(field):
                field.setRange(1, most)
                field.setValue(value)
        self.table.show_rows(self._prepared, numbers)
        self.words.setText(self._sentence(len(numbers)))
        self._stack.setCurrentWidget(self._rows)

    def _sentence(self, rows: int) -> str:
        training, plan = self._bridge.project.training, self._plan
        if plan is None:
            return ""
        template = (
            self.tr("{rows} rows, one of {batches} minibatches of each epoch")
            if plan.batches > 1
            else self.tr("{rows} rows, the only minibatch of each epoch")
        )
        count = template.format(rows=f"{rows:,}", batches=f"{plan.batches:,}")
        order = (
            self.tr("in an order that is drawn anew for each epoch, from seed {seed}").format(seed=training.seed)
            if training.shuffle
            else self.tr("in the order of the data")
        )
        text = self.tr("{count}, {order}. Values are those of the data, before normalization.").format(
            count=count, order=order
        )
        left_out = self.table.rows.left_out
        if left_out:
            text += " " + self.tr("{count} more features are not shown.").format(count=f"{left_out:,}")
        return text


def open_batch(
    parent: QWidget,
    bridge: Bridge,
    themes: Themes,
    ready: Callable[[], None] | None,
    epoch: int = 1,
    batch: int = 1,
) -> None:
    """Show a minibatch in the one window that there is for it."""
    window = parent.findChild(BatchWindow) or BatchWindow(bridge, themes, ready, parent)
    window.show_batch(epoch, batch)


def _read(
    project: Project, wanted: tuple[int, int], ready: Callable[[], None] | None
) -> tuple[Prepared, BatchRows, tuple[int, int], Any]:
    """On a thread beside the window. Of a minibatch that there is not, the nearest."""
    if ready is not None:
        ready()
    from netbuilder.data.pipeline import prepare
    from netbuilder.training.batches import BatchRows

    prepared = prepare(project.data)
    plan = BatchRows(project, len(prepared.training))
    return _drawn(prepared, plan, (min(wanted[0], plan.epochs), min(wanted[1], plan.batches)))


def _drawn(
    prepared: Prepared, plan: BatchRows, wanted: tuple[int, int]
) -> tuple[Prepared, BatchRows, tuple[int, int], Any]:
    return prepared, plan, wanted, plan.of(*wanted)
