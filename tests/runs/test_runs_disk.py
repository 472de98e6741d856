"""Runs while the disk does not play along: folders deleted or in the way, and no room."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from netbuilder.errors import FileError
from netbuilder.project.project import Project
from netbuilder.runs import recording
from netbuilder.runs.folder import RunsFolder
from netbuilder.runs.recording import record
from netbuilder.training.progress import EpochDone, Finished, Notice, Progress
from netbuilder.training.trainer import Training
from tests.drawing import checked


def notices(progress: list[Progress]) -> list[str]:
    return [str(item.message) for item in progress if isinstance(item, Notice)]


def kept_whole(training: Training, folder: RunsFolder) -> None:
    """The one run in the folder holds all epochs and weights, and can be taken back to its best epoch."""
    (run,) = folder.runs()
    assert training.recorded_in == run.path
    assert (run.problem, run.reason, run.project) == (None, "completed", training.project)
    assert run.records == tuple(training.records)
    assert all(torch.equal(run.weights()[name], tensor) for name, tensor in training.last_weights.items())
    run.restore_best(checked(training.project))
    assert all(torch.equal(run.weights()[name], tensor) for name, tensor in training.best_weights.items())


def deleting_after(epoch: int, training: Training, folder: RunsFolder, delete: Callable[[], None]) -> list[Progress]:
    told = []
    for progress in record(training, folder):
        told.append(progress)
        if isinstance(progress, EpochDone) and progress.record.epoch == epoch:
            delete()
    return told


@pytest.mark.parametrize("epoch", [2, 6])
@pytest.mark.parametrize("often", [True, False])
def test_a_folder_deleted_while_training_is_made_again_with_all_in_it(
    forgetful: Project, folder: RunsFolder, request: pytest.FixtureRequest, epoch: int, often: bool
) -> None:
    if often:
        request.getfixturevalue("written_often")
    training = Training(forgetful)
    told = deleting_after(epoch, training, folder, lambda: shutil.rmtree(folder.path))
    assert notices(told) == []
    kept_whole(training, folder)


@pytest.mark.parametrize(
    "name", ["best.safetensors", "epochs.safetensors", "last.safetensors", "history.csv", "settings.json"]
)
def test_a_file_of_the_run_deleted_while_training_is_written_again(
    forgetful: Project, folder: RunsFolder, written_often: None, name: str
) -> None:
    training = Training(forgetful)
    told = deleting_after(5, training, folder, (folder.path / "1" / name).unlink)
    assert notices(told) == []
    kept_whole(training, folder)


def test_a_folder_deleted_while_it_is_written_to_is_made_again(
    forgetful: Project, folder: RunsFolder, written_often: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, deleted = recording.write_regular, False

    def write_and_delete(path: Path, data: bytes) -> None:
        nonlocal deleted
        if path.name == "last.safetensors" and not deleted:
            deleted = True
            shutil.rmtree(folder.path)
        real(path, data)

    monkeypatch.setattr(recording, "write_regular", write_and_delete)
    training = Training(forgetful)
    assert notices(list(record(training, folder))) == []
    assert deleted
    kept_whole(training, folder)


def test_a_folder_that_can_no_longer_be_made_costs_a_sentence_that_says_what_to_do_and_one_at_the_end(
    forgetful: Project, folder: RunsFolder, written_often: None
) -> None:
    training = Training(forgetful)

    def replace() -> None:
        shutil.rmtree(folder.path)
        folder.path.write_text("in the way")

    told = deleting_after(2, training, folder, replace)
    notice, lost = notices(told)
    assert "Free some space there, or allow writing: training continues" in notice
    assert "Choose another folder" not in notice
    assert lost.startswith(
        "The end of this run could not be written to “moons.runs”: only what was written before is saved"
    )
    assert isinstance(told[-1], Finished)
    assert folder.path.read_text() == "in the way"


def test_through_a_link_in_place_of_the_folder_nothing_is_written(
    forgetful: Project, folder: RunsFolder, written_often: None
) -> None:
    elsewhere = folder.path.with_name("elsewhere")
    elsewhere.mkdir()
    folder.path.symlink_to(elsewhere)
    first, last = notices(list(record(Training(forgetful), folder)))
    assert first == (
        "“moons.runs” is a link, so the runs in it are not read, and none is written to it. This run is not saved."
    )
    assert last.endswith("Nothing of this run was saved.")
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("name", ["moons.runs", "moons.runs/1"])
def test_a_folder_replaced_by_a_link_while_training_is_not_written_to(
    forgetful: Project, folder: RunsFolder, written_often: None, name: str
) -> None:
    elsewhere, place = folder.path.with_name("elsewhere"), folder.base / name

    def replace() -> None:
        place.rename(elsewhere)
        for file in elsewhere.rglob("*"):
            if file.is_file():
                file.write_bytes(b"stays")
        place.symlink_to(elsewhere)

    told = deleting_after(2, Training(forgetful), folder, replace)
    assert notices(told)
    assert {file.read_bytes() for file in elsewhere.rglob("*") if file.is_file()} == {b"stays"}


def test_links_in_place_of_the_files_of_a_run_are_replaced_while_training(
    forgetful: Project, folder: RunsFolder, written_often: None
) -> None:
    outside = folder.path.with_name("outside")
    outside.write_bytes(b"stays")

    def link() -> None:
        for file in (folder.path / "1").iterdir():
            file.unlink()
            file.symlink_to(outside)

    training = Training(forgetful)
    assert notices(deleting_after(3, training, folder, link)) == []
    assert outside.read_bytes() == b"stays"
    kept_whole(training, folder)


def test_what_could_not_be_written_from_the_start_is_kept_once_nothing_is_in_the_way(
    forgetful: Project, folder: RunsFolder, written_often: None
) -> None:
    folder.path.write_text("in the way")
    training = Training(forgetful)
    assert len(notices(deleting_after(4, training, folder, folder.path.unlink))) == 1
    kept_whole(training, folder)


def test_a_file_in_place_of_the_folder_costs_a_sentence(forgetful: Project, folder: RunsFolder) -> None:
    folder.path.write_text("in the way")
    told = list(record(Training(forgetful), folder))
    _, lost = notices(told)
    assert lost.startswith("Nothing of this run could be written to “moons.runs”.")
    assert isinstance(told[-1], Finished)
    assert told[-1].reason == "completed"
    assert folder.path.read_text() == "in the way"
    assert folder.runs() == []


def test_a_disk_that_is_full_from_the_start_leaves_no_folder_behind(
    forgetful: Project, folder: RunsFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise FileError("“{file}” could not be written: {reason}", file=path.name, reason=errno.errorcode[28])

    monkeypatch.setattr(recording, "write_regular", full)
    training = Training(forgetful)
    _, lost = notices(list(record(training, folder)))
    assert lost.startswith("Nothing of this run could be written to “moons.runs”.")
    assert training.recorded_in is None
    assert list(folder.path.iterdir()) == []


def test_a_full_disk_costs_a_sentence_and_what_was_missed_is_written_when_there_is_room(
    forgetful: Project, folder: RunsFolder, written_often: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, full = recording.write_regular, False

    def write_if_room(path: Path, data: bytes) -> None:
        if full:
            raise FileError("“{file}” could not be written: {reason}", file=path.name, reason=errno.errorcode[28])
        real(path, data)

    monkeypatch.setattr(recording, "write_regular", write_if_room)
    training, told = Training(forgetful), []
    for progress in record(training, folder):
        told.append(progress)
        if isinstance(progress, EpochDone):
            full = progress.record.epoch in (2, 3, 4)
    assert len(notices(told)) == 1
    (run,) = folder.runs()
    assert run.records == tuple(training.records)
    assert run.reason == "completed"
