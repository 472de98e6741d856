"""The files beside a Python file that it imports, and those that these import: they run with it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

PACKAGE = "__init__.py"


def neighbors(file: Path) -> list[Path]:
    """The files, sorted, as the import statements name them; what is put together while it runs is not seen."""
    start = file.resolve()
    roots = list(dict.fromkeys([start.parent, _outside_packages(start.parent)]))
    found, left = set[Path](), [start]
    while left:
        current = left.pop()
        for name, base in _imports(current):
            new = {path for root in ([base] if base else roots) for path in _files(root, name)} - found - {start}
            found |= new
            left += new
    return sorted(found)


def _outside_packages(folder: Path) -> Path:
    while (folder / PACKAGE).is_file():
        folder = folder.parent
    return folder


def _imports(file: Path) -> Iterator[tuple[Sequence[str], Path | None]]:
    """The modules that a file imports, each by the parts of its name, and the folder that a relative one starts at."""
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split("."), None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = file.parents[node.level - 1] if 0 < node.level <= len(file.parents) else None
            parts = node.module.split(".") if node.module else []
            yield from (([*parts, alias.name], base) for alias in node.names)


def _files(root: Path, name: Sequence[str]) -> Iterator[Path]:
    """The files that are run where a module of this name is imported from a folder: those of its packages, too."""
    folder = root
    for part in name:
        for path in (folder / f"{part}.py", folder / part / PACKAGE):
            if path.is_file():
                yield path
        folder /= part
