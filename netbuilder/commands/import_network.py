"""``netbuilder import``: a PyTorch module or an ONNX file becomes a project with its weights."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netbuilder.commands.runs import folder_of
from netbuilder.commands.terminal.arguments import AsJson
from netbuilder.commands.terminal.output import complain, in_words, output, table, tell, write_json, wrong_use
from netbuilder.errors import FileError, UserError
from netbuilder.files.write import write
from netbuilder.messages import say

if TYPE_CHECKING:
    from netbuilder.interchange.imported import Imported
    from netbuilder.interchange.traced import Dims


def import_network(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Python file (*.py) or an ONNX file (*.onnx).")],
    target: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.netb", help="Where to save the project.")],
    name: Annotated[
        str,
        typer.Option("--class", metavar="NAME", help="The module's class, an instance, or a function that makes it."),
    ] = "",
    shapes: Annotated[
        list[str] | None,
        typer.Option("--input", metavar="3x32x32", help="The shape of one row; once for each input of the network."),
    ] = None,
    allow: Annotated[bool, typer.Option("--allow", help="Allow the Python file to run, and remember that.")] = False,
    nearest: Annotated[
        bool, typer.Option("--nearest", help="Where no layer is the same, take the one that comes closest.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Import a network with its weights. Exit code 1 where something has no layer; the project is saved anyway."""
    from netbuilder.interchange.imported import imported
    from netbuilder.interchange.kept_weights import keep_weights
    from netbuilder.interchange.reading import read_source, runs_code

    if target.exists():
        raise FileError("There is a file “{file}” already. Choose another name.", file=target.name)
    inputs = [_shape(text) for text in shapes or ()]
    if runs_code(file) and file.is_file():
        _require_permission(file, allow=allow)
    found = imported(read_source(file, name, inputs), None if nearest else frozenset())
    write(target, found.project)
    kept = keep_weights(found, folder_of(target, None))
    if as_json:
        write_json(_plain(found, kept))
    else:
        _show(found)
        tell(say("Saved: {file}, its weights as run {run}.", file=str(target), run=kept.name if kept else "–"))
    if found.missing:
        raise typer.Exit(1)


def _shape(text: str) -> Dims:
    from netbuilder.interchange.shapes_given import parsed

    try:
        return parsed(text)
    except UserError as error:
        raise wrong_use(error.message, "--input") from error


def _require_permission(file: Path, *, allow: bool) -> None:
    """Ask once for each content of a file, unless the user has said so beforehand. Raises FileError where not."""
    from netbuilder.interchange.modules.permission import allow as remember
    from netbuilder.interchange.modules.permission import is_allowed

    if is_allowed(file):
        return
    question = say(
        "“{file}” is Python code. To import it, it is run on this computer, with all that it imports. Run it?",
        file=str(file),
    )
    if not allow and not (sys.stdin.isatty() and typer.confirm(in_words(question), err=True)):
        raise FileError(
            "“{file}” is Python code, which would be run on this computer. Read it, then allow it with --allow.",
            file=str(file),
        )
    remember(file)


def _show(found: Imported) -> None:
    from netbuilder.interchange.report import in_short, lines, remarks

    rows = table(say("In the original"), say("Times"), say("Became"), numbers=[say("Times")])
    told = lines(found)
    for line in told:
        titles = in_short(line, lambda title: in_words(say(title))) or "–"
        rows.add_row(in_words(line.what), str(line.count), titles)
    output().print(rows)
    for line in told:
        if line.reason is not None:
            template = (
                say("“{what}” at {where} is not the same: {reason}")
                if line.mended
                else say("“{what}” at {where} has no layer: {reason}")
            )
            complain(type(template)(template.template, {"what": line.what, "where": line.where, "reason": line.reason}))
    if any(line.nearest is not None and not line.mended for line in told):
        complain(say("With --nearest, the layers that come closest take the place of those that have one."))
    for remark in remarks(found):
        complain(remark)


def _plain(found: Imported, kept: Path | None) -> dict[str, Any]:
    from netbuilder.interchange.report import lines, remarks

    return {
        "operations": [
            {
                "what": line.what,
                "times": line.count,
                "became": list(line.became),
                **({"where": line.where, "reason": str(line.reason)} if line.reason is not None else {}),
                **({"nearest": line.nearest.title, "taken": line.mended} if line.nearest is not None else {}),
            }
            for line in lines(found)
        ],
        "difference": None if found.difference != found.difference else found.difference,
        "remarks": [str(remark) for remark in remarks(found)],
        "run": int(kept.name) if kept is not None else None,
    }
