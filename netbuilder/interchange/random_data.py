"""Data that a fresh import runs on before its own are chosen: random numbers of the shape of its input."""

from __future__ import annotations

import math
from collections.abc import Sequence

from netbuilder.data.base import MAX_VALUES
from netbuilder.data.generated import MOST_CODES, MOST_TARGETS, RandomNumbers
from netbuilder.interchange.drawing.placed import Placed
from netbuilder.interchange.traced import Entering
from netbuilder.project.edits import set_dataset
from netbuilder.project.project import Project

ROWS = 64
"""Rows of the usual inputs; very large ones have as many as fit into an eighth of the memory that data may fill."""


def with_random_data(
    project: Project, inputs: Sequence[Entering], entering: Sequence[Placed], leaving: Sequence[Placed]
) -> Project:
    """The project with random rows that its inputs take, and as many random targets as its outputs have numbers.

    Several inputs of single rows are columns of one. It keeps the data it has where no data suit all of its inputs:
    where these have several shapes, or none.
    """
    shapes = {value.shape for value in entering}
    if any(node.layer.values()["columns"] for node in project.graph.with_role("input")):
        shapes = {(sum(math.prod(value.shape) for value in entering),)}
    if len(shapes) != 1 or not leaving or not (sizes := next(iter(shapes))):
        return project
    rows = max(2, min(ROWS, MAX_VALUES // 8 // math.prod(sizes)))
    codes = min(one.codes for one in inputs)  # numbers, where one of them takes numbers
    targets = min(max(1, math.prod(leaving[0].shape)), MOST_TARGETS)
    return set_dataset(project, RandomNumbers(rows=rows, sizes=sizes, codes=min(codes, MOST_CODES), targets=targets))
