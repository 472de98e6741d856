"""What the split does to the rows of a table: copies and groups in two parts, classes with hardly a row.

A group is all rows of one patient, customer, machine or the like.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from netbuilder.data.base import Note
from netbuilder.data.pipeline import Prepared
from netbuilder.data.settings import DataSettings
from netbuilder.data.tables.user_tables import TableFile
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    import numpy
    import polars

    Array = numpy.ndarray[Any, Any]

COPIES = 0.05
"""The share of validation rows from which on copies of training rows are told, if there are three at least."""
MOST_NUMBERS = 20_000_000
"""In tables of more numbers than these, copies are not looked for: it would take seconds."""
CHANCES = 10
"""Rows are alike by chance where there are not so many times as many combinations of values as rows."""
FEW = 5
"""With fewer validation rows of a class, its recall is hardly known."""
RARE = 0.05
"""Classes with a smaller share of the rows are rare."""
SHARED = 0.2
"""The share of validation rows from which on it is told that training rows are of the same groups."""
FEWEST_GROUPS, FEWEST_DAYS = 5, 10
REGULAR = 0.6
"""The share of steps between dates from which on they are a series."""
_PEOPLE = (
    "patient|participant|proband|person|user|customer|client|student|pupil|respondent|donor|volunteer|employee|player|"
    "athlete|runner|driver|household|kunde|kunden|schueler|schüler|paciente|cliente|alumno|pacjent|klient"
)
_OTHERS = "subject|animal|mouse|rat|child|author|speaker|family|owner|machine|device|vehicle"
_IDS = "id|nr|no|num|number|code|key"
_GROUP = re.compile(
    rf"(?i)(?:^|[^a-z])(?:(?:{_PEOPLE})(?:en|n|s)?(?:[^a-z]*(?:{_IDS}|name))?|(?:{_OTHERS})[^a-z]*(?:{_IDS}))[^a-z]*$"
)
"""Names of columns that tell the group of a row; "subject" alone may be that of a school."""


def notes_of_parts(settings: DataSettings, prepared: Prepared) -> Iterator[Note]:
    """All notes of this kind; none of data that are no file."""
    if isinstance(settings.dataset, TableFile):
        yield from _of_copies(prepared)
        yield from _of_groups(settings, settings.dataset, prepared)
        yield from _of_rare_classes(settings, prepared)
        yield from _of_time(settings, settings.dataset)


def _of_copies(prepared: Prepared) -> Iterator[Note]:
    """Validation rows that are training rows as well."""
    features, targets = prepared.table.features, prepared.table.targets
    if features.size > MOST_NUMBERS or not len(prepared.validation) or not _differ_by_nature(features):
        return
    known = {_key(features, targets, row) for row in prepared.training.rows}
    count = sum(_key(features, targets, row) in known for row in prepared.validation.rows)
    if count >= max(3, COPIES * len(prepared.validation)):
        message = say(
            "{count} of {rows} validation rows are exact copies of training rows, so the network has seen their "
            "targets: validation loss comes out too low. Remove the copies from the file.",
            count=count,
            rows=len(prepared.validation),
        )
        yield Note(message, warning=True)


def _key(features: Array, targets: Array, row: int) -> bytes:
    return bytes(features[row].tobytes() + targets[row].tobytes())


def _differ_by_nature(features: Array) -> bool:
    """Whether there are so many combinations of values that two equal rows are no chance."""
    import numpy

    combinations = 1.0
    flat = features.reshape(len(features), -1)
    for column in flat.T:
        combinations *= len(numpy.unique(column))
        if combinations > CHANCES * len(flat):
            return True
    return False


def _of_groups(settings: DataSettings, dataset: TableFile, prepared: Prepared) -> Iterator[Note]:
    """A column that names the group of each row, where rows of the same group train and validate."""
    found, kept = dataset.inspected(), dataset.usable().rows
    table = dataset.whole()
    for column in found.columns:
        if column.role == "target" or kept is None or not _GROUP.search(column.name):
            continue
        groups = table[column.name][kept]
        count = _shared(groups, prepared)
        if not FEWEST_GROUPS <= groups.n_unique() <= len(groups) / 2 or count < SHARED * len(prepared.validation):
            continue
        words: Message | None = None
        changes: dict[str, Any] = {}
        if column.role == "feature":
            words = say("Leave out “{column}”", column=column.name)
            changes = {"dataset": dataset.without((column.name,))}
        elif settings.split != "ordered" and _lie_together(groups):
            words, changes = say("Split in the order of the rows"), {"split": "ordered"}
        message = say(
            "{count} of {rows} validation rows have a “{column}” that training rows have, too. The network may "
            "recognize them; others are likely predicted worse than validation loss says.",
            count=count,
            rows=len(prepared.validation),
            column=column.name,
        )
        yield Note(message, True, words, changes)
        return


def _shared(groups: polars.Series, prepared: Prepared) -> int:
    """How many validation rows are of a group of which training rows are, too."""
    if not len(prepared.validation):
        return 0
    known = groups[list(prepared.training.rows)].drop_nulls().unique()
    return int(groups[list(prepared.validation.rows)].is_in(known.implode()).sum())


def _lie_together(groups: polars.Series) -> bool:
    """Whether all rows of a group follow one another."""
    return int((groups != groups.shift(1)).sum()) + 1 == groups.n_unique()


def _of_time(settings: DataSettings, dataset: TableFile) -> Iterator[Note]:
    """Rows at regular dates, dealt out at random: each validation row lies between training rows in time."""
    if settings.split == "ordered" or not settings.validation:
        return
    found, kept = dataset.inspected(), dataset.usable().rows
    dates = [column.name for column in found.columns if column.kind == "date" and column.role != "target"]
    series = [name for name in dates if kept is not None and _is_regular(found.read[name][kept])]
    if series:
        message = say(
            "The rows follow one another in time (“{column}”), and are dealt out at random: validation rows lie "
            "between training rows. To tell how well the future is predicted, split in the order of the rows.",
            column=series[0],
        )
        yield Note(message, True, say("Split in the order of the rows"), {"split": "ordered"})


def _is_regular(days: polars.Series) -> bool:
    """Whether days rise from row to row, mostly by the same step: those of a survey's answers do not."""
    steps = days.diff().drop_nulls()
    if len(days) < FEWEST_DAYS or days.null_count() or (steps <= 0).any():
        return False
    commonest = max(Counter(steps.round(6).to_list()).values())
    return commonest >= REGULAR * len(steps)


