"""The values of a sweep measured side by side: in processes of this computer, or on the workers of a Dask scheduler."""

from __future__ import annotations

import math
import os
import secrets
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event
from time import perf_counter
from typing import Any, Protocol

from netbuilder.errors import TrainingError
from netbuilder.experiments.bias_variance import Working
from netbuilder.experiments.sweep.sweep import Progress, SideBySide, Sweep, SweepSpec
from netbuilder.experiments.sweep.sweep_point import SweepPoint

WORTH_SECONDS = 30.0
"""Processes, which import torch first, are begun where the values that are left would take longer than this."""

ANSWER_SECONDS = 10
"""A scheduler that does not answer by then, or has no worker by then, is given up."""

LOOK_SECONDS = 0.1
"""So often it is looked whether something has come, or all is to stop."""


class Flag(Protocol):
    """Says to whoever measures elsewhere that it is to stop. Travels there."""

    def is_set(self) -> bool:
        """Whether it is to stop."""

    def set(self) -> None:
        """Say so."""


@dataclass(frozen=True, slots=True)
class FileFlag:
    """A flag for processes of this computer: a file that is there or not."""

    path: Path

    def is_set(self) -> bool:
        """See ``Flag``."""
        return self.path.exists()

    def set(self) -> None:
        """See ``Flag``."""
        self.path.touch()


@dataclass(frozen=True, slots=True)
class ClusterFlag:
    """A flag that the scheduler keeps."""

    name: str

    def is_set(self) -> bool:
        """See ``Flag``."""
        from distributed import Event as OfCluster

        return bool(OfCluster(self.name).is_set())

    def set(self) -> None:
        """See ``Flag``."""
        from distributed import Event as OfCluster

        OfCluster(self.name).set()


class ParallelSweep(Sweep):
    """A sweep whose values are measured side by side. The points come in any order; the numbers are the same.

    ``scheduler``: the address of a Dask scheduler; without it, processes of this computer take what is left after the
    first value, where that would take long.
    """

    def __init__(self, spec: SweepSpec, values: Sequence[str], *, scheduler: str | None = None) -> None:
        super().__init__(spec, values)
        self._scheduler = scheduler

    def _points(self) -> Generator[Progress, None, list[SweepPoint]]:
        points = dict[int, SweepPoint]()
        if self._scheduler is None:
            yield from self._first(points)
        left = [index for index in range(len(self.values)) if index not in points]
        if left and not self._stopping.is_set():
            where = processes(cores()) if self._scheduler is None else cluster(self._scheduler)
            with where as place:
                yield SideBySide(len(left), place.workers)
                yield from self._elsewhere(left, place, points)
        return [points[index] for index in sorted(points)]

    def _first(self, points: dict[int, SweepPoint]) -> Iterator[Progress]:
        """Values measured here: all of them, where what is left is not worth processes of its own."""
        began = perf_counter()
        for index, text in enumerate(self.values):
            left = len(self.values) - index
            pays = index > 0 and cores() > 1 and (perf_counter() - began) / index * left > WORTH_SECONDS
            if pays or self._stopping.is_set():
                return
            points[index] = yield from self._point(index, text)
            yield points[index]

    def _elsewhere(self, left: Sequence[int], place: Place, points: dict[int, SweepPoint]) -> Iterator[Progress]:
        began, before = perf_counter(), len(points)
        for found in measure_in_parallel(
            self.spec, {index: self.values[index] for index in left}, place, self._stopping
        ):
            if found is not None and found[1] is not None:
                points[found[0]] = found[1]
                yield found[1]
            done = (len(points) - before) / len(left)
            spent = perf_counter() - began
            yield Working(done, spent * (1 - done) / done if done else math.nan)


def cores() -> int:
    """How many processes of this computer can compute side by side."""
    from joblib import cpu_count

    count: int = cpu_count()
    return count


@dataclass(frozen=True, slots=True)
class Place:
    """Where to measure: the settings of joblib, how many values at once, and how to say that it is to stop."""

    settings: dict[str, Any]
    workers: int
    flag: Flag
    failures: tuple[type[Exception], ...]


