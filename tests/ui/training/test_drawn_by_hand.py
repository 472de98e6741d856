"""The window on drawings of operations: they open, train, and say what they cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import samples
from tests.ui.conftest import OpenWindow


@pytest.mark.parametrize("sample", ["bowl", "perceptron", "own_framework"])
def test_a_drawing_of_operations_opens_and_trains(
    sample: str, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / f"{sample}.netb"
    path.write_bytes(samples.path(sample).read_bytes())
    window = open_window(path)
    epochs = window.bridge.project.training.epochs
    assert window.bridge.problems == ()
    with qtbot.waitSignal(window.worker.finished):
        window.runs.train()
    start = int(window.bridge.project.training.measure_start)
    curves = window.views.curves
    qtbot.waitUntil(lambda: len(curves.training_points()[0]) == epochs + start)
    window.bridge.select({next(iter(window.bridge.project.graph.nodes))})
    qtbot.waitUntil(lambda: "nan" not in curves.summary())
