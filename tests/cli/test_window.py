"""``netbuilder [FILE]``: the window where there is a display, the same project trained where there is none."""

from __future__ import annotations

import os
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from netbuilder.commands import window
from tests.forking.forked import Forked
from tests.programs import finished

Edit = Callable[[dict[str, Any]], object]
Run = Callable[..., Result]


opened: list[Path | None] = []


def open_window(path: Path | None) -> int:
    """What a window would do: note what it was asked to open, and end with a code of its own."""
    opened.append(path)
    return 7


@pytest.fixture(autouse=True)
def _installed_window(monkeypatch: pytest.MonkeyPatch) -> None:
    opened.clear()
    point = EntryPoint("qt", f"{__name__}:open_window", window.GROUP)
    monkeypatch.setattr(window, "entry_points", lambda group: [point] if group == "netbuilder.window" else [])


@pytest.fixture
def _no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_the_window_opens_on_the_file_or_on_nothing_and_its_code_is_the_exit_code(netbuilder: Run, moons: Path) -> None:
    assert netbuilder(moons).exit_code == 7
    assert netbuilder().exit_code == 7
    assert opened == [moons, None]


def test_where_no_window_is_installed_it_says_so(netbuilder: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "entry_points", lambda group: [])
    result = netbuilder()
    assert result.exit_code == 1
    assert "not installed" in result.stderr


def test_a_misspelt_command_is_wrong_use_and_an_absent_file_a_problem(netbuilder: Run, tmp_path: Path) -> None:
    misspelt = netbuilder("chekc")
    assert misspelt.exit_code == 2
    assert "neither a command nor a file" in " ".join(misspelt.stderr.split())
    assert netbuilder(tmp_path / "absent.netb").exit_code == 1
    assert netbuilder("--nonsense").exit_code == 2
    assert opened == []


def test_a_display_is_expected_everywhere_but_on_a_bare_unix() -> None:
    assert window.has_display({}, "win32")
    assert window.has_display({}, "darwin")
    assert not window.has_display({}, "linux")
    assert not window.has_display({"DISPLAY": ""}, "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        assert window.has_display({name: "x"}, "linux")


@pytest.mark.usefixtures("_no_display")
def test_without_a_display_the_project_is_trained_and_leaves_a_picture_and_a_script(
    netbuilder: Run, moons: Path
) -> None:
    result = netbuilder(moons)
    assert result.exit_code == 0
    assert opened == []
    assert result.stderr.splitlines()[0] == "There is no display, so the project is trained here without a window."
    picture, script = moons.parent / "moons_curves.svg", moons.parent / "moons_pytorch.py"
    assert f"Curves: {picture}\nScript: {script}\n" in result.stdout
    assert ElementTree.parse(picture).getroot().tag.endswith("svg")
    compile(script.read_text(encoding="utf-8"), str(script), "exec")
    assert (moons.parent / "moons.runs" / "1" / "best.safetensors").is_file()


def test_with_a_display_that_does_not_answer_the_project_is_trained_too(moons: Path) -> None:
    nobody = ":4095"  # X11 displays are numbered from 0, and nobody has so many
    environment = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
    environment |= {"DISPLAY": nobody, "QT_QPA_PLATFORM": "xcb"}
    done = finished([sys.executable, "-m", "netbuilder", str(moons)], by=Forked, env=environment)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[0] == (
        f"The display “{nobody}” does not respond, so the project is trained here without a window."
    )
    assert "Curves: " in done.stdout
    assert "Script: " in done.stdout
    assert (moons.parent / "moons_pytorch.py").is_file()


@pytest.mark.usefixtures("_no_display")
def test_without_a_display_and_a_file_the_sample_that_overfits_is_trained_here(
    netbuilder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = netbuilder()
    assert result.exit_code == 0, result.stderr
    folder = tmp_path / window.RESULTS_OF_SAMPLE
    assert {path.name for path in tmp_path.iterdir()} - {"home"} == {folder.name}
    picture, script = folder / "moons_overfit_curves.svg", folder / "moons_overfit_pytorch.py"
    assert {path.name for path in folder.iterdir()} == {picture.name, script.name, "moons_overfit.runs"}
    assert f"Curves: {picture}\nScript: {script}\n" in result.stdout


def test_git_ignores_what_a_sample_leaves_behind() -> None:
    ignored = (Path(__file__).parents[2] / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert f"{window.RESULTS_OF_SAMPLE}/" in ignored


@pytest.mark.usefixtures("_no_display")
def test_without_a_display_a_project_with_problems_writes_nothing(
    netbuilder: Run, edited: Callable[[Edit], Path]
) -> None:
    file = edited(lambda d: d["wires"].pop())
    result = netbuilder(file)
    assert result.exit_code == 1
    assert "Nothing is connected" in result.stderr
    assert [path.name for path in file.parent.iterdir() if path.is_file()] == ["moons.netb"]


@pytest.mark.usefixtures("_no_display")
def test_where_the_project_s_folder_cannot_be_written_all_goes_to_the_current_one(
    netbuilder: Run, moons: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(window.os, "access", lambda path, mode: mode != os.W_OK)
    assert netbuilder(moons).exit_code == 0
    assert {path.name for path in here.iterdir()} == {"moons_curves.svg", "moons_pytorch.py", "moons.runs"}
