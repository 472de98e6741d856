"""A drawing of four times the size takes about four times the work: nothing asks about every pair of nodes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netbuilder.experiments.sweep import suggested_sweeps
from netbuilder.factors.depth import depth, stretch, usual_stretch
from netbuilder.graph.graph import Wire
from netbuilder.project.layer_edits import hidden, make_room
from netbuilder.project.project import Project
from netbuilder.shapes.check import would_fit
from tests.drawing import checked
from tests.growth import grows_linearly
from tests.large import large_project


def _would_fit_everywhere(project: Project) -> None:
    found = checked(project)
    middle = f"node_{len(project.graph.nodes) // 2}"
    project.graph.ancestors(middle)
    for node in project.graph.nodes:
        would_fit(found, Wire(middle, node))


def _depth(project: Project) -> None:
    depth(project.graph, usual_stretch(project.graph))


QUESTIONS: dict[str, Callable[[Project], object]] = {
    "the hidden layers": lambda project: hidden(checked(project)),
    "what lies behind a node": lambda project: make_room(project, "node_1", (8.0, 0.0)),
    "the hyperparameters of a project": suggested_sweeps.suggested_sweeps,
    "the usual stretch and its repeats": _depth,
    "the layers between two": lambda project: stretch(project.graph, "node_1", "node_5"),
    "which ports fit": _would_fit_everywhere,
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_work_grows_with_the_drawing_and_not_with_its_square(question: str) -> None:
    def prepared(nodes: int) -> Callable[[], object]:
        project = large_project(nodes)
        return lambda: QUESTIONS[question](project)

    assert grows_linearly(prepared)
