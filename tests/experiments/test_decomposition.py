"""The decomposition against closed forms, the plain formulas of others, and itself."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy
import pytest
from scipy.stats import skew

from netbuilder.experiments.decomposition import DIFFERENCE, decompose, per_point, zero_one
from netbuilder.experiments.few_networks import widening
from netbuilder.experiments.resampling import Points

Array = numpy.ndarray[Any, Any]


def points(targets: Array, expected: Array | None, noise: float = 0.0, classes: int = 0) -> Points:
    rows = numpy.arange(len(targets))
    of_rows = None if expected is None else numpy.full(len(rows), noise)
    return Points(rows, rows[:, None].astype(float), targets, expected, of_rows, classes)


def of(estimates: Array, where: Points, met: Array | None = None) -> Any:
    same = numpy.broadcast_to(where.targets, estimates.shape) if met is None else met
    return decompose(1, estimates, same, where, numpy.zeros(len(estimates)))


def test_a_constant_predictor_has_no_variance_and_the_bias_of_its_distance() -> None:
    truth = numpy.linspace(-1, 1, 30)[:, None] ** 3
    found = of(numpy.full((20, 30, 1), 0.25), points(truth, truth, 0.04))
    assert found.variance == pytest.approx(0.0, abs=1e-15)
    assert found.bias2 == pytest.approx(((truth - 0.25) ** 2).mean(), rel=1e-12)
    assert found.total == pytest.approx(found.bias2 + 0.04)
    assert max(found.standard_errors.values()) == pytest.approx(0.0, abs=1e-15)


def independent(generator: numpy.random.RandomState) -> Array:
    """Predictions of 25 networks at 40 points around 0.3, each for itself, with variance 0.25."""
    return 0.3 + 0.5 * generator.randn(25, 40, 1)


def straight_lines(generator: numpy.random.RandomState) -> Array:
    """The same as lines through random heights and slopes: where a network errs, it errs at the points beside too."""
    x = numpy.linspace(-1, 1, 40)
    x *= math.sqrt(1 / (x**2).mean())
    heights, slopes = 0.5 * math.sqrt(0.5) * generator.randn(2, 25, 1)
    lines: Array = (0.3 + heights + slopes * x)[:, :, None]
    return lines


@pytest.mark.parametrize("drawn", [independent, straight_lines])
def test_terms_are_unbiased_and_standard_errors_are_how_much_they_really_scatter(
    drawn: Callable[[numpy.random.RandomState], Array], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four hundred experiments with predictions of known distribution; what is met scatters by 0.2 about the truth.
    The standard errors are those before they are widened for few networks."""
    monkeypatch.setattr("netbuilder.experiments.decomposition.widening", lambda *_, **__: 1.0)
    generator = numpy.random.RandomState(0)
    truth = generator.randn(40, 1)
    where = points(truth, truth, 0.04)
    found = [of(truth + drawn(generator), where, truth + 0.2 * generator.randn(25, 40, 1)) for _ in range(400)]
    wanted = {"bias2": 0.09, "variance": 0.25, "total": 0.38, "test_error": 0.38, DIFFERENCE: 0.09 - 0.25}
    for name, value in wanted.items():
        parts = [name] if name != DIFFERENCE else ["bias2", "variance"]
        sides = numpy.array([[getattr(terms, part) for part in parts] for terms in found])
        values = sides[:, 0] - sides[:, 1:].sum(axis=1)
        errors = numpy.array([terms.standard_errors[name] for terms in found])
        assert values.mean() == pytest.approx(value, abs=4 * values.std() / math.sqrt(400)), name
        assert math.sqrt((errors**2).mean()) == pytest.approx(values.std(), rel=0.15), name


def test_the_parts_always_add_up_to_the_distance_from_the_truth() -> None:
    generator = numpy.random.RandomState(1)
    estimates, truth = generator.randn(7, 11, 3), generator.randn(11, 3)
    found = of(estimates, points(truth, truth, 0.5))
    assert found.bias2 + found.variance + found.noise == pytest.approx(found.total, rel=1e-12)
    assert found.total == pytest.approx(((estimates - truth) ** 2).mean() + 0.5, rel=1e-12)


class Replay:
    """What others take for a model: at each fit the next row of predictions that were made before."""

    def __init__(self, predictions: Array) -> None:
        self._left, self._now = iter(predictions), numpy.empty(0)

    def fit(self, features: Array, targets: Array) -> Replay:
        self._now = next(self._left)
        return self

    def predict(self, features: Array) -> Array:
        return self._now


def theirs(predictions: Array, targets: Array, loss: str) -> tuple[float, float, float]:
    """Loss, bias and variance of predictions (members, points) as mlxtend reckons them."""
    from mlxtend.evaluate import bias_variance_decomp

    rows = numpy.zeros((len(targets), 1))
    found: tuple[float, float, float] = bias_variance_decomp(
        Replay(predictions), rows, targets, rows, targets, loss=loss, num_rounds=len(predictions), random_seed=0
    )
    return found


