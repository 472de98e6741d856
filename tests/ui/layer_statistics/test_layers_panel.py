"""The tab Layers in the window: figures of a run and of its epochs, the selection, and what there is nothing of."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from netbuilder.files.write import write
from netbuilder.graph.blocks import NodePath
from netbuilder.layers import layer_types
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.runs.folder import Run, runs_folder
from netbuilder.runs.recording import record
from netbuilder.training.trainer import Training
from tests.stepping.test_stepper import with_fork
from tests.ui.conftest import OpenWindow
from tests.ui.window_parts import press
from ui.layer_statistics import statistics_worker
from ui.layer_statistics.layers_panel import LayersPanel
from ui.shell.main_window import MainWindow
from ui.stepping.array_window import ArrayWindow

LEFT = Qt.MouseButton.LeftButton
EPOCHS = 6
FIRST, SECOND = NodePath("dense_1", (("fork_1", 0),)), NodePath("dense_1", (("fork_1", 1),))


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a run: a block that comes twice, with a fork in it, then a dense layer."""
    path = tmp_path_factory.mktemp("trained") / "fork.netb"
    project = edits.set_training(with_fork(), epochs=EPOCHS)
    write(path, project)
    list(record(Training(project), runs_folder(path)))
    return path


@pytest.fixture
def window(trained: Path, tmp_path: Path, open_window: OpenWindow) -> MainWindow:
    shutil.copytree(trained.parent, tmp_path / "project")
    opened = open_window(tmp_path / "project" / trained.name)
    opened.views.results.setCurrentWidget(opened.views.layers)
    return opened


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> LayersPanel:
    """The tab with everything computed."""
    settle(window.views.layers, qtbot)
    return window.views.layers


def settle(panel: LayersPanel, qtbot: QtBot) -> None:
    """Wait until nothing more is computed, and the chosen layer is shown."""
    qtbot.waitUntil(lambda: panel.displayed is not None and not panel._settle.isActive() and not panel._background.busy)


def only_run(window: MainWindow) -> Run:
    assert window.bridge.runs is not None
    (run,) = window.bridge.runs.runs()
    return run


def cells(panel: LayersPanel, path: NodePath) -> list[str]:
    model = panel.table.layers
    row = model.rows[path]
    return [str(model.data(model.index(row, column))) for column in range(model.columnCount())]


def shown_path(panel: LayersPanel) -> NodePath | None:
    return panel.layer.shown.layer.path if panel.layer.shown is not None else None


def test_a_run_is_shown_layer_by_layer_with_its_figures_at_the_epoch_to_which_one_goes_back(
    window: MainWindow, panel: LayersPanel, qtbot: QtBot
) -> None:
    weights = only_run(window).weights_at(EPOCHS)
    weight, bias = weights["dense_2.weight"].double(), weights["dense_2.bias"].double()
    name, parameters, largest, norm, gradient, zero, outputs = cells(panel, NodePath("dense_2"))
    assert (name, parameters) == ("Dense", "6")
    assert float(largest) == pytest.approx(max(float(weight.abs().max()), float(bias.abs().max())), rel=5e-3)
    assert float(norm) == pytest.approx(float((weight.square().sum() + bias.square().sum()) ** 0.5), rel=5e-3)
    assert float(gradient) > 0
    assert zero == "0%"
    assert "±" in outputs
    assert cells(panel, NodePath("relu_1", (("fork_1", 1),)))[:5] == ["fork 2 › ReLU", "–", "–", "–", "–"]
    assert panel.where.toolTip().startswith(f"Run 1, epoch {EPOCHS} · loss ")
    assert panel.displayed is not None
    assert f"{panel.displayed.statistics.rows} training rows" in panel.where.toolTip()
    before = cells(panel, NodePath("dense_2"))
    qtbot.waitUntil(window.views.time_travel.slider.isEnabled)
    window.views.time_travel.go_to(2)
    qtbot.waitUntil(lambda: "epoch 2" in panel.where.toolTip())
    weights = only_run(window).weights_at(2)
    largest = max(float(weights[f"dense_2.{name}"].abs().max()) for name in ("weight", "bias"))
    after = cells(panel, NodePath("dense_2"))
    assert float(after[2]) == pytest.approx(largest, rel=5e-3)
    assert after != before
    window.views.time_travel.go_back()
    qtbot.waitUntil(lambda: f"epoch {EPOCHS}" in panel.where.toolTip())
    assert cells(panel, NodePath("dense_2")) == before


