"""``netbuilder data``: what the data of a project are, and how they are split."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from netbuilder.commands.terminal.arguments import AsJson, ProjectFile
from netbuilder.commands.terminal.output import figure, in_words, output, table, tell, write_json
from netbuilder.files.read import read
from netbuilder.layers import describe
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    from netbuilder.data.summary import Summary

MAX_COLUMNS = 8
PARTS = ("training", "validation", "test")


def data(
    file: ProjectFile,
    as_json: AsJson = False,
) -> None:
    """Show the rows of each split, the columns, the classes and the first rows."""
    from netbuilder.data.summary import summarise

    summary = summarise(read(file).data)
    if as_json:
        write_json(_plain(summary))
    else:
        _show(summary)


def _plain(summary: Summary) -> dict[str, Any]:
    whole = asdict(summary)
    rows = {"total": summary.rows, **{part: whole[part] for part in PARTS}, "unused": summary.unused}
    return {
        "title": summary.title,
        "task": summary.task,
        "rows": rows,
        "shape": summary.shape,
        "columns": summary.columns,
        "classes": whole["classes"],
        "first_rows": summary.first,
        "noise": {"input": summary.input_noise, "label": summary.label_noise, "flipped": summary.flipped},
    }


def _show(summary: Summary) -> None:
    console = output()
    for line in _lines(summary):
        tell(line)
    console.print()
    columns = (say("Training"), say("Validation"), say("Test"))
    parts = table(say("Class") if summary.classes else "", *columns, numbers=columns)
    for row in summary.classes:
        parts.add_row(in_words(row.name), f"{row.training:,}", f"{row.validation:,}", f"{row.test:,}")
    if summary.classes:
        parts.add_section()
    parts.add_row(in_words(say("All rows")), f"{summary.training:,}", f"{summary.validation:,}", f"{summary.test:,}")
    console.print(parts)
    console.print()
    _show_first_rows(summary)


def _lines(summary: Summary) -> Iterator[Message]:
    whole, shape = summary.sentence(), describe(summary.shape)
    yield say("{data}, {task}, {shape} per row", data=whole, task=say(summary.task), shape=shape)
    if summary.unused:
        yield say(
            "{unused:,} of {rows:,} rows are left out by the limit on training rows.",
            unused=summary.unused,
            rows=summary.rows,
        )
    if (noise := summary.noise()) is not None:
        yield noise


def _show_first_rows(summary: Summary) -> None:
    """The first rows as they are in the source; of very many columns the first ones and the target."""
    shown = summary.columns[:MAX_COLUMNS]
    left_out = len(summary.columns) - len(shown)
    goals = len(summary.first[0]) - len(summary.columns)
    names = [say("Target")] if goals == 1 else [say("Target {number}", number=place + 1) for place in range(goals)]
    middle = [say("… {count} more", count=left_out)] if left_out else []
    rows = table(*shown, *middle, *names, numbers=shown)
    for row in summary.first:
        values = [in_words(value) if isinstance(value, str) else figure(value) for value in row]
        rows.add_row(*values[: len(shown)], *([""] if left_out else []), *values[len(summary.columns) :])
    output().print(rows)
