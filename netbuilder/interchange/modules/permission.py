"""Which Python files the user has allowed to be run, each by its path and its very content."""

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

ALLOWED = "allowed_modules.json"


def is_allowed(file: Path) -> bool:
    """Whether the user has allowed this file to be run, and it is as it was then. Raises FileError."""
    return _allowed().get(_key(file)) == mark_of(file)


def allow(file: Path) -> None:
    """Remember that the user has allowed this file, as it is now. Raises FileError."""
    known = {**_allowed(), _key(file): mark_of(file)}
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


def mark_of(file: Path) -> str:
    """The SHA-256 of the content of a file. Raises FileError."""
    return hashlib.sha256(read_bytes(file)).hexdigest()
