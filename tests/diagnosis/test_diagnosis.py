"""What is said of curves: the right state nearly always, the turn in its place, and nothing that cannot be known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

import samples
from netbuilder.data.pipeline import prepare
from netbuilder.diagnosis.diagnosis import ALMOST_CERTAIN, Diagnosis
from netbuilder.diagnosis.rules import diagnose
from netbuilder.diagnosis.thresholds import THRESHOLDS
from netbuilder.diagnosis.trends import MAX_POINTS, trends
from netbuilder.diagnosis.verdict import verdict
from netbuilder.files.read import read
from netbuilder.messages import say
from netbuilder.project.edits import set_data, set_parameter, set_training
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.training.baseline import Baseline, baseline
from netbuilder.training.floor import Floor
from netbuilder.training.history import EpochRecord
from netbuilder.training.references import Reference
from netbuilder.training.trainer import Training
from tests.diagnosis.drawn_runs import falling, memorized, run, turning
from tests.drawing import Draw
from tests.perf.diagnosis import FALSE_ALARMS, RIGHT, scored
from tests.perf.labelled_curves import drawn
from tests.perf.labelled_runs import families

SEED, ROUNDS, RUN = 31, 4, 55


def trained(project: Project) -> Sequence[EpochRecord]:
    training = Training(set_training(project, device="cpu"))
    for _ in training.run():
        pass
    return training.records


def diagnosed(project: Project) -> Diagnosis:
    prepared = prepare(project.data)
    known = baseline(check(project.graph, prepared.signature), project, prepared)
    return diagnose(trained(project), known)


def test_drawn_curves_of_every_shape_are_named_rightly() -> None:
    score = scored(drawn(SEED, ROUNDS))
    assert len(score.pairs) == 72
    assert score.right >= RIGHT
    assert score.turns >= RIGHT
    assert score.false_alarms <= FALSE_ALARMS


def test_real_runs_of_every_family_are_named_rightly() -> None:
    score = scored([run for family in families() if (run := family.run(RUN)) is not None])
    assert len(score.pairs) >= 20
    assert score.right >= RIGHT
    assert score.turns >= RIGHT
    assert score.false_alarms == 0


def test_overfitting_is_named_with_its_epoch_its_rise_and_how_sure_it_is() -> None:
    records = run(100, memorized, turning)
    found = diagnose(records)
    assert found.state == "overfitting"
    assert (found.since, found.best) == (40, 40)
    assert found.confidence > ALMOST_CERTAIN
    assert str(found.message) == (
        f"Overfitting since epoch 40 (almost certain): validation loss has risen {percent(records):.0f}% from its best "
        f"({records[39].validation_loss:.3g} in epoch 40), while training loss has come down to "
        f"{records[-1].train_loss:.3g}."
    )


def percent(records: Sequence[EpochRecord]) -> float:
    """How far validation loss lies above its lowest at the last epoch, as anybody reads from the curve."""
    lowest = min(record.validation_loss for record in records)
    return 100 * (records[-1].validation_loss / lowest - 1)


@pytest.mark.parametrize("epochs", [100, 9_999])
def test_the_figures_told_are_those_of_the_curve_as_measured(epochs: int) -> None:
    """A jagged curve: its lowest epoch is not where the smoothed course turns, and not among those looked at."""

    def jagged(epoch: int) -> float:
        share = 100 * epoch / epochs
        lucky = 0.7 if epoch == round(0.3 * epochs) else 1.0
        return lucky * (0.1 + math.exp(-share / 5) + 0.01 * max(0.0, share - 40)) * (1.02 if epoch % 2 else 0.98)

    records = run(epochs, lambda epoch: math.exp(-20 * epoch / epochs), jagged)
    found = diagnose(records)
    assert found.state == "overfitting"
    assert found.best == round(0.3 * epochs)
    assert found.since == pytest.approx(0.4 * epochs, abs=0.05 * epochs)
    assert found.rise == pytest.approx(percent(records), abs=0.5)
    assert str(found.name) == f"Overfitting since epoch ≈ {found.since}"
    lowest = f"{records[found.best - 1].validation_loss:.3g}"
    assert f"has risen {percent(records):.0f}% from its best ({lowest} in epoch {found.best})" in str(found.why)


def test_one_lucky_epoch_at_the_end_hides_no_rise() -> None:
    records = run(100, memorized, lambda epoch: turning(epoch) if epoch < 100 else 0.12)
    found = diagnose(records)
    assert found.state == "overfitting"
    assert found.rise == pytest.approx(500, rel=0.1)


def test_a_training_loss_that_is_thrown_about_is_not_said_to_memorize() -> None:
    """Validation loss rises, and by luck the median of the last training losses is low: their noise tells more."""

    def thrown(epoch: int) -> float:
        return 0.1 + 0.9 * math.exp(-epoch / 5) - (0.06 if epoch > 85 and epoch % 5 in (0, 2, 4) else 0.0)

    def calm(epoch: int) -> float:
        return min(falling(epoch), 0.04) if epoch > 60 else falling(epoch)

    def rising_little(epoch: int) -> float:
        return falling(epoch) + 0.002 * max(0, epoch - 40)

    rocked = run(100, lambda epoch: thrown(epoch) * (1.5 if epoch % 2 else 0.5), rising_little)
    assert diagnose(rocked).state == "noisy"
    assert diagnose(run(100, calm, rising_little)).state == "overfitting"


def test_a_dip_on_the_way_to_where_training_loss_ends_is_no_harm() -> None:
    def dipping(epoch: int) -> float:
        return 0.12 + math.exp(-epoch / 5) - 0.04 * math.exp(-(((epoch - 32) / 6) ** 2))

    found = diagnose(run(200, lambda epoch: 0.11 + math.exp(-epoch / 5), dipping))
    assert found.state == "fits"
    astray = diagnose(run(200, lambda epoch: 0.02 + math.exp(-epoch / 5), dipping))
    assert astray.state == "noisy"
    assert "training loss has fallen little meanwhile" in str(astray.why)


def test_a_validation_loss_that_has_once_been_low_is_not_said_to_have_stayed_high() -> None:
    """It rises at the very end, which may be a wave; without one it has never come down, and that is overfitting."""
    level = run(100, memorized, lambda epoch: 0.7)
    assert str(diagnose(level).why).startswith("validation loss has never been below 0.7, while training loss ")
    late = run(100, memorized, lambda epoch: falling(epoch) if epoch < 93 else 0.7)
    assert diagnose(late).state != "overfitting"


def test_a_loss_that_stays_high_is_told_since_the_best_epoch_where_that_is_next_to_its_beginning() -> None:
    """Nearly down in epoch 15, lowest in epoch 16: no two epochs are told for one thing."""
    high = run(200, memorized, lambda epoch: 0.7 + max(0, 16 - epoch) / 15 + (0.002 if epoch > 16 else 0.0))
    found = diagnose(high, Baseline(1.0, validation_rows=300))
    assert (found.state, found.since, found.best) == ("overfitting", 16, 16)
    assert str(found.name) == "Overfitting since epoch 16"


def test_before_ten_epochs_it_is_too_early() -> None:
    assert diagnose(()).state == "early"
    for epochs in range(1, THRESHOLDS.first_epochs):
        assert diagnose(run(epochs, memorized, turning)).state == "early"
    assert diagnose(run(THRESHOLDS.first_epochs, memorized, memorized)).state == "learning"


def test_a_run_is_followed_from_its_first_epoch_to_its_end() -> None:
    whole = run(100, memorized, turning)
    told = [diagnose(whole[:epochs]).state for epochs in range(1, 101)]
    assert list(dict.fromkeys(told)) == ["early", "learning", "noisy", "fits", "overfitting"]
    assert told.index("overfitting") < 60


def test_without_validation_rows_it_says_what_cannot_be_said() -> None:
    found = diagnose(run(50, falling), Baseline(1.0, 0))
    assert (found.state, found.since) == ("unseen", None)
    assert "without validation rows" in str(found.message)
    assert diagnose(run(20, lambda epoch: 1 - epoch / 50)).state == "learning"
    assert diagnose(run(50, lambda _: 0.9), Baseline(1.0, 0)).state == "unseen"


def test_validation_rows_of_one_class_judge_nothing() -> None:
    project = set_data(read(samples.path("iris_15_rows")), split="ordered", validation=0.2)
    prepared = prepare(project.data)
    known = baseline(check(project.graph, prepared.signature), project, prepared)
    assert known.only_class == "virginica"
    found = diagnose(run(100, falling, turning), known)
    assert (found.state, found.since) == ("unseen", None)
    assert "all 30 validation rows are of the class “virginica”" in str(found.message)


def test_a_loss_that_is_no_number_is_diverging() -> None:
    assert diagnose(run(30, lambda epoch: falling(epoch) if epoch < 30 else math.nan, falling)).state == "diverging"
    assert diagnose(run(30, lambda epoch: 1.5**epoch, lambda epoch: 1.5**epoch)).state == "diverging"
    assert diagnose(run(1, lambda _: math.inf, lambda _: math.inf)).state == "diverging"


def test_holes_in_a_curve_are_stepped_over() -> None:
    def holed(epoch: int) -> float:
        return math.nan if epoch % 7 == 0 else turning(epoch)

    assert diagnose(run(100, memorized, holed)).state == "overfitting"


@pytest.mark.parametrize("level", [0.0, 0.5, -3.0])
def test_curves_that_never_move_are_judged_without_a_fault(level: float) -> None:
    found = diagnose(run(40, lambda _: level, lambda _: level), Baseline(0.0, 30))
    assert found.state in ("fits", "underfitting")
    assert found.since is None


def test_a_constant_target_is_met_and_fits() -> None:
    found = diagnose(run(60, lambda epoch: math.exp(-epoch), lambda epoch: math.exp(-epoch)), Baseline(0.0, 30))
    assert found.state == "fits"
    assert str(found.why) == (
        "validation loss has settled at less than 0.0001. But all training rows have the same target: a prediction "
        "that ignores the inputs is right. Choose another target."
    )


def test_underfitting_is_measured_by_what_a_constant_answer_costs() -> None:
    level = run(60, lambda epoch: 0.6 + math.exp(-epoch), lambda epoch: 0.6 + math.exp(-epoch))
    floor = Floor(0.1, 0.01)
    assert diagnose(level, Baseline(0.69, 100, floor=floor)).state == "underfitting"
    assert diagnose(level, Baseline(6.9, 100, floor=floor)).state == "fits"


def test_the_constant_answer_costs_the_entropy_of_the_classes_or_the_spread_of_the_numbers() -> None:
    flowers, line = read(samples.path("iris_15_rows")), read(samples.path("line"))
    for project, expected in ((flowers, math.log(3)), (line, None)):
        prepared = prepare(project.data)
        found = baseline(check(project.graph, prepared.signature), project, prepared)
        assert found.constant_loss == pytest.approx(expected or float(np.var(prepared.training.targets)), rel=1e-3)
        assert found.validation_rows == len(prepared.validation)


def test_ten_thousand_epochs_cost_what_a_thousand_do() -> None:
    for epochs in (1_000, 10_000):
        for trend in trends(run(epochs, memorized, turning)):
            assert len(trend.epochs) == len(trend.raw) <= MAX_POINTS + 1
            assert trend.epochs[-1] == epochs


def test_fifteen_flowers_overfit_with_nearly_every_seed_and_all_of_them_do_not() -> None:
    """The same wide network: it is the fifteen rows that make it overfit. On all rows its curves jump about with most
    seeds; with one of these its validation loss ends at six times its best, and that is overfitting."""
    few = read(samples.path("iris_15_rows"))
    every = set_data(few, training_rows=None)
    assert [diagnosed(set_training(few, seed=seed)).state for seed in range(8)].count("overfitting") >= 7
    assert [diagnosed(set_training(every, seed=seed)).state for seed in (0, 3, 10, 17)].count("overfitting") <= 1


def test_the_samples_are_diagnosed_as_their_notes_say() -> None:
    states = {name: diagnosed(read(samples.path(name))).state for name in ("five_points", "xor_underfits", "spirals")}
    assert states == {"five_points": "overfitting", "xor_underfits": "underfitting", "spirals": "fits"}


@pytest.mark.parametrize(("degree", "state"), [(1, "fits"), (3, "fits"), (4, "overfitting"), (9, "overfitting")])
def test_five_points_are_memorized_from_as_many_parameters_as_points_on(degree: int, state: str) -> None:
    project = read(samples.path("five_points_polynomial"))
    assert diagnosed(set_parameter(project, "polynomial_basis_1", "degree", degree)).state == state


@pytest.mark.parametrize(
    ("level", "floor", "state", "words"),
    [
        (0.9, None, "fits", "They agree; the rest may be noise."),
        (0.9, Floor(0.88, 0.03), "fits", "best possible prediction would reach about 0.88"),
        (0.9, Floor(0.2, 0.03), "underfitting", "the best possible prediction about 0.2"),
        (0.42, Floor(0.2, 0.03), "fits", "best possible"),
        (1.1, Floor(1.2, 0.05), "fits", "best possible"),
    ],
)
def test_what_lies_below_the_floor_of_the_noise_is_not_missed(
    level: float, floor: Floor | None, state: str, words: str
) -> None:
    found = diagnose(run(80, lambda _: level, lambda _: level), Baseline(1.0, 100, floor=floor))
    assert found.state == state
    assert words in str(found.message)


def test_a_perfect_fit_to_noisy_data_is_not_called_underfitting(draw: Draw) -> None:
    line = draw(("dense", {"units": 1}), data="line", rows=200, noise=3.0, epochs=80, learning_rate=0.1)
    training = Training(set_data(line, normalisation="z-score"))
    list(training.run())
    assert verdict(training).state == "fits"


def test_where_few_rows_tell_the_floor_underfitting_is_less_sure() -> None:
    records = run(80, lambda _: 0.7, lambda _: 0.7)
    sure, unsure = (diagnose(records, Baseline(1.0, 100, floor=Floor(0.2, error))) for error in (0.03, 0.6))
    assert (sure.state, unsure.state) == ("underfitting", "underfitting")
    assert sure.confidence > unsure.confidence + 0.1


def test_noise_on_the_training_rows_alone_is_not_blamed_on_the_network(draw: Draw) -> None:
    """Their loss cannot come down to the floor of the clean validation rows, however good the network is."""
    line = draw(("dense", {"units": 1}), data="line", rows=400, noise=0.1, epochs=80, learning_rate=0.1)
    training = Training(set_data(line, label_noise=1.0))
    list(training.run())
    assert verdict(training).state == "fits"


def test_underfitting_is_said_where_another_model_reaches_more_on_the_same_rows() -> None:
    records = run(80, lambda _: 0.9, lambda _: 0.92)
    boosted = Reference(say("boosted trees"), 0.3, 0.03)
    found = diagnose(records, Baseline(1.0, 100, constant=Reference(say("constant"), 1.0, 0.03), references=(boosted,)))
    assert found.state == "underfitting"
    assert "on the same validation rows the loss of boosted trees is 0.3: the network is too small," in str(found.why)


def test_where_no_model_beats_a_constant_answer_the_inputs_tell_nothing() -> None:
    records = run(80, lambda _: 0.95, lambda _: 1.01)
    others = tuple(Reference(say("a linear model"), loss, 0.05) for loss in (0.98, 1.02, 1.1))
    found = diagnose(records, Baseline(1.0, 100, constant=Reference(say("constant"), 1.0, 0.05), references=others))
    assert found.state == "fits"
    assert "the inputs seem to tell nothing about the target" in str(found.why)


def test_with_few_validation_rows_less_is_certain() -> None:
    """The same curves; the validation loss is a mean over many rows, or over ten that differ much."""
    many, few = (
        tuple(replace(record, validation_error=error, rise_error=error) for record in run(100, memorized, rising))
        for error in (0.001, 0.1)
    )
    assert diagnose(many, Baseline(1.0, 1000)).state == "overfitting"
    unsure = diagnose(few, Baseline(1.0, 10))
    assert unsure.state != "overfitting"
    assert unsure.sure is None or str(unsure.sure) != "almost certain"


def rising(epoch: int) -> float:
    return falling(epoch) + 0.001 * max(0, epoch - 40)


def test_without_data_nothing_is_advised_of_validation_rows() -> None:
    found = diagnosed(read(samples.path("bowl")))
    assert found.state == "unseen"
    assert str(found.why).endswith("It depends on the parameters alone: without data there is nothing to overfit.")
