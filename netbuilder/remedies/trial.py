"""Remedies tried out: each trained with several seeds beside the project as it is, and what that brought."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from threading import Event

from netbuilder.errors import UserError
from netbuilder.messages import Message, say
from netbuilder.project.edits import set_training
from netbuilder.project.project import Project
from netbuilder.remedies.case import Remedy, figure
from netbuilder.training.history import EpochRecord
from netbuilder.training.trainer import Training

SEEDS = 5
"""The project's own seed and those that follow: with fewer, luck decides."""
MAX_SECONDS = 8.0
"""A training that takes longer is not tried: the user would wait for minutes."""
LAST_SHARE = 0.1
"""The stretch at the end of a run whose mean is its result: a single epoch may be a lucky one."""
MOSTLY = 0.8
"""A remedy helps where it does in this share of the seeds."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a remedy brought. ``before``, ``after``: the final validation losses by seed, (seeds,); infinite where a
    training broke off. ``after`` is empty where the remedy could not be trained. Of a remedy that is judged by balanced
    accuracy they are what this lacks to 1."""

    remedy: Remedy
    before: tuple[float, ...]
    after: tuple[float, ...]

    @property
    def better(self) -> int:
        """In how many seeds the loss got lower."""
        return sum(after < before for before, after in zip(self.before, self.after, strict=False))

    @property
    def helps(self) -> bool:
        """Whether it lowers the loss, with most seeds and on the whole."""
        return bool(self.after) and self.better >= MOSTLY * len(self.after) and self.gain > 0

    @property
    def gain(self) -> float:
        """By how much the mean loss got lower; minus infinity where it could not be trained."""
        return fmean(self.before) - fmean(self.after) if self.after else -math.inf

    @property
    def share(self) -> float:
        """The gain as a share of the loss before, in hundredths: what lies closer is alike."""
        before = abs(fmean(self.before))
        return round(self.gain / before, 2) if before and math.isfinite(self.gain) else self.gain

    @property
    def message(self) -> Message:
        """What it brought, in one sentence."""
        if not self.after:
            return say("{name}: could not be trained.", name=self.remedy.title)
        balanced = self.remedy.judged_by == "balanced accuracy"
        means = [fmean(values) for values in (self.before, self.after)]
        before, after = (figure(1 - mean if balanced else mean) for mean in means)
        values = {
            "name": say("{remedy}, balanced accuracy", remedy=self.remedy.title) if balanced else self.remedy.title,
            "before": before,
            "after": after,
            "better": self.better,
            "seeds": len(self.after),
        }
        if self.helps:
            return say("{name}: {before} → {after}, better in {better} of {seeds} seeds.", **values)
        return say("{name}: {before} → {after}, better in only {better} of {seeds} seeds.", **values)


def tried(
    project: Project, remedies: Sequence[Remedy], stopping: Event | None = None, seeds: int = SEEDS
) -> Iterator[Trial]:
    """Try each remedy, one after the other, as soon as the project itself has been trained with the same seeds.

    Judged by the validation rows, never by the test rows. ``stopping`` ends it within one batch; what has not been
    tried by then is left out. Raises UserError where the project itself cannot be trained.
    """
    stopping = stopping or Event()
    before = _ends(project, seeds, stopping)
    for remedy in remedies:
        try:
            after = _ends(remedy.edit(project), seeds, stopping)
        except UserError:
            after = ()
        if stopping.is_set():
            return
        yield Trial(remedy, *(tuple(end[remedy.judged_by] for end in ends) for ends in (before, after)))


def in_order(trials: Sequence[Trial]) -> list[Trial]:
    """What helped comes first, and of that what helped most; of what helped alike, what was offered first."""
    return sorted(trials, key=lambda trial: (not trial.helps, -trial.share))


def too_long(records: Sequence[EpochRecord]) -> bool:
    """Whether a training such as this run takes too long to be tried."""
    return bool(records) and records[-1].seconds > MAX_SECONDS


def _ends(project: Project, seeds: int, stopping: Event) -> tuple[dict[str, float], ...]:
    first = project.training.seed
    return tuple(_end(set_training(project, seed=first + more), stopping) for more in range(seeds))


def _end(project: Project, stopping: Event) -> dict[str, float]:
    """By what a remedy may be judged, at the end of one training: the lower the better."""
    training = Training(project)
    for _ in training.run():
        if stopping.is_set():
            training.stop()
    last = training.records[-max(1, round(LAST_SHARE * len(training.records))) :]
    whole = len(training.records) and math.isfinite(last[-1].judged_by)
    ended = len(training.records) == project.training.epochs or project.training.patience is not None
    if not (whole and ended):
        return {"loss": math.inf, "balanced accuracy": math.inf}
    return {
        "loss": fmean(record.judged_by for record in last),
        "balanced accuracy": 1 - fmean(record.balanced_accuracy for record in last),
    }
