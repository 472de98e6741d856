"""The trainings of a project on other splits of its rows: all at once where that is quicker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from threading import Event
from typing import TYPE_CHECKING, Any

import numpy

from netbuilder.backends.torch import devices
from netbuilder.backends.torch.losses import objective
from netbuilder.ensemble.computing import computing
from netbuilder.ensemble.draw import Draw, draw_of_rows
from netbuilder.ensemble.network_factory import NetworkFactory
from netbuilder.ensemble.protocol import Ensemble, stacked
from netbuilder.ensemble.strategy import faster_way, members_at_once
from netbuilder.ensemble.vmap_ensemble import VmapEnsemble
from netbuilder.project.project import Project
from netbuilder.training.batches import DeviceRows, evaluation_rows, rows_on_device

if TYPE_CHECKING:
    from netbuilder.data.pipeline import Part, Prepared

Array = numpy.ndarray[Any, Any]


@dataclass(frozen=True, slots=True, eq=False)
class SplitCourse:
    """One training, as far as it came to numbers. ``training``: its loss after each epoch, (epochs,); ``rows``: that of
    each of its validation rows, (epochs, rows). Both as ``EpochRecord`` has them."""

    training: Array
    rows: Array


class SplitTrainings:
    """A project that is trained on each of these splits of its rows, with the seed and for the epochs of its settings.

    The losses are those of ``Training``, but for dropout, which has other masks. Raises ProjectError, TrainingError or
    DeviceError where the project cannot be trained.
    """

    def __init__(self, project: Project, splits: Sequence[Prepared]) -> None:
        self._settings, self._splits = project.training, splits
        self._device = devices.resolve_device(project.training.device)
        with computing(self._device):
            self._factory = NetworkFactory(project, splits[0].signature, self._device)
        self._draws = [draw_of_rows(project.training.seed, split.training, split.validation) for split in splits]

    def run(self, stopping: Event) -> Iterator[SplitCourse]:
        """Train; the course on each split, in their order. Ends within one batch once ``stopping`` is set."""
        with computing(self._device):
            most = members_at_once(self._factory, max(len(draw.training) for draw in self._draws), len(self._draws))
            way = faster_way(self._factory, self._draws[:most], len(self._draws), stopping)
        for places in self._groups(most if way is VmapEnsemble else 1):
            if stopping.is_set():
                return
            with computing(self._device):
                courses = self._courses(way(self._factory, [self._draws[place] for place in places]), places, stopping)
            yield from courses

    def _groups(self, most: int) -> Iterator[list[int]]:
        """The places of neighbors with equally many rows, at most so many at once."""
        sizes = [(len(split.training), len(split.validation)) for split in self._splits]
        for _, group in groupby(range(len(sizes)), key=sizes.__getitem__):
            places = list(group)
            for start in range(0, len(places), most):
                yield places[start : start + most]

    def _courses(self, group: Ensemble, places: Sequence[int], stopping: Event) -> list[SplitCourse]:
        """Those of these splits, trained at once; none where they were stopped."""
        learned, judged = (
            stacked([self._evaluated(part(self._splits[place]), self._draws[place]) for place in places])
            for part in (_training, _validation)
        )
        training, rows = list[Array](), list[Array]()
        for _ in range(self._settings.epochs):
            for _ in group.epoch():
                if stopping.is_set():
                    return []
            training.append(group.row_losses(learned).double().mean(1).numpy())
            rows.append(group.row_losses(judged).numpy())
            if not numpy.isfinite(training[-1]).any():
                break
        means, losses = numpy.array(training), numpy.array(rows)
        return [_as_far_as_numbers(means[:, member], losses[:, member]) for member in range(len(places))]

    def _evaluated(self, part: Part, draw: Draw) -> DeviceRows:
        wanted = objective(self._factory.check, self._settings, draw.training.targets)
        return evaluation_rows(rows_on_device(self._factory.check, part, wanted, self._device))


def _training(split: Prepared) -> Part:
    return split.training


def _validation(split: Prepared) -> Part:
    return split.validation


def _as_far_as_numbers(training: Array, rows: Array) -> SplitCourse:
    broken = ~(numpy.isfinite(training) & numpy.isfinite(rows).all(axis=1))
    epochs = int(broken.argmax()) if broken.any() else len(training)
    return SplitCourse(training[:epochs], rows[:epochs])
