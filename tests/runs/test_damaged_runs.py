"""A fixed share of the fuzzer: whatever is done to a runs folder costs a sentence at most. ``make fuzz`` does more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch

from netbuilder.runs.folder import runs_folder
from tests.runs.damage import kept
from tests.runs.fuzz import tried

SHARE, OF_EACH = 15, 10


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two runs of six epochs and two experiments."""
    return kept(tmp_path_factory.mktemp("original"))


@pytest.fixture
def project(original: Path, tmp_path: Path) -> Path:
    """A copy of it, whose second run is not taken back to an earlier epoch."""
    copy = shutil.copytree(original.parent, tmp_path / "copy") / original.name
    (runs_folder(copy).path / "2" / "restored.json").unlink()
    return copy


@pytest.fixture
def one_thread() -> object:
    """Of torch: networks as small as these are slower on more."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.mark.parametrize("part", range(SHARE))
def test_damaged_runs_cost_a_sentence_at_most(one_thread: object, original: Path, tmp_path: Path, part: int) -> None:
    outcomes = [tried(original, tmp_path / f"{seed}", seed) for seed in range(part * OF_EACH, (part + 1) * OF_EACH)]
    assert not [f"{one.seed}, {one.damage}: {one.trace}" for one in outcomes if one.trace]


def test_a_folder_that_is_not_damaged_costs_no_sentence(original: Path, tmp_path: Path) -> None:
    from tests.runs.exercise import Uses

    assert Uses(shutil.copytree(original.parent, tmp_path / "copy") / original.name).all() == []
