"""What an experiment has told so far, in the order of the values of its hyperparameter. Knows no Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from netbuilder.experiments.bias_variance import Began, Measured, Working
from netbuilder.experiments.decomposition import Terms
from netbuilder.experiments.fan import Fan, Places, Spread
from netbuilder.experiments.report import Report
from netbuilder.experiments.sweep.hyperparameters import DATA
from netbuilder.experiments.sweep.sweep import Swept
from netbuilder.experiments.sweep.sweep_point import SweepPoint
from netbuilder.messages import Message
from netbuilder.project.project import Project

if TYPE_CHECKING:
    from netbuilder.experiments.resampling import Vary


TRAINING_ROWS = f"{DATA}.training_rows"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be measured: the project as it stands, its seed included. ``hyperparameter``: its name, None for
    none."""

    project: Project
    resamples: int
    vary: Vary = "both"
    hyperparameter: str | None = None
    values: tuple[str, ...] = ()
    words: Message | None = None

    @property
    def is_learning_curve(self) -> bool:
        """Whether the training rows are swept."""
        return self.hyperparameter == TRAINING_ROWS


def as_number(value: object) -> float:
    """Where a value stands on an axis; nan for what is no number."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan


@dataclass(slots=True, eq=False)
class Setting:
    """One value of the hyperparameter, or the drawing itself. ``number``: where it stands on an axis, nan for what is
    no number.

    ``records``: the latest terms of each epoch. ``point``: once it is measured.
    """

    value: Any
    number: float
    records: dict[int, Terms] = field(default_factory=dict)
    fan: Fan | None = None
    spread: Spread | None = None
    point: SweepPoint | None = None

    @property
    def terms(self) -> Terms | None:
        """The terms at the last epoch so far, of the networks so far; None where nothing was measured."""
        if self.point is not None:
            return self.point.terms
        last = self.records[max(self.records)] if self.records else None
        return last if last is not None and last.members else None

    @property
    def is_whole(self) -> bool:
        """Whether it is measured, and all networks trained to the end."""
        return self.point is not None and self.point.is_whole

    @property
    def history(self) -> list[Terms]:
        """The terms by epoch."""
        found = self.point.result.records if self.point is not None and self.point.result is not None else None
        terms = found or [self.records[epoch] for epoch in sorted(self.records)]
        return [one for one in terms if one.members]


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """What is to be measured. ``numbers``: where all values stand on an axis, nan for what is no number; ``drawn``:
    where the drawing stands."""

    numbers: tuple[float, ...]
    drawn: float


@dataclass(frozen=True, slots=True, eq=False)
class Begun:
    """The hyperparameter now stands at ``value``, one of ``count``."""

    index: int
    count: int
    value: Any


News = Places | Planned | Begun | Began | Working | Measured | Fan | Spread | SweepPoint | Swept | Message
"""What an experiment tells of itself; fits come as fans, since making them is no work for the window's thread."""


@dataclass(slots=True, eq=False)
class Findings:
    """All settings that were begun, in the order of ``numbers``: where the values stand that are to be measured.

    ``drawn``: the number of the hyperparameter in the drawing; ``done``: the share of the work; ``seconds_left`` nan
    where it cannot be told yet. ``is_over``: nothing more will come.
    """

    plan: Plan
    places: Places | None = None
    settings: list[Setting] = field(default_factory=list)
    numbers: tuple[float, ...] = ()
    drawn: float = math.nan
    notes: list[Message] = field(default_factory=list)
    index: int = 0
    count: int = 1
    way: str = ""
    epochs: int = 0
    done: float = 0.0
    seconds_left: float = math.nan
    seconds: float = 0.0
    is_over: bool = False
    stopped: bool = False

    @property
    def points(self) -> tuple[SweepPoint, ...]:
        """The settings that are measured, and those that could not be."""
        return tuple(setting.point for setting in self.settings if setting.point is not None)

    @property
    def knows_truth(self) -> bool:
        """Whether noise is told from bias²; True while nothing is measured yet."""
        terms = next((setting.terms for setting in self.settings if setting.terms is not None), None)
        return terms is None or math.isfinite(terms.noise)

    def report(self) -> Report:
        """The figures, as the command line prints them."""
        return Report(self.plan.hyperparameter, self.points, self.plan.resamples, self.seconds)

    def take(self, news: News) -> None:
        """Add what was told."""
        match news:
            case Places():
                self.places = news
            case Planned(numbers=numbers, drawn=drawn):
                self.numbers, self.drawn = numbers, drawn
            case Begun(index=index, count=count, value=value):
                self.index, self.count = index, count
                self.settings.append(Setting(value, self.numbers[len(self.settings)]))
            case Began(notes=notes):
                self.way, self.epochs = news.way, news.epochs
                self.notes += [note for note in notes if note not in self.notes]
            case Working(done=done, seconds_left=seconds):
                self._reckon(done, seconds)
            case Measured(terms=terms):
                self.settings[-1].records[terms.epoch] = terms
            case SweepPoint():
                self._end(news)
            case Message():
                self.notes.append(news)
            case Swept():
                self.stopped, self.seconds = news.stopped, news.seconds
            case _:
                self._see(news)

    def _see(self, picture: Fan | Spread) -> None:
        if isinstance(picture, Fan):
            self.settings[-1].fan = picture
        else:
            self.settings[-1].spread = picture

    def _reckon(self, done: float, seconds: float) -> None:
        """Values that are still to come are taken to last as long as the present one."""
        self.done = (self.index + done) / self.count
        rest = self.count - self.index - 1
        self.seconds_left = seconds + rest * seconds / (1 - done) if done < 1 else math.nan

    def _end(self, point: SweepPoint) -> None:
        """A value that could not be measured was never begun."""
        if not self.settings or self.settings[-1].point is not None:
            self.settings.append(Setting(point.value, self.numbers[len(self.settings)]))
        self.settings[-1].point = point
        if point.result is None or not point.result.stopped:
            self.done = len(self.settings) / self.count
