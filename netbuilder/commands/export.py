"""``netbuilder export``: the project as a script, a notebook, ONNX, weights or a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netbuilder.commands.terminal.arguments import ProjectFile, RunNumber, RunsPath
from netbuilder.commands.terminal.output import complain, write_text, wrong_use
from netbuilder.files.read import read
from netbuilder.messages import say

if TYPE_CHECKING:
    from netbuilder.export.formats import Artifact, Format, Kept
    from netbuilder.project.project import Project


def export(
    file: ProjectFile,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="A framework (pytorch, lightning, keras, tensorflow, pytorch-tensors, tensorflow-tensors, numpy), "
            "notebook, onnx, weights, svg, png or tikz. "
            "A framework with -o FILE.ipynb gives its notebook.",
        ),
    ],
    target: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where to write it; by default a text is printed."),
    ] = None,
    with_weights: Annotated[
        bool, typer.Option("--with-weights", help="With the weights of the best epoch of the last run.")
    ] = False,
    run: RunNumber = None,
    out: RunsPath = None,
) -> None:
    """Write what can be used without NetBuilder: a script or notebook that trains the same network, the network, or a
    picture."""
    from netbuilder.export import formats

    if to not in formats.FORMATS:
        raise typer.BadParameter(f"“{to}” is not one of: {', '.join(formats.FORMATS)}.", param_hint="--to")
    chosen = formats.format_of(to, target)
    project = read(file)
    wanted = with_weights or run is not None or chosen.weights == "always"
    _require_sense(chosen, target, wanted=wanted)
    kept = _kept(project, file, out, run) if wanted else None
    folder = Path.cwd() if target is None else target.absolute().parent
    stem = file.stem if target is None else target.stem
    request = formats.Request(project if kept is None else kept.project, folder, stem, kept)
    artifact = chosen.make(request)
    if target is None:
        write_text(artifact.content.decode())
    else:
        _write(artifact, target)


def _require_sense(chosen: Format, target: Path | None, *, wanted: bool) -> None:
    """Raise BadParameter where the options do not go together."""
    if wanted and chosen.weights == "never":
        raise wrong_use(say("{format} has no weights. Leave the option out.", format=chosen.title), "--with-weights")
    if target is None and (wanted or not chosen.textual):
        place = f"FILE{chosen.suffix}"
        raise wrong_use(say("What is written is not only text. Say where to: -o {file}.", file=place), "-o")


def _kept(project: Project, file: Path, out: Path | None, run: int | None) -> Kept:
    from netbuilder.commands.runs import chosen_run, folder_of
    from netbuilder.export.formats.weight_files import kept

    return kept(chosen_run(folder_of(file, out), run), project)


def _write(artifact: Artifact, target: Path) -> None:
    for path in artifact.write(target):
        complain(say("Written: {file}", file=str(path)))
    for label, value in artifact.facts:
        complain(say("{label}: {value}", label=label, value=value))
    for note in artifact.notes:
        complain(note)
