"""Recalls, balanced accuracy and the share of the largest class, as scikit-learn computes them."""

from __future__ import annotations

import math

import numpy
import pytest
from sklearn.metrics import balanced_accuracy_score, recall_score

from netbuilder.predictions.class_figures import class_figures


def test_figures_of_classes_are_those_of_scikit_learn() -> None:
    true, predicted = numpy.random.default_rng(1).integers(0, 3, (2, 60))
    found = class_figures(true, predicted, numpy.array([1, 1, 2]), ("a", "b", "c", "none of these"))
    assert found.recalls[:3] == pytest.approx(recall_score(true, predicted, average=None))
    assert math.isnan(found.recalls[3])
    assert found.balanced_accuracy == pytest.approx(balanced_accuracy_score(true, predicted))
    assert found.largest == pytest.approx((true == 1).mean())
    assert found.plain["recall"]["none of these"] is None
    assert str(found.message).endswith("). None of these rows is of class “none of these”.")
    assert "b: 0.4, c: 0.381" in str(found.message)


def test_of_many_classes_the_lowest_recalls_are_named() -> None:
    true = numpy.arange(12)
    predicted = true.copy()
    predicted[11] = 0
    found = class_figures(true, predicted, true, tuple(f"class {number}" for number in true))
    assert "the lowest recalls of 12 classes – class 11: 0, class 0: 1" in str(found.message)
    assert "class 9" not in str(found.message)
    assert str(found.message).endswith(").")


def test_without_rows_nothing_is_known() -> None:
    empty = numpy.empty(0, numpy.int64)
    found = class_figures(empty, empty, numpy.array([1]), ("a", "b"))
    assert found.plain == {"largest_class": None, "balanced_accuracy": None, "recall": {"a": None, "b": None}}