def measured(spec: SweepSpec, index: int, text: str, flag: Flag) -> tuple[int, SweepPoint | None]:
    """Measure at one value, wherever this runs. Nothing where it is to stop before it began."""
    # What a process of joblib grows by after its first task is taken for a leak, and the process replaced: torch must
    # be there at the end of the first one, though its value be refused.
    import torch  # noqa: F401

    sweep = Sweep(spec, [text])
    if flag.is_set():
        return index, None
    point: SweepPoint | None = None
    for told in sweep.run():
        if isinstance(told, SweepPoint):
            point = told
        elif flag.is_set():
            sweep.stop()
    return index, point


def measure_in_parallel(
    spec: SweepSpec, texts: Mapping[int, str], place: Place, stopping: Event
) -> Iterator[tuple[int, SweepPoint | None] | None]:
    """The points as they come, each with the number of its value; None now and then, while nothing has come.

    Raises TrainingError where the workers are lost.
    """
    came: SimpleQueue[tuple[int, SweepPoint | None]] = SimpleQueue()
    with ThreadPoolExecutor(1, "sweep") as pool:
        working = pool.submit(_work, spec, texts, place, came.put)
        try:
            yield from _coming(working, came, place, stopping)
        finally:
            if not working.done():
                place.flag.set()
    try:
        working.result()
    except place.failures as error:
        raise TrainingError("The workers of the sweep were lost: {reason}.", reason=str(error)) from error


def _work(spec: SweepSpec, texts: Mapping[int, str], place: Place, put: Callable[[Any], None]) -> None:
    from joblib import Parallel, delayed, parallel_config

    with parallel_config(**place.settings):
        parallel = Parallel(n_jobs=place.workers, return_as="generator_unordered", batch_size=1, pre_dispatch="all")
        for found in parallel(delayed(measured)(spec, index, text, place.flag) for index, text in texts.items()):
            put(found)


def _coming(
    working: Future[None], came: SimpleQueue[tuple[int, SweepPoint | None]], place: Place, stopping: Event
) -> Iterator[tuple[int, SweepPoint | None] | None]:
    told = False
    while not (working.done() and came.empty()):
        if stopping.is_set() and not told:
            place.flag.set()
            told = True
        try:
            yield came.get(timeout=LOOK_SECONDS)
        except Empty:
            yield None


@contextmanager
def processes(count: int) -> Iterator[Place]:
    """Processes of this computer, which import everything again: that pays for long sweeps."""
    with tempfile.TemporaryDirectory(prefix="netbuilder-") as folder:
        flag = FileFlag(Path(folder) / f"stop-{os.getpid()}")
        yield Place({"backend": "loky"}, count, flag, (OSError, RuntimeError))


@contextmanager
def cluster(address: str) -> Iterator[Place]:
    """The workers of the Dask scheduler at an address such as ``tcp://localhost:8786``.

    Raises TrainingError where Dask is not installed, nobody answers, or there is no worker.
    """
    try:
        import distributed
    except ImportError as error:
        raise TrainingError(
            "To distribute a sweep over a cluster, Dask must be installed. Install netbuilder-desktop[cluster]."
        ) from error
    try:
        client = distributed.Client(address, timeout=ANSWER_SECONDS, set_as_default=True)
    except (OSError, ValueError) as error:
        raise TrainingError(
            "No Dask scheduler responds at “{address}”. Start one with “dask scheduler”, and give the address that it "
            "prints, such as tcp://localhost:8786.",
            address=address,
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=ANSWER_SECONDS)
        except TimeoutError as error:
            raise TrainingError(
                "The scheduler at “{address}” has no workers. Start some with “dask worker {address}”.",
                address=address,
            ) from error
        workers = sum(client.ncores().values())
        flag = ClusterFlag(f"netbuilder-stop-{secrets.token_hex(8)}")
        failures = (OSError, RuntimeError, distributed.KilledWorker)
        yield Place({"backend": "dask", "client": client}, workers, flag, failures)
