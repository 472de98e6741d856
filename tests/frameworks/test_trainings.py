"""Whole trainings in every framework give the losses of the program: every optimizer, decay and loss, by scripts."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy
import pytest
import torch

import samples
from netbuilder.backends.keras.optimizers import optimizer_class, optimizer_text
from netbuilder.backends.tensors.updates import update_text
from netbuilder.data.catalogue import dataset_types
from netbuilder.errors import ProjectError
from netbuilder.export import EXPORTERS, export
from netbuilder.files.read import read
from netbuilder.graph.graph import NodeId
from netbuilder.layers import layer_types
from netbuilder.project import block_edits, edits
from netbuilder.project.project import Project
from netbuilder.project.training_settings import OptimizerName, TrainingSettings
from netbuilder.shapes.check import check
from netbuilder.verification.comparison import Comparison, Program, distances, lay_out, run
from netbuilder.verification.job import ANSWERS
from netbuilder.verification.verify import own_side
from tests.forking.forked import ForkedTensorFlow
from tests.frameworks.drawn_losses import drawn_losses
from tests.programs import finished

SAMPLES = Path(__file__).parents[2] / "samples"

SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "sgd": {"optimizer": "sgd"},
    "momentum_decays": {"optimizer": "sgd", "momentum": 0.9, "decay": "exponential", "decay_factor": 0.7},
    "coupled_and_clipped": {"optimizer": "sgd", "weight_decay": 0.05, "gradient_clip": 0.3},
    "adagrad": {"optimizer": "adagrad", "weight_decay": 0.01},
    "rmsprop_steps": {
        "optimizer": "rmsprop",
        "momentum": 0.5,
        "learning_rate": 0.005,
        "decay": "step",
        "decay_every": 2,
        "decay_factor": 0.5,
        "epochs": 5,  # the second step down is seen, too
    },
    "adam": {"optimizer": "adam", "weight_decay": 0.01},
    "adamw_cosine": {"optimizer": "adamw", "weight_decay": 0.1, "decay": "cosine"},
    "balanced": {"optimizer": "adam", "class_weights": "balanced"},
}
LAYERS: Mapping[str, tuple[tuple[str, Mapping[str, Any]], ...]] = {
    # Without a bias before batch norm: its gradient would be rounding alone, which Adam makes as large as any other.
    "moons": (("dense", {"units": 8, "bias": False}), ("batch_norm", {}), ("tanh", {}), ("dense", {"units": 2})),
    "curve": (("dense", {"units": 8}), ("silu", {}), ("dense", {"units": 1})),
}


def drawn(data: Mapping[str, Any], layers: tuple[tuple[str, Mapping[str, Any]], ...], outputs: int = 1) -> Project:
    """A chain of layers on some data, with so many outputs at its end."""
    types = layer_types()
    name, values = data["name"], {key: value for key, value in data.items() if key != "name"}
    project = edits.set_data(Project(), dataset=dataset_types()[name](**values))
    project, last = edits.add_node(project, types["input"](), (0, 0))
    for kind, given in layers:
        project, last = edits.add_and_connect(project, types[kind](**given), (0, 0), last)
    for number in range(outputs):
        project, _ = _with_output(project, last, 1.0 if number == 0 else 0.5)
    return edits.set_training(project, epochs=3, batch_size=16, learning_rate=0.02, seed=3)


def _with_output(project: Project, last: NodeId, weight: float) -> tuple[Project, NodeId]:
    return edits.add_and_connect(project, layer_types()["output"](weight=weight), (0, 0), last)


def _with_idle_output() -> Project:
    """Two outputs, of which the second, behind a layer of its own, has a weight of 0 in the loss."""
    project = drawn({"name": "moons", "rows": 60}, LAYERS["moons"])
    (end,) = (node.id for node in project.graph.with_role("output"))
    (wire,) = project.graph.incoming[end]
    project, head = edits.add_and_connect(project, layer_types()["dense"](units=2), (0, 0), wire.source)
    return _with_output(project, head, 0.0)[0]


def _with_table(project: Project) -> Project:
    """The same with rows of a parameter in the place of the embedding."""
    types = layer_types()
    project, table = edits.add_node(project, types["parameter"](sizes=(8, 3), start="normal"), (0, 0))
    project, rows = edits.add_node(project, types["take_rows"](), (0, 0))
    project = edits.connect(edits.connect(project, table, rows, "input_1"), "input_1", rows, "input_2")
    return edits.connect(edits.remove(project, ["embedding_1"]), rows, "flatten_1", "input")


def projects() -> dict[str, Project]:
    """What is trained: every way to learn and every loss, most of them two in one network."""
    moons = drawn({"name": "moons", "rows": 75}, LAYERS["moons"])
    curve = drawn({"name": "curve", "rows": 60}, LAYERS["curve"])
    binary = drawn({"name": "moons", "rows": 60}, (*LAYERS["moons"][:-1], ("dense", {"units": 1})))
    likelihood = drawn({"name": "moons", "rows": 60}, (*LAYERS["moons"], ("log_softmax", {})))
    # Keras' own losses look behind a softmax or sigmoid at the end, and what lets its values through.
    softmax = drawn({"name": "moons", "rows": 60}, (*LAYERS["moons"], ("softmax", {}), ("dropout", {"rate": 0.0})))
    one = drawn({"name": "moons", "rows": 60}, (*LAYERS["moons"][:-1], ("dense", {"units": 1}), ("sigmoid", {})))
    pairs = {
        "cross_entropy": (moons, "balanced"),
        "binary": (binary, "coupled_and_clipped"),
        "nll": (edits.set_training(likelihood, loss="nll"), "adagrad"),
        "softmax_before_cross_entropy": (softmax, "rmsprop_steps"),
        "sigmoid_of_a_block_before_cross_entropy": (block_edits.group(one, ["sigmoid_1"], "end")[0], "adam"),
        "mse": (edits.set_training(curve, loss="mse"), "sgd"),
        "mae": (edits.set_training(curve, loss="mae"), "adamw_cosine"),
        "huber": (edits.set_training(curve, loss="huber"), "momentum_decays"),
    }
    assert {settings for _, settings in pairs.values()} == SETTINGS.keys()
    found = {
        f"{loss}_{settings}": edits.set_training(project, **SETTINGS[settings])
        for loss, (project, settings) in pairs.items()
    }
    codes = drawn(
        {"name": "iris"}, (("embedding", {"codes": 8, "features": 3}), ("flatten", {}), ("dense", {"units": 3}))
    )
    codes = edits.set_data(codes, normalisation="none")
    found["codes_that_come_twice"] = edits.set_training(codes, weight_decay=0.01, gradient_clip=0.3)
    found["rows_of_a_table_that_come_twice"] = _with_table(codes)
    apart = drawn({"name": "iris"}, (("dense", {"units": 3}),))
    found["columns_that_are_apart"] = edits.set_parameter(apart, "input_1", "columns", "1, 3")
    two = drawn({"name": "moons", "rows": 60}, LAYERS["moons"], outputs=2)
    found["two_outputs"] = two
    alone = edits.set_data(curve, validation=0.0, normalisation="none", target_normalisation="none")
    found["in_order_without_validation_from_epoch_0"] = edits.set_training(alone, shuffle=False, measure_start=True)
    found["classes_in_order_tested_without_validation"] = edits.set_training(
        edits.set_data(moons, validation=0.0, test=0.2), shuffle=False
    )
    started = (
        (
            "dense",
            {"units": 3, "start": "constant", "start_number": 0.4, "bias_start": "typed in", "bias_typed": "1 2 3"},
        ),
        ("tanh", {}),
        ("dense", {"units": 2, "start": "typed in", "start_typed": "1 -1 2; 0.5 2 1", "bias_start": "zeros"}),
    )
    found["chosen_starting_values"] = drawn({"name": "moons", "rows": 60}, started)
    found["two_outputs_from_epoch_0"] = edits.set_training(two, measure_start=True)
    found["two_outputs_without_validation"] = edits.set_data(two, validation=0.0)
    stopping = drawn({"name": "moons", "rows": 60}, (("dense", {"units": 8}), ("tanh", {}), ("dense", {"units": 2})))
    found["stops_early"] = edits.set_training(stopping, optimizer="sgd", learning_rate=5.0, epochs=12, patience=2)
    found["an_output_that_does_not_count_is_decayed"] = edits.set_training(_with_idle_output(), weight_decay=0.05)
    found["two_balanced_outputs"] = edits.set_training(two, class_weights="balanced")
    return found


TARGETS = (("pytorch", "lightning"), ("keras", "tensorflow"), ("pytorch-tensors", "numpy"), ("tensorflow-tensors",))


@pytest.mark.parametrize("targets", TARGETS)
def test_every_way_to_learn_and_every_loss_give_the_programs_losses(
    targets: tuple[str, ...], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    in_torch = any("torch" in EXPORTERS[target].needs for target in targets)
    request.getfixturevalue("forked" if in_torch else "forked_tensorflow")
    trained = projects()
    if "lightning" in targets:  # they measure losses on the program's own sample of many rows
        many = drawn({"name": "moons", "rows": 25_000}, LAYERS["moons"][-1:])
        trained["many_rows"] = edits.set_training(many, epochs=2, batch_size=500)
    if EXPORTERS[targets[0]].family == "tensors":  # what the look-up cuts off from the loss stays as it is
        layers = (("dense", {"units": 3}), ("relu", {}), ("embedding", {"codes": 60, "features": 3}), ("flatten", {}))
        cut = drawn({"name": "moons", "rows": 60}, (*layers, ("dense", {"units": 2})))
        trained["codes_behind_a_layer"] = edits.set_training(cut, weight_decay=0.01)
    opened = {name: read(samples.path(name)) for name in ("own_framework", "perceptron")}
    drawn_by_hand = {**opened, **drawn_losses()}
    assert not trained.keys() & drawn_by_hand.keys()
    trained |= {name: edits.set_training(project, epochs=2) for name, project in drawn_by_hand.items()}
    assert differing(trained, targets, tmp_path) == {}


Figures = tuple[float, float, float]


def differing(trained: Mapping[str, Project], targets: tuple[str, ...], folder: Path) -> dict[str, Figures]:
    """The scripts that are not equal to the program, with how far outputs, gradients and losses are apart."""
    folders, compared = [], []
    for name, drawn_project in trained.items():
        project = edits.set_training(drawn_project, device="cpu")
        found = check(project.graph, project.data.dataset.signature())
        program = own_side(project, found)
        for target in targets:
            place = folder / f"{name}_{target}"
            assert lay_out(EXPORTERS[target], project, found, program, place) is None
            folders.append(place)
            compared.append((EXPORTERS[target], found, program, place, project.training))
    failure = run(folders)
    assert failure is None, str(failure)
    apart = {one[3].name: distances(*one) for one in compared}
    return {name: (far.outputs, far.gradients, far.losses) for name, far in apart.items() if not far.equal}


@pytest.mark.parametrize("target", ["keras", "pytorch-tensors", "tensorflow-tensors", "numpy"])
def test_what_decays_though_its_output_does_not_count_is_said_in_one_comment(target: str) -> None:
    project = _with_idle_output()
    said = "# Here weight decay also shrinks layers"
    assert said in export(edits.set_training(project, weight_decay=0.05), target).text
    assert said not in export(project, target).text
    assert said not in export(edits.set_training(projects()["two_outputs"], weight_decay=0.05), target).text


def test_a_loss_that_is_a_number_on_one_side_only_is_endlessly_far(tmp_path: Path) -> None:
    project = drawn({"name": "curve", "rows": 60}, LAYERS["curve"])
    found = check(project.graph, project.data.dataset.signature())
    own = [(1, 0.5, math.nan), (2, 0.4, math.nan)]
    program = Program({}, numpy.zeros(1), {}, own, 1.0, numpy.zeros((2, 1)))
    for other, apart in ((0.4, 0.0), (math.nan, math.inf)):
        history = numpy.array([(1, 0.5, math.nan), (2, other, math.nan)])
        numpy.savez(tmp_path / ANSWERS, outputs=numpy.zeros(1), history=history, seconds=1.0, kept=0.4)
        assert distances(EXPORTERS["numpy"], found, program, tmp_path, project.training).losses == apart


def test_a_training_that_breaks_off_in_its_first_epoch_is_not_compared_and_says_why() -> None:
    curve = drawn({"name": "curve", "rows": 60}, LAYERS["curve"])
    project = edits.set_training(curve, optimizer="sgd", learning_rate=1000.0, device="cpu")
    with pytest.raises(ProjectError, match=r"broke off before its first epoch ended\. .* Lower the learning rate"):
        own_side(project, check(project.graph, project.data.dataset.signature()))


def test_a_comparison_that_fails_in_one_figure_is_not_equal() -> None:
    near = {"outputs": 0.0, "gradients": 0.0, "losses": 0.0, "tolerance": 1e-3}
    assert Comparison("keras", "Keras", **near).equal
    for name, value in (("outputs", 1e-4), ("gradients", 1e-3), ("losses", 1e-2), ("losses", float("nan"))):
        assert not Comparison("keras", "Keras", **{**near, name: value}).equal
    assert Comparison("keras", "Keras", **{**near, "losses": 2e-3}, rounding=1e-3).equal
    assert not Comparison("keras", "Keras", **{**near, "losses": 4e-3}, rounding=1e-3).equal


ADAM_IN_KERAS = """
import keras, numpy
{text}
optimizer = {made}
weight = keras.Variable(numpy.zeros(4, "float32"))
optimizer.build([weight])
for slopes in {slopes}:
    optimizer.apply([keras.ops.convert_to_tensor(slopes, "float32")], [weight])
