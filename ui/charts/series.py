"""The numbers behind the curves: one row an epoch, kept by column."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING

from netbuilder.training.history import EpochRecord, best

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.float64]]
    Points = tuple[Array, Array]
    """Epochs and values, in the order of the epochs; every value can be drawn."""

NAMES = tuple(field.name for field in fields(EpochRecord))
_values = attrgetter(*NAMES)


class Series:
    """Records of epochs, by column: ``epoch``, ``train_loss``, … as in ``EpochRecord``.

    Needs numpy only once a column is asked for, so that the window can be painted before that is imported.
    """

    def __init__(self, records: Iterable[EpochRecord] = ()) -> None:
        every = tuple(records)
        columns = zip(*map(_values, every), strict=True) if every else ((),) * len(NAMES)
        named = zip(NAMES, columns, strict=True)
        self._columns: dict[str, array[float]] = {name: array("d", column) for name, column in named}
        self.best = best(every)

    def __len__(self) -> int:
        return len(self._columns["epoch"])

    def append(self, record: EpochRecord) -> None:
        """Add the next epoch."""
        for column, value in zip(self._columns.values(), _values(record), strict=True):
            column.append(value)
        if (
            record.epoch
            and math.isfinite(record.judged_by)
            and (self.best is None or record.judged_by < self.best.judged_by)
        ):
            self.best = record

    def column(self, name: str) -> Array:
        """All values of a column, in the order of the epochs, as an array of its own."""
        import numpy

        return numpy.array(self._columns[name], dtype=numpy.float64)

    def before(self, epoch: int) -> Series:
        """The records of earlier epochs: what is kept where a training goes on from ``epoch``."""
        return Series(record for record in self.records() if record.epoch < epoch)

    def records(self) -> list[EpochRecord]:
        """The records again."""
        rows = zip(*self._columns.values(), strict=True)
        return [EpochRecord(int(epoch), *values) for epoch, *values in rows]

    def nearest(self, epoch: float) -> int | None:
        """The place of the record whose epoch is nearest, or None where there are none."""
        epochs = self._columns["epoch"]
        if not epochs:
            return None
        place = bisect_left(epochs, epoch)
        if place and (place == len(epochs) or epoch - epochs[place - 1] < epochs[place] - epoch):
            place -= 1
        return place

    def value(self, name: str, place: int) -> float:
        """One value of a column."""
        return self._columns[name][place]
