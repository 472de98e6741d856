"""A copy of unsaved work, kept while it is edited and offered after a crash."""

from __future__ import annotations

import json
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QCoreApplication, QFileInfo, QLocale, QLockFile, QObject, QTimer, Signal

from netbuilder.errors import FileError
from netbuilder.files.parse import MAX_BYTES as LARGEST_PROJECT
from netbuilder.files.read import loads
from netbuilder.files.regular import irregular, read_regular, write_regular
from netbuilder.files.write import dumps
from netbuilder.project.project import Project
from ui.application.preferences import data_folder
from ui.project.bridge import Bridge
from ui.runs import runs_location

translate = QCoreApplication.translate

QUIET = 2_000
"""Milliseconds without an edit after which the copy is written."""

MAX_BYTES = 2 * LARGEST_PROJECT
"""Of a copy: it holds the text of a project with its quotation marks escaped."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Work that a crashed program left. ``path``: the file of the project, or None where it had none; ``runs`` is then
    the name of the folder of its runs, which is that of the sample where it was one, or empty where it is not known."""

    copy: Path
    path: Path | None
    runs: str = ""

    def project(self) -> Project:
        """The work itself. Raises FileError where the copy cannot be read."""
        kept = _parsed(self.copy)
        text = str(kept.get("project", "")).encode(errors="surrogatepass")
        return loads(text, None, name=self.path.name if self.path else "project")

    @property
    def offer(self) -> str:
        """Which work can be restored, and of when it is: what was edited after that is lost."""
        name = self.path.name if self.path is not None else translate("Recovery", "an untitled project")
        template = translate(
            "Recovery", "NetBuilder was not closed properly. Unsaved work on {name}, kept {when}, can be restored."
        )
        written = QFileInfo(str(self.copy)).lastModified()
        return template.format(name=name, when=QLocale().toString(written, QLocale.FormatType.ShortFormat))

    def forget(self) -> None:
        """Remove the copy and its lock; the runs stay."""
        self.copy.unlink(missing_ok=True)
        _lock_of(self.copy).unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove the copy, its lock, and the runs of a project that never had a file."""
        runs_location.remove_apart(self.runs)
        self.forget()


class Recovery(QObject):
    """Keeps the copy of one window's project: written when edits pause, removed when nothing is unsaved.

    ``kept``: it stays behind when the window is gone.

    A lock beside the copy, which the system frees when a process dies, tells a crash from a second running program.
    """

    failed = Signal(object)
    """Message: the copy could not be written; told once, until it works again."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.copy = _folder() / f"{uuid4().hex}.json"
        self._lock = QLockFile(str(_lock_of(self.copy)))
        self._lock.setStaleLockTime(0)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recovery")
        self._writing: Future[None] | None = None
        self._told = self.kept = False
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self.write)
        bridge.changed.connect(self._edited)

    def write(self) -> None:
        """Write the copy now, on a thread: the project is a value, and edits may go on meanwhile."""
        self._tell()
        if not self._bridge.document.modified:
            self.clear()
        elif self._locked():
            path, runs = self._bridge.path, runs_location.name_apart(self._bridge)
            self._writing = self._executor.submit(_write, self.copy, self._bridge.project, path, runs)

    def clear(self) -> None:
        """Nothing is unsaved: remove the copy."""
        self._timer.stop()
        self._executor.submit(self.copy.unlink, missing_ok=True)

    def flush(self) -> None:
        """Return when what was asked for is on the disk."""
        self._executor.submit(int).result()

    def keep(self) -> None:
        """The program ends without a question: what is unsaved stays behind, as after a crash."""
        self.write()
        self.kept = self._bridge.document.modified

    def close(self) -> None:
        """The window is closed: nothing is left behind, but what ``keep`` has kept."""
        if not self.kept:
            self.clear()
        self._timer.stop()
        self._executor.shutdown(wait=True)
        self._lock.unlock()

    def _edited(self) -> None:
        if self._bridge.document.modified:
            self._timer.start()
        else:
            self.clear()

    def _locked(self) -> bool:
        if not self._lock.isLocked():
            self.copy.parent.mkdir(parents=True, exist_ok=True)
            self._lock.tryLock(0)
        return self._lock.isLocked()

    def _tell(self) -> None:
        if self._writing is None or not self._writing.done():
            return
        error, self._writing = self._writing.exception(), None
        if isinstance(error, FileError):
            if not self._told:
                self.failed.emit(error.message)
            self._told = True
        elif error is not None:
            raise error
        else:
            self._told = False


def leftovers() -> tuple[Leftover, ...]:
    """Copies whose program no longer runs, the latest first."""
    copies = [copy for copy in _folder().glob("*.json") if _is_ours(copy)]
    return tuple(_leftover(copy) for copy in sorted(copies, key=_age) if _abandoned(copy))


def _is_ours(copy: Path) -> bool:
    """Whether a copy and its lock are such as this program writes. Qt would wait for a pipe in place of the lock."""
    return irregular(copy) is None and irregular(_lock_of(copy)) is None


def _age(copy: Path) -> float:
    """Minus the time at which it was written; 0 where it is gone meanwhile."""
    try:
        return -copy.lstat().st_mtime
    except FileNotFoundError:
        return 0.0


def _folder() -> Path:
    return data_folder() / "recovery"


def _lock_of(copy: Path) -> Path:
    return copy.with_suffix(".lock")


def _abandoned(copy: Path) -> bool:
    lock = QLockFile(str(_lock_of(copy)))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        return False
    lock.unlock()
    return True


def _write(copy: Path, project: Project, path: Path | None, runs: str) -> None:
    kept = {"path": str(path) if path else None, "runs": runs, "project": dumps(project, None)}
    write_regular(copy, json.dumps(kept).encode())


def _leftover(copy: Path) -> Leftover:
    kept = _parsed(copy)
    path, runs = kept.get("path"), kept.get("runs")
    return Leftover(
        copy,
        Path(path) if isinstance(path, str) and "\0" not in path else None,
        runs if isinstance(runs, str) and runs_location.is_name_apart(runs) else "",
    )


def _parsed(copy: Path) -> dict[str, object]:
    """What a copy holds; empty where it is no copy of ours."""
    try:
        kept = json.loads(read_regular(copy, MAX_BYTES))
    except (FileError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}
