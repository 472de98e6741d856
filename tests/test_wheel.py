"""The wheel, built from the tree and installed into an environment of its own, is complete."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.programs import finished

ROOT = Path(__file__).parent.parent

OPEN_EVERYTHING = """
import os, sys
from pathlib import Path
import netbuilder, samples, ui
here = Path(sys.prefix).resolve()
for package in (netbuilder, samples, ui):
    assert Path(package.__file__).resolve().is_relative_to(here), package.__file__
from netbuilder.files.read import read
from netbuilder.shapes.check import check
for name in samples.names():
    project = read(samples.path(name))
    assert check(project.graph, project.data.dataset.signature()).sound, name
from PySide6.QtWidgets import QApplication
application = QApplication([])
from ui.theme import icons
missing = [name for name in icons.names() if icons.icon(name).isNull()]
assert not missing, missing
assert not icons.program_icon().isNull()
from PySide6.QtGui import QFontInfo
from ui.theme import fonts
fonts.install(application)
assert QFontInfo(application.font()).family() == "Inter"
assert QFontInfo(fonts.code()).family() == "JetBrains Mono"
print("complete", len(samples.names()), len(icons.names()))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The Python of an environment that holds the wheel; its dependencies are lent by the environment of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONPATH", raising=False)  # it would lead past the wheel
        yield install(tmp_path_factory.mktemp("wheel"))


def install(folder: Path) -> Path:
    # From a copy: the build folder of an earlier wheel would lend it files that are no longer there.
    copy = folder / "tree"
    copy.mkdir()
    for package in ("netbuilder", "ui", "resources", "samples"):
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__", "*.runs"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    built = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(copy)]
    finished(built, check=True)
    home = folder / "environment"
    venv.create(home, with_pip=False)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wheel = next(folder.glob("*.whl"))
    finished(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)],
        check=True,
    )
    site = finished([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True)
    # A path in a .pth file is only added: the editable NetBuilder of the tests' environment stays out of reach.
    Path(site.stdout.strip(), "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def test_it_opens_every_sample_and_finds_every_icon(installed: Path, tmp_path: Path) -> None:
    result = finished([installed, "-c", OPEN_EVERYTHING], cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("complete")


def test_its_command_answers(installed: Path, tmp_path: Path) -> None:
    command = installed.parent / "netbuilder"
    sample = finished(
        [installed, "-c", "import samples; print(samples.path(samples.OPENED_FIRST))"], cwd=tmp_path, check=True
    )
    result = finished([command, "check", sample.stdout.strip()], cwd=tmp_path)
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
    result = finished(run, cwd=tmp_path, env=bare)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "out" / "bias_variance.png").read_bytes().startswith(b"\x89PNG"), result.stderr
