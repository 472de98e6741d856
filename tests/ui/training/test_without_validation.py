"""The window where no row validates: curves from epoch 0, predictions, runs and diagnosis, and nothing called "nan"."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

import samples
from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.project import edits
from tests.ui.conftest import OpenWindow


def texts(window: QWidget) -> list[str]:
    """Everything that labels say, and what screen readers are told."""
    found = [label.text() for label in window.findChildren(QLabel)]
    return found + [widget.accessibleDescription() for widget in window.findChildren(QWidget)]


@pytest.mark.parametrize("sample", ["line_from_100", "moons_overfit", "iris_15_rows"])
def test_a_training_without_validation_rows_is_shown_from_epoch_0(
    sample: str, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    project = edits.set_data(read(samples.path(sample)), validation=0.0)
    path = tmp_path / "alone.netb"
    write(path, edits.set_training(project, epochs=12, measure_start=True, device="cpu", patience=None))
    window = open_window(path)
    with qtbot.waitSignal(window.worker.finished):
        window.runs.train()
    curves = window.views.curves
    qtbot.waitUntil(lambda: len(curves.training_points()[0]) == 13)
    assert list(curves.training_points()[0]) == list(range(13))
    assert not len(curves.validation_points()[0])
    said = re.compile(r"(Typical error|Correct): training [^,]+")
    qtbot.waitUntil(lambda: any(said.fullmatch(text) for text in texts(window)))
    assert "validation" not in curves.summary()
    assert [text for text in texts(window) if re.search(r"\bnan\b", text)] == []
