"""A block that is written in tensors, inside code with layers, computes what its layers compute."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from netbuilder.backends.keras.source import Entry
from netbuilder.backends.torch.build import build
from netbuilder.export import export
from netbuilder.export.printed import Import
from netbuilder.export.script import Draft
from netbuilder.export.torch_network import add_network
from netbuilder.files.read import loads, read
from netbuilder.files.write import dumps
from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Wire
from netbuilder.layers import layer_types
from netbuilder.project import block_definitions, block_edits, edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check
from netbuilder.verification.verify import verify
from tests.drawing import drawn as chain
from tests.forking.forked import Forked, ForkedTensorFlow
from tests.frameworks.keras_networks import distances, most
from tests.frameworks.test_keras_layers import computing, drawn, expressed
from tests.frameworks.test_random_drawings import COLUMNS, FEATURES, with_blocks
from tests.scripts import printed

OUTPUTS, GRADIENTS = 1e-5, 1e-4
ROWS, DRAWINGS = 5, 18
SAMPLES = Path(__file__).parents[2] / "samples"


def as_block(project: Project) -> Project:
    """The same with all layers in one block, written in tensors."""
    hidden = [node.id for node in project.graph.nodes.values() if node.layer.role == "hidden"]
    project, use = block_edits.group(project, hidden, "My stage")
    layer = project.graph.nodes[use].layer
    assert isinstance(layer, BlockUse)
    return block_definitions.write_in_tensors(project, layer.block, in_tensors=True)


def in_a_block(found: Check) -> Check:
    """A drawing with all its layers in one block, written in tensors."""
    layout = dict.fromkeys(found.graph.nodes, (0.0, 0.0))
    return check(as_block(Project(graph=found.graph, layout=layout)).graph, None)


def every_layer() -> dict[str, tuple[Check, Entry]]:
    """A few cases of every layer that Keras can express, alone."""
    kinds = computing()
    return {name: one for type_, kind in kinds.items() for name, one in drawn(kind, type_, expressed, 3).items()}


def marked(seed: int) -> tuple[Check, Entry]:
    """A random drawing whose blocks are written in tensors, some of them in others, some repeated."""
    project, inputs = with_blocks(seed)
    for block in project.blocks:
        project = block_definitions.write_in_tensors(project, block, in_tensors=True)
    return check(project.graph, None), Entry((FEATURES,), COLUMNS[:inputs])


def marked_inside() -> tuple[Check, Entry]:
    """A block that is written in tensors, in one that is written in layers."""
    project, block = block_edits.group(chain(("dense", {"units": 3}), ("tanh", {})), ["dense_1"], "inner")
    project, _ = block_edits.group(project, [block, "tanh_1"], "outer")
    project = block_definitions.write_in_tensors(project, "inner", in_tensors=True)
    return check(project.graph, project.data.dataset.signature()), Entry((2,), (None,))


def module(found: Check) -> torch.nn.Module:
    """The network as PyTorch scripts print it."""
    draft = Draft(['"""A network."""'])
    draft.imports |= {Import("torch"), Import("numpy"), Import("math"), Import("typing", "Any")}
    draft.imports |= {Import("collections.abc", name) for name in ("Sequence", "Callable")}
    add_network(draft, found)
    draft.add_text("def main() -> None:\n    print()")
    space: dict[str, Any] = {"__name__": "network"}
    exec(compile(draft.finished().text, "<network>", "exec"), space)
    made = space["Network"]()
    assert isinstance(made, torch.nn.Module)
    return made


def apart(found: Check, entry: Entry) -> tuple[float, float]:
    """The largest relative differences of outputs and gradients between a network of layers and its script's."""
    torch.manual_seed(0)
    layers, tensors = build(found).eval(), module(found).eval()
    for parameter in layers.parameters():
        torch.nn.init.uniform_(parameter, -0.5, 0.5)
    state = layers.state_dict()
    tensors.load_state_dict({name: state[name] for name in tensors.state_dict()})
    assert {name for name, _ in layers.named_parameters()} == {name for name, _ in tensors.named_parameters()}
    x = torch.rand(ROWS, *entry.features) * most(found)
    entries = [x if columns is None else x[:, list(columns)] for columns in entry.columns]
    answers = [_answers(network, entries) for network in (layers, tensors)]
    return tuple(
        max((_far(value, other[name]) for name, value in one.items()), default=0.0)
        for one, other in zip(*answers, strict=True)
    )


def _answers(network: torch.nn.Module, entries: list[torch.Tensor]) -> tuple[dict[str, Any], dict[str, Any]]:
    result = network(*entries)
    outputs = list(result) if isinstance(result, tuple) else [result]
    total = sum((out * torch.linspace(-1, 1, out.numel()).reshape(out.shape)).sum() for out in outputs)
    if isinstance(total, torch.Tensor) and total.requires_grad:
        total.backward()
    slopes = {name: value.grad for name, value in network.named_parameters() if value.grad is not None}
    return {str(at): out.detach() for at, out in enumerate(outputs)}, slopes


