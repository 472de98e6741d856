"""From declared data to what the network sees: loaded, checked, split, limited, made noisy and normalized."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from netbuilder.data import preparation
from netbuilder.data.base import MAX_NUMBER, Dataset, Signature, Table, require_room
from netbuilder.data.settings import DataSettings
from netbuilder.data.split_check import require_classes, require_split
from netbuilder.errors import DataError
from netbuilder.messages import say

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

PIECE = 100_000
"""So many numbers of rows are taken from a list at once: some milliseconds."""

_loading = Lock()
"""Held while rows are made: whoever wants the same ones meanwhile waits for them, and does not make them too."""


@dataclass(frozen=True, slots=True)
class Step:
    """A function on arrays with its settings: the program calls it, and an exported script contains its source."""

    function: Callable[..., Any]
    arguments: dict[str, Any]

    def __call__(self, *arrays: Any) -> Any:
        return self.function(*arrays, **self.arguments)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The rows of one part. ``features``: float32 (rows, *shape); ``targets``: int64 (rows,) class numbers or
    float32 (rows, targets); ``rows``: int64 (rows,), their numbers in the table, from 0."""

    features: Array
    targets: Array
    rows: Array

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Data ready for training. Features are normalized: (original - ``shift``) / ``scale``, float64 arrays that
    broadcast to a row; so are numbers to predict, by ``target_shift`` and ``target_scale``. ``table``: the rows as they
    are in the source; ``noisy``: the same with the noise that is added to the training rows, in original units; where
    there is none it is ``table`` itself."""

    training: Part
    validation: Part
    test: Part
    signature: Signature
    shift: Array
    scale: Array
    target_shift: Array
    target_scale: Array
    table: Table
    noisy: Table


def split_step(settings: DataSettings) -> Step:
    """The step that takes the targets and gives the row numbers for training, validation and test."""
    shares = {"validation": settings.validation, "test": settings.test}
    if settings.split == "ordered":
        return Step(preparation.ordered_split, shares)
    function = preparation.stratified_split if settings.split == "stratified" else preparation.shuffled_split
    return Step(function, {**shares, "seed": settings.split_seed})


def normalisation_step(settings: DataSettings) -> Step | None:
    """The step that takes the features of the training rows and gives shift and scale, or None."""
    functions: dict[str, Callable[..., Any]] = {
        "min-max": preparation.min_max,
        "global min-max": preparation.global_min_max,
        "z-score": preparation.z_score,
    }
    function = functions.get(settings.normalisation)
    return Step(function, {}) if function else None


def filling_step(signature: Signature) -> Step | None:
    """The step that takes features and the numbers of the training rows and fills the gaps, or None."""
    return Step(preparation.filled, {"gaps": signature.gaps}) if signature.gaps else None


def target_step(settings: DataSettings, signature: Signature) -> Step | None:
    """The step that takes the targets of the training rows and gives their shift and scale; None where they stay."""
    scaled = signature.task == "regression" and settings.target_normalisation == "z-score"
    return Step(preparation.z_score, {}) if scaled else None


@dataclass(frozen=True, slots=True)
class Noise:
    """What makes rows noisy: a step each for features and targets, which takes them and the numbers of the rows to move
    and gives all of them; None where nothing moves."""

    features: Step | None
    targets: Step | None

    def __call__(self, features: Array, targets: Array, rows: Any) -> tuple[Array, Array]:
        """Both with their noise in these rows; the very arrays where there is none."""
        return (
            self.features(features, rows) if self.features else features,
            self.targets(targets, rows) if self.targets else targets,
        )


def noise_steps(settings: DataSettings, signature: Signature, seed: int | None = None) -> Noise:
    """The noise that the settings ask for, drawn from their seed or from another."""
    chosen = settings.noise_seed if seed is None else seed
    moved = {"noise": settings.input_noise, "seed": chosen, "stream": 1}
    drawn = {"noise": settings.label_noise, "seed": chosen, "stream": 2}
    if signature.task == "classification":
        targets = Step(preparation.flipped_classes, {**drawn, "classes": len(signature.classes)})
    else:
        targets = Step(preparation.noisy, drawn)
    return Noise(
        Step(preparation.noisy, moved) if settings.input_noise else None, targets if settings.label_noise else None
    )


def load(settings: DataSettings) -> Table:
    """All rows of the chosen data, as they are in the source: nan where a gap is yet to be filled. Read-only.

    Raises DataError where the data are missing, broken, too large or not numbers.
    """
    dataset = settings.dataset
    signature = dataset.signature()
    require_room(signature)
    with _loading:
        return _load(dataset, signature, dataset.stamp())


def prepare(settings: DataSettings) -> Prepared:
    """Load, split, limit, add noise, and normalize. Equal settings give equal numbers, bit for bit.

    Shift and scale come from the training rows before their noise, so that it leaves the other rows as they are.

    Raises DataError where the data cannot be loaded or do not allow the split.
    """
    table = load(settings)
    require_split(settings, table.signature)
    require_classes(settings, table)
    training, validation, test = (_numbers(part) for part in split_step(settings)(table.targets))
    return _prepared(settings, table, training[: settings.training_rows], validation, test)


def prepare_again(settings: DataSettings, prepared: Prepared, seed: int) -> Prepared:
    """The same data with the rows that train and those that validate dealt anew, as many of each; the test rows stay
    what they are. Where the split keeps the shares of the classes, so does this."""
    import numpy

    table = load(settings)
    parts = (prepared.training.rows, prepared.validation.rows)
    rows, random = numpy.concatenate(parts), numpy.random.RandomState(seed)
    dealt = rows[random.permutation(len(rows))]
    if settings.split == "stratified" and table.signature.classes:
        classes = table.targets[rows]
        for number in numpy.unique(classes):
            alike = classes == number
            dealt[alike] = random.permutation(rows[alike])
    training, validation = numpy.split(dealt, [len(parts[0])])
    return _prepared(settings, table, training, validation, prepared.test.rows)


def _prepared(settings: DataSettings, table: Table, training: Array, validation: Array, test: Array) -> Prepared:
    """The rows of these numbers, made ready."""
    import numpy

    table = _filled(table, training)
    normalise, scale_targets = normalisation_step(settings), target_step(settings, table.signature)
    shift, scale = normalise(table.features[training]) if normalise else (0.0, 1.0)
    target_shift, target_scale = scale_targets(table.targets[training]) if scale_targets else (0.0, 1.0)
    noisy = _with_noise(settings, table, training)
    features = _scaled(noisy.features, shift, scale)
    targets = noisy.targets if table.signature.classes else _scaled(noisy.targets, target_shift, target_scale)
    learned, judged, tested = (Part(features[rows], targets[rows], rows) for rows in (training, validation, test))
    return Prepared(
        training=learned,
        validation=judged,
        test=tested,
        signature=table.signature,
        shift=numpy.asarray(shift, numpy.float64),
        scale=numpy.asarray(scale, numpy.float64),
        target_shift=numpy.asarray(target_shift, numpy.float64),
        target_scale=numpy.asarray(target_scale, numpy.float64),
        table=table,
        noisy=noisy,
    )


def _numbers(rows: list[int]) -> Array:
    """Numbers of rows, int64. Piece by piece: in between, others that wait for Python's lock have their turn."""
    import numpy

    pieces = [numpy.array(rows[start : start + PIECE], numpy.int64) for start in range(0, len(rows), PIECE)]
    return numpy.concatenate([numpy.empty(0, numpy.int64), *pieces])


