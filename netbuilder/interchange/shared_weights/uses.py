"""Which weights of a network are used several times, and whether they are one set of weights in its drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from netbuilder.interchange.drawing.call import Arrays
from netbuilder.interchange.drawing.flat_drawing import FlatNode
from netbuilder.interchange.shared_weights.memory import Span, overlap, span
from netbuilder.interchange.shared_weights.opened_nodes import trained
from netbuilder.interchange.traced import FIXED, TENSOR, Operation, Trace, marked


@dataclass(frozen=True, slots=True)
class Uses:
    """The modules, or lines, that have the same weights as another one or are called more than once: ``together``:
    those whose weights are one set in the drawing, ``apart``: those that have weights of their own there."""

    together: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


def uses(trace: Trace, stored: Arrays, before: Mapping[int, Sequence[FlatNode]], after: Sequence[FlatNode]) -> Uses:
    """What is used several times in a trace. ``before``: the nodes of each operation, as they were drawn; ``after``:
    those of the whole drawing in which shared weights are drawn once."""
    users: dict[Span, list[int]] = {}
    for number, operation in enumerate(trace.operations):
        arrays = [stored[name] for name in _learned(operation)] if number in before else []
        for at in dict.fromkeys(span(array) for array in arrays if array.size):
            users.setdefault(at, []).append(number)
    several = {at: numbers for at, numbers in _merged(users).items() if len(numbers) > 1}
    held = _spans(after)
    drawn = {number: _spans(before[number]) for numbers in several.values() for number in numbers}
    where = {number: one.path or one.line for number, one in enumerate(trace.operations)}
    apart = {
        where[number]
        for at, numbers in several.items()
        if not _is_one(at, held, [drawn[number] for number in numbers])
        for number in numbers
    }
    found = dict.fromkeys(where[number] for number in sorted(set().union(*several.values())))
    return Uses(tuple(name for name in found if name not in apart), tuple(name for name in found if name in apart))


def _is_one(at: Span, held: Sequence[Span], drawn: Sequence[Sequence[Span]]) -> bool:
    """Whether the weights at a place in memory are held once, and each use was drawn with them, not with others."""
    parts = [other for other in held if overlap(at, other)]
    disjoint = all(not overlap(one, other) for place, one in enumerate(parts) for other in parts[:place])
    return disjoint and all(any(overlap(at, other) for other in spans) for spans in drawn)


def _merged(users: Mapping[Span, Sequence[int]]) -> dict[Span, list[int]]:
    """The users of places in memory, those that overlap counted as one place."""
    found: list[tuple[Span, list[int]]] = []
    for at in sorted(users):
        if found and overlap(found[-1][0], at):
            before, numbers = found.pop()
            found.append(((before[0], max(before[1], at[1])), [*numbers, *users[at]]))
        else:
            found.append((at, list(users[at])))
    return {at: sorted(set(numbers)) for at, numbers in found}


def _spans(nodes: Sequence[FlatNode]) -> list[Span]:
    return [span(array) for node in nodes for array in trained(node).values() if array.size]


def _learned(operation: Operation) -> Iterator[str]:
    """The names of the weights that an operation has or computes with."""
    own = [argument for argument in _arguments(operation) if not marked(argument, FIXED)]
    yield from filter(None, [*operation.weights.values(), *(marked(argument, TENSOR) for argument in own)])


def _arguments(operation: Operation) -> Iterator[Any]:
    """All arguments of an operation, those in lists, too."""
    left: list[Any] = [*operation.arguments, *operation.keywords.values()]
    while left:
        argument = left.pop(0)
        if isinstance(argument, list):
            left[:0] = argument
        else:
            yield argument
