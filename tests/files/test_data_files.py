"""Data files: absolute in memory, relative in a project file that lies above them, so that a folder can be moved."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from netbuilder.data.catalogue import dataset_types
from netbuilder.errors import DataError
from netbuilder.files.read import loads, read
from netbuilder.files.write import dumps, write
from netbuilder.project.project import Project


def using(path: str | Path) -> Project:
    """A project whose data lie in this file."""
    project = Project()
    table = dataset_types()["csv"].parse({"path": str(path)})
    return replace(project, data=project.data.with_(dataset=table))


def path_in_file(text: str) -> str:
    """What the project file says of where the data lie."""
    path = json.loads(text)["data"]["dataset"]["parameters"]["path"]
    assert isinstance(path, str)
    return path


def path_in_memory(project: Project) -> str:
    path = project.data.dataset.values()["path"]
    assert isinstance(path, str)
    return path


def test_a_file_below_the_project_is_written_relative_with_forward_slashes(tmp_path: Path) -> None:
    assert path_in_file(dumps(using(tmp_path / "data" / "täble 1.csv"), tmp_path)) == "data/täble 1.csv"
    assert path_in_file(dumps(using(tmp_path / "beside.csv"), tmp_path)) == "beside.csv"


def test_a_file_elsewhere_stays_absolute(tmp_path: Path) -> None:
    elsewhere = tmp_path.parent / "elsewhere.csv"
    assert path_in_file(dumps(using(elsewhere), tmp_path)) == elsewhere.as_posix()
    assert path_in_file(dumps(using(tmp_path / "a.csv"), None)) == (tmp_path / "a.csv").as_posix()


def test_no_file_stays_no_file(tmp_path: Path) -> None:
    text = dumps(using(""), tmp_path)
    assert path_in_file(text) == ""
    assert path_in_memory(loads(text.encode(), tmp_path)) == ""


def test_a_folder_with_project_and_data_can_be_moved_and_still_loads(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    (old / "table.csv").write_text("x,y\n1,2\n3,4\n", encoding="utf-8")
    write(old / "mine.netb", using(old / "table.csv"))
    old.rename(new)
    opened = read(new / "mine.netb")
    assert path_in_memory(opened) == str(new / "table.csv")
    assert opened.data.dataset.signature().rows == 2


def test_a_missing_data_file_does_not_keep_the_project_from_opening(tmp_path: Path) -> None:
    write(tmp_path / "mine.netb", using(tmp_path / "absent.csv"))
    opened = read(tmp_path / "mine.netb")
    with pytest.raises(DataError, match=r"absent\.csv"):
        opened.data.dataset.signature()


def test_a_project_named_from_the_current_folder_has_absolute_paths_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("mine.netb"), using(tmp_path / "table.csv"))
    assert '"path": "table.csv"' in (tmp_path / "mine.netb").read_text(encoding="utf-8")
    assert path_in_memory(read(Path("mine.netb"))) == str(tmp_path / "table.csv")


def test_saving_elsewhere_keeps_pointing_at_the_same_data(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    project = using(tmp_path / "table.csv")
    write(tmp_path / "sub" / "mine.netb", project)
    assert read(tmp_path / "sub" / "mine.netb") == project
