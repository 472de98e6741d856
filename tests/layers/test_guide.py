"""The guide for adding a layer keeps its word: its examples are executed and pass the suite."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from tests.programs import finished

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "adding-a-layer.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The pieces of a language in the guide, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The declarations of the guide as modules: ``declared_in_the_guide``, and one whose call is its own."""
    declared, _, with_own_call = blocks("python")
    (tmp_path / "declared_in_the_guide.py").write_text(declared, encoding="utf-8")
    (tmp_path / "own_call_in_the_guide.py").write_text(with_own_call, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}


def test_the_example_prints_what_the_guide_says(environment: dict[str, str]) -> None:
    program = "import declared_in_the_guide\n" + blocks("python")[1]
    result = finished([sys.executable, "-c", program], env=environment, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == blocks("text")[0].strip()


def test_the_examples_pass_the_suite(environment: dict[str, str]) -> None:
    suite = Path(__file__).with_name("test_conformance.py")
    modules = ["-p", "declared_in_the_guide", "-p", "own_call_in_the_guide", "-p", "no:cacheprovider"]
    arguments = [*modules, str(suite), "-k", "[instance_norm] or [swish]", "-v"]
    result = finished([sys.executable, "-m", "pytest", *arguments], env=environment, cwd=ROOT, encoding="utf-8")
    assert result.returncode == 0, result.stdout
    for layer in ("instance_norm", "swish"):
        assert result.stdout.count(f"[{layer}] PASSED") == 10, "the suite did not find the layer of the guide"
