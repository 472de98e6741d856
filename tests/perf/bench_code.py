"""The code of a drawing, written, compared and coloured again after an edit: in every framework, at growing sizes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from statistics import median
from time import process_time

from netbuilder.export import EXPORTERS
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.drawing import drawn
from tests.perf.table import Measured, show
from ui.code.written_program import write_program

LAYERS = (10, 100, 1_000)
BAR = 0.1
"""Seconds of the processor, for a thousand layers. Fewer may take as long."""
REPEATS = 5


def network(layers: int) -> Project:
    """Dense layers and what bends between them."""
    pairs = [layer for _ in range(layers // 2) for layer in (("dense", {"units": 8}), ("relu", {}))]
    return drawn(*pairs, ("dense", {"units": 2}))


def seconds(project: Project, target: str) -> float:
    """What the code pane waits for after one more unit somewhere in the middle, time after time."""
    middle = f"dense_{len(project.graph.nodes) // 4}"
    taken, shown = [], write_program(project, target, None)
    for units in range(9, 10 + REPEATS):
        edited = edits.set_parameter(project, middle, "units", units)
        before = [line.text for line in shown.lines]
        began = process_time()
        shown = write_program(edited, target, None, before, shown.colours)
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
