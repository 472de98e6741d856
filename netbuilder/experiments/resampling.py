"""Training sets drawn again and again for one project, and the fixed points on which every network is measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from netbuilder.data.pipeline import Part, Prepared, Step, noise_steps, normalisation_step, split_step, target_step
from netbuilder.ensemble.draw import Draw, as_numbers, normalised
from netbuilder.errors import DataError
from netbuilder.messages import Message, say
from netbuilder.project.project import Project

if TYPE_CHECKING:
    import numpy

    from netbuilder.data.truth import Truth

    Array = numpy.ndarray[Any, Any]

Vary = Literal["both", "data", "weights", "targets"]

MAX_POINTS = 2000
"""Of very many test rows so many are measured, evenly chosen."""

EXTRAPOLATED, MAX_RANGED, RANGED_MEMBERS = 0.2, 2, 3
"""The share of points outside the range of the training rows from which on it is told; the numbers of a row up to which
it is looked at; and the members whose rows are looked at."""

ROWS, WEIGHTS, TARGETS, NOISE = 1, 2, 3, 4
"""The random streams of a member: its training rows, its weights and batches, what is met at the points, and the noise
that is added to its rows."""


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Where all networks are measured. ``rows``: numbers in the table; ``features``: as in the table, not normalized.

    ``targets``: float64 (points, numbers or classes), a class as 1 among zeros. ``expected``: of the same shape, what
    could be known at best, or None where nobody knows. ``noise``: (points,), the error that even that would make,
    in the measure of ``share``; None likewise.
    """

    rows: Array
    features: Array
    targets: Array
    expected: Array | None
    noise: Array | None
    classes: int

    @property
    def share(self) -> float:
        """How much each number of a row counts in its error: their mean for numbers, as in mean squared error; their
        sum for the probabilities of classes, as Brier had it (Monthly Weather Review 78, 1950)."""
        return 1.0 if self.classes else 1.0 / self.targets.shape[1]

    @property
    def goal(self) -> Array:
        """What the networks are compared with: the truth, or the one target that is known."""
        return self.targets if self.expected is None else self.expected