def _far(value: torch.Tensor, other: torch.Tensor) -> float:
    return float((value - other).abs().max() / value.abs().max().clamp(min=1.0))


def test_every_layer_in_a_block_is_equal_in_pytorch() -> None:
    far = {name: apart(in_a_block(found), entry) for name, (found, entry) in every_layer().items()}
    assert {name: away for name, away in far.items() if not near(away)} == {}


def test_random_blocks_are_equal_in_pytorch() -> None:
    far = {seed: apart(*marked(seed)) for seed in range(DRAWINGS)}
    assert {seed: away for seed, away in far.items() if not near(away)} == {}


def near(away: tuple[float, float]) -> bool:
    """Whether outputs and gradients are as near as is promised."""
    return away[0] <= OUTPUTS and away[1] <= GRADIENTS


def test_blocks_are_equal_in_keras(tmp_path: Path) -> None:
    cases = {name: (in_a_block(found), entry) for name, (found, entry) in every_layer().items()}
    cases |= {f"drawing_{seed}": marked(seed) for seed in range(DRAWINGS)}
    cases["inside_a_block_of_layers"] = marked_inside()
    far = distances(cases, tmp_path)
    assert [one for one in far if one.outputs > OUTPUTS or one.gradients > GRADIENTS] == []


@pytest.mark.parametrize(
    ("sample", "targets"), [("digits_cnn", ("pytorch", "keras")), ("iris_two_inputs", ("lightning", "tensorflow"))]
)
def test_a_whole_training_is_equal(sample: str, targets: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    project = as_block(read(SAMPLES / f"{sample}.netb"))
    project = edits.set_training(edits.set_data(project, training_rows=100), epochs=2)
    compared = []
    for target, by in zip(targets, (Forked, ForkedTensorFlow), strict=True):
        monkeypatch.setattr("subprocess.Popen", by)
        compared += verify(project, (target,))
    assert [one.target for one in compared] == ["program", targets[0], "program", targets[1]]
    assert [one for one in compared if not one.equal] == []


def test_uses_that_differ_in_a_size_share_a_class_with_a_parameter() -> None:
    project = chain(("dense", {"units": 8}), ("dense", {"units": 3}), ("dense", {"units": 2}))
    project, use = block_edits.group(project, ["dense_1"], "Stage")
    layer = project.graph.nodes[use].layer
    assert isinstance(layer, BlockUse)
    project = block_edits.promote(project, layer.block, "dense_1", "units")
    project = edits.set_layer(project, "dense_2", project.graph.nodes[use].layer)
    project = block_edits.override(project, "dense_2", "units", 3)
    project = block_definitions.write_in_tensors(project, layer.block, in_tensors=True)
    text = export(project, "pytorch").text
    assert text.count("(Weights):") == 1
    assert "def __init__(self, size: int, size_2: int) -> None:" in text
    assert 'self["dense_1.weight"] = uniform_values((size, size_2), size_2**-0.5)' in text
    assert "Stage(size=3, size_2=8)" in text


def test_the_mark_is_kept_in_the_file_and_left_out_where_there_is_none() -> None:
    marked_project = as_block(read(SAMPLES / "moons_overfit.netb"))
    text = dumps(marked_project, None)
    assert loads(text.encode(), None) == marked_project
    (block,) = marked_project.blocks
    plain = block_definitions.write_in_tensors(marked_project, block, in_tensors=False)
    assert "in_tensors" not in dumps(plain, None)


def test_a_script_starts_from_the_weights_of_layers(tmp_path: Path) -> None:
    project = read(SAMPLES / "moons_overfit.netb")
    project, _ = edits.insert_on_wire(project, Wire("dense_1", "relu_1"), layer_types()["batch_norm"](), (0, 0))
    project = as_block(project)
    torch.manual_seed(5)
    network = build(check(project.graph, project.data.dataset.signature()))
    save_file(network.state_dict(), tmp_path / "weights.safetensors")
    script = tmp_path / "script.py"
    script.write_text(export(project, "pytorch").text, encoding="utf-8")
    text = printed(script, "--epochs", "2", "--weights", str(tmp_path / "weights.safetensors"))
    assert "best: epoch 2" in text


def test_chosen_starting_values_reach_the_class() -> None:
    project = chain(("dense", {"units": 3, "start": "constant", "start_number": 0.25}), ("dense", {"units": 2}))
    project, use = block_edits.group(project, ["dense_1"], "Stage")
    layer = project.graph.nodes[use].layer
    assert isinstance(layer, BlockUse)
    project = block_definitions.write_in_tensors(project, layer.block, in_tensors=True)
    found = check(project.graph, project.data.dataset.signature())
    weights = module(found).state_dict()["stage.dense_1.weight"]
    assert weights.unique().tolist() == [0.25]
    keras = export(project, "keras").text
    assert 'self["dense_1.weight"] = tf.Variable(tf.fill((3, 2), 0.25))' in keras
    assert "set_start(network" not in keras
