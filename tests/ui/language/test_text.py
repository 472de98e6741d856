"""Numbers that are only read have minus signs; names, and what can be typed, keep their hyphens."""

from __future__ import annotations

from pathlib import Path

import pytest

from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.runs.differences import differences, usual
from netbuilder.runs.run_list import RunEntry
from netbuilder.runs.run_table import COLUMNS
from ui.charts.plot.plot_scale import named
from ui.language.text import figure, percent, precise, shown, steady, typeset


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("-0.1", "−0.1"),
        ("-.5", "−.5"),
        ("1.2e-14", "1.2e−14"),
        ("-1e-05", "−1e−05"),
        ("-0.01 ± 0.02", "−0.01 ± 0.02"),
        ("3, -4", "3, −4"),
        ("0-1", "0-1"),
        ("2026-11-23", "2026-11-23"),
        ("-", "-"),
        ("", ""),
    ],
)
def test_a_hyphen_before_a_number_is_a_minus_sign(typed: str, printed: str) -> None:
    assert typeset(typed) == printed


def test_read_outs_and_axes_have_minus_signs() -> None:
    assert named([-1.0, -0.5, 0.0, 0.5]) == ["−1.0", "−0.5", "0.0", "0.5"]
    assert (figure(-0.1234), precise(-0.12345), precise(1.2e-14)) == ("−0.123", "−0.1235", "1.2e−14")


def test_a_value_that_changes_keeps_the_number_of_its_digits() -> None:
    assert [steady(value) for value in (0.2576, 0.258, 1.0, 88.5)] == ["0.2576", "0.2580", "1.000", "88.50"]
    assert [steady(value) for value in (1234.0, 12345.0, 0.0, -0.25)] == ["1234", "1.234e+04", "0", "−0.2500"]


def test_of_a_sentence_the_numbers_are_typeset_and_no_names() -> None:
    inner = say("{gap} in {file}", gap="-0.25", file="run -3.csv")
    assert shown(say("{name}: {inner}", name="a -1", inner=inner)) == "a -1: −0.25 in run -3.csv"
    assert shown(say("0.1 × {gradient}", gradient="(-0.0313)")) == "0.1 × (−0.0313)"
    assert shown(say("One size may be -1: it is then computed.")) == "One size may be -1: it is then computed."


def test_what_the_engine_says_of_a_run_stays_as_it_can_be_typed() -> None:
    """The same words go into CSV files and to the terminal."""
    most = usual([Project()])
    project = edits.set_training(Project(), learning_rate=1e-5)
    said = differences(project, most)
    assert [shown(message) for message in said] == ["Learning rate 1e−05"]
    entry = RunEntry(1, Path("1"), project, differs=said)
    assert COLUMNS["differs"](entry) == "Learning rate 1e-05"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (1.0, "100%"),
        (299 / 300, "99.7%"),
        (0.9999, "> 99.9%"),
        (0.99, "99%"),
        (0.5, "50%"),
        (0.003, "0.3%"),
        (0.0002, "< 0.1%"),
        (0.0, "0%"),
    ],
)
def test_a_share_is_all_or_nothing_only_where_it_is_exactly_that(share: float, words: str) -> None:
    assert percent(share) == words
