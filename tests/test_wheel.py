"""The wheel, built from the tree and installed into an environment of its own, is complete."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests import patience

ROOT = Path(__file__).parent.parent

OPEN_EVERYTHING = """
import os, sys
from pathlib import Path
import netbuilder, samples, ui
here = Path(sys.prefix).resolve()
for package in (netbuilder, samples, ui):
    assert Path(package.__file__).resolve().is_relative_to(here), package.__file__
from netbuilder.files.read import read
from netbuilder.shapes import check
for name in samples.names():
    project = read(samples.path(name))
    assert check(project.graph, project.data.dataset.signature()).sound, name
from PySide6.QtWidgets import QApplication
application = QApplication([])
from ui import icons
missing = [name for name in icons.names() if icons.icon(name).isNull()]
assert not missing, missing
assert not icons.program_icon().isNull()
from PySide6.QtGui import QFontInfo
from ui import fonts
fonts.install(application)
assert QFontInfo(application.font()).family() == "Inter"
assert QFontInfo(fonts.code()).family() == "JetBrains Mono"
print("complete", len(samples.names()), len(icons.names()))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel; its dependencies are lent by the environment of the tests."""
    folder = tmp_path_factory.mktemp("wheel")
    # From a copy: the build folder of an earlier wheel would lend it files that are no longer there.
    copy = folder / "tree"
    copy.mkdir()
    for package in ("netbuilder", "ui", "resources", "samples"):
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__", "*.runs"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    built = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(copy)]
    subprocess.run(built, check=True, capture_output=True, timeout=patience.PROGRAM_SECONDS)
    home = folder / "environment"
    venv.create(home, with_pip=False)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wheel = next(folder.glob("*.whl"))
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)],
        check=True,
        capture_output=True,
        timeout=patience.PROGRAM_SECONDS,
    )
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    # A path in a .pth file is only added: the editable NetBuilder of the tests' environment stays out of reach.
    Path(site.stdout.strip(), "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def test_it_opens_every_sample_and_finds_every_icon(installed: Path, tmp_path: Path) -> None:
    result = subprocess.run(
        [installed, "-c", OPEN_EVERYTHING],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=patience.PROGRAM_SECONDS,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("complete")


def test_its_command_answers(installed: Path, tmp_path: Path) -> None:
    command = installed.parent / "netbuilder"
    sample = subprocess.run(
        [installed, "-c", "import samples; print(samples.path(samples.OPENED_FIRST))"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    result = subprocess.run(
        [command, "check", sample.stdout.strip()],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=patience.PROGRAM_SECONDS,
    )
    assert result.returncode == 0, result.stderr


def test_its_command_draws_a_picture_of_dots_without_a_display(installed: Path, tmp_path: Path) -> None:
    sample = tmp_path / "sample.netb"
    sample.write_bytes((ROOT / "samples" / "line.netb").read_bytes())
    run = [
        installed.parent / "netbuilder",
        "bias-variance",
        sample,
        "--epochs",
        "1",
        "--resamples",
        "2",
        "--out",
        "out",
    ]
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    result = subprocess.run(
        run, capture_output=True, text=True, cwd=tmp_path, env=bare, timeout=patience.PROGRAM_SECONDS
    )
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "out" / "bias_variance.png").read_bytes().startswith(b"\x89PNG"), result.stderr
