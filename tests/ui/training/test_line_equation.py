"""The equation of a straight line in the status bar: of the run whose weights the network has, and of nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from pytestqt.qtbot import QtBot

import samples
from tests.ui.conftest import OpenWindow


def test_the_status_bar_tells_the_line_and_follows_the_weights(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "line.netb"
    path.write_bytes(samples.path("line").read_bytes())
    window = open_window(path)
    label = window.status.equation
    assert not label.isVisible()
    with qtbot.waitSignal(window.worker.finished):
        window.runs.train()
    qtbot.waitUntil(lambda: bool(label.text()))
    last = label.text()
    assert re.fullmatch(r"y = [12]\.\d+ x \+ [01]\.\d+", last)
    window.runs.restore()
    qtbot.waitUntil(lambda: label.text() not in ("", last))
    assert label.text() == "y = 1.9 x + 1.04"
    window.files.open_sample("xor_underfits")
    assert not label.isVisible()
