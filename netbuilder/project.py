"""The project as a value: the drawing, where its nodes lie, the data settings and the training settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from netbuilder.data.settings import DataSettings
from netbuilder.graph import Graph, NodeId
from netbuilder.training.settings import TrainingSettings

Position = tuple[float, float]


@dataclass(frozen=True)
class Project:
    """Everything that is saved. ``layout``: the top left corner of each node, in canvas units."""

    graph: Graph = field(default_factory=Graph)
    layout: Mapping[NodeId, Position] = field(default_factory=dict)
    data: DataSettings = field(default_factory=DataSettings)
    training: TrainingSettings = field(default_factory=TrainingSettings)
    notes: str = ""
