"""Small projects to train, drawn in a line, and a folder for their runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from netbuilder.project import Project
from netbuilder.runs import recording
from netbuilder.runs.folder import RunsFolder, runs_folder
from tests.drawing import drawn

Draw = Callable[..., Project]


@pytest.fixture
def draw() -> Draw:
    """``draw(("dense", {"units": 2}), data="moons", epochs=3)``: the layers between an input and an output."""
    return drawn


@pytest.fixture
def forgetful() -> Project:
    """A network with dropout on 150 rows of two moons."""
    hidden = (("dense", {"units": 16}), ("relu", {}), ("dropout", {"rate": 0.3}))
    return drawn(*hidden, ("dense", {"units": 2}), epochs=6)


@pytest.fixture
def folder(tmp_path: Path) -> RunsFolder:
    """Where the runs of a project lie; there are none yet."""
    return runs_folder(tmp_path / "moons.netb")


@pytest.fixture
def written_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of a training is written after each step, however short it is."""
    monkeypatch.setattr(recording, "HISTORY_SECONDS", 0.0)
    monkeypatch.setattr(recording, "WEIGHTS_SECONDS", 0.0)
    monkeypatch.setattr(recording, "SHARE_OF_TIME", 1e9)
