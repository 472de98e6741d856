"""The equation of a network that is a straight line, found beside the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netbuilder.data.pipeline import prepare
from netbuilder.predictions.equation import Equation, equation, is_line
from netbuilder.shapes.check_result import Check
from ui.language.text import shown
from ui.threads.background_work import BackgroundWork

if TYPE_CHECKING:
    from netbuilder.runs.folder import Run


class LineEquation(QObject):
    """Follows the run whose weights the network has."""

    told = Signal(str)
    """The equation, or nothing where there is none."""

    def __init__(self, ready: Callable[[], None], parent: QObject | None = None) -> None:
        """``ready`` is called on a thread before torch is used there; it waits for imports under way."""
        super().__init__(parent)
        self._ready = ready
        self._background = BackgroundWork(self)
        self._background.answered.connect(self._tell)
        self._wanted = False

    def show_run(self, run: Run | None, check: Check) -> None:
        """Find the equation of this run. ``check``: of the open project."""
        self._wanted = run is not None and bool(run.records) and is_line(check)
        if self._wanted and run is not None:
            self._background.ask(partial(_found, run, self._ready))
        else:
            self.told.emit("")

    def _tell(self, answer: object) -> None:
        self.told.emit(shown(answer.message) if self._wanted and isinstance(answer, Equation) else "")


def _found(run: Run, ready: Callable[[], None]) -> Equation | None:
    """The equation of the weights of a run. Raises UserError where its data or its weights cannot be read."""
    if run.project is None:
        return None
    ready()
    return equation(run.project, prepare(run.project.data), run.weights())
