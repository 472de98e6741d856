"""A program that runs beside the window, whose lines are shown as they come."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

PATIENCE = 2_000
"""Milliseconds in which a process that is asked to end may do so."""


class ChildProcess(QObject):
    """Runs Python with some arguments; one at a time. Its output and its errors come as one stream of lines."""

    line = Signal(str)
    ended = Signal(int)
    """Its exit code; -1 where it was stopped or crashed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._rest = b""
        self._stopped = False

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process is not None

    def start(self, arguments: Sequence[str], folder: Path) -> None:
        """Run Python in a folder. What ran before is stopped."""
        self.stop()
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUNBUFFERED", "1")
        environment.insert("PYTHONIOENCODING", "utf-8")
        environment.insert("TF_CPP_MIN_LOG_LEVEL", "3")
        self._rest, self._stopped = b"", False
        self._process = process = QProcess(self)
        process.setProcessEnvironment(environment)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        process.setWorkingDirectory(str(folder))
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._end)
        process.start(sys.executable, list(arguments))

    def stop(self) -> None:
        """End it now: it may end what it has started itself. ``ended`` is told."""
        process = self._process
        if process is None:
            return
        self._stopped = True
        process.terminate()
        if not process.waitForFinished(PATIENCE):
            process.kill()
            process.waitForFinished(PATIENCE)

    def _read(self) -> None:
        if self._process is None:
            return
        *lines, self._rest = (self._rest + bytes(self._process.readAllStandardOutput().data())).split(b"\n")
        for line in lines:
            self.line.emit(line.decode("utf-8", "replace").rstrip("\r"))

    def _end(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        if self._rest:
            self.line.emit(self._rest.decode("utf-8", "replace"))
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        by_itself = status == QProcess.ExitStatus.NormalExit and not self._stopped
        self.ended.emit(code if by_itself else -1)
