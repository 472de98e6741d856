"""The project as a value: the drawing, where its nodes lie, the data settings and the training settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from netbuilder.data.settings import DataSettings
from netbuilder.graph.annotations import Annotation, AnnotationId
from netbuilder.graph.blocks import Block, BlockId
from netbuilder.graph.graph import Graph, NodeId, Position
from netbuilder.graph.reroutes import Reroutes, of_wires
from netbuilder.project.training_settings import TrainingSettings


@dataclass(frozen=True)
class Project:
    """Everything that is saved.

    ``layout``: the top left corner of each node, in canvas units; ``blocks``: the definitions of blocks. Every use of a
    block, here and in other blocks, holds the definition that stands here (see ``block_edits``); ``annotations``:
    frames and notes on the canvas; ``reroutes``: the points that wires pass through; those of wires that are
    not in the drawing are dropped.
    """

    graph: Graph = field(default_factory=Graph)
    layout: Mapping[NodeId, Position] = field(default_factory=dict)
    data: DataSettings = field(default_factory=DataSettings)
    training: TrainingSettings = field(default_factory=TrainingSettings)
    notes: str = ""
    blocks: Mapping[BlockId, Block] = field(default_factory=dict)
    annotations: Mapping[AnnotationId, Annotation] = field(default_factory=dict)
    reroutes: Reroutes = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reroutes", of_wires(self.reroutes, self.graph.wires))


__all__ = ["Position", "Project"]