def test_the_selection_on_the_canvas_leads_and_follows_the_table(
    window: MainWindow, panel: LayersPanel, qtbot: QtBot
) -> None:
    window.canvas.setFocus()
    window.bridge.select(["dense_2"])
    qtbot.waitUntil(lambda: shown_path(panel) == NodePath("dense_2"))
    assert panel.table.currentIndex().row() == panel.table.layers.rows[NodePath("dense_2")]
    window.bridge.select(["fork_1"])
    qtbot.waitUntil(lambda: shown_path(panel) == FIRST)
    window.bridge.enter(["fork_1"], ["tanh_1"])
    qtbot.waitUntil(lambda: shown_path(panel) == NodePath("tanh_1", (("fork_1", 0),)))
    window.bridge.enter([])
    row = panel.table.layers.rows[SECOND]
    panel.table.scrollTo(panel.table.layers.index(row, 0))
    place = panel.table.visualRect(panel.table.layers.index(row, 0)).center()
    QTest.mouseClick(panel.table.viewport(), LEFT, pos=place)
    assert window.bridge.level.path == ("fork_1",)
    assert window.bridge.selection == {"dense_1"}
    qtbot.waitUntil(lambda: shown_path(panel) == SECOND)
    settle(panel, qtbot)
    assert panel.choice.path == SECOND, "its node on the canvas is that of the first repetition, too"
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert panel.layer.isVisible()
    assert panel.layer.title.text() == "fork 2 › Dense"


def test_a_layer_in_an_open_block_is_shown_at_any_epoch_in_any_repetition(
    window: MainWindow, panel: LayersPanel, qtbot: QtBot
) -> None:
    panel.turn_to("one")
    window.bridge.enter(["fork_1"], ["dense_1"])
    qtbot.waitUntil(lambda: shown_path(panel) == FIRST)
    choice = panel.layer.repetition
    assert [choice.itemText(place) for place in range(choice.count())] == ["Repetition 1", "Repetition 2"]
    assert window.canvas.breadcrumbs.repeated.text() == "1 of 2"
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown_path(panel) == SECOND)
    window.views.time_travel.go_to(2)
    run = only_run(window)
    weights = run.weights_at(2)
    (name,) = [name for name in weights if name.endswith("dense_1.weight") and ".1." in name]

    def is_of_epoch_2() -> bool:
        shown = panel.layer.shown
        return shown is not None and numpy.array_equal(shown.arrays[0].array, weights[name].numpy())

    qtbot.waitUntil(is_of_epoch_2)
    assert shown_path(panel) == SECOND
    window.bridge.select(["tanh_1"])
    qtbot.waitUntil(lambda: shown_path(panel) == NodePath("tanh_1", (("fork_1", 1),)))
    window.bridge.enter([], ["dense_2"])
    qtbot.waitUntil(lambda: shown_path(panel) == NodePath("dense_2"))
    assert not choice.isVisible()


