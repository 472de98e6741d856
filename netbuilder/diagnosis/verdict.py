"""The diagnosis of a training that has just run, judged by its own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netbuilder.diagnosis.diagnosis import Diagnosis
from netbuilder.diagnosis.rules import diagnose
from netbuilder.training.baseline import Baseline, baseline

if TYPE_CHECKING:
    from netbuilder.training.trainer import Training


def judged(training: Training, *, references: bool = True) -> Baseline:
    """By what the losses of a training are judged; ``references``: whether other models learn its rows for that."""
    if training.check is None or training.prepared is None:
        return Baseline()
    return baseline(training.check, training.project, training.prepared, references=references)


def verdict(training: Training, ended: str = "", *, references: bool = True) -> Diagnosis:
    """What the curves of a training say so far; ``ended``: how it has ended, as in ``Finished``."""
    return diagnose(training.records, judged(training, references=references), ended)
