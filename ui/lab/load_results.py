"""A kept experiment as findings, as if it had just been measured. Knows no Qt."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from netbuilder.errors import UserError
from netbuilder.messages import Message, say
from ui.lab.findings import Findings, Plan, Setting, as_number

if TYPE_CHECKING:
    from netbuilder.experiments.fan import Fan, Places
    from netbuilder.experiments.saved.saved_experiments import SavedExperiment
    from netbuilder.experiments.sweep.hyperparameters import Hyperparameter
    from netbuilder.experiments.sweep.sweep import Swept
    from netbuilder.experiments.sweep.sweep_point import SweepPoint
    from netbuilder.project.project import Project


def loaded_findings(kept: SavedExperiment) -> Findings | None:
    """What was measured then; None where the file cannot be read. Raises UserError where its data cannot be read."""
    from netbuilder.experiments.fan import places_of

    project, swept = kept.project, kept.whole()
    if project is None or swept is None:
        return None
    found = _hyperparameter(project, swept)
    plan = Plan(project, kept.resamples, kept.vary, swept.hyperparameter or None, words=found.label if found else None)
    places = places_of(project, kept.resamples)
    findings = Findings(plan, places, drawn=as_number(swept.drawn), seconds=swept.seconds, is_over=True)
    findings.stopped, findings.done, findings.count = swept.stopped, 1.0, len(swept.points)
    for point in swept.points:
        findings.settings.append(_setting(point, findings, places, found))
        findings.numbers += (findings.settings[-1].number,)
        notes = point.result.notes if point.result is not None else ()
        findings.notes += [note for note in notes if note not in findings.notes]
        findings.epochs = max([findings.epochs, *(one.epoch for one in findings.settings[-1].history)])
    return findings


def _hyperparameter(project: Project, swept: Swept) -> Hyperparameter | None:
    """The hyperparameter that was swept; None where there was none, or it is none any more."""
    from netbuilder.experiments.sweep.hyperparameters import hyperparameter

    try:
        return hyperparameter(project, swept.hyperparameter) if swept.hyperparameter else None
    except UserError:
        return None


def _setting(point: SweepPoint, findings: Findings, places: Places, found: Hyperparameter | None) -> Setting:
    from netbuilder.experiments.fan import spread

    number = as_number(point.value)
    if point.value is None and findings.plan.is_learning_curve:
        number = findings.drawn
    setting = Setting(point.value, number, point=point)
    if point.result is not None:
        setting.fan = _fan(point, findings.plan.project, places, found)
        setting.spread = spread(point.result) if setting.fan is None else None
    return setting


def _fan(point: SweepPoint, project: Project, places: Places, found: Hyperparameter | None) -> Fan | None:
    """The fan of the fits that were kept, where they lie at the places at which they are drawn today."""
    import numpy

    from netbuilder.experiments.fan import fan, truth_at

    result = point.result
    if result is None or result.fits is None or result.shown is None or places.shown is None:
        return None
    if result.shown.shape != places.shown.shape or not numpy.allclose(result.shown, places.shown, rtol=1e-5):
        return None
    turned = found.put(project, point.value) if found is not None else project
    return fan(places, result.fits, truth_at(places, turned))


def in_words(kept: SavedExperiment) -> tuple[Message | None, int]:
    """The hyperparameter of a kept experiment as users call it, None without one, and how many values it had."""
    project, swept = kept.project, kept.swept
    if project is None or swept is None or not swept.hyperparameter:
        return None, 0
    found = _hyperparameter(project, swept)
    return found.label if found else say("{hyperparameter}", hyperparameter=swept.hyperparameter), len(swept.points)


def is_worth_keeping(swept: Swept) -> bool:
    """Whether anything was measured."""
    return any(point.terms is not None and math.isfinite(point.terms.test_error) for point in swept.points)
