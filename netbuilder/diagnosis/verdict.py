"""The diagnosis of a training that has just run, judged by its own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netbuilder.diagnosis.diagnosis import Diagnosis
from netbuilder.diagnosis.rules import diagnose
from netbuilder.training.baseline import baseline

if TYPE_CHECKING:
    from netbuilder.training.trainer import Training


def verdict(training: Training) -> Diagnosis:
    """What the curves of a training say so far; what a constant answer costs is computed from its rows."""
    if training.check is None or training.prepared is None:
        return diagnose(training.records)
    return diagnose(training.records, baseline(training.check, training.project, training.prepared))
