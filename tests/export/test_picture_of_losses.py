"""``--plot`` of every script draws the losses; without it no script needs matplotlib."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from netbuilder.export import EXPORTERS, export
from tests.drawing import drawn
from tests.programs import finished

HIDDEN = """
import importlib.util, runpy, sys
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "matplotlib" else find(name, *rest)
sys.modules["matplotlib"] = None
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "TF_ENABLE_ONEDNN_OPTS": "0"}


def run(folder: Path, target: str, *options: str, first: tuple[str, ...] = ()) -> subprocess.CompletedProcess[Any]:
    """Run the script of a small project."""
    script = folder / "script.py"
    project = drawn(("dense", {"units": 2}), rows=40, epochs=2)
    script.write_text(export(project, target).text, encoding="utf-8")
    return finished([sys.executable, *first, str(script), *options], env={**os.environ, **QUIET}, cwd=folder)


@pytest.mark.parametrize("target", EXPORTERS)
def test_every_script_draws_its_losses(target: str, tmp_path: Path) -> None:
    done = run(tmp_path, target, "--plot", "losses.png")
    assert done.returncode == 0, done.stderr
    picture = (tmp_path / "losses.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 5000


def test_a_script_needs_matplotlib_only_for_the_picture_and_says_so_before_it_trains(tmp_path: Path) -> None:
    hidden = ("-c", HIDDEN)
    assert run(tmp_path, "pytorch", first=hidden).returncode == 0
    done = run(tmp_path, "pytorch", "--plot", "losses.png", first=hidden)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1].endswith("--plot needs matplotlib: python -m pip install matplotlib")
    assert not (tmp_path / "losses.png").exists()
