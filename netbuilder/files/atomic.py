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
from netbuilder.reasons import why_not_written

_STALE_SECONDS = 3600.0
_writing: set[Path] = set()
_writing_lock = threading.Lock()


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` into the file: a temporary file beside it is filled, flushed to the disk and renamed.

    A link is followed, permissions are kept, and what a killed save left behind is removed.
    Raises FileError, with the file as it was, where that is not possible.
    """
    target = Path(os.path.realpath(path))
    try:
        kept = _require_writable(target, path)
        _remove_leftovers(target)
        with _temporary(target) as temporary:
            _fill(temporary, data, kept)
            temporary.replace(target)
        _flush_folder(target.parent)
    except OSError as error:
        raise FileError(
            "“{file}” could not be written: {reason}", file=path.name, reason=why_not_written(error)
        ) from error


def remove(path: Path) -> None:
    """Delete a file, or leave it at that where there is none. Raises FileError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FileError(
            "“{file}” cannot be deleted: {reason}", file=path.name, reason=why_not_written(error)
        ) from error


def _require_writable(target: Path, path: Path) -> os.stat_result | None:
    """What is known of the file that gives way, None where there is none."""
    try:
        known = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(known.st_mode):
        raise FileError("“{file}” is a folder. Choose the name of a file.", file=path.name or str(path))
    if not stat.S_ISREG(known.st_mode):
        raise FileError("“{file}” is not an ordinary file. Choose another name.", file=path.name)
    if not os.access(target, os.W_OK):
        raise FileError("“{file}” is write-protected. Choose another name, or allow writing.", file=path.name)
    return known


@contextlib.contextmanager
def _temporary(target: Path) -> Iterator[Path]:
    """A name beside the target that says whose it is; no file of that name is left behind."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}.saving")
    with _writing_lock:
        _writing.add(temporary)
    try:
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        with _writing_lock:
            _writing.discard(temporary)


def _fill(temporary: Path, data: bytes, kept: os.stat_result | None) -> None:
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with open(descriptor, "wb") as file:  # closes the descriptor, whatever happens
        if kept is not None and os.name == "posix":
            with contextlib.suppress(PermissionError):
                os.fchown(descriptor, kept.st_uid, kept.st_gid)
            os.fchmod(descriptor, stat.S_IMODE(kept.st_mode))
        file.write(data)
        file.flush()
        os.fsync(descriptor)


def _flush_folder(folder: Path) -> None:
    """Make the rename itself survive a loss of power. Some file systems cannot; the file is whole all the same."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_leftovers(target: Path) -> None:
    """Delete the temporary files of saves that were killed, never one that is being written now."""
    pattern = re.compile(rf"\.{re.escape(target.name)}\.(\d+)-[0-9a-f]{{8}}\.saving")
    with contextlib.suppress(OSError), os.scandir(target.parent) as entries:
        found = [(Path(entry.path), match) for entry in entries if (match := pattern.fullmatch(entry.name))]
        for path, match in found:
            if _abandoned(path, int(match[1])):
                path.unlink(missing_ok=True)


def _abandoned(path: Path, process: int) -> bool:
    if process == os.getpid():
        with _writing_lock:
            return path not in _writing
    if time.time() - path.stat().st_mtime > _STALE_SECONDS:
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
