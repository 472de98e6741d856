"""The experiments kept with the project's runs: listed, and shown again, on a thread beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.threads.background_work import BackgroundWork

if TYPE_CHECKING:
    from netbuilder.experiments.saved.saved_experiments import SavedExperiment
    from netbuilder.runs.folder import RunsFolder
    from ui.lab.findings import Findings


class ExperimentHistory(QObject):
    """Reads a folder of runs when it is asked to. ``ready``: returns once what is slow to import may be."""

    listed = Signal(object)
    """list of Kept, the newest first."""
    shown = Signal(object)
    """Findings of the experiment that was asked for, or a Message that says why they cannot be shown."""

    def __init__(self, ready: Callable[[], None] | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ready = ready
        self._lists, self._shows = BackgroundWork(self), BackgroundWork(self)
        self._lists.answered.connect(self.listed)
        self._shows.answered.connect(self.shown)

    @property
    def busy(self) -> bool:
        """Whether something is still being read."""
        return self._lists.busy or self._shows.busy

    def read(self, folder: RunsFolder | None) -> None:
        """List what is kept there."""
        self._ask(self._lists, lambda: _read(folder))

    def show(self, kept: SavedExperiment) -> None:
        """Have an experiment shown again."""
        self._ask(self._shows, lambda: _revived(kept))

    def show_newest(self, folder: RunsFolder | None) -> None:
        """Have the newest one shown again, if there is one."""
        self._ask(self._shows, lambda: _newest(folder))

    def forget_shown(self) -> None:
        """What was asked to be shown comes too late: nothing is shown of it."""
        self._shows.forget()

    def _ask(self, background: BackgroundWork, work: Callable[[], object]) -> None:
        ready = self._ready

        def when_ready() -> object:
            if ready is not None:
                ready()
            return work()

        background.ask(when_ready)


def _read(folder: RunsFolder | None) -> list[SavedExperiment]:
    from netbuilder.experiments.saved.experiment_names import numbered

    if folder is None or not numbered(folder.path):
        return []
    from netbuilder.experiments.saved.saved_experiments import saved_experiments

    return saved_experiments(folder)[::-1]


def _newest(folder: RunsFolder | None) -> Findings | None:
    newest = next((one for one in _read(folder) if one.problem is None), None)
    return _revived(newest) if newest is not None else None


def _revived(kept: SavedExperiment) -> Findings | None:
    from ui.lab.load_results import loaded_findings

    return loaded_findings(kept)
