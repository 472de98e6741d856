"""Project files with blocks, nested and repeated, from the command line: checked, trained, exported."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from netbuilder.files.write import write
from netbuilder.project import block_edits, edits
from netbuilder.project.project import Project
from tests.blocks import nested, residual, shared_weights, uses_that_differ
from tests.scripts import printed

Run = Callable[..., Result]
MAKERS = {"residual": residual, "nested": nested, "shared": shared_weights, "different uses": uses_that_differ}
SHORT = ["--epochs", "3", "--device", "cpu"]


def written(project: Project, folder: Path) -> Path:
    path = folder / "blocks.netb"
    write(path, project)
    return path


@pytest.fixture(params=MAKERS)
def blocks(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project file with blocks."""
    return written(MAKERS[request.param](), tmp_path)


def test_it_is_sound_trained_and_its_script_ends_at_the_same_losses(
    netbuilder: Run, blocks: Path, tmp_path: Path
) -> None:
    for how in ((), ("--json",)):
        checked = netbuilder("check", blocks, *how)
        assert (checked.exit_code, "block" in checked.output) == (0, True), checked.output
    trained = netbuilder("train", blocks, *SHORT, "--json")
    assert trained.exit_code == 0, trained.output
    last = json.loads(trained.stdout)["epochs"][-1]
    assert netbuilder("export", blocks, "--to", "pytorch", "-o", tmp_path / "script.py").exit_code == 0
    text = printed(tmp_path / "script.py", *SHORT)
    losses = re.findall(r"(?m)^3: loss ([\d.e-]+), validation ([\d.e-]+)$", text)[0]
    for told, name in zip(losses, ("train_loss", "validation_loss"), strict=True):
        assert float(told) == pytest.approx(last[name], abs=10.0 ** -len(told.partition(".")[2]))


def test_a_problem_three_blocks_deep_is_named_with_the_way_to_it(netbuilder: Run, tmp_path: Path) -> None:
    loose = block_edits.edit_definition(
        nested(), "residual", lambda level: edits.remove(level, wires=level.graph.wires)
    )
    checked = netbuilder("check", written(loose, tmp_path), "--json")
    assert checked.exit_code == 1
    (problem,) = [found for found in json.loads(checked.stdout)["problems"] if "inside" in found]
    inside = "Inside “outer › middle › residual × 3”, “Dense”: Nothing is connected to its input. "
    assert problem["message"].startswith(inside)
    assert problem["inside"] == "outer_1[1]/middle_1[1]/residual_1[1]/dense_2"
