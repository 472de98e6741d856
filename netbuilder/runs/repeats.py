"""The same training with one seed after another: what is luck, and what the network does."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from netbuilder.messages import Message, say
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.runs.results import Result

SEEDS = 8
"""So many by default: enough to see how much is luck, and few enough to wait for."""
MAX_SEED = 2**31 - 1
BROKEN_OFF = ("running", "stopped", "interrupted", "out of memory")
"""Ends (as in ``Finished``, or of a run on the disk) of repeats that are no match for those that were left alone."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """One project with ``count`` seeds, from its own upwards. ``group``: what the notes of all its runs share."""

    project: Project
    count: int = SEEDS
    group: str = field(default_factory=lambda: uuid4().hex[:12])

    def projects(self) -> tuple[Project, ...]:
        """The project with each of the seeds, its own first; where no larger ones are left, from below."""
        first = min(self.project.training.seed, MAX_SEED - self.count + 1)
        return tuple(edits.set_training(self.project, seed=first + number) for number in range(self.count))


MAX_DIGITS = 5
"""Behind the point; with a smaller deviation numbers have three digits in all."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A number of several runs: its mean, and the standard deviation from run to run, of a sample (n − 1 in the
    denominator); 0 where there is but one."""

    mean: float
    deviation: float

    def __str__(self) -> str:
        """The mean with as many digits as the deviation leaves it: "0.260 ± 0.005"."""
        if not self.deviation or not math.isfinite(self.deviation):
            return f"{self.mean:.3g} ± {self.deviation:.1g}"
        rough = float(f"{self.deviation:.1g}")
        digits = max(0, -math.floor(math.log10(rough)))
        if digits > MAX_DIGITS:
            return f"{self.mean:.3g} ± {rough:.1g}"
        return f"{self.mean:.{digits}f} ± {rough:.{digits}f}"


def spread(values: Iterable[float | None]) -> Spread | None:
    """The spread of those that are known, None where none is."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    mean = math.fsum(known) / len(known)
    squares = math.fsum((value - mean) ** 2 for value in known)
    return Spread(mean, math.sqrt(squares / (len(known) - 1)) if len(known) > 1 else 0.0)


@dataclass(frozen=True, slots=True)
class Summary:
    """What several repeats have come to. ``overfitting``: in how many of them it was found, None where nobody asked."""

    runs: int
    best: Spread | None
    end: Spread | None
    train_end: Spread | None
    overfitting: int | None = None

    @property
    def short(self) -> Message:
        """As one line of a table has room for: "8 seeds: best 0.144 ± 0.01, end 0.35 ± 0.03"."""
        if self.best is None or self.end is None:
            return say("{runs} seeds", runs=self.runs)
        return say("{runs} seeds: best {best}, end {end}", runs=self.runs, best=str(self.best), end=str(self.end))

    @property
    def sentence(self) -> Message:
        """The whole of it, as it is said when the last repeat is over."""
        if self.runs == 0:
            return say("No seed was trained to the end.")
        if self.runs == 1:
            return say("One seed says nothing about luck. Repeat with more.")
        return say("{losses} {overfitting}", losses=self._losses, overfitting=self._overfits)

    @property
    def _losses(self) -> Message:
        if self.best is not None and self.end is not None:
            return say(
                "Over {runs} seeds, the lowest validation loss is {best} and the final one is {end} (mean ± standard "
                "deviation).",
                runs=self.runs,
                best=str(self.best),
                end=str(self.end),
            )
        if self.train_end is not None:
            return say(
                "Over {runs} seeds, the final training loss is {end} (mean ± standard deviation). There are no "
                "validation rows to judge it on.",
                runs=self.runs,
                end=str(self.train_end),
            )
        return say("With {runs} seeds, every loss stopped being a number.", runs=self.runs)

    @property
    def _overfits(self) -> Message | str:
        if self.overfitting is None:
            return ""
        if self.overfitting == 0:
            return say("None of them overfits.")
        if self.overfitting == self.runs:
            return say("All of them overfit.")
        return say("{count} of {runs} overfit.", count=self.overfitting, runs=self.runs)


def summary(results: Sequence[Result | None], overfitting: int | None = None) -> Summary:
    """What these runs have come to; those without a result count as runs, and have no share in the means."""
    known = [one for one in results if one is not None]
    return Summary(
        runs=len(results),
        best=spread(one.best_loss for one in known),
        end=spread(one.validation_loss for one in known),
        train_end=spread(one.train_loss for one in known),
        overfitting=overfitting,
    )
