"""Remedies tried out: each trained with several seeds beside the project as it is, and what that brought."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from threading import Event

from netbuilder.data.pipeline import Prepared, prepare
from netbuilder.data.settings import DataSettings
from netbuilder.errors import UserError
from netbuilder.messages import Message, say
from netbuilder.project.edits import set_training
from netbuilder.project.project import Project
from netbuilder.remedies.case import Remedy, figure
from netbuilder.runs.comparison import same_validation_rows
from netbuilder.training.history import EpochRecord
from netbuilder.training.trainer import Training

SEEDS = 5
"""The project's own seed and those that follow: with fewer, luck decides."""
FEWEST_SEEDS = 3
"""With fewer than that nothing is said of what a remedy brought."""
MAX_SECONDS = 8.0
"""A training that takes longer is not tried: the user would wait for minutes."""
LAST_SHARE = 0.1
"""The stretch at the end of a run whose mean is its result: a single epoch may be a lucky one."""
End = dict[str, float]
"""By what a remedy may be judged, at the end of one training: the lower the better."""
MOSTLY = 0.8
"""A remedy helps where it does in this share of the seeds."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a remedy brought so far. ``before``, ``after``: the final validation losses by seed, (seeds,); infinite
    where a training broke off. ``after`` is empty where the remedy could not be trained. ``whole``: whether it has been
    trained with all seeds; ``same_rows``: whether the same rows validate both, so that the losses can be compared. Of a
    remedy that is judged by balanced accuracy, ``before`` and ``after`` are what this lacks to 1."""

    remedy: Remedy
    before: tuple[float, ...]
    after: tuple[float, ...]
    whole: bool = True
    same_rows: bool = True

    @property
    def judged(self) -> bool:
        """Whether enough seeds are done to say what it brought."""
        return self.whole or len(self.after) >= FEWEST_SEEDS

    @property
    def better(self) -> int:
        """In how many seeds the loss got lower."""
        return sum(after < before for before, after in zip(self.before, self.after, strict=False))

    @property
    def helps(self) -> bool:
        """Whether it lowers the loss, with most seeds and on the whole."""
        return self.judged and bool(self.after) and self.better >= MOSTLY * len(self.after) and self.gain > 0

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
        if not self.after:
            return say("could not be trained")
        values = {
            "before": self._shown(self.before),
            "after": self._shown(self.after),
            "better": self.better,
            "seeds": len(self.after),
        }
        if self.remedy.judged_by == "balanced accuracy":
            return say("balanced accuracy {before} → {after}, better in {better} of {seeds} seeds", **values)
        if not self.same_rows:
            return say("{before} → {after}, lower in {better} of {seeds} seeds (on other validation rows)", **values)
        if self.helps:
            return say("{before} → {after}, better in {better} of {seeds} seeds", **values)
        if not self.better:
            return say("{before} → {after}, better in none of {seeds} seeds", **values)
        return say("{before} → {after}, better in only {better} of {seeds} seeds", **values)

    def _shown(self, ends: Sequence[float]) -> Message | str:
        mean = fmean(ends)
        if not math.isfinite(mean):
            return say("no number")
        return figure(1 - mean if self.remedy.judged_by == "balanced accuracy" else mean)


