"""How far the program's own losses move by rounding alone, which some trainings amplify."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

from netbuilder.export import EXPORTERS
from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Graph
from netbuilder.project.project import Project
from netbuilder.shapes.check_result import Check
from netbuilder.verification.comparison import Program, distances, lay_out, run

DRAWS = 3
"""Trainings from starting weights whose last digits are others."""


def rounding(project: Project, found: Check, program: Program, folder: Path) -> float:
    """How far the losses of the PyTorch script move, the most of several trainings of all layers as layers.

    In some, the last digit of every starting weight changes, up or down; in one, PyTorch computes with its other
    kernels: they break ties otherwise, between neighbours in a window of a pooling or at a corner of a ReLU, of which
    changed weights tell nothing. Not a number where a script fails.
    """
    import numpy

    pytorch, folders = EXPORTERS["pytorch"], [folder / f"rounding_{number}" for number in range(DRAWS + 1)]
    as_layers = replace(project, graph=_in_layers(project.graph))
    lay_out(pytorch, as_layers, found, program, folders[DRAWS], other_kernels=True)
    for number, place in enumerate(folders[:DRAWS]):
        generator = numpy.random.default_rng(number)
        moved = {
            name: numpy.nextafter(value, generator.choice((-numpy.inf, numpy.inf), value.shape).astype(value.dtype))
            if value.dtype == numpy.float32
            else value
            for name, value in program.weights.items()
        }
        lay_out(pytorch, as_layers, found, replace(program, weights=moved), place)
    if run(folders) is not None:
        return math.nan
    return max(distances(pytorch, found, program, place, project.training).losses for place in folders)


def _in_layers(graph: Graph) -> Graph:
    """The drawing with no block written in tensors."""
    for node in graph.nodes.values():
        if isinstance(node.layer, BlockUse):
            inside = node.layer.definition
            plain = replace(inside, graph=_in_layers(inside.graph), in_tensors=False)
            graph = graph.replacing(replace(node, layer=node.layer.with_(definition=plain)))
    return graph
