"""More epochs and other splits, tried beside a run that its own curves leave in doubt."""

from __future__ import annotations

import math
from dataclasses import replace
from threading import Event

import numpy as np
import pytest

from netbuilder.data.pipeline import prepare, prepare_again
from netbuilder.diagnosis import split_trainings
from netbuilder.diagnosis.diagnosis import Diagnosis
from netbuilder.diagnosis.further_trainings import FEW_ROWS, SPLITS, FurtherTrainings, worth_it
from netbuilder.diagnosis.rules import diagnose
from netbuilder.diagnosis.split_trainings import SplitTrainings
from netbuilder.ensemble.protocol import Ensemble
from netbuilder.ensemble.sequential_ensemble import SequentialEnsemble
from netbuilder.ensemble.vmap_ensemble import VmapEnsemble
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.training import batches
from netbuilder.training.baseline import Baseline, Expected, Further, Measured, OtherSplit, Turn, baseline
from netbuilder.training.history import EpochRecord
from netbuilder.training.trainer import Training
from tests.drawing import drawn

EPOCHS = 12
KNOWN = Baseline(1.0, validation_rows=20)


def moons(**data: object) -> Project:
    project = drawn(("dense", {"units": 4}), ("tanh", {}), ("dense", {"units": 2}), rows=40, epochs=EPOCHS)
    return edits.set_data(edits.set_training(project, device="cpu", patience=None), **data)


def trained(project: Project) -> list[EpochRecord]:
    training = Training(project)
    for _ in training.run():
        pass
    return training.records


def tried(project: Project, records: list[EpochRecord]) -> Further:
    trainings = FurtherTrainings(project, records, KNOWN)
    for _ in trainings.run():
        pass
    return trainings.found


def curves(validation: float, rising: float = 0.0, error: float = 0.1) -> list[EpochRecord]:
    """Fifty epochs: training loss falls to 0.2, validation loss to a level, and rises by so much in the second half."""
    return [
        EpochRecord(
            epoch, 0.2 + math.exp(-epoch / 5), validation + math.exp(-epoch / 5) + rising * max(0, epoch - 25) / 25,
            math.nan, math.nan, 0.01 * epoch, 0.01, validation_error=error, rise_error=error / 2,
        )
        for epoch in range(1, 51)
    ]  # fmt: skip


def said(records: list[EpochRecord], further: Further) -> Diagnosis:
    return diagnose(records, replace(KNOWN, further=further))


def fresh(*, rise: float = 0.0, level: float = 0.3, turn: int = 25, error: float = 0.02) -> Expected:
    """What fresh rows would lose: so much at the end of the run, and so much less at its turn."""
    return Expected(Measured(level, error), Measured(rise, error), level - rise, Turn(turn))


def splits(*, rise: float, validation: float = 0.3, training: float = 0.2) -> tuple[OtherSplit, ...]:
    moved = (-0.02, -0.01, 0.0, 0.01, 0.02)
    return tuple(OtherSplit(validation + x, training, 0.02, validation + x - rise, rise + x / 4) for x in moved)


def test_the_rows_are_dealt_anew_and_the_test_rows_stay() -> None:
    project = moons(test=0.2, split="stratified")
    first = prepare(project.data)
    again, other = (prepare_again(project.data, first, seed) for seed in (1, 2))
    assert np.array_equal(again.test.rows, first.test.rows)
    assert not np.array_equal(again.validation.rows, other.validation.rows)
    dealt = np.concatenate([again.training.rows, again.validation.rows])
    assert sorted(dealt) == sorted(np.concatenate([first.training.rows, first.validation.rows]))
    assert np.array_equal(np.bincount(again.training.targets), np.bincount(first.training.targets))
    assert np.allclose(again.training.features.mean(axis=0), 0, atol=1e-5), "not scaled by its own training rows"


def test_the_longer_training_is_the_same_one_carried_on() -> None:
    project = moons()
    records = trained(project)
    longer = trained(edits.set_training(project, epochs=2 * EPOCHS))
    found = tried(project, records)
    assert (found.beside, found.epochs) == (EPOCHS, 2 * EPOCHS)
    assert found.longer == pytest.approx(float(np.median([record.validation_loss for record in longer[-3:]])))


