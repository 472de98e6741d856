"""Categories that have an order, such as answers from "never" to "always": how they are read, and how they could be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from netbuilder.data.base import Note
from netbuilder.data.orders.ordered import FEWEST, order_of
from netbuilder.data.table_notes.noted import NAMED, Noted, named
from netbuilder.data.tables.table_check import Inspected
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    import polars

MOST_STEPS = 30
"""More different texts are hardly a scale."""
MOST_COLUMNS = 1000
"""Columns of categories that are looked at."""
STEPS_SHOWN = 7
"""Steps of a scale that a sentence shows."""
_known_order = lru_cache(maxsize=256)(order_of)


def ordered_texts(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """All notes of this kind. Raises DataError where the file cannot be read."""
    yield from _of_steps(found)
    yield from _of_unknown_orders(dataset, found)
    yield from _of_categories_in_order(dataset, found)


def _of_steps(found: Inspected) -> Iterator[Note]:
    """Columns that are read in their order, and which that is."""
    read = defaultdict[tuple[str, ...], list[str]](list)
    for name in found.used:
        kind, *steps = found.reading.written.get(name, ("",))
        if kind == "ordered":
            read[tuple(steps)].append(name)
    for order, names in list(read.items())[:NAMED]:
        yield Note(
            say(
                "Read in order, as numbers from 1 to {count}: {columns} ({order}).",
                count=len(order),
                columns=named(names),
                order=_shown(order),
            )
        )


def _of_unknown_orders(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Columns that the user has called ordered, and whose order is not known."""
    asked = {choice.name for choice in dataset.columns if choice.kind == "ordered"}
    for name in [name for name in found.used if name in asked]:
        if found.reading.written.get(name, ("",))[0] == "ordered":
            continue
        texts = found.read[name].drop_nulls().unique().sort().to_list()
        message = say(
            "The order of the texts in “{column}” is not known ({texts}), so they are read as categories. Begin each "
            "with its number, such as “1 {first}”.",
            column=name,
            texts=named(texts),
            first=texts[0] if texts else "",
        )
        words = say("Read “{column}” as categories", column=name)
        yield Note(message, True, words, {"dataset": dataset.with_column(name, kind="category")})


def _of_categories_in_order(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Columns of categories, or classes, whose texts have an order: of which a network knows nothing."""
    set_ = {choice.name for choice in dataset.columns if choice.kind != "auto"}
    names = [c.name for c in found.columns if c.kind == "category" and c.role != "left out" and c.name not in set_]
    columns = defaultdict[tuple[str, ...], list[str]](list)
    for name, texts in _few_texts(found.read.select(names[:MOST_COLUMNS])):
        if order := _known_order(texts):
            columns[order].append(name)
    for order, alike in list(columns.items())[:NAMED]:
        if features := [name for name in alike if name != found.target]:
            first, *more = features
            words = say("Read “{column}” in order", column=first)
            if more:
                words = say("Read “{column}” and {count} more in order", column=first, count=len(more))
            yield Note(_unused_order(features, order), False, words, _in_order(dataset, found, features))
        if found.target in alike and dataset.choices().task == "auto":
            message = say(
                "The classes of “{column}” have an order ({order}), which classification does not use.",
                column=found.target,
                order=_shown(order),
            )
            words = say("Predict a number from 1 to {count}", count=len(order))
            yield Note(message, False, words, _in_order(dataset, found, [found.target]))


def _few_texts(read: polars.DataFrame) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The different texts of each column that has a few."""
    import polars

    counts = read.select(polars.col(polars.String).drop_nulls().n_unique()) if len(read) else polars.DataFrame()
    for name, count in zip(counts.columns, counts.row(0) if counts.width else (), strict=True):
        if FEWEST <= count <= MOST_STEPS:
            yield name, tuple(read[name].drop_nulls().unique().sort().to_list())


def _unused_order(names: Sequence[str], order: Sequence[str]) -> Message:
    if len(names) == 1:
        return say(
            "The texts of “{column}” have an order ({order}), but each is a feature of its own. As kind “ordered”, the "
            "column is one feature, from 1 to {count}.",
            column=names[0],
            count=len(order),
            order=_shown(order),
        )
    return say(
        "The texts of {columns} have an order ({order}), but each is a feature of its own. As kind “ordered”, each "
        "column is one feature, from 1 to {count}.",
        columns=named(names),
        count=len(order),
        order=_shown(order),
    )


def _in_order(dataset: Noted, found: Inspected, names: Sequence[str]) -> dict[str, Any]:
    """The change that has the columns read in order; answers that are no step have no value then."""
    mended = dataset.with_columns(names, kind="ordered")
    steps = [set(order_of(found.read[name].drop_nulls().unique().to_list())) for name in names]
    answers = any(set(found.read[name].drop_nulls()) - known for name, known in zip(names, steps, strict=True))
    if answers and dataset.missing == "refuse":
        mended = mended.with_(missing="fill")
    return {"dataset": mended}


def _shown(order: Sequence[str]) -> str:
    """Steps of a scale; of a long one the first and the last."""
    shown = order if len(order) <= STEPS_SHOWN else (*order[: STEPS_SHOWN - 2], "…", order[-1])
    return " → ".join(shown)
