"""The blocks that can be put into a drawing: those of the project, the user's own in a folder, and those that come with
the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal

import resources
from netbuilder.errors import EditError, FileError
from netbuilder.files.block_files import SUFFIX, KeptBlock, kept, read_block, write_block
from netbuilder.files.folders import make_folder
from netbuilder.graph.blocks import Block, BlockId, BlockUse
from netbuilder.graph.identifiers import latin
from netbuilder.project.block_definitions import adopt
from netbuilder.project.project import Project
from ui.application.preferences import data_folder
from ui.language.text import shown

BUNDLED = resources.FOLDER / "blocks"
MARK, FILE = "block", "file"
"""What the kinds of blocks begin with, and the origin of one that is dragged in as a file."""

Origin = Literal["project", "own", "bundled"]


@dataclass(frozen=True, slots=True)
class ListedBlock:
    """One block that is offered. ``kind``: stands for it as a type does for a layer; ``fault``: why it is no use."""

    kind: str
    title: str
    note: str
    colour: str
    origin: Origin
    fault: str = ""


class BlockLibrary(QObject):
    """Every block there is, by kind. Files are read again when they are other ones than before."""

    changed = Signal()
    """Other blocks lie in the user's folder now."""

    def __init__(self, parent: QObject | None = None, folder: Path | None = None) -> None:
        super().__init__(parent)
        self.folder = folder or data_folder() / "blocks"
        self._read: dict[Path, tuple[object, KeptBlock | FileError]] = {}

    def listed(self, project: Project) -> tuple[ListedBlock, ...]:
        """The project's blocks, then the user's own, then those of the program, each by name.

        Of the latter two, what stands in the project as it is there is not listed again.
        """
        ours = [_listed("project", block, definition) for block, definition in project.blocks.items()]
        own = sorted(self.folder.glob(f"*{SUFFIX}")) if self.folder.is_dir() else []
        return (
            *_by_name(ours),
            *_by_name(self._of_files("own", own, project)),
            *_by_name(self._of_files("bundled", BUNDLED.glob(f"*{SUFFIX}"), project)),
        )

    def made(self, kind: str, project: Project) -> tuple[Project, BlockUse]:
        """A use of a block, and the project with its definition. Raises UserError where it cannot be had."""
        origin, name = origin_of(kind)
        if origin == "project":
            return project, _use(project, name)
        block = self._of(origin, name)
        project, here = adopt(project, block.block, block.blocks)
        return project, _use(project, here)

    def keep(self, project: Project, block: BlockId) -> Path:
        """Put a block of the project into the user's folder, over one of the same name. Raises FileError."""
        path = self.folder / f"{latin(project.blocks[block].name) or block}{SUFFIX}"
        make_folder(self.folder)
        write_block(path, kept(project.blocks, block))
        self.changed.emit()
        return path

    def path(self, kind: str) -> Path | None:
        """The user's own file behind a kind, or None."""
        origin, name = origin_of(kind)
        return self.folder / f"{name}{SUFFIX}" if origin == "own" else None

    def forget(self, kind: str) -> None:
        """Delete the user's file behind a kind. Raises FileError."""
        path = self.path(kind)
        if path is None:
            return
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise FileError("“{file}” cannot be deleted: {reason}", file=path.name, reason=str(error)) from error
        self.changed.emit()

    def _of(self, origin: str, name: str) -> KeptBlock:
        if origin != FILE and name != Path(name).name:
            raise EditError("There is no block “{block}” in the library.", block=name)
        folder = self.folder if origin == "own" else BUNDLED
        found = self._content(Path(name) if origin == FILE else folder / f"{name}{SUFFIX}")
        if isinstance(found, FileError):
            raise found
        return found

    def _of_files(self, origin: Origin, paths: Iterable[Path], project: Project) -> Iterator[ListedBlock]:
        for path in paths:
            found = self._content(path)
            if isinstance(found, FileError):
                yield ListedBlock(_kind(origin, path.stem), path.stem, "", "usual", origin, shown(found.message))
            elif project.blocks.get(found.block) != found.definition:
                yield _listed(origin, path.stem, found.definition)

    def _content(self, path: Path) -> KeptBlock | FileError:
        stamp = _stamp(path)
        if path not in self._read or self._read[path][0] != stamp:
            try:
                self._read[path] = stamp, read_block(path)
            except FileError as error:
                self._read[path] = stamp, error
        return self._read[path][1]


def is_block(kind: str) -> bool:
    """Whether a kind stands for a block, and not for a layer."""
    return kind.startswith(f"{MARK}/")


def kind_of_file(path: Path) -> str:
    """What stands for the block in a file that lies anywhere."""
    return f"{MARK}/{FILE}/{path}"


def origin_of(kind: str) -> tuple[str, str]:
    """Where a block comes from, and its id or the name of its file there."""
    _, _, rest = kind.partition("/")
    origin, _, name = rest.partition("/")
    return origin, name


def _use(project: Project, block: BlockId) -> BlockUse:
    if block not in project.blocks:
        raise EditError("There is no block “{block}” in the project.", block=block)
    return BlockUse(block=block, definition=project.blocks[block])


def _kind(origin: Origin, name: str) -> str:
    return f"{MARK}/{origin}/{name}"


def _listed(origin: Origin, name: str, block: Block) -> ListedBlock:
    return ListedBlock(_kind(origin, name), block.name, block.note, block.colour, origin)


def _by_name(blocks: Iterable[ListedBlock]) -> list[ListedBlock]:
    return sorted(blocks, key=lambda block: (block.title.casefold(), block.kind))


def _stamp(path: Path) -> object:
    """What tells a file from the same file changed; None where there is none."""
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_mtime_ns, known.st_size
