"""A training that was interrupted and taken up again is the training that was not interrupted, bit for bit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from netbuilder.data.catalogue import dataset_types
from netbuilder.errors import TrainingError, UserError
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.runs.folder import Run, runs_folder
from netbuilder.runs.recording import record
from netbuilder.training import loop
from netbuilder.training.history import EpochRecord
from netbuilder.training.progress import EpochDone, Finished, Progress, Started, Stepping
from netbuilder.training.trainer import Training
from tests.drawing import Draw, checked
from tests.weights import same

SETTINGS: dict[str, dict[str, Any]] = {
    "adam, step decay": {"optimizer": "adam", "decay": "step", "decay_every": 2},
    "sgd with momentum, cosine decay": {"optimizer": "sgd", "momentum": 0.9, "decay": "cosine"},
    "rmsprop, exponential decay": {"optimizer": "rmsprop", "decay": "exponential", "decay_factor": 0.9},
    "adagrad": {"optimizer": "adagrad"},
    "adamw with clipping": {"optimizer": "adamw", "weight_decay": 0.1, "gradient_clip": 0.5},
}


@pytest.fixture
def told_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "YIELD_SECONDS", 0.0)


def interrupted(project: Project, folder: Path, enough: Callable[[Progress], bool]) -> Run:
    """Train until something has been told, then stop. Everything that goes on comes from the disk."""
    training, runs = Training(project), runs_folder(folder / "moons.netb")
    for progress in record(training, runs):
        if enough(progress):
            training.stop()
    return runs.runs()[-1]


def untimed(records: Iterator[EpochRecord] | list[EpochRecord]) -> list[EpochRecord]:
    return [replace(item, seconds=0.0) for item in records]


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize(("place", "step"), [("after an epoch", 0), ("within an epoch", 2), ("after its last step", 5)])
def test_going_on_equals_never_having_stopped(
    forgetful: Project, tmp_path: Path, told_often: None, settings: dict[str, Any], place: str, step: int
) -> None:
    project = edits.set_training(forgetful, **settings)
    whole = Training(project)
    list(whole.run())

    def enough(progress: Progress) -> bool:
        if place == "after an epoch":
            return isinstance(progress, EpochDone) and progress.record.epoch == 3
        return isinstance(progress, Stepping) and (progress.epoch, progress.step) == (3, step)

    run = interrupted(project, tmp_path, enough)
    assert run.reason == "stopped"
    assert len(run.records) == (3 if place == "after an epoch" else 2)
    rest = Training(project, resume=run.resume())
    started, *_, ended = rest.run()
    assert isinstance(started, Started)
    assert started.first_epoch == len(run.records) + 1
    assert isinstance(ended, Finished)
    assert ended.steps == 6 * 5
    assert untimed(rest.records) == untimed(whole.records)
    assert same(rest.last_weights, whole.last_weights)
    assert same(rest.best_weights, whole.best_weights)


def test_filters_that_lie_with_channels_last_go_on_with_what_adam_kept_of_each(
    draw: Draw, tmp_path: Path, told_often: None
) -> None:
    layers = (("conv2d", {"filters": 3}), ("relu", {}), ("conv2d", {"filters": 4}), ("flatten", {}))
    project = draw(*layers, ("dense", {"units": 10}), data="digits", rows_as="image")
    project = edits.set_training(project, epochs=2, batch_size=200, optimizer="adam")
    whole = Training(project)
    list(whole.run())
    assert whole.network is not None
    filters = next(one for one in whole.network.modules() if getattr(one, "in_channels", 0) == 3).weight
    assert filters.stride() != filters.contiguous().stride()
    run = interrupted(project, tmp_path, lambda told: isinstance(told, Stepping) and (told.epoch, told.step) == (2, 3))
    rest = Training(project, resume=run.resume())
    list(rest.run())
    assert untimed(rest.records) == untimed(whole.records)
    assert same(rest.last_weights, whole.last_weights)


def test_patience_remembers_the_epochs_before(draw: Draw, tmp_path: Path) -> None:
    project = draw(("dense", {"units": 64}), ("relu", {}), ("dense", {"units": 2}), epochs=500, learning_rate=0.1)
    project = edits.set_training(edits.set_data(project, training_rows=15), patience=6)
    whole = Training(project)
    *_, ended = whole.run()
    assert isinstance(ended, Finished)
    assert ended.best_epoch is not None
    middle = ended.best_epoch + 3
    run = interrupted(project, tmp_path, lambda told: isinstance(told, EpochDone) and told.record.epoch == middle)
    rest = Training(project, resume=run.resume())
    *_, again = rest.run()
    assert isinstance(again, Finished)
    assert (again.reason, again.epochs, again.best_epoch) == ("early stopping", ended.epochs, ended.best_epoch)


def test_a_continued_run_gets_a_folder_of_its_own_with_the_whole_history(forgetful: Project, tmp_path: Path) -> None:
    run = interrupted(forgetful, tmp_path, lambda told: isinstance(told, EpochDone) and told.record.epoch == 2)
    runs = runs_folder(tmp_path / "moons.netb")
    list(record(Training(forgetful, resume=run.resume()), runs))
    first, second = runs.runs()
    assert (first.number, second.number, second.resumed_from) == (1, 2, 1)
    assert (len(first.records), len(second.records)) == (2, 6)
    assert second.records[:2] == first.records
    assert second.records[2].seconds >= second.records[1].seconds


def test_a_finished_training_goes_on_when_it_is_given_more_epochs(forgetful: Project, tmp_path: Path) -> None:
    run = interrupted(forgetful, tmp_path, lambda _: False)
    longer = edits.set_training(forgetful, epochs=9)
    whole, rest = Training(longer), Training(longer, resume=run.resume())
    list(whole.run()), list(rest.run())
    assert untimed(rest.records) == untimed(whole.records)


def test_from_the_restored_best_epoch_training_goes_on_with_a_fresh_optimizer(draw: Draw, tmp_path: Path) -> None:
    project = draw(("dense", {"units": 64}), ("relu", {}), ("dense", {"units": 2}), epochs=40, learning_rate=0.1)
    run = interrupted(edits.set_data(project, training_rows=15), tmp_path, lambda _: False)
    run.restore_best(checked(project))
    again = runs_folder(tmp_path / "moons.netb").runs()[0]
    assert again.restored
    assert again.best_epoch is not None
    assert again.best_epoch < 40
    assert same(again.weights(), again.best_weights())
    rest = Training(edits.set_data(project, training_rows=15), resume=again.resume())
    started = next(rest.run())
    assert isinstance(started, Started)
    assert started.first_epoch == again.best_epoch + 1
    assert same(rest.last_weights, again.best_weights())
    assert rest.records == list(again.records[: again.best_epoch])


def test_another_optimizer_starts_afresh_from_the_weights(forgetful: Project, tmp_path: Path) -> None:
    run = interrupted(forgetful, tmp_path, lambda told: isinstance(told, EpochDone) and told.record.epoch == 3)
    other = edits.set_training(forgetful, optimizer="sgd", learning_rate=0.05)
    rest = Training(other, resume=run.resume())
    started, *_ = rest.run()
    assert isinstance(started, Started)
    assert "starts from scratch" in str(started.warnings[-1])
    assert [item.learning_rate for item in rest.records] == [0.01] * 3 + [0.05] * 3


def test_another_decay_acts_as_if_it_had_always_been(forgetful: Project, tmp_path: Path) -> None:
    run = interrupted(forgetful, tmp_path, lambda told: isinstance(told, EpochDone) and told.record.epoch == 3)
    other = edits.set_training(forgetful, decay="exponential", decay_factor=0.5)
    rest = Training(other, resume=run.resume())
    list(rest.run())
    assert [item.learning_rate for item in rest.records[3:]] == pytest.approx([0.01 / 8, 0.01 / 16, 0.01 / 32])


def test_weights_of_another_drawing_are_refused(forgetful: Project, tmp_path: Path) -> None:
    run = interrupted(forgetful, tmp_path, lambda _: False)
    wider = edits.set_parameter(forgetful, "dense_1", "units", 17)
    with pytest.raises(TrainingError, match="no longer fit"):
        list(Training(wider, resume=run.resume()).run())
    with pytest.raises(TrainingError, match="no longer fit"):
        run.restore_best(checked(wider))
    assert not run.restored


def test_weights_of_other_data_are_refused(forgetful: Project, tmp_path: Path) -> None:
    run = interrupted(forgetful, tmp_path, lambda _: False)
    other = edits.set_dataset(forgetful, dataset_types()["iris"]())
    with pytest.raises(UserError):
        run.restore_best(checked(other))
    assert not run.restored


def test_after_a_loss_that_is_no_number_training_goes_on_from_the_good_weights(draw: Draw, tmp_path: Path) -> None:
    project = draw(("dense", {"units": 1}), data="line", optimizer="sgd", learning_rate=4.0, epochs=500)
    run = interrupted(project, tmp_path, lambda _: False)
    assert run.reason == "not finite"
    calmer = edits.set_training(project, learning_rate=0.01, epochs=len(run.records) + 3)
    rest = Training(calmer, resume=run.resume())
    *_, ended = rest.run()
    assert isinstance(ended, Finished)
    assert ended.reason == "completed"
    assert rest.records[-1].train_loss < run.records[-1].train_loss
