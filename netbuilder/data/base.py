"""What a data set is: one declaration from which form, file format, preview, loading and exported code follow."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from netbuilder.declaration import Catalogued
from netbuilder.errors import DataError
from netbuilder.messages import Message

if TYPE_CHECKING:
    import numpy

    from netbuilder.data.truth import Truth

Task = Literal["classification", "regression"]

MAX_VALUES = 250_000_000
"""Rows times features: two gigabytes of 64-bit numbers."""

MAX_NUMBER = 3.4e38
"""Just below the largest 32-bit number: what lies beyond cannot be computed with."""


class DataCategory(StrEnum):
    """The groups of data sets, in their order. The value is the title shown."""

    GENERATED = "Generated"
    BUNDLED = "Bundled"
    OWN = "Your own"


@dataclass(frozen=True, slots=True)
class Signature:
    """What is known of data before they are loaded.

    ``features``: the shape of one row, (n,) or (channels, height, width). ``targets``: the number of target
    values a row for regression. ``classes``: the class names for classification, empty for regression.
    ``rows``: how many there are in all splits together. ``gaps``: the features that have no value in some rows, nan in
    a loaded table: the first and the end of each stretch, which is longer than one where it stands for one category.
    """

    features: tuple[int, ...]
    task: Task
    rows: int
    classes: tuple[str, ...] = ()
    targets: int = 1
    feature_names: tuple[str, ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the data that the user should know. ``warning``: it probably spoils the training.

    ``changes``: the data settings that mend it, by name; ``words`` say what they do. Both empty where there is no such.
    """

    message: Message
    warning: bool = False
    words: Message | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)


def require_room(signature: Signature) -> None:
    """Raise DataError where the rows would fill the memory, before they do."""
    features = math.prod(signature.features)
    if signature.rows * features > MAX_VALUES:
        raise DataError(
            "{rows} rows of {features} numbers do not fit into memory. Choose fewer rows, or fewer features.",
            rows=signature.rows,
            features=features,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Loaded rows. ``features``: float64 (rows, *shape). ``targets``: int64 (rows,) class numbers for
    classification, float64 (rows, targets) for regression."""

    features: numpy.ndarray[Any, Any]
    targets: numpy.ndarray[Any, Any]
    signature: Signature


@dataclass(frozen=True, slots=True)
class Source:
    """How the rows are made: a module-level function that uses only its arguments, imports and neighbours.

    The program calls it, and an exported script contains its very source with that of the neighbours that
    it calls; ``arguments`` are plain values. ``unused``: functions that are not reached with them, without which a
    script is printed, by their names.
    It returns (features, targets) as arrays, as ``Table`` describes them.
    """

    function: Callable[..., tuple[Any, Any]]
    arguments: dict[str, Any]
    unused: frozenset[str] = frozenset()

    def __call__(self) -> tuple[Any, Any]:
        return self.function(**self.arguments)


class Dataset(Catalogued):
    """One data set. Subclasses that set ``type`` are registered.

    Class attributes: ``category`` (its group), ``amount`` and ``noise_name`` (the parameters that say how many rows are
    drawn and how noisy they are; empty where there are none), ``brief`` (the parameters that files leave out while they
    have these values, which a file that lacks them means).
    """

    category: ClassVar[DataCategory]
    amount: ClassVar[str] = ""
    noise_name: ClassVar[str] = ""
    brief: ClassVar[Mapping[str, Any]] = {}

    @classmethod
    def __pydantic_init_subclass__(cls, **keywords: Any) -> None:
        if "type" in cls.__dict__:
            DECLARED[cls.type] = cls

    def signature(self) -> Signature:
        """Shapes and kind of the data. Raises DataError where a file is missing or does not fit."""
        raise NotImplementedError

    def source(self) -> Source:
        """How the rows are made. Raises DataError as ``signature`` does."""
        raise NotImplementedError

    def rows_drawn(self) -> tuple[Any, Any]:
        """The features and targets that ``source`` makes. Raises DataError where they can no longer be read."""
        return self.source()()

    def drawn_again(self, seed: int) -> Callable[[], tuple[Any, Any]] | None:
        """What draws as many other rows of the same distribution, inputs and targets; None where rows are not drawn,
        or the seed also decides from what."""
        return None

    @property
    def in_order(self) -> bool:
        """Whether the rows run from the lowest to the highest of their single input."""
        return False

    def truth(self) -> Truth | None:
        """What the rows are drawn from; None where nobody knows."""
        return None

    def notes(self) -> tuple[Note, ...]:
        """What a user should know of the data before training. Raises DataError as ``signature`` does."""
        return ()

    def stamp(self) -> tuple[object, ...]:
        """What else decides the rows, apart from the parameters: the age and size of a file. Cheap."""
        return ()


DECLARED: dict[str, type[Dataset]] = {}
"""Every data set declared so far, by type; see ``catalogue.dataset_types`` for all of them."""
