"""Whether a run is being written now: a locked file in its folder, let go of by the system however a program ends."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from netbuilder.errors import FileError
from netbuilder.files.regular import open_regular

NAME = ".being-written"
LOCKED = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class RunLock:
    """Marks the folder of a run as being written. Where the disk knows no locks, there is no mark."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._file: IO[bytes] | None = None
        with suppress(FileError, OSError):
            self._file = open_regular(self._path, flags=os.O_RDWR | os.O_CREAT)
            _lock(self._file, wait=True)

    def release(self) -> None:
        """The run is written."""
        if self._file is not None:
            self._file.close()
            self._file = None
            with suppress(OSError):
                self._path.unlink()


def is_being_written(folder: Path) -> bool:
    """Whether somebody, here or in another program, holds the folder of a run."""
    try:
        with open_regular(folder / NAME, flags=os.O_RDWR) as file:
            _lock(file, wait=False)
    except FileError as error:
        return isinstance(error.__cause__, PermissionError)  # a run of another user, which only that user may write
    except OSError as error:
        return error.errno in LOCKED and (folder / NAME).exists()
    return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes], *, wait: bool) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes], *, wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
