"""Further trainings beside a run in the foreground, with a bar on standard error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn

from netbuilder.commands.terminal.output import in_words
from netbuilder.commands.terminal.progress_bar import ProgressBar
from netbuilder.commands.terminal.stop_signals import stopped_by_signals
from netbuilder.messages import say

if TYPE_CHECKING:
    from netbuilder.project.project import Project
    from netbuilder.training.baseline import Baseline, Further
    from netbuilder.training.history import EpochRecord


def trained_further(project: Project, records: Sequence[EpochRecord], baseline: Baseline) -> Further:
    """What they showed; Ctrl+C ends them, and what is known by then counts."""
    from netbuilder.diagnosis.further_trainings import FurtherTrainings

    trainings = FurtherTrainings(project, records, baseline)
    with _FurtherProgress(trainings.count) as display, stopped_by_signals(trainings):
        for _ in trainings.run():
            display.advance()
    return trainings.found


class _FurtherProgress(ProgressBar):
    def __init__(self, count: int) -> None:
        super().__init__(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        text = in_words(say("More epochs and other splits, for the diagnosis"))
        self._task = self.bar.add_task(text, total=count)

    def advance(self) -> None:
        """One more is done."""
        self.bar.advance(self._task)
