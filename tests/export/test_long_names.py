"""Scripts with names, columns and paths of any length are as ruff format, with its own settings, would have them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from netbuilder.data.tables.user_tables import CsvFile
from netbuilder.errors import ExportError
from netbuilder.export import EXPORTERS, export
from netbuilder.files.read import read
from netbuilder.graph.blocks import BlockUse
from netbuilder.layers import layer_types
from netbuilder.project import block_definitions, block_edits, edits
from netbuilder.project.project import Project
from tests.programs import finished

SAMPLES = Path(__file__).parents[2] / "samples"
LONGEST = 120
WORDS = (
    "Residual branch of the net that measures what is left after all others are looked at and summed up once again"
    + " so" * 4
)


def named(project: Project, length: int) -> Project:
    """The project with all nodes and blocks called by a name of this length."""
    for node in project.graph.nodes:
        project = edits.rename(project, node, WORDS[:length])
    for block in project.blocks:
        project = block_definitions.rename_block(project, block, WORDS[:length])
    return project


def in_a_block(project: Project, in_tensors: bool = False, repeat: int = 1) -> Project:
    """All hidden layers in one block."""
    hidden = [node.id for node in project.graph.nodes.values() if node.layer.role == "hidden"]
    project, use = block_edits.group(project, hidden, "Stage")
    layer = project.graph.nodes[use].layer
    assert isinstance(layer, BlockUse)
    project = block_definitions.write_in_tensors(project, layer.block, in_tensors=in_tensors)
    return edits.set_parameter(project, use, "repeat", repeat)


def of_a_table(folder: Path, length: int) -> Project:
    """A network of two inputs and many outputs, for a file with a long path and columns with long names."""
    file = folder / f"{WORDS[:length]}.csv"
    columns = [f"{WORDS[: length - 1]}{number}" for number in range(8)]
    rows = [",".join(str((row * place) % 7) for place in range(9)) for row in range(1, 20)]
    file.write_text("\n".join([",".join([*columns, "goal"]), *rows]) + "\n", encoding="utf-8")
    table = CsvFile(path=str(file)).with_column("goal", role="target")
    for column in columns[:length:17]:
        table = table.with_column(column, role="left out")
    project = replace(edits.set_data(Project(), dataset=table), notes=f"{WORDS} " * (length // 30))
    kinds = layer_types()
    for chosen in ("0, 2, 1, 4", "1:4"):
        project, last = edits.add_node(project, kinds["input"](columns=chosen), (0, 0), WORDS[:length])
        for _ in range(3):
            project, dense = edits.add_and_connect(project, kinds["dense"](units=7), (0, 0), last)
            project = edits.rename(project, dense, WORDS[:length])
            project, _ = edits.add_and_connect(project, kinds["output"](), (0, 0), dense)
    return project


def nested(depth: int) -> Project:
    """A block in a block in a block, each repeated in another way."""
    project = in_a_block(read(SAMPLES / "line_from_100.netb"))
    for number in range(depth):
        (use,) = (node.id for node in project.graph.nodes.values() if isinstance(node.layer, BlockUse))
        project = edits.set_parameter(project, use, "repeat", number + 2)
        project, _ = block_edits.group(project, [use], WORDS[: 20 * number + 5])
    return project


def projects() -> list[Project]:
    """Layers, blocks, blocks in tensors, blocks that repeat, operations, and several inputs and outputs."""
    digits, flowers = read(SAMPLES / "digits_cnn.netb"), read(SAMPLES / "iris_two_inputs.netb")
    line, own = read(SAMPLES / "line_from_100.netb"), read(SAMPLES / "own_framework.netb")
    return [
        *(digits, in_a_block(digits), in_a_block(digits, in_tensors=True)),
        *(flowers, in_a_block(flowers), own, in_a_block(line, repeat=3), read(SAMPLES / "bowl.netb")),
    ]


def scripts() -> Iterator[str]:
    """Every exporter's, for names of every length."""
    kinds = projects()
    for length in range(1, LONGEST + 1):
        project = named(kinds[length % len(kinds)], length)
        yield from exported(project)


def exported(project: Project) -> Iterator[str]:
    """The scripts of all exporters that can express a project."""
    for target in EXPORTERS:
        try:
            yield export(project, target).text
        except ExportError:
            continue


def changes_to(texts: Iterator[str], folder: Path) -> tuple[int, str]:
    """How many texts there are, and what ruff format would do to them."""
    count = 0
    for count, text in enumerate(texts, start=1):
        (folder / f"script_{count}.py").write_text(text, encoding="utf-8")
    done = finished([sys.executable, "-m", "ruff", "format", "--isolated", "--diff", str(folder)])
    return count, done.stdout + done.stderr * done.returncode


def tables(folder: Path) -> Iterator[str]:
    """The scripts for tables with names of several lengths, and of blocks in blocks."""
    for length in range(5, 86, 8):
        yield from exported(of_a_table(folder, length))
    for depth in range(1, 6):
        yield from exported(nested(depth))


def test_names_of_any_length_leave_nothing_to_format(tmp_path: Path) -> None:
    count, changes = changes_to(scripts(), tmp_path)
    assert count > 6 * LONGEST - LONGEST
    assert changes == ""


def test_long_columns_paths_notes_lists_and_deep_nesting_leave_nothing_to_format(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    count, changes = changes_to(tables(tmp_path), tmp_path / "scripts")
    assert count > 60
    assert changes == ""
