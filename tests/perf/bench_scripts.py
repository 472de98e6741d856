"""Exported scripts beside the program's own training, and beside scripts as one writes them by hand.

The scripts also measure all training rows after each epoch and keep the best weights, which the others do not, unless
their name says so.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import torch

from netbuilder.data.pipeline import prepare
from netbuilder.export import export
from netbuilder.project.project import Project
from tests.perf.bench_training import Digits, Small, by_hand, image_project, ours, small_project, with_lightning
from tests.perf.table import Measured, compared, show

EPOCHS = 20


def imported(project: Project, target: str, folder: Path) -> ModuleType:
    """The script as a module."""
    path = folder / f"script_{target}_{len(project.graph.nodes)}.py"
    path.write_text(export(project, target).text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def of_script(script: Any, epochs: int, **options: Any) -> Callable[[], object]:
    """What the script's ``main`` does once the rows are there, but for the number of threads."""
    training, validation, *_ = script.load_data("cpu")

    def train() -> None:
        torch.manual_seed(0)
        torch.set_flush_denormal(True)
        with redirect_stdout(StringIO()):
            script.train(script.Network(), training, validation, epochs, 0, **options)
        torch.set_flush_denormal(False)

    return train


def rows() -> Iterator[Measured]:
    """All comparisons, one after another."""
    torch.set_num_threads(1)
    with TemporaryDirectory() as place:
        folder = Path(place)
        small, images = small_project(EPOCHS), image_project(5)
        tables, pictures = prepare(small.data), prepare(images.data)
        plain = of_script(imported(small, "pytorch", folder), EPOCHS)
        drawn = of_script(imported(images, "pytorch", folder), 5)
        yield compared("PyTorch script, MLP 2-64-64-2 / own training", plain, ours(small, tables), 1.02, repeats=25)
        yield compared("PyTorch script, CNN on digits / own training", drawn, ours(images, pictures), 1.02, repeats=25)
        yield compared("PyTorch script, MLP / DataLoader by hand", plain, by_hand(Small, tables, EPOCHS), 0.7)
        yield compared("PyTorch script, CNN / DataLoader by hand", drawn, by_hand(Digits, pictures, 5), 0.7)
        measuring = by_hand(Digits, pictures, 5, measures_training=True)
        yield compared("PyTorch script, CNN / DataLoader that measures the same", drawn, measuring, 0.7)
        lightning = of_script(imported(small, "lightning", folder), EPOCHS, accelerator="cpu")
        yield compared("Lightning script, MLP / by hand", lightning, with_lightning(tables, EPOCHS), 1.05)
        for target in ("keras", "tensorflow"):
            (folder / f"{target}_script.py").write_text(export(small, target).text, encoding="utf-8")
        yield from in_keras(folder)


def in_keras(folder: Path) -> Iterator[Measured]:
    """The comparisons of a process that never imports torch."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.perf.keras_by_hand", str(folder)], capture_output=True, text=True, check=True
    )
    for row in json.loads(done.stdout.splitlines()[-1]):
        yield Measured(**row)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(0 if show(rows()) else 1)
