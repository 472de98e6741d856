"""The same promises on a CUDA device: training, going on, and memory that runs out. Run by ``make test-gpu``."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from netbuilder.backends.torch.devices import present_devices
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.runs.folder import runs_folder
from netbuilder.runs.recording import record
from netbuilder.training.progress import EpochDone, Finished, Started
from netbuilder.training.trainer import Training
from tests.drawing import Draw

pytestmark = pytest.mark.gpu


@pytest.fixture
def on_cuda(forgetful: Project) -> Project:
    return edits.set_training(forgetful, device="cuda")


@pytest.mark.parametrize("optimizer", ["sgd", "adagrad", "rmsprop", "adam", "adamw"])
def test_without_dropout_the_device_reaches_the_losses_of_the_cpu(draw: Draw, optimizer: str) -> None:
    project = draw(("dense", {"units": 16}), ("tanh", {}), ("dense", {"units": 2}), epochs=5, optimizer=optimizer)
    found = []
    for device in ("cpu", "cuda"):
        training = Training(edits.set_training(project, device=device))
        list(training.run())
        found.append([record.train_loss for record in training.records])
    assert found[1] == pytest.approx(found[0], abs=1e-4)


def test_auto_takes_the_device(forgetful: Project) -> None:
    assert present_devices()[0] == "cuda"
    started = next(Training(edits.set_training(forgetful, device="auto")).run())
    assert isinstance(started, Started)
    assert started.device == "cuda"


def test_weights_come_back_to_the_cpu(on_cuda: Project) -> None:
    training = Training(on_cuda)
    list(training.run())
    weights = (*training.best_weights.values(), *training.last_weights.values())
    assert {tensor.device.type for tensor in weights} == {"cpu"}


def test_the_callers_stream_on_the_device_is_left_as_found(on_cuda: Project) -> None:
    torch.cuda.manual_seed(3)
    expected = torch.rand(4, device="cuda")
    torch.cuda.manual_seed(3)
    for _ in Training(on_cuda).run():
        pass
    assert torch.equal(torch.rand(4, device="cuda"), expected)


def test_going_on_equals_never_having_stopped(on_cuda: Project, tmp_path: Path) -> None:
    whole, first, runs = Training(on_cuda), Training(on_cuda), runs_folder(tmp_path / "moons.netb")
    list(whole.run())
    for progress in record(first, runs):
        if isinstance(progress, EpochDone) and progress.record.epoch == 3:
            first.stop()
    rest = Training(on_cuda, resume=runs.runs()[0].resume())
    list(rest.run())
    expected = [item.train_loss for item in whole.records]
    assert [item.train_loss for item in rest.records] == pytest.approx(expected, abs=1e-5)


def test_memory_that_runs_out_is_said_and_given_back(draw: Draw) -> None:
    before, wide = torch.cuda.memory_allocated(), ("dense", {"units": 20_000})
    training = Training(draw(wide, wide, ("dense", {"units": 2}), device="cuda"))
    torch.cuda.set_per_process_memory_fraction(0.01)
    try:
        *_, ended = training.run()
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)
    assert isinstance(ended, Finished)
    assert ended.reason == "out of memory"
    del training
    assert torch.cuda.memory_allocated() <= before + 2**20
