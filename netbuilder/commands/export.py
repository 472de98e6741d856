"""``netbuilder export``: the project as a script of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netbuilder.commands.terminal.arguments import ProjectFile
from netbuilder.commands.terminal.output import complain, write_text
from netbuilder.files.atomic import write_atomically
from netbuilder.files.read import read
from netbuilder.messages import say


def export(
    file: ProjectFile,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            help="pytorch, lightning, keras, tensorflow, pytorch-tensors, tensorflow-tensors or numpy.",
        ),
    ],
    target: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE.py", help="Where to write it; by default it is printed."),
    ] = None,
) -> None:
    """Write a standalone script that trains the same network."""
    from netbuilder import export as exporting

    if to not in exporting.EXPORTERS:
        raise typer.BadParameter(f"“{to}” is not one of: {', '.join(exporting.EXPORTERS)}.", param_hint="--to")
    project = read(file)
    folder = Path.cwd() if target is None else target.absolute().parent
    script = exporting.export(project, to, data_base=folder)
    if target is None:
        write_text(script.text)
        return
    write_atomically(target, script.text.encode())
    complain(say("Written: {file}", file=str(target)))
