"""Files written whole or not at all: a killed program, a full disk or a pulled plug leaves the old file as it was."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from netbuilder.errors import FileError
from netbuilder.files.open_folder import OpenFolder
from netbuilder.system_errors import why_not_written

_STALE_SECONDS = 3600.0
_writing: set[str] = set()
_writing_lock = threading.Lock()


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` into a file that the user has named: a link is followed, and permissions are kept.

    Raises FileError, with the file as it was, where that is not possible.
    """
    target = Path(os.path.realpath(path))
    try:
        _require_writable(target, path)
        with OpenFolder(target.parent) as folder:
            replace_file(folder, target.name, data)
    except OSError as error:
        raise FileError(
            "“{file}” could not be written: {reason}", file=path.name, reason=why_not_written(error)
        ) from error


def replace_file(folder: OpenFolder, name: str, data: bytes) -> None:
    """Fill a temporary file beside the file of this name, flush it to the disk, and rename it.

    What had the name gives way, a link too; of an ordinary file owner and permissions are kept. What a killed save left
    behind is removed. Raises OSError, with the file as it was.
    """
    kept = _ordinary(folder, name)
    _remove_leftovers(folder, name)
    with _temporary(folder, name) as temporary:
        _fill(folder, temporary, data, kept)
        folder.rename(temporary, name)
    _flush(folder)


def remove(path: Path) -> None:
    """Delete a file, or leave it at that where there is none. Raises FileError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FileError(
            "“{file}” cannot be deleted: {reason}", file=path.name, reason=why_not_written(error)
        ) from error


def _require_writable(target: Path, path: Path) -> None:
    try:
        known = target.stat()
    except FileNotFoundError:
        return
    if stat.S_ISDIR(known.st_mode):
        raise FileError("“{file}” is a folder. Choose the name of a file.", file=path.name or str(path))
    if not stat.S_ISREG(known.st_mode):
        raise FileError("“{file}” is not a regular file. Choose another name.", file=path.name)
    if not os.access(target, os.W_OK):
        raise FileError("“{file}” is write-protected. Choose another name, or allow writing.", file=path.name)


def _ordinary(folder: OpenFolder, name: str) -> os.stat_result | None:
    """What is known of the ordinary file of this name, None where there is none."""
    try:
        known = folder.status(name)
    except FileNotFoundError:
        return None
    return known if stat.S_ISREG(known.st_mode) else None


@contextlib.contextmanager
def _temporary(folder: OpenFolder, name: str) -> Iterator[str]:
    """The name of a file that says whose it is; no file of that name is left behind."""
    temporary = f".{name}.{os.getpid()}-{secrets.token_hex(4)}.saving"
    with _writing_lock:
        _writing.add(temporary)
    try:
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            folder.remove(temporary)
        with _writing_lock:
            _writing.discard(temporary)


def _fill(folder: OpenFolder, temporary: str, data: bytes, kept: os.stat_result | None) -> None:
    descriptor = folder.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    with open(descriptor, "wb") as file:  # closes the descriptor, whatever happens
        if kept is not None and os.name == "posix":
            with contextlib.suppress(PermissionError):
                os.fchown(descriptor, kept.st_uid, kept.st_gid)
            os.fchmod(descriptor, stat.S_IMODE(kept.st_mode) & 0o777)
        file.write(data)
        file.flush()
        os.fsync(descriptor)


def _flush(folder: OpenFolder) -> None:
    """Make the rename itself survive a loss of power. Some file systems cannot; the file is whole all the same."""
    with contextlib.suppress(OSError):
        folder.flush()


def _remove_leftovers(folder: OpenFolder, name: str) -> None:
    """Delete the temporary files of saves that were killed, never one that is being written now."""
    pattern = re.compile(rf"\.{re.escape(name)}\.(\d+)-[0-9a-f]{{8}}\.saving")
    with contextlib.suppress(OSError), folder.entries() as entries:
        found = [(entry.name, match) for entry in entries if (match := pattern.fullmatch(entry.name))]
        for leftover, match in found:
            if _abandoned(folder, leftover, int(match[1])):
                folder.remove(leftover)


def _abandoned(folder: OpenFolder, leftover: str, process: int) -> bool:
    if process == os.getpid():
        with _writing_lock:
            return leftover not in _writing
    if time.time() - folder.status(leftover).st_mtime > _STALE_SECONDS:
        return True
    if os.name != "posix":
        return True  # there a file that is still open cannot be deleted, and the attempt does no harm
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
