"""One project trained with several seeds, all at once where that is quicker: how each row that judges it ends."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch import devices
from netbuilder.backends.torch.losses import Objective, objective
from netbuilder.ensemble.computing import computing
from netbuilder.ensemble.draw import Draw, draw_of_rows
from netbuilder.ensemble.network_factory import NetworkFactory
from netbuilder.ensemble.protocol import Ensemble
from netbuilder.ensemble.sequential_ensemble import SequentialEnsemble
from netbuilder.ensemble.strategy import faster_way, members_at_once
from netbuilder.ensemble.vmap_ensemble import VmapEnsemble
from netbuilder.project.project import Project
from netbuilder.training.batches import evaluation_rows, rows_on_device

if TYPE_CHECKING:
    import numpy

    from netbuilder.data.pipeline import Prepared

    Array = numpy.ndarray[Any, Any]

LAST_SHARE = 0.1
"""The stretch at the end of a training whose mean is its result: a single epoch may be a lucky one."""


@dataclass(frozen=True, slots=True, eq=False)
class End:
    """How one training ends, the mean over its last epochs. ``losses``: of each row that judges it, (rows,), infinite
    where the training broke off. ``right``: in what share of these epochs the row is classified right, (rows,); not
    numbers where there are no classes."""

    losses: Array
    right: Array


class SeedTrainings:
    """A project that is trained with one seed or with many. The validation rows judge it, the training rows where there
    are none. The numbers are those of a training of its own for each seed, but for dropout, which has other masks.

    ``steps``: how many each of the trainings takes at most. ``unit``: by what its losses are multiplied to be compared
    with those of other training rows, which numbers to predict may be scaled by; not a number where that cannot be
    done.

    Raises ProjectError, TrainingError or DeviceError where the project cannot be trained.
    """

    def __init__(self, project: Project, prepared: Prepared) -> None:
        self._settings, self._training = project.training, prepared.training
        self._device = devices.resolve_device(project.training.device)
        judging = prepared.validation if len(prepared.validation) else prepared.training
        with computing(self._device):
            self._factory = NetworkFactory(project, prepared.signature, self._device)
            check = self._factory.check
            wanted = objective(check, project.training, prepared.training.targets)
            on_device = rows_on_device(check, judging, wanted, self._device)
        self.steps = project.training.epochs * self._factory.steps(len(prepared.training))
        self._judging, self._rows = judging, evaluation_rows(on_device)
        self.unit = _unit(self._factory.objective, prepared)
        self._way: type[SequentialEnsemble] | type[VmapEnsemble] | None = None

    @property
    def classes(self) -> Array:
        """The class of each row that judges it, int64 (rows,); 0 of all where numbers are predicted."""
        import numpy

        form = self._factory.objective.form
        if self._factory.objective.metric != "accuracy" or form is None:
            return numpy.zeros(len(self._rows), numpy.int64)
        classes: Array = self._rows.targets[form].cpu().numpy().reshape(-1).astype(numpy.int64)
        return classes

    def at_once(self, seeds: Sequence[int], stopping: Event) -> int:
        """With how many of these seeds it is trained at once. Tries both ways the first time, for a moment, which ends
        where ``stopping`` is set."""
        most = members_at_once(self._factory, len(self._training), len(seeds))
        if self._way is None:
            with computing(self._device):
                way = faster_way(self._factory, [self._draw(seed) for seed in seeds[:most]], len(seeds), stopping)
            self._way = None if stopping.is_set() else way
        return most if self._way is VmapEnsemble else 1

    def run(self, seeds: Sequence[int], stopping: Event) -> list[End] | None:
        """Train with these seeds at once. None where ``stopping`` was set, which ends it within one batch."""
        with computing(self._device):
            draws = [self._draw(seed) for seed in seeds]
            group: Ensemble = VmapEnsemble(self._factory, draws) if len(draws) > 1 else SequentialEnsemble(
                self._factory, draws
            )  # fmt: skip
            return self._ends(group, len(draws), stopping)

    def _ends(self, group: Ensemble, members: int, stopping: Event) -> list[End] | None:
        """Train to the end of the last member. With patience each member has an end of its own."""
        epochs, patience = self._settings.epochs, self._settings.patience
        stretch = _stretch(epochs)
        latest = deque[Any](maxlen=stretch)
        best, since = [math.inf] * members, [0] * members
        ends: dict[int, End] = {}
        for epoch in range(1, epochs + 1):
            for _ in group.epoch():
                if stopping.is_set():
                    return None
            if patience is None and epoch <= epochs - stretch:
                continue
            found = group.judged(self._rows).double()
            latest.append(found)
            for member, loss in enumerate(found[:, 0].mean(1).tolist()):
                if loss < best[member]:
                    best[member], since[member] = loss, epoch
                over = epoch == epochs or (patience is not None and epoch - since[member] >= patience)
                if member not in ends and (over or not math.isfinite(loss)):
                    ends[member] = _end(list(latest)[-_stretch(epoch) :], member)
            if len(ends) == members:
                break
        return [ends[member] for member in range(members)]

    def _draw(self, seed: int) -> Draw:
        """The rows of the project as they are prepared, for one seed."""
        return draw_of_rows(seed, self._training, self._judging)


def _unit(objective: Objective, prepared: Prepared) -> float:
    """What a loss of 1 is in the units of the target."""
    scale = prepared.target_scale
    if prepared.signature.classes or not scale.ndim:
        return 1.0
    powers = {"mse": 2, "mae": 1}
    name = objective.terms[0].loss.name
    return float(scale.item()) ** powers[name] if scale.size == 1 and name in powers else math.nan


def _stretch(epochs: int) -> int:
    return max(1, round(LAST_SHARE * epochs))


def _end(epochs: Sequence[Any], member: int) -> End:
    """The mean over epochs of what was judged, each (members, 2, rows)."""
    import numpy

    losses, right = numpy.mean([epoch[member].numpy() for epoch in epochs], axis=0)
    return End(losses if numpy.isfinite(losses).all() else numpy.full_like(losses, math.inf), right)
