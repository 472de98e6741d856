"""Groups of networks for the tests of both ways in which they train."""

from __future__ import annotations

from typing import Any

import pytest
import torch

import samples
from netbuilder.data.pipeline import Prepared, prepare
from netbuilder.ensemble import tracing
from netbuilder.ensemble.draw import Draw as Member
from netbuilder.ensemble.network_factory import NetworkFactory
from netbuilder.ensemble.protocol import Ensemble
from netbuilder.ensemble.sequential_ensemble import SequentialEnsemble
from netbuilder.ensemble.vmap_ensemble import VmapEnsemble
from netbuilder.experiments.resampling import Resampling
from netbuilder.files.read import read
from netbuilder.project.project import Project

DENSE = (("dense", {"units": 8}), ("tanh", {}))


def measured_samples() -> list[str]:
    """The samples that hold rows back, on which an experiment can measure."""
    return [name for name in samples.names() if read(samples.path(name)).data.validation]


def plans(project: Project, members: int = 5, **settings: Any) -> tuple[NetworkFactory, list[Member], Prepared]:
    prepared = prepare(project.data)
    resampling = Resampling(project, prepared, **settings)
    factory = NetworkFactory(project, prepared.signature, "cpu")
    return factory, [resampling.draw(number) for number in range(members)], prepared


def after(group: Ensemble, epochs: int) -> torch.Tensor:
    for _ in range(epochs):
        for _ in group.epoch():
            pass
    return group.predicted()


def both_ways(project: Project, members: int = 5) -> tuple[torch.Tensor, torch.Tensor]:
    """What the members predict after an epoch, together and one after another."""
    factory, drawn, _ = plans(project, members)
    together = after(VmapEnsemble(factory, drawn), 1)
    return together, torch.cat([after(SequentialEnsemble(factory, [member]), 1) for member in drawn])


def trace_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trace what is called, from the first call on."""
    monkeypatch.setattr(tracing, "WORTH_TRACING", 0)
