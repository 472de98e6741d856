"""What a layer costs: multiply-adds as PyTorch counts them, and the bytes of weights and values."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from hypothesis import given
from torch.utils.flop_counter import FlopCounterMode

from netbuilder.graph.graph import Node
from netbuilder.layers import Layer, UnknownLayer, layer_types
from netbuilder.layers.base import Fixed
from netbuilder.project import edits
from netbuilder.shapes.check import computed_as
from netbuilder.shapes.cost import Cost, cost
from tests.blocks import residual, shared_weights
from tests.drawing import checked, drawn
from tests.layers.test_conformance import Case, cases, inputs, quick

TYPES = layer_types()
ROWS = 3


def of(layer: Layer, *shapes: tuple[int, ...] | None) -> Cost | None:
    """What a layer costs for inputs of these shapes."""
    return cost(computed_as(Node("one", layer), shapes))


@pytest.mark.parametrize(
    ("counted", "shape"),
    [("dense", (5, 6)), ("dense", (7,)), ("conv1d", (12, 4)), ("conv2d", (4, 12, 10)), ("conv_transpose2d", (3, 5, 4))],
)
def test_multiply_adds_are_half_of_the_operations_that_pytorch_counts(
    counted: str, shape: tuple[int, ...], run_printed: Any
) -> None:
    tried = list[int]()

    @quick
    @given(cases(TYPES[counted]))
    def compared(drawn_case: Case) -> None:
        case = Case(drawn_case.layer, (shape,))
        if case.shape is None:
            return
        with FlopCounterMode(display=False) as counter:
            run_printed(case.layer.torch(*case.shapes), inputs(case, ROWS))
        found = of(case.layer, shape)
        assert found is not None
        assert counter.get_total_flops() == 2 * ROWS * found.multiply_adds
        tried.append(found.multiply_adds)

    compared()
    assert len(set(tried)) > 5


@pytest.mark.parametrize(("kind_", "gates"), [("lstm", 4), ("gru", 3), ("simple_rnn", 1)])
def test_recurrent_layers_multiply_input_and_state_at_each_step(kind_: str, gates: int) -> None:
    length, features, units = 7, 5, 6
    layer = TYPES[kind_].parse({"units": units})
    found = of(layer, (length, features), *[None] * (len(layer.input_ports()) - 1))
    assert found is not None
    assert found.multiply_adds == length * gates * units * (features + units)


def test_attention_multiplies_by_its_four_matrices_and_twice_by_all_steps() -> None:
    length, width = 9, 8
    found = of(TYPES["multi_head_attention"].parse({"heads": 2}), (length, width), None)
    assert found is not None
    assert found.multiply_adds == 4 * length * width * width + 2 * length * length * width


def test_what_goes_number_by_number_is_not_counted_and_puts_out_four_bytes_for_each() -> None:
    assert of(TYPES["relu"](), (3, 4, 5)) == Cost(0, 0, 240)
    assert of(TYPES["dense"].parse({"units": 8}), (4,)) == Cost(32, 4 * 40, 32)


@pytest.mark.parametrize("declared", TYPES)
def test_every_layer_says_what_it_costs(declared: str) -> None:
    layer = TYPES[declared]()
    for shape in ((6,), (6, 6), (6, 6, 6), Fixed((6, 6))):
        found = computed_as(Node("one", layer), (shape,) * len(layer.input_ports()))
        if layer.role == "hidden" and found.outputs:
            known = cost(found)
            assert known is not None
            assert known.weights == 4 * found.parameters


def test_a_block_costs_what_is_in_it_once_for_each_repetition() -> None:
    found = checked(residual(4)).nodes["residual_1"]
    assert cost(found) == Cost(16, 4 * 20, 3 * 16)  # dense, ReLU and add on four numbers
    repeated = checked(edits.set_parameter(residual(4), "residual_1", "repeat", 3)).nodes["residual_1"]
    assert cost(repeated) == Cost(48, 4 * 60, 9 * 16)
    shared = checked(shared_weights()).nodes["residual_1"]
    assert cost(shared) == Cost(64, 4 * 20, 12 * 16)


def test_a_muted_layer_costs_nothing_and_an_unknown_one_is_not_known() -> None:
    project = edits.mute(drawn(("dense", {"units": 4}), ("dense", {"units": 2})), ["dense_1"])
    assert cost(checked(project).nodes["dense_1"]) == Cost()
    placeholder = UnknownLayer(original_type="odd", original_values={}, inputs=("input",), outputs=("output",))
    assert of(placeholder, (4,)) is None
    assert cost(checked(drawn(("conv2d", {}))).nodes["conv2d_1"]) is None


def test_costs_are_added() -> None:
    assert sum([Cost(1, 2, 3), Cost(10, 20, 30)], Cost()) == Cost(11, 22, 33)
    assert torch.zeros(1).element_size() == 4
