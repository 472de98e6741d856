"""The script of any framework as a Jupyter notebook: what is done in words, in code, and what came of it."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from netbuilder.data.base import Dataset
from netbuilder.data.settings import DataSettings
from netbuilder.export import EXPORTERS, Exporter, export
from netbuilder.export.common import is_validated
from netbuilder.export.formats.artifact import Artifact, Request
from netbuilder.export.formats.script_parts import ScriptParts, beside_the_notebook, needed, words
from netbuilder.export.formats.weight_files import SUFFIX, beside_script, notes_of
from netbuilder.export.printed import Import
from netbuilder.export.script import import_lines
from netbuilder.layers import describe
from netbuilder.layers.calls import quoted
from netbuilder.project.project import Project
from netbuilder.shapes.check import check

CURVES = """\
epochs = [epoch for epoch, _, _ in history]
plt.plot(epochs, [loss for _, loss, _ in history], label="training")
{validation}plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()"""

VALIDATION = 'plt.plot(epochs, [loss for _, _, loss in history], "--", label="validation")\n'
ROWS = 'print(f"{len(training[0])} rows to train on, {len(validation[0])} to validate")'
UNVALIDATED_ROWS = 'print(f"{len(training[0])} rows to train on, none to validate")'

SHOWN = {"network = Network": "network", "network = build_network": "network.summary()"}
"""What shows a network, by how it was made."""

PACKAGES = {"sklearn": "scikit-learn"}
"""What a module's package is called where it has another name."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: words in Markdown, or code."""

    kind: Literal["markdown", "code"]
    text: str


def make(framework: str, request: Request) -> Artifact:
    """The notebook of a project in the words of a framework. Raises what the export of its script raises."""
    cells = list(_cells(EXPORTERS[framework], request))
    beside = {} if request.kept is None else {SUFFIX: beside_script(EXPORTERS[framework].family, request.kept)}
    return Artifact(_written(cells), beside, notes=notes_of(request))


def as_text(content: bytes) -> str:
    """A notebook as one can read it: as Python, with the words in comments."""
    parts = []
    for cell in json.loads(content)["cells"]:
        lines = "".join(cell["source"]).splitlines()
        parts.append("\n".join(lines if cell["cell_type"] == "code" else [f"# {line}".rstrip() for line in lines]))
    return "\n\n".join(parts) + "\n"


def _cells(exporter: Exporter, request: Request) -> Iterator[Cell]:
    project = request.project
    script = export(project, exporter.name, data_base=request.folder)
    given = {} if request.kept is None else {"weights": quoted(f"{request.stem}{SUFFIX}")}
    parts = ScriptParts(beside_the_notebook(script.text), given)
    stages = _stages(parts)
    used = frozenset().union(*(names for stage in stages for names in stage.words))
    imports = _imports(parts, used)
    yield Cell("markdown", _introduction(exporter, project, imports))
    yield Cell("code", "\n".join(import_lines(imports)))
    texts = {
        "Settings": "Change them here, and run all cells again.",
        "Data": _of_data(project.data),
        "Network": _of_network(project),
        "Training": "The loss, how it is measured, and the loop over the epochs. The weights of the best epoch are "
        "kept.",
        "Result": "How good the best epoch is on rows that were not trained on.",
    }
    for stage in stages:
        yield Cell("markdown", f"## {stage.title}\n\n{texts[stage.title]}")
        if stage.title == "Settings":
            yield Cell("code", "\n".join(_settings(parts, used)))
        if stage.definitions:
            yield Cell("code", "\n\n\n".join(stage.definitions))
        if stage.statements:
            yield Cell("code", "\n".join(stage.statements))
        if stage.title == "Training":
            yield Cell("markdown", _of_losses(project))
            yield Cell("code", CURVES.format(validation=VALIDATION if is_validated(project) else ""))


def _of_losses(project: Project) -> str:
    if is_validated(project):
        return "The losses, epoch by epoch: where they drift apart, the network overfits."
    return "The loss of the training rows, epoch by epoch. Without validation rows, overfitting cannot be seen."


@dataclass(frozen=True, slots=True)
class Stage:
    """A section: what it defines, what it does, and the names in both."""

    title: str
    definitions: list[str]
    statements: list[str]
    words: list[frozenset[str]]


