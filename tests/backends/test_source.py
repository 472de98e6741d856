"""The class that is printed, compiled and exported: it computes what the drawing says, whatever users call things."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from netbuilder.backends.torch.build import build
from netbuilder.backends.torch.source import network_classes, network_source
from netbuilder.errors import ProjectError
from netbuilder.graph.graph import Graph, Node, NodeId, Port, Wire
from netbuilder.graph.identifiers import OF_MODULES, identifiers
from netbuilder.layers.activation import ReLU
from netbuilder.layers.attention import MultiHeadAttention
from netbuilder.layers.calls import Chain, Item, Method, Several
from netbuilder.layers.core import Dense, Input, Output
from netbuilder.layers.merge import Add, Concatenate, Multiply
from netbuilder.layers.recurrent import GRU
from netbuilder.program import lower
from netbuilder.project.block_edits import group
from netbuilder.project.edits import add_and_connect, add_node, connect, rename, set_parameter
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check
from tests.drawing import checked, drawn

WIDTH = 3
TROUBLE = [
    "train", "forward", "half", "parameters", "T_destination", "x", "self", "torch", "Network", "class", "None", "type",
    "dense_1", "dense 1", "Dense-1", "dense_1_2", "1", "2nd", "_", "__init__", "రెండు పొరలు", "слой 1", "層", "Entrée",
    "a'b\"c", "\"); import os; os.system('true')", "line\nbreak", "to", "tuple", "super", "x_2", "layer", "ſ",
]  # fmt: skip


@st.composite
def drawings(draw: st.DrawFn) -> Graph:
    """Sound drawings with branches, skips, several inputs and outputs, dead ends, and any names, in any order."""
    nodes: list[Node] = []
    wires: set[Wire] = set()
    sources: list[Port] = []

    def add(layer: Any, stem: str) -> Node:
        names = st.sampled_from(TROUBLE) | st.text(max_size=12) | st.just("")
        node = Node(f"{stem}_{len(nodes)}", layer, draw(names))
        nodes.append(node)
        wires.update(
            Wire(start.node, node.id, name, start.name)
            for name in layer.input_ports()
            for start in [draw(st.sampled_from(sources))]
            if name not in layer.optional_inputs() or draw(st.booleans())
        )
        return node

    sources += [Port(add(Input(sizes=(WIDTH, WIDTH)), "input").id, "output") for _ in range(draw(st.integers(1, 3)))]
    attention, both = MultiHeadAttention(heads=1), Both(units=WIDTH)
    kinds = st.sampled_from([Dense(units=WIDTH), ReLU(), Add(), Add(inputs=3), Multiply(), attention, Joined(), both])
    for layer in draw(st.lists(kinds, max_size=8)):
        node = add(layer, "dense")
        sources += [Port(node.id, port) for port in layer.output_ports()]
    for _ in range(draw(st.integers(1, 3))):
        add(Output(), "output")
    return Graph({node.id: node for node in draw(st.permutations(nodes))}, frozenset(wires))


class Joined(Concatenate):
    """Keeps the width of the others, so that any wire fits."""

    def torch(self, *inputs: Any) -> Any:
        return Chain(super().torch(*inputs), Item(f"..., :{WIDTH}"))

    def shape(self, *inputs: Any) -> Any:
        super().shape(*inputs)
        return inputs[0]


class Both(GRU):
    """Repeats its last state along the sequence, so that both outputs have the shape of its input."""

    def input_ports(self) -> Any:
        return super().input_ports()[:1]

    def shapes(self, x: Any) -> Any:
        return x, x

    def torch(self, x: Any) -> Any:
        both = super().torch(x)
        last = Chain(both.parts["last"], Item(":, None"), Method("repeat", 1, WIDTH, 1))
        return Several(both.call, {**both.parts, "last": last})


def interpreted(found: Check, network: torch.nn.Module, tensors: dict[NodeId, torch.Tensor]) -> list[torch.Tensor]:
    """The values of the outputs, computed node by node straight from the wires, with the network's own weights."""
    graph, names = found.graph, identifiers(found.graph)
    values = {Port(node, "output"): tensor for node, tensor in tensors.items()}
    for node in graph.order:
        if node in tensors or node not in graph.used:
            continue
        connected = [values[source] for source in graph.sources(node) if source is not None]
        call = graph.nodes[node].layer.torch(*found.nodes[node].inputs)
        module = SimpleNamespace(part=getattr(network, names[node], None))
        letters = [f"v{number}" for number in range(len(connected))]
        space = {"torch": torch, "self": module, **dict(zip(letters, connected, strict=True))}
        whole = eval(call.expression("self.part", letters), space)
        if isinstance(call, Several):
            space["whole"] = whole
            values |= {Port(node, port): eval(call.part(port, "self.part", "whole"), space) for port in call.parts}
        else:
            values[Port(node, "output")] = whole
    return [values[graph.sources(node.id)[0]] for node in graph.with_role("output")]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(graph=drawings())
def test_any_drawing_compiles_runs_and_computes_what_its_wires_say(graph: Graph) -> None:
    found = check(graph, None)
    torch.manual_seed(1)
    network = build(found)
    tensors = {node.id: torch.randn(5, WIDTH, WIDTH) for node in graph.with_role("input")}
    answer = network(*tensors.values())
    answers = list(answer) if isinstance(answer, tuple) else [answer]
    expected = interpreted(found, network, tensors)
    assert len(answers) == len(expected)
    assert all(torch.equal(a, b) for a, b in zip(answers, expected, strict=True))
    assert sum(part.numel() for part in network.parameters()) == found.parameters
    network.half().train().float().eval()
    assert len(network.state_dict()) == len(list(network.parameters()))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(names=st.lists(st.text() | st.sampled_from(TROUBLE), min_size=1, max_size=8))
