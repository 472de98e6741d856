"""Which Python files the user has allowed to be run, each by its path, its very content and that of what it imports."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from netbuilder.files.atomic import write_atomically
from netbuilder.files.folders import make_folder
from netbuilder.files.parse import read_bytes
from netbuilder.interchange.modules.neighbors import neighbors

ALLOWED = "allowed_modules.json"


def is_allowed(file: Path) -> bool:
    """Whether the user has allowed this file, and it and what it imports are as they were then. Raises FileError."""
    return _allowed().get(_key(file)) == _mark_of_all(file)


def allow(file: Path) -> None:
    """Remember that the user has allowed this file, as it is now. Raises FileError."""
    known = {**_allowed(), _key(file): _mark_of_all(file)}
    make_folder(settings_folder())
    write_atomically(settings_folder() / ALLOWED, (json.dumps(known, indent=2) + "\n").encode())


def settings_folder() -> Path:
    """The folder of the user's settings, the one that the window keeps its own in."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Preferences"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    return base / "netbuilder"


def _allowed() -> Mapping[str, str]:
    """What has been allowed; nothing, where that is damaged: the user is asked again."""
    try:
        known = json.loads((settings_folder() / ALLOWED).read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _key(file: Path) -> str:
    return os.path.realpath(file)


def _mark_of_all(file: Path) -> str:
    """The SHA-256 of a file; where it imports others beside it, one of theirs, too. Raises FileError."""
    marks = [mark_of(file), *(f"{path} {mark_of(path)}" for path in neighbors(file))]
    return marks[0] if len(marks) == 1 else hashlib.sha256("\n".join(marks).encode()).hexdigest()


def mark_of(file: Path) -> str:
    """The SHA-256 of the content of a file. Raises FileError."""
    return hashlib.sha256(read_bytes(file)).hexdigest()
