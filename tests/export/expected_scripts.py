"""The scripts of four samples as they are expected: ``python -m tests.export.expected_scripts`` writes them anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from netbuilder.export import EXPORTERS, export
from netbuilder.files.read import read

SAMPLES = Path(__file__).parents[2] / "samples"
EXPECTED = Path(__file__).with_name("expected")
CHOSEN = ("moons_overfit", "circles_one_output", "iris_two_inputs", "digits_cnn")
"""Classes, one output for two classes, two inputs, and images with a skip connection."""


def expected(sample: str, target: str) -> Path:
    """The file that a script is compared with. No name in it hides that of a package."""
    return EXPECTED / sample / f"in_{target.replace('-', '_')}.py"


def scripts() -> Iterator[tuple[Path, str]]:
    """Every file, and what is to stand in it."""
    for sample in CHOSEN:
        project = read(SAMPLES / f"{sample}.netb")
        for target in EXPORTERS:
            yield expected(sample, target), export(project, target).text


def main() -> None:
    """Write every file."""
    for path, text in scripts():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
