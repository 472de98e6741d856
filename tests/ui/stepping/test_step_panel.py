"""One minibatch in the window: keys and buttons go through its moments, forwards and back, and the canvas follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import samples
from netbuilder.files.read import read
from netbuilder.graph.blocks import NodePath
from netbuilder.project import edits
from tests.blocks import residual
from tests.stepping.test_stepper import with_fork
from tests.ui.conftest import OpenWindow
from ui.shell.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def sample(name: str) -> Path:
    return Path(samples.__file__).with_name(f"{name}.netb")


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.canvas, key, modifier)


def begin(window: MainWindow, qtbot: QtBot) -> None:
    """Press F10 and wait for the first minibatch."""
    press(window, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: window.views.stepping.walk.record is not None)


@pytest.fixture
def line(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "line.netb"
    path.write_bytes(sample("line_from_100").read_bytes())
    return open_window(path)


def test_f10_goes_forward_and_shift_f10_back_through_one_minibatch(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    panel = line.views.stepping
    assert line.views.results.currentWidget() is panel
    seen = [panel.words.text()]
    for _ in range(len(panel.walk.order) - 1):
        press(line, Qt.Key.Key_F10)
        seen.append(panel.words.text())
    assert "no gradients yet" in seen[0]
    assert any(text.startswith("The loss of these 4 rows is") for text in seen)
    assert panel.walk.moment is not None
    assert panel.walk.moment.phase == "update"
    for text in seen[-2::-1]:
        press(line, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        assert panel.words.text() == text
    assert len(panel.walk.records) == 1, "going back computes nothing"


def test_the_canvas_selects_what_a_moment_is_about(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    press(line, Qt.Key.Key_F10)
    assert line.bridge.selection == {"input_1"}
    press(line, Qt.Key.Key_F10)
    assert line.bridge.selection == {"dense_1"}
    assert not line.bridge.document.modified


def test_the_table_has_the_numbers_and_the_update_is_written_out(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    panel = line.views.stepping
    panel.menus.actions["phase"].trigger()
    model = panel.table.numbers
    assert panel.phases["forward"].property("current")
    assert model.rowCount() == 4
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    assert model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) == right
    assert panel.beside.words.text().startswith("Set puts another number in the place of the marked one")
    for _ in range(3):
        panel.menus.actions["phase"].trigger()
    assert panel.phases["update"].property("current")
    press(line, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert model.data(model.index(0, 0)) == "54.18"
    assert panel.written.isVisible()
    assert panel.written.text().splitlines()[-1] == "100 − 0.1 × 458.2 = 54.18"


def test_a_click_on_a_phase_goes_to_its_first_moment_forwards_or_back(line: MainWindow, qtbot: QtBot) -> None:
    panel = line.views.stepping
    assert not any(chip.isEnabled() for chip in panel.phases.values())
    begin(line, qtbot)
    walk = panel.walk
    for phase in ("backward", "update", "forward", "loss", "zero"):
        QTest.mouseClick(panel.phases[phase], LEFT)
        assert walk.moment is not None
        assert walk.moment.phase == phase
        assert [name for name, chip in panel.phases.items() if chip.property("current")] == [phase]
        assert walk.at == next(at for at, moment in enumerate(walk.order) if moment.phase == phase)


def test_in_a_narrow_window_the_minibatch_is_named_in_fewer_words_and_nothing_is_cut(
    line: MainWindow, qtbot: QtBot
) -> None:
    line.resize(900, 800)
    begin(line, qtbot)
    panel = line.views.stepping
    assert panel.where.text() == "1: 1 of 30"
    parts = [*panel.phases.values(), panel.where]
    for width, text in (
        (1280, "Epoch 1, minibatch 1 of 30"),
        (900, "1: 1 of 30"),
        (1280, "Epoch 1, minibatch 1 of 30"),
    ):
        line.resize(width, 800)
        qtbot.waitUntil(lambda wanted=text: panel.where.text() == wanted)
        qtbot.waitUntil(lambda: panel.where.geometry().right() < panel.width())
        qtbot.waitUntil(lambda: all(part.width() >= part.sizeHint().width() for part in parts))


def test_running_to_a_node_that_the_minibatch_is_past_says_that_it_is_the_next(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    panel, path, found = line.views.stepping, NodePath("input_1"), list[tuple[int, str, bool]]()
    for _ in range(3):
        panel.walk.run_to_node(path)
        qtbot.waitUntil(lambda: not panel.walk.busy)
        assert panel.walk.record is not None
        assert panel.walk.moment is not None
        said = "was past this node, so this is the next one" in panel.words.text()
        found.append((panel.walk.record.batch, panel.walk.moment.phase, said))
    assert found == [(1, "forward", False), (1, "backward", False), (2, "forward", True)]


def test_over_and_out_leave_out_what_is_inside_a_block_and_stepping_opens_it(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    window.bridge.edit(with_fork(), "fork")
    begin(window, qtbot)
    panel, level = window.views.stepping, window.bridge.level
    press(window, Qt.Key.Key_F10)
    QTest.mouseClick(panel.buttons["over"], LEFT)
    assert (level.path, window.bridge.selection) == ((), {"fork_1"})
    panel.walk.go(2)
    assert level.path == ("fork_1",)
    QTest.mouseClick(panel.buttons["out"], LEFT)
    assert (level.path, window.bridge.selection) == ((), {"fork_1"})


def test_the_next_minibatch_follows_and_an_edit_ends_the_walk(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    panel = line.views.stepping
    panel.menus.actions["minibatch"].trigger()
    qtbot.waitUntil(lambda: len(panel.walk.records) == 2)
    assert "minibatch 2 of 30" in panel.where.text()
    press(line, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert "minibatch 1 of 30" in panel.where.text()
    line.bridge.edit(edits.set_training(line.bridge.project, learning_rate=0.2), "rate")
    assert panel.walk.record is None
    assert "has changed" in panel.words.text()
    assert not panel.buttons["back"].isEnabled()


def test_a_project_that_cannot_be_trained_says_why(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    project = residual()
    wrong = edits.remove(project, [node.id for node in project.graph.with_role("output")])
    window.bridge.edit(wrong, "no output")
    press(window, Qt.Key.Key_F10)
    panel = window.views.stepping
    qtbot.waitUntil(lambda: panel.walk.words is not None)
    assert "output" in panel.words.text().lower()


def test_images_are_shown_sheet_by_sheet(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "digits.netb"
    path.write_bytes(sample("digits_cnn").read_bytes())
    window = open_window(path)
    project = window.bridge.project
    assert read(path) == project
    begin(window, qtbot)
    panel = window.views.stepping
    press(window, Qt.Key.Key_F10)
    assert panel.layer.isVisible()
    model = panel.table.numbers
    assert (model.rowCount(), model.columnCount(), model.layers) == (8, 8, project.training.batch_size)
    panel.layer.setValue(3)
    assert panel.walk.record is not None
    value = panel.walk.record.values[0].value.array[3, 0, 2, 4]
    assert float(model.data(model.index(2, 4)).replace("−", "-")) == pytest.approx(float(value), rel=1e-3)
    assert model.place(model.index(2, 4)) == (3, 0, 2, 4)


class Layouts(QObject):
    """Counts how often a widget is laid out anew."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


