"""The rows of a minibatch in a window: those that are stepped through, in any epoch, as images where the data are."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import samples
from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import prepare
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.stepping.stepper import Stepper
from tests.ui.conftest import OpenWindow
from ui.language.text import precise
from ui.shell.main_window import MainWindow
from ui.stepping.batch_table import BatchModel
from ui.stepping.batch_window import BatchWindow

LEFT, Role = Qt.MouseButton.LeftButton, Qt.ItemDataRole


@pytest.fixture
def moons(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "moons.netb"
    path.write_bytes(samples.path("moons_overfit").read_bytes())
    return open_window(path)


def settled(window: MainWindow, qtbot: QtBot) -> BatchWindow:
    rows = window.findChild(BatchWindow)
    assert rows is not None
    qtbot.waitUntil(lambda: not rows.busy)
    return rows


def column(rows: BatchWindow, place: int, role: Role = Role.DisplayRole) -> list[str]:
    model = rows.table.rows
    return [model.data(model.index(row, place), role) for row in range(model.rowCount())]


def test_it_shows_the_rows_of_the_minibatch_that_is_stepped_through(moons: MainWindow, qtbot: QtBot) -> None:
    moons.views.step()
    panel = moons.views.stepping
    qtbot.waitUntil(lambda: panel.walk.record is not None)
    panel.menus.actions["minibatch"].trigger()
    qtbot.waitUntil(lambda: len(panel.walk.records) == 2)
    QTest.mouseClick(panel.where, LEFT)
    rows = settled(moons, qtbot)
    assert (rows.epoch.value(), rows.batch.value()) == (1, 2)
    entered = panel.walk.records[1].values[0].value.array
    tips = [f"The network gets {precise(float(value))}." for value in entered[:, 0]]
    assert column(rows, 2, Role.ToolTipRole) == tips


def test_any_minibatch_can_be_chosen_and_its_rows_are_those_of_the_data(moons: MainWindow, qtbot: QtBot) -> None:
    moons.views.inspector.tabs.setCurrentIndex(2)
    QTest.mouseClick(moons.views.inspector.training.see_rows, LEFT)
    rows = settled(moons, qtbot)
    project = moons.bridge.project
    QTest.keyClick(rows.batch, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: not rows.busy)
    stepper, prepared = Stepper(project), prepare(project.data)
    stepper.next()
    record = stepper.next()
    assert record is not None
    numbers = [int(text) - 1 for text in column(rows, 0)]
    places = {int(row): place for place, row in enumerate(prepared.training.rows)}
    features = prepared.training.features[[places[number] for number in numbers]]
    assert numpy.array_equal(features, record.values[0].value.array)
    assert column(rows, 2) == [precise(float(value)) for value in prepared.table.features[numbers, 0]]
    classes = prepared.signature.classes
    assert column(rows, 1) == [classes[prepared.table.targets[number]] for number in numbers]
    first = column(rows, 0)
    rows.epoch.setValue(2)
    qtbot.waitUntil(lambda: not rows.busy)
    assert column(rows, 0) != first
    assert "from seed" in rows.words.text()


def test_images_are_shown_as_images_with_the_names_of_their_classes(moons: MainWindow, qtbot: QtBot) -> None:
    moons.files.open_sample("digits_cnn")
    moons.actions_["batch_rows"].trigger()
    rows = settled(moons, qtbot)
    model = rows.table.rows
    assert model.columnCount() == 3
    picture = model.data(model.index(0, 2), Role.DecorationRole)
    assert (picture.width(), picture.height()) == (56, 56)
    assert set(column(rows, 1)) <= set(prepare(moons.bridge.project.data).signature.classes)


def test_it_follows_edits_and_says_what_is_wrong_with_the_data(moons: MainWindow, qtbot: QtBot) -> None:
    moons.actions_["batch_rows"].trigger()
    rows = settled(moons, qtbot)
    moons.bridge.edit(edits.set_training(moons.bridge.project, shuffle=False, batch_size=3), say("Set"))
    settled(moons, qtbot)
    assert rows.table.rows.rowCount() == 3
    assert "in the order of the data" in rows.words.text()
    moons.bridge.edit(edits.set_data(moons.bridge.project, validation=0.9, test=0.5), say("Set"))
    settled(moons, qtbot)
    assert any("leave none for training" in found.text() for found in rows.empty.findChildren(QLabel))
    moons.bridge.document.undo()
    settled(moons, qtbot)
    assert rows.table.rows.rowCount() == 3


def test_of_a_large_minibatch_only_what_is_in_sight_is_asked_for(
    moons: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = edits.set_dataset(moons.bridge.project, dataset_types()["blobs"].parse({"rows": 5000, "features": 400}))
    project = edits.set_data(project, training_rows=None)
    moons.bridge.edit(edits.set_training(project, batch_size=100_000), say("Set"))
    asked = list[tuple[int, int]]()
    text = BatchModel._text

    def counted(model: BatchModel, number: int, place: int) -> str:
        asked.append((number, place))
        return text(model, number, place)

    monkeypatch.setattr(BatchModel, "_text", counted)
    moons.actions_["batch_rows"].trigger()
    rows = settled(moons, qtbot)
    qtbot.waitUntil(lambda: bool(asked))
    assert rows.table.rows.rowCount() == 2500
    assert rows.table.rows.columnCount() == 402
    assert len(set(asked)) < 2000
