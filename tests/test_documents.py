"""The documents keep their word: every file that they name is there, and every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
ENGINE = ("data", "experiments", "export", "layers", "training")
ROOMS = ("", "netbuilder", "ui", "ui/panels", "tests/export", *(f"netbuilder/{part}" for part in ENGINE))
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
