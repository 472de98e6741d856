"""Runs that somebody else made, on the command line: one sentence, at once, and the other runs still work."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import Result

from netbuilder.runs.folder import runs_folder
from tests.runs.damage import OF_RUN, kept
from tests.runs.damage_folders import run_is_a_link, runs_are_a_link
from tests.runs.damage_places import (
    Act,
    bound_socket,
    folder,
    hard_link,
    link_out,
    link_to_device,
    link_to_nothing,
    outside,
    pipe,
    sparse,
)

Run = Callable[..., Result]
SECONDS = 20
PUT: tuple[Act, ...] = (pipe, bound_socket, link_to_device, link_out, link_to_nothing, folder)
UNLUCKY = random.Random(0)


@pytest.fixture(autouse=True)
def _at_once() -> Iterator[None]:
    """What waits, for a pipe perhaps, is interrupted."""

    def late(_signal: int, _frame: object) -> None:
        raise TimeoutError("it waits")

    before = signal.signal(signal.SIGALRM, late)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two runs of six epochs; the second is restored to its third."""
    return kept(tmp_path_factory.mktemp("original"))


@pytest.fixture
def copied(original: Path, tmp_path: Path) -> Callable[[], Path]:
    """Makes a fresh copy of the project with its runs."""

    def copy() -> Path:
        signal.alarm(SECONDS)
        shutil.rmtree(tmp_path / "copy", ignore_errors=True)
        return shutil.copytree(original.parent, tmp_path / "copy") / original.name

    return copy


def sentence(result: Result) -> str:
    """What a command says that was refused."""
    assert result.exit_code == 1, result.output
    (line,) = result.stderr.splitlines()
    return line


@pytest.mark.parametrize("put", PUT)
def test_what_is_in_place_of_a_file_of_a_run_costs_one_sentence(
    netbuilder: Run, copied: Callable[[], Path], put: Act
) -> None:
    for name in OF_RUN:
        project = copied()
        file = runs_folder(project).path / "2" / name
        put(file, UNLUCKY)
        before = outside(file).read_bytes() if outside(file).exists() else None
        shown = netbuilder("runs", project)
        assert shown.exit_code == 0
        (said,) = shown.stderr.splitlines()
        assert f"“{name}” is " in said
        good, bad = json.loads(netbuilder("runs", project, "--json").stdout)["runs"]
        assert (good["run"], good["epochs"], good["problem"]) == (1, 6, "")
        assert bad["problem"] == said
        for command in (("restore",), ("train", "--resume", "--epochs", 7)):
            done = netbuilder(command[0], project, *command[1:])
            assert done.exit_code == 0 or f"“{name}” " in sentence(done)
        assert before is None or outside(file).read_bytes() == before


@pytest.mark.parametrize("put", PUT)
def test_beside_such_a_run_the_others_are_restored_and_continued(
    netbuilder: Run, copied: Callable[[], Path], put: Act
) -> None:
    project = copied()
    for name in OF_RUN:
        file = runs_folder(project).path / "1" / name
        file.touch()
        put(file, UNLUCKY)
        outside(file).unlink(missing_ok=True)
    assert netbuilder("restore", project).exit_code == 0
    assert netbuilder("train", project, "--resume", "--epochs", 7).exit_code == 0
    (said,) = netbuilder("runs", project).stderr.splitlines()
    assert said.startswith("Run 1 cannot be read: “settings.json” is ")


def test_a_terabyte_in_place_of_a_file_is_refused(netbuilder: Run, copied: Callable[[], Path]) -> None:
    for name in ("settings.json", "history.csv", "resume.safetensors", "last.safetensors", "epochs.safetensors"):
        project = copied()
        file = runs_folder(project).path / "2" / name
        file.with_name("restored.json").unlink()
        sparse(file, UNLUCKY)
        for command in (("runs",), ("restore", "--epoch", 6), ("train", "--resume", "--epochs", 7)):
            done = netbuilder(command[0], project, *command[1:])
            assert done.exit_code == 0 or f"“{name}” is too large: 1,024 GB, where at most " in sentence(done)