class Resampling:
    """The members of an experiment, by their numbers from 0. Equal seeds give equal members.

    Fresh rows are drawn where the data set can draw them, their inputs, too; otherwise the training rows are drawn
    with replacement (the bootstrap: Efron, Annals of Statistics 7, 1979). ``vary``: "data" draws other rows for the
    same starting weights, "weights" other weights for the same rows, "both" both; "targets" is as "both", but pins the
    inputs to those of the training rows, and draws other targets for them.
    The noise that the data settings add to training rows is part of how these are drawn: fresh for each member, unless
    only the weights vary. The points are met without it.
    Raises DataError where the project has no data, or no row to measure on, or targets are to be drawn of which nobody
    knows the distribution.
    """

    def __init__(self, project: Project, prepared: Prepared, *, vary: Vary = "both", seed: int | None = None) -> None:
        self._settings, self._training_seed = project.data, project.training.seed
        self._prepared, self._vary = prepared, vary
        self._seed = self._training_seed if seed is None else seed
        self._dataset = project.data.dataset
        self.is_fresh = self._dataset.drawn_again(0) is not None
        self._truth = self._dataset.truth()
        if self._truth is None and vary == "targets":
            raise DataError(
                "Other targets for the same inputs can be drawn for generated data only: nobody knows the distribution "
                "of these rows. Vary the rows instead."
            )
        self.points = self._measured_on()

    def draw(self, number: int) -> Draw:
        """A member."""
        seed = self._training_seed if self._vary == "data" else self._number(WEIGHTS, number)
        features, targets, rows = self._base() if self._vary == "weights" else self._drawn(self._number(ROWS, number))
        shift, scale = _by(normalisation_step(self._settings), features)
        target_shift, target_scale = _by(target_step(self._settings, self._prepared.signature), targets)
        features, targets = self._made_noisy(features, targets, number)
        if not self._classes:
            targets = normalised(targets, target_shift, target_scale)
        met, seen = self._met(self._number(TARGETS, number)), normalised(self.points.features, shift, scale)
        training = Part(normalised(features, shift, scale), targets, rows)
        return Draw(seed, training, shift, scale, target_shift, target_scale, seen, met)

    def notes(self) -> tuple[Message, ...]:
        """What must be known to read the numbers."""
        found = []
        if not len(self._prepared.test):
            found.append(
                say(
                    "There are no test rows, so the networks are measured on the validation rows ({count}), "
                    "which they do not learn from.",
                    count=len(self._prepared.validation),
                )
            )
        outside = self._outside()
        if outside >= EXTRAPOLATED * len(self.points.rows):
            found.append(
                say(
                    "{count} of {all} points lie outside the range of the training rows: there the networks "
                    "extrapolate, and how wrong they are counts as anywhere else.",
                    count=outside,
                    all=len(self.points.rows),
                )
            )
        if not self.is_fresh and not self._pins_inputs:
            found.append(say("New rows cannot be drawn, so the training rows are resampled with replacement."))
        if self.points.expected is None:
            found.append(
                say(
                    "The distribution of the rows is unknown, so noise cannot be told apart from bias²: bias² "
                    "includes both."
                )
            )
        return tuple(found)

    def _outside(self) -> int:
        """How many points lie outside the range of the training rows of each of several members, where a row is one
        number or two: among many numbers some is outside of almost any row."""
        import numpy

        features = self.points.features
        if features[0].size > MAX_RANGED:
            return 0
        outside = numpy.ones(len(features), dtype=bool)
        for member in range(1 if self._pins_inputs else RANGED_MEMBERS):
            known = (self._base() if self._pins_inputs else self._drawn(self._number(ROWS, member)))[0]
            beyond = (features < known.min(axis=0)) | (features > known.max(axis=0))
            outside &= beyond.reshape(len(features), -1).any(axis=1)
        return int(outside.sum())

    def _number(self, stream: int, member: int) -> int:
        import numpy

        return int(numpy.random.SeedSequence((self._seed, stream, member)).generate_state(1)[0]) % 2**31

    def _base(self) -> tuple[Array, Array, Array]:
        table, rows = self._prepared.table, self._prepared.training.rows
        return table.features[rows], table.targets[rows], rows

    def _drawn(self, seed: int) -> tuple[Array, Array, Array]:
        """Features and targets as drawn, row numbers."""
        import numpy

        table = self._prepared.table
        if self._vary == "targets" and self._truth is not None:
            features, targets, rows = self._base()
            return features, _targets(self._truth, features, self._classes, seed).astype(targets.dtype), rows
        again = self._dataset.drawn_again(seed)
        if again is None:
            base = self._prepared.training.rows
            rows = base[numpy.random.RandomState(seed).randint(0, len(base), len(base))]
            features, targets = table.features[rows], table.targets[rows]
        else:
            all_features, all_targets = map(numpy.asarray, again())
            if self._settings.split == "ordered" and self._dataset.in_order:
                # Only then: a split that picks the same places among sorted rows picks rows that are no free draw.
                order = all_features[:, 0].argsort()
                all_features, all_targets = all_features[order], all_targets[order]
            split = split_step(self._settings)(all_targets)[0]
            rows = numpy.asarray(split[: self._settings.training_rows], numpy.int64)
            features = all_features[rows].astype(numpy.float64)
            targets = all_targets[rows].astype(table.targets.dtype)
        return features, targets, rows

    def _made_noisy(self, features: Array, targets: Array, member: int) -> tuple[Array, Array]:
        """With the noise that the settings add to training rows."""
        seed = None if self._vary == "weights" else self._number(NOISE, member)
        noise = noise_steps(self._settings, self._prepared.signature, seed)
        return noise(features, targets, range(len(features)))

    @property
    def _classes(self) -> int:
        return len(self._prepared.signature.classes)

    def _measured_on(self) -> Points:
        import numpy

        rows = self._prepared.test.rows if len(self._prepared.test) else self._prepared.validation.rows
        if not len(rows):
            raise DataError("There are neither test rows nor validation rows to measure on. Set a test share.")
        if len(rows) > MAX_POINTS:
            rows = rows[numpy.linspace(0, len(rows) - 1, MAX_POINTS).astype(numpy.int64)]
        table = self._prepared.table
        targets = as_numbers(table.targets[rows], self._classes)
        if self._truth is None:
            return Points(rows, table.features[rows], targets, None, None, self._classes)
        expected, variance = self._truth.expected(table.features[rows]), self._truth.variance
        noise = (expected * (1 - expected)).sum(axis=1) if self._classes else numpy.full(len(rows), variance)
        return Points(rows, table.features[rows], targets, expected, noise, self._classes)

    def _met(self, seed: int) -> Array:
        """Targets at the points: fresh ones where the truth is known, so that a test error is the mean over many."""
        if self._truth is None:
            return self.points.targets
        return as_numbers(_targets(self._truth, self.points.features, self._classes, seed), self._classes)

    @property
    def _pins_inputs(self) -> bool:
        return self._vary in ("weights", "targets")


def _targets(truth: Truth, features: Array, classes: int, seed: int) -> Array:
    """Targets drawn for these features: numbers, float64 (rows, targets), or of ``classes`` one each, int64 (rows,)."""
    import numpy

    generator = numpy.random.RandomState(seed)
    if not classes:
        return truth.drawn(features, generator)
    shares = truth.expected(features).cumsum(axis=1)
    chosen: Array = (generator.rand(len(features), 1) > shares).sum(axis=1)
    return numpy.minimum(chosen, classes - 1)


def _by(step: Step | None, values: Array) -> tuple[Array, Array]:
    """The shift and scale that a step finds in values; without one, those that change nothing."""
    import numpy

    shift, scale = step(values) if step else (0.0, 1.0)
    return numpy.asarray(shift, numpy.float64), numpy.asarray(scale, numpy.float64)
