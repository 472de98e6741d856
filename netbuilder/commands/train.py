"""``netbuilder train``: the project's training in the foreground, kept in its folder of runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netbuilder.commands.runs import folder_of, last_run
from netbuilder.commands.seeds import MOST, train_with_seeds
from netbuilder.commands.terminal.arguments import AsJson, Epochs, ProjectFile, RunsPath, with_training
from netbuilder.commands.terminal.output import complain, tell, write_json, wrong_use
from netbuilder.commands.training_outcome import plain, run, sentence
from netbuilder.files.read import read
from netbuilder.messages import say

if TYPE_CHECKING:
    from netbuilder.project.project import Project
    from netbuilder.runs.folder import RunsFolder
    from netbuilder.training.resume import Resume


def train(
    file: ProjectFile,
    epochs: Epochs = None,
    seed: Annotated[int | None, typer.Option(help="Seed for weights and batches, instead of the project's.")] = None,
    device: Annotated[str | None, typer.Option(help="auto, cpu, cuda or mps.")] = None,
    out: RunsPath = None,
    go_on: Annotated[bool, typer.Option("--resume", help="Continue where the last run ended.")] = False,
    seeds: Annotated[
        int | None, typer.Option(min=2, max=MOST, help="Train with this many consecutive seeds, and compare.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Train, and save the run: settings, history.csv, best and last weights.

    Ctrl+C stops within one batch and keeps the best weights; the exit code is then 0, because the result is complete.
    """
    project = with_training(read(file), epochs=epochs, seed=seed, device=device)
    folder = folder_of(file, out)
    if seeds is not None:
        if go_on:
            raise wrong_use(
                say("--resume continues a single run, so it cannot be combined with --seeds. Leave out one of them."),
                "--resume",
            )
        train_with_seeds(project, folder, seeds, as_json=as_json)
        return
    outcome = run(project, folder, _resumed(folder, project.training.epochs) if go_on else None)
    if outcome.records:
        complain(outcome.diagnosis.message)
    if as_json:
        write_json(plain(outcome))
        complain(sentence(outcome))
    else:
        tell(sentence(outcome))
    if outcome.finished.reason == "not finite":
        _tell_of_data(project)
    if not outcome.good:
        raise typer.Exit(1)


def _tell_of_data(project: Project) -> None:
    """What may be behind a loss that is no number: values of the data that drown all others, by row and column."""
    from netbuilder.data.notes import notes_of

    for note in notes_of(project.data):
        if note.warning:
            complain(say("Warning: {warning}", warning=note.message))


def _resumed(folder: RunsFolder, epochs: int) -> Resume:
    last = last_run(folder)
    resume = last.resume()
    if len(resume.records) >= epochs:
        reached = say(
            "Run {run} has already reached epoch {epoch} of {epochs}. Set --epochs to a larger number.",
            run=last.number,
            epoch=len(resume.records),
            epochs=epochs,
        )
        raise wrong_use(reached, "--resume")
    return resume
