"""The document as Qt sees it: signals for what changed, the shape check kept up to date, and the selection."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netbuilder.changes import Change
from netbuilder.data.base import Signature
from netbuilder.data.split_check import known_data
from netbuilder.document import Document
from netbuilder.errors import UserError
from netbuilder.graph import NodeId
from netbuilder.messages import Message
from netbuilder.project import Project
from netbuilder.shapes import Check, check

if TYPE_CHECKING:
    from netbuilder.training.runs import RunsFolder


class Bridge(QObject):
    """One open document. Views read ``project`` and ``check``, listen here, and edit through ``edit``."""

    changed = Signal(object)
    """Change: after every edit, undo, redo and opening; ``check`` is already that of the new project."""
    selection_changed = Signal(object)
    """frozenset of node ids."""
    path_changed = Signal(object)
    """Path of the project's file, or None."""
    runs_changed = Signal(object)
    """RunsFolder, or None: where the runs of this project lie, or what lies there, is another than before."""
    refused = Signal(object)
    """Message: an edit that the person tried was refused."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.signature: Signature | None = None
        self.data_problem: Message | None = None
        self.selection: frozenset[NodeId] = frozenset()
        self.path: Path | None = None
        self.runs: RunsFolder | None = None
        self._read_signature()
        self.check: Check = check(document.project.graph, self.signature)
        document.listen(self._follow)

    @property
    def project(self) -> Project:
        """The current project."""
        return self.document.project

    def edit(self, project: Project, label: Message, gesture: object = None) -> None:
        """Make an edited project the current one; see ``Document.edit``."""
        self.document.edit(project, label, gesture)

    def refuse(self, error: UserError) -> None:
        """Tell the person that what they tried cannot be done."""
        self.refused.emit(error.message)

    def select(self, nodes: Iterable[NodeId]) -> None:
        """Make these nodes the selection."""
        chosen = frozenset(nodes) & self.project.graph.nodes.keys()
        if chosen != self.selection:
            self.selection = frozenset(chosen)
            self.selection_changed.emit(self.selection)

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
            self._read_signature()
        if change.structure:
            self.check = check(self.project.graph, self.signature, self.check)
        self.select(self.selection)
        self.changed.emit(change)

    def _read_signature(self) -> None:
        self.signature, self.data_problem = known_data(self.project.data)
