"""The picture of the curves: whole XML, both lines, the best epoch, whatever the losses are."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ElementTree

import pytest

from netbuilder.commands.charts.curves_chart import MAX_POINTS, TRAINING, VALIDATION, curves
from netbuilder.commands.charts.svg import HEIGHT, WIDTH
from netbuilder.training.history import EpochRecord


def records(training: list[float], validation: list[float]) -> list[EpochRecord]:
    pairs = zip(training, validation, strict=True)
    return [EpochRecord(n, one, other, 0.5, 0.5, 1.0, 0.1) for n, (one, other) in enumerate(pairs, start=1)]


def drawn(picture: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(picture).iter())


def lines(picture: str, color: str) -> list[ElementTree.Element]:
    found = [element for element in drawn(picture) if element.get("stroke") == color]
    return [element for element in found if not element.get("d", "").endswith("h28")]  # not the legend


def test_training_is_solid_validation_dashed_and_the_best_epoch_marked() -> None:
    picture = curves(records([0.9, 0.5, 0.3, 0.2], [0.9, 0.6, 0.7, 0.8]), "moons")
    assert [element.get("stroke-dasharray") for element in lines(picture, TRAINING)] == [None]
    assert [element.get("stroke-dasharray") for element in lines(picture, VALIDATION)] == ["7 4"]
    words = [element.text for element in drawn(picture) if element.text and element.text.strip()]
    assert "best: epoch 2, loss 0.6" in words
    assert {"moons", "Training", "Validation", "Epoch", "Loss", "1", "2", "3", "4"} <= set(words)


def test_losses_over_many_powers_of_ten_get_a_logarithmic_axis() -> None:
    words = [element.text for element in drawn(curves(records([1.0, 1e-3, 1e-6], [1.0, 0.5, 0.5]), "log"))]
    assert "Loss (log scale)" in words
    assert {"1", "0.001", "1e−06"} <= set(words)


def test_without_validation_rows_only_training_is_drawn() -> None:
    picture = curves(records([0.9, 0.5], [math.nan, math.nan]), "alone")
    assert lines(picture, VALIDATION) == []
    assert "Validation" not in picture
    assert "best: epoch 2, loss 0.5" in picture


@pytest.mark.parametrize(
    ("training", "validation"),
    [
        ([], []),
        ([0.5], [0.4]),
        ([0.0, 0.0], [0.0, 0.0]),
        ([1.0, math.inf, 3.0], [math.nan, 1.0, 2.0]),
        ([-3.0, -8.0], [-2.0, -4.0]),
        ([1e300, 1e-300], [1.0, 1e308]),
        ([5e-324, 5e-324], [5e-324, 1e-323]),
    ],
)
def test_any_losses_make_a_picture_whose_lines_lie_within_it(training: list[float], validation: list[float]) -> None:
    picture = curves(records(training, validation), "any")
    assert "nan" not in picture
    assert "inf" not in picture
    for element in lines(picture, TRAINING) + lines(picture, VALIDATION):
        places = element.get("d", "")[1:].split("h")[0].split("L")
        for x, y in (map(float, place.split()) for place in places):
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT


def test_a_title_cannot_break_the_picture() -> None:
    title = "</text><script>alert(1)</script>\x00\ud800 & “ü”"
    words = [element.text for element in drawn(curves([], title))]
    assert "</text><script>alert(1)</script>\ufffd\ufffd & “ü”" in words


def test_a_million_epochs_make_a_small_picture_that_ends_at_the_last() -> None:
    many = [1.0 / n for n in range(1, 100_001)]
    picture = curves(records(many, many), "long")
    (line,) = lines(picture, TRAINING)
    assert line.get("d", "").count("L") <= MAX_POINTS + 1
    assert float(line.get("d", "").split("L")[-1].split()[0]) == pytest.approx(WIDTH - 28)
