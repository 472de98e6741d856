"""What was tried and what it has changed: the values, and the line that says so beneath the drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netbuilder.project.project import Project
from netbuilder.runs.comparison import compared, compared_epochs, same_validation_rows
from ui.diagnosis.live_diagnosis import Subject
from ui.language.text import shown

if TYPE_CHECKING:
    from netbuilder.remedies.offers import Remedy
    from netbuilder.remedies.trial import Trial
    from netbuilder.runs.folder import Run

translate = QCoreApplication.translate


@dataclass(frozen=True, eq=False)
class Attempt:
    """A remedy that was tried: the project before it and after it, the very objects of the history."""

    remedy: Remedy
    before: Project
    after: Project


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two runs, of which the second has ended; ``attempt``: what lies between them, where it was a remedy."""

    before: Subject
    after: Subject
    attempt: Attempt | None

    def stands(self, project: Project) -> bool:
        """Whether the project is as the remedy has left it, so that one step back takes the remedy back."""
        return self.attempt is not None and project is self.attempt.after

    def words(self) -> str:
        """The numbers of both runs, and what lies between them."""
        change = shown(compared(self.before.records, self.after.records))
        if same_validation_rows(self.before.project, self.after.project):
            return f"{self._what()}: {change}."
        text = translate("Outcomes", "{what}: {change} (measured on other rows).")
        return text.format(what=self._what(), change=change)

    def _what(self) -> str:
        if self.attempt is not None:
            return shown(self.attempt.remedy.title)
        if self.before.run is None or self.after.run is None:
            return translate("Outcomes", "Previous run → this one")
        text = translate("Outcomes", "Run {before} → run {after}")
        return text.format(before=self.before.run.number, after=self.after.run.number)


def under_way(before: Subject | None, attempt: Attempt | None) -> str:
    """Which run lies under the one that learns, and what is tried; empty where there was none before."""
    if before is None:
        return ""
    run = translate("Outcomes", "the previous run")
    if before.run is not None:
        run = translate("Outcomes", "run {run}").format(run=before.run.number)
    if attempt is None:
        return translate("Outcomes", "Compared with {run}, whose curves are shown underneath.").format(run=run)
    text = translate("Outcomes", "Trying: {remedy}. The curves of {run} are shown underneath.")
    return text.format(remedy=shown(attempt.remedy.title), run=run)


def restored(run: Run, epoch: int) -> str:
    """What it brought to take the network back to this epoch of its run."""
    change = shown(compared_epochs(run.records[-1], run.record(epoch)))
    return translate("Outcomes", "Epoch {epoch} restored: {change}.").format(epoch=epoch, change=change)


def brought(trial: Trial | None, seeds: int) -> str:
    """What a remedy brought where it was tried, or how far that is; ``seeds``: with how many it is tried at least."""
    if trial is None:
        return translate("Outcomes", "Not tried yet")
    if trial.seconds is not None:
        text = translate("Outcomes", "Not tried: one training takes about {seconds} s")
        return text.format(seconds=f"{trial.seconds:.0f}")
    if not trial.after:
        return translate("Outcomes", "Could not be trained")
    if not trial.judged:
        text = translate("Outcomes", "Being tried: {done} of {seeds} seeds")
        return text.format(done=len(trial.after), seeds=seeds)
    if trial.helps or trial.undecided or not trial.same_rows:
        return shown(trial.brought)
    return translate("Outcomes", "Brought nothing: {figures}").format(figures=shown(trial.brought))


def rank(trial: Trial | None) -> tuple[int, float]:
    """Where a remedy stands among the others: what helped most comes first, what brought nothing last, behind what made
    no difference that can be told."""
    if trial is None or not trial.judged:
        return (2, 0.0)
    if not trial.helps:
        return (3 if trial.undecided else 4, 0.0)
    return (0 if trial.same_rows else 1, -trial.share)