def test_a_move_within_a_phase_does_not_lay_out_the_whole_window(window: MainWindow, qtbot: QtBot) -> None:
    window.files.open_sample("digits_cnn")
    begin(window, qtbot)
    qtbot.waitUntil(lambda: not window.bridge.data.awaited)  # what is said of the rows is laid out, too
    walk, layouts = window.views.stepping.walk, Layouts()
    first = [moment.phase for moment in walk.order].index("update")
    window.installEventFilter(layouts)
    for _ in range(8):  # at first the window is still being laid out, and what other threads find arrives when it does
        layouts.count = 0
        for at in range(first, len(walk.order)):
            walk.go(at)
            QApplication.processEvents()
        if not layouts.count:
            break
    window.removeEventFilter(layouts)
    assert layouts.count == 0


def test_the_inspector_waits_until_the_cursor_rests_and_follows_the_user_at_once(
    line: MainWindow, qtbot: QtBot
) -> None:
    begin(line, qtbot)
    form, walk = line.views.inspector.properties, line.views.stepping.walk
    for _ in range(2):
        press(line, Qt.Key.Key_F10)
    assert line.bridge.selection == {"dense_1"}
    assert form.sheet is None
    qtbot.waitUntil(lambda: form.sheet is not None and form.sheet.name.isVisible())
    walk.back()
    line.bridge.select(["output_1"])
    assert form.sheet is not None
    assert form.sheet.types == (type(line.bridge.project.graph.nodes["output_1"].layer),)
    walk.go(2)
    assert form.first_field is form.sheet.first_field
    assert form.sheet.types == (type(line.bridge.project.graph.nodes["dense_1"].layer),)
