"""The pictures of README and docs: each is there in both themes, and is shown somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
LARGEST, ALL = 200_000, 4_000_000
"""Bytes of one picture, and of all: whoever clones the project loads them."""


def shown(page: Path) -> set[Path]:
    """The files of all pictures on a page."""
    text = page.read_text(encoding="utf-8")
    found = re.findall(r"!\[[^]]*\]\(([^)]+)\)|(?:src|srcset)=\"([^\"]+)\"", text)
    return {(page.parent / (one or other)).resolve() for one, other in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_of_a_page_is_there(page: Path) -> None:
    assert [picture for picture in shown(page) if not picture.is_file()] == []


def test_every_picture_is_shown_and_has_a_light_and_a_dark_look() -> None:
    files = {file.resolve() for file in IMAGES.iterdir()}
    names = {file.stem.rpartition("-")[0] for file in files}
    assert {file.name for file in files} == {f"{name}-{theme}.png" for name in names for theme in ("light", "dark")}
    assert files == {picture for page in PAGES for picture in shown(page)}


def test_pictures_are_small() -> None:
    sizes = [file.stat().st_size for file in IMAGES.iterdir()]
    assert max(sizes) <= LARGEST
    assert sum(sizes) <= ALL


def test_a_picture_says_what_it_shows_to_those_who_do_not_see_it() -> None:
    tour = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
    assert all(len(words) > 20 for words in re.findall(r'<img alt="([^"]*)"', tour))
    assert tour.count("<img ") == tour.count('<img alt="') == tour.count("<picture>") > 15
