"""What one split measured, drawn towards what other splits of the same rows did."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netbuilder.diagnosis.pooling import pooled
from netbuilder.training.baseline import Measured

numbers = st.floats(-10, 10)
errors = st.floats(0, 10)
measured = st.builds(Measured, numbers, errors)


@given(own=measured, others=st.lists(measured, min_size=2, max_size=8))
def test_a_pooled_value_lies_between_its_own_and_the_mean_of_the_others(own: Measured, others: list[Measured]) -> None:
    found, mean = pooled(own, others), sum(other.value for other in others) / len(others)
    assert min(own.value, mean) - 1e-9 <= found.value <= max(own.value, mean) + 1e-9
    assert found.error <= own.error + 1e-12


def test_splits_that_share_their_rows_know_no_more_than_all_rows_do() -> None:
    """Five splits that agree, each judged by half of the same rows: their mean has at least half of the variance."""
    own, others = Measured(0.0, 1.0), [Measured(1.0, 1.0)] * 5
    alone, sharing = pooled(own, others), pooled(own, others, 0.5)
    assert alone == Measured(1.0, 0.0)
    assert sharing.error == pytest.approx(math.sqrt(0.5 * 1 / 1.5))
    assert sharing.value == pytest.approx(1 - 0.5 / 1.5)


def test_of_what_differs_from_split_to_split_only_the_own_value_counts() -> None:
    own = Measured(1.0, 0.01)
    apart = [Measured(value, 0.01) for value in (-5.0, 0.0, 5.0, 10.0)]
    assert pooled(own, apart).value == pytest.approx(1.0, abs=0.01)
    alike = [Measured(value, 1.0) for value in (2.0, 2.01, 1.99, 2.0)]
    assert pooled(Measured(1.0, 1.0), alike).value == pytest.approx(2.0, abs=0.01)
    assert pooled(own, apart[:1]) == own
