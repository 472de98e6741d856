"""Generated data sets: drawn from a formula and a seed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, Literal

from netbuilder.data import sources
from netbuilder.data import truth as truths
from netbuilder.data.base import DataCategory, Dataset, Note, Signature, Source, require_room
from netbuilder.data.truth import Truth
from netbuilder.declaration import param
from netbuilder.errors import DataError
from netbuilder.messages import say

MOST_CODES, MOST_TARGETS = 10_000_000, 1_000_000
"""How many codes and targets rows of random numbers may have."""


def _rows(default: int) -> Any:
    return param(default, "Rows", min=2, max=10_000_000)


def _noise(default: float) -> Any:
    return param(
        default, "Noise", min=0.0, max=1000.0, help="Standard deviation of the random part added to each point."
    )


def _seed() -> Any:
    return param(0, "Seed", min=0, max=2**31 - 1, help="A different seed draws different points from the same formula.")


def _numbers(count: int) -> tuple[str, ...]:
    return tuple(map(str, range(count)))


def _points(rows: int, classes: int = 2) -> Signature:
    """The signature of points of a plane."""
    return Signature((2,), "classification", rows, _numbers(classes), feature_names=("x", "y"))


class Redrawn(Dataset):
    """Points of which other seeds draw others from the same formula."""

    def drawn_again(self, seed: int) -> Source:
        source = self.source()
        return Source(source.function, {**source.arguments, "seed": seed})


class Along(Dataset):
    """Points along a curve over an axis, on which they are evenly spaced; others lie anywhere between its ends."""

    ends: ClassVar[tuple[float, float]]

    rows: int

    def drawn_again(self, seed: int) -> Callable[[], tuple[Any, Any]]:
        return partial(truths.drawn_along, self.truth(), self.ends, self.rows, seed)

    def truth(self) -> Truth:
        raise NotImplementedError

    @property
    def in_order(self) -> bool:
        return True


class Curved(Redrawn):
    """Points along lines in the plane, one class each, moved by normal noise."""

    rows: int
    noise: float

    def truth(self) -> Truth:
        source = self.source()
        few = min(self.rows, truths.MAX_CENTRES)
        centres, classes = source.function(**{**source.arguments, "rows": few, "noise": 0.0})
        return truths.of_clouds(centres, classes, len(self.signature().classes), self.noise)


class NoData(Dataset):
    """No data: a single row of zeros, for a drawing whose loss depends on its parameters alone."""

    type, title, category = "no_data", "No data", DataCategory.GENERATED

    def signature(self) -> Signature:
        return Signature((1,), "regression", 1, feature_names=("nothing",))

    def source(self) -> Source:
        return Source(sources.no_rows, {})


class RandomNumbers(Dataset):
    """Random rows with random targets, from which there is nothing to learn: a network runs on them at once."""

    type, title, category = "random_numbers", "Random numbers", DataCategory.GENERATED
    amount = "rows"

    rows: int = _rows(64)
    sizes: tuple[int, ...] = param((4,), "Shape", help="The shape of one row, for example 3, 32, 32.")
    codes: int = param(
        0,
        "Codes",
        min=0,
        max=MOST_CODES,
        help="0: the inputs are normal numbers. Otherwise whole numbers from 0 to below this, as an embedding takes.",
    )
    targets: int = param(
        1, "Numbers to predict", min=1, max=MOST_TARGETS, help="Random, too: they do not depend on the inputs."
    )
    seed: int = _seed()

    def signature(self) -> Signature:
        if not self.sizes or min(self.sizes) < 1:
            raise DataError(
                "The shape of a row needs sizes of at least 1, but it is “{sizes}”. Enter, for example, 3, 32, 32.",
                sizes=", ".join(map(str, self.sizes)),
            )
        found = Signature(self.sizes, "regression", self.rows, targets=self.targets)
        require_room(found)
        return found

    def source(self) -> Source:
        self.signature()
        return Source(sources.random_numbers, self.values())

    def notes(self) -> tuple[Note, ...]:
        return (
            Note(say("Inputs and targets are random numbers: there is nothing to learn. Choose data of your own.")),
        )


class Line(Along):
    """Points along a straight line, with noise."""

    type, title, category, ends = "line", "Line", DataCategory.GENERATED, (0.0, 3.0)
    amount, noise_name = "rows", "noise"
    brief = {"shuffled": False}

    rows: int = _rows(120)
    slope: float = param(2.0, "Slope", min=-1000.0, max=1000.0)
    intercept: float = param(0.9, "Intercept", min=-1000.0, max=1000.0)
    noise: float = _noise(0.5)
    seed: int = _seed()
    shuffled: bool = param(False, "Shuffled rows", help="The points in random order instead of from left to right.")

    def signature(self) -> Signature:
        return Signature((1,), "regression", self.rows, feature_names=("x",))

    def source(self) -> Source:
        return Source(sources.noisy_line, {name: value for name, value in self.values().items() if value is not False})

    def truth(self) -> Truth:
        return truths.of_line(self.slope, self.intercept, self.noise)

    @property
    def in_order(self) -> bool:
        return not self.shuffled


class Curve(Along):
    """Points along a sine curve or a polynomial, with noise."""

    type, title, category, ends = "curve", "Curve", DataCategory.GENERATED, (-1.0, 1.0)
    amount, noise_name = "rows", "noise"

    rows: int = _rows(40)
    curve: Literal["sine", "polynomial"] = param("sine", "Curve")
    periods: float = param(1.0, "Periods", above=0.0, max=50.0, help="How many periods the sine curve has.")
    degree: int = param(3, "Degree", min=0, max=20, help="The highest power of the polynomial.")
    noise: float = _noise(0.2)
    seed: int = _seed()

    def signature(self) -> Signature:
        return Signature((1,), "regression", self.rows, feature_names=("x",))

    def source(self) -> Source:
        drawn = {"rows": self.rows, "noise": self.noise, "seed": self.seed}
        if self.curve == "sine":
            return Source(sources.sine_points, {**drawn, "periods": self.periods})
        return Source(sources.polynomial_points, {**drawn, "degree": self.degree})

    def truth(self) -> Truth:
        if self.curve == "sine":
            return truths.of_sine(self.periods, self.noise)
        return truths.of_polynomial(self.degree, self.noise)


class Xor(Redrawn):
    """Points of a square whose class is whether the signs of x and y differ: no straight line separates them."""

    type, title, category = "xor", "XOR", DataCategory.GENERATED
    amount, noise_name = "rows", "noise"

    rows: int = _rows(200)
    noise: float = _noise(0.1)
    seed: int = _seed()

    def signature(self) -> Signature:
        return _points(self.rows)

    def source(self) -> Source:
        return Source(sources.xor, self.values())

    def truth(self) -> Truth:
        return truths.of_xor(self.noise)


class Moons(Curved):
    """Two interleaving half circles, one class each."""

    type, title, category = "moons", "Moons", DataCategory.GENERATED
    amount, noise_name = "rows", "noise"

    rows: int = _rows(200)
    noise: float = _noise(0.2)
    seed: int = _seed()

    def signature(self) -> Signature:
        return _points(self.rows)

    def source(self) -> Source:
        return Source(sources.moons, self.values())


class Circles(Curved):
    """A small circle inside a large one, one class each."""

    type, title, category = "circles", "Circles", DataCategory.GENERATED
    amount, noise_name = "rows", "noise"

    rows: int = _rows(200)
    noise: float = _noise(0.1)
    factor: float = param(0.5, "Ratio", min=0.0, below=1.0, help="The inner radius as a share of the outer one.")
    seed: int = _seed()

    def signature(self) -> Signature:
        return _points(self.rows)

    def source(self) -> Source:
        return Source(sources.circles, self.values())


class Spirals(Curved):
    """Arms that wind out from the middle, one class each."""

    type, title, category = "spirals", "Spirals", DataCategory.GENERATED
    amount, noise_name = "rows", "noise"

    rows: int = _rows(300)
    arms: int = param(2, "Arms", min=2, max=10)
    turns: float = param(1.5, "Turns", min=0.0, max=20.0, help="How many times each arm winds around the middle.")
    noise: float = _noise(0.02)
    seed: int = _seed()

    def signature(self) -> Signature:
        return _points(self.rows, self.arms)

    def source(self) -> Source:
        return Source(sources.spirals, self.values())


class Blobs(Dataset):
    """Round clouds of points, one class each."""

    type, title, category = "blobs", "Blobs", DataCategory.GENERATED
    amount = "rows"

    rows: int = _rows(300)
    features: int = param(2, "Features", min=1, max=1000)
    classes: int = param(3, "Classes", min=2, max=100)
    spread: float = param(1.0, "Spread", min=0.0, max=1000.0, help="Standard deviation of each cloud.")
    seed: int = _seed()

    def signature(self) -> Signature:
        return Signature((self.features,), "classification", self.rows, _numbers(self.classes))

    def source(self) -> Source:
        return Source(sources.blobs, self.values())

    def drawn_again(self, seed: int) -> Source:
        return Source(truths.blobs_again, {**self.values(), "again": seed})

    def truth(self) -> Truth:
        return truths.of_blobs(self.features, self.classes, self.spread, self.seed)


class Clusters(Dataset):
    """Clusters at the corners of a cube, with a share of wrong labels (scikit-learn's make_classification)."""

    type, title, category = "clusters", "Clusters", DataCategory.GENERATED
    amount, noise_name = "rows", "flip_y"

    rows: int = _rows(100)
    features: int = param(2, "Features", min=1, max=1000)
    informative: int = param(2, "Informative features", min=1, max=1000, help="The features that the class depends on.")
    redundant: int = param(0, "Redundant features", min=0, max=1000, help="Mixtures of the informative features.")
    classes: int = param(2, "Classes", min=2, max=100)
    clusters_per_class: int = param(1, "Clusters per class", min=1, max=100)
    class_sep: float = param(1.0, "Separation", above=0.0, max=1000.0, help="How far apart the clusters are.")
    flip_y: float = param(
        0.01, "Random labels", min=0.0, max=1.0, help="The share of rows whose class is replaced at random."
    )
    seed: int = _seed()

    def signature(self) -> Signature:
        self._require_room()
        return Signature((self.features,), "classification", self.rows, _numbers(self.classes))

    def source(self) -> Source:
        self._require_room()
        return Source(sources.clusters, self.values())

    def _require_room(self) -> None:
        """Every cluster needs a corner of its own, and every kind of feature a place."""
        if self.informative + self.redundant > self.features:
            raise DataError(
                "{informative} informative and {redundant} redundant features are more than the {features} features. "
                "Raise the number of features, or lower one of the others.",
                informative=self.informative,
                redundant=self.redundant,
                features=self.features,
            )
        if self.classes * self.clusters_per_class > 2**self.informative:
            raise DataError(
                "{clusters} clusters do not fit at the {corners} corners of {informative} informative features. Raise "
                "the informative features, or lower the classes or the clusters per class.",
                clusters=self.classes * self.clusters_per_class,
                corners=2**self.informative,
                informative=self.informative,
            )
