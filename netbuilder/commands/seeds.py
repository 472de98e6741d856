"""``netbuilder train --seeds``: one training with several seeds, each kept, and what they have come to together."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from netbuilder.commands.terminal.output import complain, tell, write_json
from netbuilder.commands.training_outcome import Outcome, plain, run, sentence
from netbuilder.messages import say
from netbuilder.project.project import Project

if TYPE_CHECKING:
    from netbuilder.runs.folder import RunsFolder
    from netbuilder.runs.repeats import Summary

MOST = 1000


def train_with_seeds(project: Project, folder: RunsFolder, count: int, *, as_json: bool) -> None:
    """Train with the project's seed and those that follow; Ctrl+C ends the one under way and starts no other."""
    from netbuilder.runs.notes import Notes
    from netbuilder.runs.repeats import BROKEN_OFF, Repeats, summary
    from netbuilder.runs.results import result

    repeats = Repeats(project, count)
    outcomes: list[tuple[int, Outcome]] = []
    for number, one in enumerate(repeats.projects(), 1):
        seed = one.training.seed
        complain(say("Seed {seed} ({number} of {count}):", seed=seed, number=number, count=count))
        outcome = run(one, folder, notes=Notes(group=repeats.group), further=False)
        complain(sentence(outcome))
        outcomes.append((seed, outcome))
        if outcome.finished.reason in BROKEN_OFF:
            break
    whole = [outcome for _, outcome in outcomes if outcome.finished.reason not in BROKEN_OFF]
    overfitting = sum(outcome.diagnosis.state == "overfitting" for outcome in whole)
    found = summary([result(outcome.records) for outcome in whole], overfitting)
    if as_json:
        write_json(_plain(outcomes, found))
        complain(found.sentence)
    else:
        tell(found.sentence)
    if not all(outcome.good for _, outcome in outcomes):
        raise typer.Exit(1)


def _plain(outcomes: list[tuple[int, Outcome]], found: Summary) -> dict[str, Any]:
    """``runs``: each as the object of a training of its own, with its seed. Spreads: mean and standard deviation."""
    return {
        "runs": [{"seed": seed, **plain(outcome)} for seed, outcome in outcomes],
        "best_validation_loss": asdict(found.best) if found.best else None,
        "final_validation_loss": asdict(found.end) if found.end else None,
        "final_train_loss": asdict(found.train_end) if found.train_end else None,
        "overfitting": found.overfitting,
    }
