"""The numbers behind the curves: one row an epoch, in arrays that grow without being copied each time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, fields

import numpy

from netbuilder.training.history import EpochRecord

NAMES = tuple(field.name for field in fields(EpochRecord))
Array = numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.float64]]


class Series:
    """Records of epochs, by column: ``epoch``, ``train_loss``, … as in ``EpochRecord``."""

    def __init__(self, records: Iterable[EpochRecord] = ()) -> None:
        self._values = numpy.empty((len(NAMES), 64))
        self._count = 0
        self.best: EpochRecord | None = None
        for record in records:
            self.append(record)

    def __len__(self) -> int:
        return self._count

    def append(self, record: EpochRecord) -> None:
        """Add the next epoch."""
        if self._count == self._values.shape[1]:
            self._values = numpy.concatenate([self._values, numpy.empty_like(self._values)], axis=1)
        self._values[:, self._count] = astuple(record)
        self._count += 1
        if numpy.isfinite(record.judged_by) and (self.best is None or record.judged_by < self.best.judged_by):
            self.best = record

    def column(self, name: str) -> Array:
        """All values of a column, in the order of the epochs. A view: not to be changed."""
        return self._values[NAMES.index(name), : self._count]

    def before(self, epoch: int) -> Series:
        """The records of earlier epochs: what is kept where a training goes on from ``epoch``."""
        return Series(record for record in self.records() if record.epoch < epoch)

    def records(self) -> list[EpochRecord]:
        """The records again."""
        rows = self._values[:, : self._count].T
        return [EpochRecord(int(row[0]), *map(float, row[1:])) for row in rows]

    def nearest(self, epoch: float) -> int | None:
        """The place of the record whose epoch is nearest, or None where there are none."""
        if not self._count:
            return None
        epochs = self.column("epoch")
        place = int(numpy.searchsorted(epochs, epoch))
        if place and (place == self._count or epoch - epochs[place - 1] < epochs[place] - epoch):
            place -= 1
        return place
