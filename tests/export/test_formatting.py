"""Every layer, with short names and long ones, is printed as a formatter would have it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from netbuilder.backends.torch.source import network_classes
from netbuilder.export.layout.statements import WIDTH, wrapped
from netbuilder.export.printed import Import
from netbuilder.export.script import Draft, import_lines
from netbuilder.layers import Layer, layer_types
from netbuilder.program import lower
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check
from tests.programs import finished


def around(layer: Layer, sizes: tuple[int, ...], name: str) -> Check:
    """The layer behind two branches, and a way around it."""
    project, types = Project(), layer_types()
    nodes = []
    for part in (types["input"](sizes=sizes), types["relu"](), types["tanh"](), layer, types["relu"]()):
        project, node = edits.add_node(project, part, (0, 0), name)
        nodes.append(node)
    entry, *branches, middle, after = nodes
    for branch in branches:
        project = edits.connect(project, entry, branch)
    for number, port in enumerate(layer.input_ports()):
        project = edits.connect(project, branches[number % 2], middle, port)
    project = edits.connect(project, middle, after)
    for source in (middle, after):
        project, output = edits.add_node(project, types["output"](), (0, 0))
        project = edits.connect(project, source, output)
    return check(project.graph, None)


@pytest.mark.parametrize("name", ["", "The residual branch of the net"])
def test_a_formatter_leaves_every_layer_as_it_is(name: str, tmp_path: Path) -> None:
    seen = set()
    for type_, layer in layer_types().items():
        for sizes in ((8,), (6, 8), (4, 8, 8)):
            found = around(layer(), sizes, name) if layer.role == "hidden" else None
            if found and found.sound:
                draft = Draft(['"""A network."""'], imports={Import("torch")})
                draft.add(network_classes(lower(found))[-1])
                (tmp_path / f"{type_}_{len(sizes)}.py").write_text(draft.finished().text, encoding="utf-8")
                seen.add(type_)
    assert len(seen) > 25
    ruff = [sys.executable, "-m", "ruff", "format", "--isolated", "--diff", str(tmp_path)]
    done = finished(ruff)
    assert done.returncode == 0, done.stdout


def test_a_long_call_has_one_argument_a_line_and_commas_in_texts_do_not_count() -> None:
    text = f'    x = read("a, (b", {"c" * WIDTH}, (1, 2))'
    assert wrapped(text) == [
        "    x = read(",
        '        "a, (b",',
        f"        {'c' * WIDTH},",
        "        (1, 2),",
        "    )",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "    self.blocks = torch.nn.ModuleList(" + "A" * 40 + "() for _ in range(3))",
        "    self.blocks = [" + "A" * 40 + '(units=3, name=f"{number}") for number in range(3)]',
        "    for block in [" + ", ".join(f"Block(fan_in={number}, units={number + 1})" for number in range(4)) + "]:",
        f"    first_{'a' * 30}, second = third_{'b' * 30}, fourth_{'c' * 9}",
        "    both(layers=[" + ", ".join(f"Layer{number}(fan_in={number})" for number in range(6)) + "])",
        f"    {'a' * 40} = {'b' * 30} + {'c' * 30} * {'d' * 9}",
        f"    self.{'a' * 70} = torch.nn.Linear(3, 4)",
        f"    self.{'a' * 60} = torch.nn.Parameter(torch.zeros((2,)), requires_grad=True)",
        f"    slopes['{'a' * 70}'] = backward({'b' * 20})".replace("'", '"'),
        f"    x = first({'a' * 20}).second({'b' * 20}).third({'c' * 20}).fourth({'d' * 20})",
        f"    x = ({'a' * 40} - {'b' * 30}) / {'c' * 20}",
        f"    return {'a' * 40}, {'b' * 40}[:, 0:4], {'c' * 9}**2",
    ],
)
def test_lists_and_comprehensions_are_broken_as_a_formatter_breaks_them(text: str, tmp_path: Path) -> None:
    lines = wrapped(text)
    body = ["        pass"] if text.endswith(":") else []
    assert max(map(len, lines)) <= WIDTH < len(text)
    path = tmp_path / "text.py"
    path.write_text("\n".join(["if True:", *lines, *body]) + "\n", encoding="utf-8")
    done = finished([sys.executable, "-m", "ruff", "format", "--isolated", "--diff", str(path)])
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_cannot_be_broken_stays_as_it_is() -> None:
    text = f"x = {'y' * WIDTH}"
    assert wrapped(text) == [text]


def test_imports_are_merged_and_sorted_with_those_of_python_first() -> None:
    wanted = {Import("torch"), Import("sklearn.datasets", "make_moons"), Import("csv"), Import("pathlib", "Path")}
    wanted |= {Import("sklearn.datasets", "load_iris"), Import("argparse")}
    assert import_lines(wanted) == [
        "import argparse",
        "import csv",
        "from pathlib import Path",
        "",
        "import torch",
        "from sklearn.datasets import load_iris, make_moons  # type: ignore[import-untyped]",
    ]
