"""The functions that make rows. An exported script contains the one it needs, as it stands here.

``numpy.random.RandomState`` is meant: its streams are frozen for ever, those of ``default_rng`` may change.
Docstrings keep to 88 columns, the width of scripts.
"""

from __future__ import annotations

from typing import Any


def noisy_line(
    rows: int, slope: float, intercept: float, noise: float, seed: int, shuffled: bool = False
) -> tuple[Any, Any]:
    """Points along a straight line, with noise.

    Features (rows, 1) are x from 0 to 3, targets (rows, 1) are y. Shuffled: in an order
    that the same generator draws after the noise.
    """
    import numpy

    generator = numpy.random.RandomState(seed)
    x = numpy.linspace(0.0, 3.0, rows)
    y = slope * x + intercept + noise * generator.randn(rows)
    if shuffled:
        order = generator.permutation(rows)
        x, y = x[order], y[order]
    return x.reshape(-1, 1), y.reshape(-1, 1)


def no_rows() -> tuple[Any, Any]:
    """One row of zeros: features (1, 1), targets (1, 1)."""
    import numpy

    return numpy.zeros((1, 1)), numpy.zeros((1, 1))


def random_numbers(rows: int, sizes: tuple[int, ...], codes: int, targets: int, seed: int) -> tuple[Any, Any]:
    """Rows that have nothing to do with their targets.

    Features (rows, *sizes) are normal numbers, or whole ones from 0 to below ``codes``
    where that is not 0. Targets (rows, targets) are normal numbers.
    """
    import numpy

    generator = numpy.random.RandomState(seed)
    shape = (rows, *sizes)
    features = generator.randint(0, codes, shape) if codes else generator.randn(*shape)
    return features.astype(numpy.float64), generator.randn(rows, targets)


def sine_points(rows: int, periods: float, noise: float, seed: int) -> tuple[Any, Any]:
    """Points along a sine curve, with noise.

    Features (rows, 1) are x from -1 to 1, targets (rows, 1) are y.
    """
    import numpy

    generator = numpy.random.RandomState(seed)
    x = numpy.linspace(-1.0, 1.0, rows)
    y = numpy.sin(numpy.pi * periods * x) + noise * generator.randn(rows)
    return x.reshape(-1, 1), y.reshape(-1, 1)


def polynomial_points(rows: int, degree: int, noise: float, seed: int) -> tuple[Any, Any]:
    """Points along the Chebyshev polynomial of a degree, with noise.

    It swings between -1 and 1.
    Features (rows, 1) are x from -1 to 1, targets (rows, 1) are y.
    """
    import numpy

    generator = numpy.random.RandomState(seed)
    x = numpy.linspace(-1.0, 1.0, rows)
    y = numpy.polynomial.Chebyshev.basis(degree)(x) + noise * generator.randn(rows)
    return x.reshape(-1, 1), y.reshape(-1, 1)


def xor(rows: int, noise: float, seed: int) -> tuple[Any, Any]:
    """Points of a square, of class 1 where the signs of x and y differ.

    The noise moves the points after they have their class.
    Features (rows, 2), class numbers (rows,).
    """
    import numpy

    generator = numpy.random.RandomState(seed)
    points = generator.uniform(-1.0, 1.0, (rows, 2))
    classes = (points[:, 0] > 0) != (points[:, 1] > 0)
    return points + noise * generator.randn(rows, 2), classes.astype(numpy.int64)


def moons(rows: int, noise: float, seed: int) -> tuple[Any, Any]:
    """Two interleaving half circles: features (rows, 2), class numbers (rows,)."""
    from sklearn.datasets import make_moons

    features, classes = make_moons(n_samples=rows, noise=noise, random_state=seed)
    return features, classes


def circles(rows: int, noise: float, factor: float, seed: int) -> tuple[Any, Any]:
    """A circle in a circle, their radii in the ratio ``factor``.

    Features (rows, 2), class numbers (rows,).
    """
    from sklearn.datasets import make_circles

    features, classes = make_circles(n_samples=rows, noise=noise, factor=factor, random_state=seed)
    return features, classes


def spirals(rows: int, arms: int, turns: float, noise: float, seed: int) -> tuple[Any, Any]:
    """Arms that wind out from the middle, one class each.

    Features (rows, 2), class numbers (rows,).
    """
    import numpy

    generator = numpy.random.RandomState(seed)
    classes = numpy.arange(rows) % arms
    radius = numpy.linspace(0.05, 1.0, rows)
    angle = 2.0 * numpy.pi * (turns * radius + classes / arms)
    points = numpy.column_stack((radius * numpy.cos(angle), radius * numpy.sin(angle)))
    return points + noise * generator.randn(rows, 2), classes


def blobs(rows: int, features: int, classes: int, spread: float, seed: int) -> tuple[Any, Any]:
    """Round clouds of points, one class each.

    Features (rows, features), class numbers (rows,).
    """
    from sklearn.datasets import make_blobs

    points, numbers = make_blobs(
        n_samples=rows, n_features=features, centers=classes, cluster_std=spread, random_state=seed
    )
    return points, numbers


def clusters(
    rows: int,
    features: int,
    informative: int,
    redundant: int,
    classes: int,
    clusters_per_class: int,
    class_sep: float,
    flip_y: float,
    seed: int,
) -> tuple[Any, Any]:
    """Clusters at the corners of a cube, with some labels drawn again.

    Features (rows, features), class numbers (rows,).
    """
    from sklearn.datasets import make_classification

    points, numbers = make_classification(
        n_samples=rows,
        n_features=features,
        n_informative=informative,
        n_redundant=redundant,
        n_classes=classes,
        n_clusters_per_class=clusters_per_class,
        class_sep=class_sep,
        flip_y=flip_y,
        random_state=seed,
    )
    return points, numbers


def iris() -> tuple[Any, Any]:
    """Iris flowers: four lengths in centimetres (150, 4), species numbers (150,)."""
    from sklearn.datasets import load_iris

    features, classes = load_iris(return_X_y=True)
    return features, classes


def wine() -> tuple[Any, Any]:
    """Wines of three growers: thirteen measures (178, 13), grower numbers (178,)."""
    from sklearn.datasets import load_wine

    features, classes = load_wine(return_X_y=True)
    return features, classes


def breast_cancer() -> tuple[Any, Any]:
    """Tumours: thirty measures of their cells (569, 30), 1 where benign (569,)."""
    from sklearn.datasets import load_breast_cancer

    features, classes = load_breast_cancer(return_X_y=True)
    return features, classes


def diabetes() -> tuple[Any, Any]:
    """Patients: ten measures (442, 10), how far diabetes went in a year (442, 1)."""
    from sklearn.datasets import load_diabetes

    features, progress = load_diabetes(return_X_y=True, scaled=False)
    return features, progress.reshape(-1, 1)


def digit_images() -> tuple[Any, Any]:
    """Handwritten digits: brightness 0 to 16 (1797, 1, 8, 8), digits (1797,)."""
    from sklearn.datasets import load_digits

    pixels, digits = load_digits(return_X_y=True)
    return pixels.reshape(-1, 1, 8, 8), digits


def digit_rows() -> tuple[Any, Any]:
    """Handwritten digits: brightness 0 to 16 (1797, 64), digits (1797,)."""
    from sklearn.datasets import load_digits

    pixels, digits = load_digits(return_X_y=True)
    return pixels, digits
