"""The drawing trained on many resampled training sets: bias², variance and noise at every epoch, while it runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal

from netbuilder.backends.torch import devices
from netbuilder.backends.torch.rng_scope import RngScope
from netbuilder.backends.torch.torch_errors import explained, is_out_of_memory, out_of_memory
from netbuilder.ensemble.draw import Draw
from netbuilder.ensemble.network_factory import NetworkFactory
from netbuilder.ensemble.protocol import Ensemble
from netbuilder.ensemble.sequential_ensemble import SequentialEnsemble
from netbuilder.ensemble.strategy import faster_way, members_at_once
from netbuilder.ensemble.vmap_ensemble import VmapEnsemble
from netbuilder.errors import TrainingError
from netbuilder.experiments.decomposition import Terms
from netbuilder.experiments.record import Record, Result
from netbuilder.experiments.resampling import Resampling, Vary
from netbuilder.experiments.time_left import TimeLeft
from netbuilder.messages import Message, say
from netbuilder.project.project import Project

if TYPE_CHECKING:
    import numpy

    from netbuilder.data.pipeline import Prepared

    Array = numpy.ndarray[Any, Any]

RESAMPLES = 50
MAX_RESAMPLES = 10_000

YIELD_SECONDS = 0.1
"""Progress is told at least so often, or after one step where a step takes longer."""

FITS_SECONDS = 0.25
"""The fits that are to be shown are computed at most so often, and at most after ``PATIENCE`` times what it takes."""

PATIENCE = 10
"""While networks train one after another, the terms of all epochs are computed again after this many times the time
that it took."""

Way = Literal["together", "one after another"]


@dataclass(frozen=True, slots=True)
class Began:
    """The experiment begins: ``at_once`` of the ``resamples`` networks train together. ``notes``: what must be known
    to read the numbers."""

    resamples: int
    epochs: int
    way: Way
    at_once: int
    notes: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Working:
    """``done``: the share of the work, 0 to 1. ``seconds_left``: at the present pace, nan while that is not known."""

    done: float
    seconds_left: float


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """The terms at an epoch, of the networks that have come so far: by and by all epochs, then again with more
    networks where not all train together. ``predictions``: now and then, what each network predicts at the places that
    are to be shown, (members, places, numbers)."""

    terms: Terms
    fits: Array | None = None


Progress = Began | Working | Measured | Result


class BiasVariance:
    """The experiment. Nothing is computed before ``run``.

    Every member trains for all epochs of the project, with the project's own settings; where they ask for early
    stopping, it is left out. Raises TrainingError where the number of resamples makes no sense.
    """

    def __init__(
        self,
        project: Project,
        *,
        resamples: int = RESAMPLES,
        vary: Vary = "both",
        seed: int | None = None,
        prepared: Prepared | None = None,
        shown: Array | None = None,
    ) -> None:
        if not 1 <= resamples <= MAX_RESAMPLES:
            raise TrainingError(
                "The number of resamples must be between 1 and {most}, but is {count}.",
                most=f"{MAX_RESAMPLES:,}",
                count=resamples,
            )
        self.project, self.resamples = project, resamples
        self._vary, self._seed, self._prepared, self._shown = vary, seed, prepared, shown
        self._stopping = Event()

    def stop(self) -> None:
        """Ask it to end within one step. What is done stays. May be called from any thread."""
        self._stopping.set()

    def run(self) -> Iterator[Progress]:
        """Train and measure; ``Result`` comes last. Not advancing the generator is a pause.

        Between two values torch's global generator and thread count are the caller's. Raises ProjectError, DataError,
        TrainingError or DeviceError.
        """
        rng_scope = RngScope(devices.resolve_device(self.project.training.device))
        steps = self._steps(rng_scope.device)
        while True:
            with rng_scope:
                progress = _next(steps, rng_scope.device)
            yield progress
            if isinstance(progress, Result):
                return

    def _steps(self, device: str) -> Iterator[Progress]:
        began = perf_counter()
        prepared = self._prepared
        if prepared is None:
            from netbuilder.data.pipeline import prepare

            prepared = prepare(self.project.data)
        resampling = Resampling(self.project, prepared, vary=self._vary, seed=self._seed)
        factory = NetworkFactory(self.project, prepared.signature, device)
        factory.require_answer()
        chunk = members_at_once(factory, len(prepared.training), self.resamples)
        draws = [resampling.draw(number) for number in range(chunk)]
        kind = faster_way(factory, draws, self.resamples, self._stopping)
        notes = (*resampling.notes(), *_on_settings(self.project, self.resamples))
        way: Way = "together" if kind is VmapEnsemble else "one after another"
        yield Began(self.resamples, self.project.training.epochs, way, chunk if kind is VmapEnsemble else 1, notes)
        record = Record(self.resamples, self.project.training.epochs, resampling.points, self._shown)
        course = _Course(factory, resampling, record, self._stopping)
        yield from course.all(kind, draws)
        yield record.result(perf_counter() - began, notes, self._stopping.is_set())


class _Course:
    """The members on their way, a group after the other."""

    def __init__(self, factory: NetworkFactory, resampling: Resampling, record: Record, stopping: Event) -> None:
        self._factory, self._resampling, self._record = factory, resampling, record
        self._stopping, self._due = stopping, perf_counter()
        self._fits_due, self._pace = self._due, TimeLeft(self._due)
        self._members, self._epochs = record.resamples, factory.settings.epochs

    def all(self, kind: type[SequentialEnsemble] | type[VmapEnsemble], draws: Sequence[Draw]) -> Iterator[Progress]:
        """Train all members; the first draws are there already."""
        chunk, start, again, live = len(draws), 0, 0.0, kind is VmapEnsemble and len(draws) == self._members
        while start < self._members and not self._stopping.is_set():
            for alike in _alike(draws, 1 if kind is SequentialEnsemble else chunk):
                yield from self._group(kind(self._factory, alike), start, alike, live)
                start += len(alike)
                if not live and perf_counter() >= again and not self._stopping.is_set():
                    began = perf_counter()
                    yield from self._all_terms()
                    again = perf_counter() + PATIENCE * (perf_counter() - began)
            draws = [self._resampling.draw(number) for number in range(start, min(start + chunk, self._members))]
        if not live:
            yield from self._all_terms()

    def _group(self, group: Ensemble, start: int, draws: Sequence[Draw], live: bool) -> Iterator[Progress]:
        """All epochs of a group; ``live_call``: its terms are those of all members, and are told as they come."""
        members = slice(start, start + len(draws))
        self._record.meet(members, draws)
        for epoch in range(1, self._epochs + 1):
            for _ in group.epoch():
                if self._stopping.is_set():
                    return
                if perf_counter() >= self._due:
                    yield self._working(start, len(draws), epoch - 1)
            if self._record.measures(epoch):
                self._record.take(epoch, members, group)
                if live:
                    yield Measured(self._record.terms(epoch), self._fits_now_and_then(start, draws, group))
        self._record.fit(start, draws, group)

    def _fits_now_and_then(self, start: int, draws: Sequence[Draw], group: Ensemble) -> Array | None:
        if perf_counter() < self._fits_due:
            return None
        began = perf_counter()
        fits = self._record.fit(start, draws, group)
        ended = perf_counter()
        self._fits_due = ended + max(FITS_SECONDS, PATIENCE * (ended - began))
        return fits

    def _all_terms(self) -> Iterator[Progress]:
        reached = self._record.reached()
        for epoch in reached:
            yield Measured(self._record.terms(epoch), self._record.fits() if epoch == reached[-1] else None)

    def _working(self, start: int, count: int, epochs: int) -> Working:
        now = perf_counter()
        self._due = now + YIELD_SECONDS
        done = (start + count * epochs / self._epochs) / self._members
        return Working(done, self._pace.left(now, done))


def _alike(draws: Sequence[Draw], most: int) -> Iterator[list[Draw]]:
    """Neighbours with equally many rows, at most so many at once."""
    for _, group in groupby(draws, key=lambda draw: len(draw.training)):
        members = list(group)
        for start in range(0, len(members), most):
            yield members[start : start + most]


def _on_settings(project: Project, resamples: int) -> Iterator[Message]:
    if project.training.patience is not None:
        yield say(
            "Early stopping is turned off: every network trains for all {epochs} epochs.",
            epochs=project.training.epochs,
        )
    if resamples == 1:
        yield say(
            "With one network, bias² and variance cannot be told apart, only their sum. Use at least 2 resamples, "
            "preferably 50."
        )
    elif resamples == 2:
        yield say(
            "Two networks give no standard errors of bias² and variance. Use at least 3 resamples, preferably 50."
        )


def _next(steps: Iterator[Progress], device: str) -> Progress:
    """The next value; what torch throws is said in a message where the user can fix it."""
    try:
        return next(steps)
    except (MemoryError, RuntimeError, ValueError, IndexError) as error:
        if is_out_of_memory(error):
            message = out_of_memory(device)
            raise TrainingError("{reason}", reason=message) from error
        known = explained(error)
        if known is None:
            raise
        raise known from error
