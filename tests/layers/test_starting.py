"""The starting values of every layer with weights: PyTorch's own unless chosen, and then those that were chosen."""

from __future__ import annotations

import math
from functools import partial
from typing import Any, get_args

import numpy
import pytest
import torch

from netbuilder.backends.keras.names import with_safe_names
from netbuilder.backends.keras.source import Entry, network_parts
from netbuilder.backends.tensors.network import Network
from netbuilder.backends.tensors.starting import starting_values
from netbuilder.backends.torch.build import build
from netbuilder.backends.torch.source import network_source
from netbuilder.files.read import read
from netbuilder.files.write import dumps, write
from netbuilder.layers import Layer, Shape, layer_types
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.starting import BY_FANS, Biased, Way, Weighted, is_bias
from netbuilder.program import lower
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check

WITH_WEIGHTS = {
    name: kind for name, kind in layer_types().items() if issubclass(kind, Weighted) and kind().input_ports()
}
SIZES = ((12,), (6, 12), (12, 8, 8))
WAYS = [way for way in get_args(Way) if way not in ("default", "typed in")]


def drawn(layer: Layer) -> tuple[Project, Check]:
    """A chain with the layer, on the first shape that it takes."""
    project, types = Project(), layer_types()
    project, entry = edits.add_node(project, types["input"](sizes=next(filter(partial(fits, layer), SIZES))), (0, 0))
    project, middle = edits.add_and_connect(project, layer, (0, 0), entry)
    project, _ = edits.add_and_connect(project, types["output"](), (0, 0), middle)
    return project, check(project.graph, None)


def fits(layer: Layer, sizes: Shape) -> bool:
    try:
        layer.shape(sizes, *[None] * (len(layer.input_ports()) - 1))
    except ShapeError:
        return False
    return True


def values(found: Check) -> dict[str, torch.Tensor]:
    """The weights by their names in the layer."""
    torch.manual_seed(3)
    return {name.partition(".")[2]: value.detach() for name, value in build(found).named_parameters()}


def of_matrices(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    others = {name: value for name, value in weights.items() if not is_bias(name)}
    return {name: value for name, value in others.items() if value.ndim > 1} or others


@pytest.mark.parametrize("layer", WITH_WEIGHTS.values(), ids=WITH_WEIGHTS)
def test_without_a_choice_files_and_weights_are_what_they_always_were(layer: type[Weighted]) -> None:
    project, found = drawn(layer())
    assert "start" not in dumps(project, None)
    assert "init" not in network_source(found).replace("__init__", "")
    assert layer().idle_parameters() >= {"start_number", "start_typed"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("layer", WITH_WEIGHTS.values(), ids=WITH_WEIGHTS)
def test_weights_start_as_chosen(layer: type[Weighted], way: str) -> None:
    own = values(drawn(layer())[1])
    _, found = drawn(layer(start=way, start_number=0.25))
    chosen = of_matrices(own)
    if way in BY_FANS and all(value.ndim < 2 for value in chosen.values()):
        assert "no matrix" in str(found.problems[0].message)
        return
    weights = values(found)
    assert all(torch.equal(weights[name], own[name]) for name in own if name not in chosen and not is_bias(name))
    for name in chosen:
        _require(way, weights[name])


def _require(way: str, weight: torch.Tensor) -> None:
    """The numbers are spread as is said of this way."""
    numbers, fan_in = weight.flatten().double(), weight[0].numel()
    fan_out = weight.shape[0] * math.prod(weight.shape[2:])
    variance = {"1/sqrt(n)": 1 / fan_in, "xavier": 2 / (fan_in + fan_out), "he": 2 / fan_in}.get(
        way.split(maxsplit=1)[0]
    )
    if way in ("zeros", "constant"):
        assert set(numbers.tolist()) == {0.0 if way == "zeros" else 0.25}
        return
    deviation = math.sqrt(variance) if variance else 0.25 / math.sqrt(3) if way == "uniform" else 0.25
    most = math.sqrt(3) * deviation if "uniform" in way else math.inf
    assert numbers.abs().max() <= most * (1 + 1e-6)
    assert (numbers**2).mean().sqrt() == pytest.approx(deviation, rel=4 / math.sqrt(len(numbers)))


@pytest.mark.parametrize("layer", [k for k in WITH_WEIGHTS.values() if issubclass(k, Biased)], ids=lambda k: k.type)
def test_biases_start_as_chosen(layer: type[Biased]) -> None:
    own = values(drawn(layer())[1])
    weights = values(drawn(layer(bias_start="constant", bias_number=-1.5))[1])
    for name, value in weights.items():
        expected = torch.full_like(value, -1.5) if is_bias(name) else own[name]
        assert torch.equal(value, expected)


def test_typed_numbers_reach_every_framework() -> None:
    typed = {
        "start": "typed in",
        "start_typed": "1 2 3 4; [5, 6, 7, 8]",
        "bias_start": "typed in",
        "bias_typed": "9 10",
    }
    project, types = Project(), layer_types()
    project, entry = edits.add_node(project, types["input"](sizes=(4,)), (0, 0))
    project, dense = edits.add_and_connect(project, types["dense"](units=2, **typed), (0, 0), entry)
    project, _ = edits.add_and_connect(project, types["output"](), (0, 0), dense)
    found = check(project.graph, None)
    matrix = [[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]
    assert values(found)["weight"].tolist() == matrix
    assert values(found)["bias"].tolist() == [9.0, 10.0]
    program = lower(found)
    for language in ("numpy", "torch", "tf"):
        network = Network(program, language, ["features"], set())
        text = "\n".join(line.text for line in starting_values(program, network.functions, language))
        assert str(matrix) in text
        assert "[9.0, 10.0]" in text
    keras = "\n".join(line.text for line in network_parts(with_safe_names(lower(found)), Entry((4,), (None,)))[-1])
    assert (
        f'set_start(network, "dense_1/kernel", keras.initializers.Constant({numpy.array(matrix).T.tolist()}))' in keras
    )
    assert "Constant([9.0, 10.0])" in keras


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "12 starting numbers"), ("1 2 3", "12 starting numbers"), ("a b", "not a list of numbers"), ("1e999", "12")],
)
def test_typed_numbers_that_do_not_fit_are_refused_by_what_is_needed(typed: str, said: str) -> None:
    _, found = drawn(layer_types()["dense"](units=1, start="typed in", start_typed=typed))
    (problem,) = found.problems
    assert said in str(problem.message)


