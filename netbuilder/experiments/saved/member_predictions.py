"""What the single networks of a kept experiment predicted: float32, in a file beside it, read when it is to be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netbuilder.errors import FileError, MissingFileError
from netbuilder.experiments.record import Result
from netbuilder.experiments.sweep.sweep_point import SweepPoint
from netbuilder.files.regular import read_regular

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

MAX_NUMBERS = 2**20
"""So many numbers of each value of the hyperparameter are kept at most, 4 bytes each; of more networks, the first."""

MAX_BYTES = 2**32
"""Of a file: as many have a thousand values of the hyperparameter."""

FITS, ESTIMATES = "fits", "estimates"


def file_of(path: Path) -> Path:
    """The file beside an experiment's own."""
    return path.with_suffix(".safetensors")


def written(points: Sequence[SweepPoint]) -> bytes:
    """The content of the file: of each value the fits, or where there are none, the estimates at the points. Empty
    where there is nothing of both."""
    from safetensors.numpy import save

    arrays = {f"{place}.{name}": array for place, point in enumerate(points) for name, array in _of(point.result)}
    return save(arrays) if arrays else b""


def content(path: Path) -> bytes:
    """The content of the file beside ``path``, empty where there is none. Raises FileError."""
    try:
        return read_regular(file_of(path), MAX_BYTES)
    except MissingFileError:
        return b""


def restored(path: Path, points: Sequence[SweepPoint]) -> tuple[SweepPoint, ...]:
    """The points, with what the file beside ``path`` holds and fits them; without, where it is gone or damaged."""
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        arrays = load(read_regular(file_of(path), 8 * MAX_NUMBERS * len(points) + 2**20))
    except (FileError, SafetensorError):
        return tuple(points)
    return tuple(
        replace(point, result=_with(point.result, arrays, place)) if point.result is not None else point
        for place, point in enumerate(points)
    )


def _of(result: Result | None) -> Iterator[tuple[str, Array]]:
    import numpy

    if result is None:
        return
    name, array = (FITS, result.fits) if result.fits is not None else (ESTIMATES, result.estimates)
    if len(array):
        first = array[: max(1, MAX_NUMBERS // array[0].size)]
        yield name, numpy.ascontiguousarray(first, numpy.float32)


def _with(result: Result, arrays: dict[str, Array], place: int) -> Result:
    import numpy

    fits, estimates = (arrays.get(f"{place}.{name}") for name in (FITS, ESTIMATES))
    if any(array is not None and array.dtype != numpy.float32 for array in (fits, estimates)):
        return result
    width = result.points.targets.shape[1]
    if fits is not None and result.shown is not None and fits.shape[1:] == (len(result.shown), width):
        return replace(result, fits=fits)
    if estimates is not None and estimates.shape[1:] == result.points.targets.shape:
        return replace(result, estimates=estimates.astype(float))
    return result
