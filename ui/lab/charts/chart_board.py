"""The pictures of the lab on one board: the fan, where the terms come from, and how they go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.lab.charts.base_chart import Chart
from ui.lab.charts.chart_stack import ChartStack
from ui.lab.charts.lazy_charts import LazyCharts
from ui.lab.findings import Findings
from ui.lab.lab_texts import words_of
from ui.theme.themes import Theme
from ui.widgets.labels import label


class ChartBoard(QWidget):
    """Two columns: the fan above what it means place by place; the sweep above the epochs. ``small``: the fan beside
    the one that says most, for a tab. Where two pictures do not fit above each other, each column shows one.
    Each turn of the event loop draws one picture, so that the window answers in between."""

    chosen = Signal(int)
    """The place of a setting that the user points at."""

    def __init__(self, pictures: LazyCharts, *, small: bool = False) -> None:
        super().__init__()
        self.small = small
        self.fan, self.epochs, self.sweep, self.place = pictures.fan, pictures.epochs, pictures.sweep, pictures.place
        self.charts: dict[str, Chart] = {
            "fan": self.fan,
            "place": self.place,
            "sweep": self.sweep,
            "epochs": self.epochs,
        }
        self.titles = {name: label("name") for name in self.charts}
        self.cards = {name: self._card(name, chart) for name, chart in self.charts.items()}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8 if small else 10)
        self.left = self._column("fan", "place", (self.tr("Fan"), self.tr("Locations")))
        self.right = self._column("sweep", "epochs", (self.tr("Values"), self.tr("Epochs")))
        row.addWidget(self.left, 5)
        row.addWidget(self.right, 6)
        self.right.want("sweep", False)
        self.left.want("place", not small)
        self._due: dict[str, Callable[[], None]] = {}
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._draw_next)
        self.sweep.chosen.connect(self.chosen)

    @property
    def is_drawn(self) -> bool:
        """Whether all pictures show what was found last."""
        return not self._due

    @property
    def seconds(self) -> float:
        """What the last drawing of all pictures took."""
        return sum(chart.seconds for chart in self.charts.values() if chart.isVisible())

    def draw(self, findings: Findings, chosen: int, theme: Theme) -> None:
        """Show what is found, one setting closely."""
        setting = findings.settings[chosen] if chosen < len(findings.settings) else None
        is_sweep = findings.plan.hyperparameter is not None
        self.right.want("sweep", is_sweep)
        self.right.want("epochs", not (self.small and is_sweep))
        self._name(findings, chosen)
        due = {"fan": partial(self.fan.draw, findings.places, setting, theme)}
        if not self.small:
            due["place"] = partial(self.place.draw, setting, theme)
        if is_sweep:
            due["sweep"] = partial(self.sweep.draw, findings, chosen, theme)
        if setting is not None and not (self.small and is_sweep):
            due["epochs"] = partial(self.epochs.draw, findings, setting, theme)
        waiting = [name for name in self._due if name in due]  # has its turn first: or the last would never have one
        self._due = {name: due[name] for name in dict.fromkeys([*waiting, *due])}
        self._draw_next()

    def finish(self) -> None:
        """Draw at once what still waits for its turn."""
        while self._due:
            self._draw_next()

    def _draw_next(self) -> None:
        if self._due:
            self._due.pop(next(iter(self._due)))()
        if self._due:
            self._turn.start()

    def describe(self, words: str) -> None:
        """Say in words what is seen, for those who hear it."""
        for chart in self.charts.values():
            chart.setAccessibleDescription(words)

    def _name(self, findings: Findings, chosen: int) -> None:
        setting = findings.settings[chosen] if chosen < len(findings.settings) else None
        at = ""
        if findings.plan.hyperparameter is not None and setting is not None:
            at = self.tr(", at {value}").format(value=words_of(setting))
        fan = self.tr("The fan: one architecture, {count} networks{at}")
        self.titles["fan"].setText(fan.format(count=f"{findings.plan.resamples:,}", at=at))
        self.titles["place"].setText(self.tr("Where the error comes from{at}").format(at=at))
        is_learning = findings.plan.is_learning_curve
        self.titles["sweep"].setText(self.tr("Learning curve") if is_learning else self.tr("Which value is best"))
        self.titles["epochs"].setText(self.tr("During training{at}").format(at=at))

    def _column(self, upper: str, lower: str, tabs: tuple[str, str]) -> ChartStack:
        cards = {name: self.cards[name] for name in (upper, lower)}
        return ChartStack(cards, None if self.small else tabs)

    def _card(self, name: str, chart: Chart) -> QWidget:
        card = QWidget()
        if not self.small:
            card.setObjectName("lab-card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(card)
        box.setContentsMargins(0, 0, 0, 0) if self.small else box.setContentsMargins(10, 8, 8, 6)
        box.setSpacing(2)
        chart.small = self.small
        box.addWidget(self.titles[name])
        box.addWidget(chart.legend)
        box.addWidget(chart, 1)
        self.titles[name].setVisible(not self.small)  # once they stand in the card: or they would open as windows
        chart.legend.setVisible(not self.small or name != "fan")
        return card
