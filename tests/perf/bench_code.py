"""The code of a drawing, written again after an edit, in every framework and at growing sizes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from statistics import median
from time import process_time

from netbuilder.export import EXPORTERS, export
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.drawing import drawn
from tests.perf.table import Measured, show

LAYERS = (10, 100, 1_000)
BAR = 0.1
"""Seconds of the processor, for a thousand layers. Fewer may take as long."""
REPEATS = 5


def network(layers: int) -> Project:
    """Dense layers and what bends between them."""
    pairs = [layer for _ in range(layers // 2) for layer in (("dense", {"units": 8}), ("relu", {}))]
    return drawn(*pairs, ("dense", {"units": 2}))


def seconds(project: Project, target: str) -> float:
    """What it takes to write the script after one more unit somewhere in the middle, time after time."""
    middle = f"dense_{len(project.graph.nodes) // 4}"
    taken = []
    for units in range(9, 10 + REPEATS):
        edited = edits.set_parameter(project, middle, "units", units)
        began = process_time()
        export(edited, target)
        taken.append(process_time() - began)
    return median(taken[1:])


def rows() -> Iterator[Measured]:
    """Each framework at each size."""
    for layers in LAYERS:
        project = network(layers)
        for target, exporter in EXPORTERS.items():
            took = seconds(project, target)
            yield Measured(f"{exporter.title}, {layers:,} layers", took * 1_000, BAR * 1_000, took / BAR, 1, "ms")


if __name__ == "__main__":
    sys.exit(0 if show(rows()) else 1)
