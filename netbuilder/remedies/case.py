"""A run as a case for remedies: its project and its numbers, and what a remedy must satisfy to be offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from netbuilder.data.summary import Summary
from netbuilder.diagnosis.diagnosis import Diagnosis
from netbuilder.errors import UserError
from netbuilder.graph.graph import Node, NodeId
from netbuilder.layers.base import Purpose
from netbuilder.messages import Message
from netbuilder.project.layer_edits import followers, hidden, weighty
from netbuilder.project.project import Project
from netbuilder.shapes.check import check as check_graph
from netbuilder.shapes.check_result import Check, Severity
from netbuilder.training.history import EpochRecord
from netbuilder.training.project_problems import project_problems

Edit = Callable[[Project], Project]


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something to try. ``name``: a word or two, for a button. ``edit`` makes one new project of the current one; it
    raises UserError where the project has changed meanwhile, so that it no longer applies. ``judged_by``: what tells
    whether it helped; the losses before and after say nothing where the edit makes it another loss."""

    name: Message
    title: Message
    why: Message
    edit: Edit
    judged_by: Literal["loss", "balanced accuracy"] = "loss"


@dataclass(frozen=True)
class Case:
    """One run. ``check`` and ``summary``: of its project and its data, as they were trained."""

    project: Project
    check: Check
    summary: Summary
    records: Sequence[EpochRecord]
    diagnosis: Diagnosis

    @property
    def rows(self) -> int:
        """How many rows it learned from."""
        return self.summary.training

    @cached_property
    def weighty(self) -> tuple[Node, ...]:
        """The layers with weights, in the order in which they compute."""
        return weighty(self.check)

    @cached_property
    def inner(self) -> tuple[Node, ...]:
        """The layers of a free width, as others with weights follow on them; the one with most weights first."""
        return tuple(sorted(hidden(self.check), key=lambda node: -self.check.nodes[node.id].parameters))

    def end_of(self, node: Node) -> NodeId:
        """The last of the layers that belong to a node."""
        return (node.id, *followers(self.check.graph, node.id))[-1]

    def has(self, purpose: Purpose) -> bool:
        """Whether the drawing has a layer of this purpose."""
        return any(node.layer.purpose == purpose for node in self.check.graph.nodes.values())

    def helps(self, remedy: Remedy) -> bool:
        """Whether the edit can be done, changes something, and leaves a project that can be trained."""
        try:
            edited = remedy.edit(self.project)
            signature = edited.data.dataset.signature()
        except UserError:
            return False
        if edited is self.project:
            return False
        found = check_graph(edited.graph.active, signature)
        return found.sound and not any(p.severity is Severity.ERROR for p in project_problems(edited, found))


def figure(value: float) -> str:
    """A measured number with three sensible digits; thousands are written out."""
    return f"{value:,.0f}" if 1_000 <= abs(value) < 1_000_000 else f"{value:.3g}"
