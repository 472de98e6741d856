"""Weights along the epochs of a run: bit-equal, there after a restart and after a kill."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from netbuilder.backends.torch.weights import size_in_bytes
from netbuilder.errors import FileError, TrainingError
from netbuilder.files.write import write
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.runs import recording
from netbuilder.runs.checkpoint_file import checkpoint_epochs
from netbuilder.runs.folder import Run, RunsFolder, runs_folder
from netbuilder.runs.recording import record
from netbuilder.training import checkpoints
from netbuilder.training.history import best
from netbuilder.training.progress import EpochDone, Stepping
from netbuilder.training.trainer import Training
from tests.drawing import Draw, checked
from tests.forking.forked import Forked
from tests.programs import finished
from tests.weights import same, stopped_at

FEW = 9


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few epochs are kept that short trainings are thinned."""
    monkeypatch.setattr(checkpoints, "MAX_CHECKPOINTS", FEW)


@pytest.fixture
def overfitting(draw: Draw) -> Project:
    """Its best epoch lies well before its last."""
    project = draw(("dense", {"units": 64}), ("relu", {}), ("dense", {"units": 2}), epochs=40, learning_rate=0.1)
    return edits.set_data(project, training_rows=15)


def trained(project: Project, folder: Path) -> Run:
    """A run, as it is read from the disk."""
    runs = runs_folder(folder / "moons.netb")
    list(record(Training(project), runs))
    return runs.runs()[-1]


def test_a_network_too_large_for_two_copies_keeps_its_best_and_its_last(
    overfitting: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "MAX_BYTES", 100)
    run = trained(overfitting, tmp_path)
    assert not (run.path / "epochs.safetensors").exists()
    assert run.epochs_kept == (run.best_epoch, 40)
    assert same(run.weights_at(40), run.weights())


def test_every_kept_epoch_has_the_weights_of_a_training_that_ended_there(
    overfitting: Project, tmp_path: Path, few: None
) -> None:
    run = trained(overfitting, tmp_path)
    assert run.best_epoch in run.epochs_kept
    assert {1, 40} <= set(run.epochs_kept)
    assert 4 <= len(run.epochs_kept) <= FEW + 2
    for epoch in run.epochs_kept:
        assert same(run.weights_at(epoch), stopped_at(overfitting, epoch))


def test_the_file_is_no_larger_than_the_bound(overfitting: Project, tmp_path: Path, few: None) -> None:
    run = trained(overfitting, tmp_path)
    assert (run.path / "epochs.safetensors").stat().st_size < (FEW + 2) * (size_in_bytes(run.weights()) + 1000)


@pytest.mark.parametrize("which", [0, 1, -1])
def test_going_on_from_a_restored_epoch_begins_with_its_weights_and_knows_its_best(
    overfitting: Project, tmp_path: Path, few: None, which: int
) -> None:
    run = trained(overfitting, tmp_path)
    epoch = [kept for kept in run.epochs_kept if kept not in (run.best_epoch, 40)][which]
    run.restore(epoch, checked(overfitting))
    again = runs_folder(tmp_path / "moons.netb").runs()[0]
    assert (again.restored, again.epoch) == (True, epoch)
    assert same(again.weights(), stopped_at(overfitting, epoch))
    rest = Training(overfitting, resume=again.resume())
    started = rest.run()
    next(started)
    lowest = best(run.records[:epoch])
    assert lowest is not None
    assert same(rest.last_weights, stopped_at(overfitting, epoch))
    assert same(rest.best_weights, stopped_at(overfitting, lowest.epoch))
    assert rest.records == list(run.records[:epoch])
    list(started)
    assert len(rest.records) == 40


def test_restoring_the_last_epoch_leads_back_to_where_the_run_ended(overfitting: Project, tmp_path: Path) -> None:
    run = trained(overfitting, tmp_path)
    ended = run.resume()
    for epoch in (7, 12, 40):
        run.restore(epoch, checked(overfitting))
        assert run.epoch == epoch
    assert not run.restored
    assert run.resume().position == ended.position is not None
    assert same(run.weights(), run.weights_at(40))


def test_a_continued_run_keeps_what_was_before(overfitting: Project, tmp_path: Path, few: None) -> None:
    folder = runs_folder(tmp_path / "moons.netb")
    whole = trained(edits.set_training(overfitting, epochs=60), tmp_path)
    first = trained(overfitting, tmp_path)
    longer = Training(edits.set_training(overfitting, epochs=60), resume=first.resume())
    list(record(longer, folder))
    second = folder.runs()[-1]
    assert second.epochs_kept == whole.epochs_kept
    assert all(same(second.weights_at(epoch), whole.weights_at(epoch)) for epoch in whole.epochs_kept)


