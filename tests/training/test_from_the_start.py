"""What the lesson trains by hand: from chosen weights, in order, with no validation rows, from epoch 0 on."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy
import pytest
import torch

import samples
from netbuilder.data.pipeline import prepare
from netbuilder.diagnosis.rules import diagnose
from netbuilder.diagnosis.verdict import judged
from netbuilder.errors import ProjectError
from netbuilder.files.read import read
from netbuilder.files.write import dumps
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.runs.folder import RunsFolder
from netbuilder.runs.recording import record
from netbuilder.shapes.check import check
from netbuilder.training.history import EpochRecord
from netbuilder.training.progress import Started
from netbuilder.training.project_problems import project_problems
from netbuilder.training.trainer import Training

LAST_BATCHES = (94.5247, 9.3428, 1.4166, 0.5224, 0.3807, 0.3495, 0.3413, 0.3390, 0.3384, 0.3382)


def line() -> Project:
    return edits.set_training(read(samples.path("line_from_100")), device="cpu")


def moons(**data: object) -> Project:
    found = edits.set_data(read(samples.path("moons_overfit")), **data)
    return edits.set_training(found, device="cpu", epochs=3)


def trained(project: Project) -> Training:
    training = Training(project)
    list(training.run())
    return training


def plain_figures(record: EpochRecord) -> tuple[int, float, float]:
    """What two trainings of the same project measure alike."""
    return record.epoch, record.train_loss, record.train_metric


def test_the_line_from_100_has_the_figures_of_the_lesson() -> None:
    training = trained(line())
    assert [record.last_batch_loss for record in training.records] == pytest.approx(LAST_BATCHES, abs=1e-3)
    weights = training.last_weights
    assert weights["dense_1.weight"].item() == pytest.approx(1.8617, abs=1e-3)
    assert weights["dense_1.bias"].item() == pytest.approx(1.0711, abs=1e-3)


def test_its_rows_are_those_of_a_notebook_that_draws_them_by_numpys_seed() -> None:
    generator = numpy.random.RandomState(13)
    x = numpy.linspace(0, 3, 120)
    y = 2 * x + 0.9 + 0.5 * generator.randn(120)
    order = generator.permutation(120)
    rows = prepare(line().data).training
    assert numpy.array_equal(rows.features[:, 0], x[order].astype("float32"))
    assert numpy.array_equal(rows.targets[:, 0], y[order].astype("float32"))


@pytest.mark.parametrize(("sizes", "count"), [((1,), 3), ((5, 1), 21), ((5, 2), 27), ((10, 1), 41), ((10, 2), 52)])
def test_the_networks_of_the_lesson_have_so_many_parameters(sizes: tuple[int, ...], count: int) -> None:
    types = layer_types()
    project, last = edits.add_node(Project(), types["input"](sizes=(2,)), (0, 0))
    for units in sizes:
        project, last = edits.add_and_connect(project, types["dense"](units=units), (0, 0), last)
    project, _ = edits.add_and_connect(project, types["output"](), (0, 0), last)
    assert check(project.graph, None).parameters == count


def test_a_plain_loop_over_the_rows_in_order_gives_every_bit_of_the_losses() -> None:
    project = line()
    rows = prepare(project.data).training
    x, y = torch.from_numpy(rows.features), torch.from_numpy(rows.targets)
    network = torch.nn.Linear(1, 1)
    torch.nn.init.constant_(network.weight, 100.0)
    torch.nn.init.zeros_(network.bias)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1, fused=True)
    expected = []
    for _ in range(10):
        for start in range(0, 120, 4):
            loss = torch.nn.functional.mse_loss(network(x[start : start + 4]), y[start : start + 4])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        expected.append(loss.item())
    assert [record.last_batch_loss for record in trained(project).records] == expected


def test_epoch_0_measures_the_starting_weights_and_changes_nothing_else() -> None:
    whole, without = moons(), moons()
    measured = trained(edits.set_training(whole, measure_start=True))
    plain = trained(without)
    assert plain.start is None
    assert measured.start is not None
    assert measured.start.epoch == 0
    assert measured.start.train_loss > measured.records[0].train_loss
    assert [plain_figures(one) for one in measured.records] == [plain_figures(one) for one in plain.records]
    assert math.isnan(measured.start.last_batch_loss)


def test_epoch_0_is_never_the_best() -> None:
    project = edits.set_training(line(), learning_rate=0.3)
    training = Training(project)
    *_, finished = training.run()
    assert training.start is not None
    assert all(record.train_loss > training.start.train_loss for record in training.records)
    assert finished.best_epoch == 1  # type: ignore[union-attr]


def test_epoch_0_is_kept_with_the_run_and_goes_on_with_it(tmp_path: Path) -> None:
    folder = RunsFolder(tmp_path / "line.runs", tmp_path)
    training = Training(line())
    started = [value for value in record(training, folder) if isinstance(value, Started)]
    run = folder.latest()
    assert run is not None
    assert started[0].start is not None
    assert run.start is not None
    assert plain_figures(run.start) == plain_figures(started[0].start)
    assert (len(run.records), run.best_epoch) == (10, 5)
    assert [found.epoch for found in run.measured] == list(range(11))
    text = (run.path / "history.csv").read_text().splitlines()
    assert [line.partition(",")[0] for line in text[1:]] == [str(epoch) for epoch in range(11)]
    resumed = Training(edits.set_training(line(), epochs=12), resume=run.resume())
    list(record(resumed, folder))
    assert resumed.start is not None
    assert plain_figures(resumed.start) == plain_figures(run.start)
    assert [found.epoch for found in folder.runs()[-1].measured] == list(range(13))


@pytest.mark.parametrize("split", ["ordered", "shuffled", "stratified"])
@pytest.mark.parametrize("test_share", [0.0, 0.2])
def test_without_validation_rows_all_others_train(split: str, test_share: float) -> None:
    prepared = prepare(moons(split=split, validation=0.0, test=test_share, training_rows=None).data)
    assert len(prepared.validation) == 0
    assert len(prepared.training) + len(prepared.test) == prepared.signature.rows
    assert bool(len(prepared.test)) == bool(test_share)


@pytest.mark.parametrize("sample", ["moons_overfit", "iris_15_rows", "digits_cnn", "circles_one_output", "line"])
def test_without_validation_rows_the_best_epoch_has_the_lowest_training_loss(sample: str) -> None:
    project = edits.set_data(read(samples.path(sample)), validation=0.0)
    training = Training(edits.set_training(project, device="cpu", epochs=3, patience=None))
    *_, finished = training.run()
    lowest = min(training.records, key=lambda record: record.train_loss)
    assert finished.best_epoch == lowest.epoch  # type: ignore[union-attr]
    assert all(math.isnan(record.validation_loss) for record in training.records)
    assert diagnose(training.records, judged(training)).state in ("early", "learning", "unseen")


def test_overfitting_is_not_judged_without_validation_rows() -> None:
    training = trained(edits.set_data(edits.set_training(line(), epochs=60), validation=0.0))
    found = diagnose(training.records, judged(training))
    assert found.state == "unseen"
    assert "cannot be judged without validation rows" in str(found.message)


def test_early_stopping_without_validation_rows_is_refused_in_words() -> None:
    project = edits.set_training(moons(validation=0.0), patience=3)
    found = check(project.graph, project.data.dataset.signature())
    assert "validation share is 0" in str(project_problems(project, found)[-1].message)
    with pytest.raises(ProjectError, match="validation share is 0"):
        list(Training(project).run())


def test_what_is_new_is_left_out_of_files_while_nobody_uses_it() -> None:
    saved = json.loads(dumps(moons(), None))
    assert not {"shuffle", "measure_start"} & saved["training"].keys()
    assert {"shuffle", "measure_start"} <= json.loads(dumps(line(), None))["training"].keys()
