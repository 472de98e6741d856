"""Whether a run is being written now: a locked file in its folder, let go of by the system however a program ends."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import IO

from filelock import lock_descriptor

from netbuilder.errors import FileError
from netbuilder.files.regular import open_regular

NAME = ".being-written"


class RunLock:
    """Marks the folder of a run as being written. On a disk without locks there is no mark."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._file: IO[bytes] | None = None
        with suppress(FileError, OSError):
            self._file = open_regular(self._path, flags=os.O_RDWR | os.O_CREAT)
            lock_descriptor(self._file.fileno())

    def release(self) -> None:
        """The run is written."""
        if self._file is not None:
            self._file.close()
            self._file = None
            with suppress(OSError):
                self._path.unlink()


def is_being_written(folder: Path) -> bool:
    """Whether this program or another one holds the lock of a run's folder."""
    try:
        with open_regular(folder / NAME, flags=os.O_RDWR) as file:
            return not lock_descriptor(file.fileno(), blocking=False)
    except FileError as error:
        return isinstance(error.__cause__, PermissionError)  # a run of another user, which only that user may write
    except OSError:
        return False  # the disk knows no locks
