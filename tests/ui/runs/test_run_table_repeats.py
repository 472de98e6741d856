"""Repeats in the table of runs: one row, a band, a sentence; and stopped at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.runs.folder import runs_folder
from ui.shell.main_window import MainWindow

from .table_parts import DIFFERS, LEFT, RUN, SEED, column, key, legend, settle


def test_repeats_are_one_row_and_a_band_and_said_in_a_sentence(qtbot: QtBot, opened: MainWindow, file: Path) -> None:
    panel = opened.views.runs
    opened.bridge.edit(edits.set_training(opened.bridge.project, epochs=10, seed=5), say("Set"))
    parts = panel.progress, panel.repeat_button
    told: set[tuple[str, bool, bool, bool]] = set()
    opened.worker.progressed.connect(
        lambda _: told.add(
            (
                panel.progress.words.text(),
                *(part.isVisible() for part in parts),
                panel.run_actions["delete"].isEnabled(),
            )
        )
    )
    with qtbot.waitSignal(opened.worker.finished):
        panel.repeat_button.menu().actions()[0].trigger()
    assert told == {(f"Seed {seed} of 4", True, False, False) for seed in (1, 2, 3, 4)}
    settle(qtbot, opened)
    assert len(opened.worker.ended) == 4
    assert not panel.progress.isVisible()
    runs = runs_folder(file).runs()[4:]
    assert [run.project.training.seed for run in runs if run.project is not None] == [5, 6, 7, 8]
    assert [len(run.records) for run in runs] == [10] * 4
    assert column(opened, RUN) == ["4 seeds", "4", "3", "2 ≠", "1"]
    ends = [run.records[-1].validation_loss for run in runs]
    mean, _, digits = column(opened, DIFFERS)[0].partition("ends at ")[2].partition(" ± ")
    assert abs(float(mean) - sum(ends) / 4) <= 0.5 * 10.0 ** -len(digits.partition(".")[2])
    assert column(opened, SEED)[0] == "5–8"
    head = panel.model.index(0, RUN)
    assert [panel.model.index(row, DIFFERS, head).data() for row in range(4)] == [f"Seed {s}" for s in (8, 7, 6, 5)]
    assert opened.banners.shown()[0].text.startswith("Over 4 seeds, the lowest validation loss is ")
    assert any(words.startswith("4 runs") for words in legend(opened))
    key(opened, Qt.Key.Key_Down)
    settle(qtbot, opened)
    assert not any(words.startswith("4 runs") for words in legend(opened))
    assert len(opened.bridge.project.graph.nodes) == 5


def test_repeats_stop_at_once_and_keep_what_they_have(qtbot: QtBot, opened: MainWindow, file: Path) -> None:
    panel = opened.views.runs
    opened.bridge.edit(edits.set_training(opened.bridge.project, epochs=100_000), say("Set"))
    with qtbot.waitSignal(opened.worker.progressed):
        panel.repeat_button.menu().actions()[1].trigger()
    with qtbot.waitSignal(opened.worker.finished):
        QTest.mouseClick(panel.progress.stop, LEFT)
    settle(qtbot, opened)
    assert len(runs_folder(file).runs()) == 5
    assert opened.banners.shown()[0].text.startswith("Stopped at seed 1 of 8. No seed was")
