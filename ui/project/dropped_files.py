"""The files that are dragged in from outside the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_file(data: QMimeData, *suffixes: str) -> Path | None:
    """The one file of this computer that is dragged, if its name has one of these endings, or where none are given;
    None otherwise."""
    files = dropped_files(data)
    path = files[0] if len(files) == 1 else None
    return path if path is not None and (not suffixes or path.suffix.casefold() in suffixes) else None


def dropped_files(data: QMimeData) -> list[Path]:
    """The files of this computer that are dragged; none where something else is among them."""
    urls = data.urls()
    return [Path(url.toLocalFile()) for url in urls] if all(url.isLocalFile() for url in urls) else []
