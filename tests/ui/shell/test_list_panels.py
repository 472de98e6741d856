"""Problems, code and runs: what they show, and where a click leads."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextBlock
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner

from netbuilder.cli import app
from netbuilder.data.catalogue import dataset_types
from netbuilder.export import export
from netbuilder.files.write import write
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.document import Document
from netbuilder.project.project import Project
from netbuilder.runs.folder import Run, RunsFolder
from netbuilder.runs.recording import record
from netbuilder.training.trainer import Training
from tests.programs import finished
from tests.ui.panel_parts import Show, chain
from ui.code.code_pane import Code
from ui.code.highlighting import colours_of
from ui.project.bridge import Bridge
from ui.project.problems_panel import MAX_SHOWN, ProblemsPanel
from ui.runs.runs_panel import RunsPanel
from ui.theme.themes import Themes
from ui.training.worker import Worker

CLICK = Qt.MouseButton.LeftButton


def test_problems_follow_every_edit_and_its_undo(bridge: Bridge, themes: Themes, show: Show, qtbot: QtBot) -> None:
    panel = ProblemsPanel(bridge, themes)
    show(panel)
    assert panel.empty.isVisible()
    assert panel.count == 0
    with qtbot.waitSignal(panel.counted) as counted:
        bridge.edit(edits.remove(bridge.project, ["relu_1"]), say("Delete"))
    assert counted.args == [panel.count]
    assert panel.count == 2
    assert (
        "Nothing is connected" in panel.rows[0].accessibleName() or "is not connected" in panel.rows[0].accessibleName()
    )
    bridge.document.undo()
    assert panel.count == 0
    assert panel.empty.isVisible()


def test_problems_of_data_and_settings_are_among_them(bridge: Bridge, themes: Themes, show: Show) -> None:
    panel = ProblemsPanel(bridge, themes)
    show(panel)
    bridge.edit(edits.set_training(bridge.project, loss="mse"), say("Set"))
    assert [problem.node for problem in panel.problems] == ["output_1"]
    assert "Choose cross-entropy" in panel.rows[0].accessibleName()


ONE_CLASS, TWO_ROWS = "x,y\n1,a\n2,a\n3,a\n4,a\n", "x,y\n1,a\n2,b\n"


@pytest.mark.parametrize(
    ("table", "kind", "settings", "words"),
    [
        (ONE_CLASS, "csv", {}, "of one class, “a”"),
        (TWO_ROWS, "csv", {"test": 0.2}, "at least 3 rows"),
        ("", "line", {"split": "stratified"}, "A stratified split needs classes"),
        ("", "moons", {"validation": 0.6, "test": 0.5}, "leave none for training"),
    ],
)
def test_the_list_of_the_window_is_that_of_the_command_line(
    table: str,
    kind: str,
    settings: dict[str, Any],
    words: str,
    themes: Themes,
    show: Show,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    (tmp_path / "table.csv").write_text(table)
    values = {"path": str(tmp_path / "table.csv")} if table else {}
    project = chain(("input", {}), ("dense", {"units": 1}), ("output", {}))
    project = edits.set_data(edits.set_dataset(project, dataset_types()[kind].parse(values)), **settings)
    panel = ProblemsPanel(Bridge(Document(project)), themes)
    show(panel)
    qtbot.waitUntil(lambda: words in panel.rows[0].accessibleName())
    assert panel.empty.isHidden()
    write(tmp_path / "project.netb", project)
    told = CliRunner().invoke(app, ["check", str(tmp_path / "project.netb"), "--json"])
    assert [p["message"] for p in json.loads(told.stdout)["problems"]] == [str(p.message) for p in panel.problems]


@pytest.mark.parametrize("way", ["click", "Enter"])
def test_a_problem_leads_to_its_node(way: str, themes: Themes, show: Show, qtbot: QtBot) -> None:
    bridge = Bridge(Document(chain(("input", {}), ("conv2d", {}), ("output", {}))))
    panel = ProblemsPanel(bridge, themes)
    show(panel)
    with qtbot.waitSignal(panel.reveal) as revealed:
        if way == "click":
            QTest.mouseClick(panel.rows[0], CLICK, pos=QPoint(60, 12))
        else:
            QTest.keyClick(panel.rows[0], Qt.Key.Key_Return)
    assert revealed.args == ["conv2d_1"]
    assert bridge.selection == {"conv2d_1"}


def test_a_problem_is_repaired_from_the_list(themes: Themes, show: Show) -> None:
    bridge = Bridge(Document(chain(("input", {}), ("conv2d", {"kernel": 1}), ("output", {}))))
    panel = ProblemsPanel(bridge, themes)
    show(panel)
    assert panel.rows[0].repair.text() == "Insert Reshape"
    QTest.mouseClick(panel.rows[0].repair, CLICK)
    assert bridge.check.nodes["conv2d_1"].problem is None
    assert not any(row.problem.node == "conv2d_1" for row in panel.rows)


def test_a_long_list_is_cut_with_a_word(themes: Themes, show: Show) -> None:
    project = Project()
    for place in range(MAX_SHOWN + 7):
        project, _ = edits.add_node(project, chain(("relu", {})).graph.nodes["relu_1"].layer, (place * 200.0, 0.0))
    panel = ProblemsPanel(Bridge(Document(project)), themes)
    show(panel)
    assert len(panel.rows) == MAX_SHOWN
    assert panel.more.text() == f"and {panel.count - MAX_SHOWN} more"


@pytest.fixture
def code(bridge: Bridge, themes: Themes, show: Show, qtbot: QtBot) -> Code:
    code = Code(bridge, themes)
    show(code)
    code.resize(560, 300)
    qtbot.waitUntil(code.view.isVisible)
    return code


def test_the_code_is_what_the_export_writes_and_follows_the_drawing(code: Code, bridge: Bridge, qtbot: QtBot) -> None:
    assert code.text == export(bridge.project, "pytorch").text
    assert code.view.toPlainText() == code.text
    bridge.edit(edits.set_parameter(bridge.project, "dense_1", "units", 77), say("Set"))
    qtbot.waitUntil(lambda: "77" in code.text)
    assert code.view.toPlainText() == export(bridge.project, "pytorch").text


def test_the_code_follows_the_notes_which_stand_at_its_head(code: Code, bridge: Bridge, qtbot: QtBot) -> None:
    bridge.edit(replace(bridge.project, notes="What this is for"), say("Notes"))
    qtbot.waitUntil(lambda: "\nWhat this is for\n" in code.text)
    assert code.view.toPlainText() == export(bridge.project, "pytorch").text


def test_the_lines_of_the_selected_nodes_are_lit(code: Code, bridge: Bridge) -> None:
    bridge.select(["dense_1", "relu_1"])
    lit = [code.lines[row] for row in code.view.lit_rows()]
    assert {line.node for line in lit} == {"dense_1", "relu_1"}
    assert any("torch.nn.Linear(2, 8)" in line.text for line in lit)
    bridge.select([])
    assert code.view.lit_rows() == []


def test_a_click_on_a_line_selects_its_node(code: Code, bridge: Bridge) -> None:
    row = next(row for row, line in enumerate(code.lines) if line.node == "dense_2")
    cursor = code.view.textCursor()
    cursor.setPosition(code.view.document().findBlockByNumber(row).position())
    code.view.setTextCursor(cursor)
    code.view.centerCursor()
    place = code.view.cursorRect(cursor).center() + QPoint(30, 0)
    QTest.mouseClick(code.view.viewport(), CLICK, pos=place)
    assert bridge.selection == {"dense_2"}
    bridge.select([])
    QTest.keyClick(code.view, Qt.Key.Key_Return)
    assert bridge.selection == {"dense_2"}


def test_of_a_drawing_with_a_problem_the_sound_part_is_shown_with_the_reason(
    code: Code, bridge: Bridge, qtbot: QtBot
) -> None:
    bridge.edit(edits.remove(bridge.project, ["relu_1"]), say("Delete"))
    qtbot.waitUntil(code.first.problem_words.isVisible)
    assert "Only the sound part: “Dense" in code.first.problem_words.text()
    assert "Nothing is connected" in code.first.problem_words.text()
    assert {line.node for line in code.lines} >= {"dense_1"}
    assert "dense_2" not in code.text
    assert code.view.toPlainText() == code.text
    assert code.copy_button.isEnabled()
    assert not code.first.run_button.isEnabled()
    assert not code.first.save_button.isEnabled()
    bridge.document.undo()
    qtbot.waitUntil(lambda: "def main" in code.text)
    assert not code.first.problem_words.isVisible()
    assert code.first.run_button.isEnabled()


def test_a_drawing_of_which_nothing_is_sound_has_no_code_but_a_reason(code: Code, bridge: Bridge, qtbot: QtBot) -> None:
    bridge.edit(edits.remove(bridge.project, ["dense_1"]), say("Delete"))
    qtbot.waitUntil(code.empty.isVisible)
    assert "Nothing is connected" in code.empty.words.text()
    bridge.document.undo()
    qtbot.waitUntil(code.view.isVisible)


def test_another_framework_is_chosen_with_the_keyboard_and_its_code_shown(
    code: Code, bridge: Bridge, qtbot: QtBot
) -> None:
    code.first.framework.setFocus()
    for name in ("lightning", "keras", "tensorflow"):
        QTest.keyClick(code.first.framework, Qt.Key.Key_Down)
        wanted = export(bridge.project, name).text
        qtbot.waitUntil(lambda wanted=wanted: code.text == wanted)
        assert code.view.toPlainText() == wanted


def test_two_frameworks_side_by_side_light_up_what_is_selected_in_both(
    code: Code, bridge: Bridge, qtbot: QtBot
) -> None:
    assert not code.second.isVisible()
    QTest.mouseClick(code.compare_button, CLICK)
    qtbot.waitUntil(lambda: code.second.text == export(bridge.project, "keras").text)
    bridge.select(["dense_2"])
    for column in (code.first, code.second):
        lit = [column.lines[row].text for row in column.view.lit_rows()]
        assert lit
        assert all("dense_2" in text or "return" in text or "outputs" in text for text in lit), lit
    QTest.mouseClick(code.compare_button, CLICK)
    assert not code.second.isVisible()


def test_the_whole_program_is_copied(code: Code) -> None:
    QTest.mouseClick(code.copy_button, CLICK)
    assert QGuiApplication.clipboard().text() == code.text


def test_nothing_is_written_while_nobody_looks(bridge: Bridge, themes: Themes, qtbot: QtBot) -> None:
    code = Code(bridge, themes)
    qtbot.addWidget(code)
    bridge.edit(edits.set_parameter(bridge.project, "dense_1", "units", 77), say("Set"))
    assert not code.first._timer.isActive()
    assert not code.first._background.busy
    code.show()
    qtbot.waitUntil(lambda: "77" in code.text)


def test_only_the_lines_that_differ_are_replaced_and_all_are_coloured(code: Code, bridge: Bridge, qtbot: QtBot) -> None:
    changed: list[tuple[int, int, int]] = []
    code.view.document().contentsChange.connect(lambda *where: changed.append(where))
    bridge.edit(edits.set_parameter(bridge.project, "dense_1", "units", 77), say("Set"))
    qtbot.waitUntil(lambda: "77" in code.text)
    assert code.view.toPlainText() == code.text
    assert sum(added for _place, _removed, added in changed) < len(code.text) / 4
    bridge.edit(edits.take_out(bridge.project, ["relu_1"]), say("Delete"))
    qtbot.waitUntil(lambda: "ReLU" not in code.text)
    assert code.view.toPlainText() == code.text
    colours = [[(part.start, part.length) for part in block.layout().formats()] for block in _blocks(code)]
    known, within, expected = colours_of([*code.text.splitlines(), ""]), 0, []
    for text in code.text.split("\n"):
        parts, within = known[text, within]
        expected.append([(start, length) for start, length, _kind in parts])
    assert colours == expected


def _blocks(code: Code) -> list[QTextBlock]:
    document = code.view.document()
    return [document.findBlockByNumber(row) for row in range(document.blockCount())]


def test_every_colour_lies_on_the_text_that_it_means() -> None:
    source = 'def f(x):\n    """Two\n    lines."""\n    return "a" + g(1.5)  # why\n'
    colours = colours_of(source.split("\n"))
    found = {(kind, text[at : at + length]) for (text, _), (parts, _) in colours.items() for at, length, kind in parts}
    assert {("keyword", "def"), ("definition", "f"), ("keyword", "return"), ("text", '"a"')} <= found
    assert {("number", "1.5"), ("comment", "# why"), ("comment", '"""Two'), ("comment", '    lines."""')} <= found


def test_panels_are_shown_without_torch() -> None:
    program = """
