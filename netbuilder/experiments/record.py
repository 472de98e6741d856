"""What the networks of an experiment predicted, epoch by epoch, and what is made of it at the end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netbuilder.ensemble.draw import Draw
from netbuilder.ensemble.protocol import Ensemble
from netbuilder.experiments.decomposition import (
    PerPoint,
    Terms,
    ZeroOne,
    counted,
    decompose,
    per_point,
    test_errors,
    zero_one,
)
from netbuilder.experiments.resampling import Points
from netbuilder.messages import Message

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

MAX_EPOCHS = 200
"""So many epochs are measured at most, evenly chosen, the first and the last among them."""

KEPT_NUMBERS = 2**25
"""So many predictions are kept at most, 4 bytes each; where there would be more, fewer epochs are measured."""


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """What was measured. ``records``: by epoch. ``per_point``, ``zero_one`` (for classes): at the last one.

    ``estimates``: the predictions at that epoch of the networks that were counted, (members, points, numbers);
    ``predictions``: likewise at the places that were to be shown, ``shown``, of all networks that were finished.
    ``test_errors``: of each member at that epoch, float64 (resamples,), nan for those that were not counted.
    ``stopped``: before all networks were trained.
    """

    records: tuple[Terms, ...]
    resamples: int
    seconds: float
    points: Points
    estimates: Array
    per_point: PerPoint | None
    zero_one: ZeroOne | None
    notes: tuple[Message, ...]
    stopped: bool = False
    fits: Array | None = None
    shown: Array | None = None
    test_errors: Array | None = None

    @property
    def final(self) -> Terms | None:
        """The terms at the last epoch; None where none was finished."""
        return self.records[-1] if self.records else None


class Record:
    """The predictions of all members at the epochs that are measured, and what follows from them."""

    def __init__(self, resamples: int, epochs: int, points: Points, shown: Array | None) -> None:
        import numpy

        shape = (resamples, *points.targets.shape)
        most = min(MAX_EPOCHS, max(1, KEPT_NUMBERS // math.prod(shape)))
        chosen = numpy.unique(numpy.linspace(1, epochs, min(epochs, most)).round().astype(int))
        self.epochs: list[int] = chosen.tolist() if most > 1 else [epochs]
        self.resamples, self.points = resamples, points
        self._places = {epoch: place for place, epoch in enumerate(self.epochs)}
        self._estimates = numpy.empty((len(self.epochs), *shape), numpy.float32)
        self._training_errors = numpy.full(resamples, math.nan)
        self._there = numpy.zeros((len(self.epochs), resamples), bool)
        self._met = numpy.empty(shape)
        self._terms: list[Terms | None] = [None] * len(self.epochs)
        self.shown = shown
        self._fits: dict[int, Array] = {}

    def measures(self, epoch: int) -> bool:
        """Whether this epoch is measured."""
        return epoch in self._places

    def reached(self) -> list[int]:
        """The epochs to which some member has come."""
        return [epoch for epoch, place in self._places.items() if self._there[place].any()]

    def meet(self, members: slice, draws: Sequence[Draw]) -> None:
        """Keep what these members are compared with."""
        self._met[members] = [draw.targets for draw in draws]

    def take(self, epoch: int, members: slice, group: Ensemble) -> None:
        """Keep what the members predict at the end of an epoch that is measured."""
        place = self._places[epoch]
        self._estimates[place, members] = group.predicted().numpy()
        if epoch == self.epochs[-1]:
            self._training_errors[members] = group.training_errors(self.points.share).numpy()
        self._there[place, members] = True

    def fit(self, start: int, draws: Sequence[Draw], group: Ensemble) -> Array | None:
        """What the members, the first of which has the number ``start``, predict at the places to be shown."""
        if self.shown is None:
            return None
        fits: Array = group.predicted_at([draw.normalised(self.shown) for draw in draws]).numpy()
        self._fits[start] = fits
        return fits

    def fits(self) -> Array | None:
        """The fits kept so far, (members, places, numbers); None where there are none."""
        import numpy

        return numpy.concatenate([self._fits[start] for start in sorted(self._fits)]) if self._fits else None

    def terms(self, epoch: int) -> Terms:
        """The terms at an epoch, of the members that have come to it."""
        place = self._places[epoch]
        there = self._there[place]
        estimates = self._estimates[place, there].astype(float)
        training_errors = self._training_errors[there] if epoch == self.epochs[-1] else None
        found = decompose(epoch, estimates, self._met[there], self.points, training_errors)
        self._terms[place] = found
        return found

    def result(self, seconds: float, notes: tuple[Message, ...], stopped: bool) -> Result:
        """All that was measured, with its last epoch in detail."""
        import numpy

        reached = self.reached()
        records = tuple(self._terms[self._places[epoch]] or self.terms(epoch) for epoch in reached)
        place = self._places[reached[-1]] if reached else 0
        kept = self._there[place] & counted(self._estimates[place])
        estimates, met = self._estimates[place, kept].astype(float), self._met[kept]
        whole = len(estimates) > 0
        errors = numpy.full(self.resamples, math.nan)
        errors[kept] = test_errors(estimates, met, self.points)
        return Result(
            records=records,
            resamples=self.resamples,
            seconds=seconds,
            points=self.points,
            estimates=estimates,
            per_point=per_point(estimates, self.points) if whole else None,
            zero_one=zero_one(estimates, met, self.points) if whole and self.points.classes else None,
            notes=notes,
            stopped=stopped and not bool(self._there[-1].all()),
            fits=self.fits(),
            shown=self.shown,
            test_errors=errors,
        )
