"""A folder held open: a file in it is reached through the open folder, whatever takes the folder's name meanwhile."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

HOLDS = os.open in os.supports_dir_fd and os.rename in os.supports_dir_fd
"""Whether this system can hold a folder open. On Windows it cannot, and files are reached by their paths."""

_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
_FILE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def is_link(path: Path) -> bool:
    """Whether a path is a symbolic link, or on Windows a junction, itself."""
    is_junction = getattr(os.path, "isjunction", None)  # from Python 3.12 on
    return os.path.islink(path) or (is_junction is not None and is_junction(path))


class OpenFolder:
    """A folder that is not a link, with what can be done to the files in it. No file is reached through a link.

    All methods take the name of a file and raise OSError.
    """

    def __init__(self, path: Path) -> None:
        """Raises OSError where there is no such folder, or where it is a link."""
        self.path = path
        self._descriptor = os.open(path, _FOLDER) if HOLDS else None
        if self._descriptor is None and is_link(path):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))

    def __enter__(self) -> OpenFolder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)

    def status(self, name: str) -> os.stat_result:
        """What is known of the file, or of the link, of this name."""
        return os.stat(self._at(name), dir_fd=self._descriptor, follow_symlinks=False)

    def open(self, name: str, flags: int) -> int:
        """A descriptor of the file. A link is an error, and nothing is waited for."""
        return os.open(self._at(name), flags | _FILE | _BINARY, 0o666, dir_fd=self._descriptor)

    def rename(self, old: str, new: str) -> None:
        """Give a file another name. What had that name, a link too, is gone."""
        os.replace(self._at(old), self._at(new), src_dir_fd=self._descriptor, dst_dir_fd=self._descriptor)

    def make_folder(self, name: str) -> bool:
        """Make a folder in this one. False where there is something of this name."""
        try:
            os.mkdir(self._at(name), dir_fd=self._descriptor)
        except FileExistsError:
            return False
        return True

    def remove(self, name: str) -> None:
        """Remove the file, or the link, of this name."""
        os.unlink(self._at(name), dir_fd=self._descriptor)

    @contextmanager
    def entries(self) -> Iterator[Iterator[os.DirEntry[str]]]:
        """What is in the folder."""
        with self._readable() as descriptor, os.scandir(self.path if descriptor is None else descriptor) as entries:
            yield entries

    def flush(self) -> None:
        """Make what was done in the folder survive a loss of power, where the system can do that for folders."""
        with self._readable() as descriptor:
            if descriptor is not None:
                os.fsync(descriptor)

    @contextmanager
    def _readable(self) -> Iterator[int | None]:
        """Another descriptor of the folder, from which can be read; None where the system has no such thing."""
        if self._descriptor is None:
            yield None
            return
        descriptor = os.open(".", os.O_RDONLY, dir_fd=self._descriptor)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def _at(self, name: str) -> str:
        return name if self._descriptor is not None else str(self.path / name)
