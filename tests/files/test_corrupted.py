"""Two hundred damaged project files: each opens whole, or is refused with one sentence. Nothing else happens."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from netbuilder.errors import FileError
from netbuilder.files.read import loads
from netbuilder.files.write import dumps
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from tests.damaging import DAMAGES, Damage


def outcome(data: bytes) -> str:
    """What becomes of a damaged file: "opened", whole and fit to be checked and saved, or "refused"."""
    try:
        project = loads(data, None, name="damaged.netb")
    except FileError as error:
        sentence = str(error)
        assert sentence.startswith("“damaged.netb” cannot be opened: ")
        assert len(sentence) < 600
        return "refused"
    check(project.graph, None)
    again = dumps(project, None)
    assert loads(again.encode(), None) == project
    return "opened"


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_25_damaged_files_open_whole_or_are_refused(damage: Damage, example: Project) -> None:
    data = dumps(example, None).encode()
    chance = random.Random(damage.__name__)
    outcomes = Counter(outcome(damage(data, chance)) for _ in range(25))
    assert outcomes.total() == 25
    assert outcomes["refused"] > 0
