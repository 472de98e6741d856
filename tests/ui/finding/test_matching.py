"""What answers a search, and what comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netbuilder.layers import layer_types
from ui.finding.matching import ranked
from ui.palette.synonyms import ALSO_CALLED

TITLES = [(layer.title, " ".join(ALSO_CALLED.get(layer.title, ()))) for layer in layer_types().values()]


def titles(words: str) -> list[str]:
    return [TITLES[match.place][0] for match in ranked(words, TITLES)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dense", "Dense"),
        ("dnese", "Dense"),
        ("conv2d", "Conv 2D"),
        ("cnv 2d", "Conv 2D"),
        ("rlu", "ReLU"),
        ("batchnrom", "Batch norm"),
        ("transpsed", "Transposed Conv 2D"),
        ("linear", "Dense"),
        ("maxpool", "Max pooling"),
    ],
)
def test_what_is_meant_comes_first_also_where_it_is_mistyped(typed: str, meant: str) -> None:
    assert meant in titles(typed)[:3]
    assert titles(typed)[0] == meant or typed in dict(TITLES)[titles(typed)[0]]


def test_what_resembles_nothing_finds_nothing() -> None:
    assert titles("densexxyy") == titles("qqqq") == titles("zz") == []


def test_without_words_everything_answers_in_its_order() -> None:
    assert titles("  ") == [title for title, _ in TITLES]


def test_equal_scores_keep_the_order_of_the_entries() -> None:
    same = [("Dense", ""), ("ReLU", ""), ("Dense", ""), ("Dense", "")]
    assert [match.place for match in ranked("dense", same)] == [0, 2, 3]


@given(st.text(max_size=30))
def test_whatever_is_typed_is_answered_by_each_entry_once_and_literal_matches_come_first(words: str) -> None:
    found = ranked(words, TITLES)
    assert len({match.place for match in found}) == len(found)
    assert [match.literal for match in found] == sorted((match.literal for match in found), reverse=True)
