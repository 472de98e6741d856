"""``netbuilder gradients``: the gradient of every weight on the first batch, and whether the loss really does that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from netbuilder.commands.terminal.arguments import AsJson, ProjectFile
from netbuilder.commands.terminal.output import figure, in_words, output, table, tell, write_json
from netbuilder.files.read import read
from netbuilder.messages import say


def gradients(
    file: ProjectFile,
    compare: Annotated[
        bool, typer.Option("--check", help="Compare each with what the loss does when a weight is moved a little.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show the gradient of every weight on the first batch; with --check, exit code 1 where one does not hold."""
    from netbuilder.verification.gradient_check import gradients as found_gradients

    found = found_gradients(read(file), compared=compare)
    if as_json:
        write_json({"gradients": [one.plain() for one in found]})
    else:
        _show(found, compare)
    if not all(one.holds for one in found):
        raise typer.Exit(1)


def _show(found: Sequence[Any], compared: bool) -> None:
    numbers = [say("Numbers"), say("Largest"), say("Gradient norm")]
    further = [say("Moved"), say("Difference")] if compared else []
    rows = table(say("Weight"), *numbers, *further, *([say("Holds")] if compared else []), numbers=[*numbers, *further])
    for one in found:
        norm = figure(one.length) if one.reached else in_words(say("none reaches it"))
        cells = [one.name, f"{one.numbers:,}", figure(one.largest), norm]
        if compared:
            apart = "–" if one.difference is None else f"{one.difference:.1e}"
            cells += [f"{one.moved:,}", apart, in_words(say("yes") if one.holds else say("no"))]
        rows.add_row(*cells)
    output().print(rows)
    if compared:
        tell(
            say(
                "Largest relative differences from central differences, in 64-bit numbers, on the first batch, near "
                "the starting weights and without dropout."
            )
        )
