"""Which run the network came from while the project was which, so that undo turns back to both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from netbuilder.project.project import Project

if TYPE_CHECKING:
    from netbuilder.runs.folder import Run, RunsFolder

REACH = 100
"""So many projects back the runs are known: undone by hand, further is hardly gone."""


class RunHistory:
    """Knows projects by identity: undo and redo bring the very objects back, and edits make new ones."""

    def __init__(self) -> None:
        self._known: list[tuple[Project, Run]] = []

    def note(self, project: Project, run: Run) -> None:
        """While the project is this one, the network comes from this run."""
        others = [pair for pair in self._known if pair[0] is not project]
        self._known = [*others[1 - REACH :], (project, run)]

    def run_of(self, project: Project) -> Run | None:
        """The run that was the network's when the project was this one; None where that is not known."""
        return next((run for known, run in self._known if known is project), None)

    def forget(self, paths: Sequence[Path]) -> None:
        """These runs have been deleted."""
        self._known = [(project, run) for project, run in self._known if run.path not in paths]

    def move(self, places: Mapping[Path, Path], folder: RunsFolder) -> None:
        """Runs lie elsewhere now. ``places``: where each lay, and lies in the folder."""
        self._known = [
            (project, folder.run(places[run.path]) if run.path in places else run) for project, run in self._known
        ]

    def clear(self) -> None:
        """Another project is open."""
        self._known = []
