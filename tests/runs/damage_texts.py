"""Damaged texts of a run: its settings, its notes, its history, and the figures of an experiment."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.damaging import DAMAGES
from tests.runs.damage_places import Act

DEEP = 100_000
NASTY = (
    *("null", "true", "false", "0", "-1", "-0.0", "1e308", "-1e308", "1e400", "NaN", "Infinity", "-Infinity", "1e-320"),
    *("9" * 20, "9" * 400, "9" * 5000, "2147483648", "9223372036854775808", '""', '"x"', '"NaN"', '"1"', '"\\ud800"'),
    *('"\\u0000"', '"a\\nb"', '"\\u202e"', '"' + "x" * 100_000 + '"', '"{x.__class__}"', '"{x:>999999999}"', '"{}"'),
    *(
        "[]",
        "{}",
        "[null]",
        "[1, 2, 3]",
        '{"a": 1}',
        "[" * DEEP,
        "[" * DEEP + "]" * DEEP,
        '{"a":' * 500 + "1" + "}" * 500,
    ),
)
"""What stands in place of a value, as JSON has it or nearly so."""
CELLS = (
    *("", "x", "nan", "inf", "-inf", "1e308", "-1e308", "1e999", "-1", "0", "1_0", "１", " 1", "0x1", "1e-320", "None"),
    *("9" * 400, "9" * 5000, "2", "1.0", '"1"', "\0", "\udcff", "\r", "1;2"),
)


def noise(file: Path, chance: random.Random) -> None:
    """As disks and transfers make it."""
    data = file.read_bytes()
    of_values, of_lines = file.suffix == ".json", len(data.splitlines()) > 1
    apart = {"value_swapped": of_values, "lines_swapped": of_lines}
    possible = [damage for damage in DAMAGES if apart.get(damage.__name__, True)]
    file.write_bytes(chance.choice(possible)(data, chance))


def value(file: Path, chance: random.Random) -> None:
    document = json.loads(file.read_text("utf-8"))
    file.write_text(swapped(document, chance), "utf-8", "surrogatepass")


def key_lost(file: Path, chance: random.Random) -> None:
    document = json.loads(file.read_text("utf-8"))
    holder, key = chance.choice([(holder, key) for holder, key in _places(document) if isinstance(holder, dict)])
    del holder[key]
    file.write_text(json.dumps(document), "utf-8")


def key_doubled(file: Path, chance: random.Random) -> None:
    text = file.read_text("utf-8")
    at = chance.choice([at for at, letter in enumerate(text) if letter == "{"]) + 1
    file.write_text(f'{text[:at]}"epoch": {chance.choice(NASTY[:20])}, "epoch": 2, {text[at:]}', "utf-8")


def key_renamed(file: Path, chance: random.Random) -> None:
    document = json.loads(file.read_text("utf-8"))
    holder, key = chance.choice([(holder, key) for holder, key in _places(document) if isinstance(holder, dict)])
    holder[chance.choice(["", "x", "\n", "a" * 1000, "format", "project"])] = holder.pop(key)
    file.write_text(json.dumps(document), "utf-8")


def future_version(file: Path, chance: random.Random) -> None:
    document = json.loads(file.read_text("utf-8"))
    if isinstance(document.get("project"), dict):
        document["project"]["version"] = chance.choice([0, 2**40, 10**6, "2"])
    document["netbuilder"] = "99.0"
    document["what_is_new"] = [1, 2, 3]
    file.write_text(json.dumps(document), "utf-8")


VALUE_ACTS: tuple[Act, ...] = (value, value, value, value, key_lost, key_doubled, key_renamed, future_version)


def swapped(document: Any, chance: random.Random) -> str:
    """The text of a document of which one value is a nasty one."""
    places = list(_places(document))
    if not places:
        return chance.choice(NASTY)
    holder, key = chance.choice(places)
    holder[key] = "HERE IT IS"
    return json.dumps(document).replace('"HERE IT IS"', chance.choice(NASTY))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a value in a document."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield value, key
        yield from _places(item)


def cell(file: Path, chance: random.Random) -> None:
    lines = file.read_text("utf-8").split("\n")
    row = chance.randrange(len(lines) - 1)
    cells = lines[row].split(",")
    for _ in range(chance.choice([1, 1, 1, 3])):
        cells[chance.randrange(len(cells))] = chance.choice(CELLS)
    lines[row] = ",".join(cells)
    file.write_text("\n".join(lines), "utf-8", "surrogateescape", newline="")


def column(file: Path, chance: random.Random) -> None:
    """A column is there twice, is lost, or has another name."""
    rows = [line.split(",") for line in file.read_text("utf-8").splitlines()]
    place, kind = chance.randrange(len(rows[0])), chance.choice(["double", "lose", "rename"])
    for row in rows:
        if kind == "double":
            row.insert(place, row[place])
        elif kind == "lose":
            del row[place]
    if kind == "rename":
        rows[0][place] = chance.choice(["", "epoch", "loss", "\0"])
    file.write_text("".join(",".join(row) + "\n" for row in rows), "utf-8")


def line_ends(file: Path, chance: random.Random) -> None:
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("\n", chance.choice(["\r\n", "\r", "\n\n", "\0\n", " \n", ",\n"])), "utf-8", newline=""
    )


def losses(file: Path, chance: random.Random) -> None:
    """All losses are such as no training has."""
    head, *lines = file.read_text("utf-8").splitlines()
    odd = chance.choice(["1e308", "-1e308", "1e99", "-1e99", "nan", "inf", "0", "1e-320", "-1"])
    rows = [line.split(",") for line in lines]
    for row in rows:
        row[1:3] = [odd, odd]
    file.write_text("\n".join([head, *(",".join(row) for row in rows), ""]), "utf-8")


def numbered_otherwise(file: Path, chance: random.Random) -> None:
    head, *lines = file.read_text("utf-8").splitlines()
    first = chance.choice([-3, 0, 2, 10**6, 10**30])
    rows = [f"{first + number},{line.partition(',')[2]}" for number, line in enumerate(lines)]
    file.write_text("\n".join([head, *rows, ""]), "utf-8")


TABLE_ACTS: tuple[Act, ...] = (cell, cell, cell, column, line_ends, losses, numbered_otherwise)
