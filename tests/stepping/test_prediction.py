"""A guess is right within what is shown, or so far off."""

from __future__ import annotations

import pytest

from netbuilder.errors import ProjectError
from netbuilder.stepping.interventions import typed as number_typed
from netbuilder.stepping.prediction import Prediction


@pytest.mark.parametrize(
    ("number", "typed", "right"),
    [
        (292.437, "292.4", True),
        (292.437, "292.39", True),
        (292.437, "292.5", False),
        (-0.0123456, "-0.01235", True),
        (-0.0123456, "0.01235", False),
        (0.0, "0", True),
        (0.0, "0.1", False),
        (1e-9, "0", False),
        (9.9996, "10", True),
    ],
)
def test_right_is_what_looks_alike(number: float, typed: str, right: bool) -> None:
    assert Prediction(number_typed(typed), number).right is right


def test_how_far_off_is_told() -> None:
    assert str(Prediction(300.0, 292.437).in_words()) == "Off by 7.56 (2.59 %): it is 292.4."
    assert str(Prediction(0.5, 0.0).in_words()) == "Off by 0.5: it is 0."
    assert str(Prediction(292.4, 292.437).in_words()) == "Right: 292.4."

    assert str(Prediction(1.0, float("inf")).in_words()) == "It is inf, which is not a finite number."
    assert str(Prediction(1.0, float("nan")).in_words()) == "It is nan, which is not a finite number."


@pytest.mark.parametrize("text", ["", "about 3", "nan", "inf", "1, 2"])
def test_what_is_no_number_is_asked_for_again(text: str) -> None:
    with pytest.raises(ProjectError, match="number"):
        number_typed(text)
