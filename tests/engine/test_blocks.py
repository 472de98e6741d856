"""Blocks: grouped, unpacked, changed for all uses, overridden in one, checked three deep, printed as classes."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
import torch

from netbuilder.backends.torch.build import build
from netbuilder.backends.torch.source import network_source
from netbuilder.errors import EditError, FileError, UserError
from netbuilder.files.fragments import fragment_text, parse_fragment
from netbuilder.files.read import loads
from netbuilder.files.write import dumps
from netbuilder.graph.blocks import BlockUse, NodePath
from netbuilder.graph.graph import Graph, Node, Wire
from netbuilder.layers.convolution import Conv2D
from netbuilder.layers.core import Dense, Input, Output
from netbuilder.layers.interface import BlockInput, BlockOutput
from netbuilder.layers.merge import Add
from netbuilder.messages import say
from netbuilder.program import lower
from netbuilder.project import block_edits, block_links, edits
from netbuilder.project.document import Document
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check
from tests.blocks import many_uses, nested, residual
from tests.drawing import checked, drawn


def sentence(found: Check, node: str) -> str:
    """What is said of a node."""
    problem = found.nodes[node].problem
    return str(problem.message) if problem else ""


def without_layout(project: Project) -> Project:
    """The project without places, which a file rounds."""
    return block_links.with_blocks(
        replace(project, layout={}), {name: replace(block, layout={}) for name, block in project.blocks.items()}
    )


def without_bias(level: Project) -> Project:
    """An edit of the drawing of the block "residual"."""
    return edits.set_parameter(level, "dense_2", "bias", False)


def use_of(project: Project, node: str) -> BlockUse:
    layer = project.graph.nodes[node].layer
    assert isinstance(layer, BlockUse)
    return layer


def answers(project: Project, seed: int = 3) -> torch.Tensor:
    """What the network of a project gives for some rows, its weights drawn from a seed."""
    torch.manual_seed(seed)
    network = build(checked(project))
    return network(torch.randn(5, 2, generator=torch.Generator().manual_seed(1)))


def test_a_selection_becomes_a_block_with_ports_where_wires_crossed() -> None:
    project = residual()
    use = use_of(project, "residual_1")
    assert (use.input_ports(), use.output_ports()) == (("input",), ("output",))
    assert Wire("dense_1", "residual_1") in project.graph.wires
    assert Wire("residual_1", "dense_3") in project.graph.wires
    inside = project.blocks["residual"].graph
    assert Wire("input", "add_1", "input_2") in inside.wires
    assert checked(project).sound


def test_several_wires_that_cross_become_ports_with_numbers() -> None:
    project = drawn(("dense", {"units": 4}), ("relu", {}), ("add", {}), ("dense", {"units": 2}))
    project = edits.connect(project, "dense_1", "add_1", "input_2")
    project, use = block_edits.group(project, ["add_1"], "sum")
    assert use_of(project, use).input_ports() == ("input_1", "input_2")
    assert checked(project).sound


def test_a_grouped_network_computes_the_same_as_before() -> None:
    flat = drawn(("dense", {"units": 4}), ("tanh", {}), ("dense", {"units": 2}))
    project, _ = block_edits.group(flat, ["dense_1", "tanh_1"], "first half")
    assert torch.equal(answers(flat), answers(project))


def test_a_selection_with_a_way_round_is_refused_and_the_nodes_in_the_way_are_named() -> None:
    project = drawn(("dense", {"units": 2}), ("relu", {}), ("tanh", {}), ("dense", {"units": 2}))
    with pytest.raises(EditError, match="through “ReLU”, “Tanh” and back into it"):
        block_edits.group(project, ["dense_1", "dense_2"], "ends")


@pytest.mark.parametrize(
    ("nodes", "words"),
    [
        ([], "Nothing is selected"),
        (["input_1", "dense_1"], "“Input” cannot be part of a block"),
        (["x"], "no node “x”"),
    ],
)
def test_what_cannot_be_a_block_is_refused_in_words(nodes: list[str], words: str) -> None:
    with pytest.raises(EditError, match=words):
        block_edits.group(drawn(("dense", {"units": 2})), nodes, "part")


@pytest.mark.parametrize("repeat", [1, 3])
def test_unpacking_gives_the_same_network(repeat: int) -> None:
    project = edits.set_parameter(residual(), "residual_1", "repeat", repeat)
    flat, fresh = block_edits.ungroup(project, "residual_1")
    assert len(fresh) == 3 * repeat
    assert not any(isinstance(node.layer, BlockUse) for node in flat.graph.nodes.values())
    assert torch.equal(answers(project), answers(flat))


def test_unpacking_keeps_overrides_and_refuses_shared_weights() -> None:
    project = block_edits.override(residual(), "residual_1", "units", 4)
    project = edits.set_parameter(edits.set_parameter(project, "residual_1", "repeat", 2), "residual_1", "shared", True)
    with pytest.raises(EditError, match="Turn off Shared weights, or set Repeat to 1"):
        block_edits.ungroup(project, "residual_1")
    with pytest.raises(EditError, match="is not a block"):
        block_edits.ungroup(project, "dense_1")


def test_a_change_of_the_definition_reaches_every_use_also_three_deep() -> None:
    project = nested()
    before = checked(project).parameters
    project = block_edits.edit_definition(project, "residual", without_bias)
    assert checked(project).parameters == before - 6 * 4
    inner = use_of(project, "outer_1").definition.graph.nodes["middle_1"].layer
    assert inner.definition is project.blocks["middle"]
    assert inner.definition.graph.nodes["residual_1"].layer.definition is project.blocks["residual"]


def test_an_override_holds_in_one_use_and_through_every_level() -> None:
    project = nested()
    project = block_edits.promote(project, "outer", "middle_1", "width")
    assert use_of(project, "outer_1").value("width") == 4
    project = block_edits.override(project, "outer_1", "width", 4)
    assert checked(project).sound
    wide = block_edits.override(project, "outer_1", "width", 5)
    (problem,) = (p for p in checked(wide).problems if p.path)
    assert "Inside “outer › middle" in str(problem.message)
    assert problem.path == NodePath("add_1", (("outer_1", 0), ("middle_1", 0), ("residual_1", 0)))
    assert str(problem.path) == "outer_1[1]/middle_1[1]/residual_1[1]/add_1"
    assert block_edits.follow(wide, "outer_1", "width") == replace(
        project, graph=block_edits.follow(project, "outer_1", "width").graph
    )


@pytest.mark.parametrize(
    ("name", "value", "words"), [("units", 0, "at least 1"), ("depth", 3, "has no parameter “depth”.*It has: units")]
)
def test_an_override_that_does_not_fit_is_refused(name: str, value: int, words: str) -> None:
    with pytest.raises(UserError, match=words):
        block_edits.override(residual(), "residual_1", name, value)


def test_an_independent_use_follows_the_others_no_more() -> None:
    project, second = block_edits.add_use(residual(), "residual", (0.0, 300.0))
    project = block_edits.make_independent(edits.rename(project, second, "residual"), second)
    assert (use_of(project, second).definition.name, project.graph.nodes[second].name) == ("residual 2", "residual 2")
    project = block_edits.make_independent(project, "residual_1")
    assert use_of(project, "residual_1").definition.name == "residual 3"
    changed = block_edits.edit_definition(project, use_of(project, "residual_1").block, without_bias)
    assert use_of(changed, second).definition.graph.nodes["dense_2"].layer == Dense(units=4)
    assert use_of(changed, "residual_1").definition.graph.nodes["dense_2"].layer == Dense(units=4, bias=False)


def test_a_port_that_is_gone_takes_its_wires_and_a_parameter_that_is_gone_its_overrides() -> None:
    project = block_edits.override(residual(), "residual_1", "units", 4)
    project = block_edits.edit_definition(project, "residual", lambda p: edits.remove(p, ["dense_2", "output"]))
    assert use_of(project, "residual_1").overrides == {}
    assert project.blocks["residual"].parameters == {}
    assert project.graph.outgoing["residual_1"] == ()
    assert "“ReLU”: Nothing is connected to its input" in sentence(checked(project), "residual_1")


def test_a_block_cannot_contain_itself() -> None:
    with pytest.raises(EditError, match="“residual” cannot contain itself"):
        block_edits.edit_definition(nested(), "residual", lambda p: block_edits.add_use(p, "outer", (0.0, 0.0))[0])


def test_repetitions_must_fit_onto_each_other() -> None:
    project = drawn(("dense", {"units": 4}), ("dense", {"units": 2}))
    project, use = block_edits.group(project, ["dense_1"], "step")
    project = edits.set_parameter(project, use, "repeat", 3)
    assert checked(project).parameters == (2 + 1) * 4 + 2 * (4 + 1) * 4 + (4 + 1) * 2
    shared = edits.set_parameter(project, use, "shared", True)
    assert "2 enters and 4 leaves" in sentence(checked(shared), use)
    project = block_edits.edit_definition(project, "step", lambda p: edits.add_node(p, BlockOutput(), (0.0, 0.0))[0])
    assert checked(project).nodes[use].problem is not None


def test_data_enter_and_leave_only_outside() -> None:
    project = block_edits.edit_definition(residual(), "residual", lambda p: edits.add_node(p, Input(), (0.0, 0.0))[0])
    assert "Move it outside" in sentence(checked(project), "residual_1")
    stray, _ = edits.add_node(drawn(), BlockInput(), (0.0, 0.0))
    assert any("Use an Input here" in str(problem.message) for problem in checked(stray).problems)


@pytest.mark.parametrize("seed", range(4))
def test_500_random_edits_of_blocks_are_undone_to_the_very_same_project_and_redone_to_the_last(
    random_edit, seed: int
) -> None:
    random, document = Random(seed), Document(nested())
    states = [document.project]
    for _ in range(125):
        document.edit(random_edit(document.project, random), say("Edit"))
        states.append(document.project)
    for state in reversed(states):
        assert document.project is state
        assert without_layout(loads(dumps(state, None).encode(), None)) == without_layout(state)
        document.undo()
    for state in states:
        assert document.project == state
        document.redo()


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_every_use_holds_the_definition_in_the_project(random_edit, seed: int) -> None:
    random, project = Random(100 + seed), nested()
    for _ in range(120):
        project = random_edit(project, random)
        levels = [project.graph, *(block.graph for block in project.blocks.values())]
        uses = [node.layer for graph in levels for node in graph.nodes.values() if isinstance(node.layer, BlockUse)]
        assert all(use.definition is project.blocks[use.block] for use in uses)
        assert all(use.overrides.keys() <= use.definition.parameters.keys() for use in uses)
        for graph in levels:
            for wire in graph.wires:
                assert wire.target_port in graph.nodes[wire.target].layer.input_ports()


def test_a_copied_block_names_the_same_definition_and_takes_it_along_to_another_project() -> None:
    project = nested()
    fragment = edits.copy(project, ["outer_1"])
    assert parse_fragment(fragment_text(fragment).encode()) == fragment
    pasted, names = edits.paste(project, fragment, (0.0, 200.0))
    assert pasted.blocks == project.blocks
    assert use_of(pasted, names["outer_1"]).definition is pasted.blocks["outer"]
    elsewhere, names = edits.paste(drawn(), fragment, (0.0, 0.0))
    assert elsewhere.blocks.keys() == {"outer", "middle", "residual"}
    changed = block_edits.edit_definition(project, "residual", without_bias)
    both, names = edits.paste(changed, fragment, (0.0, 0.0))
    assert both.blocks.keys() == {"outer", "middle", "residual", "outer_1", "middle_1", "residual_1"}
    assert use_of(both, names["outer_1"]).block == "outer_1"


def test_uses_that_differ_share_a_class_whose_constructor_takes_what_differs() -> None:
    project = drawn(("dense", {"units": 4}), ("relu", {}), ("dense", {"units": 2}))
    project, first = block_edits.group(project, ["dense_1", "relu_1"], "stage")
    project = block_edits.promote(project, "stage", "dense_1", "units")
    project, second = block_edits.add_use(project, "stage", (0.0, 0.0))
    project = block_edits.override(project, second, "units", 8)
    (cut,) = project.graph.outgoing[first]
    project = edits.connect(edits.draw(project, Wire(first, second)), second, cut.target)
    text = network_source(checked(project))
    assert "def __init__(self, in_features: int, out_features: int) -> None:" in text
    assert "self.dense_1 = torch.nn.Linear(in_features, out_features)" in text
    assert "self.stage = Stage(in_features=2, out_features=4)" in text
    assert "self.stage_2 = Stage(in_features=4, out_features=8)" in text
    assert text.count("class ") == 2


def test_a_repetition_is_a_loop_and_its_first_step_may_differ() -> None:
    project = drawn(("dense", {"units": 4}), ("dense", {"units": 2}))
    project, use = block_edits.group(project, ["dense_1"], "step")
    text = network_source(checked(edits.set_parameter(project, use, "repeat", 3)))
    assert "torch.nn.ModuleList([Step(in_features=2), *(Step(in_features=4) for _ in range(2))])" in text
    assert "        for block in self.step:\n            x = block(x)\n" in text
    shared = network_source(
        checked(
            edits.set_parameter(
                edits.set_parameter(residual(), "residual_1", "repeat", 4), "residual_1", "shared", True
            )
        )
    )
    assert "        for _ in range(4):\n            x = self.residual(x)\n" in shared


def test_blocks_that_compute_differently_become_classes_of_their_own() -> None:
    nodes = [
        Node("input_1", Input(sizes=(3, 8, 8))), Node("conv2d_1", Conv2D(filters=3, kernel=3, padding="same")),
        Node("output_1", Output()),
    ]  # fmt: skip
    wires = frozenset({Wire("input_1", "conv2d_1"), Wire("conv2d_1", "output_1")})
    project = Project(Graph({node.id: node for node in nodes}, wires), {node.id: (0.0, 0.0) for node in nodes})
    project, use = block_edits.group(project, ["conv2d_1"], "network")
    text = network_source(check(project.graph, None))
    assert "class Network2(torch.nn.Module):" in text
    assert f"self.{use.removesuffix('_1')}" in text


def test_a_program_lists_every_step_with_its_path() -> None:
    project = nested()
    paths = [str(path) for path, step in lower(checked(project)).walk() if step.layer == Add()]
    assert paths == [
        f"outer_1[1]/middle_{middle}[1]/residual_1[{number}]/add_1" for middle in (1, 2) for number in (1, 2, 3)
    ]


def test_a_thousand_uses_are_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    project, asked = many_uses(1000), []
    shape = Dense.shape
    monkeypatch.setattr(Dense, "shape", lambda layer, x: (asked.append(x), shape(layer, x))[1])
    assert checked(project).sound
    assert len(asked) <= 4


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (
            lambda text: text.replace('"block": "residual", "repeat"', '"block": "nowhere", "repeat"'),
            "no block “nowhere”",
        ),
        (lambda text: text.replace('"block": "middle"', '"block": "outer"'), "blocks contain each other"),
        (lambda text: text.replace('["dense_2", "units"]', '["dense_2", "depth"]'), "no such parameter"),
        (lambda text: text.replace('"repeat": 3', '"repeat": 0'), "“Repeat” of Block must be a whole number"),
        (lambda text: text.replace('"repeat": 3', '"repeat": 3, "overrides": {"depth": 1}'), "to override"),
        (lambda text: text.replace('"repeat": 3', '"repeat": 3, "overrides": {"units": 0}'), "at least 1"),
    ],
)
def test_a_damaged_block_in_a_file_is_named(edit, words: str) -> None:
    text = dumps(nested(), None)
    assert edit(text) != text
    with pytest.raises(FileError, match=words):
        loads(edit(text).encode(), None)


def test_more_layers_than_any_computer_holds_are_a_problem_that_says_how_many() -> None:
    """An outer block with two uses of a middle one, which has an inner one of three layers, each so many times."""
    project, inner = nested(), "residual_1"
    project = block_edits.edit_definition(
        project, "middle", lambda level: edits.set_parameter(level, inner, "repeat", 999)
    )
    (outer,) = (node.id for node in project.graph.nodes.values() if isinstance(node.layer, BlockUse))
    found = checked(edits.set_parameter(project, outer, "repeat", 10))
    assert not sentence(found, outer).startswith("It stands for")
    found = checked(edits.set_parameter(project, outer, "repeat", 20))
    assert sentence(found, outer) == (
        "It stands for 119,880 layers in all, but a network can have at most 100,000. Lower Repeat, here or inside."
    )
