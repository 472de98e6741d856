"""Files that somebody else may have made: what is no ordinary file is not opened, and nothing is written through it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from netbuilder.errors import FileError, MissingFileError
from netbuilder.files.regular import append_regular, irregular, open_regular, read_regular, write_regular

MOST = 1000


def bind(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path.name)  # the whole path may be too long for a socket


def link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


PLACES: dict[str, tuple[Callable[[Path], object], str]] = {
    "pipe": (os.mkfifo, "“file” is not a regular file, so it is not opened. Remove it."),
    "socket": (bind, "“file” is not a regular file, so it is not opened. Remove it."),
    "folder": (Path.mkdir, "“file” is a folder, where a file is expected. Remove it."),
    "device": (link_to("/dev/zero"), "“file” is a link, and links are not followed here."),
    "link": (link_to("other"), "“file” is a link, and links are not followed here."),
    "link to nothing": (link_to("nothing"), "“file” is a link, and links are not followed here."),
    "link to itself": (link_to("file"), "“file” is a link, and links are not followed here."),
    "too large": (lambda path: path.write_bytes(b"x" * (MOST + 1)), "“file” is too large: 1001 bytes, where at most"),
    "sparse": (lambda path: (path.touch(), os.truncate(path, 2**40)), "“file” is too large: 1,024 GB, where at most"),
}
REPLACED = tuple(kind for kind in PLACES if kind != "folder")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a file, beside one that must stay as it is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other").write_bytes(b"stays")
    return tmp_path / "file"


def refusal(use: Callable[[], object]) -> str:
    with pytest.raises(FileError) as refused:
        use()
    return str(refused.value)


@pytest.mark.parametrize("kind", PLACES)
def test_only_an_ordinary_file_of_a_bounded_size_is_read(file: Path, kind: str) -> None:
    make, words = PLACES[kind]
    make(file)
    assert words in refusal(lambda: read_regular(file, MOST))


@pytest.mark.parametrize("kind", REPLACED)
def test_whatever_has_the_name_of_a_file_gives_way_when_it_is_written(file: Path, kind: str) -> None:
    make, _ = PLACES[kind]
    make(file)
    write_regular(file, b"new")
    assert file.is_file()
    assert not file.is_symlink()
    assert read_regular(file, MOST) == b"new"
    assert Path("other").read_bytes() == b"stays"
    assert not Path("nothing").exists()


@pytest.mark.parametrize("kind", ["pipe", "socket", "folder", "device", "link", "link to nothing", "link to itself"])
def test_nothing_is_added_to_what_is_no_ordinary_file(file: Path, kind: str) -> None:
    make, _ = PLACES[kind]
    make(file)
    assert irregular(file) is not None
    assert not append_regular(file, b"more")
    assert Path("other").read_bytes() == b"stays"
    with pytest.raises(FileError):
        open_regular(file, flags=os.O_RDWR | os.O_CREAT)
    assert not Path("nothing").exists()


def test_a_file_with_a_second_name_is_replaced_and_not_added_to(file: Path) -> None:
    os.link("other", file)
    assert not append_regular(file, b"more")
    write_regular(file, b"new")
    assert file.read_bytes() == b"new"
    assert Path("other").read_bytes() == b"stays"


def test_an_ordinary_file_is_read_replaced_and_added_to(file: Path) -> None:
    assert not append_regular(file, b"nothing is there yet")
    with pytest.raises(MissingFileError, match="“file” is missing"):
        read_regular(file, MOST)
    write_regular(file, b"x" * (MOST - 1))
    assert append_regular(file, b"y")
    assert irregular(file) is None
    assert read_regular(file, MOST) == b"x" * (MOST - 1) + b"y"


def test_a_folder_that_is_a_link_is_not_entered(file: Path) -> None:
    Path("real").mkdir()
    Path("real/file").write_bytes(b"stays")
    Path("linked").symlink_to("real")
    for use in (read_regular, write_regular):
        with pytest.raises(FileError, match="“linked” is a link"):
            use(Path("linked/file"), MOST if use is read_regular else b"new")  # type: ignore[operator]
    assert not append_regular(Path("linked/file"), b"more")
    assert Path("real/file").read_bytes() == b"stays"


def test_a_folder_above_may_be_a_link(file: Path) -> None:
    Path("real/below").mkdir(parents=True)
    Path("linked").symlink_to("real")
    write_regular(Path("linked/below/file"), b"new")
    assert read_regular(Path("linked/below/file"), MOST) == b"new"


def test_a_file_that_may_not_be_read_is_a_sentence(file: Path) -> None:
    file.write_bytes(b"secret")
    file.chmod(0)
    with_rights = os.geteuid()
    Path().chmod(0o755)
    os.seteuid(with_rights or 65534)  # the superuser may read everything
    try:
        words = refusal(lambda: read_regular(Path("file"), MOST))
    finally:
        os.seteuid(with_rights)
    assert words == "“file” cannot be read: you do not have permission to read it. Ask its owner to allow it."


def test_what_takes_the_place_of_a_file_while_it_is_opened_is_not_opened(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_bytes(b"mine")
    real = os.open

    def swap(name: str, flags: int, *rest: int, **how: int | None) -> int:
        if name == "file":
            file.unlink()
            file.symlink_to("other")
        return real(name, flags, *rest, **how)

    monkeypatch.setattr(os, "open", swap)
    assert "“file” is a link" in refusal(lambda: read_regular(file, MOST))
