"""Layers opened, blocks made and unpacked after training: the weights come along, and the network predicts the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from netbuilder.errors import FileError
from netbuilder.kept_runs.carried import carried_over
from netbuilder.predictions.predictor import Predictor
from netbuilder.project import block_edits, edits
from netbuilder.project.project import Project
from netbuilder.runs.folder import Run, RunsFolder
from netbuilder.runs.recording import record
from netbuilder.training.trainer import Training
from tests.drawing import drawn
from tests.frameworks.test_opened_layers import all_opened, project_check

NETWORK = (
    ("dense", {"units": 6}),
    ("batch_norm", {}),
    ("tanh", {}),
    ("dropout", {"rate": 0.2}),
    ("dense", {"units": 2}),
)


def trained(project: Project, folder: RunsFolder, **more: object) -> Run:
    list(record(Training(project, **more), folder))  # type: ignore[arg-type]
    return folder.runs()[-1]


@pytest.fixture
def folder(tmp_path: Path) -> RunsFolder:
    return RunsFolder(tmp_path / "moons.runs")


@pytest.fixture
def project() -> Project:
    return drawn(*NETWORK, rows=60, epochs=3, batch_size=16, learning_rate=0.05, optimizer="sgd", momentum=0.9)


def predicted(project: Project, run: Run) -> torch.Tensor:
    picture = Predictor(project).predict(run.weights()).picture
    return torch.as_tensor(picture.probabilities)  # type: ignore[union-attr]


def opened(project: Project) -> Project:
    return all_opened(project)


def grouped(project: Project) -> Project:
    return block_edits.group(project, ["dense_1", "batch_norm_1", "tanh_1"], "front")[0]


def unpacked(project: Project) -> Project:
    made, block = block_edits.group(opened(project), ["dense_1", "batch_norm_1"], "front")
    return block_edits.ungroup(block_edits.ungroup(made, block)[0], "dense_2")[0]


@pytest.mark.parametrize("redraw", [opened, grouped, unpacked])
def test_a_network_drawn_in_another_way_predicts_and_learns_on_as_before(
    project: Project, folder: RunsFolder, redraw: object
) -> None:
    assert callable(redraw)
    run, other = trained(project, folder), redraw(project)
    carried = folder.run(carried_over(run, project, other, folder))
    assert carried.difference(other) is None
    assert [one.validation_loss for one in carried.records] == [one.validation_loss for one in run.records]
    assert predicted(other, carried).numpy() == pytest.approx(predicted(project, run).numpy(), abs=1e-6)
    assert carried.epochs_kept == run.epochs_kept
    carried.restore(2, project_check(other))
    longer = [edits.set_training(one, epochs=5) for one in (project, other)]
    first = trained(longer[0], folder, resume=run.resume())
    carried.restore(3, project_check(other))
    second = trained(longer[1], folder, resume=carried.resume())
    wanted, found = ([one.train_loss for one in one_run.records] for one_run in (first, second))
    assert found == pytest.approx(wanted, rel=1e-5)


def test_weights_of_another_drawing_are_refused_with_a_sentence(project: Project, folder: RunsFolder) -> None:
    run = trained(project, folder)
    wider = edits.set_parameter(project, "dense_1", "units", 7)
    with pytest.raises(FileError, match="Run 1 was trained on another drawing"):
        carried_over(run, wider, opened(wider), folder)
    with pytest.raises(FileError, match="do not give the same outputs"):
        carried_over(run, project, wider, folder)
    assert len(folder.runs()) == 1
