"""Where everything stands in the window: canvas in the middle, panels around it."""

from __future__ import annotations

from functools import cached_property, partial
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget

from ui.canvas.canvas import Canvas
from ui.charts.curves import Curves
from ui.charts.time_travel import TimeTravel
from ui.code.code_pane import Code
from ui.diagnosis.diagnosis_strip import DiagnosisStrip
from ui.finding.find_bar import FindBar
from ui.forms.inspector import Inspector
from ui.lab.lab import Lab
from ui.landscape.landscape_panel import LandscapePanel
from ui.layer_statistics.layers_panel import LayersPanel
from ui.palette.entries import offered
from ui.palette.palette import Palette
from ui.palette.suggestions import fitting_kinds
from ui.predictions.predictions_panel import PredictionsPanel
from ui.project.bridge import Bridge
from ui.project.problems_panel import ProblemsPanel
from ui.runs.runs_panel import RunsPanel
from ui.shell.right_side import RightSide
from ui.stepping.batch_window import open_batch
from ui.stepping.step_panel import StepPanel
from ui.stepping.wire_values import WireValues
from ui.theme.themes import Themes
from ui.training.worker import Worker
from ui.widgets.whole_tabs import WholeTabs

PALETTE_WIDTH, INSPECTOR_WIDTH, RESULTS_HEIGHT = 216, 300, 268
"""Sizes at the first start, in pixels of a screen of ordinary density."""
Area = Qt.DockWidgetArea
translate = QCoreApplication.translate


