"""The predictions panel: points before a training, the network while it learns, the run that the weights come from
after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import perf_counter

import numpy
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from netbuilder.data.catalogue import dataset_types
from netbuilder.data.tables.user_tables import CsvFile
from netbuilder.messages import say
from netbuilder.predictions.predictions import Agreement, Confusion, Curve, DecisionMap
from netbuilder.predictions.predictor import Predictor
from netbuilder.project import edits
from netbuilder.project.document import Document
from netbuilder.project.project import Project
from netbuilder.runs.folder import Run, RunsFolder
from netbuilder.runs.recording import record as recorded
from netbuilder.training.progress import Stepping
from netbuilder.training.trainer import Training
from tests.drawing import drawn
from tests.stepping.test_stepper import sample
from tests.ui.panel_parts import Show, chain
from ui.predictions.prediction_worker import PredictionWorker
from ui.predictions.predictions_panel import LONGEST_REST, PACE, REST, PredictionsPanel
from ui.predictions.predictions_plot import marks
from ui.project.bridge import Bridge
from ui.theme.themes import DARK, LIGHT, Theme, Themes
from ui.training.training_session import Moment
from ui.training.worker import Worker

pytestmark = pytest.mark.look


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def panel(bridge: Bridge, worker: Worker, themes: Themes, show: Show) -> PredictionsPanel:
    predictions = PredictionsPanel(bridge, worker, themes)
    show(predictions)
    predictions.resize(620, 220)
    return predictions


def network(data: str, units: int, **training: object) -> Project:
    project = chain(("input", {}), ("dense", {"units": 8}), ("relu", {}), ("dense", {"units": units}), ("output", {}))
    return edits.set_training(edits.set_dataset(project, dataset_types()[data]()), **{"epochs": 6, **training})


def kept(project: Project, folder: Path) -> Run:
    runs = RunsFolder(folder / "m.runs")
    list(recorded(Training(project), runs))
    return runs.runs()[-1]


def train(qtbot: QtBot, worker: Worker, project: Project) -> None:
    with qtbot.waitSignal(worker.finished):
        worker.start(project, None)


def seen(qtbot: QtBot, predictions: PredictionsPanel) -> None:
    """Wait until there are predictions and nothing more is computed."""
    qtbot.waitUntil(lambda: predictions.displayed is not None and predictions.displayed.predictions is not None)


def test_before_a_training_the_points_are_shown_and_what_to_do(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    predictions = panel(bridge, worker, themes, show)
    qtbot.waitUntil(lambda: predictions.view is not None)
    assert predictions.view is not None
    assert predictions.view.isVisible()
    assert "Press Train" in predictions.view.key.note.text()
    assert not predictions.view.plot.ground.isVisible()
    assert predictions.displayed is not None
    drawn = sum(len(item.getData()[0]) for item in predictions.view.plot.points)
    assert drawn == len(predictions.displayed.scene.points.numbers) == 200
    assert (
        f"{int((~predictions.displayed.scene.points.held_out).sum())} training" in predictions.accessibleDescription()
    )


def test_without_data_it_says_so_and_draws_no_point(worker: Worker, themes: Themes, show: Show, qtbot: QtBot) -> None:
    predictions = panel(Bridge(Document(sample("bowl"))), worker, themes, show)
    qtbot.waitUntil(lambda: "this project has none" in predictions.summary())
    assert predictions.view is None


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_on_the_colours_of_heat_training_and_validation_points_differ_in_shape_and_are_seen_on_every_colour(
    theme: Theme, tmp_path: Path, worker: Worker, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    table = tmp_path / "plane.csv"
    table.write_text("a,b,y\n" + "".join(f"{k % 7},{k % 5},{k % 7 - k % 5 + 0.5}\n" for k in range(40)))
    plane = dataset_types()["csv"].parse({"path": str(table), "columns": ({"name": "y", "role": "target"},)})
    themes.choose(theme.name)
    predictions = panel(Bridge(Document(edits.set_dataset(network("line", 1), plane))), worker, themes, show)
    qtbot.waitUntil(lambda: predictions.view is not None and bool(predictions.view.plot.points))
    assert predictions.view is not None
    shapes: dict[int, set[str]] = {}
    rims: dict[str, set[str]] = {}
    for item in predictions.view.plot.points:
        symbol = item.opts["symbol"]
        shapes.setdefault(len(item.getData()[0]), set()).add(symbol)
        rims.setdefault(symbol, set()).add(item.opts["pen"].color().name())
    assert shapes == {10: {"d"}, 30: {"o"}}
    assert set(map(frozenset, rims.values())) == {frozenset({theme.text.lower(), theme.surface.lower()})}
    words = {part.text() for part in predictions.view.key.findChildren(QLabel)}
    assert {"disc: training", "diamond: validation"} <= words


@pytest.mark.parametrize(("data", "units", "sentence"), [("iris", 3, "misclassifies"), ("diabetes", 1, "true values")])
def test_without_a_plane_an_empty_panel_says_what_to_do(
    data: str, units: int, sentence: str, worker: Worker, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    predictions = panel(Bridge(Document(network(data, units))), worker, themes, show)
    qtbot.waitUntil(lambda: sentence in predictions.empty.words.text())
    assert predictions.empty.isVisible()
    assert predictions.accessibleDescription() == predictions.empty.words.text()


@pytest.mark.parametrize(
    ("data", "units", "picture"),
    [("moons", 2, DecisionMap), ("line", 1, Curve), ("iris", 3, Confusion), ("diabetes", 1, Agreement)],
)
def test_a_real_training_is_seen_while_it_runs(
    data: str, units: int, picture: type, worker: Worker, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    project = network(data, units, epochs=100_000)
    predictions = panel(Bridge(Document(project)), worker, themes, show)
    epochs: list[int] = []
    worker.seen.connect(lambda moment: epochs.append(moment.epoch))
    worker.start(project, None)
    qtbot.waitUntil(lambda: len(epochs) >= 3)
    seen(qtbot, predictions)
    worker.close()
    assert epochs == sorted(set(epochs))
    assert predictions.displayed is not None
    assert predictions.displayed.predictions is not None
    assert isinstance(predictions.displayed.predictions.picture, picture)
    assert predictions.view is not None
    assert predictions.view.isVisible()
    assert predictions.view.mistakes.isVisible() == (picture is Confusion)
    assert predictions.view.key.epoch.text().startswith("Epoch ")
    assert predictions.view.key.figures.text() in predictions.accessibleDescription()


def test_what_is_drawn_is_what_the_engine_computes_of_that_epoch(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    moments: list[Moment] = []
    worker.seen.connect(moments.append)
    predictions = panel(bridge, worker, themes, show)
    train(qtbot, worker, edits.set_training(bridge.project, epochs=300))
    assert moments
    qtbot.waitUntil(lambda: predictions.displayed is not None and predictions.displayed.epoch == moments[-1].epoch)
    wanted = Predictor(bridge.project).predict(moments[-1].weights)
    assert predictions.displayed is not None
    assert predictions.displayed.predictions is not None
    assert isinstance(predictions.displayed.predictions.picture, DecisionMap)
    assert isinstance(wanted.picture, DecisionMap)
    assert numpy.allclose(
        predictions.displayed.predictions.picture.probabilities, wanted.picture.probabilities, atol=1e-6
    )
    assert predictions.view is not None
    assert f"{wanted.validation:.0%}" in predictions.view.key.figures.text()


def test_what_takes_longer_than_the_moments_that_follow_is_not_shown_after_them(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    predictions, training, slow = panel(bridge, worker, themes, show), Training(bridge.project), Event()
    list(training.run())
    qtbot.waitUntil(lambda: predictions.displayed is not None and not predictions._background.busy)
    later = PredictionWorker().network(bridge.project, training.last_weights, 6)
    network = predictions._prediction_worker.network
    monkeypatch.setattr(predictions._prediction_worker, "network", lambda *asked: (slow.wait(60), network(*asked))[1])
    worker.seen.emit(Moment(bridge.project, 5, training.last_weights))
    worker.seen.emit(Moment(bridge.project, 6, training.last_weights, later))
    assert predictions.displayed is later
    slow.set()
    qtbot.waitUntil(lambda: not predictions._background.busy)
    assert predictions.displayed is later


def test_what_is_computed_quickly_is_seen_at_a_glance_once_all_is_ready(
    bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    prediction_worker, project, training = PredictionWorker(), bridge.project, Training(bridge.project)
    list(training.run())
    weights = training.last_weights
    monkeypatch.setattr("ui.predictions.prediction_worker.GLANCE", 60.0)
    assert prediction_worker.glance(project, weights, 5) is None
    whole, glance = prediction_worker.network(project, weights, 5), prediction_worker.glance(project, weights, 5)
    assert glance is not None
    assert glance.epoch == 5
    assert isinstance(glance.predictions.picture, DecisionMap)
    assert isinstance(whole.predictions.picture, DecisionMap)
    assert numpy.array_equal(glance.predictions.picture.probabilities, whole.predictions.picture.probabilities)
    assert prediction_worker.glance(edits.set_training(project, epochs=7), weights, 5) is None
    assert prediction_worker.glance(project, {}, 5) is None
    monkeypatch.setattr("ui.predictions.prediction_worker.GLANCE", 0.0)
    assert prediction_worker.glance(project, weights, 5) is None


def test_of_a_run_that_was_stopped_within_an_epoch_the_epoch_that_is_named_is_shown(
    bridge: Bridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netbuilder.training.loop.YIELD_SECONDS", 0.0)
    project = edits.set_training(bridge.project, batch_size=8, learning_rate=0.1)
    folder, training = RunsFolder(tmp_path / "moons.runs"), Training(project)
    for told in recorded(training, folder):
        if isinstance(told, Stepping) and (told.epoch, told.step) == (3, 2):
            training.stop()
    (run,) = folder.runs()
    prediction_worker = PredictionWorker()
    shown, named = prediction_worker.run(run, project), prediction_worker.run(run, project, 2)
    assert shown.epoch == 2
    assert shown.predictions is not None
    assert named.predictions is not None
    later = prediction_worker.network(project, run.weights(), 2)
    assert later.predictions is not None
    pictures = [one.predictions.picture for one in (shown, named, later) if one.predictions is not None]
    maps = [picture.probabilities for picture in pictures if isinstance(picture, DecisionMap)]
    assert numpy.array_equal(maps[0], maps[1])
    assert not numpy.array_equal(maps[0], maps[2])


def test_the_longer_a_fit_takes_the_longer_the_training_is_left_alone(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    predictions, times = panel(bridge, worker, themes, show), list[float]()
    prediction_worker, work = predictions._prediction_worker, predictions._prediction_worker.network
    monkeypatch.setattr("ui.predictions.prediction_worker.GLANCE", 0.0)
    monkeypatch.setattr(prediction_worker, "network", lambda *given: replace(work(*given), seconds=0.02))
    look = worker.look
    qtbot.waitUntil(lambda: predictions.displayed is not None)
    monkeypatch.setattr(worker, "look", lambda glance: (times.append(perf_counter()), look(glance)))
    worker.start(edits.set_training(bridge.project, epochs=100_000), None)
    qtbot.waitUntil(lambda: len(times) >= 4)
    worker.close()
    assert times[1] - times[0] >= PACE / 1000 * 0.9
    assert times[3] - times[2] >= LONGEST_REST * 0.9  # REST × 0.02 s is as long


def test_however_long_a_fit_takes_the_next_look_follows_within_a_second(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    predictions, rests = panel(bridge, worker, themes, show), list[int]()
    monkeypatch.setattr(worker, "state", "running")
    monkeypatch.setattr(predictions._rest, "start", rests.append)
    monkeypatch.setattr(predictions, "_cost", lambda _drawing: 0.2)
    predictions._asked_at = perf_counter()
    predictions._show(predictions._prediction_worker.points(bridge.project.data))
    assert 1000 * (LONGEST_REST - 0.5) < rests[0] <= 1000 * LONGEST_REST < 1000 * REST * 0.2


def test_nothing_is_asked_of_a_training_while_nobody_sees_the_panel(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    moments: list[Moment] = []
    worker.seen.connect(moments.append)
    predictions = panel(bridge, worker, themes, show)
    predictions.hide()
    train(qtbot, worker, bridge.project)
    assert moments == []


def test_a_panel_that_is_turned_to_during_a_training_follows_it(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    predictions = panel(bridge, worker, themes, show)
    predictions.hide()
    with qtbot.waitSignal(worker.progressed):
        worker.start(edits.set_training(bridge.project, epochs=100_000), None)
    with qtbot.waitSignal(worker.seen):
        predictions.show()
    seen(qtbot, predictions)


def test_the_weights_of_a_kept_run_are_shown_and_those_of_its_best_epoch_once_restored(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    run = kept(edits.set_training(bridge.project, epochs=40, learning_rate=0.1), tmp_path)
    assert run.best_epoch not in (None, 40)
    predictions = panel(bridge, worker, themes, show)
    predictions.show_run(run)
    seen(qtbot, predictions)
    assert predictions.view is not None
    assert predictions.view.key.epoch.text() == "Run 1, epoch 40"
    run.restore_best(bridge.check)
    predictions.show_run(run)
    qtbot.waitUntil(lambda: predictions.displayed is not None and predictions.displayed.epoch == run.best_epoch)
    assert predictions.view.key.epoch.text() == f"Run 1, epoch {run.best_epoch}"
    assert predictions.displayed is not None
    assert predictions.displayed.predictions is not None
    best = run.records[(run.best_epoch or 1) - 1]
    assert predictions.displayed.predictions.validation == pytest.approx(best.validation_metric, abs=1e-6)


def test_a_run_on_other_data_or_without_weights_leaves_the_points_and_a_sentence(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    run = kept(bridge.project, tmp_path)
    predictions = panel(bridge, worker, themes, show)
    predictions.show_run(run)
    seen(qtbot, predictions)
    assert predictions.view is not None
    bridge.edit(edits.set_data(bridge.project, split_seed=7), say("Set seed"))
    qtbot.waitUntil(lambda: "other data" in predictions.view.key.note.text())  # type: ignore[union-attr]
    assert not predictions.view.plot.ground.isVisible()
    bridge.edit(edits.set_data(bridge.project, split_seed=run.project.data.split_seed), say("Set seed"))  # type: ignore[union-attr]
    (run.path / "last.safetensors").unlink()
    qtbot.waitUntil(lambda: "last.safetensors" in predictions.view.key.note.text())  # type: ignore[union-attr]
    assert not predictions.view.plot.ground.isVisible()


def test_a_drawing_that_has_changed_since_is_told(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    predictions = panel(bridge, worker, themes, show)
    predictions.show_run(kept(bridge.project, tmp_path))
    seen(qtbot, predictions)
    assert predictions.view is not None
    assert not predictions.view.key.note.isVisible()
    bridge.edit(edits.set_parameter(bridge.project, "dense_1", "units", 3), say("Set units"))
    qtbot.waitUntil(lambda: "changed since" in predictions.view.key.note.text())  # type: ignore[union-attr]
    assert predictions.view.plot.ground.isVisible()


def test_data_that_cannot_be_read_are_a_sentence(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    predictions = panel(bridge, worker, themes, show)
    missing = dataset_types()["csv"](path=str(tmp_path / "none.csv"), columns=({"name": "z", "role": "target"},))
    bridge.edit(edits.set_dataset(bridge.project, missing), say("Choose data"))
    qtbot.waitUntil(lambda: "none.csv" in predictions.empty.words.text())
    assert predictions.empty.isVisible()
    bridge.document.undo()
    qtbot.waitUntil(lambda: "none.csv" not in predictions.empty.words.text())


def test_training_and_validation_points_differ_in_more_than_colour_and_classes_in_shape(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    predictions = panel(bridge, worker, themes, show)
    qtbot.waitUntil(lambda: predictions.displayed is not None)
    assert predictions.displayed is not None
    looks = marks(predictions.displayed.scene, LIGHT)
    assert len(set(looks)) == 4
    assert len({symbol for symbol, _, _ in looks}) == 2
    assert [filled for _, _, filled in looks] == [False, False, True, True]


def test_each_theme_has_its_own_ground(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    predictions = panel(bridge, worker, themes, show)
    predictions.show_run(kept(bridge.project, tmp_path))
    seen(qtbot, predictions)
    brightness = {}
    for theme in (LIGHT, DARK):
        themes.choose(theme.name)
        assert predictions.view is not None
        picture: QImage = predictions.view.plot.grab(QRect(80, 20, 100, 60)).toImage()
        mean = picture.scaled(1, 1, mode=Qt.TransformationMode.SmoothTransformation)  # not of one point that lies there
        brightness[theme.name] = mean.pixelColor(0, 0).lightness()
    assert brightness["light"] > 150 > 100 > brightness["dark"]


def test_beside_the_share_of_right_answers_stands_what_the_largest_class_alone_would_get(
    worker: Worker, themes: Themes, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "rare.csv").write_text("x,y\n" + "".join(f"{n * 7 % 80},{'ab'[n % 10 == 0]}\n" for n in range(80)))
    rare = CsvFile(path=str(tmp_path / "rare.csv"))
    project = edits.set_dataset(drawn(("dense", {"units": 2}), epochs=2), rare)
    predictions = panel(Bridge(Document(project)), worker, themes, show)
    predictions.show_run(kept(project, tmp_path))
    seen(qtbot, predictions)
    assert predictions.view is not None
    assert predictions.displayed is not None
    classes = getattr(predictions.displayed.predictions, "classes", None)
    assert classes is not None
    told = predictions.view.key.figures.text()
    assert told.endswith(f"largest class: {classes.largest:.0%}. Balanced: {classes.balanced_accuracy:.0%}")
    assert classes.largest > 0.8
