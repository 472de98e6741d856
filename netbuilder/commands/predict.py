"""``netbuilder predict``: what the network of a kept run predicts for new rows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from netbuilder.commands.runs import chosen_run, folder_of
from netbuilder.commands.terminal.arguments import AsJson, ProjectFile, RunNumber, RunsPath
from netbuilder.commands.terminal.output import complain, write_json, write_text
from netbuilder.files.atomic import write_atomically
from netbuilder.files.read import read
from netbuilder.messages import say


def predict(
    file: ProjectFile,
    rows: Annotated[
        Path, typer.Option("--input", metavar="FILE.csv", help="The new rows, in columns named as in training.")
    ],
    run: RunNumber = None,
    target: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE.csv", help="Where to write them; by default they are printed."),
    ] = None,
    out: RunsPath = None,
    as_json: AsJson = False,
) -> None:
    """Predict new rows with a run: the weights of its best epoch, or of the one that was restored."""
    from netbuilder.data.tables.new_rows import new_rows
    from netbuilder.kept_runs.trained import trained
    from netbuilder.predictions.row_predictions import row_predictions

    project = read(file)
    found = chosen_run(folder_of(file, out), run).used_in(project)
    used = trained(found, found.epoch if found.restored else found.best_epoch)
    settings = used.project.data
    predicted = row_predictions(used.network, settings, used.prepared, new_rows(settings.dataset, os.fspath(rows)))
    if target is not None:
        write_atomically(target, predicted.csv().encode())
    if as_json:
        whole = {"run": found.number, "epoch": used.epoch, "classes": predicted.classes}
        outside = predicted.extrapolated
        write_json({**whole, "rows": predicted.plain(), "extrapolated": None if outside is None else str(outside)})
    elif target is None:
        write_text(predicted.csv())
    told = say(
        "Rows predicted: {count:,}, by run {number} at epoch {epoch}.",
        count=len(predicted.values),
        number=found.number,
        epoch=used.epoch,
    )
    complain(told)
    if predicted.extrapolated is not None:
        complain(predicted.extrapolated)
