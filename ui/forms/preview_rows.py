"""What a preview shows of the data, computed away from the window. Knows no Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netbuilder.data.base import Signature
from netbuilder.data.settings import DataSettings
from netbuilder.errors import DataError
from netbuilder.messages import Message

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

MAX_POINTS = 600
MAX_IMAGES = 15
FIRST_ROWS = 8
LARGEST = 50_000_000
"""Numbers in a table above which it is not read for a preview."""


@dataclass(frozen=True, eq=False)
class PreviewRows:
    """Counts, and some rows as they are before normalization, those for training with the noise added to them.

    ``features`` (rows, *shape) and ``targets`` are those of the shown rows; ``held_out``: bool (rows,), whether a row
    is used for validation or testing. ``noise``: what is added to the training rows, in words; None where nothing is.
    """

    signature: Signature
    training: int
    validation: int
    test: int
    classes: tuple[tuple[str, int], ...]
    features: Array
    targets: Array
    held_out: Array
    noise: Message | None = None


def preview_rows(settings: DataSettings) -> PreviewRows:
    """Read the data and split them. Raises DataError where they cannot be read or split, or are too many to look at."""
    import numpy

    from netbuilder.data.pipeline import prepare
    from netbuilder.data.summary import summarise

    signature = settings.dataset.signature()
    _require_few(signature)
    prepared = prepare(settings)
    table = prepared.noisy
    used = numpy.concatenate([prepared.training.rows, prepared.validation.rows, prepared.test.rows])
    held_out = numpy.arange(len(used)) >= len(prepared.training.rows)
    chosen = numpy.linspace(0, len(used) - 1, min(len(used), _most(signature))).astype(int)
    return PreviewRows(
        signature=signature,
        training=len(prepared.training.rows),
        validation=len(prepared.validation.rows),
        test=len(prepared.test.rows),
        classes=_counts(signature, table.targets[used]),
        features=table.features[used[chosen]],
        targets=table.targets[used[chosen]],
        held_out=held_out[chosen],
        noise=summarise(settings, prepared).noise(),
    )


def _require_few(signature: Signature) -> None:
    numbers = signature.rows * math.prod(signature.features)
    if numbers > LARGEST:
        raise DataError(
            "There is no preview of more than {most:,} numbers; these data have {numbers:,}. Training reads them all.",
            most=LARGEST,
            numbers=numbers,
        )


def _most(signature: Signature) -> int:
    if len(signature.features) == 3:
        return MAX_IMAGES
    return MAX_POINTS if is_plane(signature) else FIRST_ROWS


def is_plane(signature: Signature) -> bool:
    """Whether rows are points in a plane: two features with a class, or one feature with one number to predict."""
    if signature.task == "classification":
        return signature.features == (2,)
    return signature.features == (1,) and signature.targets == 1


def _counts(signature: Signature, targets: Array) -> tuple[tuple[str, int], ...]:
    import numpy

    counts = numpy.bincount(targets, minlength=len(signature.classes)) if signature.classes else ()
    return tuple((name, int(count)) for name, count in zip(signature.classes, counts, strict=True))
