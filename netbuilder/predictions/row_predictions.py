"""What a trained network predicts for new rows, as a table of text or as plain values."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netbuilder.data.settings import DataSettings
from netbuilder.data.tables.new_rows import NewRows
from netbuilder.errors import DataError
from netbuilder.messages import Message, say
from netbuilder.predictions.trained_network import TrainedNetwork, class_probabilities

if TYPE_CHECKING:
    import numpy
    import torch

    from netbuilder.data.pipeline import Prepared

    Array = numpy.ndarray[Any, Any]


FAR = 0.5
"""Of the range of the training rows: a value farther outside it is told."""


@dataclass(frozen=True, slots=True, eq=False)
class RowPredictions:
    """``values``: float32 (rows, outputs), numbers to predict or the probabilities of the ``classes``.
    ``extrapolated``: which rows lie far from all training rows, in words; None where none does."""

    values: Array
    classes: tuple[str, ...] = ()
    extrapolated: Message | None = None

    @property
    def table(self) -> list[list[str]]:
        """The names of the columns, and a line for each row."""
        return [self._names(), *self._lines()]

    def csv(self) -> str:
        """A line for each row: the prediction, and of classes the probability of each."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(self.table)
        return text.getvalue()

    def plain(self) -> list[dict[str, Any]]:
        """A value for each row, as JSON has it."""
        if not self.classes:
            rows = [[float(str(value)) for value in row] for row in self.values]
            return [{"prediction": row[0] if len(row) == 1 else row} for row in rows]
        shares = [[float(str(value)) for value in row] for row in self.values]
        return [
            {"prediction": name, "probabilities": dict(zip(self.classes, row, strict=True))}
            for name, row in zip(self._predicted(), shares, strict=True)
        ]

    def _predicted(self) -> list[str]:
        return [self.classes[number] for number in self.values.argmax(axis=1)]

    def _names(self) -> list[str]:
        if self.classes:
            return ["prediction", *(f"probability of {name}" for name in self.classes)]
        count = self.values.shape[1]
        return ["prediction"] if count == 1 else [f"prediction {number}" for number in range(1, count + 1)]

    def _lines(self) -> list[list[str]]:
        """Numbers have as many digits as 32 bits hold."""
        numbers = [[str(value) for value in row] for row in self.values]
        if not self.classes:
            return numbers
        return [[name, *row] for name, row in zip(self._predicted(), numbers, strict=True)]


def row_predictions(
    network: TrainedNetwork, settings: DataSettings, prepared: Prepared, rows: NewRows
) -> RowPredictions:
    """What the network predicts with the weights that it has. ``prepared``: the data that it was trained on.

    Raises DataError where a row is too far from the training rows.
    """
    features = _filled(settings, prepared, rows.features)
    answers = network.answers(_entered(network, features, rows))
    outside = _extrapolated(prepared, features, rows)
    if network.predicts_numbers:
        return RowPredictions(answers, extrapolated=outside)
    return RowPredictions(class_probabilities(answers), prepared.signature.classes, outside)


def _filled(settings: DataSettings, prepared: Prepared, features: Array) -> Array:
    """New rows with their gaps filled by the training rows, as in training."""
    import numpy

    from netbuilder.data.pipeline import filling_step, load

    fill = filling_step(prepared.signature)
    if fill is None:
        return features
    known = load(settings).features
    whole: Array = fill(numpy.concatenate([known, features]), prepared.training.rows)
    return whole[len(known) :]


def _extrapolated(prepared: Prepared, features: Array, rows: NewRows) -> Message | None:
    """Which rows have values farther outside the training rows than ``FAR`` times their range."""
    known = prepared.table.features[prepared.training.rows]
    low, high = known.min(axis=0), known.max(axis=0)
    margin = FAR * (high - low)
    outside = (features < low - margin) | (features > high + margin)
    far = outside.reshape(len(features), -1).any(axis=1)
    if not far.any():
        return None
    row = int(far.argmax())
    return say(
        "Rows far outside the training rows: {count:,}; the first is {place}, by its “{column}”. What is predicted "
        "there is an extrapolation.",
        count=int(far.sum()),
        place=rows.place(row),
        column=prepared.signature.feature_names[int(outside[row].argmax())],
    )


def _entered(network: TrainedNetwork, features: Array, rows: NewRows) -> torch.Tensor:
    """What the network is given for new rows: normalized by the training rows, as in training."""
    import numpy

    with numpy.errstate(over="ignore"):
        entered = network.normalised(features)
    fits = entered.isfinite().all(dim=1)
    if not fits.all():
        raise DataError(
            "{place} is too far from the training rows to be normalized by them. Correct it, or remove the row.",
            place=rows.place(fits.tolist().index(False)),
        )
    return entered
