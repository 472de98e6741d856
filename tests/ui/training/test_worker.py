"""Training on a thread: real trainings, real threads, real signals."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.runs.folder import RunsFolder
from netbuilder.shapes.check import check
from netbuilder.training import loop
from netbuilder.training.progress import EpochDone, Finished, Started, Stepping
from netbuilder.training.trainer import Training
from ui.application.startup import Warmup
from ui.training.training_session import Moment
from ui.training.worker import Worker


def network(**training: object) -> Project:
    """A small classifier of moons."""
    project, before = Project(), ""
    for column, (layer, values) in enumerate(
        [("input", {}), ("dense", {"units": 8}), ("relu", {}), ("dense", {"units": 2}), ("output", {})]
    ):
        project, node = edits.add_node(project, layer_types()[layer].parse(values), (220.0 * column, 0.0))
        project = edits.connect(project, before, node) if before else project
        before = node
    return edits.set_training(project, **training)


class Ear:
    """Everything that a worker has told, in order."""

    def __init__(self, worker: Worker) -> None:
        self.states: list[str] = []
        self.started: list[Started] = []
        self.epochs: list[EpochDone] = []
        self.batches = 0
        self.finished: list[Finished] = []
        self.failed: list[object] = []
        worker.state_changed.connect(self.states.append)
        worker.started.connect(self.started.append)
        worker.progressed.connect(self._progressed)
        worker.finished.connect(self.finished.append)
        worker.failed.connect(self.failed.append)

    def _progressed(self, batch: list[object]) -> None:
        self.batches += 1
        self.epochs += [value for value in batch if isinstance(value, EpochDone)]


@pytest.fixture
def worker(qtbot: QtBot, warmup: Warmup) -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("training")]


@pytest.fixture
def ear(worker: Worker) -> Ear:
    return Ear(worker)


def test_a_training_tells_its_beginning_every_epoch_and_its_end(qtbot: QtBot, worker: Worker, ear: Ear) -> None:
    with qtbot.waitSignal(worker.finished):
        worker.start(network(epochs=5), None)
    assert ear.states == ["running", "idle"]
    assert [record.record.epoch for record in ear.epochs] == [1, 2, 3, 4, 5]
    assert len(ear.started) == len(ear.finished) == 1
    assert ear.finished[0].reason == "completed"
    assert ear.finished[0].epochs == 5
    assert not ear.failed


def test_the_window_hears_of_many_epochs_at_once_and_not_of_each(qtbot: QtBot, worker: Worker, ear: Ear) -> None:
    with qtbot.waitSignal(worker.finished) as waited:
        worker.start(network(epochs=300, batch_size=1_000), None)
    assert len(ear.epochs) == 300
    assert ear.batches <= waited.args[0].seconds * 40 + 2


def test_of_what_came_between_two_looks_only_the_last_step_is_told(
    qtbot: QtBot, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "YIELD_SECONDS", 0.0)
    told: list[list[object]] = []
    worker.progressed.connect(told.append)
    worker.start(network(epochs=2, batch_size=10), None)
    assert worker._session is not None
    worker._session.result()  # the thread has ended before the window looks once
    with qtbot.waitSignal(worker.finished):
        pass
    assert [[type(value) for value in batch] for batch in told] == [[EpochDone, EpochDone]]


def test_a_step_within_an_epoch_is_told(qtbot: QtBot, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "YIELD_SECONDS", 0.0)
    told: list[object] = []
    worker.progressed.connect(told.extend)
    worker.start(network(epochs=100_000, batch_size=10), None)
    qtbot.waitUntil(lambda: any(isinstance(value, Stepping) for value in told))


def test_a_recorded_training_names_its_run(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    folder = RunsFolder(tmp_path / "moons.runs")
    with qtbot.waitSignal(worker.finished):
        worker.start(network(epochs=3), folder)
    assert worker.run is not None
    assert [run.number for run in folder.runs()] == [worker.run.number]
    assert len(folder.runs()[0].records) == 3


def test_a_run_whose_folder_was_deleted_is_kept_again_and_its_best_epoch_can_be_restored(
    qtbot: QtBot, worker: Worker, ear: Ear, tmp_path: Path
) -> None:
    folder = RunsFolder(tmp_path / "moons.runs")
    noticed: list[object] = []
    worker.noticed.connect(noticed.append)
    worker.start(network(epochs=100_000), folder)
    qtbot.waitUntil(lambda: len(ear.epochs) > 2)
    worker.pause()
    qtbot.waitUntil(folder.path.is_dir)
    shutil.rmtree(folder.path)
    with qtbot.waitSignal(worker.finished):
        worker.stop()
    assert noticed == []
    assert worker.run is not None
    assert worker.run.problem is None
    assert len(worker.run.records) == len(ear.epochs)
    assert worker.run.project is not None
    project = worker.run.project
    worker.run.restore_best(check(project.graph, project.data.dataset.signature()))
    (run,) = folder.runs()
    assert run.epoch == run.best_epoch
    assert run.weights().keys() == run.best_weights().keys() != set()


def test_a_paused_training_stands_still_until_it_is_resumed(qtbot: QtBot, worker: Worker, ear: Ear) -> None:
    worker.start(network(epochs=100_000), None)
    qtbot.waitUntil(lambda: len(ear.epochs) > 2)
    worker.pause()
    assert worker.state == "paused"
    worker.step()  # an epoch that was under way may still end
    qtbot.waitUntil(lambda: worker.state == "paused")
    before = len(ear.epochs)
    qtbot.wait(200)
    assert len(ear.epochs) == before
    worker.resume()
    qtbot.waitUntil(lambda: len(ear.epochs) > before)
    assert worker.state == "running"


def test_a_step_is_one_epoch(qtbot: QtBot, worker: Worker, ear: Ear) -> None:
    worker.start(network(epochs=100_000), None)
    qtbot.waitUntil(lambda: len(ear.epochs) > 0)
    worker.pause()
    worker.step()
    qtbot.waitUntil(lambda: worker.state == "paused")
    before = len(ear.epochs)
    for count in (1, 2):
        worker.step()
        assert worker.state == "running"
        qtbot.waitUntil(lambda: worker.state == "paused")
        assert len(ear.epochs) == before + count


@pytest.mark.parametrize("paused", [False, True])
def test_stop_ends_a_training_and_keeps_what_was_reached(
    qtbot: QtBot, worker: Worker, ear: Ear, tmp_path: Path, paused: bool
) -> None:
    folder = RunsFolder(tmp_path / "moons.runs")
    worker.start(network(epochs=100_000), folder)
    qtbot.waitUntil(lambda: len(ear.epochs) > 2)
    if paused:
        worker.pause()
    with qtbot.waitSignal(worker.finished):
        worker.stop()
        assert worker.state == "stopping"
    assert ear.states[-2:] == ["stopping", "idle"]
    assert ear.finished[0].reason == "stopped"
    assert len(folder.runs()[0].records) == len(ear.epochs)


def test_a_training_stopped_before_it_began_ends(qtbot: QtBot, ear: Ear) -> None:
    gate = threading.Event()
    worker = Worker(ready=gate.wait)
    heard = Ear(worker)
    worker.start(network(epochs=100_000), None)
    worker.stop()
    with qtbot.waitSignal(worker.finished):
        gate.set()
    assert heard.finished[0].reason == "stopped"


def test_a_network_that_cannot_be_trained_fails_with_a_sentence(qtbot: QtBot, worker: Worker, ear: Ear) -> None:
    with qtbot.waitSignal(worker.failed):
        worker.start(Project(), None)
    assert worker.state == "idle"
    assert not ear.finished
    assert "." in str(ear.failed[0])


def test_an_unforeseen_error_reaches_the_hook_and_leaves_the_worker_idle(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, value, trace: met.append(kind))

    def broken() -> None:
        raise ZeroDivisionError

    worker = Worker(ready=broken)
    worker.start(network(), None)
    qtbot.waitUntil(lambda: bool(met))
    assert met == [ZeroDivisionError]
    assert worker.state == "idle"


def test_closing_waits_for_the_thread(qtbot: QtBot, worker: Worker, ear: Ear) -> None:
    worker.start(network(epochs=100_000), None)
    qtbot.waitUntil(lambda: len(ear.epochs) > 0)
    worker.close()
    assert worker.state == "idle"
    assert len(ear.finished) == 1


def test_a_second_start_while_one_is_under_way_does_nothing(qtbot: QtBot, worker: Worker, ear: Ear) -> None:
    with qtbot.waitSignal(worker.finished):
        worker.start(network(epochs=3), None)
        worker.start(network(epochs=9), None)
    assert len(ear.epochs) == 3


def test_one_training_after_another_gives_the_same_numbers(qtbot: QtBot, worker: Worker, ear: Ear) -> None:
    for _ in range(2):
        with qtbot.waitSignal(worker.finished):
            worker.start(network(epochs=4, seed=3), None)
    losses = [done.record.validation_loss for done in ear.epochs]
    assert losses[:4] == losses[4:]


def test_weights_are_told_to_those_who_look_once_and_belong_to_the_end_of_an_epoch(
    qtbot: QtBot, worker: Worker, ear: Ear
) -> None:
    moments: list[Moment] = []
    worker.seen.connect(moments.append)
    project = network(epochs=3)
    worker.start(project, None)
    with qtbot.waitSignal(worker.finished):
        worker.look()
    (moment,) = moments
    alone = Training(edits.set_training(project, epochs=moment.epoch))
    list(alone.run())
    assert moment.project is project
    assert {name: tensor.tolist() for name, tensor in moment.weights.items()} == {
        name: tensor.tolist() for name, tensor in alone.last_weights.items()
    }


def test_a_glance_is_taken_by_the_thread_that_trains(qtbot: QtBot, worker: Worker, ear: Ear) -> None:
    moments: list[Moment] = []
    worker.seen.connect(moments.append)
    worker.start(network(epochs=3), None)
    with qtbot.waitSignal(worker.finished):
        worker.look(lambda moment: (moment.epoch, threading.current_thread().name))
    (moment,) = moments
    epoch, thread = moment.made
    assert epoch == moment.epoch
    assert thread.startswith("training")


def test_nobody_copies_weights_while_nobody_looks(qtbot: QtBot, worker: Worker, ear: Ear) -> None:
    moments: list[Moment] = []
    worker.seen.connect(moments.append)
    with qtbot.waitSignal(worker.finished):
        worker.start(network(epochs=3), None)
    assert moments == []


def test_in_a_pause_the_weights_can_be_looked_at(qtbot: QtBot, worker: Worker, ear: Ear) -> None:
    worker.start(network(epochs=100_000), None)
    worker.pause()
    worker.step()
    qtbot.waitUntil(lambda: worker.state == "paused" and len(ear.epochs) > 0)
    for _ in range(2):
        with qtbot.waitSignal(worker.seen) as told:
            worker.look()
        assert told.args[0].epoch == ear.epochs[-1].record.epoch
