"""The document as Qt sees it: signals for what changed, the shape check kept up to date, which drawing is open, and the
selection in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netbuilder.data.base import Signature
from netbuilder.errors import UserError
from netbuilder.graph.graph import NodeId
from netbuilder.messages import Message
from netbuilder.project.changes import Change, difference
from netbuilder.project.document import Document
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check, Problem, Severity
from netbuilder.training.project_problems import problems_found, project_problems
from ui.project.block_library import BlockLibrary
from ui.project.known_data import KnownData
from ui.project.open_level import OpenLevel

if TYPE_CHECKING:
    from netbuilder.runs.folder import RunsFolder


PARAMETER_MIME = "application/x-netbuilder-parameter"
"""The kind of what is dragged then."""


class Bridge(QObject):
    """One open document. Views read ``project`` and ``check``, listen here, and edit through ``edit``; what is drawn is
    read and edited through ``level``. ``passing``: the selection was made by a cursor that may go on at once, so what
    takes long to show may wait until it rests."""

    changed = Signal(object)
    """Change: after every edit, undo, redo and opening, and when more is known of the data; ``check`` is already that
    of the new project."""
    selection_changed = Signal(object)
    """frozenset of node ids."""
    path_changed = Signal(object)
    """Path of the project's file, or None."""
    runs_changed = Signal(object)
    """RunsFolder, or None: where the runs of this project lie, or what lies there, is another than before."""
    refused = Signal(object)
    """Message: an edit that the user tried was refused."""
    wire_refused = Signal()
    """A wire that the user let go on a port was refused: now they want to know what is wrong."""
    parameter_dragged = Signal(object)
    """Target: a parameter of the open block that the user drags towards the canvas; None once they have let it go."""
    redrawn = Signal(object, object)
    """Project, Project: by the last edit, the same network is drawn in another way; what it was before, and is now."""
    saved = Signal(object)
    """Path: what the user wanted saved is in this file, for which they were asked."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.data = KnownData(self)
        self.library = BlockLibrary(self)
        self.selection: frozenset[NodeId] = frozenset()
        self.passing = False
        self.path: Path | None = None
        self.runs: RunsFolder | None = None
        self.data.read(self.project.data)
        self.check: Check = check(self.project.graph, self.signature)
        self._problems: tuple[Problem, ...] | None = None
        self._found: tuple[Problem, ...] | None = None
        self.level = OpenLevel(self, self)
        self.data.told.connect(self._learn)
        document.listen(self._follow)

    @property
    def project(self) -> Project:
        """The current project."""
        return self.document.project

    @property
    def signature(self) -> Signature | None:
        """Shapes and kind of the data; None where they are not known, or not yet."""
        return self.data.signature

    @property
    def data_problem(self) -> Message | None:
        """What keeps the data from being used, as far as it is known."""
        return self.data.problem

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of the project. That its data are still being read is no error."""
        if self._problems is None:
            known = self.data_problem, self.data.notes
            self._problems = self._while_reading(project_problems(self.project, self.check, *known))
        return self._problems

    @property
    def found(self) -> tuple[Problem, ...]:
        """The same problems, without repairs that must be tried out: for what only tells them."""
        if self._found is None:
            known = self.data_problem, self.data.notes
            self._found = self._while_reading(problems_found(self.project, self.check, *known))
        return self._found

    def edit(self, project: Project, label: Message, gesture: object = None) -> None:
        """Make an edited project the current one; see ``Document.edit``."""
        self.document.edit(project, label, gesture)

    def take_back(self, gesture: object) -> None:
        """Forget what this gesture has edited; see ``Document.take_back``."""
        self.document.take_back(gesture)

    def refuse(self, error: UserError) -> None:
        """Tell the user that what they tried cannot be done."""
        self.refused.emit(error.message)

    def select(self, nodes: Iterable[NodeId], *, passing: bool = False) -> None:
        """Make these nodes the selection. ``passing``: a cursor comes through here and may go on at once."""
        chosen = frozenset(nodes) & self.level.project.graph.nodes.keys()
        if chosen != self.selection:
            self.selection, self.passing = frozenset(chosen), passing
            self.selection_changed.emit(self.selection)

    def enter(self, level: Iterable[NodeId], nodes: Iterable[NodeId] = ()) -> None:
        """Open the drawing to which these uses of blocks lead, and select nodes in it."""
        self.select(())
        self.level.enter(level)
        self.select(nodes)

    def show(self, problem: Problem) -> None:
        """Open the drawing in which a problem of the project is, and select the node there."""
        if problem.path is not None:
            self.enter((use for use, _ in problem.path.within), [problem.path.node])
        elif problem.node is not None:
            self.enter((), [problem.node])

    def set_path(self, path: Path | None) -> None:
        """The project now lies in this file."""
        self.path = path
        self.path_changed.emit(path)

    def set_runs(self, folder: RunsFolder | None) -> None:
        """The runs of this project lie in this folder: beside its file, or apart while it has none."""
        self.runs = folder
        self.runs_changed.emit(folder)

    def _follow(self, change: Change) -> None:
        if change.data:
            self.data.read(self.project.data)
        if change.content:
            self._problems = self._found = None
        if change.structure or change.renamed:
            self.check = check(self.project.graph, self.signature, self.check)
        self._tell(change)

    def _while_reading(self, found: tuple[Problem, ...]) -> tuple[Problem, ...]:
        return (replace(found[0], severity=Severity.WARNING), *found[1:]) if self.data.reading else found

    def _learn(self) -> None:
        """More is known of the same data."""
        self._problems = self._found = None
        self.check = check(self.project.graph, self.signature, self.check)
        self._tell(replace(difference(self.project, self.project), data=True))

    def _tell(self, change: Change) -> None:
        """What is drawn follows first, then everything that shows the whole project."""
        drawn = self.level.read_again(change)
        self.select(self.selection if drawn is not None else ())
        if drawn is not None:
            self.level.changed.emit(drawn)
        else:
            self.level.entered.emit(self.level.path)
        self.changed.emit(change)
