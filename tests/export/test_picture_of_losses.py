"""``--plot`` of every script draws the losses; without it no script needs matplotlib."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from netbuilder.export import EXPORTERS, export
from tests.drawing import drawn
from tests.programs import finished
from tests.scripts import printed, run_as_program

DRAWING = """
import runpy, sys
for script in sys.argv[1:]:
    sys.argv = [script, "--plot", script.removesuffix(".py") + ".png"]
    runpy.run_path(script, run_name="__main__")
"""
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "TF_ENABLE_ONEDNN_OPTS": "0"}


def written(folder: Path, target: str) -> Path:
    """The script of a small project."""
    script = folder / f"{target}.py"
    project = drawn(("dense", {"units": 2}), rows=40, epochs=2)
    script.write_text(export(project, target).text, encoding="utf-8")
    return script


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Where each script is to draw; one process runs those of torch and NumPy, another those of TensorFlow."""
    scripts = {target: written(tmp_path_factory.mktemp("plots"), target) for target in EXPORTERS}
    for in_tensorflow in (False, True):
        some = [path for name, path in scripts.items() if ("tensorflow" in EXPORTERS[name].needs) == in_tensorflow]
        done = finished([sys.executable, "-c", DRAWING, *some], env={**os.environ, **QUIET})
        assert done.returncode == 0, done.stderr
    return {target: path.with_suffix(".png") for target, path in scripts.items()}


@pytest.mark.parametrize("target", EXPORTERS)
def test_every_script_draws_its_losses(target: str, pictures: Mapping[str, Path]) -> None:
    picture = pictures[target].read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 5000


def test_a_script_needs_matplotlib_only_for_the_picture_and_says_so_before_it_trains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "matplotlib" else find(name))
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    script, picture = written(tmp_path, "pytorch"), tmp_path / "losses.png"
    assert "best: " in printed(script)
    with pytest.raises(SystemExit) as refusal:
        run_as_program(script, "--plot", str(picture))
    assert refusal.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines()[-1].endswith("--plot needs matplotlib: python -m pip install matplotlib")
    assert not picture.exists()
