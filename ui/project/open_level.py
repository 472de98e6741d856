"""The drawing that is open: the project's own, or that of a block. Which one is no part of the project, nor of undo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from netbuilder.graph.blocks import Block, BlockId, BlockUse
from netbuilder.graph.graph import Graph, NodeId
from netbuilder.messages import Message
from netbuilder.project.changes import Change, difference
from netbuilder.project.levels import Level, at_level, blocks_on_the_way, edited_at, nearest
from netbuilder.project.project import Project
from netbuilder.shapes.check_result import Check, Problem
from netbuilder.shapes.level_check import check_again, check_at, problems_at


class Whole(Protocol):
    """The whole project, as the open level sees it."""

    check: Check

    @property
    def project(self) -> Project:
        """The current project."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of the project."""

    @property
    def found(self) -> tuple[Problem, ...]:
        """The same problems, without repairs that must be tried out."""

    def edit(self, project: Project, label: Message, gesture: object = None) -> None:
        """Make an edited project the current one."""


class OpenLevel(QObject):
    """What is drawn now: views of the drawing read it here, and edit it here as if it were the whole project."""

    changed = Signal(object)
    """Change: of this drawing, or of what arrives in it; ``check`` is already the new one."""
    entered = Signal(object)
    """Another drawing is open: the level, as in ``netbuilder.project.levels``."""

    def __init__(self, whole: Whole, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._whole = whole
        self.path: Level = ()
        self.project: Project = whole.project
        self.check: Check = whole.check

    @property
    def blocks(self) -> tuple[BlockId, ...]:
        """The blocks that were opened one inside the other; empty where the project's own drawing is open."""
        return blocks_on_the_way(self._whole.project, self.path)

    @property
    def block(self) -> Block | None:
        """The definition that is open, or None."""
        return self.project.blocks[self.blocks[-1]] if self.path else None

    @property
    def use(self) -> BlockUse | None:
        """The use through which the open drawing was reached, with the values that it has there; None at the top."""
        if not self.path:
            return None
        layer = check_at(self._whole.check, self.path[:-1]).graph.nodes[self.path[-1]].layer
        return layer if isinstance(layer, BlockUse) else None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong on this level."""
        return problems_at(self._whole.check, self.check, self.path) if self.path else self._whole.problems

    @property
    def found(self) -> tuple[Problem, ...]:
        """The same, without repairs that must be tried out."""
        return problems_at(self._whole.check, self.check, self.path) if self.path else self._whole.found

    def edit(self, project: Project, label: Message, gesture: object = None) -> None:
        """Make an edited drawing the current one; every use of the block follows.

        Raises EditError where a block would contain itself.
        """
        if project is not self.project:
            self._whole.edit(edited_at(self._whole.project, self.path, project), label, gesture)

    def checked(self, graph: Graph) -> Check:
        """The check of this drawing, were it edited to this."""
        return check_again(graph, self.check)

    def enter(self, path: Iterable[NodeId]) -> None:
        """Open the drawing to which these uses of blocks lead, or the nearest one that is there."""
        wanted = nearest(self._whole.project, path)
        if wanted != self.path:
            self.path = wanted
            self._read()
            self.entered.emit(self.path)

    def read_again(self, change: Change) -> Change | None:
        """The project has changed: read what is drawn now. Returns the change of this drawing, or None where it is no
        longer there and the one around it is open instead: ``entered`` is then to be told."""
        before, was = self.project, self.path
        self.path = nearest(self._whole.project, self.path)
        self._read()
        if self.path != was:
            return None
        if not self.path:
            return change
        inside = difference(before, self.project)
        return replace(inside, data=change.structure, training=inside.training or change.content)

    def _read(self) -> None:
        whole = self._whole
        self.project = at_level(whole.project, self.path) if self.path else whole.project
        self.check = check_at(whole.check, self.path) if self.path else whole.check
