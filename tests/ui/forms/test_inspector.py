"""The inspector: what is selected, the data with their preview, and the training settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from netbuilder.data.catalogue import dataset_types
from netbuilder.declaration import Kind
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.document import Document
from netbuilder.project.project import Project
from tests.ui.panel_parts import Show, chain
from ui.forms.column_model import Field
from ui.forms.data_form import DataForm
from ui.forms.editors import FileEditor
from ui.forms.inspector import Inspector
from ui.forms.node_form import NodeForm
from ui.forms.point_plot import PointPlot
from ui.forms.row_pictures import FirstRows, Images
from ui.forms.training_form import TrainingForm
from ui.project.bridge import Bridge
from ui.theme.style import sheet
from ui.theme.themes import Themes
from ui.training.worker import Worker

from .test_forms import enter, fill

CLICK = Qt.MouseButton.LeftButton


def test_with_nothing_selected_it_says_what_to_do_and_how_large_the_network_is(
    bridge: Bridge, themes: Themes, show: Show
) -> None:
    panel = NodeForm(bridge, themes)
    show(panel)
    assert panel.empty.isVisible()
    assert "Select a layer" in panel.empty.words.text()
    assert "5 layers and 42 parameters" in panel.empty.words.text()
    bridge.edit(Project(), say("Clear"))
    assert "empty" in panel.empty.words.text()


def test_a_node_shows_its_shapes_and_parameters_and_follows_what_comes_before(
    bridge: Bridge, themes: Themes, show: Show
) -> None:
    panel = NodeForm(bridge, themes)
    show(panel)
    bridge.select(["dense_2"])
    assert panel.sheet is not None
    facts = panel.sheet.facts
    assert [facts.text(name) for name in ("arrives", "leaves", "count")] == ["8", "2", "18"]
    bridge.edit(edits.set_parameter(bridge.project, "dense_1", "units", 100), say("Set"))
    assert [facts.text(name) for name in ("arrives", "leaves", "count")] == ["100", "2", "202"]


def test_a_name_is_typed_and_undone_as_one_step(bridge: Bridge, themes: Themes, show: Show) -> None:
    panel = NodeForm(bridge, themes)
    show(panel)
    bridge.select(["dense_1"])
    assert panel.sheet is not None
    QTest.keyClicks(panel.sheet.name, "wide one")
    assert bridge.project.graph.nodes["dense_1"].name == "wide one"
    assert panel.sheet.name.text() == "wide one"
    bridge.document.undo()
    assert bridge.project.graph.nodes["dense_1"].name == ""
    assert panel.sheet.name.text() == ""


def test_a_name_typed_after_enter_is_undone_by_itself(bridge: Bridge, themes: Themes, show: Show) -> None:
    panel = NodeForm(bridge, themes)
    show(panel)
    bridge.select(["dense_1"])
    assert panel.sheet is not None
    for name in ("wide", "r", "still"):
        QTest.keyClicks(panel.sheet.name, name)
        QTest.keyClick(panel.sheet.name, Qt.Key.Key_Return)
    names = []
    while bridge.document.undo_label is not None:
        names.append(bridge.project.graph.nodes["dense_1"].name)
        bridge.document.undo()
    assert names == ["widerstill", "wider", "wide"]


def test_the_problem_of_a_node_is_repaired_with_one_click(themes: Themes, show: Show) -> None:
    bridge = Bridge(Document(chain(("input", {}), ("conv2d", {"kernel": 1}), ("output", {}))))
    panel = NodeForm(bridge, themes)
    show(panel)
    bridge.select(["conv2d_1"])
    assert panel.sheet is not None
    (notice,) = panel.sheet.problems.notices
    assert notice.isVisible()
    assert "image" in notice.sentence.text
    QTest.mouseClick(notice.button, CLICK)
    assert bridge.check.nodes["conv2d_1"].problem is None
    bridge.select(["conv2d_1"])
    assert panel.sheet is not None
    assert not panel.sheet.problems.isVisible()


def test_a_click_on_a_repair_leaves_the_keyboard_where_it_was(
    themes: Themes, show: Show, qapp: QApplication, qtbot: QtBot
) -> None:
    panel = NodeForm(bridge := Bridge(Document(chain(("input", {}), ("dense", {"units": 32}), ("output", {})))), themes)
    show(panel)
    bridge.select(["output_1"])
    assert panel.sheet is not None
    (notice,) = panel.sheet.problems.notices
    panel.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    panel.setFocus()
    with qtbot.assertNotEmitted(qapp.focusChanged):
        QTest.mouseClick(notice.button, CLICK)
    assert bridge.check.nodes["output_1"].problem is None


def test_settings_that_have_no_effect_are_not_shown(bridge: Bridge, themes: Themes, show: Show) -> None:
    panel = TrainingForm(bridge, themes)
    show(panel)
    rows = panel.form.rows
    assert not rows["momentum"].editor.isVisible()
    QTest.keyClick(rows["optimizer"].editor.field, Qt.Key.Key_Home)
    assert bridge.project.training.optimizer == "sgd"
    assert rows["momentum"].editor.isVisible()
    assert not rows["decay_every"].editor.isVisible()
    bridge.edit(edits.set_training(bridge.project, decay="step"), say("Set"))
    assert rows["decay_every"].editor.isVisible()
    bridge.document.undo()
    assert not rows["decay_every"].editor.isVisible()


def test_every_training_setting_is_edited_and_undone(bridge: Bridge, themes: Themes, show: Show) -> None:
    panel = TrainingForm(bridge, themes)
    show(panel)
    for name, row in panel.form.rows.items():
        before = bridge.project
        value = enter(row)
        assert bridge.project.training.values()[name] == value
        while bridge.project is not before:
            bridge.document.undo()
        assert row.editor.means(before.training.values()[name])


def test_devices_that_are_not_there_cannot_be_chosen(bridge: Bridge, themes: Themes, show: Show) -> None:
    inspector = Inspector(bridge, Worker(bridge), themes)
    show(inspector)
    inspector.tabs.setCurrentIndex(2)
    inspector.show_devices(("cpu",))
    box = inspector.training.form.rows["device"].editor.field
    QTest.keyClick(box, Qt.Key.Key_End)
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert bridge.project.training.device in ("auto", "cpu")
    texts = {box.itemData(row): box.itemText(row) for row in range(box.count())}
    assert "not available on this machine" in texts["cuda"]
    assert "not available on this machine" not in texts["cpu"]


@pytest.mark.parametrize("kind", list(dataset_types()))
def test_every_data_set_has_a_form_whose_fields_carry_its_values(
    kind: str, bridge: Bridge, themes: Themes, show: Show
) -> None:
    panel = DataForm(bridge, themes)
    show(panel)
    dataset = dataset_types()[kind]
    panel.chooser.setCurrentIndex(panel.chooser.row_of(dataset))
    panel.chooser.activated.emit(panel.chooser.currentIndex())
    assert type(bridge.project.data.dataset) is dataset
    assert panel.dataset_form is not None
    assert list(panel.dataset_form.rows) == [
        p.name for p in dataset.parameters_declared() if p.kind is not Kind.COLUMNS
    ]
    for name, row in panel.dataset_form.rows.items():
        if row.parameter.kind is Kind.FILE:
            continue
        before = bridge.project
        value = enter(row)
        assert bridge.project.data.dataset.values()[name] == value
        while bridge.project is not before:
            bridge.document.undo()
        assert row.editor.means(before.data.dataset.values()[name])


def test_choosing_other_data_and_coming_back_keeps_what_was_set(bridge: Bridge, themes: Themes, show: Show) -> None:
    panel = DataForm(bridge, themes)
    show(panel)
    assert panel.dataset_form is not None
    fill(panel.dataset_form.rows["rows"], "40")
    moons = panel.chooser.currentIndex()
    QTest.keyClick(panel.chooser, Qt.Key.Key_Down)
    assert bridge.project.data.dataset.type != "moons"
    panel.chooser.setCurrentIndex(moons)
    panel.chooser.activated.emit(moons)
    assert bridge.project.data.dataset.values()["rows"] == 40


@pytest.mark.parametrize(
    ("kind", "picture"), [("moons", PointPlot), ("line", PointPlot), ("iris", FirstRows), ("digits", Images)]
)
def test_the_preview_shows_rows_in_the_way_that_suits_them(
    kind: str, picture: type, bridge: Bridge, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    bridge.edit(edits.set_dataset(bridge.project, dataset_types()[kind]()), say("Choose"))
    panel = DataForm(bridge, themes)
    show(panel)
    qtbot.waitUntil(lambda: panel.preview.look is not None)
    look = panel.preview.look
    assert look is not None
    assert isinstance(panel.preview.picture, picture)
    assert look.training + look.validation == bridge.project.data.dataset.signature().rows
    assert f"{look.training:,} rows for training" in panel.preview.rows_text.text()
    assert sum(count for _, count in look.classes) == (look.training + look.validation if look.classes else 0)
    assert not panel.preview.grab().isNull()


def test_noise_is_typed_below_its_heading_and_told_and_drawn_in_the_preview(
    bridge: Bridge, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    panel = DataForm(bridge, themes)
    show(panel)
    qtbot.waitUntil(lambda: panel.preview.look is not None)
    clean = panel.preview.look
    assert clean is not None
    assert not panel.preview.noise_text.isVisible()
    field = panel.form.rows["label_noise"].editor.field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "0.2")
    assert bridge.project.data.label_noise == 0.2
    qtbot.waitUntil(panel.preview.noise_text.isVisible)
    assert "30 of 150 have another class" in panel.preview.noise_text.text()
    assert panel.preview.look is not None
    assert (panel.preview.look.targets != clean.targets).sum() == 30


def test_data_that_cannot_be_split_say_so_at_once_and_only_once(
    bridge: Bridge, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    bridge.edit(edits.set_data(bridge.project, validation=0.6, test=0.6), say("Set"))
    panel = DataForm(bridge, themes)
    show(panel)
    assert panel.problem.isVisible()
    assert "Lower these shares" in panel.problem.text
    assert not panel.preview.problem.isVisible()
    bridge.document.undo()
    qtbot.waitUntil(lambda: panel.preview.look is not None)
    assert not panel.problem.isVisible()


def test_a_panel_that_is_gone_while_its_data_are_read_does_no_harm(
    bridge: Bridge, themes: Themes, qtbot: QtBot
) -> None:
    panel = DataForm(bridge, themes)
    panel.show()
    qtbot.waitUntil(lambda: panel.preview._background.busy)
    panel.close()
    panel.deleteLater()


def test_selecting_a_node_turns_to_its_tab(bridge: Bridge, themes: Themes, show: Show) -> None:
    inspector = Inspector(bridge, Worker(bridge), themes)
    show(inspector)
    inspector.tabs.setCurrentIndex(1)
    bridge.select(["relu_1"])
    assert inspector.tabs.currentIndex() == 0


@pytest.mark.look
def test_nothing_is_cut_at_three_hundred_pixels(bridge: Bridge, themes: Themes, show: Show) -> None:
    inspector = Inspector(bridge, Worker(bridge), themes)
    inspector.setStyleSheet(sheet(themes.theme))
    show(inspector)
    inspector.resize(300, 420)
    bridge.select(["dense_1"])
    for tab, panel in enumerate((inspector.properties, inspector.data, inspector.training)):
        inspector.tabs.setCurrentIndex(tab)
        assert panel.minimumSizeHint().width() <= inspector.tabs.currentWidget().viewport().width(), panel.objectName()


def test_a_file_of_ones_own_is_chosen_and_its_target_among_its_columns(
    bridge: Bridge, themes: Themes, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    lines = [f"{row},{row % 5},{'big' if row > 9 else 'small'}" for row in range(20)]
    (tmp_path / "boxes.csv").write_text("\n".join(["length,width,size", *lines]))
    panel = DataForm(bridge, themes)
    show(panel)
    csv = panel.chooser.row_of(dataset_types()["csv"])
    panel.chooser.setCurrentIndex(csv)
    panel.chooser.activated.emit(csv)
    assert panel.problem.isVisible()
    assert panel.dataset_form is not None
    rows = panel.dataset_form.rows
    fill(rows["path"], str(tmp_path / "boxes.csv"))
    QTest.keyClick(rows["path"].editor.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.problem.isVisible())
    assert panel.columns is not None
    model = panel.columns.model
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    assert [model.index(row, Field.NAME).data() for row in range(3)] == ["length", "width", "size"]
    qtbot.waitUntil(lambda: panel.preview.look is not None)
    assert panel.preview.look is not None
    assert dict(panel.preview.look.classes) == {"big": 10, "small": 10}
    view = panel.columns.view
    view.setFocus()
    view.setCurrentIndex(model.index(0, Field.ROLE))
    QTest.keyClick(view, Qt.Key.Key_F2)
    box = view.findChild(QComboBox)
    assert [box.itemData(place) for place in range(box.count())] == ["auto", "feature", "target", "left out"]
    QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bridge.signature is not None and bridge.signature.task == "regression")
    qtbot.waitUntil(lambda: model.index(0, Field.ROLE).data() == "target")
    bridge.document.undo()
    qtbot.waitUntil(lambda: model.index(0, Field.ROLE).data() == "feature")


def test_the_browse_button_fills_in_the_chosen_file(
    bridge: Bridge, themes: Themes, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "boxes.csv"
    path.write_text("length,size\n1,2\n3,4\n")
    bridge.edit(edits.set_dataset(bridge.project, dataset_types()["csv"]()), say("Choose"))
    panel = DataForm(bridge, themes)
    show(panel)
    assert panel.dataset_form is not None
    editor = panel.dataset_form.rows["path"].editor
    assert isinstance(editor, FileEditor)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    QTest.mouseClick(editor.browse_button, CLICK)
    assert bridge.project.data.dataset.values()["path"] == str(path)
    assert panel.chooser.currentText() == "CSV file"


def test_asked_for_the_focus_the_inspector_gives_it_to_the_first_parameter(
    bridge: Bridge, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    inspector = Inspector(bridge, Worker(bridge), themes)
    show(inspector)
    qtbot.waitUntil(inspector.isActiveWindow)
    bridge.select(["dense_1"])
    inspector.tabs.setCurrentIndex(2)
    inspector.setFocus()
    assert inspector.properties.sheet is not None
    assert inspector.properties.sheet.form.rows["units"].editor.field.hasFocus()
    bridge.select(["relu_1"])
    inspector.setFocus()
    assert inspector.properties.sheet.name.hasFocus()


def test_tab_leads_from_the_name_through_the_fields_in_their_order(
    bridge: Bridge, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    panel = NodeForm(bridge, themes)
    show(panel)
    qtbot.waitUntil(panel.isActiveWindow)
    bridge.select(["dense_1"])
    assert panel.sheet is not None
    panel.sheet.name.setFocus()
    for name in ("units", "bias"):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
        assert panel.sheet.form.rows[name].editor.field.hasFocus()


def test_the_facts_say_multiply_adds_and_memory_of_what_is_selected(bridge: Bridge, themes: Themes, show: Show) -> None:
    panel = NodeForm(bridge, themes)
    show(panel)
    bridge.select(["dense_2"])
    assert panel.sheet is not None
    facts = panel.sheet.facts
    assert facts.text("work") == "16 a row"
    assert facts.text("memory") == "72 bytes of weights, 8 bytes a row"
    bridge.select(["dense_1", "dense_2"])
    assert panel.sheet is not None
    assert panel.sheet.facts.text("work") == "32 a row"
    (wire,) = bridge.project.graph.incoming["dense_2"]
    bridge.edit(edits.disconnect(bridge.project, wire), say("Disconnect"))
    assert panel.sheet.facts.text("work") == "not known yet"
