"""The curves: training and validation, drawn while the network learns."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from netbuilder.backends.torch.losses import metric_of
from netbuilder.errors import FileError
from netbuilder.files.atomic import write_atomically
from netbuilder.project.changes import Change
from netbuilder.training.progress import EpochDone, Started
from ui.charts import chart_files
from ui.charts.chart_background import ChartBackground
from ui.charts.compared_runs import ComparedRuns
from ui.charts.curve_bar import CurveBar
from ui.charts.epoch_slider import Span
from ui.charts.series import Series
from ui.language.text import precise, shown, steady, translated, typeset
from ui.project.bridge import Bridge
from ui.project.file_dialogs import file_to_write
from ui.theme.themes import Themes
from ui.training.worker import Worker
from ui.widgets.labels import Empty
from ui.widgets.throttle import Throttle

if TYPE_CHECKING:
    from netbuilder.messages import Message
    from netbuilder.runs.folder import Run
    from netbuilder.training.baseline import Turn
    from netbuilder.training.history import EpochRecord
    from ui.charts.plot.plot import Plot
    from ui.charts.series import Points

APART = 0.02
"""Accuracy and balanced accuracy that lie closer tell the same: the classes have about equally many rows."""


class Curves(QWidget):
    """Loss or metric against epochs. Follows the worker; ``show_run`` shows an earlier run.

    The plot is made after the window has been painted for the first time: what it imports would keep it from that.
    """

    epoch_wanted = Signal(object)
    """int: the epoch that was clicked at, or at which Enter was pressed; None: the network as it is."""
    scaled = Signal()
    """The picture shows other epochs than before, or has them elsewhere."""

    def __init__(self, bridge: Bridge, worker: Worker, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curves")
        self._bridge, self._worker, self._themes = bridge, worker, themes
        self._plot: Plot | None = None
        self._seen = False
        self._pace = Throttle(self._draw, self._seconds, self)
        self._series = Series()
        self._cast = ComparedRuns()
        self._run: Run | None = None
        self._rows_mark = ""
        self._metric = ""
        self._turn: Turn | None = None
        self._looked_at: int | None = None
        self._taken_back_to: int | None = None
        self._difference: Message | None = None
        self._tried = False
        self._seams: tuple[int, ...] = ()
        self.bar = CurveBar(themes)
        self.empty = Empty(themes, "train", self.tr("Press Train to see training and validation loss here, live."))
        self._lay_out()
        self._connect(worker)
        self._name_metric(metric_of(bridge.signature) if bridge.signature is not None else "accuracy")
        self._redraw()

    @property
    def plot(self) -> Plot:
        """The picture, made at the first time that it is asked for."""
        if self._plot is None:
            from ui.charts.plot.plot import Plot

            self._plot = Plot(self._themes)
            self._plot.setAccessibleName(self.tr("Training and validation curves"))
            self._plot.pointed.connect(self._read)
            self._plot.chosen.connect(self.epoch_wanted)
            self._plot.scaled.connect(self.scaled)
            self._stack.addWidget(self._plot)
            self._prepare(self._plot)
            self._plot.draw(self._series)
        return self._plot

    def prepare(self) -> None:
        """Make the plot while there is time, so that the first training does not wait for it."""
        self.plot.look_at(self._looked_at)

    def span(self) -> Span | None:
        """Which epochs the picture shows, and where in this panel; None while there is no picture."""
        if self._plot is None:
            return None
        span, offset = self._plot.span, self._plot.mapTo(self, QPoint()).x()
        return replace(span, left=span.left + offset, right=span.right + offset)

    def training_points(self) -> Points:
        """Epochs and values of the training line as drawn."""
        return self.plot.drawn("train")

    def validation_points(self) -> Points:
        """Epochs and values of the validation line as drawn."""
        return self.plot.drawn("validation")

    def best_epoch(self) -> int | None:
        """The marked epoch: the one of the lowest validation loss."""
        return self._series.best.epoch if self._series.best else None

    def show_run(self, run: Run) -> None:
        """Show the curves of a run that lies beside the project. Those that are shown already stay as they are."""
        known, self._run, self._tried = self._run, run, False
        self._rows_mark = run.rows_mark
        self._cast.compare_only(run.rows_mark)
        self._taken_back_to = run.epoch if run.epoch != len(run.records) else None
        if known is None or known.path != run.path or len(run.measured) != len(self._series):
            self._seams = run.seams
            self._show(self._cast.series(run))
        self._compare()

    def overlay(self, runs: Sequence[Run]) -> None:
        """Draw these runs behind the present one."""
        self._cast.overlaid = tuple(runs)
        self._redraw()

    def name_runs(self, names: Mapping[Path, str]) -> None:
        """Runs are called so by now."""
        if names != self._cast.names:
            self._cast.names = names
            self._redraw()

    def compare(self, run: Run | None) -> None:
        """Draw this run behind the present one as the one before it, or none."""
        self._cast.be_before(run)
        self._redraw()

    def band(self, runs: Sequence[Run] | None) -> None:
        """Draw the mean of these repeats of one training, and the band from the lowest to the highest of them."""
        self._cast.repeats = tuple(runs or ())
        self._redraw()

    def tint(self, turn: Turn | None) -> None:
        """Mark the region from an epoch on as overfitting, or none. Of a trial nothing is told."""
        if turn != self._turn and not self._tried:
            self._turn = turn
            self._redraw()

    def look_at(self, epoch: int | None) -> None:
        """Set the time cursor, and the read-out, on an epoch; None: on the end, without a cursor."""
        self._looked_at = epoch
        if self._plot is not None:
            self._plot.look_at(epoch)
        self._read_again()

    def clear(self) -> None:
        """Show nothing, as before the first training."""
        self._run = self._turn = self._looked_at = self._taken_back_to = None
        self._seams = ()
        self._cast = ComparedRuns()
        self._show(Series())
        self.look_at(None)

    def save(self, path: Path) -> None:
        """Write the picture (.png, .svg) or the numbers (.csv). Raises FileError where the disk refuses."""
        plot = self.plot
        contents = {
            ".png": lambda: chart_files.png(plot.size(), plot.paint_on),
            ".svg": lambda: chart_files.svg(plot.size(), plot.paint_on, self.summary()),
            ".csv": lambda: chart_files.table(self._tables()),
        }
        write_atomically(path, contents[path.suffix.lower()]())

    def summary(self) -> str:
        """The curves in words, as a screen reader says them."""
        best = self._series.best
        if best is None:
            return self.tr("Not trained yet.")
        last = self._series.records()[-1]
        text = self.tr(
            "{epochs} epochs. Final loss: training {training}, validation {validation}. Lowest validation loss: "
            "{lowest} in epoch {best}."
        )
        if math.isnan(last.validation_loss):
            text = self.tr("{epochs} epochs. Final training loss: {training}. Lowest: {lowest} in epoch {best}.")
        return text.format(
            epochs=last.epoch,
            training=precise(last.train_loss),
            validation=precise(last.validation_loss),
            lowest=precise(best.judged_by),
            best=best.epoch,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once the window has been seen, the curves of the last run are drawn."""
        super().paintEvent(event)
        if not self._seen:
            QTimer.singleShot(0, self, self._be_seen)

    def _be_seen(self) -> None:
        if not self._seen:
            self._seen = True
            self._redraw()

    def _lay_out(self) -> None:
        self.read_out, self.export, self.log = self.bar.read_out, self.bar.export, self.bar.log
        self.loss_button, self.metric_button = self.bar.loss_button, self.bar.metric_button
        self._blank = QWidget()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._blank)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 6, 10, 6)
        box.setSpacing(4)
        box.addWidget(self.bar)
        box.addLayout(self._stack, 1)

    def _connect(self, worker: Worker) -> None:
        worker.started.connect(self._start)
        worker.progressed.connect(self._go_on)
        worker.state_changed.connect(self._pause)
        worker.finished.connect(self._describe)
        self._bridge.changed.connect(self._follow)
        self.bar.changed.connect(self._redraw)
        self.bar.save_wanted.connect(self._ask_and_save)

    def _follow(self, change: Change) -> None:
        """Another project, or the same with other data, is perhaps judged by another metric."""
        if change.structure:
            self._compare()
        signature = self._bridge.signature
        if change.data and signature is not None and self._worker.state == "idle":
            self._name_metric(metric_of(signature))
            self._redraw()

    def _compare(self) -> None:
        """See whether the project is still what the present run was trained with; too slow for every update."""
        run = self._run
        self._difference = run.difference(self._bridge.project) if run is not None else None
        self._read_again()

    def _start(self, started: Started) -> None:
        self._pace.settle()
        self._name_metric(started.metric)
        before, self._run = self._run, self._worker.run
        self._turn = self._taken_back_to = None
        tried, self._tried = self._tried, self._worker.trying  # of many trials none is the run before
        if started.first_epoch > 1:
            run = self._worker.run  # of which another may have been shown until now
            earlier = self._series if run is None else Series(run.measured)
            self._series = earlier.before(started.first_epoch)
            self._seams = (started.first_epoch - 1,) if run is None else run.seams
        else:
            if len(self._series) > 1 and not tried:
                self._cast.stand_back(before, self._series, self._rows_mark)
            self._series, self._seams = Series([started.start] if started.start else []), ()
        self._rows_mark = started.rows_mark
        self._cast.compare_only(started.rows_mark)
        self._redraw()
        self.look_at(None)
        self._compare()

    def _go_on(self, news: list[object]) -> None:
        records = [value.record for value in news if isinstance(value, EpochDone)]
        for record in records:
            self._series.append(record)
        if records:
            self._pace.want()

    def _pause(self, state: str) -> None:
        """No update will follow that would have the last of them drawn."""
        if state in ("idle", "paused"):
            self._pace.settle()

    def _describe(self) -> None:
        if self._plot is not None:
            self._plot.setAccessibleDescription(self.summary())

    def _show(self, series: Series) -> None:
        self._series = series
        if self._plot is not None:
            self._plot.fit()
        self._redraw()
        self._describe()

    def _redraw(self) -> None:
        """Draw everything: another series, another unit, another axis."""
        if self._plot is not None:
            self._prepare(self._plot)
        self._draw()

    def _prepare(self, plot: Plot) -> None:
        """What updates do not change: the axis, and what lies behind."""
        loss = self.bar.what == "loss"
        plot.set_background(
            ChartBackground(
                what=self.bar.what,
                title=self.tr("Loss (mean per row)") if loss else self._metric,
                log=self.log.isChecked() and loss,
                strength=self.bar.strength,
                ghosts=self._cast.ghosts(self._run),
                band=self._cast.band(),
                turn=self._turn,
                seams=self._seams,
            )
        )

    def _draw(self) -> None:
        """Draw the present series; done at updates from the worker."""
        there = len(self._series) > 0 or self._cast.has_any
        if self._plot is not None or (there and self._seen):
            self.plot.draw(self._series)
        self._stack.setCurrentWidget(self._page(there))
        self.export.setEnabled(there)
        self._read_again()

    def _page(self, there: bool) -> QWidget:
        if not there:
            return self.empty
        return self._plot if self._plot is not None else self._blank

    def _read_again(self) -> None:
        self._read(self._plot.pointed_place if self._plot is not None else None)

    def _seconds(self) -> float:
        """What it last took to draw."""
        return self._plot.seconds if self._plot is not None else 0.0

    def _name_metric(self, metric: str) -> None:
        self._metric = translated(metric).capitalize()
        self.metric_button.setText(self._metric)

    def _read(self, place: int | None) -> None:
        """Say the values under the cursor, or those of the epoch at which the network is: the last, or the restored."""
        place = self._standing if place is None else place
        if place < 0:
            self.read_out.say("")
            return
        epoch = int(self._series.value("epoch", place))
        values = [self._series.value(f"{part}_{self.bar.what}", place) for part in ("train", "validation")]
        said = [steady(value) if math.isfinite(value) else self.tr("none") for value in values]
        text = self.tr("{epoch}:  training {training} · validation {validation}")
        medium = text.format(epoch=epoch, training=said[0], validation=said[1])
        long = self.tr("Epoch {values}").format(values=medium) + self._balanced(place)
        short = f"{epoch}:  {said[0]} · {said[1]}"
        bare = " · ".join(typeset(f"{value:.2g}") if math.isfinite(value) else "–" for value in values)
        shortest = f"{epoch}: {bare}"
        name, mark = self._name_run()
        forms = (f"{name} · {long}", f"{name} · {short}") if name else ()
        marked = (*forms, *(f"{mark} · {text}" for text in (short, shortest, bare)), f"≠ · {bare}")
        self.read_out.say(*(marked if mark else (*forms[:1], long, medium, short, shortest, bare)))

    def _balanced(self, place: int) -> str:
        """Balanced accuracy of the validation rows beside their accuracy, where it says something else."""
        balanced = self._series.value("balanced_accuracy", place)
        if self.bar.what == "loss" or not abs(balanced - self._series.value("validation_metric", place)) >= APART:
            return ""
        return self.tr(" (balanced {value})").format(value=steady(balanced))

    @property
    def _standing(self) -> int:
        """The place of the epoch that is looked at, or whose weights the network has."""
        epoch = self._taken_back_to if self._looked_at is None else self._looked_at
        place = self._series.nearest(epoch) if epoch is not None else None
        return len(self._series) - 1 if place is None else place

    def _name_run(self) -> tuple[str, str]:
        """Which run the curves are of; then, where it had another drawing or other data than the project has now, the
        same in short, as the table of runs marks it."""
        if self._run is None:
            return "", ""
        name = self.tr("Run {run}").format(run=self._run.number)
        if self._difference is None:
            return name, ""
        text = self.tr("Run {run} ({difference})")
        return text.format(run=self._run.number, difference=shown(self._difference)), f"{name} ≠"

    def _tables(self) -> list[tuple[str, list[EpochRecord]]]:
        """The numbers of all that is seen, the present run first."""
        number = str(self._run.number) if self._run is not None else ""
        own = [(number, self._series.records())] if len(self._series) else []
        return [*own, *self._cast.tables(self._run)]

    def _ask_and_save(self, suffix: str) -> None:
        path = file_to_write(self.window(), self.tr("Save the curves"), f"curves{suffix}", f"*{suffix}", suffix)
        if path is None:
            return
        try:
            self.save(path)
        except FileError as error:
            self._bridge.refuse(error)
        else:
            self._bridge.saved.emit(path)
