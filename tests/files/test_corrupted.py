"""Two hundred damaged project files: each opens whole, or is refused with one sentence. Nothing else happens."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest

from netbuilder.errors import FileError
from netbuilder.files.read import loads
from netbuilder.files.write import dumps
from netbuilder.project import Project
from netbuilder.shapes import check

Damage = Callable[[bytes, random.Random], bytes]
SWAPS = (b"null", b"true", b"-1", b"1e400", b"[]", b"{}", b'"text"', b"NaN", b"0.5", b"9" * 60, b'"\\ud800"')


def truncated(data: bytes, chance: random.Random) -> bytes:
    """Cut off anywhere."""
    return data[: chance.randrange(len(data))]


def bits_flipped(data: bytes, chance: random.Random) -> bytes:
    """A few bits are the other way round."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def line_deleted(data: bytes, chance: random.Random) -> bytes:
    """A line is lost."""
    lines = data.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def line_doubled(data: bytes, chance: random.Random) -> bytes:
    """A line stands there twice, as after a careless merge."""
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    return b"".join([*lines[: at + 1], *lines[at:]])


def lines_swapped(data: bytes, chance: random.Random) -> bytes:
    """Two lines have changed places."""
    lines = data.splitlines(keepends=True)
    one, other = chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def value_swapped(data: bytes, chance: random.Random) -> bytes:
    """A value is of another kind."""
    start = chance.choice([at for at, byte in enumerate(data) if byte == ord(":")]) + 2
    end = min(at for at in (data.find(mark, start) for mark in (b",", b"\n", b"}")) if at >= 0)
    return data[:start] + chance.choice(SWAPS) + data[end:]


def bytes_replaced(data: bytes, chance: random.Random) -> bytes:
    """A stretch of the file is noise."""
    start = chance.randrange(len(data))
    noise = chance.randbytes(chance.randint(1, 64))
    return data[:start] + noise + data[start + len(noise) :]


def block_repeated(data: bytes, chance: random.Random) -> bytes:
    """A disk block has been written twice."""
    start = chance.randrange(len(data))
    return data[:start] + data[max(0, start - 512) :]


DAMAGES: tuple[Damage, ...] = (
    truncated,
    bits_flipped,
    line_deleted,
    line_doubled,
    lines_swapped,
    value_swapped,
    bytes_replaced,
    block_repeated,
)


def outcome(data: bytes) -> str:
    """What becomes of a damaged file: "opened", whole and fit to be checked and saved, or "refused"."""
    try:
        project = loads(data, None, name="damaged.netb")
    except FileError as error:
        sentence = str(error)
        assert sentence.startswith("“damaged.netb” cannot be opened: ")
        assert len(sentence) < 600
        return "refused"
    check(project.graph, None)
    again = dumps(project, None)
    assert loads(again.encode(), None) == project
    return "opened"


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_25_damaged_files_open_whole_or_are_refused(damage: Damage, example: Project) -> None:
    data = dumps(example, None).encode()
    chance = random.Random(damage.__name__)
    outcomes = Counter(outcome(damage(data, chance)) for _ in range(25))
    assert outcomes.total() == 25
    assert outcomes["refused"] > 0
