"""Predictions: what the network makes of its data, redrawn while it learns."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from netbuilder.messages import Message
from netbuilder.project.changes import Change
from ui.language.text import shown
from ui.predictions.prediction_worker import DisplayedPredictions, PredictionWorker
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.threads.background_work import BackgroundWork
from ui.training.training_session import Moment
from ui.training.worker import Worker
from ui.widgets.labels import Empty
from ui.widgets.when_visible import WhenVisible

if TYPE_CHECKING:
    from netbuilder.runs.folder import Run
    from ui.predictions.predictions_view import PredictionsView

SETTLED = 200
"""Milliseconds without an edit before the data are read, so that typing a number is not disturbed."""
PACE = 100
"""Milliseconds between two looks at a network that learns."""
REST = 50
"""From one look to the next at least that many times as long goes by as predictions take to compute, to draw and to
paint. Half as much again is lost where the window and the training take Python's lock in turn, so that a training loses
about three hundredths of its pace."""
LONGEST_REST = 1.0
"""Seconds: on a busy machine no more than that goes by, so that one still sees the network learn."""
LATEST = 3
"""What a look costs is told from so many."""


class PredictionsPanel(QWidget):
    """Follows the worker while it is visible, and the run that the network's weights come from (``show_run``)."""

    def __init__(self, bridge: Bridge, worker: Worker, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("predictions")
        self._bridge, self._worker, self._themes = bridge, worker, themes
        self._prediction_worker = PredictionWorker()
        self._run: Run | None = None
        self._epoch: int | None = None
        self.displayed: DisplayedPredictions | None = None
        self._stale, self._asked_at = True, 0.0
        self._costs: deque[float] = deque(maxlen=LATEST)
        self.view: PredictionsView | None = None
        self.empty = Empty(themes, "train")
        self._background = BackgroundWork(self)
        self._advised = ""
        self._redraw = WhenVisible(self, self._draw)
        self._settle = QTimer(self, interval=SETTLED, singleShot=True)
        self._rest = QTimer(self, singleShot=True)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._connect()
        self._say_empty(self.tr("Reading the data …"), "information")

    def show_run(self, run: Run | None) -> None:
        """The network's weights are those of this run now; None: it has none."""
        self._run = run
        self._refresh()

    def look_at(self, epoch: int | None) -> None:
        """Show the network as it was after a kept epoch; None: as it is."""
        self._epoch = epoch
        if not self.isVisible():
            self._stale = True
        elif epoch is None and self._worker.state != "idle":
            self._look()
        else:
            self._ask()

    def summary(self) -> str:
        """The fit in words, as a screen reader says them."""
        if self.view is None or self._stack.currentWidget() is not self.view:
            return self.empty.words.text()
        return self.view.summary()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks again."""
        super().showEvent(event)
        if self._worker.state != "idle" and self._epoch is None:
            self._look()
        elif self._stale:
            self._ask()

    def _connect(self) -> None:
        self._background.answered.connect(self._show)
        self._settle.timeout.connect(self._ask)
        self._rest.timeout.connect(self._look)
        self._bridge.changed.connect(self._follow)
        self._worker.started.connect(self._look)
        self._worker.seen.connect(self._see)
        self._worker.state_changed.connect(self._pause)
        self._themes.changed.connect(self._draw)

    def _follow(self, change: Change) -> None:
        if change.data:
            self._refresh()
        elif change.structure and self.displayed is not None and self._advice(self.displayed) != self._advised:
            self._redraw.ask()

    def _refresh(self) -> None:
        """What is shown is no longer what there is."""
        self._stale = True
        if self.isVisible():
            self._settle.start()

    def _ask(self) -> None:
        """Have computed what there is while nothing learns, or what there was at an earlier epoch."""
        if self._worker.state != "idle":
            self._look_back()
            return
        self._stale = False
        project, run, epoch, prediction_worker = self._bridge.project, self._run, self._epoch, self._prediction_worker
        if self._bridge.data_problem is not None:
            self._show(self._bridge.data_problem)
            return
        if self.displayed is None:  # what was said instead of it is no longer so
            self._say_empty(self.tr("Reading the data …"), "information")
        if run is None:
            self._work_out(lambda: prediction_worker.points(project.data))
        else:
            self._work_out(lambda: prediction_worker.run(run, project, epoch))

    def _look_back(self) -> None:
        moment = self._worker.moment_at(self._epoch) if self._epoch is not None else None
        if moment is not None:
            self._stale, prediction_worker = True, self._prediction_worker
            self._work_out(lambda: prediction_worker.network(moment.project, moment.weights, moment.epoch))

    def _look(self) -> None:
        """Ask for the weights of the network that learns; ``_see`` follows.

        A trial is over in a moment: what is shown goes over from the end of one to the end of the next.
        """
        if not self.isVisible() or self._worker.state == "idle" or self._epoch is not None:
            return
        self._asked_at = perf_counter()
        prediction_worker = self._prediction_worker
        look = self._worker.look_at_end if self._worker.trying else self._worker.look
        look(lambda moment: prediction_worker.glance(moment.project, moment.weights, moment.epoch))

    def _see(self, moment: Moment) -> None:
        self._stale = True  # once the training is over, the run on the disk says more
        if self._epoch is not None:
            return
        if isinstance(moment.made, DisplayedPredictions):
            self._background.forget()  # an earlier moment, which would come after this one
            self._show(moment.made)
            return
        prediction_worker = self._prediction_worker
        self._work_out(lambda: prediction_worker.network(moment.project, moment.weights, moment.epoch))

    def _pause(self, state: str) -> None:
        """A training that nobody keeps ends without a run; its last look stays."""
        if state == "idle":
            self._rest.stop()

    def _work_out(self, work: Callable[[], DisplayedPredictions]) -> None:
        ready = self._worker.ready

        def when_ready() -> DisplayedPredictions:
            if ready is not None:
                ready()
            return work()

        self._background.ask(when_ready)

    def _show(self, answer: object) -> None:
        began = perf_counter()
        self.displayed = answer if isinstance(answer, DisplayedPredictions) else None
        if isinstance(answer, Message):
            self._say_empty(shown(answer), "information")
        else:
            self._draw()
        if self._worker.state != "idle":
            rest = min(LONGEST_REST, REST * self._cost(perf_counter() - began))
            due = self._asked_at + max(PACE / 1000, rest)
            self._rest.start(max(0, round((due - perf_counter()) * 1000)))

    def _cost(self, drawing: float) -> float:
        """Seconds that a look takes, with the painting that followed the one before: the least of the latest, for at
        times one waits for others. The very first says nothing: it loads what it needs."""
        if self.displayed is not None and self.displayed.predictions is not None and self.view is not None:
            self._costs.append(self.displayed.seconds + drawing + self.view.plot.painting)
        return min(self._costs) if len(self._costs) > 1 else 0.0

    def _draw(self) -> None:
        displayed = self.displayed
        if displayed is None:
            return
        kind, theme = displayed.scene.kind, self._themes.theme
        if displayed.predictions is None and kind in ("classes", "numbers"):
            note = shown(displayed.note) if displayed.note is not None else ""
            self._say_empty(note or self._what_to_do(kind), "information" if note else "train")
            return
        if self.view is None:
            # Brings pyqtgraph, which the first paint does not wait for.
            from ui.predictions.predictions_view import PredictionsView

            self.view = PredictionsView()
            self.view.scaled.connect(self._draw)
            self._stack.addWidget(self.view)
        self._advised = self._advice(displayed)
        self.view.draw(displayed, theme, self._advised)
        self._stack.setCurrentWidget(self.view)
        self.setAccessibleDescription(self.summary())

    def _advice(self, displayed: DisplayedPredictions) -> str:
        """What to do where there are no predictions yet, or where they are no longer those of the drawing."""
        if displayed.note is not None:
            return shown(displayed.note)
        if displayed.predictions is None:
            return self.tr("Press Train to see the network learn these points.")
        run = self._run
        if displayed.run is not None and run is not None and run.project is not None:
            drawn = self._bridge.project.graph
            if run.project.graph.essence != drawn.essence:
                return self.tr("The network has changed since. Train to see the new one.")
        return ""

    def _what_to_do(self, kind: str) -> str:
        if kind == "classes":
            return self.tr("Press Train to see which rows the network misclassifies.")
        return self.tr("Press Train to see the predictions next to the true values.")

    def _say_empty(self, text: str, icon_name: str) -> None:
        self.empty.say(text, icon_name)
        self._stack.setCurrentWidget(self.empty)
        self.setAccessibleDescription(text)
