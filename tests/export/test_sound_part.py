"""Of a drawing with problems the part that can be built is code: its layers, and nothing of a training."""

from __future__ import annotations

import pytest

from netbuilder.errors import ProjectError
from netbuilder.export import EXPORTERS
from netbuilder.export.script import Script
from netbuilder.export.sound_part import export_sound_part
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.blocks import nested
from tests.drawing import drawn


def nodes(script: Script) -> set[str]:
    return {line.node for line in script.lines if line.node is not None and line.block is None}


def broken() -> Project:
    """Two dense layers before a convolution that needs an image; beside them a branch that is whole."""
    project = drawn(("dense", {"units": 8}), ("relu", {}), ("conv2d", {}), ("dense", {"units": 2}))
    project, branch = edits.add_and_connect(project, layer_types()["tanh"](), (0, 0), "dense_1")
    assert branch == "tanh_1"
    return project


@pytest.mark.parametrize("target", EXPORTERS)
def test_it_goes_as_far_as_the_shapes_are_known_and_along_every_branch(target: str) -> None:
    script = export_sound_part(broken(), target)
    assert {"dense_1", "relu_1", "tanh_1"} <= nodes(script)
    assert not {"conv2d_1", "dense_2"} & nodes(script)
    compile(script.text, target, "exec")
    for absent in ("def main", "__main__", "load_data", "def train("):
        assert absent not in script.text


@pytest.mark.parametrize("target", ["pytorch", "pytorch-tensors", "numpy"])
def test_it_computes(target: str) -> None:
    import numpy
    import torch

    space: dict[str, object] = {}
    exec(compile(export_sound_part(broken(), target).text, target, "exec"), space)
    rows = numpy.ones((3, 2), "float32")
    run = (
        "outputs = Network()(rows)"
        if target == "pytorch"
        else f"outputs = forward(starting_values({'*generator' if target == 'numpy' else ''}), rows)"
    )
    given = rows if target == "numpy" else torch.as_tensor(rows)
    exec(run, space | {"rows": given, "generator": [numpy.random.default_rng(0)]}, space)
    outputs = space["outputs"]
    assert isinstance(outputs, tuple)
    assert [tuple(value.shape) for value in outputs[:2]] == [(3, 8), (3, 8)]


@pytest.mark.parametrize("target", ["pytorch", "keras", "numpy"])
def test_a_loss_that_does_not_fit_leaves_the_whole_network_with_its_blocks(target: str) -> None:
    assert nodes(export_sound_part(drawn(("dense", {"units": 3})), target)) >= {"dense_1"}
    whole = export_sound_part(nested(), target)
    assert any(line.block is not None for line in whole.lines)


def test_where_nothing_is_sound_the_first_problem_is_said() -> None:
    with pytest.raises(ProjectError, match="Nothing is connected"):
        export_sound_part(edits.remove(drawn(("dense", {"units": 2})), ["input_1"]), "pytorch")
    with pytest.raises(ProjectError, match="The network is empty"):
        export_sound_part(Project(), "keras")
