"""Finding out whether what a network leaves is noise: a wider one is trained with the same seeds beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean

from netbuilder.diagnosis.diagnosis import Diagnosis
from netbuilder.messages import Message, say
from netbuilder.project.layer_edits import hidden
from netbuilder.project.project import Project
from netbuilder.remedies.case import Remedy
from netbuilder.remedies.network_remedies import FIRST_UNITS, WIDER, all_wider
from netbuilder.remedies.trial import Trial
from netbuilder.shapes.check import check as check_graph
from netbuilder.shapes.check_result import Check, Severity
from netbuilder.training.history import EpochRecord
from netbuilder.training.project_problems import project_problems
from netbuilder.training.references import Reference

SEEDS = 3
"""Fewer than remedies are tried with: the user waits for the answer."""


def wider_network(project: Project, check: Check) -> Remedy | None:
    """The project with a wider network, to be tried and not to be kept; None where it cannot be made wider."""
    edit = all_wider(check)
    if edit is None:
        return None
    wider = edit(project)
    found = check_graph(wider.graph.active, check.signature)
    if not found.sound or any(p.severity is Severity.ERROR for p in project_problems(wider, found)):
        return None
    title = (
        say("{times} times as wide", times=WIDER)
        if hidden(check)
        else say("With a first inner layer of {units} units", units=FIRST_UNITS)
    )
    why = say(
        "Training and validation agree, so the rest may be noise, or more than this network can learn. A wider network "
        "with the same {seeds} seeds tells which. The project stays as it is.",
        seeds=SEEDS,
    )
    return Remedy(say("Find out"), title, why, edit)


def evidence(trial: Trial, records: Sequence[EpochRecord]) -> Reference | None:
    """What the wider network reaches, for the diagnosis; None where it broke off. ``records``: of the run, whose
    validation rows are the same, and so about the sampling error."""
    loss = fmean(trial.after) if trial.after else math.inf
    if not math.isfinite(loss):
        return None
    errors = [record.validation_error for record in records if math.isfinite(record.validation_error)]
    return Reference(say("a wider network"), loss, errors[-1] if errors else 0.0)


def found_out(trial: Trial, diagnosis: Diagnosis) -> Message:
    """What was found out, in one sentence. ``diagnosis``: of the run, with this evidence."""
    values = {"name": trial.remedy.title, "brought": trial.brought}
    if not trial.after or not math.isfinite(fmean(trial.after)):
        return say("{name}: {brought}. That tells nothing: lower the learning rate first.", **values)
    if trial.helps and diagnosis.state == "underfitting":
        return say("{name}: {brought}: this network is too small.", **values)
    if trial.helps:
        return say("{name}: {brought}: a little more than noise is left.", **values)
    return say("{name}: {brought}: the rest is noise, as far as a wider network can tell.", **values)
