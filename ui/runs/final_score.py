"""The test rows, opened by the user: asked about once, scored beside the window, said in a banner."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from netbuilder.errors import UserError
from netbuilder.messages import Message
from netbuilder.project.project import Project
from ui.language.text import shown
from ui.project.bridge import Bridge
from ui.shell.banners import Banners
from ui.threads.background_work import BackgroundWork
from ui.training.worker import Worker

if TYPE_CHECKING:
    from netbuilder.kept_runs.final_score import FinalScore as FinalFigures
    from netbuilder.runs.folder import Run, RunsFolder


class FinalScore(QObject):
    """Scores one run at a time, while nothing trains."""

    def __init__(self, bridge: Bridge, worker: Worker, banners: Banners) -> None:
        super().__init__(bridge)
        self._bridge, self._worker, self._banners = bridge, worker, banners
        self._work = BackgroundWork(self)
        self._work.answered.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether rows are being scored."""
        return self._work.busy

    def open(self, run: Run | None) -> None:
        """Score the test rows of a run with its best epoch; before it is done for the first time, ask."""
        folder = self._bridge.runs
        if run is None or folder is None or self._worker.state != "idle" or self.busy:
            return
        from netbuilder.kept_runs.final_score import never_opened, require_test_rows

        try:
            require_test_rows(run)
            if never_opened(folder, run) and not self._agreed(run):
                return
        except UserError as error:
            self._banners.tell(shown(error.message), "error")
            return
        self._work.ask(partial(_scored, self._worker.ready, folder, run, self._bridge.project))

    def _agreed(self, run: Run) -> bool:
        """Explain what it means to open them, and ask."""
        question = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Test rows"),
            self.tr("Open the test rows for run {run}?").format(run=run.number),
            QMessageBox.StandardButton.Cancel,
            self._banners.window(),
        )
        question.setInformativeText(
            self.tr(
                "They give the figure to report: how good the best epoch is on rows that neither the training nor you "
                "have used. The validation rows were used to choose the epoch and the settings, so their loss is a "
                "little too good.\n\nOpen them once, when everything else is decided. If you change something because "
                "of what they show, the next figure is no longer unbiased. The run remembers when they were opened."
            )
        )
        sure = question.addButton(self.tr("Open test rows"), QMessageBox.ButtonRole.AcceptRole)
        question.setDefaultButton(sure)
        question.exec()
        return question.clickedButton() is sure

    def _tell(self, answer: tuple[Run, FinalFigures] | Message) -> None:
        if isinstance(answer, Message):
            self._banners.tell(shown(answer), "error")
            return
        from netbuilder.kept_runs.final_score import of_classes, sentence

        run, (opened, reason, classes) = answer
        of_each = of_classes(classes) if classes is not None else None
        told = " ".join(map(shown, filter(None, (sentence(run.number, opened), of_each, reason))))
        self._banners.tell(told, "good" if reason is None else "warning")
        self._bridge.set_runs(self._bridge.runs)


def _scored(
    ready: Callable[[], None] | None, folder: RunsFolder, run: Run, project: Project
) -> tuple[Run, FinalFigures]:
    """On a thread beside the window."""
    if ready is not None:
        ready()
    from netbuilder.kept_runs.final_score import open_test_rows

    return run, open_test_rows(folder, run, project)
