"""A kept run to be used: its network with its weights, and its data, as they were in training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netbuilder.errors import FileError
from netbuilder.predictions.same_data import require_same_data
from netbuilder.predictions.trained_network import TrainedNetwork

if TYPE_CHECKING:
    from netbuilder.data.pipeline import Prepared
    from netbuilder.project.project import Project
    from netbuilder.runs.run import Run


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """``network`` has the weights of ``epoch``; ``project`` and ``prepared`` are those of the run."""

    run: Run
    epoch: int
    project: Project
    prepared: Prepared
    network: TrainedNetwork


def trained(run: Run, epoch: int | None) -> Trained:
    """The network of a run with its weights at the end of an epoch.

    Raises FileError where they are not kept, DataError where the data are no longer those of the run.
    """
    from netbuilder.backends.torch.weights import layout_of, require_same
    from netbuilder.data.pipeline import prepare

    if run.under_way:
        raise FileError("Run {number} is still being trained. Stop its training first.", number=run.number)
    epoch = 0 if run.imported else epoch
    if run.project is None or epoch is None:
        raise FileError("Run {number} has not finished an epoch. Train again.", number=run.number)
    weights = run.weights() if run.imported else run.weights_at(epoch)
    prepared = prepare(run.project.data)
    network = TrainedNetwork(run.project, prepared)
    require_same(layout_of(network.check), weights)
    network.put(weights)
    if not run.imported:
        require_same_data(network, prepared, run.record(epoch))
    return Trained(run, epoch, run.project, prepared, network)
