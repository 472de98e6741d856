"""The stages of a training are found in every script, in lines of their own or in the call of ``fit``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from netbuilder.backends.code.stages import OF_PHASES, STAGES, found, stage_at, stage_of
from netbuilder.export import EXPORTERS, export
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.drawing import drawn

HIGH = {"lightning", "keras"}
ONLY_IN_PYTORCH = "Clearing the gradient"
OF_SOME_SETTINGS = {
    "Gradient clipping": {"gradient_clip": 1.0},
    "Learning-rate decay": {"decay": "cosine"},
    "Early stopping": {"patience": 5},
}
"""Stages that a script has only with a setting."""
NOT_NEEDED = {
    ONLY_IN_PYTORCH: {"tensorflow", "pytorch-tensors", "tensorflow-tensors", "numpy"},
    "Optimizer": {"pytorch-tensors", "tensorflow-tensors", "numpy"},  # plain gradient descent remembers nothing
}
SETTINGS: tuple[dict[str, Any], ...] = (
    {"optimizer": "sgd"},
    {"optimizer": "sgd", "momentum": 0.9, "gradient_clip": 1.0, "decay": "step", "patience": 5, "shuffle": False},
    {"optimizer": "adagrad", "weight_decay": 0.1, "decay": "exponential", "class_weights": "balanced"},
    {"optimizer": "rmsprop", "momentum": 0.9, "gradient_clip": 1.0, "decay": "cosine", "measure_start": True},
    {"optimizer": "adam", "gradient_clip": 1.0, "patience": 3, "class_weights": "balanced", "shuffle": False},
    {"optimizer": "adamw", "weight_decay": 0.1, "decay": "step", "patience": 3, "measure_start": True},
)
LOOP = {"train", "learn", "on_epoch_end", "configure_optimizers", "on_train_start", "on_train_epoch_end"}
"""The functions that a training consists of."""
NO_PARTNER = re.compile(
    r"features, targets(, weights)? = training|callbacks = \[|losses,|\]|def decay\("
    r"|epoch = self.current_epoch|task = |network\.to\("
    r"|try:|except \(MisconfigurationException|stop\("
)
"""Lines of a framework's own, and what stands before the loop."""


def trained(**settings: Any) -> Iterator[Project]:
    """A drawing with these settings, with rows for validation and without."""
    project = drawn(("dense", {"units": 8}), ("dropout", {}), ("dense", {"units": 2}), **settings)
    yield project
    yield replace(project, data=project.data.model_copy(update={"validation": 0.0}))


