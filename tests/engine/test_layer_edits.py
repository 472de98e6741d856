"""Larger edits of a drawing: what is taken out goes with what belongs to it, and the wires are repaired."""

from __future__ import annotations

from netbuilder.project.layer_edits import followers, take_out
from netbuilder.training.project_problems import project_problems
from tests.drawing import Draw, checked


def test_a_block_is_taken_out_with_its_activation_and_the_wires_are_mended(draw: Draw) -> None:
    project = draw(("dense", {}), ("batch_norm", {}), ("relu", {}), ("dense", {"units": 2}))
    assert [project.graph.nodes[node].title for node in followers(project.graph, "dense_1")] == ["Batch norm", "ReLU"]
    left = take_out(project, "dense_1")
    assert [left.graph.nodes[node].title for node in left.graph.order] == ["Input", "Dense", "Output"]
    assert [problem for problem in project_problems(left, checked(left)) if problem.severity == "error"] == []
    assert left.layout.keys() == left.graph.nodes.keys()
