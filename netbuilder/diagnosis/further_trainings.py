"""Trainings beside a run that tell what its curves cannot: the same one for more epochs, and on other splits."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from statistics import fmean
from threading import Event
from typing import Any

import numpy

from netbuilder.data.pipeline import Prepared, prepare, prepare_again
from netbuilder.diagnosis.chances import falling
from netbuilder.diagnosis.diagnosis import ALMOST_CERTAIN, Diagnosis
from netbuilder.diagnosis.evidence import evidence
from netbuilder.diagnosis.pooling import FEWEST
from netbuilder.diagnosis.row_courses import RowCourse, expected, expected_fall, moved_to, row_course
from netbuilder.diagnosis.split_trainings import SplitCourse, SplitTrainings
from netbuilder.diagnosis.trends import Trend, thinned
from netbuilder.project.edits import set_training
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.training.baseline import Baseline, Further, OtherSplit, baseline
from netbuilder.training.batches import evaluated_places
from netbuilder.training.history import EpochRecord
from netbuilder.training.references import Reference
from netbuilder.training.sampling_errors import KeptRows, standard_errors
from netbuilder.training.trainer import Training

SPLITS = 5
"""As many as in the usual cross-validation."""
LONGER = 2
"""The longer training has so many times the epochs of the project."""
LONGEST = 4
"""After early stopping it is at most so many times as long as the run."""
MAX_SECONDS = 6.0
"""Further trainings that would take longer in all are not begun where nobody asked for them; with longer ones on the
other splits they take about twice as long."""
LAST_SHARE = 0.1
"""The stretch at the end of the longer training whose median is its result."""
SAME = 0.01
"""The longer training is the same one if it passes the end of the run with a training loss within this share of it."""
DOUBT, FEW_ROWS = 0.1, 16
"""The other splits are trained longer, too, where the chance of a fall is neither smaller than this nor greater than
the rest, or fewer rows than that tell it."""
MANY_ROWS = 2000
"""Of more validation rows other splits would tell little that these do not, and take long."""
LOST = 1000.0
"""A split whose loss gets so many times as high as that of a constant answer has diverged, and does not count."""

Array = numpy.ndarray[Any, Any]


def worth_it(found: Diagnosis, project: Project, records: Sequence[EpochRecord], most: float | None = None) -> bool:
    """Whether further trainings may change what is said of a run of a project, and take no more seconds than
    ``most``, if not ``MAX_SECONDS``."""
    certain = found.state not in ("noisy", "unseen") and found.confidence >= ALMOST_CERTAIN
    open_since = found.turn is not None and found.turn.between is not None
    if (certain and not open_since) or found.state in ("early", "diverging") or not records:
        return False
    return records[-1].seconds * (_longer_epochs(project, len(records)) / len(records) + SPLITS) <= (
        MAX_SECONDS if most is None else most
    )


@dataclass(frozen=True, slots=True)
class _Split:
    """A training on other rows: both courses, the standard error of the second at its end, what other models lose on
    the same rows, how much further the second falls in a longer training, and the losses of its rows."""

    training: Trend
    validation: Trend
    error: float
    references: tuple[Reference, ...]
    fall: float | None
    rows: RowCourse


class FurtherTrainings:
    """Those of one run. ``records``: all of its epochs; ``judged_by``: its baseline. ``found``: what they have shown so
    far.

    What is done stays: ``run`` may be stopped and called again, and goes on.
    """

    def __init__(self, project: Project, records: Sequence[EpochRecord], judged_by: Baseline) -> None:
        self.project, self.records = project, tuple(records)
        self._judged_by = judged_by
        constant = judged_by.constant_loss
        self._scale = constant if math.isfinite(constant) else abs(records[0].train_loss)
        self._compared = bool(judged_by.references) and (judged_by.floor is None or judged_by.noisy)
        # None of a single validation row, which tells no error. Rows whose order means something are not split anew.
        rows = judged_by.validation_rows or 0
        alone = project.data.split == "ordered" or rows > MANY_ROWS
        self.count = 0 if rows < 2 else 1 if alone else 1 + SPLITS
        self.done = 0
        self._longer: float | None = None
        self._own_rows: RowCourse | None = None
        self._splits: list[_Split] = []
        self._prepared: Prepared | None = None
        self.found = Further(len(self.records))
        self._stopping = Event()

    def of(self, project: Project) -> bool:
        """Whether they are of this project, wherever its nodes lie and whatever its notes say."""
        mine = self.project
        return (mine.graph, mine.data, mine.training) == (project.graph, project.data, project.training)

    def stop(self) -> None:
        """End within one batch. May be called from any thread."""
        self._stopping.set()

    def run(self, stopping: Event | None = None) -> Iterator[None]:
        """Train; a value after each training. ``stopping`` ends it within one batch, as ``stop`` does.

        Raises UserError where the project cannot be trained.
        """
        self._stopping = stopping or Event()
        prepared = self._prepared = self._prepared or prepare(self.project.data)
        if self.done == 0 < self.count:
            self._train_longer(prepared)
            if self._stopping.is_set():
                return
            self._one_more()
            yield
        if self.done < self.count and not self._stopping.is_set():
            yield from self._train_on_other_rows(prepared)

    def _one_more(self) -> None:
        self.done += 1
        self.found = self._told()

    def _told(self) -> Further:
        """What they have shown so far."""
        epochs = self._longest if self._longer is not None else 0
        splits = tuple(self._other_splits([split.validation.smooth for split in self._splits]))
        tried = len(self.records)
        if self._own_rows is None:
            return Further(tried, self._longer, epochs, splits, self._share)
        courses = [self._own_rows, *(split.rows for split in self._splits)]
        fresh = expected(courses, tried) if len(splits) >= FEWEST else None
        return Further(tried, self._longer, epochs, splits, self._share, fresh, expected_fall(courses, tried))

    @property
    def _share(self) -> float:
        """Of the rows that are dealt anew, how many validate."""
        if self._prepared is None:
            return 0.0
        validating = len(self._prepared.validation)
        return validating / (validating + len(self._prepared.training))

    @property
    def _longest(self) -> int:
        return _longer_epochs(self.project, len(self.records))

    def _train_longer(self, prepared: Prepared) -> None:
        records, rows = self._trained(self._longest, prepared)
        if len(records) < len(self.records):
            return
        passed, ended = records[len(self.records) - 1].train_loss, self.records[-1].train_loss
        course = row_course(_judging(prepared), rows, len(self.records))
        if math.isclose(passed, ended, rel_tol=SAME) and len(records) == self._longest:
            self._longer = self._end_of_longer(numpy.array([record.judged_by for record in records]))
            self._own_rows = course
        else:
            self._own_rows = moved_to(course, [record.validation_loss for record in self.records])

    def _end_of_longer(self, losses: Array) -> float:
        """``losses``: on the validation rows, after each of its epochs."""
        after = losses[len(self.records) :]
        return float(numpy.median(after[-max(3, round(LAST_SHARE * len(after))) :]))

    def _train_on_other_rows(self, own: Prepared) -> Iterator[None]:
        """Those splits that are left; a value after each."""
        data, epochs = self.project.data, len(self.records)
        splits = [prepare_again(data, own, data.split_seed + number) for number in range(self.done, self.count)]
        trained = _for_epochs(self.project, self._longest if self._in_doubt else epochs)
        for prepared, course in zip(splits, SplitTrainings(trained, splits).run(self._stopping), strict=False):
            if self._stopping.is_set():
                return
            if len(course.training) >= epochs:
                self._note_split(prepared, own, course)
            self._one_more()
            yield

    def _note_split(self, prepared: Prepared, own: Prepared, course: SplitCourse) -> None:
        power = 1 if self.project.training.loss == "mae" else 2
        unit = float(numpy.mean(prepared.target_scale / own.target_scale)) ** power
        epochs, means = len(self.records), course.rows.mean(axis=1, dtype=float)
        if max(means[:epochs].max(), course.training[:epochs].max()) >= LOST * self._scale:
            return
        training, validation = (thinned(unit * losses[:epochs]) for losses in (course.training, means))
        errors = standard_errors(course.rows[epochs - validation.stretch : epochs])
        longer = len(means) == self._longest
        self._splits.append(
            _Split(
                training,
                validation,
                unit * float(numpy.median(errors)),
                self._references(prepared, unit),
                validation.level - unit * self._end_of_longer(means) if longer else None,
                row_course(_judging(prepared), unit * course.rows, epochs),
            )
        )

    @cached_property
    def _in_doubt(self) -> bool:
        """Whether the longer training leaves open that more epochs lower the loss of fresh rows. Asked once it is
        over."""
        if self._longer is None:
            return False
        rows = self._judged_by.validation_rows
        if rows is not None and rows < FEW_ROWS:
            return True
        known = replace(self._judged_by, further=self.found)
        return DOUBT < falling(evidence(self.records, known)) < 1 - DOUBT

    def _references(self, prepared: Prepared, unit: float) -> tuple[Reference, ...]:
        """What other models make of these rows, in the units of the run; nothing where it is known what can be
        reached."""
        if not self._compared:
            return ()
        checked = check(self.project.graph, prepared.signature)
        found = baseline(checked, self.project, prepared, references=True)
        return tuple(
            replace(one, loss=unit * one.loss, error=unit * one.error)
            for one in (found.constant, *found.references)
            if one is not None
        )

    def _trained(self, epochs: int, prepared: Prepared) -> tuple[list[EpochRecord], Array]:
        """The epochs of a training of so many, as far as they came to numbers, with the losses of the validation rows
        after each, (epochs, rows); none where it was stopped."""
        kept = KeptRows()
        training = Training(
            _for_epochs(self.project, epochs), prepared=prepared, stopping=self._stopping, sampling_errors=kept
        )
        for _ in training.run():
            pass
        records = [] if self._stopping.is_set() else list(takewhile(_finite, training.records))
        return records, numpy.array([losses.numpy() for losses in kept.losses[: len(records)]])

    def _other_splits(self, courses: Sequence[Array]) -> Iterator[OtherSplit]:
        """Each with its rise: from the lowest point of its own course, which lies too low by chance, and from its
        course where the mean of the others is lowest, which lies too high; in the middle of both."""
        for number, split in enumerate(self._splits):
            validation = split.validation
            others = [course for place, course in enumerate(courses) if place != number]
            turn = int(numpy.mean(others, axis=0).argmin()) if others else int(validation.smooth.argmin())
            lowest = float(validation.smooth.min())
            low = fmean((float(validation.smooth[turn]), lowest))
            yield OtherSplit(
                validation.level,
                split.training.level,
                split.error,
                lowest,
                validation.level - low,
                split.references,
                split.fall,
            )


def _for_epochs(project: Project, epochs: int) -> Project:
    """It trains for so many, whatever its validation loss does."""
    return set_training(project, epochs=epochs, patience=None, measure_start=False)


def _judging(prepared: Prepared) -> Array:
    """The numbers of the validation rows on which losses are measured."""
    rows: Array = prepared.validation.rows[evaluated_places(len(prepared.validation))]
    return rows


def _longer_epochs(project: Project, epochs: int) -> int:
    """How many epochs the longer training has, beside a run of so many."""
    return max(LONGER * epochs, min(LONGER * project.training.epochs, LONGEST * epochs))


def _finite(record: EpochRecord) -> bool:
    return math.isfinite(record.train_loss) and math.isfinite(record.validation_loss)
