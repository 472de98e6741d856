"""``netbuilder restore``: the network of the last run, taken back to its best epoch."""

from __future__ import annotations

from netbuilder.commands.arguments import ProjectFile, RunsPath
from netbuilder.commands.runs import folder_of, last_run
from netbuilder.commands.speaking import figure, output
from netbuilder.files.read import read
from netbuilder.messages import say
from netbuilder.shapes import check
from netbuilder.training.history import best


def restore(
    file: ProjectFile,
    out: RunsPath = None,
) -> None:
    """Take the network of the last run back to its best epoch; what is trained next goes on from there."""
    project = read(file)
    run = last_run(folder_of(file, out))
    run.restore_best(check(project.graph, project.data.dataset.signature()))
    record = best(run.records)
    epoch, loss = (record.epoch, figure(record.judged_by)) if record else (0, "–")
    told = say("Run {number} is back at epoch {epoch}, loss {loss}.", number=run.number, epoch=epoch, loss=loss)
    output().print(str(told), soft_wrap=True)