import sys
from PySide6.QtWidgets import QApplication
application = QApplication([])
from netbuilder.project.document import Document
from ui.project.bridge import Bridge
from ui.code.code_pane import Code
from ui.charts.curves import Curves
from ui.forms.inspector import Inspector
from ui.project.problems_panel import ProblemsPanel
from ui.runs.runs_panel import RunsPanel
from ui.theme.themes import Themes
from ui.training.worker import Worker
bridge, themes = Bridge(Document()), Themes()
panels = [kind(bridge, themes) for kind in (Code, ProblemsPanel)]
panels += [kind(bridge, Worker(), themes) for kind in (Curves, Inspector, RunsPanel)]
for panel in panels:
    panel.show()
application.processEvents()
sys.exit(1 if {"torch", "sklearn", "polars"} & set(sys.modules) else 0)
"""
    assert finished([sys.executable, "-c", program]).returncode == 0


@pytest.fixture
def worker(bridge: Bridge) -> Worker:
    """One that never trains."""
    return Worker(bridge)


@pytest.fixture
def folder(bridge: Bridge, tmp_path: Path) -> RunsFolder:
    """Two short trainings, kept."""
    folder = RunsFolder(tmp_path / "moons.runs")
    for seed in (0, 7):
        list(record(Training(edits.set_training(bridge.project, seed=seed, epochs=3)), folder))
    return folder


def test_the_runs_are_listed_the_latest_first_and_can_be_asked_for(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, qtbot: QtBot, folder: RunsFolder
) -> None:
    panel = RunsPanel(bridge, worker, themes)
    show(panel)
    assert panel.empty.isVisible()
    bridge.set_runs(folder)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    rows = [[panel.model.index(row, column).data() for column in range(8)] for row in (0, 1)]
    runs = folder.runs()
    assert [row[0] for row in rows] == ["2", "1"]
    assert [row[1] for row in rows] == ["Seed 7", ""]
    assert [row[5] for row in rows] == ["7", "0"]
    assert rows[1][2].endswith(f" ({runs[0].best_epoch})")
    assert (rows[1][4], rows[1][7]) == ("42", "3")
    with qtbot.waitSignal(panel.curves_wanted) as asked:
        QTest.keyClick(panel.table, Qt.Key.Key_Down)
    assert asked.args[0].number == 1
    for button, signal in (
        (panel.best_button, panel.best_wanted),
        (panel.continue_button, panel.continue_wanted),
    ):
        with qtbot.waitSignal(signal) as asked:
            QTest.mouseClick(button, CLICK)
        assert isinstance(asked.args[0], Run)
        assert asked.args[0].number == 1


def test_a_run_that_cannot_be_read_says_so_and_offers_nothing(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, qtbot: QtBot, folder: RunsFolder
) -> None:
    (folder.path / "2" / "settings.json").write_text("{")
    panel = RunsPanel(bridge, worker, themes)
    show(panel)
    bridge.set_runs(folder)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    assert panel.model.index(0, 1).data() == "cannot be read"
    assert "Run 2 cannot be read" in panel.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert not panel.best_button.isEnabled()
    QTest.keyClick(panel.table, Qt.Key.Key_Down)
    assert panel.best_button.isEnabled()
