"""The cells of every notebook are as ruff format would have them, and ruff finds nothing in them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import samples
from netbuilder.errors import ExportError
from netbuilder.export import EXPORTERS
from netbuilder.export.formats import notebook_of
from netbuilder.export.formats.artifact import Request
from netbuilder.files.read import read
from netbuilder.project.project import Project
from tests.export.format_parts import awkward
from tests.export.test_long_names import named, nested, of_a_table, projects
from tests.programs import finished

LENGTHS = range(1, 121, 7)


def drawings(folder: Path) -> Iterator[Project]:
    """Every sample, names of many lengths, tables with long columns, blocks in blocks, and names full of signs."""
    yield from (read(samples.path(name)) for name in samples.names())
    kinds = projects()
    yield from (named(kinds[place % len(kinds)], length) for place, length in enumerate(LENGTHS))
    yield from (of_a_table(folder, length) for length in (5, 41, 85))
    yield from (nested(2), awkward())


def test_no_cell_leaves_anything_to_format_or_to_find(tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    count = 0
    for number, project in enumerate(drawings(tmp_path)):
        for target in EXPORTERS:
            try:
                book = notebook_of(target).make(Request(project)).content
            except ExportError:
                continue
            (tmp_path / "books" / f"{number}_{target}.ipynb").write_bytes(book)
            count += 1
    assert count > 6 * (len(samples.names()) + len(LENGTHS))
    for command in (["format", "--diff"], ["check"]):
        done = finished([sys.executable, "-m", "ruff", *command, "--isolated", str(tmp_path / "books")])
        assert (done.returncode, done.stdout.replace("All checks passed!\n", "")) == (0, "")
