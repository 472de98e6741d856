"""``netbuilder diagnose``: what a kept run suffers from, and what remedies bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from netbuilder.commands.runs import chosen_run, folder_of
from netbuilder.commands.terminal.arguments import AsJson, ProjectFile, RunNumber, RunsPath
from netbuilder.commands.terminal.output import complain, tell, write_json
from netbuilder.commands.training_outcome import plain_diagnosis, plain_floor
from netbuilder.errors import FileError
from netbuilder.files.read import read
from netbuilder.messages import Message, say
from netbuilder.training.baseline import NOTHING_FURTHER, Further

if TYPE_CHECKING:
    from netbuilder.project.project import Project
    from netbuilder.remedies.case import Remedy
    from netbuilder.remedies.examination import Examination
    from netbuilder.remedies.trial import Trial
    from netbuilder.runs.run import Run


MAX_SECONDS = 30.0
"""Further trainings that would take longer are left out, though a diagnosis was asked for."""


def diagnose(
    file: ProjectFile,
    run: RunNumber = None,
    remedies: Annotated[
        bool, typer.Option("--remedies", help="Try what may help with several seeds, best first.")
    ] = False,
    find_out: Annotated[
        bool,
        typer.Option("--find-out", help="Where the rest may be noise, try a wider network to find out."),
    ] = False,
    out: RunsPath = None,
    as_json: AsJson = False,
) -> None:
    """Say what a run suffers from; with --remedies, try what may help; with --find-out, try a wider network."""
    from netbuilder.remedies.examination import examine
    from netbuilder.remedies.wider_network import evidence, found_out

    read(file)
    found = chosen_run(folder_of(file, out), run)
    if found.project is None:
        raise FileError("Run {number} cannot be read.", number=found.number)
    seen = examine(found.project, found.records, found.reason, found.project)
    further = _further(found, found.project, seen)
    if further is not NOTHING_FURTHER:
        seen = examine(found.project, found.records, found.reason, found.project, None, further)
    wider = _wider(found.project, seen) if find_out else None
    if wider is not None:
        reached = evidence(wider, found.records)
        seen = examine(found.project, found.records, found.reason, found.project, reached, further)
    trials = _tried(found.project, found, seen) if remedies else []
    if as_json:
        write_json(_plain(found, seen, trials, wider))
        return
    tell(seen.diagnosis.message)
    if seen.surer is not None:
        tell(_how_to_be_surer(seen.surer, found.project))
    if wider is not None:
        tell(found_out(wider, seen.diagnosis))
    elif find_out:
        tell(say("There is nothing for a wider network to find out."))
    if remedies:
        _tell_trials(seen, trials)


def _tell_trials(seen: Examination, trials: list[Trial]) -> None:
    for trial in trials:
        tell(trial.message)
    if not seen.remedies:
        tell(say("There is nothing to try."))
    if trials and not any(trial.helps for trial in trials):
        tell(say("Nothing that was tried surely helps."))


def _how_to_be_surer(surer: Remedy, project: Project) -> Message:
    """What would make the diagnosis surer, why, and where it is set."""
    share = surer.edit(project).data.validation
    return say(
        "To be surer: {title} (set “validation” to {share} in the project file, then train). {why}",
        title=surer.title,
        share=share,
        why=surer.why,
    )


def _further(run: Run, project: Project, seen: Examination) -> Further:
    """What further trainings show, where they may change what is said and do not take long."""
    from netbuilder.commands.terminal.further_progress import trained_further
    from netbuilder.diagnosis.further_trainings import worth_it

    if seen.note is not None or not worth_it(seen.diagnosis, project, run.records, MAX_SECONDS):
        return NOTHING_FURTHER
    return trained_further(project, run.records, seen.baseline)


def _wider(project: Project, seen: Examination) -> Trial | None:
    """A wider network, tried; None where the diagnosis leaves nothing open, or the network cannot be made wider."""
    from netbuilder.data.pipeline import prepare
    from netbuilder.remedies.trials import tried
    from netbuilder.remedies.wider_network import SEEDS, wider_network
    from netbuilder.shapes.check import check

    if not seen.diagnosis.left_open:
        return None
    wider = wider_network(project, check(project.graph.active, prepare(project.data).signature))
    return tried(project, [wider], SEEDS)[0] if wider is not None else None


def _tried(project: Project, run: Run, seen: Examination) -> list[Trial]:
    from netbuilder.remedies.trial import expected_seconds, in_order, too_long
    from netbuilder.remedies.trials import tried

    alone = expected_seconds(run.records, project)
    if too_long(run.records, project):
        complain(
            say("One training takes {seconds} s: too long to try remedies with several seeds.", seconds=f"{alone:.0f}")
        )
        return []
    return in_order(tried(project, seen.remedies, alone=alone))


def _plain(run: Run, seen: Examination, trials: list[Trial], wider: Trial | None) -> dict[str, Any]:
    """``remedies``: what was tried, best first; ``wider``: the wider network, null where none was tried; ``surer``: the
    validation share that would make the diagnosis surer, null where it is not left open for want of rows."""
    from netbuilder.remedies.wider_network import found_out

    return {
        "run": run.number,
        "diagnosis": plain_diagnosis(seen.diagnosis),
        "floor": plain_floor(seen.baseline),
        "surer": _plain_surer(seen.surer, run.project) if seen.surer is not None and run.project is not None else None,
        "wider": _plain_trial(wider, found_out(wider, seen.diagnosis)) if wider is not None else None,
        "remedies": [_plain_trial(trial, trial.message) for trial in trials],
    }


def _plain_surer(surer: Remedy, project: Project) -> dict[str, Any]:
    sentence = _how_to_be_surer(surer, project)
    return {"title": str(surer.title), "validation": surer.edit(project).data.validation, "sentence": str(sentence)}


def _plain_trial(trial: Trial, sentence: Message) -> dict[str, Any]:
    """With the final validation losses by seed."""
    return {
        "title": str(trial.remedy.title),
        "helps": trial.helps,
        "gain": trial.gain,
        "error": trial.found.error,
        "before": list(trial.before),
        "after": list(trial.after),
        "better": trial.better,
        "sentence": str(sentence),
    }
