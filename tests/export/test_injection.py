"""Whatever a user types as a name, a note, a path or a column: it stays a name or a text in the exported script."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from netbuilder.data.catalogue import dataset_types
from netbuilder.data.tables.user_tables import CsvFile
from netbuilder.export import export
from netbuilder.layers import layer_types
from netbuilder.layers.calls import quoted
from netbuilder.project import edits
from netbuilder.project.project import Project

HOSTILE = (
    '"""\nimport os\nos.system("echo")\n"""',
    "'); raise SystemExit(1)  # ",
    '\\"; raise SystemExit(1)  # ',
    "a\nimport os",
    "{0} {options} %s $x",
    "x\u202e\u2066 }\u2069 \u2028\x00\x85\ufeff\\",
    '"',
    "\\",
    "self",
    "train",
    "torch",
    "features",
    "main",
    "loss_of",
    "lambda",
    "µ ² Ⅷ ｅｖａｌ",
)
texts = st.text(max_size=30) | st.text(alphabet="'\"\\\n{}#%() \u202e", max_size=12) | st.sampled_from(HOSTILE)
quickly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def named(names: tuple[str, ...], notes: str = "") -> Project:
    """Two branches and two outputs whose nodes go by these names."""
    project, layers, ids = Project(), layer_types(), []
    for type_ in ("input", "dense", "dense", "add", "output", "output"):
        project, node = edits.add_node(project, layers[type_](**({"units": 2} if type_ == "dense" else {})), (0, 0))
        ids.append(node)
    entry, left, right, total, first, second = ids
    for source, target, port in ((entry, left, ""), (entry, right, ""), (left, total, ""), (right, total, "input_2")):
        project = edits.connect(project, source, target, port)
    project = edits.connect(edits.connect(project, total, first), left, second)
    for node, name in zip(ids, names, strict=True):
        project = edits.rename(project, node, name)
    project = edits.set_data(project, dataset=dataset_types()["moons"](rows=12))
    return replace(edits.set_training(project, epochs=1, device="cpu"), notes=notes)


def structure(text: str) -> str:
    """The script as syntax, without the names and texts in it."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            if isinstance(value, str):
                setattr(node, field, "_")
    return ast.dump(tree)


def calls(text: str) -> list[str]:
    return sorted(ast.unparse(node.func) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))


HARMLESS = export(named(("a", "b", "c", "d", "e", "f"), "A note."), "pytorch").text


@quickly
@given(names=st.tuples(*[texts] * 6), notes=texts)
def test_names_and_notes_leave_the_script_its_shape(names: tuple[str, ...], notes: str) -> None:
    text = export(named(names, notes), "pytorch").text
    assert structure(text) == structure(HARMLESS)
    assert len(calls(text)) == len(calls(HARMLESS))
    assert all(letter.isprintable() or letter == "\n" for letter in text)


@settings(quickly, max_examples=12)
@given(names=st.tuples(*[texts] * 6), notes=texts)
@example(names=HOSTILE[:6], notes=HOSTILE[0])
@example(names=HOSTILE[6:12], notes=HOSTILE[5])
@example(names=HOSTILE[10:16], notes=HOSTILE[7])
def test_a_script_with_any_names_runs_and_its_names_change_nothing(
    names: tuple[str, ...], notes: str, losses_of_script: Callable[..., Any], losses_of_program: Callable[..., Any]
) -> None:
    project = named(names, notes)
    assert losses_of_script(project) == losses_of_program(project)


@pytest.mark.parametrize("name", ['it\'s "here".csv', "a\nb.csv", "back\\slash.csv", "{x} %s.csv", "\u202efdp.csv"])
def test_a_data_file_of_any_name_is_read(
    name: str, tmp_path: Path, losses_of_script: Callable[..., Any], losses_of_program: Callable[..., Any]
) -> None:
    file = tmp_path / name
    hostile = "'); raise SystemExit(1) #\\"
    head = f"{{x}}',{hostile},kind"
    rows = [f"{number},{number % 4 // 2},{'it' if number % 2 else '}}'}" for number in range(20)]
    file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    dataset = CsvFile(path=str(file)).with_column("kind", role="target").with_column("{x}'", role="left out")
    project = edits.set_data(named(("",) * 6), dataset=dataset)
    assert losses_of_script(project) == losses_of_program(project)
    other = edits.set_data(project, dataset=CsvFile(path=str(file)).with_column(hostile, role="target"))
    assert losses_of_script(other) == losses_of_program(other)


@given(st.text(alphabet=st.characters()))
def test_a_quoted_text_is_that_text(text: str) -> None:
    assert ast.literal_eval(quoted(text)) == text
