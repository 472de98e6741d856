"""Files of every version open: a table of small steps, and a kept file of each version."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from netbuilder.errors import FileError
from netbuilder.files import read as reading
from netbuilder.files.migrations import PROJECT, Document, Migrations
from netbuilder.files.read import loads, read
from netbuilder.files.write import dumps
from netbuilder.layers import Layer
from netbuilder.project.project import Project

KEPT = Path(__file__).parent / "kept"


def test_there_is_a_kept_file_of_every_version() -> None:
    assert {path.stem for path in KEPT.glob("*.netb")} == {f"version_{n}" for n in range(1, PROJECT.current + 1)}


@pytest.mark.parametrize("path", sorted(KEPT.glob("*.netb")), ids=lambda path: path.stem)
def test_a_kept_file_opens_and_says_what_it_always_said(path: Path) -> None:
    project = read(path)
    layers = {node.title: written(node.layer) for node in project.graph.nodes.values()}
    assert list(layers) == ["Input", "Wide layer", "ReLU", "Add", "Output"]
    assert layers["Wide layer"] == {"units": 2, "bias": True}
    assert [(wire.source, wire.target, wire.target_port) for wire in sorted(project.graph.wires)] == [
        ("add_1", "output_1", "input"),
        ("dense_1", "add_1", "input_1"),
        ("dense_1", "relu_1", "input"),
        ("input_1", "dense_1", "input"),
        ("relu_1", "add_1", "input_2"),
    ]
    assert project.layout["relu_1"] == (361.0, -79.5)
    assert project.data.dataset.values() == {"rows": 60, "noise": 0.35, "seed": 0}
    assert (project.data.training_rows, project.data.split) == (40, "shuffled")
    assert (project.training.epochs, project.training.patience, project.training.optimizer) == (7, 3, "adam")
    assert project.notes == "Kept for ever.\nWith umlauts: äöü."


def written(layer: Layer) -> dict[str, Any]:
    """The parameters, without those that no file of that time has."""
    return {name: value for name, value in layer.values().items() if layer.brief.get(name, ...) != value}


def made_up() -> Migrations:
    """A table with two steps, as a later version may have it."""
    table = Migrations()

    @table.migration(1, "wires are called connections")
    def _rename(document: Document) -> Document:
        return {**{k: v for k, v in document.items() if k != "wires"}, "connections": document["wires"]}

    @table.migration(2, "and back again")
    def _rename_back(document: Document) -> Document:
        return {**{k: v for k, v in document.items() if k != "connections"}, "wires": document["connections"]}

    return table


def test_a_migration_is_one_decorated_function_and_the_version_follows() -> None:
    table = made_up()
    assert table.current == 3
    assert table.migrate({"wires": [1]}, 1) == {"wires": [1]}
    assert table.migrate({"connections": [1]}, 2) == {"wires": [1]}
    assert table.migrate({"wires": [1]}, 3) == {"wires": [1]}


def test_a_step_that_would_leave_a_gap_is_refused() -> None:
    with pytest.raises(ValueError, match="starts from version 3, not 4"):
        made_up().migration(4, "too far")


def test_an_old_file_is_migrated_on_opening(example: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    document = {**json.loads(dumps(example, None)), "version": 1}
    monkeypatch.setattr(reading, "PROJECT", made_up())
    assert loads(json.dumps(document).encode(), None) == example
    middle = {**document, "version": 2, "connections": document.pop("wires")}
    del middle["wires"]
    assert loads(json.dumps(middle).encode(), None) == example


def test_an_old_file_that_lacks_what_its_version_promises_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PROJECT", made_up())
    with pytest.raises(
        FileError, match=r"“old.netb” cannot be opened: it says that it is version 2 .* \(and back again\)"
    ):
        loads(b'{"format": "netbuilder project", "version": 2}', None, name="old.netb")
