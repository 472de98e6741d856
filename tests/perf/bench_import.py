"""The import of a network as large as ResNet-50, from the click to the project and its weights on the disk."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from netbuilder.files.write import write
from netbuilder.interchange.imported import imported
from netbuilder.interchange.kept_weights import keep_weights
from netbuilder.interchange.modules.permission import allow
from netbuilder.interchange.reading import read_source
from netbuilder.runs.folder import runs_folder
from tests.perf.table import Measured, show

RESNET = Path(__file__).parents[1] / "interchange" / "networks" / "resnet.py"
BAR = 5.0
"""Seconds."""
REPEATS = 3


def seconds(folder: Path, side: int) -> float:
    """How long one import takes where torch is there already, as in the window."""
    import torch  # noqa: F401

    began = perf_counter()
    found = imported(read_source(RESNET, "resnet50", [(-1, 3, side, side)]))
    target = folder / "resnet.netb"
    write(target, found.project)
    keep_weights(found, runs_folder(target))
    took = perf_counter() - began
    if not found.whole:
        raise RuntimeError("the import is not whole")
    return took


def rows() -> Iterator[Measured]:
    """Small images and usual ones."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(XDG_DATA_HOME=home, XDG_CONFIG_HOME=home)
        allow(RESNET)
        for side in (32, 224):
            took = median(seconds(Path(home), side) for _ in range(REPEATS))
            yield Measured(f"import of ResNet-50, images of {side} × {side}", took, BAR, took / BAR, 1)


if __name__ == "__main__":
    sys.exit(0 if show(rows()) else 1)
