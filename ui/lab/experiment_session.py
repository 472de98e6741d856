"""An experiment on a thread of its own. Knows no Qt; what it has found is fetched from it."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator
from threading import Event, Lock
from time import perf_counter
from typing import TYPE_CHECKING, Any

from netbuilder.errors import UserError
from netbuilder.messages import say
from ui.lab.findings import Begun, Findings, News, Plan, Planned, as_number
from ui.threads.pausable_thread import PausableThread

if TYPE_CHECKING:
    import numpy

    from netbuilder.experiments.bias_variance import BiasVariance
    from netbuilder.experiments.fan import Places
    from netbuilder.experiments.sweep.sweep import Progress, Sweep
    from netbuilder.runs.folder import RunsFolder

    Array = numpy.ndarray[Any, Any]

LOOK = 0.01
"""Seconds between two looks at whether the thread rests."""

PATIENCE = 10
"""After a fan so many times what it took to make it goes by before the next, so that seeing costs a tenth."""


class ExperimentSession(PausableThread):
    """Runs a plan, and keeps what was measured in ``folder``. Its methods may be called from any other thread.

    ``hold`` keeps it from computing, so that a training beside it draws the random numbers that it would alone;
    ``rested`` waits until it does.
    """

    def __init__(self, plan: Plan, ready: Callable[[], None] | None, folder: RunsFolder | None) -> None:
        super().__init__("experiment")
        self.findings = Findings(plan)
        self.stop_asked = False
        self._plan, self._ready, self._folder = plan, ready, folder
        self._news: deque[News] = deque()
        self._experiment: BiasVariance | Sweep | None = None
        self._lock = Lock()
        self._at_rest = Event()
        self._begin(self._run)

    def go(self) -> None:
        """Go on computing."""
        self._going.set()

    def rested(self) -> None:
        """Return once nothing is computed: it is held, or over."""
        while not self.over and not self._at_rest.wait(LOOK):
            pass

    def stop(self) -> None:
        """End within one step; what is done stays."""
        with self._lock:
            self.stop_asked = True
            if self._experiment is not None:
                self._experiment.stop()
        self._going.set()

    def fetch(self) -> bool:
        """Take what was told since the last time into ``findings``; whether there was anything."""
        there = bool(self._news)
        while self._news:
            self.findings.take(self._news.popleft())
        return there

    def _run(self) -> None:
        from netbuilder.experiments.fan import places_of

        if self._ready is not None:
            self._ready()
        if not self._rest():
            return
        places = places_of(self._plan.project, self._plan.resamples)
        if self.stop_asked:
            return
        self._news.append(places)
        with self._lock:
            self._experiment = experiment = _experiment(self._plan, places)
            if self.stop_asked:
                experiment.stop()
        self._news.append(_planned(self._plan))
        eye = _Eye(self._plan, places)
        for told in _told(experiment):
            self._news.extend(eye.seen(told))
            self._keep(told)
            if not self._rest():
                break

    def _keep(self, told: Progress) -> None:
        """What was measured is kept, as far as the disk lets it be; it is shown all the same."""
        from netbuilder.experiments.saved.saved_experiments import save_experiment
        from netbuilder.experiments.sweep.sweep import Swept
        from ui.lab.load_results import is_worth_keeping

        if self._folder is None or not isinstance(told, Swept) or not is_worth_keeping(told):
            return
        plan = self._plan
        try:
            save_experiment(self._folder, plan.project, told, resamples=plan.resamples, vary=plan.vary)
        except UserError as error:
            self._news.append(say("The experiment could not be saved: {reason}", reason=error.message))

    def _rest(self) -> bool:
        """Wait while it is held; whether to go on after that. Stopped while it is held, it computes nothing more."""
        if self._going.is_set():
            return True
        self._at_rest.set()
        self._going.wait()
        self._at_rest.clear()
        return not self.stop_asked


class _Eye:
    """Makes what an experiment tells into what can be drawn."""

    def __init__(self, plan: Plan, places: Places) -> None:
        self._plan, self._places = plan, places
        self._truth: Array | None = None
        self._due = 0.0

    def seen(self, told: Progress) -> Iterator[News]:
        """One report, as progress."""
        from netbuilder.experiments.bias_variance import Measured
        from netbuilder.experiments.record import Result
        from netbuilder.experiments.sweep.sweep import SideBySide, SweepStep
        from netbuilder.experiments.sweep.sweep_point import SweepPoint

        if isinstance(told, SweepStep):
            yield self._turn(told)
        elif not isinstance(told, Result | SideBySide):
            yield told
        if isinstance(told, Measured) and perf_counter() >= self._due:
            began = perf_counter()
            yield from self._fan(told.fits)
            self._due = perf_counter() + PATIENCE * (perf_counter() - began)
        if isinstance(told, SweepPoint) and told.result is not None:
            yield from self._fan(told.result.fits)
            yield from self._spread(told.result)

    def _turn(self, turned: Any) -> Begun:
        from netbuilder.experiments.fan import truth_at
        from netbuilder.experiments.sweep.hyperparameters import hyperparameter

        project = self._plan.project
        if self._plan.hyperparameter is not None:
            project = hyperparameter(project, self._plan.hyperparameter).turned(
                project, self._plan.values[turned.index]
            )
        self._truth = truth_at(self._places, project)
        return Begun(turned.index, turned.count, turned.value)

    def _fan(self, fits: Array | None) -> Iterator[News]:
        from netbuilder.experiments.fan import fan

        made = fan(self._places, fits, self._truth) if fits is not None else None
        if made is not None:
            yield made

    def _spread(self, result: Any) -> Iterator[News]:
        from netbuilder.experiments.fan import spread

        made = spread(result) if self._places.shown is None else None
        if made is not None:
            yield made


def _planned(plan: Plan) -> Planned:
    """Where all values will stand, also those that cannot be measured."""
    from netbuilder.experiments.sweep.hyperparameters import hyperparameter, plain
    from netbuilder.experiments.sweep.sweep import drawn_at

    if plan.hyperparameter is None:
        return Planned((math.nan,), math.nan)
    found = hyperparameter(plan.project, plan.hyperparameter)
    numbers = []
    for text in plan.values:
        try:
            value = drawn_at(found.turned(plan.project, text), found)
        except UserError:
            value = plain(found.parameter, text)
        numbers.append(as_number(value))
    return Planned(tuple(numbers), as_number(drawn_at(plan.project, found)))


def _experiment(plan: Plan, places: Places) -> BiasVariance | Sweep:
    from netbuilder.experiments.bias_variance import BiasVariance
    from netbuilder.experiments.sweep.sweep import Sweep, SweepSpec

    if plan.hyperparameter is None:
        return BiasVariance(plan.project, resamples=plan.resamples, vary=plan.vary, shown=places.shown)
    return Sweep(
        SweepSpec(plan.project, plan.hyperparameter, plan.resamples, plan.vary, shown=places.shown), plan.values
    )


def _told(experiment: BiasVariance | Sweep) -> Iterator[Progress]:
    """What is told; the drawing alone counts as a sweep of one value."""
    from netbuilder.experiments.record import Result
    from netbuilder.experiments.sweep.sweep import Sweep, SweepStep, single

    if isinstance(experiment, Sweep):
        yield from experiment.run()
        return
    yield SweepStep(0, 1, None)
    for told in experiment.run():
        yield told
        if isinstance(told, Result):
            swept = single(told)
            yield swept.points[0]
            yield swept