def test_names_become_distinct_ascii_names_that_mean_nothing_else(names: list[str]) -> None:
    graph = Graph({f"dense_{i}": Node(f"dense_{i}", Dense(), name) for i, name in enumerate(names)})
    found = list(identifiers(graph).values())
    assert len(set(found)) == len(names)
    assert all(name.isidentifier() and name.isascii() and not hasattr(torch.nn.Module(), name) for name in found)


def test_the_words_that_torch_keeps_for_itself_are_all_known() -> None:
    public = {name.lower() for name in dir(torch.nn.Module()) if not name.startswith("_")}
    assert public <= OF_MODULES


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", "dense_7"),
        ("Entrée 1", "entree_1"),
        ("Gr\u00f6\u00dfe", "groe"),  # not spelled better: kept runs name their weights so
        ("రెండు", "dense_7"),
        ("слой", "dense_7"),
        ("train", "layer_train"),
        ("class", "layer_class"),
        ("2nd", "layer_2nd"),
        ("1", "dense_7"),
    ],
)
def test_a_name_stays_readable(name: str, expected: str) -> None:
    graph = Graph({"dense_7": Node("dense_7", Dense(), name)})
    assert identifiers(graph)["dense_7"] == expected


def test_a_skip_reads_as_a_person_would_write_it() -> None:
    project, entry = add_node(Project(), Input(sizes=(4,)), (0, 0))
    project, stem = add_and_connect(project, Dense(units=8), (0, "input_1"), entry)
    project = rename(project, stem, "stem")
    project, relu = add_and_connect(project, ReLU(), (0, "input_1"), stem)
    project, inner = add_and_connect(project, Dense(units=8), (0, "input_1"), relu)
    project, total = add_and_connect(project, Add(), (0, "input_1"), inner)
    project = connect(project, stem, total, "input_2")
    project, head = add_and_connect(project, Dense(units=3), (0, "input_1"), total)
    project, _ = add_and_connect(project, Output(), (0, "input_1"), head)
    assert (
        network_source(check(project.graph, None))
        == """\
class Network(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.stem = torch.nn.Linear(4, 8)
        self.relu_1 = torch.nn.ReLU()
        self.dense_2 = torch.nn.Linear(8, 8)
        self.dense_3 = torch.nn.Linear(8, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        stem = self.stem(x)
        x = self.relu_1(stem)
        x = self.dense_2(x)
        x = x + stem
        return self.dense_3(x)
"""
    )


def test_every_line_knows_its_node() -> None:
    project, entry = add_node(Project(), Input(sizes=(4,)), (0, 0))
    project, dense = add_and_connect(project, Dense(units=8), (0, "input_1"), entry)
    project, _ = add_and_connect(project, Output(), (0, "input_1"), dense)
    lit = [line.text.strip() for line in network_classes(lower(check(project.graph, None)))[-1] if line.node == dense]
    assert lit == ["self.dense_1 = torch.nn.Linear(4, 8)", "return self.dense_1(x)"]


def test_inputs_that_lead_straight_to_outputs_are_returned() -> None:
    project, first = add_node(Project(), Input(sizes=(4,)), (0, 0))
    project, second = add_node(project, Input(sizes=(2,)), (0, 0))
    project, _ = add_and_connect(project, Output(), (0, "input_1"), second)
    project, _ = add_and_connect(project, Output(), (0, "input_1"), first)
    network = build(check(project.graph, None))
    a, b = torch.rand(3, 4), torch.rand(3, 2)
    answer = network(a, b)
    assert answer[0] is b
    assert answer[1] is a


def test_a_thousand_layers_in_a_row_are_no_deeper_than_one() -> None:
    project, last = add_node(Project(), Input(sizes=(2,)), (0, 0))
    nodes, wires = dict(project.graph.nodes), set()
    for number in range(1000):
        nodes[f"relu_{number}"] = Node(f"relu_{number}", ReLU())
        wires.add(Wire(last, f"relu_{number}"))
        last = f"relu_{number}"
    project = replace(project, graph=Graph(nodes, frozenset(wires)), layout=dict.fromkeys(nodes, (0.0, 0.0)))
    project, _ = add_and_connect(project, Output(), (0, "input_1"), last)
    network = build(check(project.graph, None))
    assert torch.equal(network(torch.ones(1, 2)), torch.ones(1, 2))


def test_an_unsound_drawing_is_refused_with_its_first_problem() -> None:
    project, _ = add_node(Project(), Dense(), (0, 0), "lonely")
    with pytest.raises(ProjectError, match="“lonely”: Nothing is connected to its input"):
        build(check(project.graph, None))


def test_a_layer_called_range_does_not_hide_the_loop_over_a_repeated_block() -> None:
    project = drawn(("dense", {"units": 4}), ("dense", {"units": 4}), ("add", {}), ("dense", {"units": 2}))
    project, block = group(project, ["dense_2"], "block")
    project = set_parameter(set_parameter(project, block, "repeat", 2), block, "shared", True)
    project = rename(connect(project, "dense_1", "add_1", "input_2"), "dense_1", "range")
    for node, name in (("input_1", "each block"), ("dense_3", "one block"), (block, "repetition")):
        project = rename(project, node, name)
    network = build(checked(project))
    assert network(torch.ones(3, 2)).shape == (3, 2)
