"""Which way the networks of an experiment go: together, or one after another. The numbers are the same."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from threading import Event
from time import perf_counter

from netbuilder.ensemble.draw import Draw
from netbuilder.ensemble.network_factory import NetworkFactory
from netbuilder.ensemble.protocol import Ensemble
from netbuilder.ensemble.sequential_ensemble import SequentialEnsemble
from netbuilder.ensemble.vmap_ensemble import VmapEnsemble

CHUNK_BYTES = 2**28
"""The networks that train together take at most about so much memory; there are as many chunks as that needs."""

TRIAL_SHARE = 0.01
"""Comparing the ways takes about so much of all steps."""

TRIAL_STEPS = 5
"""The quickest of so many steps counts: the drawing of the window, or another program, may hold up some of them."""

LONG_SECONDS, LONG_TRIALS = 0.05, 2
"""What takes longer than that is tried only so many times."""

MIN_TRIED = 4
"""The ways are compared on so many networks at least."""

WORTH_TRYING = 400
"""With fewer steps of all networks in all, comparing the ways would take more than a twentieth of them."""

MIN_STEPS = 100
"""With fewer steps in all, all networks are trained one after another before it is found out what is quicker."""

SHORT_SECONDS = 0.001
"""A step alone that takes no longer is mostly calls, of which networks that train together need as many as one."""

FEWEST = 2
"""On so many networks it shows whether they can be stacked at all."""


def members_at_once(factory: NetworkFactory, rows: int, members: int) -> int:
    """How many networks train together within the memory that they may take."""
    return min(members, max(1, CHUNK_BYTES // factory.bytes_of_a_member(rows)))


def faster_way(
    factory: NetworkFactory, draws: Sequence[Draw], members: int, stopping: Event | None = None
) -> type[SequentialEnsemble] | type[VmapEnsemble]:
    """Alone or together: what takes less time an epoch and member here, found by trying both on some of the members.

    ``members``: how many there are in all; the trial takes a small share of what they will take. Where they take so few
    steps that trying would take longer than it can save, only a step alone is measured, or nothing. Once ``stopping``
    is set it ends within one step, and its answer means nothing.
    """
    stopping = stopping or Event()
    an_epoch = factory.steps(len(draws[0].training))
    steps = members * factory.settings.epochs * an_epoch
    if len(draws) < 2 or not factory.can_stack or steps < MIN_STEPS:
        return SequentialEnsemble
    alone = _seconds_an_epoch(SequentialEnsemble(factory, draws[:1]), an_epoch, stopping)
    are_few = steps < WORTH_TRYING
    if are_few and alone > SHORT_SECONDS * an_epoch:
        return SequentialEnsemble
    share = int(TRIAL_SHARE * steps / (1 + TRIAL_STEPS))
    count = FEWEST if are_few else min(len(draws), max(MIN_TRIED, share))
    alike = [draw for draw in draws[:count] if len(draw.training) == len(draws[0].training)]
    try:
        with warnings.catch_warnings():
            # torch warns where it would loop over the members: then nothing is gained.
            warnings.simplefilter("error", UserWarning)
            together = _seconds_an_epoch(VmapEnsemble(factory, alike), an_epoch, stopping)
    except (RuntimeError, ValueError, UserWarning):  # some operation cannot be mapped over members
        return SequentialEnsemble
    return VmapEnsemble if are_few or together / len(alike) < alone else SequentialEnsemble


def _seconds_an_epoch(group: Ensemble, steps: int, stopping: Event) -> float:
    """What an epoch of so many steps will take, reckoned from a few. What is done first does not count: something is
    loaded or traced in it."""
    walk = _steps(group)
    for work in (walk.__next__, group.predicted):
        if not stopping.is_set():
            work()
    step = _quickest(walk.__next__, TRIAL_STEPS, stopping)
    return steps * step + _quickest(group.predicted, LONG_TRIALS, stopping)


def _quickest(work: Callable[[], object], times: int, stopping: Event) -> float:
    """The least seconds of so many times, fewer where it takes long."""
    took = list[float]()
    while not stopping.is_set() and len(took) < times:
        took.append(_seconds(work))
        times = min(times, LONG_TRIALS) if took[0] > LONG_SECONDS else times
    return min(took, default=0.0)


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _steps(group: Ensemble) -> Iterator[None]:
    while True:
        yield from group.epoch()
