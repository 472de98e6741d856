"""The tab in which one sees the loss over two weights or two directions, and optimizers race on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from netbuilder.landscape.landscape import Explorer, Kind, Landscape
from netbuilder.landscape.paths import RACERS, Racer
from netbuilder.landscape.progress import MapProgress
from netbuilder.messages import Message, say
from netbuilder.project.changes import Change
from netbuilder.project.project import Project
from ui.language.text import shown, typeset
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.threads.background_work import BackgroundWork
from ui.training.worker import Worker
from ui.widgets.input_fields import ChoiceField
from ui.widgets.labels import Empty, label, scrolled

if TYPE_CHECKING:
    from ui.landscape.colour_scale import ColourScale
    from ui.landscape.landscape_plot import LandscapePlot

NARROWEST = 52
"""Pixels of a choice: three of them stand beside the buttons in the narrowest window."""
LOOK_EVERY = 100
"""Milliseconds between two looks at how far it is."""

KINDS: dict[Kind, Message] = {
    "two weights": say("Two weights"),
    "along training": say("Where training moved"),
    "random": say("Random directions"),
}


class LandscapePanel(QWidget):
    """Trains the project anew from its start, for itself, and draws what it has gone through.

    ``found``: what is drawn, if anything.
    """

    def __init__(self, bridge: Bridge, worker: Worker, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("landscape")
        self._bridge, self._worker, self._themes = bridge, worker, themes
        self._background, self._stopping, self._progress = BackgroundWork(self), Event(), MapProgress()
        self._look_again = QTimer(self, interval=LOOK_EVERY)
        self._explorer: Explorer | None = None
        self._project: Project | None = None
        self.found: Landscape | None = None
        self.plot: LandscapePlot | None = None
        self.scale: ColourScale | None = None
        self._named: tuple[str, ...] = ()
        self.kind, self.first, self.second = ChoiceField(), ChoiceField(), ChoiceField()
        self.optimizers, self.racers = QToolButton(), dict[str, QAction]()
        self.go = QPushButton()
        self.empty, self.legend, self.words = Empty(themes, "train"), QLabel(), label("hint")
        self._lay_out()
        self._connect()
        self._say(self.tr("See the loss over two weights, and the path that training takes over it. Press Draw."))

    def draw(self) -> None:
        """Train, and show what was gone through; what is under way is stopped instead: the training, then the map."""
        if self._background.busy:
            trained = self._explorer is not None or self._progress.share
            (self._progress.abandoned if trained else self._stopping).set()
            return
        self._stopping, self._progress = Event(), MapProgress()
        chosen = [racer for racer in RACERS if self.racers[racer.name].isChecked()]
        self._project, self._explorer, self.found = self._bridge.project, None, None
        self._say(shown(self._progress.in_words()))
        kind: Kind = self.kind.currentData()
        self._ask(partial(_explored, self._bridge.project, chosen, self._stopping, self._progress, kind))

    def _ask(self, work: Callable[[], object]) -> None:
        """Have something made, and tell how far it is."""
        self._background.ask(work)
        self._look_again.start()
        self._enable()

    def _tell_progress(self) -> None:
        words = shown(self._progress.in_words())
        if self.found is None:
            self._say(words)
        else:
            self.words.setText(words)

    def _lay_out(self) -> None:
        for kind in get_args(Kind):
            self.kind.addItem(shown(KINDS[kind]), kind)
        for field, name in (
            (self.kind, self.tr("What is shown")),
            (self.first, self.tr("Weight to the right")),
            (self.second, self.tr("Weight upwards")),
        ):
            field.setAccessibleName(name)
            field.setToolTip(name)
        menu = QMenu(self.optimizers)
        for racer in RACERS:
            action = menu.addAction(shown(racer.title))
            action.setCheckable(True)
            action.setToolTip(racer.rule)
            self.racers[racer.name] = action
        self.optimizers.setText(self.tr("Race against"))
        self.optimizers.setProperty("role", "menu")
        self.optimizers.setMenu(menu)
        self.optimizers.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        head = QHBoxLayout()
        head.setSpacing(6)
        for field, share in ((self.kind, 2), (self.first, 3), (self.second, 3)):
            field.setMinimumWidth(NARROWEST)
            head.addWidget(field, share)
        head.addWidget(self.optimizers)
        head.addWidget(self.go)
        self.legend.setWordWrap(True)
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.legend.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setWordWrap(True)
        self._beside = scrolled(self.legend)
        self._picture = QWidget()
        self._row = QHBoxLayout(self._picture)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._beside, 2)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._picture)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 6, 6, 6)
        box.setSpacing(4)
        box.addLayout(head)
        box.addLayout(self._stack, 1)
        box.addWidget(self.words)

    def _connect(self) -> None:
        self.go.clicked.connect(self.draw)
        self.kind.activated.connect(lambda _: self._look())
        for field in (self.first, self.second):
            field.activated.connect(lambda _: self._look())
        for action in self.racers.values():
            action.toggled.connect(lambda _: self._forget())
        self._background.answered.connect(self._take)
        if (application := QCoreApplication.instance()) is not None:
            application.aboutToQuit.connect(self._abandon)  # the program ends with its last thread
        self._look_again.timeout.connect(self._tell_progress)
        self._bridge.changed.connect(self._follow)
        self._worker.state_changed.connect(self._give_way)
        self._themes.changed.connect(lambda _theme: self._show())

    def _look(self) -> None:
        """Show another plane of what was trained."""
        self._enable()
        if self._explorer is None or self._background.busy:
            return
        numbers = (self.first.currentIndex(), self.second.currentIndex())
        if numbers[0] == numbers[1]:
            self.words.setText(self.tr("Choose two different weights."))
            return
        self._progress.share = 0.0
        self._progress.abandoned.clear()
        self._ask(partial(self._explorer.landscape, self.kind.currentData(), numbers))

    def _take(self, answer: object) -> None:
        self._look_again.stop()
        if self._project is not self._bridge.project:
            answer = say("The project has changed. Press Draw again.")
        if isinstance(answer, Message):
            self._explorer, self.found = None, None
            self._say(shown(answer))
        elif isinstance(answer, tuple):
            self._explorer, self.found = answer
        elif isinstance(answer, Landscape):
            self.found = answer
        self._enable()
        self._show()

    def _show(self) -> None:
        if self.found is None:
            return
        if self.plot is None:
            from ui.landscape.colour_scale import ColourScale
            from ui.landscape.landscape_plot import LandscapePlot

            self.plot, self.scale = LandscapePlot(), ColourScale()
            self.plot.pointed.connect(self._tell)
            self._row.insertWidget(0, self.plot, 5)
            self._row.insertWidget(1, self.scale)
        named = self.found.numbers == self._named
        self._named = self.found.numbers
        for field, number in zip((self.first, self.second), self.found.chosen, strict=True):
            with QSignalBlocker(field):
                if not named:
                    field.clear()
                    field.addItems(self.found.numbers)
                field.setCurrentIndex(number)
                field.setToolTip(field.currentText())
        heights = self.plot.draw(self.found, self._themes.theme)
        if self.scale is not None:
            self.scale.draw(heights, self._themes.theme)
        self._write_legend(self.found)
        self._stack.setCurrentWidget(self._picture)
        self.words.setText(self._explained(self.found))

    def _write_legend(self, found: Landscape) -> None:
        from ui.landscape.landscape_plot import colour_of

        rows = []
        for number, path in enumerate(found.paths):
            colour = colour_of(number, self._themes.theme)
            text = self.tr("{count} steps, loss {loss}").format(
                count=f"{len(path.losses):,}", loss=typeset(f"{path.end:.4g}")
            )
            rule = f"<br>{path.racer.rule}" if path.racer.rule else ""
            title = f'<b><span style="color:{colour}">●</span> {shown(path.racer.title)}</b>'
            rows.append(f'<p style="margin: 0 0 6px 0">{title}<br>{text}{rule}</p>')
        self.legend.setText("".join(rows))

    def _explained(self, found: Landscape) -> str:
        known = found.losses[found.losses < float("inf")]
        text = self.tr("Loss {lowest} to {highest}, the bluer the lower").format(
            lowest=typeset(f"{float(known.min()):.4g}"), highest=typeset(f"{float(known.max()):.4g}")
        )
        if found.rows > 1:
            text = self.tr("{loss}, on {count} training rows").format(loss=text, count=f"{found.rows:,}")
        sentences = [f"{text}."]
        if self._stopping.is_set():
            sentences.append(self.tr("Training was stopped before its end."))
        if self._progress.abandoned.is_set():
            sentences.append(self.tr("The map was stopped before its end."))
        if found.count > 2:
            others: dict[Kind, str] = {
                "two weights": self.tr("All other weights are as they end."),
                "along training": self.tr("Its middle is where this project ends."),
                "random": self.tr("Most of each path leads out of this plane."),
            }
            sentences.append(others[self.kind.currentData()])
        if found.count > len(found.numbers) and self.kind.currentData() == "two weights":
            listed = self.tr("The first {listed} of {count} weights can be chosen.")
            sentences.append(listed.format(listed=f"{len(found.numbers):,}", count=f"{found.count:,}"))
        return " ".join(sentences)

    def _tell(self, x: float, y: float, loss: float) -> None:
        """What is under the mouse."""
        if self.found is None:
            return
        first, second = (shown(name) for name in self.found.plane.names)
        self.words.setText(
            self.tr("{first} = {x}, {second} = {y}: loss {loss}").format(
                first=first,
                x=typeset(f"{x:.4g}"),
                second=second,
                y=typeset(f"{y:.4g}"),
                loss=typeset(f"{loss:.4g}"),
            )
        )

    def _follow(self, change: Change) -> None:
        if change.content:
            self._abandon()
            self._forget()

    def _abandon(self) -> None:
        """Nobody wants to see what is being made."""
        self._stopping.set()
        self._progress.abandoned.set()

    def _forget(self) -> None:
        """What was drawn is no longer what Draw would draw."""
        if self.found is not None or self._explorer is not None:
            self._explorer, self.found = None, None
            self._say(self.tr("Something has changed. Press Draw to see the loss as it is now."))
        self._enable()

    def _give_way(self, state: str) -> None:
        """Two trainings at once would draw from the same random numbers."""
        if state != "idle":
            self._stopping.set()
        self._enable()

    def _say(self, text: str) -> None:
        self.empty.say(text, "train")
        self.words.clear()
        self._stack.setCurrentWidget(self.empty)

    def _enable(self) -> None:
        busy, two = self._background.busy, self.kind.currentData() == "two weights"
        self.go.setText(self.tr("Stop") if busy else self.tr("Draw"))
        free = self._worker.state == "idle"
        self.go.setEnabled(free)
        self.go.setToolTip("" if free else self.tr("The network is being trained."))
        self.optimizers.setEnabled(not busy)
        for field in (self.first, self.second):
            field.setVisible(two and self.found is not None)
            field.setEnabled(not busy)


def _explored(
    project: Project, racers: list[Racer], stopping: Event, progress: MapProgress, kind: Kind
) -> tuple[Explorer, Landscape]:
    explorer = Explorer(project, racers, stopping, progress)
    return explorer, explorer.landscape(kind)
