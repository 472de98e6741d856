"""Weights of trainings, compared bit by bit."""

from __future__ import annotations

import torch

from netbuilder.backends.torch.weights import Weights
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.training.trainer import Training


def same(one: Weights, other: Weights) -> bool:
    """Whether both hold the same numbers under the same names."""
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def stopped_at(project: Project, epoch: int) -> Weights:
    """The weights of a training that has only so many epochs."""
    training = Training(edits.set_training(project, epochs=epoch))
    list(training.run())
    return training.last_weights
