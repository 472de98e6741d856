"""Losses drawn by hand, and drawings of operations alone: they learn what the formulas say they must."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy
import pytest
import torch

import samples
from netbuilder.cli import app
from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import prepare
from netbuilder.errors import TrainingError
from netbuilder.export import EXPORTERS, export
from netbuilder.files.read import read
from netbuilder.layers import layer_types
from netbuilder.predictions.trained_network import TrainedNetwork
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.training.project_problems import project_problems
from netbuilder.training.trainer import Training


def opened(name: str, **settings: object) -> Project:
    return edits.set_training(read(samples.path(name)), device="cpu", **settings)


def trained(project: Project) -> Training:
    training = Training(project)
    list(training.run())
    return training


def node(project: Project, kind: str, **values: Any) -> tuple[Project, str]:
    return edits.add_node(project, layer_types()[kind](**values), (0, 0))


def test_fifteen_steps_down_the_bowl_end_where_the_lesson_says() -> None:
    training = trained(opened("bowl"))
    assert training.last_weights["point"].tolist() == pytest.approx([2.8944, -1.9296], abs=1e-3)
    assert training.start is not None
    losses = [training.start.train_loss, *(record.train_loss for record in training.records)]
    assert losses == pytest.approx([13 * 0.64**step for step in range(16)], rel=1e-4)


def test_what_the_bowls_notes_say_of_other_rates_is_so() -> None:
    assert trained(opened("bowl", learning_rate=0.5)).records[0].train_loss == pytest.approx(0.0, abs=1e-10)
    records = trained(opened("bowl", learning_rate=1.1)).records
    assert records[-1].train_loss > records[0].train_loss > 13
    path = trained(opened("bowl", momentum=0.9)).records
    rises = [after.train_loss > before.train_loss for before, after in pairwise(path)]
    assert True in rises
    assert False in rises[rises.index(True) :]


def test_the_perceptron_learns_by_its_rule() -> None:
    project = opened("perceptron")
    rows = prepare(project.data).training
    weights, bias = numpy.zeros(2, "float32"), numpy.float32(0)
    wrong = []
    for _ in range(10):
        wrong.append(0)
        for x, target in zip(rows.features, rows.targets, strict=True):
            answer = float(weights @ x + bias > 0)
            weights, bias = weights - (answer - target) * x, bias - (answer - target)
            wrong[-1] += answer != target
    training = trained(project)
    assert training.last_weights["w"].numpy() == pytest.approx(weights, abs=1e-4)
    assert float(training.last_weights["b"]) == pytest.approx(float(bias), abs=1e-4)
    assert wrong[6:] == [0] * 4
    assert [record.train_metric for record in training.records[5:]] == [1.0] * 5
    noisy = edits.set_dataset(project, project.data.dataset.with_(spread=3.0))
    assert all(record.train_metric < 1 for record in trained(noisy).records)


def test_a_softmax_of_operations_is_a_dense_layer_with_a_log_softmax() -> None:
    own = opened("own_framework", epochs=5)
    start = Training(own)
    *_, finished = start.run()
    assert finished is not None
    project, types = Project(), layer_types()
    project, entry = edits.add_node(project, types["input"](), (0, 0))
    torch.manual_seed(own.training.seed)
    drawn = torch.nn.init.normal_(torch.zeros(2, 2), std=2**-0.5)
    typed = " ".join(map(repr, drawn.T.flatten().tolist()))
    dense = types["dense"](units=2, start="typed in", start_typed=typed, bias_start="zeros")
    project, last = edits.add_and_connect(project, dense, (0, 0), entry)
    project, last = edits.add_and_connect(project, types["log_softmax"](), (0, 0), last)
    project, _ = edits.add_and_connect(project, types["output"](), (0, 0), last)
    plain = trained(edits.set_training(edits.set_data(project, **own.data.values()), **own.training.values()))
    assert [r.validation_loss for r in plain.records] == pytest.approx([r.validation_loss for r in start.records], 1e-4)
    assert start.records[-1].validation_metric > 0.85


def squared_error_by_hand(form: Mapping[str, Any]) -> Project:
    """A line whose loss is drawn: the square of what the network is off."""
    base = read(samples.path("line_from_100"))
    types = layer_types()
    project, target = node(base, "target_input", **form)
    project, off = node(project, "subtract")
    project = edits.connect(project, "dense_1", off, "input_1")
    project = edits.connect(project, target, off, "input_2")
    project, square = edits.add_and_connect(project, types["squared"](), (0, 0), off)
    project, total = edits.add_and_connect(project, types["tensor_sum"](), (0, 0), square)
    project, _ = edits.add_and_connect(project, types["drawn_loss"](), (0, 0), total)
    return edits.set_training(edits.set_parameter(project, "output_1", "weight", 0.0), device="cpu")


def test_a_loss_drawn_by_hand_trains_as_the_one_that_it_is() -> None:
    drawn, plain = trained(squared_error_by_hand({})), trained(opened("line_from_100"))
    for name in ("last_batch_loss", "train_loss", "train_metric"):
        assert [getattr(r, name) for r in drawn.records] == pytest.approx([getattr(r, name) for r in plain.records])
    network = TrainedNetwork(drawn.project, prepare(drawn.project.data))
    network.put(drawn.last_weights)
    assert network.answers(torch.tensor([[0.0]]))[0, 0] == pytest.approx(1.0711, abs=1e-3)


@pytest.mark.parametrize("name", ["bowl", "perceptron", "own_framework"])
def test_every_framework_takes_what_is_drawn(name: str) -> None:
    """Parameters that stand alone, targets inside the network, losses; tests/frameworks runs such scripts."""
    for target in EXPORTERS:
        assert "def " in export(opened(name), target).text


def test_without_an_output_there_is_nothing_to_predict() -> None:
    bowl = opened("bowl")
    network = TrainedNetwork(bowl, prepare(bowl.data))
    with pytest.raises(TrainingError, match="Add an Output"):
        network.outputs(torch.zeros(1, 1))


def test_a_loss_is_one_number_and_some_output_must_count() -> None:
    project = squared_error_by_hand({})
    wide = edits.take_out(project, ("tensor_sum_1",))
    found = check(wide.graph, wide.data.dataset.signature())
    assert [str(problem.message) for problem in found.problems if problem.node == "drawn_loss_1"] == [
        "A loss is one number, or one for each row, but 1 reach it. Put a Mean or a Sum before it."
    ]
    nothing = edits.set_parameter(edits.remove(project, ("drawn_loss_1",)), "output_1", "weight", 0.0)
    both, _ = edits.add_and_connect(nothing, layer_types()["output"](weight=0.0), (0, 0), "dense_1")
    with pytest.raises(TrainingError, match="No output counts"):
        list(Training(both).run())


def test_classes_enter_a_drawing_one_hot_or_by_number() -> None:
    project = opened("iris_two_inputs")
    for form, shape in (("one-hot", (3,)), ("as they are", ())):
        with_target, entry = node(project, "target_input", form=form)
        found = check(with_target.graph, project.data.dataset.signature())
        assert found.shape(entry) == shape
    numeric, entry = node(opened("line"), "target_input", form="one-hot")
    problem = check(numeric.graph, numeric.data.dataset.signature()).nodes[entry].problem
    assert "One-hot is for classes" in str(problem and problem.message)


def test_no_data_need_no_validation_rows_and_say_so() -> None:
    project = edits.set_data(opened("bowl"), validation=0.25)
    with pytest.raises(Exception, match="set the validation share to 0"):
        list(Training(project).run())
    assert dataset_types()["no_data"]().signature().rows == 1


def test_the_samples_have_no_problem_at_all() -> None:
    for name in ("bowl", "perceptron", "own_framework", "line_from_100"):
        project = opened(name)
        assert project_problems(project, check(project.graph, project.data.dataset.signature())) == ()


def test_the_command_line_trains_the_bowl(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    path = tmp_path / "bowl.netb"
    path.write_bytes(samples.path("bowl").read_bytes())
    result = CliRunner().invoke(app, ["train", str(path), "--json"])
    assert result.exit_code == 0, result.stderr
    epochs = json.loads(result.stdout)["epochs"]
    assert [epoch["epoch"] for epoch in epochs] == list(range(16))
    assert epochs[0]["train_loss"] == 13.0
    assert epochs[0]["last_batch_loss"] is None
    assert epochs[1]["last_batch_loss"] == 13.0
    assert {epoch["validation_loss"] for epoch in epochs} == {None}
