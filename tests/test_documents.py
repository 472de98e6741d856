"""The documents keep their word: every file that they name is there, and every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
PACKAGES = ("netbuilder", "ui")
MAX_FILES = 18
"""In one folder, ``__init__.py`` included."""
ENGINE = ("data", "ensemble", "export", "layers", "training")
ROOMS = ("", "netbuilder", "ui", "tests/export", *(f"netbuilder/{part}" for part in ENGINE))
"""Where a file may lie that is named without its folder."""


def names(document: Path, pattern: str) -> list[str]:
    """What matches outside of pieces of code."""
    prose = re.sub(r"(?ms)^```.*?^```", "", document.read_text(encoding="utf-8"))
    return re.findall(pattern, prose)


def test_there_are_documents_that_name_files_and_link_to_others() -> None:
    assert {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "adding-a-layer.md"} <= {d.name for d in DOCUMENTS}
    assert len(names(ROOT / "ARCHITECTURE.md", r"`([\w/]+\.py)`")) > 20
    assert len(names(ROOT / "README.md", r"\]\(([^)#]+)\)")) > 5


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_file_that_is_named_is_there(document: Path) -> None:
    named = names(document, r"`([\w/]+\.py)`")
    assert [name for name in named if not any((ROOT / room / name).is_file() for room in ROOMS)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_leads_to_a_file_or_a_heading(document: Path) -> None:
    headings = {
        re.sub(r"[^\w -]", "", text).strip().lower().replace(" ", "-") for text in names(document, r"(?m)^#+ (.+)$")
    }
    for target in names(document, r"\]\(([^)\s]+)\)"):
        path, _, heading = target.partition("#")
        assert target.startswith("https://") or (document.parent / path).exists(), target
        assert path or heading in headings, target


def tree() -> list[tuple[str, str]]:
    """What the tree in ARCHITECTURE.md names, with its package: files without their suffix, folders with a slash."""
    block = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("```")[1]
    found, package = list[tuple[str, str]](), ""
    for line in block.strip().splitlines():
        names, _, what = line.strip().partition("  ")
        if not line.startswith(" "):
            package = names.rstrip("/")
        elif package in PACKAGES:
            first = names.split(", ")
            found += [(package, name) for name in first]
            found += [(package, first[-1] + name) for name in re.findall(r"(\w+/)", what) if first[-1].endswith("/")]
    return found


def test_the_tree_names_every_room_and_every_file_beside_them_and_nothing_that_is_not_there() -> None:
    named = {f"{package}/{name}".rstrip("/") for package, name in tree()}
    rooms = {str(file.parent.relative_to(ROOT)) for p in PACKAGES for file in (ROOT / p).glob("*/**/__init__.py")}
    beside = {f"{p}/{file.stem}" for p in PACKAGES for file in (ROOT / p).glob("*.py") if file.stem[:2] != "__"}
    assert named == rooms | beside


def test_no_room_is_too_full_to_find_anything_in() -> None:
    rooms = {file.parent for package in PACKAGES for file in (ROOT / package).rglob("__init__.py")}
    counts = {str(room.relative_to(ROOT)): len(list(room.glob("*.py"))) for room in rooms}
    assert {room: count for room, count in counts.items() if count > MAX_FILES} == {}
