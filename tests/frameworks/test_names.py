"""Whatever users call their layers and blocks, no name in a script hides another."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from netbuilder.backends.code.classes import RESERVED
from netbuilder.backends.keras.optimizers import NAMES
from netbuilder.export import EXPORTERS, export
from netbuilder.graph.blocks import BlockUse
from netbuilder.project import block_definitions, block_edits, edits
from netbuilder.project.project import Project
from tests.drawing import drawn

SEQUENCE = ("transformer_encoder", {"heads": 1, "units": 4})
LAYERS = (("reshape", {"sizes": (2, 1)}), SEQUENCE, ("lstm", {"units": 3}), ("batch_norm", {}))


def many_blocks(names: list[str]) -> Project:
    """A network that needs all parts of a Keras script, with a block of each of these names in it."""
    project = drawn(*LAYERS, *[("dense", {"units": 3})] * len(names), ("dense", {"units": 2}))
    for number, name in enumerate(names, start=1):
        project, _ = block_edits.group(project, [f"dense_{number}"], name)
    return project


def defined(text: str) -> list[str]:
    """What a script imports or defines at its top, each as often as it does."""
    found: list[str] = []
    for node in ast.parse(text).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            found += [(alias.asname or alias.name).partition(".")[0] for alias in node.names]
        elif isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.append(node.name)
        elif isinstance(node, ast.Assign):
            found += [target.id for target in node.targets if isinstance(target, ast.Name)]
    return found


@pytest.mark.parametrize("target", EXPORTERS)
def test_no_block_takes_a_name_that_the_script_has(target: str) -> None:
    everything = defined(export(many_blocks([]), target).text)
    plain = {name for name in everything if name[0].isupper() and not name.isupper()}
    if EXPORTERS[target].family != "tensors":  # there, blocks are functions
        assert plain - {"Network"} <= RESERVED
    wished = sorted({*everything, "batch norm", "LSTM cell", "kept x", "d x", *NAMES.values()})
    counted = Counter(defined(export(many_blocks(wished), target).text))
    assert [name for name, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("target", ["pytorch", "lightning", "keras", "tensorflow"])
def test_no_function_of_a_block_in_tensors_takes_a_name_that_the_script_has(target: str) -> None:
    wished = sorted({*defined(export(many_blocks([]), target).text), "batch norm", "dense", "weights", *NAMES.values()})
    project = many_blocks(wished)
    for node in [node.id for node in project.graph.nodes.values() if isinstance(node.layer, BlockUse)]:
        project, _ = block_edits.group(project, [node], "around")
    for block in project.blocks:
        project = block_definitions.write_in_tensors(project, block, in_tensors=True)
    counted = Counter(defined(export(project, target).text))
    assert sum("_" in name or name.islower() for name in counted) > len(wished)
    assert [name for name, count in counted.items() if count > 1] == []


def test_no_function_of_a_block_in_tensors_is_called_as_the_methods_that_call_it_name_their_own() -> None:
    project, _ = block_edits.group(drawn(("dense", {"units": 2}), ("tanh", {})), ["dense_1"], "self")
    project, _ = block_edits.group(project, ["self_1", "tanh_1"], "around")
    project = block_definitions.write_in_tensors(project, "around", in_tensors=True)
    assert 'x = self_2(self, "layer_self", x)' in export(project, "pytorch").text


def test_a_shared_block_does_not_take_the_name_of_a_layer() -> None:
    project = drawn(("dense", {"units": 3}), ("dense", {"units": 3}), ("add", {}), ("dense", {"units": 2}))
    project, block = block_edits.group(project, ["dense_2"], "encoder")
    project = edits.set_parameter(edits.set_parameter(project, block, "repeat", 2), block, "shared", True)
    project = edits.rename(edits.connect(project, "dense_1", "add_1", "input_2"), "dense_1", "encoder block")
    text = export(project, "keras").text
    assert 'encoder_block = keras.layers.Dense(3, **uniform(2), name="encoder_block")(inputs)' in text
    assert 'encoder_block_2 = Encoder(name="encoder")' in text
    assert "x = encoder_block_2(x)" in text


def test_an_input_of_a_block_is_none_of_the_network_although_it_is_called_so() -> None:
    layers = (("dense", {"units": 2}), ("tanh", {}), ("step_function", {}), ("dense", {"units": 2}), ("add", {}))
    project = edits.connect(drawn(*layers), "dense_1", "add_1", "input_2")
    project, block = block_edits.group(project, ["step_function_1", "dense_2", "add_1"], "gate")
    layer = project.graph.nodes[block].layer
    assert isinstance(layer, BlockUse)
    assert "input_1" in layer.definition.graph.nodes
    assert "allow_unused=True" in export(project, "pytorch-tensors").text


def test_columns_that_nothing_reads_are_not_taken() -> None:
    project = drawn(("dense", {"units": 2}), data="wine")
    project = edits.set_parameter(project, "input_1", "columns", "0:3")
    project, _ = edits.add_node(project, type(project.graph.nodes["input_1"].layer)(columns="3:5"), (0, 0))
    text = export(edits.set_parameter(project, "dense_1", "units", 3), "keras").text
    assert "inputs[:, 0:3]" in text
    assert "inputs[:, 3:5]" not in text


def test_no_layer_is_called_as_keras_calls_an_operation() -> None:
    project = drawn(*[("dense", {"units": 3})] * 3, ("add", {}), ("dense", {"units": 2}))
    project = edits.connect(project, "dense_2", "add_1", "input_2")
    for number, name in enumerate(("Input", "add", "Multiply 2", "sum"), start=1):
        project = edits.rename(project, f"dense_{number}", name)
    text = export(project, "keras").text
    wanted = ["input_layer_layer", "add_layer", "multiply_2_layer", "sum_layer"]
    assert [name for name in wanted if f'name="{name}"' in text] == wanted
