"""What other predictions lose on the same validation rows: a constant answer, and models that learn in a moment.

They tell what can be reached where nobody knows the truth behind the rows: what they all leave unexplained may be
noise."""

from __future__ import annotations

import hashlib
import math
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.losses import Objective
from netbuilder.messages import Message, say
from netbuilder.training.floor import row_losses, standard_error

if TYPE_CHECKING:
    import numpy

    from netbuilder.data.pipeline import Part, Prepared

    Array = numpy.ndarray[Any, Any]

MAX_ROWS = 2_000
"""Of so many training rows they learn at most: enough to show what can be learned, and few enough to take a moment."""
MAX_VALUES = 200_000
"""Rows × features × classes beyond which only the models that are fast for any table learn."""
LARGEST = 1e15
"""Features beyond which squares and distances leave the 32-bit numbers in which scikit-learn computes them."""
MAX_SQUARED = 20
"""With more features there would be too many products of two."""
BOOSTED, DEPTH, RATE = 50, 3, 0.1
"""Trees in the boosted model, their depth, and how much each of them counts."""
MAX_CUBED = 8_000_000
"""Rows³ × classes beyond which a Gaussian process takes too long: 200 rows of numbers or of two classes."""
SIZES, LENGTHS, NOISES = (0.01, 100.0), (0.05, 20.0), (0.001, 2.0)
"""Between what the variance of its function lies, in that of the target; its length scale, in standard deviations of
the features; and the variance of the noise around it."""
ANY = (1e-9, 1e9)
"""Wider than these: scikit-learn warns where a search ends at a bound of its own."""
MOST_STEPS = 15
"""Steps of the search for the likeliest of these."""

MOST_KNOWN = 200
"""Of so many sets of rows it is kept what the models lose on them: a project is trained many times on the same."""


@dataclass(frozen=True, slots=True)
class Reference:
    """``title``: what predicts; ``loss``: its validation loss; ``error``: the standard error of that mean."""

    title: Message
    loss: float
    error: float


def constant_reference(objective: Objective, prepared: Prepared) -> Reference | None:
    """The same answer for every row: the shares of the classes in the training rows, or the mean of their targets.
    None where no row validates."""
    import numpy

    if not len(prepared.validation):
        return None
    targets = prepared.training.targets
    if objective.terms[0].loss.target == "numbers":
        answer = targets.reshape(len(targets), -1).mean(axis=0, dtype=numpy.float64)
    else:
        answer = _shares(targets, len(prepared.signature.classes))
    return _judged(say("the same answer for every row"), numpy.tile(answer, (len(prepared.validation), 1)), objective,
                   prepared.validation)  # fmt: skip


def learned_references(objective: Objective, prepared: Prepared) -> tuple[Reference, ...]:
    """A linear model, one with squares and products, nearest neighbors, boosted trees and a Gaussian process, taught by
    the training rows and judged on the validation rows. None where there is too little of either, or where a feature
    is beyond ``LARGEST``. Takes a tenth of a second to seconds, and no time where the same rows were learned before."""
    import numpy

    part, judged = _taught(prepared.training), prepared.validation
    if len(judged) < 2 or len(part) < 2 or numpy.ptp(part.targets) == 0:
        return ()
    if max(float(numpy.abs(rows.features).max()) for rows in (part, judged)) > LARGEST:
        return ()
    classes = 0 if objective.terms[0].loss.target == "numbers" else len(prepared.signature.classes)
    key = (repr(objective), classes, _content(part), _content(judged))
    found = _known.get(key)
    if found is None:
        found = _known[key] = _learned(objective, part, judged, classes)
        if len(_known) > MOST_KNOWN:
            _known.popitem(last=False)
    return found


_known: OrderedDict[tuple[str, int, bytes, bytes], tuple[Reference, ...]] = OrderedDict()


def _content(part: Part) -> bytes:
    """A digest of the rows, the same for the same shapes, types and numbers."""
    digest = hashlib.blake2b(digest_size=16)
    for array in (part.features, part.targets):
        digest.update(f"{array.shape} {array.dtype}".encode())
        digest.update(array.tobytes())
    return digest.digest()


def _learned(objective: Objective, part: Part, judged: Part, classes: int) -> tuple[Reference, ...]:
    """What each model loses on the rows that judge, where that is a number; ``classes``: 0 for numbers."""
    import numpy
    from threadpoolctl import threadpool_limits

    found = []
    for title, model in _models(part, classes):
        # On some processors a matrix product reports an invalid value although all its numbers are finite
        # (github.com/numpy/numpy/issues/24067); whether a prediction is finite is asked of the prediction.
        # Products of so few rows take many times as long where threads wait for each other beside a training.
        with numpy.errstate(invalid="ignore"), threadpool_limits(1, "blas"):
            model.fit(_flat(part), part.targets if classes or part.targets.shape[1] > 1 else part.targets[:, 0])
            expected = _probabilities(model, judged, classes, len(part)) if classes else model.predict(_flat(judged))
        found.append(_judged(title, expected, objective, judged))
    return tuple(reference for reference in found if reference is not None)


