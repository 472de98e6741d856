"""``netbuilder verify``: whether the code of every framework does what the program does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from netbuilder.commands.terminal.arguments import AsJson, ProjectFile
from netbuilder.commands.terminal.output import in_words, output, table, tell, write_json
from netbuilder.files.read import read
from netbuilder.messages import say


def verify(
    file: ProjectFile,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", help="Only this framework; may be given several times. By default all are compared."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Run the code of every framework from the same weights and batches, and compare. Exit code 1 where one differs."""
    from netbuilder.export import EXPORTERS
    from netbuilder.verification.comparison import Comparison
    from netbuilder.verification.verify import verify

    for name in to or ():
        if name not in EXPORTERS:
            raise typer.BadParameter(f"“{name}” is not one of: {', '.join(EXPORTERS)}.", param_hint="--to")
    found: list[Comparison] = []
    project = read(file)
    for comparison in verify(project, to or ()):
        found.append(comparison)
    if as_json:
        write_json({"comparisons": [comparison.plain() for comparison in found]})
    else:
        _show(found, stops_early=project.training.patience is not None)
    if not all(comparison.equal for comparison in found):
        raise typer.Exit(1)


def _show(found: Sequence[Any], *, stops_early: bool) -> None:
    numbers = [say("Outputs"), say("Gradients"), say("Losses"), say("Seconds an epoch")]
    ends = [say("Last epoch"), say("Best"), say("Its loss")] if stops_early else []
    numbers += ends
    rows = table(say("Framework"), *numbers, say("Equal"), numbers=numbers)
    for comparison in found:
        figures = (comparison.outputs, comparison.gradients, comparison.losses)
        verdict = say("yes") if comparison.equal else say("no")
        last = (str(comparison.last_epoch), str(comparison.best_epoch), f"{comparison.best_loss:.4f}")
        shown = [*map(_small, figures), _seconds(comparison.seconds), *(last if ends else ())]
        rows.add_row(comparison.title, *shown, in_words(verdict))
    output().print(rows)
    tell(say("Largest differences from the program, after the same weights and batches, without dropout."))
    for comparison in found:
        if not math.isnan(comparison.rounding):
            tell(
                say(
                    "{framework}: its losses are {losses} apart. Rounding alone moves the program's own by {rounding}.",
                    framework=comparison.title,
                    losses=_small(comparison.losses),
                    rounding=_small(comparison.rounding),
                )
            )
        if comparison.problem is not None:
            tell(say("{framework}: {problem}", framework=comparison.title, problem=comparison.problem))


def _small(value: float) -> str:
    return "–" if math.isnan(value) else "0" if value == 0 else f"{value:.1e}"


def _seconds(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2g}"
