"""``netbuilder check``: shapes, parameters, and a sentence for everything that can be wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Edit = Callable[[dict[str, Any]], object]
Run = Callable[..., Result]


def test_a_sound_project_shows_its_nodes_and_total(netbuilder: Run, moons: Path) -> None:
    result = netbuilder("check", moons)
    assert result.exit_code == 0
    assert result.stderr == ""
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["Hidden", "[bold]", "dense", "8", "24"] in rows
    assert ["Total", "42"] in rows


def test_json_is_one_object(netbuilder: Run, moons: Path) -> None:
    result = netbuilder("check", moons, "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert [node["shape"] for node in found["nodes"]] == [[2], [8], [8], [2], [2]]
    assert [node["parameters"] for node in found["nodes"]] == [0, 24, 0, 18, 0]
    assert found["nodes"][1]["name"] == "Hidden [bold]"
    assert (found["parameters"], found["problems"]) == (42, [])


def wire(source: str, target: str) -> dict[str, Any]:
    return {"from": source, "to": target}


def add_node(document: dict[str, Any], kind: str) -> None:
    """Put a node called “new” into the drawing."""
    document["nodes"].append({"id": "new", "type": kind, "parameters": {}})


def without(*ids: str) -> Edit:
    """The drawing without these nodes and their wires."""

    def edit(document: dict[str, Any]) -> None:
        document["nodes"] = [node for node in document["nodes"] if node["id"] not in ids]
        document["wires"] = [w for w in document["wires"] if w["from"] not in ids and w["to"] not in ids]

    return edit


@pytest.mark.parametrize(
    ("edit", "node", "words"),
    [
        (without("input_1"), None, "no input"),
        (without("output_1"), None, "no output"),
        (without("relu_1"), "dense_2", "Nothing is connected"),
        (lambda d: d.update(nodes=[], wires=[]), None, "empty"),
        (lambda d: d["wires"].append(wire("input_1", "output_1")), "output_1", "Two wires"),
        (lambda d: d["wires"].append(wire("dense_2", "dense_1")), None, "loop"),
        (lambda d: d["wires"].append(wire("dense_1", "input_1")), "input_1", "loop"),
        (lambda d: (add_node(d, "input"), d["wires"].append(wire("input_1", "new"))), "new", "does not have"),
        (lambda d: (add_node(d, "output"), d["wires"].append(wire("output_1", "new"))), "output_1", "leads out of it"),
        (lambda d: add_node(d, "relu"), "new", "Nothing is connected"),
        (lambda d: d["nodes"][2].update(type="kan"), "relu_1", "does not know the layer “kan”"),
        (lambda d: d["nodes"][3]["parameters"].update(units=3), "output_1", "each of the 2 classes"),
        (lambda d: d["training"].update(loss="mse"), "output_1", "needs numbers to predict"),
        (lambda d: d["data"]["dataset"].update(type="radio"), None, "does not know the data “radio”"),
        (lambda d: d["data"].update(validation=0.6, test=0.5), None, "leave none for training"),
        (lambda d: d["nodes"][0]["parameters"].update(sizes=[3]), "input_1", "Its shape is 3"),
    ],
)
def test_what_is_wrong_is_said_and_the_exit_code_is_1(
    netbuilder: Run, edited: Callable[[Edit], Path], edit: Edit, node: str | None, words: str
) -> None:
    file = edited(edit)
    result = netbuilder("check", file, "--json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)["problems"]
    assert [p for p in problems if words in p["message"] and (node is None or p["node"] == node)], problems
    shown = netbuilder("check", file)
    assert shown.exit_code == 1
    assert "Problem: " in shown.stdout or "Warning: " in shown.stdout


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x,y,z\n1,2,a\n1,two,b\n3,4,a\n5,6,b\n", "column “y” holds “two”"),
        ("x,y,z\n1,2,a\n1,,b\n3,4,a\n5,6,b\n", "column “y” has no value"),
        ("x,y,z\n1,2,a\n3,4,a\n5,6,a\n7,8,a\n", "one class"),
        ("x,y,z\n1,2,a\n", "at least 2 rows"),
        ("x,y,z\n", "no rows"),
        ("", "is empty"),
        (None, "table.csv” does not exist"),
    ],
    ids=["text among numbers", "missing value", "one class", "one row", "header only", "empty", "not exist"],
)
def test_a_csv_that_does_not_serve_is_a_problem_of_the_project(
    netbuilder: Run, edited: Callable[[Edit], Path], text: str | None, words: str
) -> None:
    parameters = {"path": "table.csv", "task": "classification"}
    file = edited(lambda d: d["data"].update(dataset={"type": "csv", "parameters": parameters}))
    if text is not None:
        (file.parent / "table.csv").write_text(text, encoding="utf-8")
    result = netbuilder("check", file, "--json")
    problems = json.loads(result.stdout)["problems"]
    assert result.exit_code == 1
    assert any(words in problem["message"] for problem in problems), problems


@pytest.mark.parametrize("command", ["check", "train", "data", "restore"])
@pytest.mark.parametrize("content", [b"", b'{"format": "netbuilder project"', b"\x00\x01", b'{"a": 1}'])
def test_a_file_that_cannot_be_read_gives_one_sentence_on_stderr(
    netbuilder: Run, moons: Path, command: str, content: bytes
) -> None:
    moons.write_bytes(content)
    result = netbuilder(command, moons)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("“moons.netb” cannot be opened: ")
    assert result.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_exit_code_1_and_a_missing_argument_is_2(netbuilder: Run, tmp_path: Path) -> None:
    result = netbuilder("check", tmp_path / "absent.netb", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "There is no file" in result.stderr
    assert netbuilder("check").exit_code == 2
    assert netbuilder("check", "a.netb", "--loud").exit_code == 2


def test_a_name_can_neither_steer_the_terminal_nor_break_a_line(
    netbuilder: Run, edited: Callable[[Edit], Path]
) -> None:
    result = netbuilder("check", edited(lambda d: d["nodes"][1].update(name="a\x1b[31m\n\u202eb \u00a0é")))
    (line,) = [line for line in result.stdout.splitlines() if line.startswith("a")]
    assert line.startswith("a\\x1b[31m\\n\\u202eb \u00a0é ")
    assert "\x1b" not in result.stdout