def test_arrays_are_images_numbers_and_histograms(window: MainWindow, panel: LayersPanel, qtbot: QtBot) -> None:
    panel.turn_to("one")
    window.bridge.select(["dense_2"])
    qtbot.waitUntil(lambda: shown_path(panel) == NodePath("dense_2"))
    weight = only_run(window).weights_at(EPOCHS)["dense_2.weight"].numpy()
    image = panel.layer.image
    assert image.tiles is not None
    assert numpy.array_equal(image.tiles.images[0], weight)
    QTest.mouseMove(image, image.middle_of(0, 1, 0).toPoint() - QPoint(2, 2))
    QTest.mouseMove(image, image.middle_of(0, 1, 0).toPoint())
    assert panel.layer.pointed.text().replace("−", "-") == f"[1, 0] = {weight[1, 0]:.4g}"
    colour = image.grab().toImage().pixelColor(image.middle_of(0, 1, 0).toPoint())
    assert (colour.red() > colour.blue()) == (weight[1, 0] > 0)
    counts = [sum(histogram.counts) for _, histogram in panel.layer.histograms]
    assert panel.layer.shown is not None
    activations = next(one.array for one in panel.layer.shown.arrays if one.kind == "activations")
    assert counts == [6, activations.size, 6]
    panel.layer.choice.setCurrentIndex(len(panel.layer.shown.arrays) - 2)
    panel.layer.choice.activated.emit(panel.layer.choice.currentIndex())
    assert numpy.array_equal(image.tiles.images[0], activations[:512])
    QTest.mouseClick(panel.layer.numbers, LEFT)
    (opened,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, ArrayWindow) and one.isVisible())
    assert numpy.array_equal(opened.array, activations)
    assert opened.windowTitle().startswith("Dense · Activations, ")
    opened.close()
    window.bridge.select(["fork_1"])
    qtbot.waitUntil(lambda: shown_path(panel) == FIRST)
    assert panel.layer.current is not None
    assert panel.layer.current.kind == "activations", "the same kind of array of the next layer"


def test_over_epochs_each_line_has_the_figures_of_its_layer(
    window: MainWindow, panel: LayersPanel, qtbot: QtBot
) -> None:
    panel.turn_to("epochs")
    qtbot.waitUntil(lambda: len(panel.epochs.figures) == EPOCHS)
    assert not panel.epochs.button.isVisible()
    largest, gradients = panel.epochs.plots
    assert set(largest.lines) == set(gradients.lines) == {FIRST, SECOND, NodePath("dense_2")}
    x, heights = largest.lines[NodePath("dense_2")].getData()
    assert x.tolist() == list(range(1, EPOCHS + 1))
    run = only_run(window)
    for epoch, height in zip(x, heights, strict=True):
        weights = run.weights_at(int(epoch))
        wanted = max(float(weights[f"dense_2.{name}"].abs().max()) for name in ("weight", "bias"))
        assert 10**height == pytest.approx(wanted, rel=1e-5)
    assert panel.displayed is not None
    for one in panel.displayed.statistics.layers:
        if one.layer.has_own_weights:
            assert 10 ** gradients.lines[one.layer.path].getData()[1][-1] == pytest.approx(one.gradient_norm, rel=1e-3)
    assert largest.here.value() == EPOCHS
    assert "fork 2 › Dense".replace(" ", "&nbsp;") in panel.epochs.legend.text()


def test_the_epochs_can_be_stopped_and_gone_on_with(
    panel: LayersPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics_worker, "AT_ONCE", 0.0)
    panel.turn_to("epochs")
    qtbot.waitUntil(lambda: len(panel.epochs.figures) == 2)
    assert set(panel.epochs.figures) == {1, EPOCHS}, "both ends come first"
    assert panel.epochs.button.text() == "Stop"
    QTest.mouseClick(panel.epochs.button, LEFT)
    qtbot.waitUntil(lambda: not panel._background.busy)
    known = len(panel.epochs.figures)
    assert known < EPOCHS
    assert panel.epochs.progress.text() == f"{known} of {EPOCHS} epochs"
    QTest.mouseClick(panel.epochs.button, LEFT)
    qtbot.waitUntil(lambda: len(panel.epochs.figures) == EPOCHS)


