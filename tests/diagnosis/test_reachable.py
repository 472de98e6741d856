"""What is known to be in reach, on these validation rows and on other splits."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from netbuilder.diagnosis.reachable import Reachable, reachable, some_beat
from netbuilder.diagnosis.rules import diagnose
from netbuilder.messages import say
from netbuilder.training.baseline import NOTHING_FURTHER, Baseline, Further, Measured, OtherSplit
from netbuilder.training.floor import Floor
from netbuilder.training.history import EpochRecord
from netbuilder.training.references import Reference

EPOCHS = 50
CONSTANT, LINEAR, SMOOTH = say("the same answer for every row"), say("a linear model"), say("a Gaussian process")
OWN = Measured(0.7, 0.1)
KNOWN = Baseline(1.0, 20, constant=Reference(CONSTANT, 1.0, 0.1), references=(Reference(LINEAR, 0.65, 0.1),))


def elsewhere(linear: float, network: float = 0.7, constant: float = 1.0) -> Further:
    """Five other splits on which a linear model has this loss, and the network that."""
    return Further(
        EPOCHS,
        splits=tuple(
            OtherSplit(
                network + moved, 0.6, 0.1, network + moved, 0.0,
                (Reference(CONSTANT, constant + moved, 0.1), Reference(LINEAR, linear + moved, 0.1)),
            )
            for moved in (-0.2, -0.1, 0.0, 0.1, 0.2)
        ),
    )  # fmt: skip


def found(baseline: Baseline, further: Further = NOTHING_FURTHER, level: Measured = OWN) -> Reachable:
    known = reachable(baseline, further, OWN, level, 1.0)
    assert known is not None
    return known


def level(loss: float, validation_error: float = 0.1) -> list[EpochRecord]:
    """Both losses have come to rest there."""
    return [
        EpochRecord(
            epoch, loss + math.exp(-epoch), loss + math.exp(-epoch), math.nan, math.nan, 0.01 * epoch, 0.01,
            validation_error=validation_error, rise_error=0.01,
        )
        for epoch in range(1, EPOCHS + 1)
    ]  # fmt: skip


def test_the_truth_is_what_can_be_reached_unless_noise_hides_it() -> None:
    told = replace(KNOWN, floor=Floor(0.2, 0.02))
    assert found(told).loss == 0.2
    assert found(replace(told, noisy=True)).loss == 0.65
    assert reachable(Baseline(), NOTHING_FURTHER, OWN, OWN, 1.0) is None


def test_without_other_splits_it_is_the_lowest_loss_on_these_rows() -> None:
    assert (found(KNOWN).by.loss, found(KNOWN).splits) == (0.65, 0)
    assert found(KNOWN).above.value == pytest.approx(0.05)
    wider = replace(KNOWN, wider=Reference(say("a wider network"), 0.3, 0.1))
    assert found(wider).by is wider.wider


def test_other_splits_show_what_few_rows_hide() -> None:
    """On its own rows the linear model is a little better by chance, on five others by far."""
    known = found(KNOWN, elsewhere(0.2))
    assert known.splits == 5
    assert known.above.value == pytest.approx(0.5, abs=0.1)
    assert known.above.error < found(KNOWN).above.error


def test_other_splits_show_that_a_low_loss_was_luck() -> None:
    lucky = replace(KNOWN, references=(Reference(LINEAR, 0.3, 0.1),))
    assert found(lucky).above.value == pytest.approx(0.4)
    assert found(lucky, elsewhere(0.75)).above.value < 0.1


def test_what_is_in_reach_is_measured_from_a_constant_answer_on_the_same_rows() -> None:
    """Validation rows that are easier than the training rows make every loss low: nothing is in reach for that."""
    easy = Baseline(1.0, 20, constant=Reference(CONSTANT, 0.6, 0.02), references=(Reference(LINEAR, 0.62, 0.02),))
    assert found(easy).by is easy.constant
    assert found(easy).reach == 0.0
    assert diagnose(level(0.95, 0.02), easy).state != "underfitting"
    assert found(KNOWN).reach == pytest.approx(0.35)
    told = found(replace(KNOWN, constant=None))
    assert told.reach == pytest.approx(1.0 - 0.65), "the cost of a constant answer in general"


def test_worse_than_a_constant_answer_on_other_splits_is_overfitting() -> None:
    """On its own rows the network is as good as a constant answer, on five others surely worse."""
    learned = [replace(record, train_loss=0.6 + math.exp(-record.epoch)) for record in level(1.0)]
    assert diagnose(learned, KNOWN).state != "overfitting"
    worse = elsewhere(linear=1.0, network=1.5)
    assert diagnose(learned, replace(KNOWN, further=worse)).state == "overfitting"


def test_one_other_split_is_not_enough() -> None:
    one = replace(elsewhere(0.2), splits=elsewhere(0.2).splits[:1])
    assert found(KNOWN, one) == found(KNOWN)


def test_underfitting_that_only_other_splits_show_is_told_with_them() -> None:
    records = level(0.7)
    assert diagnose(records, KNOWN).state != "underfitting"
    said = diagnose(records, replace(KNOWN, further=elsewhere(0.2)))
    assert said.state == "underfitting"
    assert "on 5 other splits of the data, the loss of a linear model is lower by about 0.5 on average" in str(said.why)


@pytest.mark.parametrize(("linear", "error", "beaten"), [(0.03, 0.01, True), (0.03, 0.05, False), (0.09, 0.01, False)])
def test_a_run_that_fits_is_told_what_another_model_reaches_if_that_is_surely_much_less(
    linear: float, error: float, beaten: bool
) -> None:
    """Nine tenths of what is in reach are reached: no underfitting; but a linear model loses a quarter of it."""
    others = Baseline(1.0, 200, constant=Reference(CONSTANT, 1.0, 0.05), references=(Reference(LINEAR, linear, error),))
    said = diagnose(level(0.12, error), others)
    assert (said.state, said.beaten) == ("fits", beaten)
    assert ("The loss of a linear model on the same rows is 0.03, so more can be learned." in str(said.why)) == beaten


def test_training_loss_below_what_is_in_reach_is_no_lack_of_capacity() -> None:
    low = [replace(record, train_loss=0.1 + math.exp(-record.epoch)) for record in level(0.7)]
    assert diagnose(low, replace(KNOWN, further=elsewhere(0.2))).state != "underfitting"


def test_a_model_that_beats_a_constant_answer_elsewhere_shows_that_the_inputs_tell_something() -> None:
    alike = replace(KNOWN, references=(Reference(LINEAR, 0.95, 0.1),))
    assert alike.constant is not None
    assert not some_beat(alike.constant, alike, NOTHING_FURTHER)
    assert some_beat(alike.constant, alike, elsewhere(0.5))
    assert not some_beat(alike.constant, alike, elsewhere(1.0))


@pytest.mark.parametrize(("rows", "certain"), [(9, False), (900, True)])
def test_nine_rows_that_are_all_right_do_not_rule_out_a_costly_mistake(rows: int, certain: bool) -> None:
    """Losses of a thousandth: the next row may still cost seven, as −log 0.001 does."""
    judged = Baseline(math.log(2), rows, largest_class=0.5, constant=Reference(CONSTANT, math.log(2), 0.01))
    said = diagnose(level(0.001, 0.0001), judged)
    assert said.state == "fits"
    assert (said.confidence >= 0.97) == certain
    numbers = diagnose(level(0.001, 0.0001), replace(judged, largest_class=None))
    assert numbers.confidence >= 0.97
