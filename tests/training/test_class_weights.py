"""Classes that count the same however few rows they have: in both losses, and in what they are compared with."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy
import pytest
import torch
from sklearn.metrics import balanced_accuracy_score, recall_score
from sklearn.utils.class_weight import compute_class_weight
from torch.nn import functional

from netbuilder.backends.torch.losses import objective
from netbuilder.data import preparation
from netbuilder.data.pipeline import Part, Prepared, prepare
from netbuilder.files.read import loads, read
from netbuilder.files.write import dumps
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.training.baseline import baseline
from netbuilder.training.trainer import Training
from tests.drawing import Draw, checked

IMBALANCED = Path(__file__).parent / "cases" / "imb.netb"
"""Noise, of which 2 % of the rows are of the second class."""
HIDDEN = (("dense", {"units": 8}), ("relu", {}))


def balanced(project: Project) -> Project:
    return edits.set_training(project, class_weights="balanced")


def trained(project: Project, prepared: Prepared | None = None) -> Training:
    training = Training(project, prepared=prepared)
    list(training.run())
    return training


def uneven(project: Project) -> Prepared:
    """The data of a project, of whose second class every fifth row is left, for training and validation."""
    prepared = prepare(project.data)

    def thinned(part: Part) -> Part:
        chosen = numpy.nonzero((part.targets == 0) | (numpy.arange(len(part)) % 5 == 0))[0]
        return Part(part.features[chosen], part.targets[chosen], part.rows[chosen])

    return replace(prepared, training=thinned(prepared.training), validation=thinned(prepared.validation))


def test_the_weights_are_those_of_scikit_learn_and_one_on_average() -> None:
    classes = numpy.array([2, 0, 0, 0, 2, 0, 0])
    wanted = compute_class_weight("balanced", classes=numpy.array([0, 2]), y=classes)
    found = preparation.class_weights(classes, 4)
    assert found[[0, 2]] == pytest.approx(wanted)
    assert found[[1, 3]].tolist() == [1.0, 1.0]
    assert found[classes].mean() == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("loss", "last_layers"),
    [
        ("binary cross-entropy", [("dense", {"units": 1})]),
        ("cross-entropy", [("dense", {"units": 2})]),
        ("nll", [("dense", {"units": 2}), ("log_softmax", {})]),
    ],
)
def test_both_losses_count_each_row_by_its_class(draw: Draw, loss: str, last_layers: list[Any]) -> None:
    project = balanced(draw(*HIDDEN, *last_layers, rows=200, epochs=2, loss=loss))
    prepared = uneven(project)
    training = trained(project, prepared)
    weights = compute_class_weight("balanced", classes=numpy.array([0, 1]), y=prepared.training.targets)
    assert weights[1] > 2 * weights[0]
    last, network = training.records[-1], training.network
    assert network is not None
    for part, told in ((prepared.training, last.train_loss), (prepared.validation, last.validation_loss)):
        with torch.no_grad():
            outputs = network(torch.from_numpy(part.features))
        logits = outputs if outputs.shape[1] == 2 else torch.cat([torch.zeros_like(outputs), outputs], dim=1)
        losses = functional.cross_entropy(logits, torch.from_numpy(part.targets), reduction="none").numpy()
        assert told == pytest.approx((losses * weights[part.targets]).mean(), rel=1e-5)
        assert told != pytest.approx(losses.mean(), rel=1e-3)


def test_a_rare_class_is_found_more_often_with_weights_than_without(draw: Draw) -> None:
    project = draw(*HIDDEN, ("dense", {"units": 2}), rows=400, noise=0.35, epochs=40)
    prepared = uneven(project)
    recalls = []
    for asked in (project, balanced(project)):
        training = trained(asked, prepared)
        assert training.network is not None
        with torch.no_grad():
            chosen = training.network(torch.from_numpy(prepared.validation.features)).argmax(1).numpy()
        recalls.append(recall_score(prepared.validation.targets, chosen))
        told = training.records[-1].balanced_accuracy
        assert told == pytest.approx(balanced_accuracy_score(prepared.validation.targets, chosen))
    assert recalls[1] > recalls[0] + 0.03


def test_what_losses_are_compared_with_is_weighted_too(draw: Draw) -> None:
    project = balanced(draw(*HIDDEN, ("dense", {"units": 2}), rows=400))
    prepared = uneven(project)
    found = baseline(checked(project), project, prepared, references=True)
    weights = preparation.class_weights(prepared.training.targets, 2)[prepared.validation.targets]
    assert found.constant_loss == pytest.approx(math.log(2))
    assert found.constant is not None
    assert found.constant.loss == pytest.approx(math.log(2) * weights.mean(), rel=0.02)
    assert found.floor is not None
    assert 0 < found.floor.loss < 0.5
    assert all(reference.loss < found.constant.loss for reference in found.references)


@pytest.mark.parametrize("data", ["line", "moons"])
def test_without_weights_or_without_classes_every_row_counts_once(draw: Draw, data: str) -> None:
    project = draw(*HIDDEN, ("dense", {"units": 1}), data=data)
    asked = balanced(project) if data == "line" else project
    targets = prepare(project.data).training.targets
    assert objective(checked(asked), asked.training, targets).class_weights == ()


def test_numbers_have_no_balanced_accuracy(draw: Draw) -> None:
    project = draw(*HIDDEN, ("dense", {"units": 1}), data="line", epochs=1)
    assert math.isnan(trained(project).records[-1].balanced_accuracy)


def test_a_file_names_class_weights_only_where_there_are_some() -> None:
    plain = read(IMBALANCED)
    assert "class_weights" not in dumps(plain, None)
    text = dumps(balanced(plain), None)
    assert '"class_weights": "balanced"' in text
    assert loads(text.encode(), None) == balanced(plain)


def test_accuracy_on_noise_is_the_share_of_the_largest_class_and_balanced_accuracy_says_so() -> None:
    training = trained(read(IMBALANCED))
    last = training.records[-1]
    assert last.validation_metric > 0.9
    assert last.balanced_accuracy == pytest.approx(0.5, abs=0.1)