class Trials:
    """A project and its remedies, trained with one seed after another, so that something is known of all of them soon.

    What is done stays: ``run`` may be stopped and called again, and goes on. Judged by the validation rows, never by
    the test rows. ``earlier``: trials whose results are taken over, where they are of the same project.
    """

    def __init__(
        self, project: Project, remedies: Sequence[Remedy], seeds: int = SEEDS, earlier: Trials | None = None
    ) -> None:
        self.project, self.remedies, self.seeds = project, tuple(remedies), seeds
        same = earlier is not None and earlier.of(project)
        self._before: list[End] = list(earlier._before) if same and earlier is not None else []
        self._after: dict[str, list[End]] = dict(earlier._after) if same and earlier is not None else {}
        self._impossible: set[str] = set()
        self._prepared: tuple[DataSettings, Prepared] | None = None

    def of(self, project: Project) -> bool:
        """Whether these are trials of this project, wherever its nodes lie and whatever its notes say."""
        mine = self.project
        return (mine.graph, mine.data, mine.training) == (project.graph, project.data, project.training)

    @property
    def done(self) -> int:
        """How many trainings are over, of ``count``."""
        tried = sum(self.seeds if self._cannot(one) else len(self._of(one)) for one in self.remedies)
        return len(self._before) + tried

    @property
    def count(self) -> int:
        """How many trainings there are in all."""
        return self.seeds * (1 + len(self.remedies))

    def trial(self, remedy: Remedy) -> Trial | None:
        """What is known of a remedy; None where it has not been trained yet."""
        before, after = (
            tuple(end[remedy.judged_by] for end in ends)
            for ends in (self._before, self._of(remedy)[: len(self._before)])
        )
        if self._cannot(remedy):
            return Trial(remedy, before, ())
        if not after:
            return None
        same = same_validation_rows(self.project, remedy.edit(self.project))
        return Trial(remedy, before[: len(after)], after, len(after) >= self.seeds, same)

    def run(self, stopping: Event | None = None) -> Iterator[Trial]:
        """Train; what is known of a remedy is told after each of its trainings. ``stopping`` ends it within one batch.

        Raises UserError where the project itself cannot be trained.
        """
        stopping = stopping or Event()
        for number in range(self.seeds):
            if number == len(self._before):
                end = self._end(self.project, number, stopping)
                if stopping.is_set():
                    return
                self._before.append(end)
            for remedy in self.remedies:
                if number == len(self._of(remedy)) and not self._cannot(remedy):
                    self._try(remedy, number, stopping)
                    if stopping.is_set():
                        return
                    found = self.trial(remedy)
                    if found is not None:
                        yield found

    def _try(self, remedy: Remedy, number: int, stopping: Event) -> None:
        try:
            end = self._end(remedy.edit(self.project), number, stopping)
        except UserError:
            self._impossible.add(str(remedy.title))
            return
        if not stopping.is_set():
            self._after[str(remedy.title)] = [*self._of(remedy), end]

    def _of(self, remedy: Remedy) -> list[End]:
        return self._after.get(str(remedy.title), [])

    def _cannot(self, remedy: Remedy) -> bool:
        return str(remedy.title) in self._impossible

    def _end(self, project: Project, number: int, stopping: Event) -> End:
        """How a training with one of the seeds ends. The rows are prepared once for all that have the same."""
        if self._prepared is None or self._prepared[0] != project.data:
            self._prepared = (project.data, prepare(project.data))
        seeded = set_training(project, seed=self.project.training.seed + number)
        return _end(seeded, self._prepared[1], stopping)


def tried(project: Project, remedies: Sequence[Remedy], seeds: int = SEEDS) -> list[Trial]:
    """All remedies tried with all seeds. Raises UserError where the project itself cannot be trained."""
    trials = Trials(project, remedies, seeds)
    for _ in trials.run():
        pass
    return [trial for trial in map(trials.trial, remedies) if trial is not None]


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


def _end(project: Project, prepared: Prepared, stopping: Event) -> End:
    training = Training(project, prepared=prepared, stopping=stopping)
    for _ in training.run():
        pass
    last = training.records[-max(1, round(LAST_SHARE * len(training.records))) :]
    whole = len(training.records) and math.isfinite(last[-1].judged_by)
    ended = len(training.records) == project.training.epochs or project.training.patience is not None
    if not (whole and ended):
        return {"loss": math.inf, "balanced accuracy": math.inf}
    return {
        "loss": fmean(record.judged_by for record in last),
        "balanced accuracy": 1 - fmean(record.balanced_accuracy for record in last),
    }
