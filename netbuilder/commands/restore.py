"""``netbuilder restore``: the network of the last run, taken back to its best epoch, or to another that is kept."""

from __future__ import annotations

from typing import Annotated

import typer

from netbuilder.commands.runs import folder_of, last_run
from netbuilder.commands.terminal.arguments import ProjectFile, RunsPath
from netbuilder.commands.terminal.output import figure, tell
from netbuilder.files.read import read
from netbuilder.messages import say
from netbuilder.shapes.check import check

Epoch = Annotated[
    int | None, typer.Option("--epoch", metavar="N", min=1, help="The epoch; by default the best one of the run.")
]


def restore(
    file: ProjectFile,
    epoch: Epoch = None,
    out: RunsPath = None,
) -> None:
    """Restore the network of the last run from its best epoch, or another; training continues from there."""
    project = read(file)
    run = last_run(folder_of(file, out))
    drawing = check(project.graph.active, project.data.dataset.signature())
    if epoch is None:
        run.restore_best(drawing)
    else:
        run.restore(epoch, drawing)
    record = run.records[run.epoch - 1] if run.epoch else None
    reached, loss = (record.epoch, figure(record.judged_by)) if record else (0, "–")
    told = say("Run {number} is back at epoch {epoch}, loss {loss}.", number=run.number, epoch=reached, loss=loss)
    tell(told)
