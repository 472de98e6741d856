"""Forward, cut between all nodes: each node computes from values of its own, so that its derivative stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netbuilder.graph.blocks import NodePath
from netbuilder.graph.graph import Port
from netbuilder.program import Program, Step
from netbuilder.stepping.interventions import Edit
from netbuilder.stepping.watched_forward import Seen, WatchedForward

if TYPE_CHECKING:
    from collections.abc import Sequence

    import torch


@dataclass(frozen=True, slots=True)
class Computed:
    """One node: what it read and what it gave. The gradient of an output reaches the inputs and its weights only."""

    step: Step
    inputs: dict[Port, torch.Tensor]
    outputs: dict[str, torch.Tensor]


class CutForward(WatchedForward):
    """``computed``: every node that computes, by its path; ``taken``: what each node read last."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.computed: dict[NodePath, Computed] = {}
        self.taken: dict[NodePath, torch.Tensor] = {}

    def _given(self, known: Seen, reader: NodePath, readers: int) -> torch.Tensor:
        leaf = known.tensor.detach()
        leaf.requires_grad_(leaf.is_floating_point())
        self.taken[reader] = leaf
        return leaf

    def _edit_gradient(self, tensor: torch.Tensor, edits: Sequence[Edit]) -> None:
        """What arrives is read from the step itself, where it is edited."""

    def _done(self, step: Step, reader: NodePath, given: dict[Port, torch.Tensor], known: dict[Port, Seen]) -> None:
        outputs = {port.name: known[port].tensor for port in step.outputs if port in known}
        self.computed[reader] = Computed(step, given, outputs)
