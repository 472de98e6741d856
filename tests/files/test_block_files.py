"""Blocks as files: written, read, refused in one sentence; and those that come with the program, which all train."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import resources
from netbuilder.errors import FileError
from netbuilder.files.block_files import block_text, kept, parse_block, read_block, write_block
from netbuilder.files.read import loads
from netbuilder.files.write import dumps
from netbuilder.graph.blocks import BlockUse
from netbuilder.layers import layer_types
from netbuilder.project import block_edits, edits
from netbuilder.project.block_definitions import adopt, rename_block
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.training.trainer import Training
from tests.blocks import nested, residual

BUNDLED = sorted((resources.FOLDER / "blocks").glob("*.netblock"))
bundled = pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)


def text_with(**changes: object) -> bytes:
    content = json.loads(block_text(kept(residual().blocks, "residual")))
    return json.dumps({**content, **changes}).encode()


def test_a_block_and_those_inside_it_are_written_and_read(tmp_path: Path) -> None:
    project = nested()
    path = tmp_path / "outer.netblock"
    write_block(path, kept(project.blocks, "outer"))
    found = read_block(path)
    assert found.block == "outer"
    assert set(found.blocks) == {"outer", "middle", "residual"}
    assert block_text(found) == path.read_text("utf-8")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (text_with(version=99), r"newer NetBuilder .format 99; .* Update NetBuilder, or use the block in the one that"),
        (text_with(version=2), "must be a whole number of at least 3, but is 2"),
        (text_with(version="new"), "must be a whole number"),
        (text_with(format="netbuilder project"), "it is not a block"),
        (text_with(block="other"), "there is no block “other” in the file"),
        (text_with(extra=1), "“extra” is not allowed here"),
        (block_text(kept(residual().blocks, "residual")).replace('"relu"', '"warp"').encode(), "“warp” is not known"),
        (
            block_text(kept(residual().blocks, "residual")).replace('"type": "dense"', '"type": "warp"').encode(),
            "“warp” is not known",  # although a parameter of it is promoted
        ),
        (b"", "it is empty"),
        (b"{", "cut off"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence_that_names_the_file(data: bytes, words: str) -> None:
    with pytest.raises(FileError, match=words) as refused:
        parse_block(data, name="stage.netblock")
    assert str(refused.value).startswith("“stage.netblock” cannot be used: ")


def test_a_project_keeps_an_unknown_layer_whose_parameter_is_promoted_and_what_a_use_gives_it() -> None:
    project = block_edits.override(residual(), "residual_1", "units", 4)
    text = dumps(project, None).replace('"id": "dense_2", "type": "dense"', '"id": "dense_2", "type": "warp"')
    opened = loads(text.encode(), None)
    use = opened.graph.nodes["residual_1"].layer
    assert isinstance(use, BlockUse)
    assert use.inside.nodes["dense_2"].layer.values()["units"] == 4
    changed = block_edits.override(opened, "residual_1", "units", 9)
    assert loads(dumps(changed, None).encode(), None).graph.nodes["residual_1"].layer.value("units") == 9
    assert dumps(opened, None) == text


def test_a_block_that_is_there_already_stays_one_and_one_of_the_same_name_gets_its_own() -> None:
    project = residual()
    same, here = adopt(project, "residual", project.blocks)
    assert (same.blocks, here) == (project.blocks, "residual")
    other = block_edits.edit_definition(project, "residual", lambda p: edits.set_parameter(p, "dense_2", "bias", False))
    both, here = adopt(project, "residual", other.blocks)
    assert [block.name for block in both.blocks.values()] == ["residual", "residual 2"]
    assert both.blocks[here].name == "residual 2"
    assert both.graph is project.graph


def test_a_block_with_others_inside_is_adopted_whole_and_they_keep_naming_each_other() -> None:
    clashing = rename_block(residual(units=9), "residual", "outer")
    project, here = adopt(clashing, "outer", nested().blocks)
    assert project.blocks[here].name == "outer 2"
    inner = project.blocks[here].graph.nodes["middle_1"].layer
    assert isinstance(inner, BlockUse)
    assert inner.definition is project.blocks[inner.block]


def network_with(path: Path) -> Project:
    """A block of the program in a network that it fits, on the digits."""
    block = read_block(path)
    project, here = adopt(Project(), block.block, block.blocks)
    kinds = layer_types()
    sequences = "transformer" in path.stem
    first = kinds["reshape"].parse({"sizes": (2, 32)}) if sequences else kinds["conv2d"].parse({"padding": "same"})
    project, start = edits.add_node(project, kinds["input"](), (0.0, 0.0))
    project, before = edits.add_and_connect(project, first, (200.0, 0.0), start)
    project, use = block_edits.add_use(project, here, (400.0, 0.0))
    ports = project.graph.nodes[use].layer.input_ports()
    project = edits.connect(project, before, use, ports[0])
    if len(ports) == 2:
        second = before
        if "u_net" in path.stem:
            project, second = edits.add_and_connect(project, kinds["upsample"](), (300.0, 200.0), before)
        project = edits.connect(project, second, use, ports[1])
    project, flat = edits.add_and_connect(project, kinds["flatten"](), (600.0, 0.0), use)
    project, last = edits.add_and_connect(project, kinds["dense"].parse({"units": 10}), (800.0, 0.0), flat)
    project, _ = edits.add_and_connect(project, kinds["output"](), (1000.0, 0.0), last)
    return edits.set_training(edits.set_dataset(project, dataset("digits")), epochs=1, device="cpu")


def dataset(kind: str):
    from netbuilder.data.catalogue import dataset_types

    return dataset_types()[kind]()


def test_the_library_has_what_it_promises() -> None:
    assert {path.stem for path in BUNDLED} == {
        *("residual_block", "residual_stage", "dense_stage", "inception_branch", "squeeze_and_excitation"),
        *("transformer_encoder_layer", "transformer_decoder_layer", "u_net_step"),
    }


@bundled
def test_a_block_of_the_program_says_what_it_is_and_is_written_back_to_the_same_bytes(path: Path) -> None:
    block = read_block(path)
    assert block_text(block).encode() == path.read_bytes()
    assert block.definition.note
    assert block.definition.parameters
    assert all(block.definition.declared(name) is not None for name in block.definition.parameters)


@bundled
def test_a_block_of_the_program_is_sound_and_learns(path: Path) -> None:
    project = edits.set_data(network_with(path), training_rows=60)
    found = check(project.graph, project.data.dataset.signature())
    assert found.problems == ()
    training = Training(project)
    for _ in training.run():
        pass
    assert len(training.records) == 1
