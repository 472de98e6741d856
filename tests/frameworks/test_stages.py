"""The stages of a training are found in every script, in lines of their own or in the call of ``fit``."""

from __future__ import annotations

import pytest

from netbuilder.backends.code.stages import OF_PHASES, STAGES, found, stage_of
from netbuilder.export import EXPORTERS, export
from netbuilder.layers import layer_types
from netbuilder.project import edits
from tests.drawing import drawn

HIGH = {"lightning", "keras"}
ONLY_IN_PYTORCH = "Clearing the gradient"


@pytest.mark.parametrize("target", EXPORTERS)
def test_every_script_shows_every_stage_or_leaves_it_to_fit(target: str) -> None:
    lines = [line.text for line in export(drawn(("dense", {"units": 2})), target).lines]
    places = {str(stage.title): found(stage, lines) for stage in STAGES}
    for title, place in places.items():
        if title != ONLY_IN_PYTORCH or target in HIGH | {"pytorch"}:
            assert place.rows, title
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