def test_a_history_with_a_second_name_is_left_alone(netbuilder: Run, copied: Callable[[], Path]) -> None:
    project = copied()
    file = runs_folder(project).path / "2" / "history.csv"
    hard_link(file, UNLUCKY)
    before = outside(file).read_bytes()
    assert netbuilder("train", project, "--resume", "--epochs", 7).exit_code == 0
    assert outside(file).read_bytes() == before


def test_a_run_that_is_a_link_is_not_followed(netbuilder: Run, copied: Callable[[], Path]) -> None:
    project = copied()
    run_is_a_link(runs_folder(project).path, UNLUCKY)
    before = sorted(os.listdir(project.parent / "outside"))
    (said,) = netbuilder("runs", project).stderr.splitlines()
    assert said.startswith("Run 2 cannot be read: “2” is a link, and links are not followed here.")
    assert sentence(netbuilder("restore", project)) == said
    assert sentence(netbuilder("train", project, "--resume")) == said
    assert netbuilder("train", project).exit_code == 0
    assert sorted(os.listdir(project.parent / "outside")) == before
    runs_folder(project).delete(runs_folder(project).path / "2")
    assert sorted(os.listdir(project.parent / "outside")) == before


def test_a_runs_folder_that_is_a_link_is_used_only_where_the_user_names_it(
    netbuilder: Run, copied: Callable[[], Path]
) -> None:
    project = copied()
    folder = runs_folder(project).path
    runs_are_a_link(folder, UNLUCKY)
    for command in (("runs",), ("restore",), ("train",), ("train", "--resume")):
        said = sentence(netbuilder(command[0], project, *command[1:]))
        assert said == (
            "“moons.runs” is a link, so the runs in it are not read, and none is written to it. "
            "To use it anyway, pass it with --out."
        )
    assert len(os.listdir(project.parent / "outside")) == 6
    assert netbuilder("restore", project, "--out", folder).exit_code == 0
    assert netbuilder("train", project, "--out", folder).exit_code == 0
    assert len(json.loads(netbuilder("runs", project, "--out", folder, "--json").stdout)["runs"]) == 3


@pytest.mark.parametrize("make", [os.mkfifo, Path.touch])
def test_what_is_in_place_of_the_runs_folder_is_named(
    netbuilder: Run, copied: Callable[[], Path], make: Callable[[Path], object]
) -> None:
    project = copied()
    shutil.rmtree(runs_folder(project).path)
    make(runs_folder(project).path)
    for command in ("runs", "restore"):
        assert sentence(netbuilder(command, project)) == "“moons.runs” is not a folder. Remove it, or rename it."


def test_ten_thousand_entries_are_listed_and_the_next_run_has_its_number(
    netbuilder: Run, copied: Callable[[], Path]
) -> None:
    project = copied()
    signal.alarm(0)  # it is much, but nothing waits
    folder = runs_folder(project).path
    for number in range(3, 10_001):
        (folder / f"{number}").mkdir()
    (folder / ("9" * 200)).mkdir()
    listed = json.loads(netbuilder("runs", project, "--json").stdout)["runs"]
    assert len(listed) == 10_001
    assert sum(not run["problem"] for run in listed) == 2
    assert netbuilder("train", project).exit_code == 0
    assert (folder / "10001" / "settings.json").is_file()


def test_what_is_no_project_has_no_runs(netbuilder: Run, copied: Callable[[], Path]) -> None:
    project = copied()
    (project.parent / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    for path in (project.parent / "absent.netb", project.parent, runs_folder(project).path, "picture.png", "/dev/zero"):
        done = netbuilder("runs", project.parent / path)
        assert done.exit_code == 2, path
        assert done.stdout == ""
    said = netbuilder("runs", project.parent / "picture.png").stderr
    assert "“picture.png” cannot be opened: it is not a project file" in " ".join(said.replace("│", " ").split())


def test_a_run_without_an_epoch_cannot_be_restored(netbuilder: Run, copied: Callable[[], Path]) -> None:
    project = copied()
    run = runs_folder(project).path / "2"
    (run / "restored.json").unlink()
    history = run / "history.csv"
    history.write_text(history.read_text().splitlines(keepends=True)[0])
    for options in ((), ("--epoch", 1), ("--epoch", 6)):
        said = sentence(netbuilder("restore", project, *options))
        assert said == "Run 2 has not finished an epoch, so there is none to restore."
    assert not (run / "restored.json").exists()