def test_a_spread_must_be_above_zero() -> None:
    _, found = drawn(layer_types()["dense"](units=1, start="normal", start_number=-1.0))
    assert "above 0" in str(found.problems[0].message)


def test_what_is_chosen_is_saved_and_what_is_not_is_left_out(tmp_path: Any) -> None:
    project, _ = drawn(layer_types()["dense"](units=1, start="constant", start_number=100.0))
    write(tmp_path / "line.netb", project)
    text = (tmp_path / "line.netb").read_text()
    assert '"start": "constant", "start_number": 100.0}' in text
    assert read(tmp_path / "line.netb").graph == project.graph


@pytest.mark.parametrize("trainable", [True, False])
def test_a_parameter_starts_at_zero_or_as_chosen_and_trains_only_where_it_may(trainable: bool) -> None:
    kind = layer_types()["parameter"]
    for given, expected in (
        ({}, [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]),
        ({"start": "typed in", "start_typed": "1 2 3; 4 5 6"}, [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]),
        ({"start": "constant", "start_number": 0.5}, [[0.5, 0.5, 0.5], [0.5, 0.5, 0.5]]),
    ):
        project, types = Project(), layer_types()
        project, entry = edits.add_node(project, types["input"](sizes=(3,)), (0, 0))
        project, node = edits.add_node(project, kind(sizes=(2, 3), trainable=trainable, **given), (0, 0))
        project, turned = edits.add_and_connect(project, types["permute_axes"](), (0, 0), node)
        project, product = edits.add_node(project, types["matmul"](), (0, 0))
        project = edits.connect(project, entry, product, "input_1")
        project = edits.connect(project, turned, product, "input_2")
        project, _ = edits.add_and_connect(project, types["output"](), (0, 0), product)
        found = check(project.graph, None)
        network = build(found)
        assert network.state_dict()["parameter_1"].tolist() == expected
        assert [name for name, _ in network.named_parameters()] == ["parameter_1"] * trainable
        assert found.parameters == 6 * trainable
        rows = torch.rand(5, 3)
        assert torch.equal(network(rows), rows @ torch.tensor(expected).T)
