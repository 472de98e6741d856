"""What may take the place of a file of a run: pipes, links, folders, and files that are far too large."""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from netbuilder.runs.run_files import BEST, HISTORY, LAST, RESUME, SETTINGS

Act = Callable[[Path, random.Random], object]
"""Damages one file, or a folder."""

NAMES = (SETTINGS, HISTORY, BEST, LAST, RESUME)
"""To which a link in the same folder may lead."""


def pipe(file: Path, chance: random.Random) -> None:
    file.unlink()
    os.mkfifo(file)


def bound_socket(file: Path, chance: random.Random) -> None:
    file.unlink()
    with _inside(file.parent), socket.socket(socket.AF_UNIX) as listening:
        listening.bind(file.name)


def link_to_device(file: Path, chance: random.Random) -> None:
    file.unlink()
    file.symlink_to(chance.choice(["/dev/zero", "/dev/random", "/dev/tty", "/dev/full"]))


def link_out(file: Path, chance: random.Random) -> None:
    """To a file that must stay as it is."""
    file.rename(outside(file))
    file.symlink_to(outside(file))


def link_to_sibling(file: Path, chance: random.Random) -> None:
    file.unlink()
    file.symlink_to(chance.choice([name for name in NAMES if name != file.name]))


def link_to_nothing(file: Path, chance: random.Random) -> None:
    file.unlink()
    file.symlink_to(file.with_name("nothing" if chance.random() < 0.5 else file.name))


def hard_link(file: Path, chance: random.Random) -> None:
    """The file has a second name, elsewhere, under which it must stay as it is."""
    os.link(file, outside(file))


def folder(file: Path, chance: random.Random) -> None:
    file.unlink()
    file.mkdir()
    (file / "something").write_bytes(b"")


def sparse(file: Path, chance: random.Random) -> None:
    """A terabyte of nothing, behind what was there."""
    with file.open("r+b") as content:
        content.truncate(2**40)


def missing(file: Path, chance: random.Random) -> None:
    file.unlink()


def empty(file: Path, chance: random.Random) -> None:
    file.write_bytes(b"")


def outside(file: Path) -> Path:
    """The name beside the folder of runs that a link or a second name leads to."""
    runs = next(folder for folder in file.parents if folder.suffix == ".runs")
    return runs.with_name("outside")


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """The name of a socket must be short."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


PLACE_ACTS: tuple[Act, ...] = (
    *(pipe, bound_socket, link_to_device, link_out, link_to_sibling, link_to_nothing),
    *(hard_link, folder, sparse, missing, empty),
)
