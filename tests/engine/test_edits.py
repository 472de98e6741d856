"""Edits: each gives a new project, and says in words why it will not."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from netbuilder.errors import EditError, UserError
from netbuilder.graph.graph import Graph, Wire
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Dense, Input, Output, Reshape
from netbuilder.layers.merge import MOST, Add
from netbuilder.layers.unknown import UnknownLayer
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check_result import Problem
from netbuilder.shapes.repairs import Insertion, Removal, Repair, Setting
from tests.drawing import fed_by


@pytest.fixture
def project() -> Project:
    """input_1 → dense_1 → output_1."""
    project, entry = edits.add_node(Project(), Input(sizes=(4,)), (0.0, 0.0))
    project, dense = edits.add_and_connect(project, Dense(), (200.0, 0.0), entry)
    return edits.add_and_connect(project, Output(), (400.0, 100.0), dense)[0]


def test_nodes_are_numbered_by_kind(project: Project) -> None:
    project, second = edits.add_node(project, Dense(), (0.0, 0.0))
    assert second == "dense_2"
    project, unknown = edits.add_node(project, UnknownLayer(original_type="later", original_values={}), (0.0, 0.0))
    assert unknown == "node_1"


def test_removing_a_node_removes_its_wires_and_its_place(project: Project) -> None:
    project = edits.remove(project, ["dense_1"])
    assert project.graph.nodes.keys() == project.layout.keys() == {"input_1", "output_1"}
    assert project.graph.wires == frozenset()


@pytest.mark.parametrize(
    ("source", "target", "port", "sentence"),
    [
        ("dense_1", "dense_1", "input", r"“Dense \(dense_1\)” cannot feed itself"),
        (
            "dense_2",
            "dense_1",
            "input",
            r"“Dense \(dense_1\)” already leads to “Dense \(dense_2\)”",
        ),
        ("dense_1", "input_1", "input", "“Input” has no input"),
        ("output_1", "dense_1", "input", "“Output” has no output"),
        ("input_1", "dense_1", "input_2", r"“Dense \(dense_1\)” has no port “input 2”"),
        ("nowhere", "dense_1", "input", "no node “nowhere”"),
    ],
)
def test_a_wire_that_cannot_be_is_refused_in_words(
    project: Project, source: str, target: str, port: str, sentence: str
) -> None:
    project, _ = edits.add_and_connect(project, Dense(), (0.0, 0.0), "dense_1")
    with pytest.raises(EditError, match=sentence):
        edits.connect(project, source, target, port)


def test_a_loop_is_refused_however_long_the_way_back(project: Project) -> None:
    last = "dense_1"
    for _ in range(50):
        project, last = edits.add_and_connect(project, Dense(), (0.0, 0.0), last)
    with pytest.raises(EditError, match="remove a wire on the way back first"):
        edits.connect(project, last, "dense_1")


def test_a_wire_to_an_occupied_port_takes_its_place(project: Project) -> None:
    project = edits.connect(project, "input_1", "output_1")
    assert project.graph.incoming["output_1"] == (Wire("input_1", "output_1"),)


def test_a_full_merge_grows_by_the_wire_that_is_drawn_to_it(project: Project) -> None:
    project, total = edits.add_and_connect(project, Add(), (0.0, 0.0), "dense_1")
    project = edits.connect(project, "dense_1", total, "input_2")
    project = edits.connect(project, "dense_1", total, "input_3")
    assert project.graph.nodes[total].layer == Add(inputs=3)
    assert fed_by(project.graph, total) == ("dense_1",) * 3
    with pytest.raises(EditError, match="has no port “input 5”"):
        edits.connect(project, "dense_1", total, "input_5")


def test_a_merge_grows_no_further_than_it_may(project: Project) -> None:
    project, total = edits.add_node(project, Add(inputs=MOST), (0.0, 0.0))
    with pytest.raises(EditError, match=f"has no port “input {MOST + 1}”"):
        edits.connect(project, "dense_1", total, f"input_{MOST + 1}")


def test_fewer_ports_cut_the_wires_that_ended_there(project: Project) -> None:
    project, total = edits.add_node(project, Add(inputs=3), (0.0, 0.0))
    for port in ("input_1", "input_2", "input_3"):
        project = edits.connect(project, "dense_1", total, port)
    project = edits.set_parameter(project, total, "inputs", 2)
    assert fed_by(project.graph, total) == ("dense_1", "dense_1")
    assert len(project.graph.incoming[total]) == 2


def test_a_value_out_of_bounds_is_refused_in_words(project: Project) -> None:
    with pytest.raises(UserError, match=r"“Units” of Dense must be a whole number of at least 1.* but got 0\."):
        edits.set_parameter(project, "dense_1", "units", 0)


def test_a_layer_goes_into_a_wire(project: Project) -> None:
    wire = Wire("input_1", "dense_1")
    project, node = edits.insert_on_wire(project, wire, Reshape(sizes=(2, 2)), (100.0, 0.0))
    assert fed_by(project.graph, "dense_1") == (node,)
    assert fed_by(project.graph, node) == ("input_1",)
    with pytest.raises(EditError, match="no longer there"):
        edits.insert_on_wire(project, wire, Reshape(), (0.0, 0.0))


def test_a_fragment_is_pasted_with_the_wires_inside_it(project: Project) -> None:
    fragment = edits.copy(project, (node for node in ["dense_1", "output_1"]))
    pasted, renamed = edits.paste(project, fragment, (10.0, 20.0))
    assert renamed == {"dense_1": "dense_2", "output_1": "output_2"}
    assert pasted.graph.wires - project.graph.wires == {Wire("dense_2", "output_2")}
    assert pasted.layout["dense_2"] == (210.0, 20.0)
    assert pasted.graph.nodes["dense_2"].layer is project.graph.nodes["dense_1"].layer


def test_what_changes_nothing_gives_the_very_same_project(project: Project) -> None:
    assert edits.remove(project, ["gone"], [Wire("gone", "gone")]) is project
    assert edits.move(project, {"dense_1": (200.0, 0.0)}) is project
    assert edits.connect(project, "input_1", "dense_1") is project
    assert edits.set_parameter(project, "dense_1", "units", 32) is project
    assert edits.rename(project, "dense_1", "  ") is project
    assert edits.set_data(project, split_seed=project.data.split_seed) is project
    assert edits.set_training(project, epochs=project.training.epochs) is project


@pytest.mark.parametrize("name", ["set_parameter", "rename", "set_layer"])
def test_a_node_that_is_not_there_is_refused_in_words(project: Project, name: str) -> None:
    arguments = {"set_parameter": ("units", 3), "rename": ("a",), "set_layer": (Dense(),)}[name]
    with pytest.raises(EditError, match="no node “gone”"):
        getattr(edits, name)(project, "gone", *arguments)


@pytest.mark.parametrize("seed", range(3))
def test_a_drawing_stays_whole_whatever_is_done_to_it(random_edit, seed: int) -> None:
    random, project = Random(seed), Project()
    for _ in range(300):
        project = random_edit(project, random)
        graph = project.graph
        assert project.layout.keys() == graph.nodes.keys()
        assert all(node == graph.nodes[node].id for node in graph.nodes)
        assert len(graph.order) == len(graph.nodes), "a loop came in"
        ends = [wire.end for wire in graph.wires]
        assert len(ends) == len(set(ends)), "two wires came into one port"
        for wire in graph.wires:
            assert wire.source in graph.nodes
            assert wire.target_port in graph.nodes[wire.target].layer.input_ports()


def chain(project: Project, *layers: Layer) -> Project:
    """The project with these layers wired one after another behind input_1, and nothing else."""
    project, last = edits.remove(project, project.graph.nodes.keys() - {"input_1"}), "input_1"
    for number, layer in enumerate(layers, 1):
        project, last = edits.add_and_connect(project, layer, (200.0 * number, 0.0), last)
    return project


def test_what_fed_a_node_that_is_taken_out_feeds_all_that_it_fed(project: Project) -> None:
    project, second = edits.add_and_connect(project, Output(), (400.0, 200.0), "dense_1")
    project, total = edits.add_and_connect(project, Add(), (400.0, 300.0), "input_1")
    project = edits.connect(project, "dense_1", total, "input_2")
    left = edits.take_out(project, ["dense_1"])
    assert left.graph.wires == {
        Wire("input_1", "output_1"),
        Wire("input_1", second),
        Wire("input_1", total, "input_1"),
        Wire("input_1", total, "input_2"),
    }


def test_several_nodes_of_a_chain_are_taken_out_at_once(project: Project) -> None:
    project = chain(project, Dense(), Dense(), Reshape(), Dense(), Output())
    left = edits.take_out(project, ["dense_1", "dense_2", "dense_3"])
    assert left.graph.wires == {Wire("input_1", "reshape_1"), Wire("reshape_1", "output_1")}


def test_a_gap_is_left_where_no_single_wire_arrived(project: Project) -> None:
    project, total = edits.add_and_connect(project, Add(), (0.0, 0.0), "input_1")
    project = edits.connect(project, "dense_1", total, "input_2")
    project = edits.connect(project, total, "output_1")
    assert edits.take_out(project, [total]).graph.wires == {Wire("input_1", "dense_1")}
    assert edits.take_out(project, ["input_1"]).graph.incoming["dense_1"] == ()


def test_wires_that_are_deleted_alone_are_not_drawn_again(project: Project) -> None:
    wire = Wire("dense_1", "output_1")
    assert edits.take_out(project, [], [wire]).graph.wires == {Wire("input_1", "dense_1")}


def test_nodes_of_a_loop_from_a_file_are_taken_out_without_an_end(project: Project) -> None:
    project = chain(project, Dense(), Dense(), Output())
    wires = {Wire("dense_2", "dense_1"), Wire("dense_1", "dense_2"), Wire("dense_2", "output_1")}
    project = replace(project, graph=Graph(project.graph.nodes, frozenset(wires)))
    assert edits.take_out(project, ["dense_1", "dense_2"]).graph.wires == frozenset()
    # Of two nodes on a loop the one that stays would feed itself.
    assert edits.take_out(project, ["dense_1"]).graph.wires == {Wire("dense_2", "output_1")}


def problem(node: str | None, repair: Repair | None) -> Problem:
    return Problem(node, say("wrong"), repair=repair)


def test_a_repair_sets_a_parameter_of_a_node_or_of_the_training(project: Project) -> None:
    wider, shown = edits.apply_repair(project, problem("dense_1", Setting("dense_1", "units", "Units", 77)))
    assert (wider.graph.nodes["dense_1"].layer.values()["units"], shown) == (77, "dense_1")
    longer, shown = edits.apply_repair(project, problem("output_1", Setting(None, "epochs", "Epochs", 77)))
    assert (longer.training.epochs, shown) == (77, "output_1")


def test_a_repair_inserts_half_way_into_the_wire_of_its_port(project: Project) -> None:
    spread = edits.move(project, {"input_1": (0.0, 0.0), "dense_1": (400.0, 100.0)})
    put_in = Insertion(Reshape(), "input")
    repaired, fresh = edits.apply_repair(spread, problem("dense_1", put_in))
    assert repaired.layout[fresh] == (200.0, 50.0)
    assert {Wire("input_1", fresh), Wire(fresh, "dense_1")} <= repaired.graph.wires
    with pytest.raises(EditError, match="no longer there"):
        edits.apply_repair(spread, problem("dense_1", Insertion(put_in.layer, "another")))


def test_a_repair_takes_a_node_out_and_shows_what_fed_it(project: Project) -> None:
    repaired, shown = edits.apply_repair(project, problem("output_1", Removal("dense_1", "Dense")))
    assert shown == "input_1"
    assert "dense_1" not in repaired.graph.nodes
    loose = edits.remove(project, wires=project.graph.incoming["dense_1"])
    with pytest.raises(EditError, match="no longer there"):
        edits.apply_repair(loose, problem("output_1", Removal("dense_1", "Dense")))


@pytest.mark.parametrize(("node", "repair"), [("dense_1", None), (None, Setting(None, "epochs", "Epochs", 77))])
def test_a_problem_without_a_repair_is_not_repaired(project: Project, node: str | None, repair: Repair | None) -> None:
    with pytest.raises(EditError, match="no automatic repair"):
        edits.apply_repair(project, problem(node, repair))