def _filled(table: Table, training: Array) -> Table:
    fill = filling_step(table.signature)
    if fill is None:
        return table
    features = fill(table.features, training)
    features.setflags(write=False)
    return Table(features, table.targets, table.signature)


def _with_noise(settings: DataSettings, table: Table, training: Array) -> Table:
    noise = noise_steps(settings, table.signature)
    if noise == Noise(None, None):
        return table
    features, targets = noise(table.features, table.targets, training)
    return Table(features, targets, table.signature)


@lru_cache(maxsize=2)
def _load(dataset: Dataset, signature: Signature, stamp: tuple[object, ...]) -> Table:
    import numpy

    try:
        features, targets = dataset.rows_drawn()
        features = numpy.asarray(features, numpy.float64)
    except MemoryError as error:
        raise DataError(
            "The {rows} rows of {title} do not fit into memory. Choose fewer rows.",
            rows=signature.rows,
            title=say(dataset.title),
        ) from error
    _require_finite(features, signature)
    if signature.task == "classification":
        targets = numpy.asarray(targets, numpy.int64)
    else:
        targets = numpy.asarray(targets, numpy.float64).reshape(len(features), signature.targets)
        _require_finite(targets, signature)
    features.setflags(write=False)
    targets.setflags(write=False)
    return Table(features, targets, signature)


def _scaled(values: Array, shift: Any, scale: Any) -> Array:
    import numpy

    with numpy.errstate(over="ignore"):
        scaled: Array = ((values - shift) / scale).astype(numpy.float32)
    _require_finite_after_normalisation(scaled)
    return scaled


def _require_finite(values: Array, signature: Signature) -> None:
    import numpy

    fits = numpy.abs(values) <= MAX_NUMBER
    if signature.gaps:
        fits |= numpy.isnan(values)
    if not fits.all():
        row, *place = (int(index) for index in numpy.argwhere(~fits)[0])
        raise DataError(
            "Row {row} holds {value}, which is not a finite number. Correct it, or lower the noise.",
            row=row + 1,
            value=float(values[(row, *place)]),
        )


def _require_finite_after_normalisation(values: Array) -> None:
    import numpy

    fits = numpy.isfinite(values)
    if not fits.all():
        row = int(numpy.argwhere(~fits)[0][0])
        raise DataError(
            "Row {row} is too far from the training rows to be normalized by them. Choose another normalization, or "
            "more training rows.",
            row=row + 1,
        )
