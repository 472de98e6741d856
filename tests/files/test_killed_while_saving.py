"""The program killed at random moments of saving: the file is always whole, the old one or the new one."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.project.project import Project
from tests.programs import finished

KILLS = 100

DRIVER = """
import json, os, random, signal, sys, time
from dataclasses import replace
from pathlib import Path
from netbuilder.files.read import read
from netbuilder.files.write import dumps, write

path = Path(sys.argv[1])
chance = random.Random(20)
first = read(path)
versions = [replace(first, notes=letter * 200_000) for letter in "ab"]
whole = {dumps(version, path.parent).encode(): letter for version, letter in zip(versions, "ab")}
write(path, versions[0])


def save_for_ever(ready):
    os.write(ready, b"!")
    while True:
        for version in versions:
            write(path, version)


def seconds_for_two():
    began = time.monotonic()
    for version in versions:
        write(path, version)
    return time.monotonic() - began


a_few_saves = 3 * min(seconds_for_two() for _ in range(5))
found = []
most_leftovers = 0
for _ in range(int(sys.argv[2])):
    heard, ready = os.pipe()
    child = os.fork()
    if child == 0:
        save_for_ever(ready)
    os.close(ready)
    os.read(heard, 1)
    os.close(heard)
    time.sleep(chance.uniform(0.0, a_few_saves))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    found.append(whole.get(path.read_bytes(), "torn"))
    most_leftovers = max(most_leftovers, len(os.listdir(path.parent)) - 1)
write(path, versions[1])
left = sorted(os.listdir(path.parent))
print(json.dumps({"found": found, "most_leftovers": most_leftovers, "left": left}))
"""


def test_killed_100_times_the_file_is_whole_and_nothing_is_left_behind(example: Project, tmp_path: Path) -> None:
    folder = tmp_path / "projects"
    folder.mkdir()
    path = folder / "moons.netb"
    write(path, example)
    done = finished([sys.executable, "-c", DRIVER, str(path), str(KILLS)])
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert len(result["found"]) == KILLS
    assert set(result["found"]) == {"a", "b"}, "a torn file, or the kills never met a save"
    assert result["most_leftovers"] == 1, "kills met no half-written save, or leftovers piled up"
    assert result["left"] == ["moons.netb"]
    assert read(path).notes == "b" * 200_000