def _of_rare_classes(settings: DataSettings, prepared: Prepared) -> Iterator[Note]:
    """Classes of which hardly a row validates, so that accuracy says nothing of them."""
    names = prepared.signature.classes
    if not names or not len(prepared.validation):
        return
    whole, few = (_counted(targets) for targets in (prepared.table.targets, prepared.validation.targets))
    rows = len(prepared.table.targets)
    rare = [n for n in sorted(whole, key=lambda n: whole[n]) if whole[n] < RARE * rows and few[n] < FEW]
    if not rare:
        return
    least = rare[0]
    message = say(
        "Class “{name}” has {count} of {rows} rows, and {few} of the validation rows: accuracy hardly depends on it "
        "(always “{largest}” is right in {share}). Look at balanced accuracy, and add rows of it.",
        name=names[least],
        count=whole[least],
        rows=rows,
        few=few[least],
        largest=names[max(whole, key=lambda n: whole[n])],
        share=f"{max(whole.values()) / rows:.1%}",
    )
    stratified = settings.split == "shuffled" and min(whole.values()) > 2
    words = say("Keep the share of each class in every part") if stratified else None
    yield Note(message, True, words, {"split": "stratified"} if stratified else {})


def _counted(targets: Sequence[int] | Array) -> Counter[int]:
    return Counter(int(target) for target in targets)
