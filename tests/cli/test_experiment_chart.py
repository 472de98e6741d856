"""The picture of an experiment: whole XML, a line for every term, by epoch or by value, whatever they are."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from typing import Any

import numpy
import pytest

from netbuilder.commands.charts.experiment_chart import STYLES, terms_picture
from netbuilder.commands.charts.svg import HEIGHT, WIDTH
from netbuilder.experiments.decomposition import NAMES, Terms
from netbuilder.experiments.record import Result
from netbuilder.experiments.resampling import Points
from netbuilder.experiments.sweep.sweep import Swept, single
from netbuilder.experiments.sweep.sweep_point import SweepPoint
from netbuilder.messages import say

NOTHING = numpy.zeros((1, 1))


def terms(epoch: int, bias2: float, variance: float, noise: float = 0.1, error: float = 0.02) -> Terms:
    total = bias2 + variance + (0.0 if math.isnan(noise) else noise)
    spread = dict.fromkeys(NAMES, error)
    return Terms(epoch, bias2, variance, noise, total, total + 0.01, 0.0, 10, 0, spread)


def result(*records: Terms) -> Result:
    points = Points(numpy.zeros(1, int), NOTHING, NOTHING, None, None, 0)
    return Result(records, 10, 1.0, points, NOTHING[None], None, None, ())


def swept(*pairs: tuple[Any, Terms | None], drawn: Any = None) -> Swept:
    points = (
        SweepPoint(value, None, say("no")) if found is None else SweepPoint(value, result(found))
        for value, found in pairs
    )
    return Swept("dense_1.units", drawn, tuple(points), None, False, 1.0)


def words(picture: str) -> list[str]:
    return [element.text for element in ElementTree.fromstring(picture).iter() if element.text and element.text.strip()]


def test_by_epoch_every_term_has_a_line_and_a_name() -> None:
    picture = terms_picture(single(result(terms(1, 0.5, 0.1), terms(2, 0.3, 0.2), terms(3, 0.2, 0.3))), "moons")
    assert {"moons", "Epoch", "Squared error", "1", "2", "3"} <= set(words(picture))
    for name, style in STYLES.values():
        assert name in words(picture)
        assert picture.count(style) == 2, "one line, and one in the legend"
    assert picture.count("fill-opacity") == 3


def test_by_value_the_drawn_one_is_marked_and_each_value_has_its_tick() -> None:
    picture = terms_picture(swept((2, terms(9, 0.5, 0.1)), (0, None), (64, terms(9, 0.2, 0.3)), drawn=64), "moons")
    assert {"dense_1.units", "2", "64", "unchanged"} <= set(words(picture))


def test_values_that_are_no_numbers_stand_side_by_side() -> None:
    picture = terms_picture(swept(("sgd", terms(1, 0.5, 0.1)), ("adam", terms(1, 0.2, 0.3)), drawn="adam"), "both")
    assert {"sgd", "adam", "unchanged"} <= set(words(picture))


def test_what_nobody_knows_is_not_drawn() -> None:
    picture = terms_picture(single(result(terms(1, 0.5, 0.1, math.nan), terms(2, 0.4, 0.1, math.nan))), "iris")
    assert "Noise" not in words(picture)
    assert "Bias² + noise" in words(picture)


def test_what_was_stopped_on_the_way_is_not_among_what_was_not() -> None:
    late = SweepPoint(8, replace(result(terms(1, 0.9, 0.9)), stopped=True))
    whole = swept((2, terms(9, 0.5, 0.1)), (4, terms(9, 0.3, 0.2)))
    picture = terms_picture(replace(whole, points=(*whole.points, late)), "moons")
    assert {"2", "4"} <= set(words(picture))
    assert "8" not in words(picture)


@pytest.mark.parametrize(
    "found",
    [
        swept(),
        swept((2, None)),
        swept((2, terms(1, 0.0, 0.0, 0.0, 0.0))),
        swept((2, terms(1, -0.01, 0.5)), (4, terms(1, 1e305, math.inf)), (8, terms(1, math.nan, math.nan))),
        swept((None, terms(1, 0.5, 0.1)), ((2, 3), terms(1, 0.5, 0.1))),
        swept(("<&\x00>", terms(1, 0.5, 0.1))),
    ],
)
def test_whatever_was_measured_the_picture_is_whole(found: Swept) -> None:
    root = ElementTree.fromstring(terms_picture(found, "<&>"))
    assert (root.get("width"), root.get("height")) == (str(WIDTH), str(HEIGHT))
    assert "nan" not in terms_picture(found, "any")
