"""The guide for adding an exporter keeps its word: its example is executed, and so is what it writes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from netbuilder.backends.torch.build import build
from netbuilder.files.read import read
from netbuilder.shapes.check import check
from tests.scripts import printed

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "adding-an-exporter.md").read_text(encoding="utf-8")


def piece(language: str) -> str:
    """The piece of a language in the guide."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", GUIDE, flags=re.MULTILINE | re.DOTALL)
    return str(found)


def told_of(sample: str, folder: Path) -> list[str]:
    """What the script of a sample prints that the guide's exporter writes."""
    project = read(ROOT / "samples" / f"{sample}.netb")
    space: dict[str, Any] = {}
    exec(compile(piece("python"), "<guide>", "exec"), space)
    found = check(project.graph, project.data.dataset.signature())
    script = folder / "shapes.py"
    script.write_text(space["write"](project, found, folder).text, encoding="utf-8")
    return printed(script).splitlines()


def test_the_example_prints_what_the_guide_says(tmp_path: Path) -> None:
    assert told_of("moons_overfit", tmp_path) == piece("text").splitlines()


@pytest.mark.parametrize("sample", ["digits_cnn", "iris_two_inputs"])
def test_the_example_works_for_images_and_for_several_inputs(sample: str, tmp_path: Path) -> None:
    project = read(ROOT / "samples" / f"{sample}.netb")
    network = build(check(project.graph, project.data.dataset.signature()))
    shapes = [f"{name} {tuple(weight.shape)}" for name, weight in network.named_parameters()]
    lines = told_of(sample, tmp_path)
    assert lines[:-1] == shapes
    assert lines[-1].startswith("outputs (")
