"""One hyperparameter swept over several values, the networks trained on resampled data at each: where the error is
least."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal

from netbuilder.data.pipeline import prepare
from netbuilder.errors import TrainingError, UserError
from netbuilder.experiments import bias_variance
from netbuilder.experiments.bias_variance import RESAMPLES, BiasVariance
from netbuilder.experiments.decomposition import DIFFERENCE, Terms
from netbuilder.experiments.few_networks import is_clear
from netbuilder.experiments.record import Result
from netbuilder.experiments.resampling import Vary
from netbuilder.experiments.sweep.hyperparameters import DATA, Hyperparameter, hyperparameter, plain
from netbuilder.experiments.sweep.sweep_point import SweepPoint, is_above
from netbuilder.messages import Message, say
from netbuilder.project.project import Project

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

FITTED = 0.1
"""Networks fit their training rows where their training error is less than this share of the test error."""

Reading = Literal[
    "high bias", "high bias or noise", "too few rows", "high variance", "neither", "not enough resamples to tell"
]

WORDS: Mapping[Reading, Message] = {
    "high bias": say("high bias"),
    "high bias or noise": say("high bias or noise"),
    "too few rows": say(
        "high bias, though the networks fit their training rows: these are too few to determine such a network, and "
        "what it predicts elsewhere follows from how it starts and is trained"
    ),
    "high variance": say("high variance"),
    "neither": say("neither bias nor variance is high"),
    "not enough resamples to tell": say("not enough resamples to tell bias and variance apart"),
}


@dataclass(frozen=True, slots=True)
class SweepStep:
    """The hyperparameter now stands at the value number ``index`` of ``count``, from 0."""

    index: int
    count: int
    value: Any


@dataclass(frozen=True, slots=True)
class SideBySide:
    """From now on ``count`` values are measured side by side, ``workers`` at once; only their points come."""

    count: int
    workers: int


@dataclass(frozen=True, slots=True, eq=False)
class Swept:
    """All points. ``drawn``: the value in the drawing itself; ``best``: the point with the least test error, or None.

    ``is_clear``: whether no other point comes near it by as much as chance can do.
    """

    hyperparameter: str
    drawn: Any
    points: tuple[SweepPoint, ...]
    best: SweepPoint | None
    is_clear: bool
    seconds: float
    stopped: bool = False


def single(result: Result) -> Swept:
    """An experiment without a hyperparameter, as a sweep over one point."""
    return Swept("", None, (SweepPoint(None, result),), None, False, result.seconds, result.stopped)


Progress = SweepStep | SideBySide | bias_variance.Progress | SweepPoint | Swept


@dataclass(frozen=True, slots=True, eq=False)
class SweepSpec:
    """What is measured at each value of a hyperparameter. ``shown``: places where the fits are to be seen, as in the
    table."""

    project: Project
    hyperparameter: str
    resamples: int = RESAMPLES
    vary: Vary = "both"
    seed: int | None = None
    shown: Array | None = None


class Sweep:
    """A bias-variance experiment at each value of a hyperparameter. The members have the same seeds at all of them, so
    that the curve shows the hyperparameter and not the luck of the draw.

    Raises EditError where there is no such hyperparameter, TrainingError where there are no values.
    """

    def __init__(self, spec: SweepSpec, values: Sequence[str]) -> None:
        self.spec, self.hyperparameter, self.values = (
            spec,
            hyperparameter(spec.project, spec.hyperparameter),
            tuple(values),
        )
        if not self.values:
            raise TrainingError(
                "There are no values to sweep “{name}” over. Give some, such as 4, 8, 16.", name=spec.hyperparameter
            )
        self._stopping = Event()
        self._running: BiasVariance | None = None

    def stop(self) -> None:
        """Ask it to end within one step. What is done stays. May be called from any thread."""
        self._stopping.set()
        if self._running:
            self._running.stop()

    def run(self) -> Iterator[Progress]:
        """Turn, train and measure; a ``SweepPoint`` comes after each value, ``Swept`` comes last."""
        began = perf_counter()
        points = yield from self._points()
        best, is_clear = least(points)
        yield Swept(
            hyperparameter=self.hyperparameter.name,
            drawn=drawn_at(self.spec.project, self.hyperparameter),
            points=tuple(points),
            best=best,
            is_clear=is_clear,
            seconds=perf_counter() - began,
            stopped=self._stopping.is_set(),
        )

    def _points(self) -> Generator[Progress, None, list[SweepPoint]]:
        """All values, one after another."""
        points = list[SweepPoint]()
        for index, text in enumerate(self.values):
            if self._stopping.is_set():
                break
            points.append((yield from self._point(index, text)))
            yield points[-1]
        return points

    def _point(self, index: int, text: str) -> Generator[Progress, None, SweepPoint]:
        """One value: it is measured, or marked with what is wrong with it."""
        spec, value = self.spec, plain(self.hyperparameter.parameter, text)
        result: Result | None = None
        try:
            project = self.hyperparameter.turned(spec.project, text)
            value = self.hyperparameter.value(project)
            yield SweepStep(index, len(self.values), value)
            self._running = BiasVariance(
                project, resamples=spec.resamples, vary=spec.vary, seed=spec.seed, shown=spec.shown
            )
            if self._stopping.is_set():
                self._running.stop()
            for progress in self._running.run():
                if isinstance(progress, Result):
                    result = progress
                else:
                    yield progress
        except UserError as error:
            return SweepPoint(value, None, error.message)
        return SweepPoint(value, result)


def drawn_at(project: Project, found: Hyperparameter) -> Any:
    """Where the drawing stands; all training rows as their number, so that it lies among the others.

    Raises DataError where the data cannot be read.
    """
    value = found.value(project)
    if value is None and found.name == f"{DATA}.training_rows":
        return len(prepare(project.data).training)
    return value


def least(points: Sequence[SweepPoint]) -> tuple[SweepPoint | None, bool]:
    """The whole point with the least test error, and whether it is told from all others by more than chance."""
    found = sorted((_error(point), place) for place, point in enumerate(points) if point.is_whole)
    if not found:
        return None, False
    best = points[found[0][1]]
    others = [points[place] for _, place in found[1:]]
    return best, all(is_above(other, best) for other in others)


def _error(point: SweepPoint) -> float:
    return point.terms.test_error if point.terms else math.nan


def reading(terms: Terms) -> Reading:
    """What is wrong with a network: bias², where it is clearly the larger part of what could be better; or variance.

    The larger of the two must be told from the other by more than chance, and be worth a tenth of the test error. Both
    come from the same networks, so the standard error is that of their difference. Networks that fit their training
    rows are not too simple, however wrong they are together elsewhere: their rows are too few.
    """
    if math.isnan(terms.bias2) or math.isnan(terms.variance):
        return "not enough resamples to tell"
    larger = max(terms.bias2, terms.variance)
    if larger < 0.1 * terms.test_error:
        return "neither"
    error = terms.standard_errors.get(DIFFERENCE, math.nan)
    if not is_clear(terms.bias2 - terms.variance, error, terms.members):
        return "not enough resamples to tell"
    if terms.bias2 < terms.variance:
        return "high variance"
    if terms.training_error < FITTED * terms.test_error:
        return "too few rows"
    return "high bias or noise" if math.isnan(terms.noise) else "high bias"