def test_stopped_within_an_epoch_the_last_whole_epoch_is_kept_as_it_ended(
    forgetful: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netbuilder.training.loop.YIELD_SECONDS", 0.0)
    folder, training = runs_folder(tmp_path / "moons.netb"), Training(forgetful)
    for told in record(training, folder):
        if isinstance(told, Stepping) and (told.epoch, told.step) == (3, 2):
            training.stop()
    (run,) = folder.runs()
    assert len(run.records) == 2
    assert same(run.weights_at(2), stopped_at(forgetful, 2))
    assert not same(run.weights_at(2), run.weights())
    resumed = Training(forgetful, resume=run.resume())
    next(resumed.run())
    standing = resumed.standing()
    assert standing is not None
    assert same(standing.kept[2], run.weights_at(2))


def test_a_run_of_before_there_were_trails_has_its_best_and_its_last(overfitting: Project, tmp_path: Path) -> None:
    run = trained(overfitting, tmp_path)
    (run.path / "epochs.safetensors").unlink()
    assert run.epochs_kept == (run.best_epoch, 40)
    assert same(run.weights_at(40), run.weights())
    assert run.resume().kept == {}
    with pytest.raises(FileError, match=r"epoch 39 of run 1 are not saved\. The nearest saved epoch is 40\."):
        run.weights_at(39)
    (run.path / "restored.json").write_text(json.dumps({"epoch": run.best_epoch}))
    assert run.epoch == run.best_epoch
    (run.path / "restored.json").write_text("{")
    assert run.epoch == run.best_epoch


@pytest.mark.parametrize("content", [b"", b"no tensors", b"\x08\x00\x00\x00\x00\x00\x00\x00{}      "])
def test_damaged_checkpoints_leave_the_best_and_the_last(overfitting: Project, tmp_path: Path, content: bytes) -> None:
    run = trained(overfitting, tmp_path)
    (run.path / "epochs.safetensors").write_bytes(content)
    assert run.epochs_kept == (run.best_epoch, 40)
    assert len(run.resume().records) == 40


def test_epochs_after_the_end_of_a_history_cut_short_are_not_offered(overfitting: Project, tmp_path: Path) -> None:
    run = trained(overfitting, tmp_path)
    history = run.path / "history.csv"
    history.write_text("".join(history.read_text().splitlines(keepends=True)[:21]))
    (again,) = runs_folder(tmp_path / "moons.netb").runs()
    assert again.epochs_kept == tuple(range(1, 21))


def test_an_epoch_of_another_drawing_is_refused(overfitting: Project, tmp_path: Path) -> None:
    run = trained(overfitting, tmp_path)
    with pytest.raises(TrainingError, match="no longer fit"):
        run.restore(5, checked(edits.set_parameter(overfitting, "dense_1", "units", 17)))
    assert not run.restored
    shutil.rmtree(run.path)
    with pytest.raises(FileError, match="missing"):
        run.restore(40, checked(overfitting))


DRIVER = """
import os, signal, sys
import sklearn.datasets, torch._dynamo  # once, before the forks
from pathlib import Path
from netbuilder.files.read import read
from netbuilder.runs import recording
from netbuilder.runs.folder import runs_folder
from netbuilder.runs.checkpoint_file import checkpoint_epochs
from netbuilder.training.progress import EpochDone, Started
from netbuilder.training.trainer import Training

recording.WEIGHTS_SECONDS, recording.SHARE_OF_TIME, recording.EPOCHS_SHARE = 0.0, 1e9, 1e9
path = Path(sys.argv[1])
project = read(path)
for told in map(int, sys.argv[2:]):
    heard, ready = os.pipe()
    child = os.fork()
    if child == 0:
        for progress in recording.record(Training(project), runs_folder(path)):
            if isinstance(progress, Started | EpochDone):  # steps within an epoch are told on a busy machine alone
                os.write(ready, b".")
    os.close(ready)
    for _ in range(told):
        assert os.read(heard, 1), "the training ended by itself"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
"""


def test_killed_while_it_saves_a_run_has_all_of_its_checkpoints_or_none(overfitting: Project, tmp_path: Path) -> None:
    path, kills = tmp_path / "moons.netb", (1, 2, 5, 9, 12, 13)
    write(path, edits.set_training(overfitting, epochs=10**6))
    done = finished([sys.executable, "-c", DRIVER, str(path), *map(str, kills)], by=Forked)
    assert done.returncode == 0, done.stderr
    found = runs_folder(path).runs()
    assert len(found) == len(kills)
    expected = {epoch: stopped_at(overfitting, epoch) for epoch in (1, 9)}
    for run in found:
        assert run.problem is None
        for epoch in run.epochs_kept:
            weights = run.weights_at(epoch)
            assert epoch not in expected or same(weights, expected[epoch])
    assert any(len(run.epochs_kept) > 9 for run in found)


@pytest.mark.parametrize("share", [1e9, 1e-9])
def test_while_it_trains_checkpoints_are_written_as_often_as_its_share_of_the_time_allows(
    overfitting: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    monkeypatch.setattr(recording, "WEIGHTS_SECONDS", 0.0)
    monkeypatch.setattr(recording, "SHARE_OF_TIME", 1e9)
    monkeypatch.setattr(recording, "EPOCHS_SHARE", share)
    folder, written = RunsFolder(tmp_path / "m.runs"), []
    for told in record(Training(edits.set_training(overfitting, epochs=12)), folder):
        if isinstance(told, EpochDone):
            written.append(len(checkpoint_epochs(folder.path / "1" / "epochs.safetensors")))
    assert written == (list(range(1, 13)) if share > 1 else [1] * 12)
    assert folder.runs()[0].epochs_kept == tuple(range(1, 13))


def test_what_is_written_can_be_read_without_torch(overfitting: Project, tmp_path: Path) -> None:
    run = trained(overfitting, tmp_path)
    code = (
        "import sys; from pathlib import Path; from netbuilder.runs.folder import RunsFolder; "
        "run, = RunsFolder(Path(sys.argv[1])).runs(); print(len(run.epochs_kept), 'torch' in sys.modules)"
    )
    done = finished([sys.executable, "-c", code, str(run.path.parent)])
    assert done.stdout.split() == ["40", "False"], done.stderr
