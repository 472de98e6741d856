"""What lies on the disk during and after a training."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from netbuilder.commands.runs import last_run
from netbuilder.errors import FileError
from netbuilder.files.write import write
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.runs import recording
from netbuilder.runs.folder import RunsFolder, runs_folder
from netbuilder.runs.recording import record
from netbuilder.training.progress import EpochDone
from netbuilder.training.trainer import Training
from tests.drawing import Draw, checked
from tests.programs import running


def test_runs_lie_beside_the_project() -> None:
    assert runs_folder(Path("/a/moons.netb")).path == Path("/a/moons.runs")
    assert runs_folder(Path("/a/moons.v2")).path == Path("/a/moons.v2.runs")


def test_a_run_holds_what_the_training_was(forgetful: Project, folder: RunsFolder) -> None:
    training = Training(forgetful)
    list(record(training, folder))
    (run,) = folder.runs()
    assert training.recorded_in == run.path == folder.path / "1"
    assert run.problem is None
    assert run.project == forgetful
    assert run.records == tuple(training.records)
    assert (run.reason, run.device, run.number, run.resumed_from) == ("completed", "cpu", 1, None)
    assert sorted(path.name for path in run.path.iterdir()) == [
        "best.safetensors",
        "epochs.safetensors",
        "history.csv",
        "last.safetensors",
        "resume.safetensors",
        "settings.json",
    ]
    settings = json.loads((run.path / "settings.json").read_text())
    assert (settings["seed"], settings["project"]["training"]["epochs"]) == (0, 6)


def test_the_history_is_a_plain_table(forgetful: Project, folder: RunsFolder) -> None:
    training = Training(forgetful)
    list(record(training, folder))
    header, *lines = (folder.path / "1" / "history.csv").read_text().splitlines()
    assert header.split(",")[:3] == ["epoch", "train_loss", "validation_loss"]
    assert [tuple(map(float, line.split(",")[:3])) for line in lines] == [
        (item.epoch, item.train_loss, item.validation_loss) for item in training.records
    ]


@pytest.mark.parametrize("known", [7, 9])
def test_a_history_from_before_later_measures_is_read(forgetful: Project, folder: RunsFolder, known: int) -> None:
    list(record(Training(forgetful), folder))
    file = folder.path / "1" / "history.csv"
    whole = folder.runs()[0].records
    assert math.isfinite(whole[-1].balanced_accuracy)
    file.write_text("".join(",".join(line.split(",")[:known]) + "\n" for line in file.read_text().splitlines()))
    (run,) = folder.runs()
    assert [item.validation_loss for item in run.records] == [item.validation_loss for item in whole]
    assert math.isnan(run.records[-1].balanced_accuracy)
    assert math.isnan(run.records[-1].validation_error) == (known == 7)


def test_the_weights_are_pure_state_dicts(forgetful: Project, folder: RunsFolder) -> None:
    training = Training(forgetful)
    list(record(training, folder))
    assert training.network is not None
    for name, expected in (("last", training.last_weights), ("best", training.best_weights)):
        weights = load_file(folder.path / "1" / f"{name}.safetensors")
        training.network.load_state_dict(weights)
        assert all(torch.equal(weights[key], tensor) for key, tensor in expected.items())
    (run,) = folder.runs()
    assert all(torch.equal(run.weights()[key], tensor) for key, tensor in training.last_weights.items())


def test_while_training_the_disk_is_at_most_an_interval_behind(
    forgetful: Project, folder: RunsFolder, written_often: None
) -> None:
    training = Training(forgetful)
    for progress in record(training, folder):
        if isinstance(progress, EpochDone):
            (run,) = folder.runs()
            assert run.reason == "running"
            assert run.records == tuple(training.records)
            assert run.resume().records == run.records
            assert all(torch.equal(run.weights()[name], tensor) for name, tensor in training.last_weights.items())


def test_each_run_gets_the_next_number(draw: Draw, folder: RunsFolder) -> None:
    project = draw(("dense", {"units": 2}), epochs=1)
    for _ in range(2):
        list(record(Training(project), folder))
    shutil.rmtree(folder.path / "1")
    list(record(Training(project), folder))
    assert [run.number for run in folder.runs()] == [2, 3]


def test_a_run_is_known_to_be_under_way_until_its_program_ends(draw: Draw, tmp_path: Path) -> None:
    write(tmp_path / "moons.netb", draw(("dense", {"units": 2}), epochs=10**6))
    command = [sys.executable, "-m", "netbuilder", "train", str(tmp_path / "moons.netb")]
    folder = runs_folder(tmp_path / "moons.netb")
    with running(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as other:
        assert other.stderr is not None
        other.stderr.readline()
        while not [run for run in folder.runs() if run.under_way]:
            assert other.poll() is None
        own = record(Training(draw(("dense", {"units": 2}), epochs=1)), folder)
        next(own)
        assert [run.under_way for run in folder.runs()] == [True, True]
        list(own)
        assert [run.under_way for run in folder.runs()] == [True, False]
    assert [run.under_way for run in folder.runs()] == [False, False]


def test_a_run_under_way_is_not_the_last_one(forgetful: Project, folder: RunsFolder) -> None:
    under_way = record(Training(forgetful), folder)
    next(under_way)
    with pytest.raises(FileError, match="no run"):
        last_run(folder)
    list(under_way)
    assert last_run(folder).number == 1


def test_a_run_says_what_of_a_project_is_another(forgetful: Project, folder: RunsFolder) -> None:
    list(record(Training(forgetful), folder))
    (run,) = folder.runs()
    renamed = edits.rename(forgetful, "dense_1", "Hidden")
    longer = edits.set_training(renamed, epochs=40, learning_rate=0.5)
    loose, _ = edits.add_node(longer, forgetful.graph.nodes["dense_1"].layer, (9.0, 9.0))
    wider = edits.set_parameter(forgetful, "dense_1", "units", 17)
    fewer = [edits.set_data(project, training_rows=15) for project in (forgetful, wider)]
    told = [run.difference(project) for project in (forgetful, loose, wider, *fewer)]
    assert [str(message) if message else None for message in told] == [
        None,
        None,
        "another network",
        "other data",
        "another network, other data",
    ]


def test_an_abandoned_training_is_kept_where_it_stands(forgetful: Project, folder: RunsFolder) -> None:
    training = Training(forgetful)
    progress = record(training, folder)
    for item in progress:
        if isinstance(item, EpochDone) and item.record.epoch == 3:
            break
    progress.close()  # type: ignore[attr-defined]
    (run,) = folder.runs()
    assert (run.reason, len(run.records)) == ("interrupted", 3)
    whole, rest = Training(forgetful), Training(forgetful, resume=run.resume())
    list(whole.run()), list(rest.run())
    assert [item.train_loss for item in rest.records] == [item.train_loss for item in whole.records]


def test_a_killed_program_leaves_a_run_that_can_be_read(draw: Draw, tmp_path: Path) -> None:
    project = draw(("dense", {"units": 4}), ("dense", {"units": 2}), epochs=1_000_000, batch_size=1000)
    write(tmp_path / "moons.netb", project)
    script = (
        "import sys; from pathlib import Path\n"
        "from netbuilder.files.read import read\n"
        "from netbuilder.runs import recording\n"
        "from netbuilder.runs.folder import runs_folder\n"
        "from netbuilder.training.trainer import Training\n"
        "recording.HISTORY_SECONDS = recording.WEIGHTS_SECONDS = 0.0\n"
        "path = Path(sys.argv[1])\n"
        "for number, _ in enumerate(recording.record(Training(read(path)), runs_folder(path))):\n"
        "    print(number, flush=True)\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "moons.netb")]
    with running(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) == 12:
                break
        process.kill()
        process.stdout.read()
    (run,) = runs_folder(tmp_path / "moons.netb").runs()
    assert run.problem is None
    assert run.reason == "running"
    assert len(run.records) >= 11
    assert run.resume().records == run.records[: len(run.resume().records)]


def test_weights_of_a_killed_run_are_called_by_their_own_epoch(
    draw: Draw, folder: RunsFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "HISTORY_SECONDS", 0.0)  # weights are written in epoch 1, and not again for a while
    project = draw(("dense", {"units": 8}), ("relu", {}), ("dense", {"units": 2}), epochs=30)
    training, first = Training(project), {}
    killed = RunsFolder(folder.path.with_name("killed.runs"))
    for progress in record(training, folder):
        if isinstance(progress, EpochDone) and progress.record.epoch == 1:
            first = training.last_weights
        if isinstance(progress, EpochDone) and progress.record.epoch == 20:
            shutil.copytree(folder.path, killed.path)  # the disk as it is where the power goes now
    (run,) = killed.runs()
    assert (len(run.records), run.epochs_kept) == (20, (1,))
    assert run.best_epoch != 1
    assert (run.end, run.epoch, run.has_better) == (1, 1, False)
    assert all(torch.equal(run.weights()[name], tensor) for name, tensor in first.items())
    run.restore(1, checked(project))
    assert not run.restored
    (whole,) = folder.runs()
    assert (whole.end, whole.epoch) == (30, 30)


def broken(folder: RunsFolder, name: str, file: str, content: bytes | None) -> None:
    shutil.copytree(folder.path / "1", folder.path / name)
    if content is None:
        (folder.path / name / file).unlink()
    else:
        (folder.path / name / file).write_bytes(content)


def test_broken_and_foreign_folders_are_listed_with_a_sentence(forgetful: Project, folder: RunsFolder) -> None:
    list(record(Training(forgetful), folder))
    flaws: list[tuple[str, str, bytes | None]] = [
        ("2", "settings.json", None),
        ("3", "settings.json", b'{"format": 1'),
        ("4", "settings.json", b"\xff\xfe\x00"),
        ("5", "history.csv", b"a,b\n"),
        (
            "6",
            "history.csv",
            b"epoch,train_loss,validation_loss,train_metric,validation_metric,seconds,learning_rate\n1,x\n",
        ),
        ("7", "history.csv", None),
    ]
    for name, file, content in flaws:
        broken(folder, name, file, content)
    (folder.path / "holiday").mkdir()
    (folder.path / "8").mkdir()
    (folder.path / ".hidden").mkdir()
    (folder.path / "9").write_text("a file")
    foreign, good, *rest = folder.runs()
    assert "not a run" in str(foreign.problem)
    assert good.problem is None
    assert [run.number for run in rest] == [2, 3, 4, 5, 6, 7, 8]
    assert all(str(run.problem).startswith(f"Run {run.number} cannot be read: ") for run in rest)
    assert all(run.project is None and run.best_epoch is None for run in rest)


def test_a_last_line_cut_off_by_a_crash_is_left_out(forgetful: Project, folder: RunsFolder) -> None:
    list(record(Training(forgetful), folder))
    history = folder.path / "1" / "history.csv"
    history.write_bytes(history.read_bytes()[:-20])
    (run,) = folder.runs()
    assert len(run.records) == 5
    with pytest.raises(FileError, match="history ends at epoch 5"):
        run.resume()


@pytest.mark.parametrize("content", [None, b"", b"no tensors", b"\x08\x00\x00\x00\x00\x00\x00\x00{}      "])
def test_damaged_weights_are_a_sentence(forgetful: Project, folder: RunsFolder, content: bytes | None) -> None:
    list(record(Training(forgetful), folder))
    (run,) = folder.runs()
    for name in ("best", "last", "resume", "epochs"):
        path = run.path / f"{name}.safetensors"
        path.unlink() if content is None else path.write_bytes(content)
    uses: list[Callable[[], Any]] = [run.resume]
    if content is None or b"{}" not in content:  # no tensors at all are a valid file
        uses += [run.weights, partial(run.restore_best, checked(forgetful))]
    for use in uses:
        with pytest.raises(FileError, match="Train again"):
            use()
    assert not run.restored


def test_going_back_to_the_best_epoch_is_remembered(draw: Draw, folder: RunsFolder) -> None:
    project = draw(("dense", {"units": 64}), ("relu", {}), ("dense", {"units": 2}), epochs=30, learning_rate=0.1)
    training = Training(edits.set_data(project, training_rows=15))
    list(record(training, folder))
    (run,) = folder.runs()
    assert run.best_epoch is not None
    assert run.best_epoch < 30
    run.restore_best(checked(project))
    (again,) = folder.runs()
    assert again.restored
    assert all(torch.equal(again.weights()[name], tensor) for name, tensor in training.best_weights.items())
