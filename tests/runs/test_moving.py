"""Runs move into the folder of a project that has got a file, but for those that somebody writes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from netbuilder.errors import FileError
from netbuilder.runs.folder import RunsFolder
from netbuilder.runs.moving import move_runs
from netbuilder.runs.recording import record
from netbuilder.runs.run_lock import RunLock
from netbuilder.training.trainer import Training
from tests.drawing import Draw


@pytest.fixture
def folders(draw: Draw, tmp_path: Path) -> tuple[RunsFolder, RunsFolder]:
    """Three runs apart, of 1, 2 and 3 epochs, and one of 4 beside the project."""
    apart, beside = RunsFolder(tmp_path / "apart.runs"), RunsFolder(tmp_path / "moons.runs")
    for folder, epochs in ((apart, 1), (apart, 2), (apart, 3), (beside, 4)):
        list(record(Training(draw(("dense", {"units": 2}), epochs=epochs)), folder))
    return apart, beside


def lengths(folder: RunsFolder) -> list[tuple[int, int]]:
    return [(run.number, len(run.records)) for run in folder.runs()]


def test_runs_are_numbered_on_from_those_that_are_there(folders: tuple[RunsFolder, RunsFolder]) -> None:
    apart, beside = folders
    assert move_runs(apart, beside) == {apart.path / f"{n}": beside.path / f"{n + 1}" for n in (1, 2, 3)}
    assert lengths(beside) == [(1, 4), (2, 1), (3, 2), (4, 3)]
    assert lengths(apart) == []


def test_a_run_that_another_window_writes_stays_and_is_said_to(folders: tuple[RunsFolder, RunsFolder]) -> None:
    apart, beside = folders
    hold = RunLock(apart.path / "2")
    assert apart.path / "2" not in move_runs(apart, beside)
    assert lengths(apart) == [(2, 2)]
    assert lengths(beside) == [(1, 4), (2, 1), (3, 3)]
    hold.release()
    assert move_runs(apart, beside)
    assert lengths(beside)[-1] == (4, 2)


def test_where_nothing_can_be_made_there_is_a_sentence_and_all_stays(folders: tuple[RunsFolder, RunsFolder]) -> None:
    apart, beside = folders
    shutil.rmtree(beside.path)
    beside.path.write_text("in the way")
    with pytest.raises(FileError, match=r"“moons\.runs” cannot be created: there is a file with this name\."):
        move_runs(apart, beside)
    assert [number for number, _ in lengths(apart)] == [1, 2, 3]
