"""What layers compute, where the shape alone does not tell."""

from __future__ import annotations

import sys

import numpy
import pytest
import torch

from netbuilder.layers import Layer
from netbuilder.layers.activation import Softmax
from netbuilder.layers.attention import MultiHeadAttention
from netbuilder.layers.base import Fixed
from netbuilder.layers.basis import Polynomial
from netbuilder.layers.convolution import Conv1D, Conv2D, ConvTranspose2D
from netbuilder.layers.merge import Add, Concatenate
from netbuilder.layers.normalization import BatchNorm, GroupNorm, LayerNorm
from netbuilder.layers.pooling import GlobalAveragePool, MaxPool
from netbuilder.layers.recurrent import GRU, LSTM, RNN, Embedding
from netbuilder.layers.shape_error import ShapeError
from tests.layers.conftest import first_output
from tests.programs import finished


def with_module(layer: Layer, *shapes: tuple[int, ...]) -> tuple[torch.nn.Module, object]:
    """The module that a layer creates, and a function that evaluates the layer's expression with it."""
    call = layer.torch(*shapes)
    holder = torch.nn.Module()
    holder.part = eval(call.creation(), {"torch": torch})
    names = [f"v{number}" for number in range(len(shapes))]

    def run(*tensors: torch.Tensor) -> torch.Tensor:
        space = {"torch": torch, "self": holder, **dict(zip(names, tensors, strict=True))}
        return eval(first_output(call, names), space)

    return holder.part, run


@pytest.mark.parametrize("recurrent", [LSTM, GRU, RNN])
def test_reading_both_ways_ends_with_what_each_direction_knows_last(recurrent: type[Layer]) -> None:
    torch.manual_seed(0)
    module, last = with_module(recurrent(units=4, bidirectional=True, layers=2), (6, 3))
    rows = torch.randn(5, 6, 3)
    steps, _ = module(rows)
    torch.testing.assert_close(last(rows), torch.cat([steps[:, -1, :4], steps[:, 0, 4:]], dim=1))


@pytest.mark.parametrize("recurrent", [LSTM, GRU, RNN])
def test_reading_one_way_ends_with_the_last_step(recurrent: type[Layer]) -> None:
    torch.manual_seed(0)
    module, last = with_module(recurrent(units=4, layers=2), (6, 3))
    rows = torch.randn(5, 6, 3)
    torch.testing.assert_close(last(rows), module(rows)[0][:, -1])


@pytest.mark.parametrize("recurrent", [LSTM, GRU, RNN])
@pytest.mark.parametrize("both", [False, True])
def test_a_recurrent_layer_starts_from_the_state_that_it_is_given(recurrent: type[Layer], both: bool) -> None:
    torch.manual_seed(0)
    layer, width = recurrent(units=4, bidirectional=both), 8 if both else 4
    first = [torch.randn(5, width) for _ in layer.input_ports()[1:]]
    module, last = with_module(layer, (6, 3), *((width,) for _ in first))
    rows = torch.randn(5, 6, 3)
    states = tuple(state.reshape(5, -1, 4).transpose(0, 1).contiguous() for state in first)
    steps, _ = module(rows, states if len(states) > 1 else states[0])
    expected = torch.cat([steps[:, -1, :4], steps[:, 0, 4:]], dim=1) if both else steps[:, -1]
    torch.testing.assert_close(last(rows, *first), expected)


def test_embedding_looks_up_the_vector_of_each_code() -> None:
    module, run = with_module(Embedding(codes=4, features=2), (3,))
    assert torch.equal(run(torch.tensor([[3.0, 0.0, 1.0]])), module.weight[[3, 0, 1]].unsqueeze(0))


def test_attention_without_context_looks_at_itself_and_with_one_at_that() -> None:
    torch.manual_seed(0)
    module, alone = with_module(MultiHeadAttention(heads=2), (5, 4))
    rows, others = torch.randn(3, 5, 4), torch.randn(3, 7, 4)
    torch.testing.assert_close(alone(rows), module(rows, rows, rows)[0])
    module, across = with_module(MultiHeadAttention(heads=2), (5, 4), (7, 4))
    torch.testing.assert_close(across(rows, others), module(rows, others, others)[0])