def _stages(parts: ScriptParts) -> list[Stage]:
    """Settings, loading, building, training, and what comes after, each with the definitions that it is the first to
    need."""
    statements = parts.statements
    loaded = next(number for number, text in enumerate(statements) if "load_data(" in text)
    trained = next(number for number, text in enumerate(statements) if text.startswith("history = "))
    pieces = {
        "Settings": statements[:loaded],
        "Data": [statements[loaded], ROWS if "validation" in statements[loaded] else UNVALIDATED_ROWS],
        "Network": _shown(statements[loaded + 1 : trained]),
        "Training": statements[trained : trained + 1],
        "Result": statements[trained + 1 :],
    }
    found, there = [], set[str]()
    for title, piece in pieces.items():
        asked = [name for text in piece for name in words(ast.parse(text))]
        new = [one for one in needed(parts.definitions, asked) if one.name not in there]
        there |= {one.name for one in new}
        names = [one.words for one in new] + [frozenset(asked)]
        found.append(Stage(title, [one.text for one in new], piece, names))
    return found


def _shown(statements: list[str]) -> list[str]:
    """The statements that make the network, and one that shows it."""
    ways = (way for made, way in SHOWN.items() for text in statements if text.startswith(made))
    return [*statements, *(way for way, _ in zip(ways, range(1), strict=False))]


def _imports(parts: ScriptParts, used: Iterable[str]) -> set[Import]:
    """The imports that the cells need, and what the losses are drawn with."""
    needs = set(used) | {word for text in parts.constants.values() for word in words(ast.parse(text))}
    drawing = Import("matplotlib.pyplot", "", "plt")
    return {drawing, *(one for name, one in parts.imports.items() if name in needs)}


def _settings(parts: ScriptParts, used: frozenset[str]) -> list[str]:
    """The options as constants, the script's own constants, and the types that it has names for."""
    own = [text for name, text in parts.constants.items() if name in used]
    numbers = [text for text in own if text.split(" = ")[0].isupper()]
    types = [text for text in own if text not in numbers]
    return [*(f"{name} = {value}" for name, value in parts.options.items()), *numbers, "", *types]


def _introduction(exporter: Exporter, project: Project, imports: Iterable[Import]) -> str:
    notes = [plain(line.strip()) for line in project.notes.splitlines()]
    modules = {one.module.partition(".")[0] for one in imports if not one.standard}
    packages = " ".join(sorted({*exporter.needs, *(PACKAGES.get(name, name) for name in modules)}))
    return "\n".join(
        [
            f"# {plain(_title(project.data.dataset))}",
            "",
            *(line + "  " if line else "" for line in notes),
            *([""] if notes else []),
            f"A network in {exporter.title}, drawn in NetBuilder. It needs these packages: "
            f"`python -m pip install {packages}`",
        ]
    )


def _title(dataset: Dataset) -> str:
    path = dataset.values().get("path")
    name = re.split(r"[\\/]", str(path))[-1] if path else ""
    return f"A neural network on “{name}”" if name else f"A neural network on {dataset.title}"


def _of_data(settings: DataSettings) -> str:
    dataset = settings.dataset
    about = [] if dataset.values().get("path") else [plain(dataset.description())]
    kept = "The rows are split into those to train on and those to validate with"
    test = ", and some to test with at the very end" if settings.test else ""
    scaled = "" if settings.normalisation == "none" else " The inputs are normalized by the training rows."
    return " ".join([*about, f"{kept}{test}.{scaled}"])


def _of_network(project: Project) -> str:
    """The layers as a table."""
    graph = project.graph.active
    found = check(graph, project.data.dataset.signature())
    rows = ["| Layer | | Output | Parameters |", "| --- | --- | --- | ---: |"]
    for node in (graph.nodes[name] for name in graph.order):
        shape, number = found.shape(node.id), found.nodes[node.id].parameters
        title, summary = plain(" ".join(node.title.split())), plain(str(node.layer.summary()))
        output = describe(shape) if shape is not None else ""
        rows.append(f"| {title} | {summary} | {output} | {f'{number:,}' if number else ''} |")
    return "\n".join(rows)


def plain(text: str) -> str:
    """A text that Markdown shows as it is, with what cannot be seen written out."""
    shown = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)
    return re.sub(r"([\\`*_{}\[\]<>#|$~])", r"\\\1", shown)


def _written(cells: Iterable[Cell]) -> bytes:
    """The file, in version 4.5 of the format. Nothing in it depends on when or where it is written."""
    book = {
        "cells": [_entry(number, cell) for number, cell in enumerate(cells, start=1)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(book, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def _entry(number: int, cell: Cell) -> dict[str, object]:
    source = cell.text.splitlines(keepends=True)
    entry: dict[str, object] = {"cell_type": cell.kind, "id": f"cell-{number}", "metadata": {}, "source": source}
    return entry if cell.kind == "markdown" else {**entry, "execution_count": None, "outputs": []}
