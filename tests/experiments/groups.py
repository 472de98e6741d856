"""Groups of networks for the tests of both ways in which they train."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from netbuilder.data.pipeline import Prepared, prepare
from netbuilder.experiments import tracing
from netbuilder.experiments.alone import Alone
from netbuilder.experiments.blueprint import Blueprint
from netbuilder.experiments.group import Group
from netbuilder.experiments.resampling import Draw as Member
from netbuilder.experiments.resampling import Resampling
from netbuilder.experiments.together import Together
from netbuilder.project import Project

DENSE = (("dense", {"units": 8}), ("tanh", {}))


def plans(project: Project, members: int = 5, **settings: Any) -> tuple[Blueprint, list[Member], Prepared]:
    prepared = prepare(project.data)
    resampling = Resampling(project, prepared, **settings)
    blueprint = Blueprint(project, prepared.signature, "cpu")
    return blueprint, [resampling.draw(number) for number in range(members)], prepared


def after(group: Group, epochs: int) -> torch.Tensor:
    for _ in range(epochs):
        for _ in group.epoch():
            pass
    return group.predicted()


def both_ways(project: Project, members: int = 5) -> tuple[torch.Tensor, torch.Tensor]:
    """What the members predict after an epoch, together and one after another."""
    blueprint, drawn, _ = plans(project, members)
    together = after(Together(blueprint, drawn), 1)
    return together, torch.cat([after(Alone(blueprint, [member]), 1) for member in drawn])


def trace_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trace what is called, from the first call on."""
    monkeypatch.setattr(tracing, "WORTH_TRACING", 0)
    monkeypatch.setattr(tracing, "WARM_CALLS", 0)
