"""The shape check: every node has a shape or is told what to do, and an edit redoes only what it touches."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netbuilder.data.base import Signature
from netbuilder.errors import EditError
from netbuilder.graph.graph import Graph, Node, Wire
from netbuilder.graph.wiring import next_port
from netbuilder.layers import Layer, layer_types
from netbuilder.layers.activation import ReLU
from netbuilder.layers.attention import MultiHeadAttention
from netbuilder.layers.convolution import Conv1D, Conv2D
from netbuilder.layers.core import Dense, Flatten, Input, Output, Reshape
from netbuilder.layers.merge import Add, Concatenate
from netbuilder.layers.pooling import GlobalMaxPool, MaxPool
from netbuilder.layers.recurrent import GRU, LSTM, Embedding
from netbuilder.layers.shape_error import ShapeError
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.document import Document
from netbuilder.project.project import Project
from netbuilder.shapes.check import check, would_fit
from netbuilder.shapes.check_result import Check, Severity

IMAGES = Signature((1, 8, 8), "classification", 100, ("a", "b"))
ROWS = Signature((6,), "regression", 100)


def chain(*layers: Layer) -> Project:
    """A drawing of these layers, one after the other."""
    project, last = edits.add_node(Project(), layers[0], (0.0, 0.0))
    for number, layer in enumerate(layers[1:], start=1):
        project, last = edits.add_and_connect(project, layer, (200.0 * number, 0.0), last)
    return project


def branched() -> Project:
    """Rows go through two branches, of which one is skipped over, into a sum."""
    project = chain(Input(sizes=(6,)), Dense(), ReLU(), Dense(), Add(), Dense(units=2), Output())
    return edits.connect(project, "relu_1", "add_1", "input_2")


def sentences(found: Check, node: str | None) -> list[str]:
    """The problems of one node, in words."""
    return [str(problem.message) for problem in found.problems if problem.node == node]


@pytest.mark.parametrize("signature", [None, IMAGES, ROWS])
@pytest.mark.parametrize("seed", range(3))
def test_the_check_after_an_edit_is_the_check_from_scratch(random_edit, signature, seed) -> None:
    random, document, found = Random(seed), Document(branched()), None
    for number in range(250):
        document.edit(random_edit(document.project, random), say("Edit"))
        if number % 7 == 6:
            document.undo()
        graph = document.project.graph
        found = check(graph, signature, found)
        again = check(Graph(graph.nodes, graph.wires), signature)
        assert found.nodes == again.nodes
        assert found.problems == again.problems
        assert found.parameters == again.parameters


@pytest.mark.parametrize("seed", range(4))
def test_a_wire_said_to_fit_brings_no_problem_and_one_said_not_to_would(random_edit, seed: int) -> None:
    random, project = Random(seed), branched()
    verdicts = set()
    for _ in range(150):
        project = random_edit(project, random)
        found, ids = check(project.graph, IMAGES), sorted(project.graph.nodes)
        for source, target in [random.choices(ids, k=2) for _ in range(20 if ids else 0)]:
            layer, outputs = project.graph.nodes[target].layer, project.graph.nodes[source].layer.output_ports()
            port = random.choice([*layer.input_ports(), next_port(layer) or "none"])
            wire = Wire(source, target, port, random.choice(outputs or ("output",)))
            reason = would_fit(found, wire)
            verdicts.add(reason is None)
            try:
                after = check(edits.draw(project, wire).graph, IMAGES).nodes[target]
            except EditError:
                assert reason is not None
                continue
            if reason is not None:
                assert after.problem is not None
                assert str(after.problem.message) == str(reason)
            elif after.problem is not None:
                assert None in after.inputs
    assert verdicts == {True, False}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    shape=st.lists(st.integers(1, 16), min_size=1, max_size=3).map(tuple),
    other=st.lists(st.integers(1, 16), min_size=1, max_size=3).map(tuple),
    kind=st.sampled_from([kind for kind in layer_types().values() if kind().input_ports()]),
)
def test_every_repair_that_is_offered_repairs(shape, other, kind) -> None:
    project = chain(Input(sizes=shape), kind())
    target = next(node.id for node in project.graph.nodes.values() if node.id != "input_1")
    project, second = edits.add_node(project, Input(sizes=other), (0.0, 90.0))
    for port in kind().input_ports()[1:]:
        project = edits.connect(project, second, target, port)
    problem = check(project.graph, None).nodes[target].problem
    if problem is not None and problem.repair is not None:
        repaired, fresh = edits.apply_repair(project, problem)
        after = check(repaired.graph, None)
        assert after.nodes[target].problem is None
        assert after.shape(fresh) is not None


@pytest.mark.parametrize(
    ("shape", "layer", "repair", "result"),
    [
        ((64,), Conv2D(filters=4), Reshape(sizes=(1, 8, 8)), (4, 6, 6)),
        ((12,), MaxPool(), Reshape(sizes=(1, 3, 4)), (1, 1, 2)),
        ((9, 7), Conv2D(filters=4), Reshape(sizes=(1, 9, 7)), (4, 7, 5)),
        ((10,), Conv1D(filters=4), Reshape(sizes=(-1, 1)), (8, 4)),
        ((10,), LSTM(units=5), Reshape(sizes=(-1, 1)), (5,)),
        ((10,), GlobalMaxPool(), Reshape(sizes=(1, 2, 5)), (1,)),
        ((3, 4, 4), GRU(units=5), Reshape(sizes=(-1, 4)), (5,)),
        ((5, 1), Embedding(features=3), Flatten(), (5, 3)),
        ((1, 8, 8), Dense(units=7), Flatten(), (7,)),
    ],
)
def test_a_layer_that_needs_another_kind_of_row_offers_what_makes_one(shape, layer, repair, result) -> None:
    project = chain(Input(sizes=shape), layer, Output())
    (problem,) = check(project.graph, None).problems
    assert "Put a " in str(problem.message)
    assert problem.repair is not None
    assert problem.repair.layer == repair
    project, fresh = edits.apply_repair(project, problem)
    found = check(project.graph, None)
    assert found.sound
    assert found.shape("output_1") == result
    assert project.layout[fresh] == (100.0, 0.0)


def test_a_repair_goes_to_the_port_that_needs_it() -> None:
    project = chain(Input(sizes=(6,)), Dense(units=4), Add())
    project, _ = edits.add_and_connect(project, Dense(units=9), (0.0, 90.0), "input_1")
    project = edits.connect(project, "dense_2", "add_1", "input_2")
    (problem,) = (p for p in check(project.graph, None).problems if p.node == "add_1")
    assert problem.repair is not None
    assert (problem.repair.layer, problem.repair.port) == (Dense(units=4), "input_2")
    project, _ = edits.apply_repair(project, problem)
    assert check(project.graph, None).shape("add_1") == (4,)


def test_a_skip_past_more_channels_is_repaired_by_a_convolution_of_single_pixels() -> None:
    project = chain(Input(sizes=(3, 8, 8)), Conv2D(filters=16, padding="same"), Add())
    project = edits.connect(project, "input_1", "add_1", "input_2")
    (problem,) = (p for p in check(project.graph, None).problems if p.node == "add_1")
    project, _ = edits.apply_repair(project, problem)
    assert check(project.graph, None).shape("add_1") == (16, 8, 8)


def test_a_repair_whose_wire_is_gone_is_refused_in_words() -> None:
    project = chain(Input(sizes=(64,)), Conv2D(), Output())
    problem = check(project.graph, None).problems[0]
    cut = edits.remove(project, wires=project.graph.wires)
    with pytest.raises(EditError, match="no longer there"):
        edits.apply_repair(cut, problem)
    with pytest.raises(EditError, match="no automatic repair"):
        edits.apply_repair(cut, check(cut.graph, None).problems[0])


def test_no_repair_is_offered_that_would_not_repair() -> None:
    problem = check(chain(Input(sizes=(2,)), Conv2D(), Output()).graph, None).problems[0]
    assert problem.repair is None
    assert "Reshape" not in str(problem.message)
    assert "which is too small for its settings. Choose data with images" in str(problem.message)


def test_only_the_nodes_behind_an_edit_are_redone() -> None:
    project = chain(Input(sizes=(6,)), Dense(), ReLU(), Dense(), ReLU(), Output())
    before = check(project.graph, None)
    after = check(edits.set_parameter(project, "dense_1", "units", 5).graph, None, before)
    redone = {node for node in after.nodes if after.nodes[node] is not before.nodes[node]}
    assert redone == {"dense_1", "relu_1", "dense_2"}
    assert check(project.graph, None, before).nodes == before.nodes


def test_behind_a_problem_nodes_wait_and_do_not_complain() -> None:
    found = check(chain(Input(sizes=(6,)), Conv2D(), ReLU(), Output()).graph, None)
    assert [problem.node for problem in found.problems] == ["conv2d_1"]
    assert found.nodes["relu_1"].waiting
    assert found.nodes["output_1"].waiting


def test_problems_come_in_the_order_of_the_drawing_then_those_of_the_whole() -> None:
    project, _ = edits.add_node(Project(), Dense(), (0.0, 0.0))
    project, _ = edits.add_node(project, Add(), (0.0, 0.0))
    found = check(project.graph, None)
    assert [problem.node for problem in found.problems] == ["dense_1", "add_1", None, None]
    assert sentences(found, "dense_1") == [
        "Nothing is connected to its input. Draw a wire to it from the layer before."
    ]
    assert sentences(found, "add_1") == ["Nothing is connected to its input “input 1”. Draw a wire to it."]
    assert sentences(found, None)[0].startswith("The network has no input.")
    assert sentences(found, None)[1].startswith("The network has no output.")


def test_an_empty_drawing_says_what_to_do_first() -> None:
    assert sentences(check(Graph(), None), None) == [
        "The network is empty. Drag an Input, some layers and an Output to the canvas."
    ]


def test_an_answer_that_goes_nowhere_is_a_warning_and_does_not_count() -> None:
    project = chain(Input(sizes=(6,)), Dense(units=2), Output())
    project, _ = edits.add_and_connect(project, Dense(units=50), (0.0, 0.0), "input_1")
    found = check(project.graph, None)
    (problem,) = found.problems
    assert (problem.node, problem.severity) == ("dense_2", Severity.WARNING)
    assert found.sound
    assert found.parameters == 6 * 2 + 2


def test_while_nothing_leads_to_an_output_all_parameters_count() -> None:
    project = chain(Input(sizes=(6,)), Dense(units=2))
    assert check(project.graph, None).parameters == 6 * 2 + 2
    project, _ = edits.add_node(project, Output(), (0.0, 0.0))
    assert check(project.graph, None).parameters == 6 * 2 + 2


def test_an_input_that_differs_from_the_data_is_told_and_the_network_is_drawn_with_its_own_shape() -> None:
    found = check(chain(Input(sizes=(3, 9, 9)), Conv2D(filters=4), Output()).graph, ROWS)
    (problem,) = found.problems
    assert (problem.node, problem.severity) == ("input_1", Severity.ERROR)
    assert "Its shape is 3 × 9 × 9, but the data have 6 per row." in str(problem.message)
    assert found.shape("conv2d_1") == (4, 7, 7)
    assert check(chain(Input(sizes=(3, 0)), Flatten(), Output()).graph, ROWS).shape("input_1") is None
    assert check(chain(Input(sizes=(3,), columns="0:9"), Dense(), Output()).graph, ROWS).shape("input_1") is None


def test_two_wires_to_one_port_are_a_problem_in_words() -> None:
    project = chain(Input(sizes=(6,)), Dense(), Output())
    project, _ = edits.add_and_connect(project, ReLU(), (0.0, 0.0), "input_1")
    graph = Graph(project.graph.nodes, project.graph.wires | {Wire("relu_1", "output_1")})
    assert sentences(check(graph, None), "output_1") == ["Two wires end at its input “input”. Remove one of them."]


def test_a_wire_into_a_port_that_is_not_there_is_a_problem_in_words() -> None:
    project = chain(Input(sizes=(6,)), Dense(), Output())
    graph = Graph(project.graph.nodes, project.graph.wires | {Wire("input_1", "output_1", "input_4")})
    assert sentences(check(graph, None), "output_1") == [
        "A wire ends at an input that it does not have. Remove that wire."
    ]


def test_a_loop_that_a_file_brings_is_a_problem_of_its_nodes_alone() -> None:
    project = chain(Input(sizes=(6,)), Dense(), Add(), ReLU(), Output())
    graph = Graph(project.graph.nodes, project.graph.wires | {Wire("relu_1", "add_1", "input_2")})
    found = check(graph, None)
    assert found.shape("dense_1") == (32,)
    for node in ("add_1", "relu_1", "output_1"):
        assert sentences(found, node)[0].startswith("It is on a loop, or after one. Remove a wire")
    changed = graph.replacing(Node("relu_1", ReLU(), "again"))
    assert check(changed, None, found).nodes == check(Graph(changed.nodes, changed.wires), None).nodes
    assert would_fit(found, Wire("dense_1", "add_1", "input_2")) is None


def test_an_input_follows_the_data() -> None:
    graph = chain(Input(), Flatten(), Output()).graph
    assert check(graph, IMAGES).shape("flatten_1") == (64,)
    assert check(graph, ROWS, check(graph, IMAGES)).shape("flatten_1") == (6,)
    assert sentences(check(graph, None), "input_1") == [
        "It takes its shape from the data. Choose data, or set its shape."
    ]


@pytest.mark.parametrize(
    ("columns", "shape"), [("0:2", (2,)), ("4:", (2,)), (":", (6,)), ("5, 0, 0", (3,)), ("3", (1,))]
)
def test_an_input_takes_the_columns_that_it_names(columns: str, shape: tuple[int, ...]) -> None:
    assert check(chain(Input(columns=columns), Output()).graph, ROWS).shape("input_1") == shape


@pytest.mark.parametrize("columns", ["6", "0:7", "-1", "3:3", "a", "1,", "0:1:2"])
def test_columns_that_are_not_there_are_a_problem_in_words(columns: str) -> None:
    (sentence,) = sentences(check(chain(Input(columns=columns), Output()).graph, ROWS), "input_1")
    assert columns in sentence


def test_an_input_that_contradicts_the_data_says_both_shapes() -> None:
    (sentence,) = sentences(check(chain(Input(sizes=(3,)), Output()).graph, IMAGES), "input_1")
    assert "3" in sentence
    assert "1 × 8 × 8" in sentence


def test_a_context_may_stay_unconnected() -> None:
    project = chain(Input(sizes=(5, 8)), MultiHeadAttention(heads=2), Output())
    assert check(project.graph, None).sound
    project, other = edits.add_node(project, Input(sizes=(9, 3)), (0.0, 0.0))
    project = edits.connect(project, other, "multi_head_attention_1", "context")
    assert check(project.graph, None).shape("multi_head_attention_1") == (5, 8)


def test_a_wire_that_does_not_fit_says_so_before_the_drop() -> None:
    project = chain(Input(sizes=(6,)), Dense(), Output())
    project, _ = edits.add_node(project, Conv2D(), (0.0, 0.0))
    reason = would_fit(check(project.graph, None), Wire("dense_1", "conv2d_1"))
    assert str(reason) == "It needs an image (channels × height × width), but gets 32. Put a Reshape before it."


def test_a_merge_that_waits_for_another_wire_is_not_judged_yet() -> None:
    project = chain(Input(sizes=(6,)), Dense(units=4), Concatenate())
    found = check(project.graph, None)
    assert would_fit(found, Wire("input_1", "concatenate_1", "input_2")) is None
    assert would_fit(found, Wire("input_1", "concatenate_1", "input_3")) is None


def test_a_refusal_carries_its_repair_as_a_layer() -> None:
    with pytest.raises(ShapeError) as caught:
        Conv2D().shape((64,))
    assert caught.value.insert == Reshape(sizes=(1, 8, 8))


def test_an_input_of_many_is_named_by_one_template_and_its_number() -> None:
    project = chain(Input(sizes=(6,)), Add(inputs=12), Output())
    (problem,) = [p for p in check(project.graph, None).problems if p.node == "add_1"]
    assert "“input 2”" in str(problem.message)
    port = problem.message.values["port"]
    assert (port.template, port.values) == ("input {number}", {"number": "2"})
