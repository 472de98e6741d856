"""The arguments that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ProjectFile = Annotated[Path, typer.Argument(metavar="FILE", help="A project file (*.netb).", readable=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON object on standard output.")]
RunsPath = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="The folder of runs; by default it lies beside the project."),
]