def test_sequences_are_convolved_along_their_length() -> None:
    module, run = with_module(Conv1D(filters=2, kernel=3), (6, 4))
    rows = torch.randn(3, 6, 4)
    expected = torch.nn.functional.conv1d(rows.mT, module.weight, module.bias).mT
    assert torch.equal(run(rows), expected)


@pytest.mark.parametrize("kernel", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("dilation", [1, 2])
def test_same_padding_divides_the_size_by_the_stride_and_keeps_the_middle(kernel, stride, dilation) -> None:
    layer = Conv2D(filters=1, kernel=kernel, stride=stride, dilation=dilation, padding="same", bias=False)
    assert layer.shape((1, 9, 7)) == (1, -(-9 // stride), -(-7 // stride))
    module, run = with_module(layer, (1, 9, 7))
    torch.nn.init.zeros_(module.weight)
    module.weight.data[..., (kernel - 1) // 2, (kernel - 1) // 2] = 1
    image, slack = torch.randn(1, 1, 9, 7), dilation * (kernel - 1) % 2
    if not slack and kernel % 2:
        assert torch.equal(run(image), image[..., ::stride, ::stride])


@pytest.mark.parametrize("stride", [1, 2])
@pytest.mark.parametrize("padding", ["same", "valid"])
@pytest.mark.parametrize(("kernel", "width"), [(1, 5), (4, 1), (3, 2), (3, 3)])
def test_filters_may_be_wider_than_high(kernel: int, width: int, padding: str, stride: int) -> None:
    layer = Conv2D.parse({"filters": 2, "kernel": kernel, "kernel_width": width, "padding": padding, "stride": stride})
    module, run = with_module(layer, (3, 9, 8))
    assert module.weight.shape == (2, 3, kernel, width)
    assert layer.parameter_count((3, 9, 8)) == 2 * (3 * kernel * width + 1)
    image = torch.randn(2, 3, 9, 8)
    ends = [(0, 0)] * 2 if padding == "valid" else [((side - 1) // 2, side // 2) for side in (kernel, width)]
    wide = torch.nn.functional.pad(image, (*ends[1], *ends[0]))
    expected = torch.nn.functional.conv2d(wide, module.weight, module.bias, stride=stride)
    torch.testing.assert_close(run(image), expected)
    assert layer.shape((3, 9, 8)) == tuple(expected.shape[1:])


def test_even_kernels_pad_as_torch_does_without_its_warning() -> None:
    module, run = with_module(Conv2D(filters=2, kernel=4, padding="same"), (1, 6, 6))
    reference = torch.nn.Conv2d(1, 2, 4, padding="same")
    reference.load_state_dict(module.state_dict())
    image = torch.randn(2, 1, 6, 6)
    with pytest.warns(UserWarning, match="even kernel lengths"):
        expected = reference(image)
    torch.testing.assert_close(run(image), expected)


def test_batch_norm_of_a_sequence_is_over_its_features() -> None:
    _, run = with_module(BatchNorm(), (6, 4))
    result = run(torch.randn(8, 6, 4) * 5 + 3)
    torch.testing.assert_close(result.mean(dim=(0, 1)), torch.zeros(4), atol=1e-5, rtol=0)


def test_layer_norm_of_a_sequence_is_within_each_step() -> None:
    _, run = with_module(LayerNorm(), (6, 4))
    torch.testing.assert_close(run(torch.randn(8, 6, 4)).mean(dim=2), torch.zeros(8, 6), atol=1e-5, rtol=0)


def test_softmax_of_an_image_is_over_its_channels() -> None:
    _, run = with_module(Softmax(), (3, 2, 2))
    torch.testing.assert_close(run(torch.randn(4, 3, 2, 2)).sum(dim=1), torch.ones(4, 2, 2))


@pytest.mark.parametrize(
    ("layer", "shapes", "sentence"),
    [
        (Conv2D(kernel=5), [(1, 4, 9)], "Its window spans 5, but what it slides along is only 4 long"),
        (Conv1D(kernel=3, dilation=4), [(8, 2)], "Its window spans 9"),
        (GRU(layers=2, units=4), [(6, 3), (4,)], "Only a single layer can be given its first state"),
        (GRU(units=4, bidirectional=True), [(6, 3), (4,)], "as wide as what it puts out, 8, but gets 4"),
        (GRU(units=4), [(6, 3), Fixed((4,))], "must come for each row.*Put an Expand before it"),
        (LSTM(units=4), [(6, 3), (4,), None], "connect both, or neither"),
        (Conv2D(groups=2), [(3, 8, 8)], "Its 2 groups must divide both the 3 channels"),
        (ConvTranspose2D(extra=2, stride=2), [(1, 4, 4)], "Its extra must be smaller than its stride of 2"),
        (ConvTranspose2D(crop=9), [(1, 4, 4)], "Nothing is left of 1 × 4 × 4"),
        (MaxPool(size=3, padding=2), [(1, 8, 8)], "at most half of its window size of 3"),
        (MultiHeadAttention(heads=3), [(5, 4)], "Its 3 heads must divide the 4 features"),
        (Add(), [(4,), (5,)], "inputs of one shape, but gets 4 and 5"),
        (Concatenate(), [(4, 3), (5, 3)], "but are 4 × 3 and 5 × 3"),
        (GlobalAveragePool(), [(4,)], "It needs a sequence .* or an image"),
        (Conv1D(), [()], "It needs a sequence .*, but gets one number. Put a Reshape"),
        (BatchNorm(), [(2, 3, 4, 4)], "features, a sequence or an image, but gets 4 axes. Put a Reshape"),
        (GroupNorm(groups=2), [(2, 3, 4, 4)], "features, a sequence or an image, but gets 4 axes. Put a Reshape"),
        (Embedding(), [(4, 2)], "one row of whole numbers, but gets 4 × 2"),
    ],
)
def test_a_refusal_says_what_was_expected_what_was_met_and_what_to_do(layer, shapes, sentence) -> None:
    with pytest.raises(ShapeError, match=sentence):
        layer.shape(*shapes)


PROGRAM = """
import sys
from netbuilder.project.edits import add_and_connect, add_node
from netbuilder.layers import layer_types
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.backends.torch.source import network_source

project, last = add_node(Project(), layer_types()["input"](sizes=(3, 8, 8)), (0.0, 0.0))
for kind in ("conv2d", "batch_norm", "relu", "max_pool", "flatten", "dense", "output"):
    project, last = add_and_connect(project, layer_types()[kind](), (0.0, 0.0), last)
found = check(project.graph, None)
assert found.sound and "torch.nn.Conv2d(3, 32, 3)" in network_source(found)
heavy = {"torch", "numpy", "sklearn", "polars", "scipy", "networkx", "PySide6"} & set(sys.modules)
sys.exit(f"imported for nothing: {sorted(heavy)}" if heavy else 0)
"""


def test_drawing_checking_and_printing_a_network_import_neither_torch_nor_qt() -> None:
    result = finished([sys.executable, "-c", PROGRAM])
    assert result.returncode == 0, result.stderr


def test_polynomials_are_those_of_chebyshev_and_learn_through_the_layer_before() -> None:
    x = torch.linspace(-1.2, 1.2, 40, dtype=torch.float64).reshape(20, 2).requires_grad_()
    result = eval(Polynomial(degree=9).torch((2,)).expression("", ["x"]), {"torch": torch, "x": x})
    wanted = [numpy.polynomial.Chebyshev.basis(n)(x.detach().numpy()) for n in range(1, 10)]
    numpy.testing.assert_allclose(result.detach().numpy(), numpy.concatenate(wanted, axis=1), rtol=1e-10, atol=1e-10)
    result.sum().backward()
    slopes = sum(numpy.polynomial.Chebyshev.basis(n).deriv()(x.detach().numpy()) for n in range(1, 10))
    numpy.testing.assert_allclose(x.grad.numpy(), slopes, rtol=1e-8, atol=1e-8)


def test_polynomials_are_printed_as_people_write_them() -> None:
    printed = Polynomial(degree=4).torch((1,)).expression("", ["x"])
    assert printed == "torch.cat((x, 2 * x**2 - 1, 4 * x**3 - 3 * x, 8 * x**4 - 8 * x**2 + 1), dim=-1)"
    assert Polynomial(degree=1).torch((1,)).expression("", ["x"]) == "x"