def test_the_terms_of_mlxtend_follow_from_ours() -> None:
    """It takes plain averages: bias² as the squared distance of the mean prediction from the one known target, variance
    as the mean squared deviation, both without correction."""
    generator = numpy.random.RandomState(3)
    estimates, targets = generator.randn(50, 17, 1), generator.randn(17, 1)
    loss, bias, variance = theirs(estimates[:, :, 0], targets[:, 0], "mse")
    found = of(estimates, points(targets, None))
    assert found.bias2 + found.variance / 50 == pytest.approx(bias, abs=1e-6)
    assert found.variance * 49 / 50 == pytest.approx(variance, abs=1e-6)
    assert found.test_error == pytest.approx(loss, abs=1e-6)
    assert found.total == pytest.approx(bias + variance, abs=1e-6)


def test_the_terms_of_mlxtend_follow_for_classes_too() -> None:
    """Its 0-1 loss: bias where the main prediction misses the label, variance as the share that differs from it."""
    generator = numpy.random.RandomState(4)
    estimates, labels = generator.dirichlet([1.0, 1.0, 1.0], (51, 23)), generator.randint(0, 3, 23)
    loss, bias, variance = theirs(estimates.argmax(axis=2), labels, "0-1_loss")
    targets = numpy.eye(3)[labels]
    found = zero_one(estimates, numpy.broadcast_to(targets, estimates.shape), points(targets, None, classes=3))
    assert found.bias == pytest.approx(bias, abs=1e-6)
    assert found.variance == pytest.approx(variance, abs=1e-6)
    assert found.test_error == pytest.approx(loss, abs=1e-6)
    assert found.bias + found.net_variance == pytest.approx(found.test_error, abs=1e-12)


def test_of_two_classes_variance_helps_where_the_main_prediction_is_wrong() -> None:
    """Domingos: the error is bias + variance where the main prediction is right, bias − variance where it is wrong."""
    generator = numpy.random.RandomState(5)
    chance = generator.rand(31, 40, 1)
    estimates, labels = numpy.concatenate((chance, 1 - chance), axis=2), generator.randint(0, 2, 40)
    targets = numpy.eye(2)[labels]
    where = points(targets, targets, classes=2)
    found = zero_one(estimates, numpy.broadcast_to(targets, estimates.shape), where)
    share = (estimates.argmax(axis=2) == labels).mean(axis=0)
    right = share > 0.5
    net = ((1 - share)[right].sum() - share[~right].sum()) / 40
    assert found.net_variance == pytest.approx(net, abs=1e-12)


def test_at_each_point_the_terms_average_to_the_whole() -> None:
    generator = numpy.random.RandomState(6)
    estimates, truth = generator.randn(12, 9, 2), generator.randn(9, 2)
    where = points(truth, truth)
    found, whole = per_point(estimates, where), of(estimates, where)
    assert found.bias2.mean() == pytest.approx(whole.bias2)
    assert found.variance.mean() == pytest.approx(whole.variance)
    assert found.mean == pytest.approx(estimates.mean(axis=0))


def test_networks_that_diverged_are_counted_and_left_out() -> None:
    generator = numpy.random.RandomState(7)
    estimates, truth = generator.randn(10, 5, 1), generator.randn(5, 1)
    where = points(truth, truth)
    broken = estimates.copy()
    broken[3, 2], broken[8] = math.nan, math.inf
    found, whole = of(broken, where), of(numpy.delete(estimates, [3, 8], 0), where)
    assert (found.members, found.diverged) == (8, 2)
    assert found.total == whole.total
    assert of(numpy.full((4, 5, 1), math.nan), where).members == 0


def test_what_one_or_two_networks_cannot_say_is_not_a_number() -> None:
    truth = numpy.zeros((5, 1))
    where = points(truth, truth, 0.1)
    one = of(numpy.ones((1, 5, 1)), where)
    assert math.isnan(one.bias2)
    assert math.isnan(one.variance)
    assert one.total == pytest.approx(1.1)
    two = of(numpy.array([[[0.0]] * 5, [[1.0]] * 5]), where)
    assert two.variance == pytest.approx(0.5)
    assert math.isnan(two.standard_errors["variance"])
    assert not two.is_clear("variance")


