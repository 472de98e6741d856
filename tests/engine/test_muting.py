"""Muted layers: the network is, everywhere, what it would be without them, and the drawing keeps them."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netbuilder.errors import EditError, FileError
from netbuilder.export import EXPORTERS, export
from netbuilder.files.fragments import fragment_text, parse_fragment
from netbuilder.files.read import loads
from netbuilder.files.write import dumps
from netbuilder.graph.graph import Graph, Node, Wire
from netbuilder.layers.activation import ReLU
from netbuilder.layers.core import Dense, Input, Output
from netbuilder.layers.merge import Add
from netbuilder.program import lower
from netbuilder.project import block_edits, edits
from netbuilder.project.changes import difference
from netbuilder.project.project import Project
from netbuilder.runs.differences import apart, differences, usual
from netbuilder.shapes.check import check
from netbuilder.stepping.stepper import Stepper
from netbuilder.training.progress import EpochDone
from netbuilder.training.project_problems import project_problems
from netbuilder.training.trainer import Training
from netbuilder.verification.gradient_check import gradients
from tests.blocks import residual
from tests.drawing import checked, drawn

CHAIN = (("dense", {"units": 6}), ("relu", {}), ("dropout", {"rate": 0.3}), ("dense", {"units": 2}))


def chain() -> Project:
    """Moons through dense, ReLU, dropout and dense."""
    return drawn(*CHAIN, rows=40)


def losses(project: Project) -> list[tuple[float, float]]:
    """Training and validation loss of each epoch."""
    records = [one.record for one in Training(project).run() if isinstance(one, EpochDone)]
    return [(record.train_loss, record.validation_loss) for record in records]


def random_drawing(dice: Random) -> Project:
    """Layers in a random order of wires, some of which merge what two give."""
    nodes = {"input_1": Node("input_1", Input()), "output_1": Node("output_1", Output())}
    wires, sources = set[Wire](), ["input_1"]
    for number in range(1, dice.randint(3, 9)):
        layer = dice.choice([Dense(units=3), ReLU(), Add()])
        name = f"n{number}"
        nodes[name] = Node(name, layer)
        for port in layer.input_ports():
            if dice.random() < 0.9:
                wires.add(Wire(dice.choice(sources), name, port))
        sources.append(name)
    wires.add(Wire(sources[-1], "output_1"))
    return Project(Graph(nodes, frozenset(wires)), dict.fromkeys(nodes, (0.0, 0.0)))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**6))
def test_the_active_drawing_is_the_one_from_which_the_muted_layers_were_taken_out(seed: int) -> None:
    dice = Random(seed)
    project = random_drawing(dice)
    graph = project.graph
    chosen = [
        node for node in graph.nodes
        if graph.nodes[node].layer.role == "hidden" and len(graph.incoming[node]) == 1 and dice.random() < 0.5
    ]  # fmt: skip
    muted = edits.mute(project, chosen)
    active = muted.graph.active
    without = edits.take_out(project, chosen).graph
    assert active.nodes.keys() == without.nodes.keys()
    assert {(w.source, w.target, w.target_port) for w in active.wires} == {
        (w.source, w.target, w.target_port) for w in without.wires
    }
    found, expected = check(muted.graph, None), check(without, None)
    assert {node: found.nodes[node].outputs for node in without.nodes} == {
        node: expected.nodes[node].outputs for node in without.nodes
    }
    assert found.sound is expected.sound
    assert edits.mute(muted, chosen, muted=False) == project


@pytest.mark.parametrize("node", ["relu_1", "dropout_1", "dense_1"])
@pytest.mark.parametrize("name", EXPORTERS)
def test_every_script_is_the_one_of_the_network_without_the_layer(name: str, node: str) -> None:
    project = chain()
    assert export(edits.mute(project, [node]), name).text == export(edits.take_out(project, [node]), name).text


@pytest.mark.parametrize("nodes", [["dropout_1"], ["relu_1", "dropout_1"], ["dense_1"]])
def test_it_trains_as_the_network_without_the_layer_does_bit_by_bit(nodes: list[str]) -> None:
    project = chain()
    assert losses(edits.mute(project, nodes)) == losses(edits.take_out(project, nodes)) != losses(project)


def test_a_minibatch_is_stepped_through_as_without_the_layer_and_gradients_are_right() -> None:
    project = edits.mute(chain(), ["relu_1"])
    record, other = Stepper(project).next(), Stepper(edits.take_out(chain(), ["relu_1"])).next()
    assert record is not None
    assert other is not None
    assert record.loss == other.loss
    assert all(found.holds for found in gradients(project, compared=True))


def test_shapes_pass_by_and_parameters_do_not_count() -> None:
    project = edits.mute(chain(), ["dense_1"])
    found = checked(project)
    assert found.nodes["dense_1"].outputs == found.nodes["relu_1"].outputs == ((2,),)
    assert found.nodes["dense_1"].parameters == 0
    assert found.parameters == checked(edits.take_out(chain(), ["dense_1"])).parameters
    assert found.active.parameters == found.parameters


def test_a_muted_layer_that_would_not_fit_is_no_problem() -> None:
    project = drawn(("dense", {"units": 2}), ("conv2d", {}))
    assert not checked(project).sound
    assert checked(edits.mute(project, ["conv2d_1"])).sound


def test_a_muted_last_layer_does_not_work_against_its_loss() -> None:
    project = drawn(("dense", {"units": 2}), ("softmax", {}), rows=40)
    assert [p.node for p in project_problems(project, checked(project))] == ["softmax_1"]
    muted = edits.mute(project, ["softmax_1"])
    assert project_problems(muted, checked(muted)) == ()


def test_a_block_is_passed_by_and_a_layer_in_a_block_in_all_its_uses() -> None:
    project = residual()
    passed = edits.mute(project, ["residual_1"])
    assert [step.node for step in lower(checked(passed)).steps] == ["dense_1", "dense_3"]
    inside = block_edits.edit_definition(project, "residual", lambda level: edits.mute(level, ["relu_1"]))
    without = block_edits.edit_definition(project, "residual", lambda level: edits.take_out(level, ["relu_1"]))
    for name in EXPORTERS:
        assert export(inside, name).text == export(without, name).text
    assert losses(inside) == losses(without)


def test_a_block_all_of_whose_layers_are_muted_gives_what_it_gets() -> None:
    project = drawn(("dense", {"units": 4}), ("relu", {}), ("dense", {"units": 2}), rows=40)
    project, _ = block_edits.group(project, ["relu_1"], "bend")
    inside = block_edits.edit_definition(project, "bend", lambda level: edits.mute(level, ["relu_1"]))
    assert losses(inside) == losses(drawn(("dense", {"units": 4}), ("dense", {"units": 2}), rows=40))


@pytest.mark.parametrize(
    ("node", "said"),
    [
        ("input_1", "is where values enter or leave"),
        ("output_1", "is where values enter or leave"),
        ("add_1", "exactly one wire, but 2 lead to it"),
        ("loose", "exactly one wire, but 0 lead to it"),
    ],
)
def test_what_cannot_be_passed_by_is_refused_with_a_sentence(node: str, said: str) -> None:
    project = drawn(("dense", {}), ("add", {}))
    project = edits.connect(project, "dense_1", "add_1", "input_2")
    project, loose = edits.add_node(project, ReLU(), (0.0, 0.0))
    with pytest.raises(EditError, match=said):
        edits.mute(project, ["dense_1", loose if node == "loose" else node])


def test_a_layer_with_several_outputs_is_refused() -> None:
    project, use = block_edits.group(drawn(("dense", {}), ("relu", {})), ["dense_1", "relu_1"], "both")

    def two_ends(level: Project) -> Project:
        level, end = edits.add_node(level, type(level.graph.with_role("exit")[0].layer)(), (0.0, 0.0))
        return edits.connect(level, "dense_1", end)

    project = block_edits.edit_definition(project, "both", two_ends)
    with pytest.raises(EditError, match="only a layer with one output can, but it has 2"):
        edits.mute(project, [use])


def test_a_muted_layer_that_gets_a_second_wire_is_a_problem_to_drawing_and_network() -> None:
    project = drawn(("dense", {"units": 2}), ("add", {}))
    project = edits.connect(edits.mute(project, ["add_1"]), "dense_1", "add_1", "input_2")
    for found in (checked(project), checked(project).active, check(project.graph.active, checked(project).signature)):
        assert not found.sound
        assert [problem.node for problem in found.problems] == ["add_1"]


def test_a_muted_layer_that_nothing_leads_to_says_so_where_something_follows() -> None:
    project = edits.mute(chain(), ["relu_1"])
    (wire,) = project.graph.incoming["relu_1"]
    cut = edits.disconnect(project, wire)
    assert [p.node for p in checked(cut).problems] == ["relu_1", "dense_1"]
    assert not check(cut.graph.active, checked(cut).signature).sound


def test_muted_layers_on_a_loop_end_nowhere() -> None:
    nodes = {name: Node(name, ReLU(), muted=True) for name in "ab"} | {"c": Node("c", ReLU())}
    graph = Graph(nodes, frozenset({Wire("a", "b"), Wire("b", "a"), Wire("b", "c")}))
    assert graph.active.nodes.keys() == {"c"}
    assert graph.active.wires == frozenset()


def test_unpacking_a_muted_block_is_refused() -> None:
    with pytest.raises(EditError, match="is muted, but what is in it would not be"):
        block_edits.ungroup(edits.mute(residual(), ["residual_1"]), "residual_1")


def test_files_and_clipboard_keep_it_and_leave_it_out_where_nothing_is_muted() -> None:
    project = chain()
    assert '"muted"' not in dumps(project, None)
    muted = edits.mute(project, ["relu_1"])
    assert loads(dumps(muted, None).encode(), None).graph == muted.graph
    assert dumps(muted, None).count('"muted": true') == 1
    fragment = parse_fragment(fragment_text(edits.copy(muted, ["relu_1", "dense_1"])).encode())
    pasted, names = edits.paste(muted, fragment, (0.0, 100.0))
    assert pasted.graph.nodes[names["relu_1"]].muted
    assert not pasted.graph.nodes[names["dense_1"]].muted


@pytest.mark.parametrize("value", ["1", '"yes"', "null"])
def test_a_file_in_which_it_is_something_else_than_true_or_false_is_refused(value: str) -> None:
    text = dumps(edits.mute(chain(), ["relu_1"]), None).replace('"muted": true', f'"muted": {value}')
    with pytest.raises(FileError):
        loads(text.encode(), None)


def test_a_file_in_which_an_input_is_muted_opens_and_says_what_is_wrong() -> None:
    text = dumps(chain(), None).replace('"type": "input"', '"type": "input", "muted": true')
    project = loads(text.encode(), None)
    assert project.graph.active is project.graph
    found = checked(project)
    assert [problem.node for problem in found.problems] == ["input_1"]
    assert checked(edits.mute(project, ["input_1"], muted=False)).sound


def test_runs_tell_that_a_layer_is_missing_and_views_that_the_structure_is_another() -> None:
    project = chain()
    muted = edits.mute(project, ["dropout_1"])
    assert [str(found) for found in differences(muted, usual([project, project]))] == ["no Dropout"]
    assert str(apart(project, muted)) == "another network"
    assert muted.graph.essence == edits.take_out(project, ["dropout_1"]).graph.essence
    change = difference(project, muted)
    assert change.structure
    assert change.renamed == frozenset()


def test_the_essence_follows_edits_of_a_drawing_with_muted_layers() -> None:
    project = chain()
    _ = project.graph.essence
    muted = edits.mute(project, ["dense_1"])
    _ = muted.graph.essence
    wider = edits.set_parameter(muted, "dense_1", "units", 60)
    assert wider.graph.essence == muted.graph.essence
    back = edits.mute(wider, ["dense_1"], muted=False)
    assert back.graph.essence != project.graph.essence
    renamed = edits.rename(edits.mute(project, ["relu_1"]), "dense_1", "first")
    assert "relu_1" not in renamed.graph.essence[0]
