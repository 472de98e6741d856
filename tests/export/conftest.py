"""Runs a project both ways: as the program trains it, and as the script that it exports trains it."""

from __future__ import annotations

import csv
import math
import runpy
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netbuilder.export import export
from netbuilder.project.project import Project
from netbuilder.training.trainer import Training

Losses = list[tuple[int, float, float]]


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
    torch.set_rng_state(state)


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