def test_each_split_is_a_training_on_the_rows_dealt_anew() -> None:
    project = moons()
    found = tried(project, trained(project))
    assert len(found.splits) == SPLITS
    again = prepare_again(project.data, prepare(project.data), project.data.split_seed + 1)
    training = Training(project, prepared=again)
    for _ in training.run():
        pass
    last = [record.validation_loss for record in training.records[-3:]]
    assert found.splits[0].validation == pytest.approx(float(np.median(last)))
    assert found.splits[0].error == pytest.approx(
        float(np.median([record.validation_error for record in training.records[-3:]]))
    )


def test_other_models_learn_the_rows_dealt_anew_where_nobody_knows_the_truth() -> None:
    project = moons(label_noise=0.1)
    records, own = trained(project), prepare(project.data)
    assert tried(project, records).splits[0].references == ()
    judged = baseline(check(project.graph, own.signature), project, own, references=True)
    trainings = FurtherTrainings(project, records, judged)
    for _ in trainings.run():
        pass
    again = prepare_again(project.data, own, project.data.split_seed + 1)
    there = baseline(check(project.graph, again.signature), project, again, references=True)
    assert trainings.found.splits[0].references == (there.constant, *there.references)
    known = baseline(check(project.graph, own.signature), project, own)
    assert not FurtherTrainings(project, records, known)._compared


def test_where_few_rows_tell_whether_it_still_learns_the_other_splits_are_trained_longer_too() -> None:
    project = moons()
    few = FurtherTrainings(project, trained(project), replace(KNOWN, validation_rows=FEW_ROWS - 1))
    for _ in few.run():
        pass
    longer = edits.set_training(project, epochs=2 * EPOCHS)
    training = Training(
        longer, prepared=prepare_again(project.data, prepare(project.data), project.data.split_seed + 1)
    )
    for _ in training.run():
        pass
    losses = [record.validation_loss for record in training.records]
    fall = float(np.median(losses[EPOCHS - 3 : EPOCHS])) - float(np.median(losses[-3:]))
    assert few.found.splits[0].fall == pytest.approx(fall)
    assert few.found.share == len(prepare(project.data).validation) / 40


def test_where_the_longer_training_has_told_it_they_are_not() -> None:
    project = moons()
    records = trained(project)
    sure = [replace(record, validation_loss=9.0, validation_error=0.01, rise_error=0.01) for record in records]
    assert all(split.fall is None for split in tried(project, sure).splits)


def test_the_fall_is_that_of_the_validation_rows_where_no_other_split_was_trained_longer() -> None:
    project = moons()
    records = trained(project)
    sure = [replace(record, validation_loss=9.0, validation_error=0.01, rise_error=0.01) for record in records]
    longer = [record.validation_loss for record in trained(edits.set_training(project, epochs=2 * EPOCHS))]
    found = tried(project, sure)
    assert found.fall is not None
    assert found.fall.value == pytest.approx(float(np.mean(longer[EPOCHS - 3 : EPOCHS])) - longer[-1], rel=1e-4)
    assert found.fall.error > 0


def test_rows_that_other_splits_found_hard_are_known_as_such() -> None:
    """What fresh rows would lose lies between these rows and those of the splits, and is surer than these rows are."""
    project = moons()
    records = trained(project)
    found = tried(project, records)
    assert found.expected is not None
    own = float(np.mean([record.validation_loss for record in records[-3:]]))
    others = [split.validation for split in found.splits]
    assert min(own, *others) < found.expected.level.value < max(own, *others)
    assert found.expected.level.error < records[-1].validation_error


def test_a_run_that_cannot_be_repeated_has_no_longer_training() -> None:
    """Its own curve counts, row by row as far as a training that is not quite the same tells the rows apart."""
    project = moons()
    other = trained(edits.set_training(project, seed=7, learning_rate=0.1))
    found = tried(project, other)
    assert found.longer is found.fall is None
    assert found.expected is not None
    moved = tried(project, [replace(record, validation_loss=record.validation_loss + 5) for record in other])
    assert moved.expected is not None
    assert moved.expected.level.value > found.expected.level.value + 1


