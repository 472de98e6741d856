"""Weights in one row of numbers, updated as one tensor."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from netbuilder.ensemble.flat_weights import flattened, views_of
from netbuilder.training.batches import LINE_BYTES

SHAPES = st.lists(st.lists(st.integers(1, 7), max_size=3).map(tuple), min_size=1, max_size=6)


@given(SHAPES)
def test_the_parts_are_the_weights_and_share_the_memory_of_the_row(shapes: list[tuple[int, ...]]) -> None:
    weights = [torch.randn(shape) for shape in shapes]
    row, parts = flattened(weights)
    assert all(torch.equal(part, values) for part, values in zip(parts, weights, strict=True))
    assert row.count_nonzero() == sum(part.count_nonzero() for part in parts)
    row.fill_(2.0)
    assert all((part == 2.0).all() for part in parts)
    assert {(part.data_ptr() - row.data_ptr()) % LINE_BYTES for part in parts} == {0}


def test_an_update_of_the_row_is_that_of_each_weight() -> None:
    torch.manual_seed(0)
    weights = [torch.randn(3, 5), torch.randn(3), torch.randn(3, 2, 4)]
    row, parts = flattened(weights)
    row.grad = torch.zeros_like(row)
    gradients = views_of(row.grad, parts)
    alone, together = torch.optim.Adam(weights, lr=0.1, fused=True), torch.optim.Adam([row], lr=0.1, fused=True)
    for _ in range(3):
        for values, place in zip(weights, gradients, strict=True):
            values.grad = torch.randn_like(values)
            place.copy_(values.grad)
        alone.step()
        together.step()
    for part, values in zip(parts, weights, strict=True):  # torch computes the last few of a tensor otherwise
        torch.testing.assert_close(part, values, rtol=1e-6, atol=0.0)
