"""Runs apart from any file: deleted with a project that never got one, and with no other."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from netbuilder.project.document import Document
from ui.project.bridge import Bridge
from ui.runs.runs_location import OWNER, RunsLocation


@pytest.mark.parametrize("owned", [False, True])
def test_the_runs_of_a_project_without_a_file_go_with_it_unless_they_are_already_those_of_a_file(
    qapp: QApplication, owned: bool
) -> None:
    location = RunsLocation(Bridge(Document()))
    location.lay("")
    apart = location.apart
    assert apart is not None
    (apart / "1").mkdir(parents=True)
    if owned:  # saved, and the program was killed before the runs could be moved beside the file
        (apart / OWNER).write_bytes(b"/home/ada/moons.netb")
    location.forget_apart()
    assert apart.exists() == owned
    assert location.apart is None
