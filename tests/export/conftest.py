"""Runs a project both ways: as the program trains it, and as the script that it exports trains it; and the scripts of
all frameworks once, for all that is said of what they leave."""

from __future__ import annotations

import csv
import math
import os
import runpy
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from netbuilder.export import EXPORTERS, export
from netbuilder.project.project import Project
from netbuilder.training.trainer import Training
from tests.export.format_parts import QUIET, with_test_rows
from tests.forking.forked import Forked, ForkedTensorFlow
from tests.programs import finished

Losses = list[tuple[int, float, float]]
RUN = """
import runpy, sys
for script in sys.argv[1:]:
    picture = script.removesuffix(".py") + ".png"
    sys.argv = [script, "--epochs", "2", "--device", "cpu", "--plot", picture]
    print("script", script)
    runpy.run_path(script, run_name="__main__")
"""


def number(loss: float) -> float:
    """The loss; where it is not a number always the same object, so that lists of such losses are equal."""
    return math.nan if math.isnan(loss) else loss


@pytest.fixture(autouse=True)
def _torch_as_it_was() -> Iterator[None]:
    """A script sets torch's threads and seed for its own process; here it runs in that of the tests."""
    import torch

    threads, state = torch.get_num_threads(), torch.get_rng_state()
    yield
    torch.set_num_threads(threads)
    torch.set_flush_denormal(False)
    torch.set_rng_state(state)


@dataclass(frozen=True)
class Ran:
    """What a script has printed, and the picture that it has drawn of its losses."""

    told: str
    picture: bytes


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ran]:
    """The scripts of all frameworks on two data sets with test rows, such as "moons_keras"; in two processes, as
    imports take long."""
    folder = tmp_path_factory.mktemp("scripts")
    of_tensorflow = {target for target, exporter in EXPORTERS.items() if "tensorflow" in exporter.needs}
    found: dict[str, Ran] = {}
    for by, targets in ((ForkedTensorFlow, of_tensorflow), (Forked, EXPORTERS.keys() - of_tensorflow)):
        found |= _ran(
            by,
            {
                folder / f"{name}_{target}.py": export(project, target).text
                for name, project in with_test_rows().items()
                for target in sorted(targets)
            },
        )
    return found


def _ran(by: type[Popen[Any]], scripts: dict[Path, str]) -> dict[str, Ran]:
    for script, text in scripts.items():
        script.write_text(text, encoding="utf-8")
    done = finished([sys.executable, "-c", RUN, *map(str, scripts)], by=by, env={**os.environ, **QUIET})
    assert done.returncode == 0, done.stderr[-2000:]
    _, *texts = done.stdout.split("script ")
    pictures = [script.with_suffix(".png") for script in scripts]
    return {
        picture.stem: Ran(text, picture.read_bytes() if picture.exists() else b"")
        for picture, text in zip(pictures, texts, strict=True)
    }


@pytest.fixture
def losses_of_program() -> Callable[[Project], Losses]:
    """Trains a project and gives epoch, training loss and validation loss of every epoch."""

    def losses_of_program(project: Project) -> Losses:
        training = Training(project)
        for _ in training.run():
            pass
        measured = [*([training.start] if training.start else []), *training.records]
        return [(record.epoch, record.train_loss, number(record.validation_loss)) for record in measured]

    return losses_of_program


@pytest.fixture
def losses_in() -> Callable[[Path], Losses]:
    """Reads the file that ``--history`` names."""

    def losses_in(file: Path) -> Losses:
        with file.open(newline="") as text:
            head, *rows = csv.reader(text)
        assert head == ["epoch", "train_loss", "validation_loss"]
        return [(int(epoch), float(train), number(float(validation))) for epoch, train, validation in rows]

    return losses_in


@pytest.fixture
def losses_of_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, losses_in: Callable[[Path], Losses]
) -> Callable[..., Losses]:
    """Exports a project, runs the script in this process, and gives the losses that it wrote."""

    def losses_of_script(project: Project, *options: str) -> Losses:
        file, history = tmp_path / "script.py", tmp_path / "history.csv"
        file.write_text(export(project, "pytorch", data_base=tmp_path).text, encoding="utf-8")
        monkeypatch.setattr(sys, "argv", [str(file), "--history", str(history), *options])
        runpy.run_path(str(file), run_name="__main__")
        return losses_in(history)

    return losses_of_script