print(*weight.numpy().tolist())
"""
ADAM_IN_TENSORS = """
import tensorflow as tf
Params = Memory = dict
{text}
params = {{"weight": tf.Variable(tf.zeros(4))}}
memory = {{"weight": (tf.Variable(tf.zeros(4)), tf.Variable(tf.zeros(4)))}}
for step, slopes in enumerate({slopes}, start=1):
    update(params, {{"weight": tf.constant(slopes)}}, memory, tf.constant(step, tf.float64), tf.constant(0.5))
print(*params["weight"].numpy().tolist())
"""


@pytest.mark.parametrize("optimizer", ["adam", "adamw"])
def test_the_first_steps_of_adam_are_pytorchs_to_the_last_digits(optimizer: OptimizerName) -> None:
    settings = TrainingSettings(optimizer=optimizer, learning_rate=0.5, weight_decay=0.1)
    slopes = numpy.random.default_rng(1).normal(size=(6, 4)).round(3).tolist()
    weight = torch.zeros(4, requires_grad=True)
    kind = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[optimizer]
    steps = kind([weight], lr=0.5, weight_decay=0.1)
    for slope in slopes:
        weight.grad = torch.tensor(slope)
        steps.step()
    wanted = weight.detach().numpy()
    in_keras = ADAM_IN_KERAS.format(text=optimizer_class(settings), made=optimizer_text(settings), slopes=slopes)
    in_tensors = ADAM_IN_TENSORS.format(text=update_text(settings, "tf"), slopes=slopes)
    for program in (in_keras, in_tensors):
        done = finished([sys.executable, "-c", program], by=ForkedTensorFlow)
        assert done.returncode == 0, done.stderr[-2000:]
        assert numpy.abs(numpy.array(done.stdout.split(), float) - wanted).max() < 1e-6


def test_weights_of_an_output_that_does_not_count_are_left_alone_without_a_warning(tmp_path: Path) -> None:
    project = drawn({"name": "moons", "rows": 60}, (("dense", {"units": 4}), ("tanh", {})), outputs=0)
    for weight in (1.0, 0.0):
        project, head = edits.add_and_connect(project, layer_types()["dense"](units=2), (0, 0), "tanh_1")
        project, _ = _with_output(project, head, weight)
    script = export(edits.set_training(project, optimizer="adamw", weight_decay=0.1), "tensorflow")
    (tmp_path / "in_tensorflow.py").write_text(script.text, encoding="utf-8")
    program = (
        "import warnings\nimport in_tensorflow as script\nwarnings.simplefilter('error')\n"
        "network = script.build_network()\nbefore = network.get_layer('dense_3').get_weights()[0]\n"
        "script.train(network, *script.load_data(), 1, 0)\n"
        "print((network.get_layer('dense_3').get_weights()[0] == before).all())\n"
    )
    done = finished([sys.executable, "-c", program], by=ForkedTensorFlow, cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.endswith("True\n")


def test_a_second_training_can_follow_in_the_same_process(tmp_path: Path) -> None:
    project = edits.set_training(read(SAMPLES / "moons_overfit.netb"), epochs=1)
    program = ""
    for target, made in (("tensorflow", "build_network()"), ("tensorflow-tensors", "starting_values()")):
        name = target.replace("-", "_")
        (tmp_path / f"again_{name}.py").write_text(export(project, target).text, encoding="utf-8")
        program += f"import again_{name} as script\n" + f"script.train(script.{made}, *script.load_data(), 1, 0)\n" * 2
    done = finished([sys.executable, "-c", program], by=ForkedTensorFlow, cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.count("best: ") == 4
