"""Blocks three deep, with overrides and repeats, in the window: saved, reopened, trained, exported and undone."""

from __future__ import annotations

import csv
import runpy
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from netbuilder.files.read import read
from netbuilder.graph.blocks import BlockUse
from netbuilder.messages import say
from netbuilder.project import block_edits, edits
from tests.blocks import laid_out, nested, residual
from tests.ui.window_parts import choose_file, train_to_the_end
from ui.code.export_dialog import ExportDialog
from ui.forms.block_sheet import UseSheet
from ui.shell.main_window import MainWindow

DEEP = ("outer_1", "middle_1", "residual_1")


def deep(window: MainWindow) -> None:
    """Blocks three deep in the open project: the innermost is repeated, a value of it set from outside."""
    project = block_edits.promote(nested(), "outer", "middle_1", "width")
    window.bridge.document.replace(replace(laid_out(project), data=window.bridge.project.data))


def test_blocks_three_deep_are_edited_saved_reopened_trained_exported_and_undone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep(window)
    bridge, canvas = window.bridge, window.canvas
    path = tmp_path / "deep.netb"
    choose_file(monkeypatch, path)
    bridge.select(["outer_1"])
    sheet = window.views.inspector.properties.sheet
    assert isinstance(sheet, UseSheet)
    assert sheet.overrides.form is not None
    bridge.edit(block_edits.override(bridge.project, "outer_1", "width", 4), say("Set"))
    for use in DEEP:
        canvas.blocks.open(use)
    bridge.level.edit(edits.set_parameter(bridge.level.project, "dense_2", "bias", False), say("Set bias"))
    assert bridge.level.path == DEEP
    assert window.files.save_as()
    assert not bridge.document.modified
    assert bridge.level.path == DEEP, "saving does not depend on what is open"
    saved = read(path)
    assert saved.blocks["residual"].graph.nodes["dense_2"].layer.values()["bias"] is False
    assert saved.blocks["middle"].graph.nodes["residual_1"].layer.values()["repeat"] == 3
    while bridge.document.undo_label is not None:
        bridge.document.undo()
    assert bridge.project.graph.nodes["outer_1"].layer.overrides == {}
    while bridge.document.redo_label is not None:
        bridge.document.redo()
    assert bridge.level.path == DEEP
    window.files.open(path)
    assert bridge.level.path == ()
    use = bridge.project.graph.nodes["outer_1"].layer
    assert isinstance(use, BlockUse)
    assert use.overrides == {"width": 4}
    assert bridge.check.sound
    opened = bridge.project
    for use_of_block in DEEP:
        canvas.blocks.open(use_of_block)
    assert not bridge.document.modified
    train_to_the_end(qtbot, window, 2)
    run = window.runs.run
    assert run is not None
    trained = [(record.train_loss, record.validation_loss) for record in run.records]
    assert len(trained) == 2
    assert exported_losses(qtbot, window, tmp_path, monkeypatch)[-2:] == trained
    assert bridge.level.path == DEEP
    while bridge.document.undo_label is not None:
        bridge.document.undo()
    assert bridge.project is opened


def exported_losses(
    qtbot: QtBot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[float, float]]:
    """Export through the dialog, run the script, and read training and validation loss of each epoch."""
    script, history = folder / "deep.py", folder / "history.csv"
    choose_file(monkeypatch, script)

    def save(dialog: ExportDialog) -> int:
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.busy and dialog.save_button.isEnabled())
        QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: dialog.saved is not None)
        dialog.close()
        return 0

    monkeypatch.setattr(ExportDialog, "exec", save)
    window.actions_["export"].trigger()
    monkeypatch.setattr(sys, "argv", [str(script), "--history", str(history), "--device", "cpu"])
    threads, state = torch.get_num_threads(), torch.get_rng_state()
    runpy.run_path(str(script), run_name="__main__")
    torch.set_num_threads(threads)
    torch.set_rng_state(state)
    with history.open(newline="") as text:
        _, *rows = csv.reader(text)
    return [(float(train), float(validation)) for _, train, validation in rows]


def test_ctrl_z_inside_and_outside_walks_one_history(window: MainWindow, qtbot: QtBot) -> None:
    deep(window)
    bridge, canvas = window.bridge, window.canvas
    start = bridge.project
    canvas.blocks.open("outer_1")
    canvas.commands.rename("middle_1", "one")
    canvas.blocks.leave()
    canvas.commands.rename("dense_3", "two")
    canvas.blocks.open("outer_1")
    canvas.setFocus()
    for _ in range(2):
        QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bridge.project is start
    assert bridge.level.path == ("outer_1",)
    assert canvas.drawing.node_items["middle_1"].node.name == "middle"


def test_opening_another_project_leaves_the_block(window: MainWindow) -> None:
    deep(window)
    window.bridge.enter(DEEP)
    window.bridge.document.mark_saved()
    window.files.open_sample("digits_cnn")
    assert window.bridge.level.path == ()
    assert window.canvas.breadcrumbs.isHidden()


def test_train_leads_to_a_fault_three_deep(window: MainWindow) -> None:
    deep(window)
    bridge = window.bridge
    bridge.edit(block_edits.override(bridge.project, "outer_1", "width", 5), say("Set"))
    window.actions_["train"].trigger()
    assert bridge.level.path == DEEP
    assert bridge.selection == {"add_1"}
    assert window.worker.state == "idle"


def test_the_banner_of_train_offers_the_repair_of_a_fault_inside_a_block(window: MainWindow) -> None:
    project = laid_out(residual())
    level = edits.set_parameter(block_edits.opened(project, "residual"), "dense_2", "units", 7)
    project = block_edits.closed(project, "residual", level)
    window.bridge.document.replace(replace(project, data=window.bridge.project.data))
    window.actions_["train"].trigger()
    (banner,) = window.banners.shown()
    (mend,) = banner.buttons
    assert mend.text() == "Insert Dense"
    QTest.mouseClick(mend, Qt.MouseButton.LeftButton)
    assert window.bridge.check.sound
    assert window.bridge.level.path == ("residual_1",)
    assert len(window.bridge.project.blocks["residual"].graph.nodes) == 6
    assert window.banners.shown() == ()
