"""What takes the place of torch's operations in a traced function: the same numbers, and only where it is quicker."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from netbuilder.experiments.ensemble import fast_ops
from netbuilder.experiments.ensemble.tracing import WARM_CALLS, WORTH_TRACING, Function, Traced, Traces


def random(*shape: int) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(0))


def traced(function: Function, *tensors: torch.Tensor) -> tuple[torch.Tensor, set[object]]:
    """What a function gives once it is traced, and the operations that it comes to."""
    traces: Traces = {}
    call = Traced("it", traces)
    for _ in range(WARM_CALLS + 1):
        (found,) = call(function, WORTH_TRACING, *tensors)
    (made,) = traces.values()
    return found, {node.target for node in made.__self__.graph.nodes} if made is not None else set()


def over_classes(function: Callable[..., torch.Tensor]) -> Function:
    return lambda answers: (function(answers, -1),)


@pytest.mark.parametrize(
    ("rows", "inner", "columns", "substitute"),
    [
        (30, 1, 64, fast_ops.outer_product),
        (30, 64, 1, fast_ops.narrow_product),
        (256, 30, 10, fast_ops.narrow_product),
        (30, 64, 64, torch.ops.aten.bmm.default),
        (4, 64, 2, torch.ops.aten.bmm.default),
        (64, 2, 2, torch.ops.aten.bmm.default),
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


def test_a_function_that_asks_for_the_numbers_themselves_is_called_as_it_stands() -> None:
    found, operations = traced(lambda x: (x + 1 if x.sum() > 0 else x - 1,), torch.ones(3))
    assert operations == set()
    assert found.tolist() == [2.0, 2.0, 2.0]
