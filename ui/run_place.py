"""Where the runs of the open project lie: beside its file, or apart from it while it has none."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4

from ui.bridge import Bridge
from ui.run_history import RunHistory
from ui.settings import data_folder


class RunPlace:
    """``apart``: the folder of the runs of a sample or of a project without a file; None where there is none."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.apart: Path | None = None

    def lay(self, name: str) -> None:
        """Say where the runs lie: beside the file; for a sample or a project without a file, apart."""
        from netbuilder.runs.folder import RunsFolder, runs_folder

        folder: RunsFolder
        if self._bridge.path is not None:
            folder = runs_folder(self._bridge.path)
        else:
            self.apart = data_folder() / "runs" / f"{name or uuid4().hex}.runs"
            folder = RunsFolder(self.apart)
        self._bridge.runs = folder

    def move_beside(self, history: RunHistory) -> None:
        """Bring the runs made apart beside the file; one that another window writes stays, and its folder with it.

        Raises FileError where the disk refuses; they are not looked for apart any more even so.
        """
        from netbuilder.experiments.kept import move
        from netbuilder.runs.folder import RunsFolder, runs_folder
        from netbuilder.runs.moving import move_runs

        if self.apart is None or self._bridge.path is None:
            return
        source, target = RunsFolder(self.apart), runs_folder(self._bridge.path)
        self.apart = None
        history.move(move_runs(source, target), target)
        move(source, target)
        if not source.runs():
            shutil.rmtree(source.path, ignore_errors=True)

    def forget_apart(self) -> None:
        """Runs of a project that never got a file go with it; those of a sample stay for the next time."""
        if self.apart is not None and len(self.apart.stem) == len(uuid4().hex):
            shutil.rmtree(self.apart, ignore_errors=True)
        self.apart = None
