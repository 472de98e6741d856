"""The experiment as a whole: against ordinary least squares, against itself, stopped, and with all that goes wrong."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy
import pytest
import torch

import samples
from netbuilder.data.pipeline import prepare
from netbuilder.ensemble import strategy
from netbuilder.ensemble.sequential_ensemble import SequentialEnsemble
from netbuilder.ensemble.vmap_ensemble import VmapEnsemble
from netbuilder.errors import TrainingError
from netbuilder.experiments import bias_variance as module
from netbuilder.experiments import record
from netbuilder.experiments.bias_variance import Began, BiasVariance, Measured, Working
from netbuilder.experiments.decomposition import Terms
from netbuilder.experiments.record import Result
from netbuilder.files.read import read
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.drawing import Draw
from tests.ensemble.groups import measured_samples

Measure = Callable[..., Result]

LINE = (("dense", {"units": 1}),)
HIDDEN = (("dense", {"units": 6}), ("tanh", {}), ("dense", {"units": 1}))


def last(result: Result) -> Terms:
    assert result.final is not None
    return result.final


def least_squares(project: Project, result: Result) -> tuple[float, float]:
    """Bias² and variance of a straight line through the training rows, in closed form, for noise of known variance.

    With the design X of the training rows and the row x of a point, the prediction is x'(X'X)⁻¹X'y. So its expectation
    is that of the noiseless targets, and its variance σ² x'(X'X)⁻¹x (Hastie, Tibshirani & Friedman, The Elements of
    Statistical Learning, 2nd ed., section 3.2)."""
    prepared, truth = prepare(project.data), project.data.dataset.truth()
    assert truth is not None
    x = prepared.table.features[prepared.training.rows]
    design = numpy.column_stack((numpy.ones(len(x)), x))
    places = numpy.column_stack((numpy.ones(len(result.points.rows)), result.points.features))
    fitted = places @ numpy.linalg.pinv(design) @ truth.expected(x)
    bias2 = ((fitted - truth.expected(result.points.features)) ** 2).mean()
    leverage = (places @ numpy.linalg.inv(design.T @ design) * places).sum(axis=1)
    return float(bias2), float(truth.variance * leverage.mean())


@pytest.mark.parametrize("data", [{"data": "line", "noise": 0.5}, {"data": "curve", "noise": 0.4}])
def test_a_line_fitted_by_training_has_the_bias_and_variance_of_least_squares(
    draw: Draw, measure: Measure, data: dict[str, Any]
) -> None:
    project = draw(*LINE, **data, rows=32, epochs=300, optimizer="sgd", learning_rate=0.2, batch_size=64)
    result = measure(project, resamples=200, vary="targets")
    found, (bias2, variance) = last(result), least_squares(project, result)
    assert abs(found.bias2 - bias2) <= 3 * found.standard_errors["bias2"]
    assert abs(found.variance - variance) <= 3 * found.standard_errors["variance"]
    assert found.noise == pytest.approx(data["noise"] ** 2)
    assert found.is_clear("variance")


def at_random_inputs(project: Project, result: Result, ends: tuple[float, float], designs: int) -> tuple[float, float]:
    """Bias² and variance of least squares where the inputs are drawn, too: the expectation of the fixed design's over
    designs, and the variance of what each of them is expected to predict (Rosset & Tibshirani, From fixed-X to
    random-X regression, JASA 115, 2020)."""
    truth, rows = project.data.dataset.truth(), len(prepare(project.data).training)
    assert truth is not None
    generator = numpy.random.default_rng(0)
    places = numpy.column_stack((numpy.ones(len(result.points.rows)), result.points.features))
    fitted, leverage = [], []
    for _ in range(designs):
        x = generator.uniform(*ends, (rows, 1))
        solved = places @ numpy.linalg.pinv(numpy.column_stack((numpy.ones(rows), x)))
        fitted.append((solved @ truth.expected(x))[:, 0])
        leverage.append((solved**2).sum(axis=1))
    bias2 = ((numpy.mean(fitted, axis=0) - truth.expected(result.points.features)[:, 0]) ** 2).mean()
    return float(bias2), float(truth.variance * numpy.mean(leverage) + numpy.var(fitted, axis=0).mean())


@pytest.mark.parametrize(
    ("data", "ends"),
    [({"data": "line", "noise": 0.5}, (0.0, 3.0)), ({"data": "curve", "noise": 0.2, "periods": 1.0}, (-1.0, 1.0))],
)
def test_at_random_inputs_the_inputs_have_their_share_in_the_variance(
    draw: Draw, measure: Measure, data: dict[str, Any], ends: tuple[float, float]
) -> None:
    project = draw(*LINE, **data, rows=24, epochs=300, optimizer="sgd", learning_rate=0.2, batch_size=64)
    result = measure(project, resamples=300)
    found, (bias2, variance) = last(result), at_random_inputs(project, result, ends, 20_000)
    assert abs(found.bias2 - bias2) <= 3 * found.standard_errors["bias2"]
    assert abs(found.variance - variance) <= 3 * found.standard_errors["variance"]
    assert variance > 1.05 * least_squares(project, result)[1]


def test_noise_added_to_the_targets_is_variance_of_the_network_and_no_noise_of_the_points(
    draw: Draw, measure: Measure
) -> None:
    """Least squares: the variance is as that of the noise of each target, here σ² and the added share of the spread."""
    project = draw(
        *LINE, data="line", noise=0.5, rows=32, epochs=300, optimizer="sgd", learning_rate=0.2, batch_size=64
    )
    noisy = edits.set_data(project, label_noise=0.4)
    result = measure(noisy, resamples=200, vary="targets")
    found, (bias2, variance) = last(result), least_squares(project, result)
    prepared, truth = prepare(project.data), project.data.dataset.truth()
    assert truth is not None
    rows = prepared.training.rows
    spread = truth.expected(prepared.table.features[rows]).var() + 0.25 * (1 - 1 / len(rows))
    assert abs(found.bias2 - bias2) <= 3 * found.standard_errors["bias2"]
    assert abs(found.variance - variance * (0.25 + 0.16 * spread) / 0.25) <= 3 * found.standard_errors["variance"]
    assert found.noise == pytest.approx(0.25)


def test_a_network_that_cannot_move_is_a_constant_predictor(draw: Draw, measure: Measure) -> None:
    """Vanishing steps from the same weights: variance 0, and bias² the mean squared distance from the truth."""
    project = draw(*HIDDEN, optimizer="sgd", learning_rate=1e-30, epochs=2)
    result = measure(
        edits.set_data(project, normalisation="none", target_normalisation="none"), resamples=10, vary="data"
    )
    found, expected = last(result), result.points.expected
    assert expected is not None
    assert found.variance == pytest.approx(0.0, abs=1e-12)
    assert found.bias2 == pytest.approx(((result.estimates[0] - expected) ** 2).mean(), rel=1e-9)


@pytest.mark.parametrize("batch_norm", [(), (("batch_norm", {}),)])
def test_the_terms_are_in_units_of_the_target_however_it_is_scaled(
    draw: Draw, measure: Measure, batch_norm: tuple[Any, ...]
) -> None:
    """Together and one after another: a line a thousand times as steep has a million times the terms."""
    layers = (("dense", {"units": 4}), *batch_norm, ("tanh", {}), ("dense", {"units": 1}))
    unit, thousand = (
        last(
            measure(
                draw(*layers, data="line", slope=size, intercept=size, noise=size / 2, rows=40, epochs=20), resamples=8
            )
        )
        for size in (1.0, 1000.0)
    )
    assert thousand.total > 1e5
    for name in ("bias2", "variance", "noise", "total", "test_error", "training_error"):
        assert getattr(thousand, name) == pytest.approx(1e6 * getattr(unit, name), rel=1e-3, abs=1.0)


@pytest.mark.parametrize("name", [name for name in measured_samples() if name != "digits_cnn"])
def test_on_every_sample_the_terms_add_up_to_the_measured_test_error(name: str, measure: Measure) -> None:
    project = edits.set_training(read(samples.path(name)), epochs=4, device="cpu")
    result = measure(project, resamples=24)
    for terms in result.records:
        parts = terms.bias2 + terms.variance + (0.0 if math.isnan(terms.noise) else terms.noise)
        assert parts == pytest.approx(terms.total, abs=1e-9)
        error = math.hypot(terms.standard_errors["test_error"], terms.standard_errors["total"])
        assert abs(terms.total - terms.test_error) <= 3 * error + 1e-9


def test_on_pictures_too_the_terms_add_up(measure: Measure) -> None:
    project = edits.set_training(read(samples.path("digits_cnn")), epochs=1, device="cpu")
    found = last(measure(edits.set_data(project, training_rows=64), resamples=3))
    assert found.bias2 + found.variance == pytest.approx(found.test_error, abs=1e-9)
    assert math.isnan(found.noise)


def test_while_training_goes_on_bias_falls_and_variance_rises(measure: Measure) -> None:
    project = edits.set_training(read(samples.path("moons_overfit")), epochs=60, batch_size=8, device="cpu")
    records = measure(project, resamples=20).records
    assert records[-1].bias2 < records[0].bias2
    assert records[-1].variance > records[0].variance


def test_the_two_variances_are_parts_of_the_whole(draw: Draw, measure: Measure) -> None:
    project = draw(*HIDDEN, epochs=30, learning_rate=0.03, rows=30, noise=0.5)
    of = {vary: last(measure(project, resamples=40, vary=vary)).variance for vary in ("data", "weights", "both")}
    assert 0 < of["data"] < of["both"]
    assert 0 < of["weights"] < of["both"]


def test_noise_added_to_training_rows_is_no_noise_of_the_test_error(draw: Draw, measure: Measure) -> None:
    """It is drawn again for every network: of labels that are numbers it raises the variance alone, and exactly so for
    what is linear in them. The points are met without it."""
    plain = draw(*LINE, data="line", rows=40, noise=0.2, epochs=200, optimizer="sgd", learning_rate=0.2, batch_size=64)
    clean = last(measure(plain, resamples=60))
    noisy = last(measure(edits.set_data(plain, label_noise=1.0), resamples=60))
    assert noisy.noise == clean.noise
    assert noisy.variance > 5 * clean.variance
    assert abs(noisy.bias2 - clean.bias2) <= 3 * math.hypot(*(t.standard_errors["bias2"] for t in (noisy, clean)))
    error = math.hypot(noisy.standard_errors["test_error"], noisy.standard_errors["total"])
    assert abs(noisy.total - noisy.test_error) <= 3 * error


def test_noise_in_the_inputs_pulls_a_line_flat_which_is_bias(draw: Draw, measure: Measure) -> None:
    """Attenuation: with noise as wide as the inputs, least squares finds about half the slope."""
    plain = draw(*LINE, data="line", rows=80, noise=0.2, epochs=200, optimizer="sgd", learning_rate=0.2, batch_size=64)
    clean = last(measure(plain, resamples=40))
    noisy = last(measure(edits.set_data(plain, input_noise=1.0), resamples=40))
    assert noisy.noise == clean.noise
    assert noisy.bias2 > clean.bias2 + 5 * noisy.standard_errors["bias2"]


def test_chunks_and_ways_change_nothing_in_the_numbers(
    draw: Draw, measure: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = draw(*HIDDEN, epochs=3, batch_size=8)
    monkeypatch.setattr(module, "faster_way", lambda *_: VmapEnsemble)
    whole = measure(project, resamples=7)
    one = module.NetworkFactory(project, project.data.dataset.signature(), "cpu").bytes_of_a_member(30)
    monkeypatch.setattr(strategy, "CHUNK_BYTES", 3 * one)
    in_chunks = measure(project, resamples=7)
    monkeypatch.setattr(module, "faster_way", lambda *_: SequentialEnsemble)
    alone = measure(project, resamples=7)
    for other in (in_chunks, alone):
        assert [terms.epoch for terms in other.records] == [1, 2, 3]
        assert other.estimates == pytest.approx(whole.estimates, abs=1e-5)
        assert last(other).bias2 == pytest.approx(last(whole).bias2, abs=1e-5)
        assert last(other).training_error == pytest.approx(last(whole).training_error, abs=1e-5)
        assert last(other).members == 7


def test_the_terms_of_each_epoch_come_while_it_trains(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "faster_way", lambda *_: VmapEnsemble)
    told = list(BiasVariance(draw(*HIDDEN, epochs=4), resamples=5).run())
    assert isinstance(told[0], Began)
    assert (told[0].way, told[0].at_once) == ("together", 5)
    assert [value.terms.epoch for value in told if isinstance(value, Measured)] == [1, 2, 3, 4]
    assert isinstance(told[-1], Result)


def test_the_time_left_shrinks_as_the_work_is_done(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "YIELD_SECONDS", 0.0)
    monkeypatch.setattr(module, "faster_way", lambda *_: SequentialEnsemble)
    told = list(BiasVariance(draw(*HIDDEN, epochs=5, batch_size=8), resamples=4).run())
    done = [value.done for value in told if isinstance(value, Working)]
    assert done == sorted(done)
    assert done[0] == 0.0
    assert 0.9 < done[-1] < 1.0


def test_it_stops_at_once_and_what_is_done_stays(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    for way, expected in ((VmapEnsemble, 5), (SequentialEnsemble, 2)):
        monkeypatch.setattr(module, "faster_way", lambda *_, way=way: way)
        monkeypatch.setattr(module, "YIELD_SECONDS", 0.0)
        running = BiasVariance(draw(*HIDDEN, epochs=1000), resamples=5)
        for value in running.run():
            enough = (
                value.done > 0.45
                if isinstance(value, Working) and way is SequentialEnsemble
                else isinstance(value, Measured)
            )
            if enough and (way is SequentialEnsemble) == isinstance(value, Working):
                running.stop()
        assert isinstance(value, Result)
        assert value.stopped
        assert value.records[0].members >= expected
        assert len(value.records) >= 1


def test_a_torch_stream_and_its_threads_are_left_as_they_were(draw: Draw) -> None:
    torch.manual_seed(3)
    expected = torch.rand(4)
    torch.manual_seed(3)
    for _ in BiasVariance(draw(*HIDDEN), resamples=3).run():
        pass
    assert torch.equal(torch.rand(4), expected)


def test_networks_that_diverge_are_counted_and_left_out(draw: Draw, measure: Measure) -> None:
    project = draw(*LINE, data="line", optimizer="sgd", learning_rate=1.09, batch_size=64, epochs=150, rows=20)
    project = edits.set_data(project, normalisation="none")
    wild = measure(edits.set_training(project, learning_rate=900.0), resamples=4)
    assert (last(wild).members, last(wild).diverged) == (0, 4)
    assert wild.per_point is None
    assert wild.records[0].members == 4


def test_with_one_resample_it_says_what_cannot_be_said(draw: Draw, measure: Measure) -> None:
    result = measure(draw(*LINE), resamples=1)
    assert math.isnan(last(result).variance)
    assert math.isfinite(last(result).total)
    assert any("cannot be told apart" in str(note) for note in result.notes)
    assert any("no standard errors" in str(note) for note in measure(draw(*LINE), resamples=2).notes)


def test_early_stopping_is_left_out_and_said_so(draw: Draw, measure: Measure) -> None:
    result = measure(draw(*LINE, patience=1, epochs=6), resamples=3)
    assert len(result.records) == 6
    assert any("Early stopping" in str(note) for note in result.notes)


@pytest.mark.parametrize("count", [0, -1, 1_000_000])
def test_senseless_numbers_of_resamples_are_refused(draw: Draw, count: int) -> None:
    with pytest.raises(TrainingError, match="between 1 and 10,000"):
        BiasVariance(draw(*LINE), resamples=count)


def test_where_predictions_would_fill_the_memory_fewer_epochs_are_measured(
    draw: Draw, measure: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = draw(*LINE, epochs=50)
    points = len(measure(edits.set_training(project, epochs=1), resamples=3).points.rows)
    monkeypatch.setattr(record, "KEPT_NUMBERS", 3 * points * 6)
    epochs = [terms.epoch for terms in measure(project, resamples=3).records]
    assert len(epochs) == 6
    assert (epochs[0], epochs[-1]) == (1, 50)


def test_stratified_draws_that_differ_in_length_still_all_train(draw: Draw, measure: Measure) -> None:
    project = draw(("dense", {"units": 3}), data="blobs", rows=61, epochs=2)
    result = measure(edits.set_data(project, split="stratified"), resamples=12)
    assert last(result).members == 12


def test_the_fit_of_every_network_can_be_seen_where_it_is_wanted(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the points themselves, the fits are the estimates; while they train together they are told on the way."""
    project = draw(*HIDDEN, epochs=3, batch_size=8)
    places = module.Resampling(project, prepare(project.data)).points.features
    for way in (VmapEnsemble, SequentialEnsemble):
        monkeypatch.setattr(module, "faster_way", lambda *_, way=way: way)
        told = list(BiasVariance(project, resamples=4, shown=places).run())
        result = told[-1]
        assert isinstance(result, Result)
        assert result.fits is not None
        assert result.fits == pytest.approx(result.estimates, abs=1e-6)
        on_the_way = [value.fits for value in told if isinstance(value, Measured) and value.fits is not None]
        first = 4 if way is VmapEnsemble else 1  # those that have come so far
        assert on_the_way[0].shape == (first, len(places), 1)