@pytest.mark.parametrize("name", ["bias2", "variance", DIFFERENCE])
def test_standard_errors_are_the_jackknife_over_networks_left_out_one_by_one(name: str) -> None:
    generator = numpy.random.RandomState(3)
    truth = generator.randn(9, 1)
    estimates = truth + 1.0 + generator.randn(6, 9, 1) * generator.rand(6, 1, 1) ** 2
    where = points(truth, truth)
    value = (lambda t: t.bias2 - t.variance) if name == DIFFERENCE else (lambda t: getattr(t, name))
    left_out = numpy.array([value(of(numpy.delete(estimates, member, axis=0), where)) for member in range(6)])
    expected = math.sqrt(5 / 6 * ((left_out - left_out.mean()) ** 2).sum())
    skewness = 0.0 if name == "bias2" else float(skew(left_out))
    wide = widening(6, squares=name == "variance", skewness=skewness)
    assert of(estimates, where).standard_errors[name] == pytest.approx(wide * expected, rel=1e-9)


def test_a_term_of_zero_is_never_clear() -> None:
    truth = numpy.zeros((5, 1))
    found = of(numpy.zeros((8, 5, 1)), points(truth, truth))
    assert (found.variance, found.standard_errors["variance"]) == (0.0, 0.0)
    assert not found.is_clear("variance")


@pytest.mark.parametrize("members", [5, 20, 50])
def test_twice_the_error_covers_as_much_with_few_networks_as_with_many(members: int) -> None:
    """Random straight lines: the truth lies within two standard errors in about 95 of 100 experiments."""
    generator, axis = numpy.random.RandomState(1), numpy.linspace(-1, 1, 20)
    truth = 0.3 * numpy.sin(3 * axis)[:, None]
    wanted = {"bias2": 0.0, "variance": 0.0}
    bias = float((truth[:, 0] ** 2).mean())
    variance = 0.3**2 + 0.5**2 * float((axis**2).mean())
    where = points(truth * 0, truth * 0, 0.0)
    for _ in range(500):
        lines = generator.randn(members, 1) * 0.3 + generator.randn(members, 1) * 0.5 * axis
        found = of(truth + lines[:, :, None], where, numpy.zeros((members, 20, 1)))
        wanted["bias2"] += abs(found.bias2 - bias) <= 2 * found.standard_errors["bias2"]
        wanted["variance"] += abs(found.variance - variance) <= 2 * found.standard_errors["variance"]
    assert all(0.87 <= covered / 500 <= 0.99 for covered in wanted.values()), wanted


def polynomials(generator: numpy.random.RandomState, rows: int, members: int) -> tuple[Array, Array]:
    """What cubics with a ridge penalty predict at 20 places, (members, 20, 1), each from rows of its own whose inputs
    are drawn too; and the truth there, (20, 1)."""
    inputs = generator.uniform(-1, 1, (members, rows))
    powers = inputs[:, :, None] ** numpy.arange(4)
    targets = numpy.exp(inputs) + 0.3 * generator.randn(members, rows)
    squares = powers.transpose(0, 2, 1) @ powers + 0.1 * numpy.eye(4)
    weights = numpy.linalg.solve(squares, powers.transpose(0, 2, 1) @ targets[:, :, None])
    places = numpy.linspace(-1, 1, 20)
    return (places[:, None] ** numpy.arange(4)) @ weights, numpy.exp(places)[:, None]


@pytest.mark.parametrize("members", [5, 20, 50])
def test_twice_the_error_covers_where_the_inputs_are_drawn_and_few_networks_swing_far(members: int) -> None:
    """The squares of such networks are skewed: without regard to that it covers the sum in 91 %."""
    generator = numpy.random.RandomState(0)
    many, truth = polynomials(generator, 14, 200_000)
    where, tries = points(truth, truth), 1000
    variance = float(many.var(axis=0).mean())
    total = float(((many - truth) ** 2).mean())
    wanted = {"variance": variance, "total": total, "test_error": total}
    covered = dict.fromkeys(wanted, 0)
    for experiment in polynomials(generator, 14, tries * members)[0].reshape(tries, members, 20, 1):
        found = of(experiment, where)
        for name, value in wanted.items():
            covered[name] += abs(getattr(found, name) - value) <= 2 * found.standard_errors[name]
    assert all(0.92 <= count / tries <= 0.985 for count in covered.values()), covered


def test_the_more_skewed_the_networks_are_the_wider_the_error() -> None:
    wide = [widening(20, squares=True, skewness=skewness) for skewness in (0.0, 0.5, 2.0, -2.0)]
    assert wide[0] < wide[1] < wide[2] == wide[3] < 2.5 * wide[0]
    assert widening(10_000, squares=True, skewness=1.0) == pytest.approx(1.0, abs=0.02)


def test_of_three_networks_nothing_is_clear() -> None:
    terms = of(numpy.array([[[1.0]], [[1.01]], [[0.99]]]), points(numpy.zeros((1, 1)), numpy.zeros((1, 1)), 0.0),
               numpy.zeros((3, 1, 1)))  # fmt: skip
    assert terms.bias2 == pytest.approx(1.0, abs=0.01)
    assert not terms.is_clear("bias2")
