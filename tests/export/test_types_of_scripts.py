"""mypy, as it comes, finds nothing in the scripts: not in the expected ones, nor where types are easily missed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from netbuilder.export import EXPORTERS, export
from netbuilder.project import block_edits, edits
from netbuilder.project.project import Project
from tests.drawing import drawn
from tests.export.expected_scripts import EXPECTED
from tests.programs import finished

CACHE = Path(__file__).parents[2] / ".mypy_cache" / "scripts"
"""Kept, for what mypy knows of torch takes it longest to find out."""


def started_by_hand() -> Project:
    """Weights that PyTorch's classes do not declare, drawn otherwise; gradients are clipped, and classes weighed."""
    ways: dict[str, Any] = {"start": "1/sqrt(n)", "bias_start": "normal", "bias_number": 0.1}
    layers = (
        ("reshape", {"sizes": (4, 16)}),
        ("transformer_encoder", {"heads": 2, **ways}),
        ("gru", {"units": 4, **ways}),
    )
    project = drawn(*layers, ("dense", {"units": 10}), data="digits")
    project, use = block_edits.group(project, ["transformer_encoder_1"], "stage")
    project = edits.set_parameter(project, use, "repeat", 2)
    return edits.set_training(project, gradient_clip=0.5, class_weights="balanced", patience=2, optimizer="rmsprop")


def test_mypy_as_it_comes_has_nothing_to_say(tmp_path: Path) -> None:
    for target in EXPORTERS:
        text = export(started_by_hand(), target).text
        (tmp_path / f"started_{target.replace('-', '_')}.py").write_text(text, encoding="utf-8")
    for number, path in enumerate(sorted(EXPECTED.rglob("*.py"))):
        (tmp_path / f"expected_{number}.py").write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "mypy", "--config-file=", "--cache-dir", str(CACHE), str(tmp_path)]
    done = finished(command, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
