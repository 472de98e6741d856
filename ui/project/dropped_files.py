"""The file that is dragged in from outside the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_file(data: QMimeData, *suffixes: str) -> Path | None:
    """The one file of this computer that is dragged, if its name has one of these endings, or where none are given;
    None otherwise."""
    urls = data.urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and (not suffixes or path.suffix.casefold() in suffixes) else None
