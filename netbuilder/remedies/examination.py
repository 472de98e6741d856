"""Everything to say about a saved run: what is wrong with it, what may help, and why nothing is offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from netbuilder.data.pipeline import prepare
from netbuilder.data.summary import summarise
from netbuilder.diagnosis.diagnosis import Diagnosis
from netbuilder.diagnosis.evidence import evidence
from netbuilder.diagnosis.rules import diagnose
from netbuilder.errors import UserError
from netbuilder.messages import Message, say
from netbuilder.project.project import Project
from netbuilder.remedies.case import Case
from netbuilder.remedies.offers import OFFERS, Remedy, remedies
from netbuilder.remedies.surer import more_validation_rows
from netbuilder.runs.differences import apart
from netbuilder.shapes.check import check
from netbuilder.training.baseline import NOTHING_FURTHER, Baseline, Further, baseline
from netbuilder.training.history import EpochRecord
from netbuilder.training.references import Reference


@dataclass(frozen=True, slots=True)
class Examination:
    """``note``: why no remedy is offered, where some would be; otherwise None. ``baseline``: what it was judged by.
    ``surer``: the edit that would make the diagnosis surer, where it is left open for want of validation rows."""

    diagnosis: Diagnosis
    remedies: tuple[Remedy, ...] = ()
    note: Message | None = None
    baseline: Baseline = field(default_factory=Baseline)
    surer: Remedy | None = None


def examine(
    trained: Project,
    records: Sequence[EpochRecord],
    ended: str,
    project: Project,
    wider: Reference | None = None,
    further: Further = NOTHING_FURTHER,
) -> Examination:
    """Diagnose a run, and find remedies for the project as it is now.

    ``trained``: the project as it was in the run; ``ended``: how the run has ended, as in ``Finished``. Where the
    present project has another drawing or other data, a remedy would act on what this run says nothing about, and none
    is offered. ``wider``: what a wider network was found to reach; ``further``: what further trainings showed. Where
    the data of the run cannot be read any more, its curves are judged without a baseline.
    """
    try:
        prepared = prepare(trained.data)
    except UserError as error:
        return Examination(diagnose(records, ended=ended), note=error.message)
    checked = check(trained.graph.active, prepared.signature)
    measure = replace(baseline(checked, trained, prepared, references=True), wider=wider, further=further)
    found = diagnose(records, measure, ended)
    other = apart(trained, project)
    if other is not None and found.state in OFFERS:
        text = say(
            "The project has changed since this run ({difference}), so no remedies are offered.", difference=other
        )
        return Examination(found, (), text, measure)
    if other is not None:
        text = say("The project has changed since this run ({difference}).", difference=other)
        return Examination(found, (), text, measure)
    checked, summary = check(project.graph.active, prepared.signature), summarise(project.data, prepared)
    case = Case(project, checked, summary, records, found)
    surer = more_validation_rows(case, prepared, evidence(records, measure)) if records else None
    return Examination(found, remedies(project, checked, summary, records, found), None, measure, surer)
