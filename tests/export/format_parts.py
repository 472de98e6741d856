"""What the tests of the export formats share."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import samples
from netbuilder.export.formats import FORMATS, Artifact, Request
from netbuilder.files.read import read
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.drawing import drawn

QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "MPLBACKEND": "Agg"}

AWKWARD = [
    *(
        "class",
        "lambda",
        "x",
        "",
        "naïve Größe 層 🙂",
        "a\nb\r\tc",
        "\u202eleft\u2066",
        "\x00\x1b[31m",
        "</svg>&amp;<!--",
    ),
    *('"); import os #', "'''", '"""', "\\end{document}", "#%&_{}\\~^$", "--", "| a | `b` *c* |", "$x^2$", "l" * 200),
    *("Dense", "Dense", "Network", "EPOCHS", "network", "history"),
]
"""Names that mean something in some format, that cannot be seen, or that two nodes have."""


def awkward() -> Project:
    """A network whose nodes and notes have such names."""
    project = drawn(*[("dense", {"units": 3})] * len(AWKWARD), ("dense", {"units": 2}), rows=40, epochs=2)
    for number, name in enumerate(AWKWARD, start=1):
        project = edits.rename(project, f"dense_{number}", name)
    return replace(project, notes="\n".join(AWKWARD))


def sample(name: str) -> Project:
    """One of the samples."""
    return read(samples.path(name))


def made(name: str, project: Project, **request: Any) -> Artifact:
    """What the export of a project in a format gives."""
    return FORMATS[name].make(Request(project, **request))


def cells(notebook: dict[str, Any], kind: str) -> list[str]:
    """The texts of a notebook's cells of a kind."""
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == kind]


def told(done: subprocess.CompletedProcess[Any]) -> list[str]:
    """The lines that a program printed, which must have ended well."""
    assert done.returncode == 0, done.stderr[-3000:]
    return str(done.stdout).splitlines()


def save(folder: Path, name: str, project: Project, format_: str) -> Path:
    """Export a project into a file."""
    path = folder / f"{name}{FORMATS[format_].suffix}"
    FORMATS[format_].make(Request(project, folder, name)).write(path)
    return path


ROWS = 80
TESTED = 0.25


def with_test_rows() -> dict[str, Project]:
    """A network for classes and one for numbers, with test rows: a quarter of ``ROWS`` moons, and of a line."""
    layers = (("dense", {"units": 8}), ("tanh", {}))
    moons = drawn(*layers, ("dense", {"units": 2}), data="moons", rows=ROWS)
    line = drawn(*layers, ("dense", {"units": 1}), data="line")
    return {name: edits.set_data(project, test=TESTED) for name, project in (("moons", moons), ("line", line))}
