"""Layers that compute alike, but on values with more or fewer axes, have derivatives of their own in NumPy."""

from __future__ import annotations

from pathlib import Path

from netbuilder.layers.core import Dense, Input, Output, Reshape
from netbuilder.layers.tensors.matrices import MatMul
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from tests.frameworks.tensor_networks import Case, distances


def test_products_of_matrices_and_of_several_matrices_each_have_their_derivative(tmp_path: Path) -> None:
    project, entry = edits.add_node(Project(), Input(sizes=(4, 4)), (0, 0))
    project, learned = edits.add_and_connect(project, Dense(units=4), (0, 0), entry)
    project, single = edits.add_node(project, MatMul(), (0, 0))
    project, apart = edits.add_and_connect(project, Reshape(sizes=(4, 2, 2)), (0, 0), single)
    project, several = edits.add_node(project, MatMul(), (0, 0))
    project, _ = edits.add_and_connect(project, Output(), (0, 0), several)
    for source, target in ((learned, single), (apart, several)):
        for port in MatMul().input_ports():
            project = edits.connect(project, source, target, port)
    found = check(project.graph, None)
    assert found.sound, found.problems
    (distance,) = distances({"products": Case(found, (4, 4), (None,))}, ("numpy",), tmp_path)
    assert distance.outputs <= 1e-5
    assert distance.gradients <= 1e-4
