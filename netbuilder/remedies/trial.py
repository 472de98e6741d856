"""What a remedy brought where it was tried: losses by seed, and how far the difference is more than chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from netbuilder.messages import Message, say
from netbuilder.project.project import Project
from netbuilder.remedies.case import Remedy, figure
from netbuilder.remedies.paired import UNKNOWN, Difference
from netbuilder.training.history import EpochRecord

SEEDS = 8
"""The project's own seed and those that follow: with fewer, luck decides."""
FEWEST_SEEDS = 3
"""With fewer than that nothing is said of what a remedy brought."""
READY_SECONDS = 10.0
"""After so much computing no more seeds are begun where the user waits, once all are tried with the fewest."""
MAX_SECONDS = 8.0
"""A training that takes longer is not tried: the user would wait for minutes."""
MOSTLY = 0.8
"""A remedy helps where it does in this share of the seeds."""
SURE = 0.75
"""It helps where other rows and other seeds would show so with this chance. With four of five seeds besides, 97 % of
what was called better was so on fresh rows and seeds (the kinds of data of ``tests/perf/remedy_kinds.py`` that this was
chosen by); with 0.9 it were 99 %, of three quarters as many."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a remedy brought so far. ``before``, ``after``: the final validation losses by seed, (seeds,); infinite
    where a training broke off. ``after`` is empty where the remedy could not be trained. ``found``: by how much the
    loss got lower, and how far that is sure. ``whole``: whether it has been trained with all seeds; ``same_rows``:
    whether the same rows validate both, so that the losses can be compared; ``seconds``: of a remedy that was not tried
    as that takes too long, how long one training would take. Of a remedy that is judged by balanced accuracy,
    ``before`` and ``after`` are what this lacks to 1."""

    remedy: Remedy
    before: tuple[float, ...]
    after: tuple[float, ...]
    found: Difference = UNKNOWN
    whole: bool = True
    same_rows: bool = True
    seconds: float | None = None

    @property
    def judged(self) -> bool:
        """Whether enough seeds are done to say what it brought."""
        return self.seconds is None and (self.whole or len(self.after) >= FEWEST_SEEDS)

    @property
    def better(self) -> int:
        """In how many seeds the loss got lower."""
        return sum(after < before for before, after in zip(self.before, self.after, strict=False))

    @property
    def helps(self) -> bool:
        """Whether it surely lowers the loss: with most seeds, and by more than chance may make of these rows and seeds.
        Where trainings broke off before and none does now, that is enough."""
        if not (self.judged and self.after and self.better >= MOSTLY * len(self.after) and self.gain > 0):
            return False
        return math.isinf(self.gain) or self.found.least(SURE) > 0

    @property
    def undecided(self) -> bool:
        """Whether chance alone may make such a difference."""
        return bool(self.after) and math.isfinite(self.gain) and self.found.least(SURE) <= 0 <= self.found.most(SURE)

    @property
    def gain(self) -> float:
        """By how much the mean loss got lower; minus infinity where a training broke off, or none was possible."""
        after = fmean(self.after) if self.after else math.inf
        return fmean(self.before) - after if math.isfinite(after) else -math.inf

    @property
    def share(self) -> float:
        """The gain as a share of the loss before, in hundredths: what lies closer is alike."""
        before = abs(fmean(self.before))
        return round(self.gain / before, 2) if before and math.isfinite(self.gain) else self.gain

    @property
    def message(self) -> Message:
        """What it brought, in one sentence."""
        return say("{name}: {brought}.", name=self.remedy.title, brought=self.brought)

    @property
    def brought(self) -> Message:
        """The same without the name of the remedy, as a clause."""
        if self.seconds is not None:
            return say("not tried, as one training takes about {seconds} s", seconds=f"{self.seconds:.0f}")
        if not self.after:
            return say("could not be trained")
        values = {
            "change": self._change,
            "better": self.better,
            "seeds": len(self.after),
        }
        if not self.same_rows:
            return say("{change}, lower in {better} of {seeds} seeds (on other validation rows)", **values)
        if self.undecided:
            return say("{change}, no difference that can be told from chance", **values)
        if self.helps:
            return say("{change}, better in {better} of {seeds} seeds", **values)
        if not self.better:
            return say("{change}, better in none of {seeds} seeds", **values)
        return say("{change}, better in only {better} of {seeds} seeds", **values)

    @property
    def _change(self) -> Message:
        values = {"before": self._shown(self.before), "after": self._shown(self.after)}
        if self.remedy.judged_by == "balanced accuracy":
            return say("balanced accuracy {before} → {after}", **values)
        return say("{before} → {after}", **values)

    def _shown(self, ends: Sequence[float]) -> Message | str:
        mean = fmean(ends)
        if not math.isfinite(mean):
            return say("no number")
        return figure(1 - mean if self.remedy.judged_by == "balanced accuracy" else mean)


def in_order(trials: Sequence[Trial]) -> list[Trial]:
    """What helped comes first, and of that what helped most; of what helped alike, what was offered first. What was
    measured on other rows cannot be compared, and follows on it."""
    return sorted(trials, key=lambda trial: (not trial.helps, not trial.same_rows, -trial.share))


def expected_seconds(records: Sequence[EpochRecord], project: Project) -> float:
    """How long one training of a project takes, told by this run of it; nan where there is no epoch."""
    if not records:
        return math.nan
    rest = project.training.epochs / len(records) if project.training.patience is None else 1.0
    return records[-1].seconds * max(1.0, rest)


def too_long(records: Sequence[EpochRecord], project: Project) -> bool:
    """Whether a training of the project takes too long to be tried, told by this run of it."""
    return expected_seconds(records, project) > MAX_SECONDS