def test_rows_in_order_are_not_split_anew_and_without_validation_rows_nothing_is_tried() -> None:
    ordered = moons(split="ordered")
    assert tried(ordered, trained(ordered)).splits == ()
    assert FurtherTrainings(ordered, trained(ordered), replace(KNOWN, validation_rows=0)).count == 0


def test_they_stop_within_a_batch_and_go_on_where_they_were() -> None:
    project = moons()
    trainings, stopping = FurtherTrainings(project, trained(project), KNOWN), Event()
    for _ in trainings.run(stopping):
        if trainings.done == 2:
            stopping.set()
    assert (trainings.done, len(trainings.found.splits)) == (2, 1)
    assert trainings.found.expected is None, "one other split tells nothing of how splits differ"
    for _ in trainings.run():
        pass
    whole, found = tried(project, trained(project)), trainings.found
    assert (trainings.done, found.longer) == (1 + SPLITS, whole.longer)
    assert [split.validation for split in found.splits] == pytest.approx([split.validation for split in whole.splits])
    assert found.expected is not None
    assert whole.expected is not None
    assert found.expected.level.value == pytest.approx(whole.expected.level.value)


@pytest.mark.parametrize("way", [SequentialEnsemble, VmapEnsemble])
@pytest.mark.parametrize(
    "layers", [[("dense", {"units": 4}), ("tanh", {})], [("dense", {"units": 4}), ("dropout", {"rate": 0.4})]]
)
def test_trained_at_once_or_one_after_another_the_other_splits_lose_the_same(
    monkeypatch: pytest.MonkeyPatch, way: type[Ensemble], layers: list[tuple[str, dict[str, object]]]
) -> None:
    project = drawn(*layers, ("dense", {"units": 2}), rows=40, epochs=EPOCHS)
    project = edits.set_training(project, device="cpu", patience=None)
    own = prepare(project.data)
    splits = [prepare_again(project.data, own, seed) for seed in (1, 2, 3)]
    alone = list(SplitTrainings(project, splits[1:2]).run(Event()))
    monkeypatch.setattr(split_trainings, "faster_way", lambda *_: way)
    found = list(SplitTrainings(project, splits).run(Event()))
    assert len(found) == len(splits)
    assert np.allclose(found[1].rows, alone[0].rows, atol=1e-5)
    assert np.allclose(found[1].training, alone[0].training, atol=1e-5)
    assert found[1].rows.shape == (EPOCHS, len(own.validation))
    assert not np.allclose(found[0].rows, found[1].rows, atol=1e-2)


