"""What the tab Layers shows, computed away from the window. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Lock
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, TypeVar

from netbuilder.errors import FileError
from netbuilder.graph.blocks import NodePath
from netbuilder.project.project import Project

if TYPE_CHECKING:
    from netbuilder.backends.torch.weights import Weights
    from netbuilder.data.pipeline import Prepared
    from netbuilder.layer_statistics.findings import Finding
    from netbuilder.layer_statistics.statistics import NetworkStatistics
    from netbuilder.layer_statistics.watched_network import WatchedNetwork
    from netbuilder.runs.run import Run

T = TypeVar("T")
AT_ONCE = 0.3
"""Seconds of epochs that are computed before the lines are drawn anew."""

EpochFigures = Mapping[NodePath, tuple[float, float]]
"""Max |w| and the norm of the gradient of each layer with weights, at one epoch."""


@dataclass(frozen=True, slots=True, eq=False)
class DisplayedStatistics:
    """``run``: None while it is being trained; ``epoch``: after which; 0 for imported weights.
    ``seconds``: of a processor, taken to work this out."""

    statistics: NetworkStatistics
    findings: tuple[Finding, ...]
    project: Project
    run: Run | None
    epoch: int
    seconds: float


@dataclass(frozen=True, slots=True, eq=False)
class EpochsRead:
    """Some more epochs of a run, by number."""

    run: Run
    figures: Mapping[int, EpochFigures]


class StatisticsWorker:
    """One question at a time. It keeps the network that the next question needs, too. Its methods raise UserError."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._ready: _Ready | None = None

    def of_run(self, run: Run, project: Project, epoch: int | None, chosen: NodePath | None) -> DisplayedStatistics:
        """The figures of a kept run at the end of one of its epochs; None: of the one where the network is.

        ``project``: as it is now, with which imported weights are used; ``chosen``: the layer whose arrays are wanted.
        """
        run = run.used_in(project)
        if run.project is None or not (run.records or run.imported):
            raise FileError("Run {number} has not finished an epoch. Train again.", number=run.number)
        at = 0 if run.imported else epoch or run.epoch or 0
        weights = run.weights() if run.imported else run.weights_at(at)
        return self._displayed(run.project, weights, at, chosen, run)

    def of_training(
        self, project: Project, weights: Weights, epoch: int, chosen: NodePath | None
    ) -> DisplayedStatistics:
        """The figures of a network that is being trained, at the end of an epoch."""
        return self._displayed(project, weights, epoch, chosen, None)

    def over_epochs(self, run: Run, epochs: Sequence[int]) -> EpochsRead:
        """The first of these epochs of a run: as many as are computed in a moment, at least one."""
        if run.project is None:
            return EpochsRead(run, {})
        project, began, found = run.project, perf_counter(), dict[int, EpochFigures]()
        for epoch in epochs:
            weights = run.weights_at(epoch)
            found[epoch] = self._in_turn(project, partial(_weight_figures, weights))
            if perf_counter() - began > AT_ONCE:
                break
        return EpochsRead(run, found)

    def _displayed(
        self, project: Project, weights: Weights, epoch: int, chosen: NodePath | None, run: Run | None
    ) -> DisplayedStatistics:
        from netbuilder.layer_statistics.findings import findings

        began = thread_time()

        def look(ready: _Ready) -> NetworkStatistics:
            found = ready.network.statistics(weights, chosen)
            if run is not None and run.records:
                ready.require_data_of(run, epoch)
            return found

        found = self._in_turn(project, look)
        return DisplayedStatistics(found, findings(found), project, run, epoch, thread_time() - began)

    def _in_turn(self, project: Project, ask: Callable[[_Ready], T]) -> T:
        """Ask the network of a project, on one core: the others are the training's."""
        import torch

        with self._turn:
            before = torch.get_num_threads()
            torch.set_num_threads(1)  # of this thread alone
            try:
                return ask(self._made_ready(project))
            finally:
                torch.set_num_threads(before)

    def _made_ready(self, project: Project) -> _Ready:
        from netbuilder.data.pipeline import prepare
        from netbuilder.layer_statistics.watched_network import WatchedNetwork

        stamp = project.data.dataset.stamp()
        if self._ready is None or self._ready.project is not project or self._ready.stamp != stamp:
            prepared = prepare(project.data)
            self._ready = _Ready(project, stamp, prepared, WatchedNetwork(project, prepared))
        return self._ready


def _weight_figures(weights: Weights, ready: _Ready) -> EpochFigures:
    return ready.network.weight_figures(weights)


@dataclass
class _Ready:
    """A network with its data. ``stamp``: of the file that they are read from; ``runs``: those that were trained on
    them, as their losses have shown."""

    project: Project
    stamp: object
    prepared: Prepared
    network: WatchedNetwork
    runs: set[Path] = field(default_factory=set)

    def require_data_of(self, run: Run, epoch: int) -> None:
        """Raise DataError where these are not the data of a run, whose weights of this epoch the network has.

        Where a run was stopped, the last weights that it keeps may be those of a few minibatches later.
        """
        from netbuilder.predictions.same_data import require_same_data

        stopped_here = run.reason == "stopped" and epoch == len(run.records)
        if run.path not in self.runs and not stopped_here:
            require_same_data(self.network.trained, self.prepared, run.record(epoch))
            self.runs.add(run.path)