class Views:
    """The views of one open document, and the docks that hold them by name."""

    def __init__(self, window: QMainWindow, bridge: Bridge, worker: Worker, themes: Themes) -> None:
        self._window, self._bridge, self._themes, self._ready = window, bridge, themes, worker.ready
        self.canvas = Canvas(bridge, themes)
        self.palette = Palette(themes, partial(offered, bridge), partial(fitting_kinds, bridge))
        self.inspector = Inspector(bridge, worker, themes)
        self.problems = ProblemsPanel(bridge, themes)
        self.curves = Curves(bridge, worker, themes)
        self.time_travel = TimeTravel(self.curves, worker, themes)
        self.predictions = PredictionsPanel(bridge, worker, themes)
        self.lab = Lab(bridge, worker, themes, window)
        self.code = Code(bridge, themes)
        self.runs = RunsPanel(bridge, worker, themes)
        self.layers = LayersPanel(bridge, worker, themes)
        self.stepping = StepPanel(bridge, worker, themes)
        self.landscape = LandscapePanel(bridge, worker, themes)
        self.wire_values = WireValues(self.canvas, self.stepping.walk)
        self.diagnosis = DiagnosisStrip(themes)
        self.right_side = RightSide(self.inspector, self.problems)
        self.centre = self._framed()
        window.setCentralWidget(self.centre)
        self.docks = {
            "palette": self._dock("palette", self.palette, Area.LeftDockWidgetArea),
            "inspector": self._dock("inspector", self.right_side, Area.RightDockWidgetArea),
            "curves": self._dock("curves", self._stacked(self.curves, self.time_travel), Area.BottomDockWidgetArea),
            "results": self._dock("results", self._results(), Area.BottomDockWidgetArea),
        }
        self._order()
        self.arrange()
        self._connect(worker)

    @cached_property
    def find_bar(self) -> FindBar:
        """The bar in which one searches for a node."""
        return FindBar(self._bridge, self.canvas, self._themes)

    @property
    def covers(self) -> int:
        """The height at the canvas's upper edge that breadcrumbs and find bar take, in pixels."""
        return max(self.canvas.breadcrumbs.covers, self.find_bar.covers if "find_bar" in self.__dict__ else 0)

    def _connect(self, worker: Worker) -> None:
        """What is chosen in one view is shown in the others."""
        self.palette.chosen.connect(self.canvas.add_layer)
        self._offered: object = None
        self._bridge.changed.connect(lambda _change: self._offer_blocks())
        self._bridge.level.entered.connect(lambda _level: self._offer_blocks())
        self._bridge.library.changed.connect(self.palette.list.follow)
        self.problems.reveal.connect(self.canvas.reveal)
        self.problems.data_wanted.connect(self.show_data)
        self.wire_values.opened.connect(self.stepping.open_array)
        self.stepping.secret.connect(self.wire_values.keep)
        self.stepping.walk.moved.connect(self._light_code)
        self.stepping.rows_wanted.connect(self.show_batch)
        for action in self.stepping.menus.run.actions():
            self._window.addAction(action)  # its key is heard whatever tab is in front
            action.triggered.connect(lambda _checked=False: self._turn_to_stepping())
        self.inspector.rows_wanted.connect(partial(self.show_batch, 1, 1))
        self.canvas.node_menu_opening.connect(self.stepping.menus.add_to)
        self._bridge.wire_refused.connect(self.right_side.tell)
        self.runs.curves_wanted.connect(self.curves.show_run)
        self.runs.curves_wanted.connect(self.predictions.show_run)
        self.runs.curves_wanted.connect(self.layers.show_run)
        self.runs.curves_wanted.connect(self.time_travel.show_run)
        self.runs.curves_wanted.connect(self.inspector.show_run)
        self.time_travel.epoch_shown.connect(self.curves.look_at)
        self.time_travel.epoch_shown.connect(self.predictions.look_at)
        self.time_travel.epoch_shown.connect(self.layers.look_at)
        self.runs.named.connect(self.curves.name_runs)
        self.runs.overlay_wanted.connect(self.curves.overlay)
        self.runs.band_wanted.connect(self.curves.band)
        self.canvas.properties_wanted.connect(self.inspector.setFocus)
        self.inspector.left.connect(self.canvas.setFocus)
        worker.state_changed.connect(lambda state: self.canvas.set_running(state in ("running", "stopping")))

    def _offer_blocks(self) -> None:
        """The palette lists other blocks, and inside a block other layers."""
        level, blocks = self._bridge.level.path, self._bridge.project.blocks
        offered = level, tuple((name, block.name, block.colour, block.note) for name, block in blocks.items())
        if offered != self._offered:
            self._offered = offered
            self.palette.list.follow()

    def arrange(self) -> None:
        """The sizes of the first start."""
        docks, window = self.docks, self._window
        window.splitDockWidget(docks["curves"], docks["results"], Qt.Orientation.Horizontal)
        sides = [docks["palette"], docks["inspector"]]
        window.resizeDocks(sides, [PALETTE_WIDTH, INSPECTOR_WIDTH], Qt.Orientation.Horizontal)
        window.resizeDocks([docks["curves"]], [RESULTS_HEIGHT], Qt.Orientation.Vertical)
        window.resizeDocks([docks["curves"], docks["results"]], [660, 620], Qt.Orientation.Horizontal)

    def show_data(self) -> None:
        """The data, with a look at them."""
        self.docks["inspector"].show()
        self.inspector.show_data()

    def show_factors(self) -> None:
        """Overfitting factors on sliders, and the predictions that they change."""
        for name in ("inspector", "results"):
            self.docks[name].show()
        self.inspector.show_factors()
        self.results.setCurrentWidget(self.predictions)

    def step(self) -> None:
        """The next moment of a minibatch."""
        self._turn_to_stepping()
        self.stepping.walk.step()

    def _turn_to_stepping(self) -> None:
        """Show the minibatch; the code stays in front, for one watches which of its lines are executed."""
        self.docks["results"].show()
        watched = self.results.currentWidget() is self.code and self.stepping.walk.record is not None
        if not watched or self.stepping.predicting:
            self.results.setCurrentWidget(self.stepping)

    def _light_code(self) -> None:
        moment = self.stepping.walk.moment
        self.code.show_phase(moment.phase if moment is not None else None)

    def show_batch(self, epoch: int, batch: int) -> None:
        """The rows of a minibatch, in a window of their own."""
        open_batch(self._window, self._bridge, self._themes, self._ready, epoch, batch)

    def take_keys(self, *, empty: bool) -> None:
        """Have the keys where one goes on: at the layers while nothing is drawn, else at the drawing."""
        if empty and self.docks["palette"].isVisibleTo(self._window):
            self.palette.search()
        else:
            self.canvas.setFocus()

    def show_devices(self, present: tuple[str, ...]) -> None:
        """Offer only the devices that this machine has."""
        self.inspector.show_devices(present)

    def _order(self) -> None:
        """Tab goes as the eye does: layers, canvas, remedies, inspector. Qt would take the order of their making."""
        QWidget.setTabOrder(self.palette.list, self.canvas)
        stops = (self.canvas, *self.diagnosis.stops, self.inspector)
        for stop, following in pairwise(stops):
            QWidget.setTabOrder(stop, following)

    def _framed(self) -> QWidget:
        """Canvas and diagnosis in a frame with room for banners; whoever gives the frame the keys means the canvas."""
        centre = self._stacked(self.canvas, self.diagnosis)
        centre.setFocusProxy(self.canvas)
        return centre

    def _stacked(self, upper: QWidget, lower: QWidget) -> QWidget:
        """Two widgets as one, of which the upper one takes all room that the lower one does not need."""
        whole = QWidget(self._window)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(upper, 1)
        column.addWidget(lower)
        return whole

    def _results(self) -> QWidget:
        self.results = tabs = WholeTabs(self._window, self.curves)
        tabs.setObjectName("results-tabs")
        tabs.addTab(self.predictions, translate("Views", "Predictions"))
        tabs.addTab(self.lab.tab, translate("Views", "Bias–variance"))
        tabs.addTab(self.code, translate("Views", "Code"))
        tabs.addTab(self.runs, translate("Views", "Runs"))
        tabs.addTab(self.layers, translate("Views", "Layers"))
        tabs.addTab(self.stepping, translate("Views", "Minibatch"))
        tabs.addTab(self.landscape, translate("Views", "Landscape"))
        tabs.tabBarDoubleClicked.connect(lambda place: self.lab.open() if tabs.widget(place) is self.lab.tab else None)
        return tabs

    def _dock(self, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(self._window)
        dock.setObjectName(name)
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        dock.setTitleBarWidget(QWidget(dock))
        dock.setWidget(widget)
        self._window.addDockWidget(area, dock)
        return dock
