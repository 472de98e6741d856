"""Targets far from zero and from one: learned as they are read, and predicted in their own units."""

from __future__ import annotations

import re
import runpy
import sys
from pathlib import Path

import pytest

from netbuilder.data.catalogue import dataset_types
from netbuilder.export import export
from netbuilder.files.read import read
from netbuilder.predictions.predictor import Predictor
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.training.trainer import Training
from tests.drawing import Draw

HOUSE = Path(__file__).parent / "cases" / "house.netb"
"""Prices in hundred thousands, of 200 houses: 3,000 an area, 30,000 a room and some noise."""


@pytest.fixture
def house() -> Project:
    """The project as somebody draws it today."""
    return edits.set_data(read(HOUSE), target_normalisation=Project().data.target_normalisation)


def trained(project: Project) -> Training:
    training = Training(project)
    list(training.run())
    return training


def test_prices_are_learned_with_the_usual_settings(house: Project) -> None:
    training = trained(house)
    assert training.records[-1].validation_metric > 0.99
    figures = Predictor(house).predict(training.last_weights)
    assert 5_000 < figures.validation < 30_000


def test_a_file_from_before_targets_were_scaled_keeps_its_losses() -> None:
    project = edits.set_training(read(HOUSE), epochs=2)
    assert project.data.target_normalisation == "none"
    assert trained(project).records[-1].validation_loss > 1e10


def test_other_data_than_those_of_the_old_file_are_scaled() -> None:
    old = read(HOUSE)
    assert edits.set_dataset(old, dataset_types()["diabetes"]()).data.target_normalisation == "z-score"
    assert edits.set_data(old, dataset=old.data.dataset, test=0.1).data.target_normalisation == "none"
    asked = edits.set_data(old, dataset=dataset_types()["diabetes"](), target_normalisation="none")
    assert asked.data.target_normalisation == "none"


def test_the_script_prints_the_error_of_the_program_in_units_of_the_target(
    house: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = edits.set_training(house, epochs=20)
    script = tmp_path / "house.py"
    script.write_text(export(project, "pytorch").text, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", [str(script)])
    runpy.run_path(str(script), run_name="__main__")
    told = re.search(r"validation: root mean squared error ([\d.e+]+), in units of the target", capsys.readouterr().out)
    assert told is not None
    figures = Predictor(project).predict(trained(project).best_weights)
    assert float(told[1]) == pytest.approx(figures.validation, rel=1e-3)


def test_the_loss_is_in_units_of_the_spread_and_r_squared_has_no_units(draw: Draw) -> None:
    layers = (("dense", {"units": 8}), ("tanh", {}), ("dense", {"units": 1}))
    first, steep = (
        trained(draw(*layers, data="line", slope=size, intercept=size, noise=size / 4, epochs=5)).records[-1]
        for size in (1.0, 1000.0)
    )
    assert steep.validation_loss == pytest.approx(first.validation_loss, rel=1e-4)
    assert steep.validation_metric == pytest.approx(first.validation_metric, rel=1e-4)
    assert first.validation_loss < 1.0
