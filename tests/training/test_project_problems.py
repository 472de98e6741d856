"""What a user is told when loss and last layer work against each other."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from netbuilder.data.catalogue import dataset_types
from netbuilder.data.split_check import known_data
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Problem, Severity
from netbuilder.training.progress import Started
from netbuilder.training.project_problems import project_problems
from netbuilder.training.trainer import Training
from tests.drawing import Draw, drawn
from tests.programs import finished


def problems(project: Project) -> tuple[Problem, ...]:
    return project_problems(project, check(project.graph, project.data.dataset.signature()))


@pytest.mark.parametrize(
    ("data", "loss", "units", "last", "sentence"),
    [
        ("moons", "auto", 2, "softmax", "turns the outputs into probabilities itself"),
        ("moons", "cross-entropy", 2, "sigmoid", "turns the outputs into probabilities itself"),
        ("moons", "cross-entropy", 2, "relu", "gives none below zero"),
        ("moons", "auto", 1, "sigmoid", "turns the outputs into probabilities itself"),
        ("moons", "binary cross-entropy", 1, "relu", "gives none below zero"),
        ("moons", "nll", 2, "softmax", "expects logarithms of probabilities"),
        ("line", "mse", 1, "relu", "cannot predict one"),
        ("line", "huber", 1, "sigmoid", "only numbers between 0 and 1"),
    ],
)
def test_a_last_layer_that_works_against_the_loss_is_named(
    draw: Draw, data: str, loss: str, units: int, last: str, sentence: str
) -> None:
    project = draw(("dense", {"units": units}), (last, {}), data=data, loss=loss)
    (problem,) = problems(project)
    assert problem.severity is Severity.WARNING
    assert problem.node == f"{last}_1"
    assert sentence in str(problem.message)
    assert f"“{project.graph.nodes[f'{last}_1'].title}”" in str(problem.message)
    started = next(Training(project).run())
    assert isinstance(started, Started)
    assert started.warnings == (problem.message,)


def test_layers_that_keep_the_values_hide_nothing(draw: Draw) -> None:
    project = draw(("dense", {"units": 2}), ("softmax", {}), ("flatten", {}), ("reshape", {"sizes": (2,)}))
    (problem,) = problems(project)
    assert problem.node == "softmax_1"


@pytest.mark.parametrize(
    ("data", "loss", "units", "last"),
    [
        ("moons", "auto", 2, "tanh"),
        ("moons", "auto", 1, "layer_norm"),
        ("moons", "nll", 2, "log_softmax"),
        ("moons", "cross-entropy", 2, "log_softmax"),
        ("line", "mse", 1, "tanh"),
    ],
)
def test_what_fits_is_not_talked_about(draw: Draw, data: str, loss: str, units: int, last: str) -> None:
    assert problems(draw(("relu", {}), ("dense", {"units": units}), (last, {}), data=data, loss=loss)) == ()


def test_a_loss_that_does_not_fit_is_an_error_on_its_output(draw: Draw) -> None:
    (problem,) = problems(draw(("dense", {"units": 2}), data="iris"))
    assert problem.severity is Severity.ERROR
    assert problem.node == "output_1"
    assert "Set the units of the last layer to 3, or put a Dense layer with 3 units behind it." in str(problem.message)


def test_nothing_to_learn_is_said_before_training(draw: Draw) -> None:
    (problem,) = problems(draw(("tanh", {})))
    assert "nothing to learn" in str(problem.message)


def test_problems_of_drawing_and_data_come_along(draw: Draw) -> None:
    project = draw(("dense", {"units": 2}))
    cut = edits.remove(project, wires=[wire for wire in project.graph.wires if wire.target == "output_1"])
    missing = say("The file is gone.")
    found = project_problems(cut, check(cut.graph, project.data.dataset.signature()), missing)
    assert [problem.node for problem in found] == [None, "output_1", "dense_1"]
    assert found[0].message is missing


@pytest.mark.parametrize("units", [1, 2])
def test_one_class_is_said_of_the_data_and_no_layer_is_blamed(draw: Draw, tmp_path: Path, units: int) -> None:
    table = tmp_path / "table.csv"
    table.write_text("x,y,z\n1,2,a\n3,4,a\n5,6,a\n7,8,a\n")
    project = draw(("dense", {"units": units}))
    project = edits.set_dataset(project, dataset_types()["csv"](path=str(table)))
    assert problems(project) == ()
    signature, of_data = known_data(project.data)
    (problem,) = project_problems(project, check(project.graph, signature), of_data)
    assert problem.node is None
    assert "of one class, “a”" in str(problem.message)


def test_from_data_that_cannot_be_used_nothing_follows_for_the_loss(draw: Draw) -> None:
    project = draw(("dense", {"units": 5}))
    unusable = say("The split needs rows.")
    found = project_problems(project, check(project.graph, project.data.dataset.signature()), unusable)
    assert [problem.message for problem in found] == [unusable]


def test_advice_needs_no_torch() -> None:
    script = (
        "import sys; import netbuilder.training.project_problems as problems\n"
        "import netbuilder.training.trainer, netbuilder.runs.folder\n"
        "from netbuilder.project.project import Project; from netbuilder.shapes.check import check\n"
        "from netbuilder.data.catalogue import dataset_types\n"
        "p = Project(); problems.project_problems(p, check(p.graph, p.data.dataset.signature()))\n"
        "sys.exit('torch' in sys.modules or 'sklearn' in sys.modules)"
    )
    assert finished([sys.executable, "-c", script]).returncode == 0


@pytest.mark.parametrize(
    ("layer", "size", "told"),
    [("batch_norm", 1, True), ("batch_norm", 2, False), ("layer_norm", 1, False), ("dropout", 1, False)],
)
def test_batches_of_one_row_are_a_problem_of_the_layer_that_compares_rows(layer: str, size: int, told: bool) -> None:
    project = drawn(("dense", {"units": 4}), (layer, {}), ("dense", {"units": 2}), batch_size=size)
    found = problems(project)
    assert [problem.node for problem in found] == ([f"{layer}_1"] if told else [])
    assert all("single row" in str(problem.message) and problem.severity is Severity.ERROR for problem in found)


def test_an_image_has_enough_values_of_each_channel_in_a_single_row() -> None:
    layers = (("conv2d", {"filters": 2}), ("batch_norm", {}), ("flatten", {}), ("dense", {"units": 10}))
    assert problems(drawn(*layers, data="digits", batch_size=1)) == ()
