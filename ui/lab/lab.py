"""The lab of one window: its experiment runner, its tab, and its own window, which is made when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from netbuilder.messages import Message
from ui.lab.charts.prebuild import Prebuild
from ui.lab.experiment_history import ExperimentHistory
from ui.lab.experiment_runner import ExperimentRunner
from ui.lab.lab_tab import LabTab
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.training.worker import Worker

if TYPE_CHECKING:
    from ui.lab.lab_window import LabWindow


class Lab(QObject):
    """Measures the open project; the tab and the window show the same."""

    def __init__(self, bridge: Bridge, worker: Worker, themes: Themes, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._themes = bridge, themes
        self.runner = ExperimentRunner(worker, self)
        self._ahead, self._ahead_of_tab = Prebuild(self), Prebuild(self, small=True)
        self.tab = LabTab(self.runner, self._ahead_of_tab, themes)
        self.history = ExperimentHistory(worker.ready, self)
        self._window: LabWindow | None = None
        self.runner.state_changed.connect(self._leave_earlier_ones)
        self.runner.ended.connect(self._list)
        self.history.shown.connect(self._show)
        self.tab.wanted.connect(self._measure)
        self.tab.opened.connect(self.open)

    @property
    def window(self) -> LabWindow:
        """The window, which may be hidden."""
        if self._window is None:
            from ui.lab.lab_window import LabWindow

            self._window = LabWindow(self._bridge, self.runner, self._ahead.board, self._themes)
            self.history.listed.connect(self._window.earlier.offer)
            self._window.earlier.wanted.connect(self.history.show)
            self._list()
        return self._window

    def _measure(self) -> None:
        self.window.measure()

    def prepare(self) -> None:
        """Make pictures while there is time, so that nobody waits for them."""
        self._ahead.begin()
        self._ahead_of_tab.begin()

    def open(self) -> None:
        """Show the window in front of all others."""
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def forget(self) -> None:
        """Another project is to be shown: what was measured of the one before is of no use for it."""
        self.runner.close()
        self.runner.show(None)

    def take_up(self) -> None:
        """Show what was measured last of the project that is open now."""
        self.history.show_newest(self._bridge.runs)
        if self._window is not None:
            self._list()

    def _leave_earlier_ones(self, state: str) -> None:
        """An experiment that was still being read must not take the place of the one that has begun."""
        if state != "idle":
            self.history.forget_shown()

    def _list(self) -> None:
        if self._window is not None:
            self.history.read(self._bridge.runs)

    def _show(self, answer: object) -> None:
        """What was kept is shown, unless something is being measured; a Message says that its data are gone."""
        from ui.lab.findings import Findings

        if isinstance(answer, Findings):
            self.runner.show(answer)
        elif isinstance(answer, Message):
            self.runner.failed.emit(answer)

    def close(self) -> None:
        """The program's window closes: stop what is under way, and close the lab with it."""
        self.runner.close()
        self._ahead.close()
        self._ahead_of_tab.close()
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None
