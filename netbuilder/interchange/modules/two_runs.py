"""Two runs of a module with different rows and values, made into one trace: what differs between them is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from netbuilder.interchange.modules.noted import Noted
from netbuilder.interchange.modules.tracer import CONSTANT, Tracer
from netbuilder.interchange.traced import BATCH, SIZES, SLICE, TENSOR, Dims, Operation, Remark, Scope

ROWS = (2, 3)
"""The rows of the two batches: a size that grows from the one to the other is that of the batch."""


class DifferenceError(Exception):
    """The runs took different ways. ``line``: where the first difference is; ``first``, ``second``: what each did;
    ``kind``: the operation there, where both have it."""

    def __init__(self, line: str, first: str, second: str, kind: str = "") -> None:
        super().__init__(line, first, second)
        self.line, self.first, self.second, self.kind = line, first, second, kind


def merged(first: Tracer, second: Tracer) -> tuple[list[Scope], list[Operation], list[Dims | None]]:
    """The scopes, operations and sizes of both runs. Raises DifferenceError where they are not the same."""
    for mine, its in zip(first.operations, second.operations, strict=False):
        if _outline(mine) != _outline(its):
            raise DifferenceError(mine.line, _called(mine), _called(its))
    if len(first.operations) != len(second.operations):
        _raise_longer(first.operations, second.operations)
    scopes = [Scope(path=path, kind=kind, own=own, parent=up) for path, kind, own, up in first.scopes]
    sizes = [_sizes(*pair) for pair in zip(first.shapes, second.shapes, strict=True)]
    values = {number for noted in first.operations for number in noted.results}
    for noted in first.operations:
        for number in noted.results:
            if sizes[number] is None and number in values:
                one, other = (str(run.shapes[number]) for run in (first, second))
                raise DifferenceError(noted.line, one, other, noted.kind)
    return scopes, [_operation(*pair, first, second) for pair in _pairs(first, second)], sizes


def both_ways(first: Tracer, second: Tracer) -> list[Remark]:
    """What else the runs have shown: reads of values, changes in place, tensors that are computed."""
    reads = dict.fromkeys(line for _, line in (*first.reads, *second.reads))
    found = [Remark(kind="reads a value", values={"line": line}) for line in reads]
    found += [Remark(kind="altered", values={"line": line}) for line in dict.fromkeys(first.altered)]
    found += [Remark(kind="detached", values={"line": line}) for line in dict.fromkeys(first.detached)]
    if first.frozen:
        found.append(Remark(kind="frozen", values={"paths": ", ".join(dict.fromkeys(first.frozen))}))
    return found + [Remark(kind="computed weights", values={"path": path}) for path in dict.fromkeys(first.computed)]


def _pairs(first: Tracer, second: Tracer) -> list[tuple[Noted, Noted]]:
    return list(zip(first.operations, second.operations, strict=True))


def _raise_longer(first: Sequence[Noted], second: Sequence[Noted]) -> None:
    at = min(len(first), len(second))
    longer = (first if len(first) > at else second)[at]
    names = [_called(longer) if len(run) > at else "–" for run in (first, second)]
    raise DifferenceError(longer.line, *names)


def _outline(noted: Noted) -> tuple[Any, ...]:
    return noted.kind, noted.path, noted.scope, noted.line, len(noted.results), _without_numbers(noted.arguments)


def _without_numbers(encoded: Any) -> Any:
    """An argument with whole numbers left out: those of a batch differ between the runs."""
    if isinstance(encoded, list):
        return [_without_numbers(part) for part in encoded]
    if isinstance(encoded, dict) and (SIZES in encoded or str(encoded.get(TENSOR, "")).startswith(CONSTANT)):
        return CONSTANT  # of the batch's sizes it is another one in each run, and may be zeros in one of them
    if isinstance(encoded, dict) and SLICE in encoded:
        return {SLICE: _without_numbers(encoded[SLICE])}
    return "number" if isinstance(encoded, int) and not isinstance(encoded, bool) else encoded


def _called(noted: Noted) -> str:
    return noted.path or noted.kind.removeprefix("f.")


def _sizes(first: Sequence[int], second: Sequence[int]) -> Dims | None:
    found = [_size(*pair) for pair in zip(first, second, strict=False)]
    return None if None in found or len(first) != len(second) else tuple(size for size in found if size is not None)


def _size(first: int, second: int) -> int | None:
    """A size, -k for k times the batch, or None where it follows neither."""
    if first == second:
        return first
    times = first // ROWS[0]
    return -times if times and (first, second) == (times * ROWS[0], times * ROWS[1]) else None


def _operation(one: Noted, other: Noted, first: Tracer, second: Tracer) -> Operation:
    arguments = _argument(one.arguments, other.arguments, first, second)
    keywords = {name: _argument(value, other.keywords.get(name), first, second) for name, value in one.keywords.items()}
    return Operation(
        kind=one.kind,
        scope=one.scope,
        path=one.path,
        settings=one.settings,
        arguments=arguments,
        keywords=keywords,
        results=one.results,
        weights=one.weights,
        line=one.line,
    )


def _argument(one: Any, other: Any, first: Tracer, second: Tracer) -> Any:
    if isinstance(one, list) and isinstance(other, list):
        return [_argument(*pair, first, second) for pair in zip(one, other, strict=False)]
    if isinstance(one, dict) and isinstance(other, dict) and SLICE in one and SLICE in other:
        return {SLICE: _argument(one[SLICE], other[SLICE], first, second)}
    if isinstance(one, dict) and isinstance(other, dict) and TENSOR in one:
        return _tensor(one, other, first, second)
    if isinstance(one, dict) and isinstance(other, dict) and (SIZES in one) != (SIZES in other):
        return {**one, "varies": True}
    if isinstance(one, dict) and isinstance(other, dict) and SIZES in one:
        sizes = _sizes(one[SIZES], other[SIZES])
        return {**one, SIZES: list(sizes)} if sizes is not None else {**one, "varies": True}
    if isinstance(one, int) and isinstance(other, int) and one != other:
        size = _size(one, other)
        return {BATCH: -size} if size is not None and size < 0 else {"varies": True}
    return one


def _tensor(one: Any, other: Any, first: Tracer, second: Tracer) -> Any:
    """A stored tensor: where it is the same for every row of a batch, one row of it is kept."""
    mine, its = first.stored[one[TENSOR]], second.stored.get(other.get(TENSOR, ""))
    if its is None or mine.ndim != its.ndim:
        return {**one, "varies": True}
    rows = [axis for axis, pair in enumerate(zip(mine.shape, its.shape, strict=True)) if pair[0] != pair[1]]
    if not rows:
        return one if bool((mine == its).all()) else {**one, "varies": True}
    single = mine.narrow(rows[0], 0, 1)
    sizes = mine.shape[rows[0]], its.shape[rows[0]]
    if len(rows) > 1 or sizes not in ((1, ROWS[1]), ROWS) or not bool((mine == single).all() and (its == single).all()):
        return {**one, "varies": True}
    first.stored[one[TENSOR]] = single
    return one
