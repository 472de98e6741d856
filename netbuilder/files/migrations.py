"""Older project files, made current: one small function from document to document for each step of the format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from netbuilder.errors import FileError

Document = dict[str, Any]
Step = Callable[[Document], Document]


@dataclass(frozen=True, slots=True)
class Migration:
    """A step from one version to the next, and why the format changed."""

    step: Step
    reason: str


class Migrations:
    """The steps by the version they start from. The current version follows from how many there are."""

    def __init__(self) -> None:
        self._steps: dict[int, Migration] = {}

    @property
    def current(self) -> int:
        """The version that is written."""
        return 1 + len(self._steps)

    def migration(self, version: int, reason: str) -> Callable[[Step], Step]:
        """Declare the step from ``version`` to the next one. Raises ValueError where it leaves a gap or repeats one."""
        if version != self.current:
            raise ValueError(f"the next migration starts from version {self.current}, not {version}")

        def declare(step: Step) -> Step:
            self._steps[version] = Migration(step, reason)
            return step

        return declare

    def migrate(self, document: Document, version: int) -> Document:
        """The document in the current version. Raises FileError where it does not hold what its version promises."""
        for number in range(version, self.current):
            migration = self._steps[number]
            try:
                document = migration.step(document)
            except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
                raise FileError(
                    "it says that it is version {version} of the format, but cannot be upgraded ({reason}).",
                    version=number,
                    reason=migration.reason,
                ) from error
        return document


PROJECT = Migrations()
"""The steps of the project file. Add the next one below with ``@PROJECT.migration(3, "why the format changed")``."""

_MERGING = frozenset({"add", "multiply", "concatenate"})
_RECURRENT = frozenset({"lstm", "gru"})


@PROJECT.migration(1, "wires name the ports at both ends, and recurrent layers have two outputs")
def _ports_by_name(document: Document) -> Document:
    kinds = {node["id"]: node["type"] for node in document["nodes"]}
    returns = {node["id"]: _returned(node) for node in document["nodes"] if node["type"] in _RECURRENT}
    highest: dict[str, int] = {}
    for wire in document["wires"]:
        highest[wire["to"]] = max(highest.get(wire["to"], 0), wire.get("port", 0))
    wires = []
    for wire in document["wires"]:
        others = {key: value for key, value in wire.items() if key != "port"}
        port = _port_name(kinds.get(wire["to"], ""), wire.get("port", 0), highest[wire["to"]])
        output = {"output": returns[wire["from"]]} if wire["from"] in returns else {}
        wires.append({**others, **output, "input": port})
    return {**document, "nodes": [_without_returns(node) for node in document["nodes"]], "wires": wires}


def _port_name(kind: str, port: int, highest: int) -> str:
    """The name of the input that had this number. Of a layer that is not known, one input alone is "input"."""
    if kind == "multi_head_attention" and 0 <= port < 2:
        return ("query", "context")[port]
    if kind in _MERGING or highest > 0:
        return f"input_{port + 1}"
    return "input"


def _returned(node: Document) -> str:
    return {"last": "last", "sequence": "sequence"}[node.get("parameters", {}).get("returns", "last")]


def _without_returns(node: Document) -> Document:
    if node["type"] not in _RECURRENT or "parameters" not in node:
        return node
    return {**node, "parameters": {key: value for key, value in node["parameters"].items() if key != "returns"}}


@PROJECT.migration(2, "the columns of a table are a list, and how a file is written is found out from it")
def _columns_one_by_one(document: Document) -> Document:
    data = document["data"]
    dataset = data["dataset"]
    if dataset["type"] not in ("csv", "parquet") or "parameters" not in dataset:
        return document
    old = dict(dataset["parameters"])
    target, left_out = old.pop("target", ""), old.pop("leave_out", "").split(",")
    if old.get("separator") == "comma":  # the default, whatever the file had
        del old["separator"]
    numbered = "header" in old and not old["header"]
    if "header" in old:
        old["header"] = "no" if numbered else "yes"
    columns = [{"name": name.strip(), "role": "left out"} for name in left_out if name.strip()]
    if target:
        columns.append({"name": target, "role": "target"})
    for column in columns:
        column["name"] = _numbered_from_one(column["name"]) if numbered else column["name"]
    parameters = {**old, **({"columns": columns} if columns else {})}
    return {**document, "data": {**data, "dataset": {**dataset, "parameters": parameters}}}


def _numbered_from_one(name: str) -> str:
    """The name of a column in a file without names: "column_0" became "Column 1"."""
    number = name.removeprefix("column_")
    return f"Column {int(number) + 1}" if number != name and number.isdecimal() else name
