"""What the networks of an experiment make of a line or a plane: their fits, the mean, and bias² and variance there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netbuilder.experiments.decomposition import counted, per_point
from netbuilder.experiments.record import Result
from netbuilder.experiments.resampling import Points
from netbuilder.predictions.contours import boundaries, joined
from netbuilder.predictions.scenes import Scene, require_readable, scene
from netbuilder.project.project import Project

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

LINE, SIDE = 200, 40
"""Places along a line, and along each side of a plane."""

MAX_NUMBERS = 2**24
"""So many numbers are predicted at most to show the fits; with more networks a plane is seen at fewer places."""

MIN_SIDE = 12
"""Places along a side, however many networks there are."""


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where fits are seen. ``x``, ``y``: along the first and second feature, float64, as in the table; ``y`` is empty
    along a line, both are where rows have more than two features. ``shown``: float64 (places, features) or None."""

    scene: Scene
    x: Array
    y: Array
    shown: Array | None

    @property
    def known(self) -> tuple[tuple[float, float], ...]:
        """The range of the project's own training rows along each feature that is shown: beyond it networks
        extrapolate. Empty where no fits are seen."""
        if self.shown is None:
            return ()
        rows = self.scene.points.features[~self.scene.points.held_out]
        return tuple((float(column.min()), float(column.max())) for column in rows.T)


@dataclass(frozen=True, slots=True, eq=False)
class Fan:
    """What ``members`` networks make of the places.

    ``mean``: float64 (places, numbers or classes); ``truth`` likewise, None where nobody knows it. Along a line
    ``fits`` (members, places) are the first number that each predicts. In a plane of classes ``boundaries``,
    ``middle`` and ``best``, lines as ``contours.zero_lines`` gives them, are where the most likely class changes: for
    each network, for their mean, and for the truth. ``bias2`` (None without a truth) and ``variance`` (None of a single
    network): float64 (places,).
    """

    places: Places
    members: int
    mean: Array
    truth: Array | None
    fits: Array | None
    boundaries: Array
    middle: Array
    best: Array
    bias2: Array | None
    variance: Array | None


def places_of(project: Project, members: int) -> Places:
    """Where the fits of so many networks are to be seen. Raises DataError where the data cannot be read."""
    import numpy

    from netbuilder.data.pipeline import prepare

    require_readable(project.data)
    prepared = prepare(project.data)
    seen = scene(prepared, project.data.dataset.truth())
    if seen.kind == "curve":
        x, y = _ends(seen.x, LINE), numpy.empty(0)
        return Places(seen, x, y, x[:, None])
    if seen.kind == "map":
        numbers = max(1, len(prepared.signature.classes)) * max(1, members)
        side = max(MIN_SIDE, min(SIDE, int((MAX_NUMBERS / numbers) ** 0.5)))
        x, y = _ends(seen.x, side), _ends(seen.y, side)
        across, up = numpy.meshgrid(x, y)
        return Places(seen, x, y, numpy.stack([across.ravel(), up.ravel()], axis=1))
    return Places(seen, numpy.empty(0), numpy.empty(0), None)


def truth_at(places: Places, project: Project) -> Array | None:
    """What is to be expected at the places, float64 (places, numbers or classes); None where nobody knows."""
    truth = project.data.dataset.truth()
    return None if truth is None or places.shown is None else truth.expected(places.shown)


def fan(places: Places, fits: Array, truth: Array | None) -> Fan | None:
    """The fan of ``fits`` (members, places, numbers or classes). Networks that have diverged are left out; None
    where that leaves no one, and where the fits are those of other data."""
    import numpy

    fits = fits[counted(fits)].astype(numpy.float64)
    classes = len(places.scene.signature.classes)
    if not len(fits) or places.shown is None or (classes and fits.shape[2] != classes):
        return None
    if truth is not None and truth.shape != fits.shape[1:]:
        return None
    nothing = numpy.empty((0, 2))
    goal = numpy.zeros_like(fits[0]) if truth is None else truth
    here = Points(numpy.empty(0), places.shown, goal, truth, None, classes)
    found = per_point(fits, here)
    drawn = bool(classes) and len(places.y) > 0
    return Fan(
        places=places,
        members=len(fits),
        mean=found.mean,
        truth=truth,
        fits=None if len(places.y) else fits[:, :, 0],
        boundaries=joined([_boundaries(one, places) for one in fits]) if drawn else nothing,
        middle=_boundaries(found.mean, places) if drawn else nothing,
        best=_boundaries(truth, places) if drawn and truth is not None else nothing,
        bias2=found.bias2 if truth is not None and len(fits) > 1 else None,
        variance=found.variance if len(fits) > 1 else None,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """The predictions of all networks for each test row, where rows have too many features for a picture of them.

    float64 (points,), in the order in which they are drawn: for numbers by the true value, for classes, where they are
    the probability of the true class, by their mean. ``low`` and ``high``: what a tenth of the networks lies below and
    above. ``target``: the true value, or 1.
    """

    target: Array
    mean: Array
    low: Array
    high: Array
    bias2: Array
    variance: Array


def spread(result: Result) -> Spread | None:
    """The spread of what was measured at the points; None where no network was counted."""
    import numpy

    found = result.per_point
    if found is None:
        return None
    points = result.points
    estimates = result.estimates if len(result.estimates) else found.mean[None]  # only their mean is kept
    column = points.targets.argmax(axis=1) if points.classes else numpy.zeros(len(points.targets), numpy.int64)
    values = numpy.take_along_axis(estimates, column[None, :, None], axis=2)[:, :, 0]
    target, mean = points.targets[numpy.arange(len(column)), column], values.mean(axis=0)
    order = numpy.argsort(mean if points.classes else target, kind="stable")
    low, high = numpy.quantile(values, (0.1, 0.9), axis=0)
    return Spread(*(part[order] for part in (target, mean, low, high, found.bias2, found.variance)))


def _ends(values: Array, count: int) -> Array:
    import numpy

    places: Array = numpy.linspace(values[0], values[-1], count)
    return places


def _boundaries(shares: Array, places: Places) -> Array:
    """Where the most likely class changes, from probabilities (places, classes)."""
    return boundaries(shares.reshape(len(places.y), len(places.x), -1), places.x, places.y)