def loop_rows(text: str) -> Iterator[int]:
    """The rows of the statements that train."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.name in LOOP:
            for statement in node.body[ast.get_docstring(node) is not None :]:
                yield from range(statement.lineno - 1, statement.end_lineno or statement.lineno)


@pytest.mark.parametrize("target", EXPORTERS)
def test_every_script_shows_every_stage_or_leaves_it_to_fit(target: str) -> None:
    lines = [line.text for line in export(drawn(("dense", {"units": 2})), target).lines]
    places = {str(stage.title): found(stage, lines) for stage in STAGES}
    for title, place in places.items():
        if title not in OF_SOME_SETTINGS and (title != ONLY_IN_PYTORCH or target in HIGH | {"pytorch"}):
            assert place.rows or title == "Training mode", title
    assert places["Gradient"].by_fit == places["Update"].by_fit == (target in HIGH)
    assert not places["Forward"].by_fit or target == "keras"
    assert all("fit(" in lines[row] for place in places.values() if place.by_fit for row in place.rows)


@pytest.mark.parametrize("target", EXPORTERS)
def test_the_loss_of_a_minibatch_is_one_line_and_not_that_of_measuring(target: str) -> None:
    lines = [line.text for line in export(drawn(("dense", {"units": 2})), target).lines]
    place = found(OF_PHASES["loss"], lines)
    assert len(place.rows) == (2 if target == "lightning" else 1), "Lightning has a step for validation, too"
    assert not place.by_fit
    for row in place.rows:
        assert "return loss_of(" not in lines[row]
        assert not any(line.lstrip().startswith("def measure(") for line in lines[row - 4 : row])


def test_the_loss_of_one_framework_is_joined_with_the_minibatch_of_the_other() -> None:
    (loss,) = (stage for stage in STAGES if str(stage.title) == "Loss")
    lines = [line.text for line in export(drawn(("dense", {"units": 2})), "pytorch").lines]
    assert "            loss_of(network, *batch).backward()" in [lines[row] for row in found(loss, lines).rows]
    two = edits.add_and_connect(drawn(("dense", {"units": 2})), layer_types()["output"](), (0, 0), "dense_1")[0]
    place = found(loss, [line.text for line in export(two, "keras").lines])
    assert place.rows
    assert not place.by_fit


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: settings["optimizer"])
def test_every_line_of_a_loop_is_joined_with_its_partner_in_every_other_script(settings: dict[str, Any]) -> None:
    for project in trained(**settings):
        scripts = {target: export(project, target) for target in EXPORTERS}
        texts = {target: [line.text for line in script.lines] for target, script in scripts.items()}
        for target, script in scripts.items():
            shown = {row: stage_at(row, texts[target]) for row in loop_rows(script.text)}
            left = [texts[target][row].strip() for row, stage in shown.items() if stage is None]
            assert [line for line in left if not NO_PARTNER.match(line)] == []
            for stage in {str(stage.title): stage for stage in shown.values() if stage}.values():
                alone = {other for other, lines in texts.items() if not found(stage, lines).rows}
                assert alone <= NOT_NEEDED.get(str(stage.title), set()), (target, str(stage.title))


@pytest.mark.parametrize("title", OF_SOME_SETTINGS)
def test_a_setting_has_lines_of_its_own_in_every_script_that_has_it(title: str) -> None:
    (stage,) = (stage for stage in STAGES if str(stage.title) == title)
    for target in EXPORTERS:
        for settings, wanted in ((OF_SOME_SETTINGS[title], True), ({}, False)):
            project = drawn(("dense", {"units": 2}), **settings)
            lines = [line.text for line in export(project, target).lines]
            place = found(stage, lines)
            assert (bool(place.rows) and not place.by_fit) == wanted, target
            chosen = [row for row in range(len(lines)) if stage_at(row, lines) is stage]
            assert bool(chosen) == wanted, target


def test_a_line_belongs_to_what_it_stands_in() -> None:
    lines = [
        "def train(network: Network) -> None:",
        "    optimizer = torch.optim.SGD(",
        "        network.parameters(),",
        "    )",
        "    for epoch in range(1, epochs + 1):",
        "        # a comment",
        "        learn(network)",
        "        if epoch - best_epoch >= PATIENCE:",
        "            break",
        "    return None",
        "def update(params: Params) -> None:",
        "    weight = weight - rate * slope",
    ]
    titles = [str(stage.title) if (stage := stage_at(row, lines)) else "" for row in range(len(lines))]
    optimizer, stopping = ["Optimizer"] * 3, ["Early stopping"] * 2
    assert titles == ["", *optimizer, "Epochs", "", "Epochs", *stopping, "", "", "Update"]


def test_a_line_that_does_several_things_belongs_to_the_most_particular() -> None:
    for line, title in (
        ("            loss_of(network, *batch).backward()", "Gradient"),
        ("    gradients = tape.gradient(loss, network.trainable_variables)", "Gradient"),
        ("            update(params, slopes, memory, step, LEARNING_RATE)", "Update"),
        ("    outputs, kept = forward(params, features)", "Forward"),
        ("    for epoch in range(1, epochs + 1):", "Epochs"),
    ):
        stage = stage_of(line)
        assert stage is not None
        assert str(stage.title) == title
    for line in (
        "def forward(params: Params, features: Array) -> Array:",
        '    """The gradient."""',
        "import torch",
        "",
    ):
        assert stage_of(line) is None
