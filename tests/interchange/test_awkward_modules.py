"""Modules written in many ways: each becomes the layers that compute the same, or placeholders that say why not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.interchange.imported import Imported, imported
from netbuilder.interchange.report import lines, remarks
from netbuilder.interchange.source import Source
from netbuilder.interchange.traced import Dims, Entering, Operation, Scope, Trace
from netbuilder.layers.unknown import Placeholder
from netbuilder.project.edits import apply_repair
from netbuilder.shapes.check import check
from tests.interchange.conftest import titles

Import = Callable[..., Imported]
WHOLE: dict[str, tuple[list[Dims], str]] = {
    "Lists": ([], "Dense ReLU Dense ReLU Dense ReLU Tanh Dense"),
    "InPlace": ([], "Conv 2D, ReLU, Conv 2D, Add, ReLU, Global average pooling, Dense"),
    "Sequences": ([(-1, 4, 12)], "Conv 1D, ReLU, Max pooling, LSTM, Dense"),
    "FlatSequences": ([(-1, 3, 12)], "Conv 1D, Flatten, Dense, Log softmax"),
    "StepsFirst": ([(-1, 7, 4)], "LSTM, Dense"),
    "Squeeze": (
        [],
        "Conv 2D, Global average pooling, Dense, ReLU, Dense, Sigmoid, Reshape, Multiply, Global max pooling",
    ),
    "Shared": ([], "Parameter, Parameter, Block, ReLU, Block, ReLU"),
    "ChannelsLast": ([], "Conv 2D, Conv 2D, Global average pooling"),
    "Windows": ([], "Embedding, Dense, Batch norm, Global max pooling"),
    "Attention": ([(-1, 6, 8), (-1, 5, 8)], "Input, Multi-head attention, Add, Layer norm, Multi-head attention"),
    "TwoEnds": ([(-1, 3), (-1, 2)], "Input, Dense, Dense, Concatenate, Dense, Dense, Output"),
    "Normed": ([], "Dense, Tanh, Dense"),
    "Dense": ([(-1, 3, 4, 4)], "Conv 2D, Block, Concatenate, Block, Concatenate, Global average pooling, Dense"),
    "StatesByLayer": ([(-1, 6, 4)], "GRU, Dense"),
    "OwnWeights": ([(-1, 4)], "Dense, ELU, Dense"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_has_a_layer_becomes_one(trace: Import, name: str) -> None:
    inputs, wanted = WHOLE[name]
    found = trace("awkward.py", name, *inputs)
    assert found.missing == ()
    assert found.difference <= 1e-6
    separator = ", " if "," in wanted else " "
    assert titles(found) == ["Input", *wanted.split(separator), "Output"]


def test_what_has_no_layer_is_a_placeholder_that_keeps_its_place(
    trace: Import, tmp_path: pytest.TempPathFactory
) -> None:
    found = trace("awkward.py", "Unknown")
    graph = found.project.graph
    missing = {node.id: node.layer for node in graph.nodes.values() if isinstance(node.layer, Placeholder)}
    assert [layer.what for layer in missing.values()] == ["InstanceNorm2d", "sort"]
    assert graph.nodes["norm"].name == "norm"
    assert [wire.source for wire in graph.incoming["norm"]] == ["conv"]
    assert len(graph.outgoing["placeholder_1"]) == 2  # both results are read
    assert not found.whole
    problems = [problem for problem in check(graph, None).problems if problem.node in missing]
    assert problems[0].node == "norm"
    assert "InstanceNorm2d" in str(problems[0].message)
    assert "norm.weight" in found.weights  # its weights wait for the layer that replaces it
    file = tmp_path / "project.netb"  # type: ignore[operator]
    write(file, found.project)
    assert read(file) == found.project


def test_a_setting_that_a_layer_lacks_is_never_left_out_in_silence(trace: Import) -> None:
    found = trace("awkward.py", "Settings", (-1, 1, 9, 9))
    reasons = {became.where: str(became.reason) for became in found.missing}
    assert reasons.keys() == {"bend", "norm", "pool", "drop"}
    assert "at random" in reasons["bend"]
    assert "momentum" in reasons["norm"]
    assert "different sizes" in reasons["pool"]
    assert [type(became.nearest).__name__ for became in found.missing] == [
        "LeakyReLU",
        "BatchNorm",
        "NoneType",
        "Dropout",
    ]


def test_the_nearest_layer_takes_the_place_of_a_placeholder_with_its_weights(trace: Import) -> None:
    found = trace("awkward.py", "Settings", (-1, 1, 9, 9))
    mended = found.mending(*(became.number for became in found.missing if became.where == "norm"))
    assert [became.where for became in mended.missing] == ["bend", "pool", "drop"]
    assert "norm.running_mean" in mended.weights
    assert not mended.whole
    every = trace("awkward.py", "Settings", (-1, 1, 9, 9), mended=None)
    assert [became.where for became in every.missing] == ["pool"]
    assert [line.mended for line in lines(every)[:4]] == [True, True, False, True]


def test_one_click_on_the_canvas_replaces_a_placeholder(trace: Import) -> None:
    found = trace("awkward.py", "Settings", (-1, 1, 9, 9))
    problem = next(problem for problem in check(found.project.graph, None).problems if problem.node == "bend")
    project, node = apply_repair(found.project, problem)
    assert project.graph.nodes["bend"].layer == found.missing[0].nearest
    assert (node, project.graph.nodes["bend"].name) == ("bend", "bend")
    assert {(w.source, w.target) for w in project.graph.wires} == {
        (w.source, w.target) for w in found.project.graph.wires
    }


def test_a_call_that_nobody_has_thought_of_is_a_placeholder() -> None:
    odd = Operation(kind="Linear", scope=0, path="odd", arguments=[{"value": 0}], results=[1])
    trace = Trace(
        title="Odd",
        inputs=[Entering(name="x", value=0)],
        values=[(-1, 3), (-1, 4)],
        scopes=[Scope(path="", kind="Odd", own=True)],
        operations=[odd],
        outputs={"output": 1},
    )
    found = imported(Source(trace, {}))
    assert [(became.where, str(became.reason)) for became in found.missing] == [
        ("odd", "it is called in a way that is not known here."),
    ]


def test_what_the_user_should_know_is_said(trace: Import) -> None:
    said = "\n".join(map(str, remarks(trace("awkward.py", "Shared"))))
    assert "With weights that are used several times: layer" in said
    said = "\n".join(map(str, remarks(trace("awkward.py", "Normed"))))
    assert "“first” are computed from others" in said
    assert "torch.float64" in said
    said = "\n".join(map(str, remarks(trace("awkward.py", "FlatSequences", (-1, 3, 12)))))
    assert "input is 12 × 3" in said
