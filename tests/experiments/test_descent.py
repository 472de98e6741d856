"""A second descent is one only where the error falls by more than chance to both sides of its peak."""

from __future__ import annotations

import math

import pytest

from netbuilder.experiments.decomposition import Terms
from netbuilder.experiments.descent import peak


def terms(test_error: float, standard_error: float = 0.1) -> Terms:
    spread = {"test_error": standard_error}
    return Terms(1, 0.0, 0.0, 0.0, test_error, test_error, math.nan, 20, 0, spread)


@pytest.mark.parametrize(
    ("errors", "top"),
    [
        ([5.0, 2.0, 4.0, 1.0], 2),
        ([2.0, 3.0, 4.0, 1.0], 2),
        ([5.0, 2.0, 1.0, 4.0], None),
        ([5.0, 4.0, 2.0, 1.0], None),
        ([2.0, 2.1, 2.0], None),
        ([], None),
    ],
)
def test_the_peak_lies_between_two_clear_falls(errors: list[float], top: int | None) -> None:
    assert peak([terms(error) for error in errors]) == top


def test_what_has_no_standard_error_is_no_peak() -> None:
    assert peak([terms(1.0, math.nan), terms(4.0, math.nan), terms(1.0, math.nan)]) is None
