"""Ways in which the bytes of a file are damaged: by disks, by transfers, by careless hands."""

from __future__ import annotations

import random
from collections.abc import Callable

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
