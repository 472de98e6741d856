"""Balanced class weights are offered where a small class is missed, and judged by balanced accuracy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy
import pytest

from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import prepare
from netbuilder.data.summary import summarise
from netbuilder.diagnosis.verdict import verdict
from netbuilder.files.read import read
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.remedies.case import Remedy
from netbuilder.remedies.offers import remedies
from netbuilder.remedies.trials import tried
from netbuilder.shapes.check import check
from netbuilder.training.trainer import Training
from tests.drawing import Draw

TITLE = "Balanced class weights"
IMBALANCED = Path(__file__).parents[1] / "training" / "cases" / "imb.netb"


def offered(project: Project) -> tuple[Remedy, ...]:
    training = Training(project)
    list(training.run())
    found = check(project.graph, project.data.dataset.signature())
    summary = summarise(project.data, prepare(project.data))
    return remedies(project, found, summary, training.records, verdict(training))


@pytest.fixture
def rare(draw: Draw, tmp_path: Path) -> Project:
    """Two clouds that overlap; in the second lie 8 % of the 1,200 rows."""
    random = numpy.random.default_rng(3)
    of_second = numpy.arange(1200) % 25 < 2
    places = random.normal(size=(1200, 2)) + of_second[:, None]
    file = tmp_path / "rare.csv"
    rows = [
        f"{x:.4f},{y:.4f},{'rare' if second else 'common'}" for (x, y), second in zip(places, of_second, strict=True)
    ]
    file.write_text("\n".join(["x,y,kind", *rows]) + "\n")
    project = draw(("dense", {"units": 8}), ("relu", {}), ("dense", {"units": 2}), epochs=30)
    dataset = dataset_types()["csv"].parse({"path": str(file)})
    return edits.set_data(edits.set_dataset(project, dataset), split="stratified")


def test_weights_are_offered_first_and_find_the_rare_class(rare: Project) -> None:
    found = offered(rare)
    assert str(found[0].title) == TITLE
    assert "“rare” has 72 training rows, “common” 828" in str(found[0].why)
    (trial,) = tried(rare, found[:1], seeds=3)
    assert trial.helps
    assert trial.better == 3
    assert "balanced accuracy" in str(trial.message)
    assert trial.gain > 0.1
    assert TITLE not in [str(remedy.title) for remedy in offered(found[0].edit(rare))]


def test_they_are_offered_for_noise_whose_accuracy_looks_good() -> None:
    assert TITLE in [str(remedy.title) for remedy in offered(read(IMBALANCED))]


def test_they_are_not_offered_where_classes_are_equal(draw: Draw) -> None:
    project = draw(("dense", {"units": 8}), ("relu", {}), ("dense", {"units": 2}), epochs=30)
    assert TITLE not in [str(remedy.title) for remedy in offered(project)]


def test_a_run_from_before_balanced_accuracy_was_measured_offers_no_weights() -> None:
    project = read(IMBALANCED)
    training = Training(project)
    list(training.run())
    records = [replace(record, balanced_accuracy=float("nan")) for record in training.records]
    found = check(project.graph, project.data.dataset.signature())
    summary = summarise(project.data, prepare(project.data))
    titles = [str(one.title) for one in remedies(project, found, summary, records, verdict(training))]
    assert TITLE not in titles
