"""``--plot`` of every script draws the losses; without it no script needs matplotlib."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from netbuilder.export import EXPORTERS, export
from tests.drawing import drawn
from tests.export.conftest import Ran
from tests.export.format_parts import with_test_rows
from tests.scripts import printed, run_as_program


def written(folder: Path, target: str) -> Path:
    """The script of a small project."""
    script = folder / f"{target}.py"
    project = drawn(("dense", {"units": 2}), rows=40, epochs=2)
    script.write_text(export(project, target).text, encoding="utf-8")
    return script


@pytest.mark.parametrize("target", EXPORTERS)
def test_every_script_draws_its_losses(target: str, ran: dict[str, Ran]) -> None:
    for name in with_test_rows():
        picture = ran[f"{name}_{target}"].picture
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
