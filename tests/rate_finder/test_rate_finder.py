"""The learning-rate finder: the project's own steps with growing rates, where it stops, what it suggests and says."""

from __future__ import annotations

import math
from itertools import pairwise
from threading import Thread

import pytest
import torch

import samples
from netbuilder.data.pipeline import prepare
from netbuilder.errors import ProjectError, TrainingError
from netbuilder.files.read import read
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.rate_finder.rate_curve import (
    CALM,
    HIGHEST,
    LOWEST,
    STEPS,
    RateCurve,
    has_diverged,
    rate_of,
    smoothed,
    suggested,
)
from netbuilder.rate_finder.rate_finder import RateFinder
from netbuilder.training.trainer import Training
from tests.drawing import drawn


def sample(name: str, **settings: object) -> Project:
    return edits.set_training(read(samples.path(name)), device="cpu", **settings)


def sentences(curve: RateCurve) -> str:
    return " ".join(map(str, curve.in_words()))


def test_rates_grow_by_a_constant_factor_over_eight_powers_of_ten() -> None:
    rates = [rate_of(step) for step in range(STEPS)]
    assert (rates[0], rates[-1]) == pytest.approx((LOWEST, HIGHEST))
    factors = {round(after / before, 9) for before, after in pairwise(rates)}
    assert len(factors) == 1


def test_the_running_mean_is_corrected_for_its_start() -> None:
    assert smoothed([5.0] * 30) == pytest.approx([5.0] * 30)
    assert smoothed([1.0, 2.0]) == pytest.approx([1.0, (0.09 * 1 + 0.1 * 2) / 0.19])


def test_the_losses_are_those_of_plain_gradient_descent_with_growing_rates() -> None:
    """By hand, on the minibatches of the sample: 30 in order, four rows each."""
    project = sample("line_from_100")
    curve = RateFinder(project).run()
    part = prepare(project.data).training
    x, y = torch.from_numpy(part.features), torch.from_numpy(part.targets)
    w, b = torch.tensor([[100.0]], requires_grad=True), torch.tensor([0.0], requires_grad=True)
    losses = []
    for step in range(len(curve.losses)):
        rows = slice(4 * (step % 30), 4 * (step % 30) + 4)
        loss = torch.nn.functional.mse_loss(x[rows] @ w.T + b, y[rows])
        losses.append(float(loss.detach()))
        gradients = torch.autograd.grad(loss, (w, b))
        with torch.no_grad():
            w -= rate_of(step) * gradients[0]
            b -= rate_of(step) * gradients[1]
    assert curve.losses == pytest.approx(losses, rel=1e-3)
    assert curve.epoch_steps == 30
    assert curve.own == 0.1


def test_it_stops_where_the_loss_exceeds_four_times_its_least_and_suggests_a_rate_that_trains() -> None:
    project = sample("line_from_100")
    curve = RateFinder(project).run()
    assert curve.ending == "diverged"
    assert curve.smoothed[-1] > 4 * min(curve.smoothed) >= max(0.0, curve.smoothed[-2])
    assert curve.suggested is not None
    assert curve.suggested < curve.rates[curve.smoothed.index(min(curve.smoothed))] < curve.rates[-1]
    assert "rose above four times its lowest value" in sentences(curve)
    training = Training(edits.set_training(project, learning_rate=curve.suggested, epochs=2))
    list(training.run())
    assert training.records[-1].train_loss < 0.2 * curve.losses[0]


def test_the_project_and_its_training_stay_as_they_are() -> None:
    project = sample("iris_15_rows")
    state = torch.get_rng_state()
    RateFinder(project).run()
    assert torch.equal(torch.get_rng_state(), state)
    assert project == sample("iris_15_rows")


@pytest.mark.parametrize(
    "settings", [{"patience": 1}, {"decay": "step", "decay_every": 1}, {"epochs": 1}, {"optimizer": "adam"}]
)
def test_early_stopping_decay_and_few_epochs_do_not_end_it_or_change_its_rates(settings: dict[str, object]) -> None:
    curve = RateFinder(sample("iris_two_inputs", **settings)).run()
    assert curve.suggested is not None
    assert curve.rates == tuple(rate_of(step) for step in range(len(curve.rates)))
    assert curve.ending in ("diverged", "complete")


def test_one_minibatch_without_validation_rows_is_enough_and_is_told() -> None:
    project = sample("bowl")
    curve = RateFinder(project).run()
    assert curve.epoch_steps == 1
    assert curve.suggested is not None
    assert "each step saw the same rows" in sentences(curve)
    alone = edits.set_data(sample("iris_15_rows", patience=None), validation=0.0)
    assert RateFinder(alone).run().epoch_steps == 1


def test_a_loss_beyond_all_numbers_ends_it_with_what_was_finite() -> None:
    curve = RateFinder(sample("line", optimizer="sgd", learning_rate=500.0)).run()
    assert all(map(math.isfinite, curve.losses))
    assert "lies outside the range that was tried" in sentences(curve)
    huge = ("dense", {"units": 2, "start": "constant", "start_number": 1e6})
    project = drawn(*[huge] * 7)
    with pytest.raises(TrainingError, match="starting weights is not a finite number"):
        RateFinder(project).run()


def test_a_project_with_problems_says_them() -> None:
    project = sample("moons_overfit")
    output = [node.id for node in project.graph.with_role("output")]
    with pytest.raises(ProjectError):
        RateFinder(edits.remove(project, output)).run()


def test_a_stop_keeps_what_is_known_and_before_the_first_step_says_so() -> None:
    finder = RateFinder(sample("moons_overfit"))
    finder.stop()
    with pytest.raises(TrainingError, match="before its first step"):
        finder.run()
    finder = RateFinder(sample("moons_overfit"))
    found: list[RateCurve] = []
    thread = Thread(target=lambda: found.append(finder.run()))
    thread.start()
    while finder.steps < 3:
        pass
    finder.stop()
    thread.join()
    assert 3 <= len(found[0].losses) < STEPS
    assert found[0].ending == "stopped"
    assert "was stopped" in sentences(found[0])


def test_no_rate_is_suggested_where_the_loss_falls_by_less_than_minibatches_differ() -> None:
    generator = torch.Generator().manual_seed(0)
    noise = torch.randn(STEPS, generator=generator).tolist()
    flat = [2.0 + loss for loss in noise]
    assert suggested(flat, smoothed(flat)) is None
    rising = [1.0 + step / 100 for step in range(STEPS)]
    assert suggested(rising, smoothed(rising)) is None
    falling = [2.0 - 1.5 / (1 + math.exp(-(step - 100) / 5)) for step in range(STEPS)]
    assert suggested(falling, smoothed(falling)) == pytest.approx(rate_of(109), rel=0.3)  # the mean lags by 9 steps
    assert suggested(falling[:CALM], smoothed(falling[:CALM])) is None


@pytest.mark.parametrize(
    ("losses", "over"),
    [((1.0, 0.5, 1.9), False), ((1.0, 0.5, 2.1), True), ((-1.0, -2.0, 3.9), False), ((-1.0, -2.0, 4.1), True)],
)
def test_what_diverges_is_told_from_what_does_not_below_zero_too(losses: tuple[float, ...], over: bool) -> None:
    assert has_diverged(losses, min(losses)) is over
