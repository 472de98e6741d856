"""What cannot be trained is refused with its reason before it begins, or ends with the last good weights."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from netbuilder.errors import DeviceError, ProjectError, TrainingError
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.training.progress import Finished
from netbuilder.training.trainer import Training
from tests.drawing import Draw

from .test_trainer import finish, started


def test_a_network_too_large_for_memory_is_said_so(draw: Draw) -> None:
    training = Training(draw(("dense", {"units": 1_000_000}), ("dense", {"units": 1_000_000}), ("dense", {"units": 2})))
    (ended,) = training.run()
    assert isinstance(ended, Finished)
    assert ended.reason == "out of memory"
    assert "batch size" in str(ended.message)


def test_memory_is_asked_for_before_it_is_used(forgetful: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netbuilder.backends.torch.torch_errors._available_memory", lambda: 2_000_000)
    wide = edits.set_parameter(forgetful, "dense_1", "units", 60_000)
    (ended,) = Training(wide).run()
    assert isinstance(ended, Finished)
    assert ended.reason == "out of memory"
    assert len(finish(edits.set_training(forgetful, batch_size=1_000_000)).records) == 6


def test_memory_that_runs_out_in_the_middle_leaves_the_best_weights(forgetful: Project) -> None:
    training, calls = Training(forgetful), 0
    progress = started(training)

    def exhaust(network: torch.nn.Module, _: Any) -> None:
        nonlocal calls
        calls += network.training
        if calls == 13:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB.")

    assert training.network is not None
    training.network.register_forward_pre_hook(exhaust)
    *_, ended = progress
    assert isinstance(ended, Finished)
    assert (ended.reason, ended.epochs) == ("out of memory", 2)
    assert set(training.best_weights) == set(training.network.state_dict())


def test_an_absent_device_is_refused_with_the_present_ones(forgetful: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    with pytest.raises(DeviceError, match="Available: cpu"):
        finish(edits.set_training(forgetful, device="cuda"))


def test_a_drawing_that_cannot_be_built_is_refused_with_its_problem(forgetful: Project) -> None:
    with pytest.raises(ProjectError, match="Nothing is connected"):
        finish(edits.remove(forgetful, wires=forgetful.graph.wires))


def test_a_network_without_weights_is_refused(draw: Draw) -> None:
    with pytest.raises(TrainingError, match="nothing to learn"):
        finish(draw(("relu", {})))


def test_a_table_that_is_too_small_for_the_data_is_said_so(draw: Draw) -> None:
    layers = (("embedding", {"codes": 3, "features": 4}), ("flatten", {}), ("dense", {"units": 2}))
    with pytest.raises(TrainingError, match="an index that its table does not have"):
        finish(draw(*layers))
