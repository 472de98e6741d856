"""What takes the place of torch's operations in a traced function: the same numbers, and only where it is quicker."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from netbuilder.backends.torch.softmax import cross_entropy
from netbuilder.backends.torch.torch_internals import FUNCTIONS, METHODS, plain_function
from netbuilder.ensemble import fast_ops
from netbuilder.ensemble.tracing import WORTH_TRACING, Function, Traced, Traces


def random(*shape: int) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(0))


def traced(function: Function, *tensors: torch.Tensor) -> tuple[torch.Tensor, list[object]]:
    """What a function gives once it is traced, and the operations that it comes to, in order."""
    traces: Traces = {}
    call = Traced("it", traces)
    for _ in range(2):
        (found,) = call(function, WORTH_TRACING, *tensors)
    (made,) = traces.values()
    return found, [node.target for node in made.__self__.graph.nodes] if made is not None else []


def over_classes(function: Callable[..., torch.Tensor]) -> Function:
    return lambda answers: (function(answers, -1),)


@pytest.mark.parametrize(
    ("rows", "inner", "columns", "substitute"),
    [
        (30, 1, 64, fast_ops.outer_product),
        (30, 64, 1, fast_ops.narrow_product),
        (256, 30, 10, fast_ops.narrow_product),
        (30, 64, 64, torch.bmm),
        (4, 64, 2, torch.bmm),
        (64, 2, 2, torch.bmm),
    ],
)
def test_a_product_is_computed_as_its_shape_has_it_and_is_the_same(
    rows: int, inner: int, columns: int, substitute: object
) -> None:
    left, right = random(5, rows, inner), random(5, inner, columns)
    found, operations = traced(lambda one, other: (torch.bmm(one, other),), left, right)
    assert substitute in operations
    assert found.is_contiguous()
    assert torch.allclose(found, left @ right, atol=1e-5)


@pytest.mark.parametrize(("classes", "is_quicker"), [(2, True), (10, True), (30, False)])
def test_softmax_over_few_classes_is_computed_class_by_class_and_is_the_same(classes: int, is_quicker: bool) -> None:
    answers = random(5, 40, classes)
    for function, substitute in (
        (torch.softmax, fast_ops.softmax),
        (torch.log_softmax, fast_ops.log_softmax),
    ):
        found, operations = traced(over_classes(function), answers)
        assert (substitute in operations) == is_quicker
        assert found.is_contiguous()
        assert torch.allclose(found, function(answers, -1), atol=1e-6)


def test_softmax_over_another_dimension_than_the_last_is_left_to_torch() -> None:
    answers = random(5, 3, 40)
    found, operations = traced(lambda x: (torch.softmax(x, 1),), answers)
    assert fast_ops.softmax not in operations
    assert torch.equal(found, torch.softmax(answers, 1))


def test_what_is_turned_back_or_computed_again_is_computed_once() -> None:
    """The gradient of a product of turned matrices, as an ensemble has it."""
    left, right = random(5, 30, 40), random(5, 30, 40)

    def twice(one: torch.Tensor, other: torch.Tensor) -> tuple[torch.Tensor]:
        return (torch.bmm(one.mT.mT, other.mT) + torch.bmm(one.transpose(1, 2).transpose(2, 1), other.mT),)

    found, operations = traced(twice, left, right)
    assert [one for one in operations if callable(one)] == [torch.transpose, torch.bmm, torch.bmm, torch.Tensor.add_]
    assert torch.allclose(found, 2 * (left @ right.mT), atol=1e-4)


def test_the_cost_of_classes_is_that_of_torch() -> None:
    for shape in ((40, 3), (40, 3, 5)):
        scores, classes = random(*shape), torch.randint(3, (40, *shape[2:]), generator=torch.Generator().manual_seed(1))
        for reduction in ("mean", "none"):
            expected = torch.nn.functional.cross_entropy(scores, classes, reduction=reduction)
            assert torch.allclose(cross_entropy(scores, classes, reduction), expected, atol=1e-6)


@pytest.mark.parametrize("name", sorted(FUNCTIONS | METHODS))
def test_what_stands_for_an_operation_takes_its_arguments(name: str) -> None:
    """By name and place: the schema of the operation tells them."""
    packet, _, overload = name.partition(".")
    arguments = {
        "bmm": (random(2, 3, 4), random(2, 4, 5)),
        "gather": (random(3, 4), 1, torch.zeros(3, 1, dtype=torch.int64)),
        "scatter_add": (random(3, 4), 1, torch.zeros(3, 1, dtype=torch.int64), random(3, 1)),
        "where": (random(3) > 0, random(3), -random(3)),
        "permute": (random(2, 3, 4), [2, 0, 1]),
        "transpose": (random(2, 3, 4), 0, -1),
        "unsqueeze": (random(3), 1),
        "sum": (random(3, 4), [1], True),
        "mean": (random(3, 4), [0]),
        "view": (random(3, 4), [12]),
        "expand": (random(3, 1), [3, 4]),
        "new_zeros": (random(3), [2, 2]),
        **dict.fromkeys(("add", "add_", "sub", "mul", "div"), (random(3), 0.5 + random(3).abs())),
    }.get(packet, (0.5 + random(3).abs(),))
    if overload == "Scalar":
        arguments = (arguments[0], 0.7)
    function = getattr(getattr(torch.ops.aten, packet), overload)
    assert plain_function(function) is not function
    assert torch.equal(plain_function(function)(*arguments), function(*arguments))