def test_what_has_changed_since_is_said(window: MainWindow, panel: LayersPanel) -> None:
    bridge, before = window.bridge, panel.table.layers.rowCount()
    assert not panel.note.isVisible()
    bridge.edit(edits.set_training(bridge.project, epochs=9), say("Set"))
    assert not panel.note.isVisible()
    bridge.edit(edits.set_parameter(bridge.project, "fork_1", "repeat", 3), say("Set"))
    assert "The network has changed since" in panel.note.text
    assert panel.table.layers.rowCount() == before
    bridge.document.undo()
    assert not panel.note.isVisible()
    bridge.edit(edits.set_data(bridge.project, validation=0.4), say("Set"))
    assert "The data have changed since" in panel.note.text


def test_of_a_node_that_is_no_layer_of_the_run_it_is_said_why(
    window: MainWindow, panel: LayersPanel, qtbot: QtBot
) -> None:
    bridge = window.bridge
    panel.turn_to("one")
    bridge.select(["input_1"])
    assert "values only enter or leave" in panel.layer.words.text()
    assert not panel.layer.image.isVisible()
    bridge.select([])
    assert panel.layer.image.isVisible(), "the layer that was looked at before"
    project, new = edits.add_node(bridge.project, layer_types()["relu"](), (0.0, 300.0))
    bridge.edit(project, say("Add"))
    bridge.select([new])
    assert "is not part of the network that was trained" in panel.layer.words.text()
    bridge.edit(edits.mute(edits.connect(bridge.project, "input_1", new), [new]), say("Mute"))
    bridge.select([])
    bridge.select([new])
    assert "is muted" in panel.layer.words.text()
    bridge.select(["dense_2"])
    qtbot.waitUntil(lambda: shown_path(panel) == NodePath("dense_2"))
    assert panel.layer.image.isVisible()


def test_nothing_is_computed_while_the_tab_is_hidden(window: MainWindow, panel: LayersPanel, qtbot: QtBot) -> None:
    window.bridge.select(["dense_2"])
    assert panel._settle.isActive()
    window.views.results.setCurrentWidget(window.views.runs)
    qtbot.waitUntil(lambda: not panel._settle.isActive())
    assert not panel._background.busy
    window.views.results.setCurrentWidget(panel)
    qtbot.waitUntil(lambda: shown_path(panel) == NodePath("dense_2"))
    settle(panel, qtbot)
    window.views.results.setCurrentWidget(window.views.runs)
    known = panel.displayed
    window.bridge.select(["fork_1"])
    window.views.time_travel.go_to(2)
    assert panel.displayed is known
    assert not panel._settle.isActive()
    assert not panel._background.busy
    window.views.results.setCurrentWidget(panel)
    qtbot.waitUntil(lambda: "epoch 2" in panel.where.toolTip() and shown_path(panel) == FIRST)


def test_weights_that_cannot_be_read_are_told(window: MainWindow, panel: LayersPanel, qtbot: QtBot) -> None:
    run = only_run(window)
    for file in run.path.glob("*.safetensors"):
        file.write_bytes(b"nothing")
    panel.show_run(run)
    qtbot.waitUntil(panel.empty.isVisible)
    assert "damaged" in panel.empty.words.text()
    assert panel.displayed is None


def test_before_a_training_it_says_what_to_do_and_while_one_runs_it_shows_the_saved_epochs(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    panel = window.views.layers
    window.views.results.setCurrentWidget(panel)
    qtbot.waitUntil(panel.empty.isVisible)
    assert "Press Train" in panel.empty.words.text()
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=100_000), say("Set"))
    press(window, "train")
    qtbot.waitUntil(lambda: panel.displayed is not None)
    assert panel.displayed is not None
    first = panel.displayed.epoch
    assert panel.where.toolTip().startswith("Epoch ")
    panel.turn_to("epochs")
    assert "when the training has ended" in panel.epochs.words.text()
    qtbot.waitUntil(lambda: panel.displayed is not None and panel.displayed.epoch > first)
    with qtbot.waitSignal(window.worker.finished):
        press(window, "stop")
    qtbot.waitUntil(lambda: panel.where.toolTip().startswith("Run 1, epoch "))
    qtbot.waitUntil(lambda: bool(panel.epochs.figures))
    QTest.mouseClick(panel.epochs.button, LEFT)
