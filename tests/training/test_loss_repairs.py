"""Every repair that is offered fixes its problem, and the usual mistakes have one."""

from __future__ import annotations

import pytest

from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Problem, Severity
from netbuilder.shapes.repairs import Insertion, Removal, Setting
from netbuilder.training.project_problems import project_problems
from tests.drawing import Draw


def problems(project: Project) -> tuple[Problem, ...]:
    return project_problems(project, check(project.graph, project.data.dataset.signature()))


@pytest.mark.parametrize(
    ("data", "loss", "layers", "words"),
    [
        ("iris", "auto", [("dense", {"units": 32})], "Set Units to 3"),
        ("iris", "auto", [("dense", {}), ("relu", {}), ("dense", {"units": 1}), ("tanh", {})], "Set Units to 3"),
        ("moons", "auto", [("dense", {"units": 5})], "Set Units to 2"),
        ("moons", "binary cross-entropy", [("dense", {"units": 2})], "Set Units to 1"),
        ("line", "mse", [("dense", {"units": 4})], "Set Units to 1"),
        ("iris", "mse", [("dense", {"units": 3})], "Set Loss to Auto"),
        ("line", "cross-entropy", [("dense", {"units": 1})], "Set Loss to Auto"),
        ("moons", "auto", [("dense", {"units": 2}), ("softmax", {})], "Remove Softmax"),
        ("moons", "cross-entropy", [("dense", {"units": 2}), ("sigmoid", {})], "Remove Sigmoid"),
        ("moons", "auto", [("dense", {"units": 1}), ("sigmoid", {})], "Remove Sigmoid"),
        ("moons", "cross-entropy", [("dense", {"units": 2}), ("relu", {})], "Remove ReLU"),
        ("line", "mse", [("dense", {"units": 1}), ("relu", {})], "Remove ReLU"),
        ("moons", "nll", [("dense", {"units": 2})], "Set Loss to Cross-entropy"),
    ],
)  # fmt: skip
def test_a_mistake_at_the_end_of_a_network_is_repaired_in_one_step(
    draw: Draw, data: str, loss: str, layers: list, words: str
) -> None:
    project = draw(*layers, data=data, loss=loss)
    (problem,) = problems(project)
    assert problem.repair is not None
    assert str(problem.repair.in_words()) == words
    repaired, node = edits.apply_repair(project, problem)
    assert node in repaired.graph.nodes
    left = problems(repaired)
    assert problem.message not in [other.message for other in left]
    assert not left or words.startswith("Set Loss")


def test_what_is_taken_out_is_rejoined_and_elsewhere_nothing_moves(draw: Draw) -> None:
    project = draw(("dense", {"units": 2}), ("softmax", {}))
    (problem,) = problems(project)
    assert isinstance(problem.repair, Removal)
    repaired, node = edits.apply_repair(project, problem)
    assert node == "dense_1"
    assert [(w.source, w.target) for w in sorted(repaired.graph.wires)] == [
        ("dense_1", "output_1"),
        ("input_1", "dense_1"),
    ]
    assert repaired.layout == {other: place for other, place in project.layout.items() if other != "softmax_1"}


def test_where_one_step_does_not_repair_none_is_offered(draw: Draw) -> None:
    (problem,) = problems(draw(("relu", {}), data="digits"))[:1]
    assert problem.severity is Severity.ERROR
    assert problem.repair is None


@pytest.mark.parametrize(
    ("data", "layers", "width"),
    [
        ("iris", [("tanh", {})], 3),
        ("wine", [("relu", {}), ("dropout", {})], 3),
        ("diabetes", [("tanh", {})], 1),
        ("digits", [("conv2d", {"filters": 4}), ("flatten", {})], 10),
    ],
)
def test_where_no_layer_can_be_made_as_wide_as_the_target_one_is_put_in(
    draw: Draw, data: str, layers: list, width: int
) -> None:
    project = draw(*layers, data=data)
    (problem,) = [p for p in problems(project) if p.node == "output_1"]
    assert isinstance(problem.repair, Insertion)
    repaired, node = edits.apply_repair(project, problem)
    assert check(repaired.graph, repaired.data.dataset.signature()).shape(node) == (width,)
    assert problems(repaired) == ()


def test_the_data_come_first_then_errors_then_warnings(draw: Draw) -> None:
    project = draw(("dense", {"units": 2}), ("conv2d", {}))
    project, _ = edits.add_and_connect(project, project.graph.nodes["dense_1"].layer, (0.0, 200.0), "input_1")
    signature = project.data.dataset.signature()
    found = project_problems(project, check(project.graph, signature))
    assert [(p.node, p.severity.value) for p in found] == [("conv2d_1", "error"), ("dense_2", "warning")]
    missing = say("Choose a file.")
    assert project_problems(project, check(project.graph, signature), missing)[0].message is missing
    unknown = project_problems(project, check(project.graph, None), missing)
    assert [p.node for p in unknown] == [None, "dense_2"]


def test_insertions_and_settings_are_told_by_what_they_do(draw: Draw) -> None:
    (first, *_) = problems(draw(("conv2d", {"kernel": 1}), ("flatten", {}), ("dense", {"units": 2})))
    assert isinstance(first.repair, Insertion)
    (second,) = problems(draw(("dense", {"units": 7}), data="iris"))
    assert second.repair == Setting("dense_1", "units", "Units", 3)
