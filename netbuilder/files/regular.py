"""Files that somebody else may have made: opened only where they are ordinary files of a bounded size, and no links.

A link, a pipe or a device in place of a file could lead out of the folder, wait for ever or never end.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from netbuilder.errors import FileError, MissingFileError
from netbuilder.files.atomic import replace_file
from netbuilder.files.open_folder import OpenFolder, is_link
from netbuilder.system_errors import why_not_read, why_not_written

UNBOUNDED = 2**63
"""As the size of a file of which nothing is read."""


def open_regular(path: Path, most: int = UNBOUNDED, flags: int = os.O_RDONLY) -> BinaryIO:
    """The open file. ``most``: the bytes that it may have; ``flags``: those of ``os.open``.

    Neither the file nor the folder that it lies in may be a link. Raises MissingFileError and FileError.
    """
    try:
        with OpenFolder(path.parent) as folder:
            _require_regular(path, folder, most)
            descriptor = folder.open(path.name, flags)
    except FileNotFoundError as error:
        raise MissingFileError("“{file}” is missing.", file=path.name) from error
    except OSError as error:
        raise _refusal(path, error) from error
    file: BinaryIO = open(descriptor, "rb" if flags == os.O_RDONLY else "r+b")  # noqa: SIM115  the caller closes it
    try:
        _require(path, os.fstat(descriptor), most)  # another file may have taken the name since it was looked at
    except FileError:
        file.close()
        raise
    return file


def read_regular(path: Path, most: int) -> bytes:
    """The content of the file, at most so many bytes. Raises what ``open_regular`` raises."""
    try:
        with open_regular(path, most) as file:
            content = file.read(most + 1)
    except OSError as error:
        raise _refusal(path, error) from error
    if len(content) > most:  # it has grown meanwhile
        raise _too_large(path, len(content), most)
    return content


def write_regular(path: Path, data: bytes) -> None:
    """Put ``data`` into the file, whole or not at all. Whatever has its name, a link too, gives way to it.

    Raises FileError where the folder is a link, or where it cannot be written.
    """
    try:
        with OpenFolder(path.parent) as folder:
            replace_file(folder, path.name, data)
    except OSError as error:
        if is_link(path.parent):
            raise _linked(path.parent) from error
        raise FileError(
            "“{file}” could not be written: {reason}", file=path.name, reason=why_not_written(error)
        ) from error


def append_regular(path: Path, data: bytes) -> bool:
    """Add ``data`` to the end of the file. False where that cannot be done, as to a file that has another name too."""
    try:
        with open_regular(path, flags=os.O_RDWR) as file:
            if os.fstat(file.fileno()).st_nlink > 1:
                return False
            file.seek(0, os.SEEK_END)
            file.write(data)
    except (FileError, OSError):
        return False
    return True


def irregular(path: Path) -> FileError | None:
    """Why a file would not be opened; None where it would be, and where there is none."""
    try:
        _require(path, os.lstat(path), UNBOUNDED)
    except FileError as error:
        return error
    except OSError:
        return None
    return None


def _require_regular(path: Path, folder: OpenFolder, most: int) -> None:
    """Raise FileError before the file is opened: to open a device may already set it going."""
    try:
        known = folder.status(path.name)
    except FileNotFoundError:
        return
    _require(path, known, most)


def _require(path: Path, known: os.stat_result, most: int) -> None:
    if stat.S_ISLNK(known.st_mode):
        raise _linked(path)
    if stat.S_ISDIR(known.st_mode):
        raise FileError("“{file}” is a folder, where a file is expected. Remove it.", file=path.name)
    if not stat.S_ISREG(known.st_mode):
        raise FileError("“{file}” is not a regular file, so it is not opened. Remove it.", file=path.name)
    if known.st_size > most:
        raise _too_large(path, known.st_size, most)


def _refusal(path: Path, error: OSError) -> FileError:
    for part in (path.parent, path):
        if is_link(part):
            return _linked(part)
    return FileError("“{file}” cannot be read: {reason}", file=path.name, reason=why_not_read(error))


def _linked(path: Path) -> FileError:
    return FileError(
        "“{file}” is a link, and links are not followed here. Replace it with what it points to.", file=path.name
    )


def _too_large(path: Path, size: int, most: int) -> FileError:
    return FileError(
        "“{file}” is too large: {size}, where at most {most} are expected. Remove it.",
        file=path.name,
        size=_in_units(size),
        most=_in_units(most),
    )


def _in_units(size: int) -> str:
    """A number of bytes as users read it: "4 KB", "1,024 GB"."""
    for unit, bytes_each in (("GB", 2**30), ("MB", 2**20), ("KB", 2**10)):
        if size >= bytes_each:
            return f"{size // bytes_each:,} {unit}"
    return f"{size} bytes"
