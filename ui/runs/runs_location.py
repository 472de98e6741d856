"""Where the runs of the open project lie: beside its file, or apart from it while it has none."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from uuid import uuid4

import samples
from netbuilder.files.atomic import write_atomically
from netbuilder.files.folders import make_folder
from ui.application.preferences import data_folder
from ui.project.bridge import Bridge
from ui.runs.run_history import RunHistory

OWNER = ".project"
"""Holds the path of the project that the runs in a folder apart belong to: it was saved while one was being written."""

_UNTITLED = re.compile(r"[0-9a-f]{32}")


class RunsLocation:
    """``apart``: the folder whose runs do not lie beside the project's file, or not yet; None where there is none."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.apart: Path | None = None

    def lay(self, name: str) -> None:
        """Say where the runs lie: beside the file; for a sample or a project without a file, apart.

        ``name``: of the folder apart, empty for a new one.
        """
        from netbuilder.runs.folder import RunsFolder, runs_folder

        folder: RunsFolder
        if self._bridge.path is not None:
            folder = runs_folder(self._bridge.path)
            self.apart = _left_behind(self._bridge.path)
        else:
            self.apart = _folder(name or uuid4().hex)
            folder = RunsFolder(self.apart)
        self._bridge.runs = folder

    def note_owner(self) -> None:
        """Keep which project the runs made apart belong to, should the program be killed before they can be moved.

        Raises FileError.
        """
        if self.apart is not None and self._bridge.path is not None:
            make_folder(self.apart)
            write_atomically(self.apart / OWNER, os.fsencode(self._bridge.path))

    def move_beside(self, history: RunHistory) -> None:
        """Bring the runs made apart beside the file; one that another window writes stays, and its folder with it.

        Raises FileError where the disk refuses; they are not looked for apart any more even so.
        """
        if self.apart is None or self._bridge.path is None:
            return
        from netbuilder.experiments.saved.saved_experiments import move_experiments
        from netbuilder.runs.folder import RunsFolder, runs_folder
        from netbuilder.runs.moving import move_runs

        source, target = RunsFolder(self.apart), runs_folder(self._bridge.path)
        self.apart = None
        history.move(move_runs(source, target), target)
        move_experiments(source, target)
        if not source.runs():
            shutil.rmtree(source.path, ignore_errors=True)

    def forget_apart(self) -> None:
        """Runs of a project that never got a file go with it; those of a sample stay for the next time."""
        if self.apart is not None and not (self.apart / OWNER).exists():
            remove_apart(self.apart.stem)
        self.apart = None


def name_apart(bridge: Bridge) -> str:
    """What the folder of the runs of a project without a file is called; empty where the project has one."""
    return bridge.runs.path.stem if bridge.path is None and bridge.runs is not None else ""


def is_name_apart(name: str) -> bool:
    """Whether a folder of runs apart may be called so: after a sample, or with the number of a project without file."""
    return name in samples.names() or _UNTITLED.fullmatch(name) is not None


def remove_apart(name: str) -> None:
    """Delete the runs of a project that never got a file. Those of a sample stay."""
    if _UNTITLED.fullmatch(name):
        shutil.rmtree(_folder(name), ignore_errors=True)


def _folder(name: str) -> Path:
    return data_folder() / "runs" / f"{name}.runs"


def _left_behind(path: Path) -> Path | None:
    """The folder apart whose runs belong to this project, as a killed program has left it; None where there is none."""
    from netbuilder.runs.folder import RunsFolder
    from netbuilder.runs.run_lock import is_being_written

    for folder in sorted((data_folder() / "runs").glob("*.runs")):
        if _owner(folder) == path and not any(map(is_being_written, RunsFolder(folder).folders())):
            return folder
    return None


def _owner(folder: Path) -> Path | None:
    try:
        return Path(os.fsdecode((folder / OWNER).read_bytes()))
    except OSError:
        return None
