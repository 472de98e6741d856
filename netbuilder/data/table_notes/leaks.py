"""Columns that give the target away: a single one tells it in every row, so there is little left to learn."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from netbuilder.data.base import Note
from netbuilder.data.table_notes.noted import Noted, left_out, named
from netbuilder.data.tables.column_kinds import picked
from netbuilder.data.tables.table_check import Inspected
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    import numpy
    import polars

    Array = numpy.ndarray[Any, Any]

FEWEST = 20
"""In fewer rows than these, chance alone may tell the target."""
EACH = 5
"""Rows that each class, and each value of a category on average, has at least."""
MOST_VALUES = 10
"""A category of more values, or of twice as many as there are classes, rather names groups of rows."""
ALIKE = 0.9999
"""From this correlation on, a number is the target in another unit."""
MOST_SUMMED = 100
"""In a table of more columns than these, no sum is looked for."""
EXACT = 1e-6
BY_CHANCE = 0.01
"""The chance up to which numbers that keep all classes apart are no accident, of however many columns."""


def leaks(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """A note for each such column. Raises DataError where the file cannot be read."""
    usable = dataset.usable_or_none()
    features = [column.name for column in found.columns if column.role == "feature"]
    if usable is None or len(features) < 2:
        return
    read = found.read.filter(found.read[found.target].is_not_null())
    if len(read) < FEWEST:
        return
    classes = usable.signature.task == "classification"
    told = _of_classes(read, found.target, features) if classes else _of_numbers(read, found.target, features)
    if told:
        yield Note(_telling(told, found.target), True, left_out(told), {"dataset": dataset.without(tuple(told))})
    elif not classes and (summed := _summed(read, found.target, features)):
        message = say(
            "The target “{target}” is the sum of {columns} in every row, so there is nothing else to learn. Predict "
            "one of these, or leave some of them out.",
            target=found.target,
            columns=named(summed),
        )
        yield Note(message, warning=True)


def _telling(names: Sequence[str], target: str) -> Message:
    if len(names) == 1:
        return say(
            "“{column}” alone tells the target “{target}” in every row. If it is known only afterwards, or computed "
            "from the target, leave it out.",
            column=names[0],
            target=target,
        )
    return say(
        "Each of {columns} alone tells the target “{target}” in every row. If they are known only afterwards, or "
        "computed from the target, leave them out.",
        columns=named(names),
        target=target,
    )


def _of_classes(read: polars.DataFrame, target: str, features: Sequence[str]) -> list[str]:
    """The features each of whose values, or gaps, has one class."""
    import polars

    counts = read[target].value_counts()["count"].to_list()
    if len(counts) < 2 or min(counts) < EACH:
        return []
    numbers = _numbers(read, features)
    apart = set(_kept_apart(read, target, numbers))
    known = frozenset(numbers)
    rest = picked(read, [name for name in features if name not in known])
    most = min(max(MOST_VALUES, 2 * len(counts)), len(read) // EACH)
    different = rest.select(polars.all().n_unique()).row(0) if rest.width else ()
    for name, count in zip(rest.columns, different, strict=True):
        gaps = rest[name].is_null()
        values = rest[name] if rest[name].dtype == polars.String and count <= most else gaps
        if min(values.value_counts()["count"].to_list()) >= EACH and _have_one_class(values, read[target]):
            apart.add(name)
    return [name for name in features if name in apart]


def _numbers(read: polars.DataFrame, names: Sequence[str]) -> list[str]:
    """Those columns that hold a number in every row."""
    import polars

    columns = picked(read, names)
    counted = zip(names, columns.dtypes, columns.null_count().row(0), strict=True)
    return [name for name, kind, gaps in counted if kind == polars.Float64 and not gaps]


def _have_one_class(values: polars.Series, classes: polars.Series) -> bool:
    """Whether all rows of a value, of which there are two or more, have the same class."""
    import polars

    if values.n_unique() < 2:
        return False
    pairs = polars.DataFrame([values.alias("value"), classes.alias("class")])
    return pairs.n_unique() == values.n_unique()


def _kept_apart(read: polars.DataFrame, target: str, names: Sequence[str]) -> list[str]:
    """The numbers of which each class has a stretch of its own, where that is no accident."""
    import numpy

    if not names:
        return []
    values, (classes, place) = picked(read, names).to_numpy(), numpy.unique(read[target], return_inverse=True)
    groups = [values[place == number] for number in range(len(classes))]
    orders = math.lgamma(len(read) + 1) - sum(math.lgamma(len(group) + 1) for group in groups)
    if math.log(len(names)) + math.lgamma(len(groups) + 1) - orders > math.log(BY_CHANCE):
        return []
    lowest, highest = (numpy.stack([pick(group, axis=0) for group in groups]) for pick in (numpy.min, numpy.max))
    order = lowest.argsort(axis=0)
    lowest, highest = (numpy.take_along_axis(ends, order, axis=0) for ends in (lowest, highest))
    apart = numpy.flatnonzero((highest[:-1] < lowest[1:]).all(axis=0)).tolist()
    return [names[place] for place in apart]


def _of_numbers(read: polars.DataFrame, target: str, features: Sequence[str]) -> list[str]:
    """The numbers that are the target in another unit."""
    import numpy

    names = _numbers(read, features)
    if not names:
        return []
    values, wanted = picked(read, names).to_numpy(), read[target].to_numpy()
    values, wanted = values - values.mean(axis=0), wanted - wanted.mean()
    spread = numpy.sqrt((values**2).sum(axis=0) * (wanted**2).sum())
    alike = numpy.flatnonzero((numpy.abs(wanted @ values) >= ALIKE * spread) & (spread > 0)).tolist()
    return [names[place] for place in alike]


def _summed(read: polars.DataFrame, target: str, features: Sequence[str]) -> list[str]:
    """The numbers, two or more, whose sum the target is in every row; there are more rows than twice as many."""
    import numpy

    names = _numbers(read, features)
    if not 2 <= len(names) <= min(MOST_SUMMED, len(read) // 2):
        return []
    values, wanted = picked(read, names).to_numpy(), read[target].to_numpy()
    factors = numpy.linalg.lstsq(values, wanted, rcond=None)[0]
    parts: Array = factors.round()
    exact = numpy.abs(values @ parts - wanted).max() <= EXACT * max(1.0, float(numpy.abs(wanted).max()))
    found = [name for name, part in zip(names, parts.tolist(), strict=True) if part == 1]
    return found if exact and len(found) > 1 and set(parts.tolist()) <= {0.0, 1.0} else []
