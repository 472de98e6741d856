"""What generated rows are drawn from: the formula without its noise, and how much noise there is."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

MAX_CENTRES = 2000
"""A line of points is stood for by so many of them."""

MIN_SPREAD = 1e-6
"""Points without noise are told apart as if they had this much: by the nearest centre."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What could be known at best. ``expected``: takes features (rows, *shape) and gives the expected targets
    (rows, targets) for regression and the probabilities of the classes (rows, classes) for classification, float64.

    ``variance``: of the noise that is added to each target of a regression; for classes the probabilities say it all.
    """

    expected: Callable[[Array], Array]
    variance: float = 0.0

    def drawn(self, features: Array, generator: numpy.random.RandomState) -> Array:
        """Targets of rows with these features: the expected numbers with normal noise, float64 (rows, targets)."""
        import numpy

        expected = self.expected(features)
        found: Array = expected + numpy.sqrt(self.variance) * generator.randn(*expected.shape)
        return found


def drawn_along(truth: Truth, ends: tuple[float, float], rows: int, seed: int) -> tuple[Array, Array]:
    """Rows whose single input is anywhere between two ends, each place as likely: features and targets (rows, 1)."""
    import numpy

    generator = numpy.random.RandomState(seed)
    features = generator.uniform(*ends, (rows, 1))
    return features, truth.drawn(features, generator)


def of_line(slope: float, intercept: float, noise: float) -> Truth:
    """Of points along a straight line."""
    return Truth(lambda x: slope * x + intercept, noise**2)


def of_sine(periods: float, noise: float) -> Truth:
    """Of points along a sine curve."""

    def expected(x: Array) -> Array:
        import numpy

        values: Array = numpy.sin(numpy.pi * periods * x)
        return values

    return Truth(expected, noise**2)


def of_polynomial(degree: int, noise: float) -> Truth:
    """Of points along the Chebyshev polynomial of a degree."""

    def expected(x: Array) -> Array:
        import numpy

        values: Array = numpy.polynomial.Chebyshev.basis(degree)(x)
        return values

    return Truth(expected, noise**2)


def of_xor(noise: float) -> Truth:
    """Of points of the square from -1 to 1 that were moved by noise after they got their class.

    Along each axis the place before the noise is uniform, so that given the place after it, the probability to have
    been right of zero follows from the normal distribution function; the axes are independent.
    """

    def right(x: float) -> float:
        spread = max(noise, MIN_SPREAD) * math.sqrt(2.0)
        # Differences of erfc on the side where it is small keep their digits far from the square.
        far, zero, near = ((abs(x) - edge) / spread for edge in (-1.0, 0.0, 1.0))
        same, other = math.erfc(near) - math.erfc(zero), math.erfc(zero) - math.erfc(far)
        share = same / (same + other) if same + other > 0 else 1.0
        return share if x >= 0 else 1.0 - share

    def expected(points: Array) -> Array:
        import numpy

        sides = numpy.vectorize(right, otypes=[numpy.float64])(points)
        differ = sides[:, 0] * (1 - sides[:, 1]) + sides[:, 1] * (1 - sides[:, 0])
        return numpy.column_stack((1 - differ, differ))

    return Truth(expected)


def of_clouds(centres: Array, classes: Array, count: int, spread: float) -> Truth:
    """Of points that lie around one of ``centres`` (number, features), each as likely, with normal noise.

    The probabilities of the ``count`` classes follow from Bayes' rule.
    """

    def expected(points: Array) -> Array:
        import numpy

        distances = ((points[:, None, :] - centres[None]) ** 2).sum(axis=2)
        nearness = numpy.exp((distances.min(axis=1, keepdims=True) - distances) / (2 * max(spread, MIN_SPREAD) ** 2))
        sums = numpy.stack([nearness[:, classes == number].sum(axis=1) for number in range(count)], axis=1)
        shares: Array = sums / sums.sum(axis=1, keepdims=True)
        return shares

    return Truth(expected)


def of_blobs(features: int, classes: int, spread: float, seed: int) -> Truth:
    """Of round clouds, around the middles that the seed draws."""
    import numpy

    return of_clouds(_middles(features, classes, seed), numpy.arange(classes), classes, spread)


def blobs_again(rows: int, features: int, classes: int, spread: float, seed: int, again: int) -> tuple[Any, Any]:
    """Other points around the same middles: features (rows, features), class numbers (rows,)."""
    from sklearn.datasets import make_blobs

    centres = _middles(features, classes, seed)
    points, numbers = make_blobs(n_samples=rows, centers=centres, cluster_std=spread, random_state=again)
    return points, numbers


def _middles(features: int, classes: int, seed: int) -> Array:
    """The middles of the clouds, (classes, features): scikit-learn draws them before it draws points."""
    from sklearn.datasets import make_blobs

    centres: Array = make_blobs(
        n_samples=classes, n_features=features, centers=classes, random_state=seed, return_centers=True
    )[2]
    return centres
