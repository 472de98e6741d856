"""A drawing that cannot be trained is refused at once: torch, which takes seconds to import, is not asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from netbuilder.files.write import write
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.drawing import drawn
from tests.programs import finished

WITHOUT_TORCH = "import sys; sys.modules['torch'] = None; from netbuilder.cli import main; main()"
"""The command line where every import of torch fails."""


def disconnected() -> Project:
    return edits.remove(drawn(("dense", {"units": 2})), ["dense_1"])


@pytest.mark.parametrize(
    ("project", "said"),
    [
        (drawn(("dense", {"units": 3})), "Cross-entropy needs one output for each of the 2 classes"),
        (disconnected(), "Nothing is connected"),
    ],
    ids=["loss", "shapes"],
)
def test_a_comparison_says_so_before_torch_is_imported(project: Project, said: str, tmp_path: Path) -> None:
    write(tmp_path / "a.netb", project)
    done = finished([sys.executable, "-c", WITHOUT_TORCH, "verify", tmp_path / "a.netb"])
    assert done.returncode == 1
    assert done.stdout == ""
    assert said in " ".join(done.stderr.split())
    assert "torch" not in done.stderr