def test_of_many_rows_those_count_on_which_losses_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run judges by a sample of very many rows, and so do the trainings beside it."""
    monkeypatch.setattr(batches, "EVALUATED_ROWS", 6)
    project = moons()
    assert len(prepare(project.data).validation) > 6
    found = tried(project, trained(project))
    assert len(found.splits) == SPLITS
    assert found.expected is not None


def test_numbers_of_other_splits_are_in_the_units_of_the_run() -> None:
    project = drawn(("dense", {"units": 1}), data="line", epochs=EPOCHS)
    project = edits.set_training(project, device="cpu", patience=None)
    again = prepare_again(project.data, prepare(project.data), project.data.split_seed + 1)
    unit = float((again.target_scale / prepare(project.data).target_scale).item()) ** 2
    training = Training(project, prepared=again)
    for _ in training.run():
        pass
    found = tried(project, trained(project)).splits[0]
    assert unit != pytest.approx(1.0)
    assert found.training == pytest.approx(unit * float(np.median([r.train_loss for r in training.records[-3:]])))


def test_other_splits_show_overfitting_that_few_rows_hide() -> None:
    records, there = curves(0.3), splits(rise=0.3, validation=0.6)
    assert said(records, Further()).state == "fits"
    found = said(records, Further(50, splits=there, expected=fresh(rise=0.3, level=0.6)))
    assert (found.state, found.since) == ("overfitting", 25)
    assert str(found.why) == (
        "training loss has come down to 0.2. These validation rows hardly show it, but together with 5 other splits "
        "they suggest that the loss on new data has risen from 0.3 to 0.59."
    )


def test_other_splits_show_that_a_rise_was_luck() -> None:
    records = curves(0.3, rising=0.12, error=0.2)
    assert said(records, Further()).state != "fits"
    assert said(records, Further(50, splits=splits(rise=0.0), expected=fresh())).state == "fits"


def test_a_longer_training_decides_whether_it_still_learns() -> None:
    falling = [replace(record, validation_loss=2 - record.epoch / 50) for record in curves(0.3)]
    falling = [replace(record, train_loss=record.validation_loss - 0.01) for record in falling]
    assert said(falling, Further()).state == "learning"
    assert said(falling, Further(50, longer=1.0, epochs=100, fall=Measured(0.0, 0.03))).state != "learning"
    found = said(falling, Further(50, longer=0.4, epochs=100, fall=Measured(0.6, 0.03)))
    assert found.state == "learning"
    assert "the same training comes to 0.4 after 100 epochs" in str(found.why)


def fell(*falls: float) -> tuple[OtherSplit, ...]:
    """Other splits that a longer training lowers by so much."""
    return tuple(replace(split, fall=fall) for split, fall in zip(splits(rise=0.0), falls, strict=True))


def test_other_splits_show_that_it_still_learns_though_these_rows_hide_it() -> None:
    records = curves(0.3)
    hidden = Further(50, longer=0.3, epochs=100, fall=Measured(0.0, 0.03))
    assert said(records, hidden).state == "fits"
    shown = replace(hidden, splits=fell(0.14, 0.15, 0.16, 0.15, 0.15), expected=fresh(), fall=Measured(0.15, 0.02))
    found = said(records, shown)
    assert found.state == "learning"
    assert str(found.why) == (
        "validation loss is at 0.3. These validation rows hardly show it, but together with 5 other splits they "
        "suggest that the loss on new data is 0.15 lower after 100 epochs. More epochs would lower it."
    )
    early = diagnose(records, replace(KNOWN, further=shown), "early stopping")
    assert str(early.why).endswith("after 100 epochs without early stopping. More patience would lower it.")


def test_where_only_this_run_was_trained_longer_it_is_what_is_told() -> None:
    """The rows of the run hide the fall, by the medians that a chart shows; no other split has been trained longer."""
    found = said(curves(0.3), Further(50, longer=0.3, epochs=100, fall=Measured(0.15, 0.02)))
    assert found.state == "learning"
    assert "the same training comes to 0.3 after 100 epochs" in str(found.why)


def test_a_few_validation_rows_judge_no_training_that_falls() -> None:
    """Rows may be memorized already: only without any validation rows does training loss speak alone."""
    falling = [replace(record, train_loss=2 - record.epoch / 50) for record in curves(0.3)]
    assert diagnose(falling, Baseline(1.0, validation_rows=3)).state == "unseen"
    unseen = [replace(record, validation_loss=math.nan) for record in falling]
    assert diagnose(unseen, Baseline(1.0, validation_rows=0)).state == "learning"


def test_what_was_tried_says_nothing_of_an_earlier_epoch() -> None:
    records = curves(0.3)
    further = Further(50, longer=0.01, epochs=100, splits=splits(rise=0.5, validation=0.8))
    assert said(records[:30], further) == said(records[:30], Further())


def test_only_what_is_short_and_in_doubt_is_tried() -> None:
    project, records = moons(), curves(0.3)
    doubtful = said(records, Further())
    sure = replace(doubtful, confidence=0.99)
    assert worth_it(doubtful, project, records)
    assert not worth_it(sure, project, records)
    assert worth_it(replace(sure, state="overfitting", turn=Turn(20, (5, 30))), project, records), "since when is open"
    assert not worth_it(replace(sure, state="overfitting", turn=Turn(20)), project, records)
    assert not worth_it(replace(doubtful, state="diverging"), project, records)
    assert not worth_it(doubtful, project, [replace(records[-1], seconds=60.0)])
