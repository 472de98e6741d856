"""The tab Layers: figures of every layer of a trained network, one of them closely, and all of them over the epochs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from time import thread_time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from netbuilder.graph.blocks import NodePath
from netbuilder.graph.graph import NodeId
from netbuilder.messages import Message
from netbuilder.project.changes import Change
from netbuilder.shapes.check_result import Severity
from ui.language.text import figure, shown
from ui.layer_statistics.epochs_view import EpochsView
from ui.layer_statistics.layer_choice import LayerChoice
from ui.layer_statistics.layer_table import LayerTable
from ui.layer_statistics.layer_view import LayerView
from ui.layer_statistics.statistics_worker import DisplayedStatistics, EpochsRead, StatisticsWorker
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.threads.background_work import BackgroundWork
from ui.training.worker import Worker
from ui.widgets.adaptive_label import AdaptiveLabel
from ui.widgets.labels import Empty, Sentence, label
from ui.widgets.when_visible import WhenVisible

if TYPE_CHECKING:
    from netbuilder.layer_statistics.findings import Finding
    from netbuilder.runs.run import Run

SETTLED = 150
"""Milliseconds without another wish before anything is computed."""
SAID = 2
"""So many sentences stand above the table."""
PACE, REST = 1.0, 50
"""Seconds between two looks at a network that learns, or so many times what a look and its drawing cost a processor."""


class LayersPanel(QWidget):
    """Follows the run whose weights the network has (``show_run``), the epoch that is looked at (``look_at``) and the
    selection on the canvas. It computes while it can be seen. ``displayed``: what is shown, if anything is."""

    def __init__(self, bridge: Bridge, worker: Worker, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layers")
        self._bridge, self._worker, self._themes = bridge, worker, themes
        self._statistics = StatisticsWorker()
        self._background = BackgroundWork(self)
        self._run: Run | None = None
        self._epoch: int | None = None
        self.displayed: DisplayedStatistics | None = None
        self._drawing = 0.0
        self.choice = LayerChoice(bridge, self)
        self.table, self.layer, self.epochs = LayerTable(themes), LayerView(themes), EpochsView(themes)
        self.empty, self.wrong, self.good = Empty(themes, "train"), Sentence(themes, Severity.WARNING), label("hint")
        self.where, self.note = AdaptiveLabel(), Sentence(themes, Severity.WARNING)
        self._settle, self._rest = QTimer(self, interval=SETTLED, singleShot=True), QTimer(self, singleShot=True)
        self._wish = WhenVisible(self, self._settle.start)
        self._noting = WhenVisible(self, self._note)
        self.segments: dict[str, QToolButton] = {}
        self._lay_out()
        self._connect()
        self._say_empty()

    def show_run(self, run: Run | None) -> None:
        """The network's weights are those of this run now; None: it has none."""
        self._run = run
        self._wish.ask()

    def look_at(self, epoch: int | None) -> None:
        """Show the layers as they were after a kept epoch; None: as they are."""
        self._epoch = epoch
        self._wish.ask()

    def turn_to(self, name: str) -> None:
        """Bring a page up: "all", "one" or "epochs"."""
        self.segments[name].click()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks again: a network that learns has gone on."""
        super().showEvent(event)
        if self._worker.state != "idle":
            self._settle.start()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2)
        group = QButtonGroup(self)
        for name, text, tip in (
            ("all", self.tr("All layers"), self.tr("Figures of every layer, in their order")),
            ("one", self.tr("Selected layer"), self.tr("Weights, activations and gradients of the selected layer")),
            ("epochs", self.tr("Over epochs"), self.tr("Weights and gradients of every layer, from epoch to epoch")),
        ):
            button = self.segments[name] = QToolButton()
            button.setCheckable(True)
            button.setText(text)
            button.setToolTip(tip)
            button.setProperty("role", "segment")
            group.addButton(button)
            head.addWidget(button)
        self.segments["all"].setChecked(True)
        self.where.setProperty("role", "hint")
        head.addSpacing(10)
        head.addWidget(self.where, 1)
        all_ = QWidget()
        column = QVBoxLayout(all_)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.wrong, self.good):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        for page in (all_, self.layer, self.epochs):
            self._pages.addWidget(page)
        self._whole = QWidget()
        box = QVBoxLayout(self._whole)
        box.setContentsMargins(10, 6, 10, 6)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self.note)
        box.addWidget(pages, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._whole)

    def _connect(self) -> None:
        self._background.answered.connect(self._take)
        self._settle.timeout.connect(self._ask)
        self._rest.timeout.connect(self._ask)
        self._bridge.changed.connect(self._follow)
        self._worker.started.connect(self._begin)
        self._worker.state_changed.connect(lambda _state: self._wish.ask())
        self.choice.changed.connect(self._choose)
        self.table.picked.connect(self.choice.pick)
        self.layer.repetition_chosen.connect(self.choice.pick)
        self.table.opened.connect(partial(self.turn_to, "one"))
        self.epochs.more_wanted.connect(self._go_on)
        for place, button in enumerate(self.segments.values()):
            button.toggled.connect(partial(self._turn, place))

    def _turn(self, place: int, checked: bool) -> None:
        if checked:
            self._pages.setCurrentIndex(place)
            self.epochs.draw()
            self._go_on()

    def _begin(self) -> None:
        """A training begins, and with it other weights."""
        if not self._worker.trying:
            self._run, self._epoch = None, None

    def _follow(self, change: Change) -> None:
        if change.structure:
            self._noting.ask()

    def _choose(self, path: NodePath | None) -> None:
        """Another layer is looked at."""
        self.table.choose(path)
        self.epochs.choose(path)
        if path is not None and not self._knows(path):
            self._wish.ask()
        else:
            self._show_layer()

    def _knows(self, path: NodePath) -> bool:
        """Whether the arrays of a layer are those that were computed last."""
        chosen = self.displayed.statistics.chosen if self.displayed is not None else None
        return chosen is not None and chosen.layer.path == path

    def _ask(self) -> None:
        """Have computed what there is."""
        if not self.isVisible():
            self._wish.ask()  # once somebody looks again
            return
        work, run, epoch = self._statistics, self._run, self._epoch
        if self._worker.state != "idle":
            self._look_at_training()
        elif run is None:
            self.displayed = None
            self._say_empty()
        else:
            self._work_out(lambda: work.of_run(run, self._bridge.project, epoch, self.choice.path))

    def _look_at_training(self) -> None:
        """Of a network that learns, the kept epoch that is nearest: nothing is asked of the training for it."""
        work, kept = self._statistics, self._worker.epochs_kept
        moment = self._worker.moment_at(self._epoch or kept[-1]) if kept and not self._worker.trying else None
        if moment is not None and (self.displayed is None or not self._is_of(moment.project, moment.epoch)):
            self._work_out(lambda: work.of_training(moment.project, moment.weights, moment.epoch, self.choice.path))
        elif moment is None and self.displayed is None:
            self._say_empty()
        if self._worker.state == "running":
            seconds = self._drawing + (self.displayed.seconds if self.displayed is not None else 0.0)
            self._rest.start(round(1000 * max(PACE, REST * seconds)))

    def _is_of(self, project: object, epoch: int) -> bool:
        """Whether what is shown is of this project after this epoch, with the layer that is chosen."""
        displayed, path = self.displayed, self.choice.path
        same = displayed is not None and displayed.project is project and displayed.epoch == epoch
        return same and (path is None or self._knows(path))

    def _work_out(self, work: Callable[[], object]) -> None:
        ready = self._worker.ready

        def when_ready() -> object:
            if ready is not None:
                ready()
            return work()

        self._background.ask(when_ready)

    def _take(self, answer: object) -> None:
        if isinstance(answer, EpochsRead):
            self.epochs.add(answer)
        elif isinstance(answer, DisplayedStatistics):
            if answer.run is None or (self._run is not None and answer.run.path == self._run.path):
                self._show(answer)
        elif isinstance(answer, Message):
            self.displayed = None
            self._say(shown(answer), "information")
        self._go_on()

    def _go_on(self) -> None:
        """Some more epochs, where they are looked at and nothing else is computed."""
        seen = self.epochs.isVisible() and self.displayed is not None and self._worker.state == "idle"
        if not seen or self._background.busy or self._settle.isActive() or not self.epochs.missing:
            return
        run, missing, work = self._run, self.epochs.missing, self._statistics
        if run is not None:
            self._work_out(lambda: work.over_epochs(run, missing))

    def _show(self, displayed: DisplayedStatistics) -> None:
        began = thread_time()
        self.displayed = displayed
        layers = [one.layer for one in displayed.statistics.layers]
        self.choice.know(layers)
        self.table.show_statistics(displayed)
        self.table.choose(self.choice.path)
        self.wrong.say("\n".join(self._sentences([one for one in displayed.findings if one.wrong])))
        self.good.setText("\n".join(shown(one.message) for one in displayed.findings if not one.wrong))
        self.good.setVisible(bool(self.good.text()))
        self.where.say(*self._where(displayed))
        self.epochs.show_run(self._run if displayed.run is not None else None, layers, displayed.epoch)
        self._note()
        self._stack.setCurrentWidget(self._whole)
        self.setAccessibleDescription(f"{self.where.toolTip()}. {self.wrong.text} {self.good.text()}")
        if self.choice.path is not None and not self._knows(self.choice.path):
            self._wish.ask()  # the first time, no layer was chosen yet
        else:
            self._show_layer()
        self._drawing = thread_time() - began

    def _show_layer(self) -> None:
        if self.displayed is not None:
            missing = self.choice.missing
            chosen = self.displayed.statistics.chosen if missing is None else None
            self.layer.show_layer(chosen, self._why_missing(missing), self.choice.repetitions)

    def _why_missing(self, missing: NodeId | None) -> str:
        """Why there is nothing to show of the node that is selected."""
        graph = self._bridge.level.project.graph
        if missing is None or missing not in graph.nodes:
            return self.tr("Select a layer in the table or on the canvas.")
        node, name = graph.nodes[missing], shown(graph.called(missing))
        if node.muted:
            text = self.tr("“{layer}” is muted: the network skips it, so there is nothing to show.")
        elif node.layer.role != "hidden":
            text = self.tr("At “{layer}” values only enter or leave. Select a layer that computes.")
        else:
            text = self.tr("“{layer}” is not part of the network that was trained. Train to see it.")
        return text.format(layer=name)

    def _sentences(self, wrong: Sequence[Finding]) -> list[str]:
        """What is wrong; of many things the first, for all have a sign in the table."""
        said = [shown(one.message) for one in wrong[:SAID]]
        if len(wrong) > SAID:
            said.append(self.tr("{count} more: see the signs in the table.").format(count=f"{len(wrong) - SAID:,}"))
        return said

    def _where(self, displayed: DisplayedStatistics) -> tuple[str, ...]:
        """Whose figures these are: in full, and shorter and shorter."""
        run, found, epoch = displayed.run, displayed.statistics, f"{displayed.epoch:,}"
        if run is None:
            weights = self.tr("Epoch {epoch}").format(epoch=epoch)
        elif displayed.epoch:
            weights = self.tr("Run {run}, epoch {epoch}").format(run=run.number, epoch=epoch)
        else:
            weights = self.tr("Run {run}, imported weights").format(run=run.number)
        rows = self.tr("{rows} training rows").format(rows=f"{found.rows:,}")
        if found.rows == 1:
            rows = self.tr("1 training row")
        whole = self.tr("{weights} · loss {loss} on {rows}").format(weights=weights, loss=figure(found.loss), rows=rows)
        return whole, f"{weights} · {rows}", weights

    def _note(self) -> None:
        """Say so where the drawing or its data are no longer those of what is shown."""
        displayed, project = self.displayed, self._bridge.project
        words = ""
        if displayed is not None and displayed.project.graph.essence != project.graph.essence:
            words = self.tr(
                "The network has changed since. These are the layers of this run; train to see the new ones."
            )
        elif displayed is not None and displayed.project.data != project.data:
            words = self.tr("The data have changed since. These figures are of the rows that it was trained on.")
        self.note.say(words)

    def _say_empty(self) -> None:
        if self._worker.state != "idle":
            self._say(self.tr("The layers are shown as soon as an epoch is saved…"), "information")
        else:
            self._say(
                self.tr("Press Train to see what each layer learns: its weights, activations and gradients."), "train"
            )

    def _say(self, text: str, icon_name: str) -> None:
        self.empty.say(text, icon_name)
        self._stack.setCurrentWidget(self.empty)
        self.setAccessibleDescription(text)
