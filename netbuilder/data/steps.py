"""What happens to loaded rows: split and normalise. Exported scripts contain these functions as they stand here."""

from __future__ import annotations

from typing import Any


def part_sizes(rows: int, validation: float, test: float) -> tuple[int, int]:
    """How many rows validate and how many test: at least one where there is a share."""
    return (max(1, round(rows * validation)), max(1, round(rows * test)) if test else 0)


def ordered_split(targets: Any, validation: float, test: float) -> tuple[list[int], list[int], list[int]]:
    """Row numbers for training, validation and test, in this order in the data."""
    rows = list(range(len(targets)))
    validating, testing = part_sizes(len(rows), validation, test)
    first, second = len(rows) - validating - testing, len(rows) - testing
    return rows[:first], rows[first:second], rows[second:]


def shuffled_split(targets: Any, validation: float, test: float, seed: int) -> tuple[list[int], list[int], list[int]]:
    """Row numbers for training, validation and test, drawn blindly."""
    import random

    rows = list(range(len(targets)))
    random.Random(seed).shuffle(rows)
    first, testing = part_sizes(len(rows), validation, test)
    second = first + testing
    return rows[second:], rows[:first], rows[first:second]


def stratified_split(targets: Any, validation: float, test: float, seed: int) -> tuple[list[int], list[int], list[int]]:
    """Row numbers for training, validation and test, with the same share of each class.

    The classes take turns, so that the first rows of a part have these shares too.
    """
    import random

    classes = targets.tolist()
    rows = list(range(len(classes)))
    random.Random(seed).shuffle(rows)
    members: dict[int, list[int]] = {}
    for row in rows:
        members.setdefault(classes[row], []).append(row)
    parts: tuple[list[tuple[float, int]], ...] = ([], [], [])
    for group in members.values():
        first, testing = part_sizes(len(group), validation, test)
        second = first + testing
        shares = (group[second:], group[:first], group[first:second])
        for part, share in zip(parts, shares, strict=True):
            for place, row in enumerate(share):
                part.append(((place + 0.5) / len(share), row))
    training, validating, tested = ([row for _, row in sorted(part)] for part in parts)
    return training, validating, tested


def min_max(training: Any) -> tuple[Any, Any]:
    """Shift and scale that bring each feature of the training rows between 0 and 1."""
    shift = training.min(axis=0)
    scale = training.max(axis=0) - shift
    scale[scale == 0] = 1.0
    return shift, scale


def global_min_max(training: Any) -> tuple[Any, Any]:
    """Shift and scale that bring the training rows as a whole between 0 and 1."""
    shift = training.min()
    scale = training.max() - shift
    return shift, scale if scale else 1.0


def z_score(training: Any) -> tuple[Any, Any]:
    """Shift and scale that give each feature in training mean 0 and deviation 1."""
    shift = training.mean(axis=0)
    scale = training.std(axis=0)
    constant = training.min(axis=0) == training.max(axis=0)
    scale[constant | (scale == 0)] = 1.0
    return shift, scale
