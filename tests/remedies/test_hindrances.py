"""What holds learning back is found, and its removal comes before a larger network and brings more."""

from __future__ import annotations

import math
from typing import Any

import pytest

from netbuilder.data.pipeline import prepare
from netbuilder.data.summary import summarise
from netbuilder.diagnosis.diagnosis import Diagnosis
from netbuilder.diagnosis.verdict import verdict
from netbuilder.layers.core import Dropout
from netbuilder.messages import say
from netbuilder.project.edits import set_data
from netbuilder.project.project import Project
from netbuilder.remedies.case import Remedy
from netbuilder.remedies.offers import remedies
from netbuilder.remedies.trial import in_order
from netbuilder.remedies.trials import tried
from netbuilder.shapes.check import check
from netbuilder.training.trainer import Training
from tests.drawing import Draw

Layers = list[tuple[str, dict[str, Any]]]
TWO: tuple[str, dict[str, Any]] = ("dense", {"units": 2})
HIDDEN: tuple[str, dict[str, Any]] = ("dense", {"units": 16})


def offered(project: Project) -> tuple[Remedy, ...]:
    training = Training(project)
    list(training.run())
    found = check(project.graph, project.data.dataset.signature())
    summary = summarise(project.data, prepare(project.data))
    return remedies(project, found, summary, training.records, verdict(training))


@pytest.mark.parametrize(
    ("title", "layers", "settings"),
    [
        ("Without “Dropout”", [HIDDEN, ("relu", {}), ("dropout", {"rate": 0.95}), TWO], {}),
        ("Without “Softmax”", [HIDDEN, ("relu", {}), TWO, ("softmax", {})], {"epochs": 40}),
        ("ReLU after “Dense (dense_1)”", [HIDDEN, TWO], {"data": "circles", "factor": 0.5}),
        ("Do not clip the gradients", [HIDDEN, ("relu", {}), TWO], {"gradient_clip": 1e-4, "optimizer": "sgd"}),
        ("No weight decay", [HIDDEN, ("relu", {}), TWO], {"weight_decay": 1.0}),
        (
            "ReLU in place of 4 activations",
            [*[HIDDEN, ("sigmoid", {})] * 4, TWO],
            {"learning_rate": 0.003},
        ),
        (
            "No learning-rate decay",
            [HIDDEN, ("relu", {}), TWO],
            {"decay": "exponential", "decay_factor": 0.5},
        ),
    ],
)
def test_a_planted_hindrance_is_offered_first_and_its_removal_helps_most(
    draw: Draw, title: str, layers: Layers, settings: dict[str, Any]
) -> None:
    wanted = {"rows": 200, "noise": 0.1, "epochs": 60, "learning_rate": 0.01, **settings}
    project = draw(*layers, **wanted)
    found = offered(project)
    assert str(found[0].title) == title
    trials = in_order(tried(project, found, seeds=3))
    assert trials[0].helps
    best = next(trial for trial in trials if str(trial.remedy.title) == title)
    assert best.helps
    assert best.better == 3
    assert best.share >= trials[0].share - 0.15


def test_noise_on_the_training_labels_is_offered_for_removal(draw: Draw) -> None:
    project = set_data(draw(HIDDEN, ("relu", {}), TWO, rows=300, noise=0.1, epochs=60), label_noise=0.8)
    titles = [str(remedy.title) for remedy in offered(project)]
    assert "Add no noise to the training rows" in titles


def test_of_a_run_that_fits_too_much_dropout_is_named(draw: Draw) -> None:
    layers: Layers = [HIDDEN, ("relu", {}), ("dropout", {"rate": 0.9}), HIDDEN, ("relu", {}), ("dropout", {}), TWO]
    project = draw(*layers, rows=200, noise=0.2, epochs=5)
    found, summary = check(project.graph, project.data.dataset.signature()), summarise(project.data)
    training = Training(project)
    list(training.run())
    fits = Diagnosis("fits", None, math.nan, 0.9, say("it fits"))
    (less,) = remedies(project, found, summary, training.records, fits)
    assert str(less.title) == "Dropout 0.5 in “Dropout (dropout_1)”"
    assert "Up to 90% of the numbers" in str(less.why)
    halved = less.edit(project)
    assert [node.layer.rate for node in halved.graph.nodes.values() if isinstance(node.layer, Dropout)] == [0.5, 0.5]
    assert remedies(halved, check(halved.graph, halved.data.dataset.signature()), summary, training.records, fits) == ()