def _models(part: Part, classes: int) -> Iterator[tuple[Message, Any]]:
    """The models, untaught; ``classes``: 0 for numbers."""
    from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor
    from sklearn.linear_model import LogisticRegression, Ridge
    from sklearn.multioutput import MultiOutputRegressor
    from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures, StandardScaler

    rows, features = _flat(part).shape
    targets = 1 if classes else part.targets.shape[1]

    def linear() -> Any:
        return LogisticRegression(max_iter=1000) if classes else Ridge(alpha=1.0)

    yield say("a linear model"), make_pipeline(StandardScaler(), linear())
    if features <= MAX_SQUARED:
        squares = PolynomialFeatures(2, include_bias=False)
        yield say("a linear model with squares and products"), make_pipeline(squares, StandardScaler(), linear())
    near = max(1, round(math.sqrt(rows)))
    # A tree of places: without one, scikit-learn counts the cores of the machine, and warns where it cannot.
    yield (
        say("nearest neighbors"),
        (KNeighborsClassifier if classes else KNeighborsRegressor)(near, algorithm="kd_tree"),
    )
    if rows * features * max(targets, classes) <= MAX_VALUES:
        leaf = max(1, min(5, rows // 10))
        how = {"n_estimators": BOOSTED, "max_depth": DEPTH, "learning_rate": RATE, "min_samples_leaf": leaf}
        if classes:
            yield say("boosted trees"), GradientBoostingClassifier(**how, subsample=0.8, random_state=0)
        else:
            boosted = GradientBoostingRegressor(**how, subsample=0.8, random_state=0)
            yield say("boosted trees"), boosted if targets == 1 else MultiOutputRegressor(boosted)
    if rows**3 * (classes if classes > 2 else 1) <= MAX_CUBED:
        yield say("a Gaussian process"), make_pipeline(StandardScaler(), _gaussian_process(classes))


def _gaussian_process(classes: int) -> Any:
    """A smooth function of all features, as smooth as the rows make likely (Rasmussen and Williams, *Gaussian Processes
    for Machine Learning*, 2006, chapters 2 and 3): of few rows it sees more than trees and neighbors do."""
    from sklearn.gaussian_process import GaussianProcessClassifier, GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel

    smooth = ConstantKernel(1.0, ANY) * RBF(1.0, ANY)
    if classes:
        return GaussianProcessClassifier(smooth, optimizer=_likeliest)
    return GaussianProcessRegressor(smooth + WhiteKernel(0.1, ANY), optimizer=_likeliest, normalize_y=True)


def _likeliest(unlikely: Callable[[Array], tuple[float, Array]], start: Array, bounds: Array) -> tuple[Array, float]:
    """The logarithms of the likeliest settings of a kernel, as far as a few steps lead. ``unlikely``: the negative
    logarithm of their likelihood, and its gradient; ``bounds``: those of the kernel, which are no bounds here."""
    import numpy
    from scipy.optimize import minimize

    narrower = numpy.log((SIZES, LENGTHS, NOISES))[: len(bounds)]
    found = minimize(unlikely, start, jac=True, method="L-BFGS-B", bounds=narrower, options={"maxiter": MOST_STEPS})
    return found.x, float(found.fun)


def _taught(part: Part) -> Part:
    """The rows that are learned from: all, or as many as ``MAX_ROWS``, evenly spread."""
    import numpy

    from netbuilder.data.pipeline import Part

    if len(part) <= MAX_ROWS:
        return part
    chosen = numpy.linspace(0, len(part) - 1, MAX_ROWS).round().astype(numpy.int64)
    return Part(part.features[chosen], part.targets[chosen], part.rows[chosen])


def _flat(part: Part) -> Array:
    return part.features.reshape(len(part), -1)


def _probabilities(model: Any, judged: Part, classes: int, rows: int) -> Array:
    """The probabilities of all classes, (rows, classes). Each class has one more vote, shared out evenly, beside those
    of the training rows: none is impossible because none of few rows was of it."""
    import numpy

    found = numpy.zeros((len(judged), classes))
    found[:, model.classes_] = model.predict_proba(_flat(judged))
    votes = getattr(model, "n_neighbors", rows)
    smoothed: Array = (votes * found + 1 / classes) / (votes + 1)
    return smoothed


def _shares(targets: Array, classes: int) -> Array:
    import numpy

    counted = numpy.bincount(targets, minlength=classes) + 1 / classes
    shares: Array = counted / counted.sum()
    return shares


def _judged(title: Message, expected: Array, objective: Objective, judged: Part) -> Reference | None:
    import numpy

    losses = row_losses(objective, expected, judged.targets)
    if len(losses) < 2 or not numpy.isfinite(losses).all():
        return None
    return Reference(title, float(losses.mean()), standard_error(losses))
