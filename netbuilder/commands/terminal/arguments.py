"""The arguments that several commands take, and settings of a project changed by them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netbuilder.commands.terminal.output import wrong_use
from netbuilder.errors import UserError
from netbuilder.project import edits
from netbuilder.project.project import Project

ProjectFile = Annotated[Path, typer.Argument(metavar="FILE", help="A project file (*.netb).", readable=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON object to standard output.")]
RunsPath = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="The folder of runs; by default it is next to the project."),
]
RunNumber = Annotated[int | None, typer.Option("--run", metavar="N", min=1, help="The run; by default the last one.")]
Epochs = Annotated[int | None, typer.Option(help="Number of epochs, instead of the project's.")]


def with_training(project: Project, **settings: str | int | None) -> Project:
    """The project with these training settings, each named as its option; None leaves one as it is.

    Raises BadParameter with the name of the option where a value is refused.
    """
    for name, value in settings.items():
        if value is not None:
            try:
                project = edits.set_training(project, **{name: value})
            except UserError as error:
                raise wrong_use(error.message, f"--{name}") from error
    return project
