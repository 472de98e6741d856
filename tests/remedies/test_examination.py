"""A run that lies on the disk: judged with its own data, cured where it fits the project, compared in one line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import pytest

import samples
from netbuilder.data.catalogue import dataset_types
from netbuilder.files.read import read
from netbuilder.project.edits import set_data, set_parameter, set_training
from netbuilder.project.project import Project
from netbuilder.remedies.examination import Examination, examine
from netbuilder.runs.comparison import compared, compared_epochs, same_validation_rows
from netbuilder.training.history import EpochRecord
from netbuilder.training.progress import Finished, Started
from netbuilder.training.trainer import Training
from tests.perf.remedies import flowers


def record(epoch: int, training: float, validation: float = math.nan) -> EpochRecord:
    return EpochRecord(epoch, training, validation, math.nan, math.nan, 0.1 * epoch, 0.01)


OVERFITS = [record(e, math.exp(-e / 15), 0.3 + math.exp(-e / 5) + 0.02 * max(0, e - 20)) for e in range(1, 61)]


def examined(project: Project, records: Sequence[EpochRecord] = OVERFITS) -> Examination:
    return examine(project, records, "completed", project)


def trained(project: Project) -> tuple[Training, Started, Finished]:
    training = Training(set_training(project, device="cpu"))
    first, *_, last = training.run()
    assert isinstance(first, Started)
    assert isinstance(last, Finished)
    return training, first, last


def test_a_run_of_this_project_is_diagnosed_and_offered_its_remedies() -> None:
    found = examined(flowers())
    assert found.diagnosis.state == "overfitting"
    assert [str(remedy.name) for remedy in found.remedies][:3] == ["Weight decay", "Dropout", "More rows"]
    assert found.note is None


def test_other_settings_of_the_training_are_cured_as_they_are_now() -> None:
    now = set_training(flowers(), weight_decay=0.05)
    found = examine(flowers(), OVERFITS, "completed", now)
    assert found.note is None
    assert [str(remedy.name) for remedy in found.remedies][:2] == ["Dropout", "More rows"]


@pytest.mark.parametrize(
    ("project", "words"),
    [
        (set_parameter(flowers(), "dense_1", "units", 8), "another network"),
        (set_data(flowers(), split_seed=5), "other data"),
        (read(samples.path("line")), "another network, other data"),
    ],
)
def test_a_run_of_another_network_is_judged_but_nothing_acts_on_the_wrong_one(project: Project, words: str) -> None:
    found = examine(flowers(), OVERFITS, "completed", project)
    assert found.diagnosis.state == "overfitting"
    assert found.remedies == ()
    assert str(found.note) == f"The project has changed since this run ({words}), so no remedies are offered."


def test_a_run_whose_data_are_gone_is_judged_by_its_curves_alone(tmp_path: Path) -> None:
    table = dataset_types()["csv"]().with_(path=str(tmp_path / "gone.csv"))
    project = set_data(flowers(), dataset=table)
    found = examined(project)
    assert found.diagnosis.state == "overfitting"
    assert found.remedies == ()
    assert "gone.csv" in str(found.note)


def test_a_loss_that_becomes_no_number_is_diverging_though_it_leaves_no_record() -> None:
    project = set_training(read(samples.path("line")), learning_rate=1000.0, optimizer="sgd", epochs=100)
    training, _, end = trained(project)
    assert end.reason == "not finite"
    found = examine(project, training.records, end.reason, project)
    assert found.diagnosis.state == "diverging"
    assert f"in epoch {len(training.records) + 1}" in str(found.diagnosis.message)
    slower = found.remedies[0]
    assert str(slower.name) == "Lower learning rate"
    assert "stops being a number" in str(slower.why)
    assert slower.edit(project).training.learning_rate == pytest.approx(100)


def test_a_constant_target_is_learned_and_nothing_is_claimed_of_it(tmp_path: Path) -> None:
    (tmp_path / "same.csv").write_text("x,y\n" + "".join(f"{row / 40},2.5\n" for row in range(40)))
    table = dataset_types()["csv"]().with_(path=str(tmp_path / "same.csv"))
    project = set_training(set_data(read(samples.path("line")), dataset=table), epochs=40, learning_rate=0.1)
    training, start, end = trained(project)
    assert (start.baseline.constant_loss, start.baseline.validation_rows) == (0.0, 10)
    found = examine(project, training.records, end.reason, project)
    assert found.diagnosis.state in ("fits", "learning")


def test_a_training_brings_its_baseline_with_it() -> None:
    _, start, _ = trained(set_training(flowers(), epochs=1))
    assert start.baseline.constant_loss == pytest.approx(math.log(3), rel=0.01)
    assert start.baseline.validation_rows == 30


def test_two_runs_are_compared_at_their_ends() -> None:
    long, short = [record(1, 1.0, 1.0), record(2, 0.0001, 0.3481)], [record(1, 0.0951, 0.1534)]
    assert str(compared(long, short)) == "final validation loss 0.348 → 0.153; gap 0.348 → 0.0583"
    assert str(compared_epochs(long[1], long[0])) == "validation loss 0.348 → 1; gap 0.348 → 0"
    unseen = "final training loss 0.0001 → 0.0951; without validation rows there is no more to say"
    assert str(compared([record(1, 0.0001)], short)) == unseen
    assert str(compared_epochs(record(1, 0.5), record(2, 0.25))) == "training loss 0.5 → 0.25"


def test_the_same_rows_judge_whatever_is_done_to_the_training_rows() -> None:
    project = flowers()
    for change in ({"training_rows": None}, {"input_noise": 0.3}, {"label_noise": 0.1, "noise_seed": 4}):
        assert same_validation_rows(project, set_data(project, **change))
    assert not same_validation_rows(project, set_data(project, split_seed=3))
    assert same_validation_rows(project, set_training(project, seed=9))
