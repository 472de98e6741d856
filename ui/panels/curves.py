"""The curves: training and validation, drawn while the network learns."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from netbuilder.errors import FileError
from netbuilder.files.atomic import write_atomically
from netbuilder.training.progress import EpochDone, Started
from ui.bridge import Bridge
from ui.icons import icon
from ui.panels import saving
from ui.panels.pace import Pace
from ui.panels.pieces import Empty
from ui.panels.read_out import ReadOut
from ui.panels.series import Series
from ui.text import shown, translated
from ui.theme import Theme, Themes
from ui.worker import Worker

if TYPE_CHECKING:
    from netbuilder.training.runs import Run
    from ui.panels.plot import Plot
    from ui.panels.series import Array


class Curves(QWidget):
    """Loss or metric against epochs. Follows the worker; ``show_run`` shows an earlier run.

    The plot is made when there is something to draw: what it imports would keep the window from its first paint.
    """

    def __init__(self, bridge: Bridge, worker: Worker, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curves")
        self._bridge, self._themes = bridge, themes
        self._plot: Plot | None = None
        self._pace = Pace(self._draw, self._seconds, self)
        self._series = Series()
        self._ghost: Series | None = None
        self._run: Run | None = None
        self._metric = "accuracy"
        self._choice = QButtonGroup(self)
        self.read_out = ReadOut()
        self.log = QCheckBox(self.tr("Log scale"))
        self.loss_button, self.metric_button = self._segment(self.tr("Loss")), self._segment(self.tr("Accuracy"))
        self.export = QToolButton()
        self.empty = Empty(themes, "train", self.tr("Press Train to see training and validation loss here, live."))
        self._lay_out()
        self._connect(worker, themes)
        self._dress(themes.theme)
        self._name_metric("accuracy")
        self._redraw()

    @property
    def plot(self) -> Plot:
        """The picture, made at the first time that it is asked for."""
        if self._plot is None:
            from ui.panels.plot import Plot

            self._plot = Plot(self._themes)
            self._plot.setAccessibleName(self.tr("Training and validation curves"))
            self._plot.pointed.connect(self._read)
            self._stack.addWidget(self._plot)
            self._prepare(self._plot)
        return self._plot

    def training_points(self) -> tuple[Array, Array]:
        """Epochs and values of the training line as drawn."""
        return self.plot.drawn(self.plot.training)

    def validation_points(self) -> tuple[Array, Array]:
        """Epochs and values of the validation line as drawn."""
        return self.plot.drawn(self.plot.validation)

    def best_epoch(self) -> int | None:
        """The marked epoch: the one of the lowest validation loss."""
        return self._series.best.epoch if self._series.best else None

    def show_run(self, run: Run) -> None:
        """Show the curves of a run that lies beside the project. Those that are shown already stay as they are."""
        known, self._run = self._run, run
        if known is None or known.path != run.path or len(run.records) != len(self._series):
            self._show(Series(run.records))
        else:
            self._read_again()

    def clear(self) -> None:
        """Show nothing, as before the first training."""
        self._ghost = self._run = None
        self._show(Series())

    def save(self, path: Path) -> None:
        """Write the picture (.png, .svg) or the numbers (.csv). Raises FileError where the disk refuses."""
        contents = {
            ".png": lambda: saving.png(self.plot),
            ".svg": lambda: saving.svg(self.plot, self.summary()),
            ".csv": lambda: saving.table(self._series.records()),
        }
        write_atomically(path, contents[path.suffix.lower()]())

    def summary(self) -> str:
        """The curves in words, as a screen reader says them."""
        best = self._series.best
        if best is None:
            return self.tr("No training yet.")
        last = self._series.records()[-1]
        text = self.tr(
            "{epochs} epochs. Loss at the end: training {training}, validation {validation}. "
            "Lowest validation loss: {lowest} in epoch {best}."
        )
        return text.format(
            epochs=last.epoch,
            training=f"{last.train_loss:.4g}",
            validation=f"{last.validation_loss:.4g}",
            lowest=f"{best.judged_by:.4g}",
            best=best.epoch,
        )

    def _lay_out(self) -> None:
        self.loss_button.setChecked(True)
        self.export.setText(self.tr("Save as…"))
        self.export.setToolTip(self.tr("Save the curves as a picture or as numbers"))
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.export)
        for suffix, text in (
            (".png", self.tr("PNG picture")),
            (".svg", self.tr("SVG drawing")),
            (".csv", self.tr("CSV table")),
        ):
            menu.addAction(text + "…", partial(self._ask_and_save, suffix))
        self.export.setMenu(menu)
        bar = QHBoxLayout()
        bar.setSpacing(4)
        for widget in (self.loss_button, self.metric_button, self.log):
            bar.addWidget(widget)
        bar.addSpacing(10)
        bar.addWidget(self.read_out, 1)
        bar.addWidget(self.export)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 6, 10, 6)
        box.setSpacing(4)
        box.addLayout(bar)
        box.addLayout(self._stack, 1)

    def _connect(self, worker: Worker, themes: Themes) -> None:
        self._worker = worker
        worker.started.connect(self._start)
        worker.progressed.connect(self._go_on)
        worker.state_changed.connect(self._pause)
        worker.finished.connect(self._describe)
        themes.changed.connect(self._dress)
        self._bridge.changed.connect(self._read_again)
        self.log.toggled.connect(self._set_axis)
        self.loss_button.toggled.connect(self._switch)

    def _start(self, started: Started) -> None:
        self._pace.settle()
        self._name_metric(started.metric)
        self._run = self._worker.run
        if started.first_epoch > 1:
            run = self._worker.run  # of which another may have been shown until now
            earlier = self._series if run is None else Series(run.records)
            self._series = earlier.before(started.first_epoch)
        else:
            self._ghost = self._series if len(self._series) > 1 else None
            self._series = Series()
        self._redraw()

    def _go_on(self, news: list[object]) -> None:
        records = [value.record for value in news if isinstance(value, EpochDone)]
        for record in records:
            self._series.append(record)
        if records:
            self._pace.want()

    def _pause(self, state: str) -> None:
        """No news will follow that would have the last of them drawn."""
        if state in ("idle", "paused"):
            self._pace.settle()

    def _describe(self) -> None:
        if self._has_picture:
            self.plot.setAccessibleDescription(self.summary())

    def _show(self, series: Series) -> None:
        self._series = series
        self._redraw()
        self._describe()
        self._fit()

    def _redraw(self) -> None:
        """Draw everything: another series, another unit, another axis."""
        if self._plot is not None:
            self._prepare(self._plot)
        self._draw()

    def _prepare(self, plot: Plot) -> None:
        """What the news do not change: the axis, and the run before."""
        loss = self._what == "loss"
        plot.name_values(self.tr("Loss (mean a row)") if loss else self._metric)
        plot.set_log(self.log.isChecked() and loss)
        plot.draw_ghost(self._ghost, self._what)

    def _draw(self) -> None:
        """Draw the present series; done at the news from the worker."""
        there = len(self._series) > 0
        if self._has_picture:
            self.plot.draw(self._series, self._what)
        self._stack.setCurrentWidget(self.plot if there or self._ghost is not None else self.empty)
        self.export.setEnabled(there)
        self._read_again()

    def _read_again(self) -> None:
        self._read(self.plot.pointed_place if self._has_picture else None)

    @property
    def _has_picture(self) -> bool:
        """Whether there is a plot, or something that needs one."""
        return self._plot is not None or len(self._series) > 0 or self._ghost is not None

    def _seconds(self) -> float:
        """What it last took to draw."""
        return self._plot.seconds if self._plot is not None else 0.0

    def _fit(self) -> None:
        if self._plot is not None:
            self._plot.fit()

    @property
    def _what(self) -> str:
        return "loss" if self.loss_button.isChecked() else "metric"

    def _switch(self) -> None:
        self.log.setEnabled(self.loss_button.isChecked())
        self._set_axis()

    def _name_metric(self, metric: str) -> None:
        self._metric = translated(metric).capitalize()
        self.metric_button.setText(self._metric)

    def _set_axis(self) -> None:
        self._redraw()
        self._fit()

    def _read(self, place: int | None) -> None:
        """Say the values under the cursor, or those of the epoch at which the network is: the last, or the restored."""
        place = self._standing if place is None else place
        if place < 0:
            self.read_out.say("")
            return
        epoch = int(self._series.value("epoch", place))
        values = [self._series.value(f"{part}_{self._what}", place) for part in ("train", "validation")]
        said = [f"{value:.4g}" if math.isfinite(value) else self.tr("none") for value in values]
        text = self.tr("Epoch {epoch}:  training {training} · validation {validation}")
        long = text.format(epoch=epoch, training=said[0], validation=said[1])
        short = f"{epoch}:  {said[0]} · {said[1]}"
        name, difference = self._name_run()
        forms = (f"{name} · {long}", f"{name} · {short}") if name else ()
        self.read_out.say(*((*forms, f"≠ {short}") if difference else (*forms[:1], long, short)))

    @property
    def _standing(self) -> int:
        """The place of the epoch whose weights the network has."""
        restored = self._run is not None and self._run.restored and self._series.best is not None
        best = self._series.nearest(self._series.best.epoch) if restored and self._series.best else None
        return len(self._series) - 1 if best is None else best

    def _name_run(self) -> tuple[str, bool]:
        """Which run the curves are of, and whether it had another drawing or other data than the project has now."""
        if self._run is None:
            return "", False
        difference = self._run.difference(self._bridge.project)
        if difference is None:
            return self.tr("Run {run}").format(run=self._run.number), False
        text = self.tr("Run {run} ({difference})")
        return text.format(run=self._run.number, difference=shown(difference)), True

    def _segment(self, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setProperty("role", "segment")
        self._choice.addButton(button)
        return button

    def _dress(self, theme: Theme) -> None:
        self.export.setIcon(icon("save", theme.text, theme.border))

    def _ask_and_save(self, suffix: str) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self.window(), self.tr("Save the curves"), f"curves{suffix}", f"*{suffix}"
        )
        if not path:
            return
        try:
            self.save(Path(path).with_suffix(suffix))
        except FileError as error:
            self._bridge.refuse(error)
