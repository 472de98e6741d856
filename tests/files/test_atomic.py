"""Files are written whole or not at all: links, permissions, leftovers, full and read-only disks."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from netbuilder.errors import FileError
from netbuilder.files.atomic import write_atomically
from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.project.project import Project
from tests.programs import finished


def refusal(path: Path) -> str:
    """The sentence with which writing here is refused."""
    with pytest.raises(FileError) as refused:
        write_atomically(path, b"new")
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "ordinary").write_bytes(b"")
    write_atomically(tmp_path / "new", b"data")
    assert (tmp_path / "new").read_bytes() == b"data"
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "ordinary").stat().st_mode


def test_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_bytes() == b"new"


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to(Path("real") / "file")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "file").read_bytes() == b"new"
    (tmp_path / "dangling").symlink_to(tmp_path / "real" / "fresh")
    write_atomically(tmp_path / "dangling", b"made")
    assert (tmp_path / "real" / "fresh").read_bytes() == b"made"


def test_a_folder_a_device_and_a_place_that_is_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert "“folder” is a folder" in refusal(tmp_path / "folder")
    assert "“null” is not a regular file" in refusal(Path("/dev/null"))
    assert "its folder does not exist" in refusal(tmp_path / "absent" / "file")
    (tmp_path / "file").write_bytes(b"old")
    assert "its folder does not exist" in refusal(tmp_path / "file" / "below")
    assert "“version” could not be written" in refusal(Path("/proc/version"))
    assert "its name is too long" in refusal(tmp_path / ("x" * 250))
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert "“circle” could not be written" in refusal(tmp_path / "circle")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["circle", "file", "folder"]


FULL = """
import resource, sys
from pathlib import Path
from netbuilder.errors import FileError
from netbuilder.files.atomic import write_atomically
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    write_atomically(Path(sys.argv[1]), b"x" * 300_000)
except FileError as error:
    sys.stdout.write(str(error))
"""


def test_a_write_that_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "moons.netb"
    path.write_bytes(b"old")
    done = finished([sys.executable, "-c", FULL, str(path)])
    assert done.stdout == "“moons.netb” could not be written: it would be larger than this system allows."
    assert done.stderr == ""
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["moons.netb"]


def test_a_full_disk_is_named_and_the_old_project_opens(
    example: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "moons.netb"
    write(path, example)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match=r"“moons\.netb” could not be written: the disk is full\. Free some space"):
        write(path, Project())
    assert os.listdir(tmp_path) == ["moons.netb"]
    assert read(path) == example


def test_leftovers_of_killed_saves_are_removed_and_those_of_running_ones_are_not(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    alive = tmp_path / f".moons.netb.{os.getppid()}-0a1b2c3d.saving"
    other = tmp_path / f".iris.netb.{dead.pid}-0a1b2c3d.saving"
    for leftover in (tmp_path / f".moons.netb.{dead.pid}-0a1b2c3d.saving", alive, other):
        leftover.write_bytes(b"half")
    own = tmp_path / f".moons.netb.{os.getpid()}-0a1b2c3d.saving"
    own.write_bytes(b"an earlier process had this number")
    write_atomically(tmp_path / "moons.netb", b"new")
    assert {path.name for path in tmp_path.iterdir()} == {"moons.netb", alive.name, other.name}
    os.utime(alive, (0, 0))
    write_atomically(tmp_path / "moons.netb", b"newer")
    assert {path.name for path in tmp_path.iterdir()} == {"moons.netb", other.name}


def test_two_threads_saving_one_file_leave_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "shared"
    versions = [letter * 100_000 for letter in (b"a", b"b", b"c", b"d")]
    failures: list[BaseException] = []

    def save(data: bytes) -> None:
        try:
            for _ in range(20):
                write_atomically(path, data)
        except FileError as error:
            failures.append(error)

    threads = [threading.Thread(target=save, args=[data]) for data in versions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert path.read_bytes() in versions
    assert os.listdir(tmp_path) == ["shared"]
