"""A project and its remedies, trained with several seeds each, as far as there is time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Any

from netbuilder.data.pipeline import Prepared, prepare
from netbuilder.data.settings import DataSettings
from netbuilder.errors import UserError
from netbuilder.project.project import Project
from netbuilder.remedies.case import Remedy
from netbuilder.remedies.paired import difference, group_weights, unpaired
from netbuilder.remedies.trial import FEWEST_SEEDS, MAX_SECONDS, SEEDS, Trial
from netbuilder.runs.comparison import same_validation_rows

if TYPE_CHECKING:
    import numpy

    from netbuilder.remedies.seed_trainings import End, SeedTrainings

    Array = numpy.ndarray[Any, Any]


@dataclass(eq=False)
class _Tried:
    """One project with several seeds, as far as that is done. ``remedy``: None of the project itself; ``seconds``: how
    long its trainings have taken; ``too_long``: how long one would take, where that is too long."""

    remedy: Remedy | None
    trainings: SeedTrainings | None = None
    ends: list[End] = field(default_factory=list)
    impossible: bool = False
    too_long: float | None = None
    seconds: float = 0.0

    def values(self, seeds: int, balanced: bool) -> Array:
        """What judges the first so many seeds, (seeds, rows): the loss of each row, or how often it is wrong."""
        import numpy

        return numpy.stack([1 - end.right if balanced else end.losses for end in self.ends[:seeds]])


class Trials:
    """What can be is trained with all seeds at once, the rest with one after another, so that something is known of all
    remedies soon.

    What is done stays: ``run`` may be stopped and called again, and goes on. Judged by the validation rows, never by
    the test rows. ``earlier``: trials whose results are taken over, where they are of the same project. ``seconds``:
    after so much computing the fewest seeds are enough; what is called better is as sure then, and so is less of it.
    ``alone``: how many seconds one training of the project takes; a remedy that makes so many more steps of it that one
    would take longer than ``MAX_SECONDS`` is not tried.
    """

    def __init__(
        self,
        project: Project,
        remedies: Sequence[Remedy],
        seeds: int = SEEDS,
        earlier: Trials | None = None,
        seconds: float = math.inf,
        alone: float = 0.0,
    ) -> None:
        self.project, self.remedies, self.seeds = project, tuple(remedies), seeds
        known: dict[str, _Tried] = earlier._known if earlier is not None and earlier.of(project) else {}
        self._known: dict[str, _Tried] = {
            _key(one): known.get(_key(one)) or _Tried(one) for one in (None, *self.remedies)
        }
        self._prepared: tuple[DataSettings, Prepared] | None = None
        self._seconds, self._spent, self._alone = seconds, 0.0, alone

    def of(self, project: Project) -> bool:
        """Whether these are trials of this project, wherever its nodes lie and whatever its notes say."""
        mine = self.project
        return (mine.graph, mine.data, mine.training) == (project.graph, project.data, project.training)

    @property
    def done(self) -> int:
        """How many trainings are over, of ``count``."""
        return sum(self._wanted(one) if one.impossible else len(one.ends) for one in self._known.values())

    @property
    def count(self) -> int:
        """How many trainings there are in all."""
        return sum(map(self._wanted, self._known.values()))

    @property
    def fewest(self) -> int:
        """With how many seeds each is tried at least."""
        return self.seeds if self._spent < self._seconds else min(self.seeds, FEWEST_SEEDS)

    def _wanted(self, one: _Tried) -> int:
        """With how many seeds one is to be trained, or has been."""
        return max(self.fewest, len(one.ends))

    def trial(self, remedy: Remedy) -> Trial | None:
        """What is known of a remedy; None where it has not been trained yet."""
        old, new = self._known[""], self._known.get(_key(remedy), _Tried(remedy))
        balanced, seeds = remedy.judged_by == "balanced accuracy", min(len(old.ends), len(new.ends))
        if new.impossible and old.ends:
            return Trial(remedy, _by_seed(old, len(old.ends), balanced), (), seconds=new.too_long)
        if not seeds or old.trainings is None or new.trainings is None:
            return None
        before, after = _by_seed(old, seeds, balanced), _by_seed(new, seeds, balanced)
        scale = new.trainings.unit / old.trainings.unit
        same = same_validation_rows(self.project, remedy.edit(self.project)) and (balanced or math.isfinite(scale))
        if not same:
            found = unpaired(old.values(seeds, balanced), new.values(seeds, balanced))
            return Trial(remedy, before, after, found, seeds >= self.fewest, same_rows=False)
        groups = old.trainings.classes if balanced else None
        scale = 1.0 if balanced else scale
        found = difference(old.values(seeds, balanced), scale * new.values(seeds, balanced), groups)
        return Trial(remedy, before, tuple(scale * one for one in after), found, seeds >= self.fewest)

    def run(self, stopping: Event | None = None) -> Iterator[Trial]:
        """Train; what is known of a remedy is told after each of its trainings. ``stopping`` ends it within one batch.

        Raises UserError where the project itself cannot be trained.
        """
        stopping = stopping or Event()
        while (coming := self._next(stopping)) is not None:
            began = perf_counter()
            try:
                self._train(coming, stopping)
            except UserError:
                if coming.remedy is None:
                    raise
                coming.impossible = True
            finally:
                took = perf_counter() - began
                coming.seconds += took
                self._spent += took
            if stopping.is_set():
                return
            found = self.trial(coming.remedy) if coming.remedy is not None else None
            if found is not None:
                yield found

    def _next(self, stopping: Event) -> _Tried | None:
        """What has been trained with fewest seeds, the first of equals. Where all have the fewest that tell something,
        and what comes would take longer than there is time, they are enough."""
        left = [one for one in self._known.values() if not one.impossible and len(one.ends) < self.fewest]
        coming = min(left, key=lambda one: len(one.ends), default=None)
        if coming is not None and coming.trainings is not None and len(coming.ends) >= FEWEST_SEEDS:
            at_once = coming.trainings.at_once(range(len(coming.ends), self.seeds), stopping)
            if self._spent + at_once * coming.seconds / len(coming.ends) > self._seconds:
                self._spent = max(self._spent, self._seconds)
                return None
        return coming

    def _train(self, one: _Tried, stopping: Event) -> None:
        """With as many seeds as go at once, but first with the fewest that tell something: so all remedies are known
        soon."""
        from netbuilder.remedies.seed_trainings import SeedTrainings

        if one.trainings is None:
            project = one.remedy.edit(self.project) if one.remedy is not None else self.project
            one.trainings = SeedTrainings(project, self._rows(project.data))
            self._weigh(one, one.trainings.steps)
            if one.impossible:
                return
        if stopping.is_set():
            return
        first = self.project.training.seed
        seeds = range(first + len(one.ends), first + self.fewest)
        at_once = one.trainings.at_once(seeds, stopping)
        if len(one.ends) < FEWEST_SEEDS:
            at_once = min(at_once, FEWEST_SEEDS - len(one.ends))
        ends = one.trainings.run(seeds[:at_once], stopping)
        one.ends += ends or []

    def _weigh(self, one: _Tried, steps: int) -> None:
        """Leave out what would take too long, by its steps beside those of the project itself, which comes first."""
        own = self._known[""].trainings
        if one.remedy is not None and own is not None and self._alone * steps / own.steps > MAX_SECONDS:
            one.impossible, one.too_long = True, self._alone * steps / own.steps

    def _rows(self, data: DataSettings) -> Prepared:
        """The rows are prepared once for all that have the same."""
        if self._prepared is None or self._prepared[0] != data:
            self._prepared = (data, prepare(data))
        return self._prepared[1]


def tried(project: Project, remedies: Sequence[Remedy], seeds: int = SEEDS, alone: float = 0.0) -> list[Trial]:
    """All remedies tried with all seeds; ``alone``: see ``Trials``. Raises UserError where the project itself cannot be
    trained."""
    trials = Trials(project, remedies, seeds, alone=alone)
    for _ in trials.run():
        pass
    return [trial for trial in map(trials.trial, remedies) if trial is not None]


def _key(remedy: Remedy | None) -> str:
    """What tells the remedies of a project apart; nothing for the project itself."""
    return str(remedy.title) if remedy is not None else ""


def _by_seed(one: _Tried, seeds: int, balanced: bool) -> tuple[float, ...]:
    """What judges each of the first so many seeds, (seeds,)."""
    if one.trainings is None:
        return ()
    weights = group_weights(one.trainings.classes if balanced else None, len(one.ends[0].losses))
    return tuple((one.values(seeds, balanced) @ weights).tolist())
