"""``netbuilder data``: what the data of a project, or of a table, are, and how they are split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netbuilder.commands.terminal.arguments import AsJson
from netbuilder.commands.terminal.output import figure, in_words, output, table, tell, write_json
from netbuilder.errors import DataError
from netbuilder.files.read import read
from netbuilder.layers import describe
from netbuilder.messages import Message, say
from netbuilder.project.edits import set_dataset
from netbuilder.project.project import Project

if TYPE_CHECKING:
    from netbuilder.data.base import Note
    from netbuilder.data.summary import Summary
    from netbuilder.data.tables.column_summary import ColumnSummary

MAX_COLUMNS = 8
MAX_LISTED = 200
"""Columns of a table that are listed one by one; JSON has all."""
PARTS = ("training", "validation", "test")


def data(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A project file (*.netb), or a table (*.csv, …).", readable=False)
    ],
    as_json: AsJson = False,
) -> None:
    """Show the rows of each split, the columns, the classes and the first rows.

    Of a table, as a new project takes it.
    """
    from netbuilder.data.notes import notes_of, notes_of_refused
    from netbuilder.data.pipeline import prepare
    from netbuilder.data.summary import summarise
    from netbuilder.data.tables.column_summary import summaries
    from netbuilder.data.tables.file_kinds import table_file
    from netbuilder.data.tables.user_tables import TableFile

    own = table_file(file)
    settings = read(file).data if own is None else set_dataset(Project(), own).data
    columns = summaries(settings.dataset.inspected()) if isinstance(settings.dataset, TableFile) else ()
    try:
        prepared = prepare(settings)
    except DataError:
        if not as_json:
            if columns:
                _show_columns(columns)
            _tell_notes(notes_of_refused(settings.dataset))
        raise
    summary, notes = summarise(settings, prepared), notes_of(settings, prepared)
    if as_json:
        write_json({**_plain(summary), **_plain_notes(notes), **_plain_columns(columns)})
    else:
        _show(summary, columns)
        _tell_notes(notes)


def _tell_notes(notes: Sequence[Note]) -> None:
    for note in notes:
        weight = say("Warning") if note.warning else say("Note")
        tell(say("{weight}: {problem}", weight=weight, problem=note.message))


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


def _plain_notes(notes: Sequence[Note]) -> dict[str, Any]:
    return {
        "warnings": [str(note.message) for note in notes if note.warning],
        "notes": [str(note.message) for note in notes if not note.warning],
    }


def _plain_columns(columns: Sequence[ColumnSummary]) -> dict[str, Any]:
    """The columns of the user's own table; nothing for other data."""
    return {"table": [{**asdict(column), "reason": _words(column)} for column in columns]} if columns else {}


def _words(column: ColumnSummary) -> str | None:
    return None if column.reason is None else str(column.reason)


def _show_columns(columns: Sequence[ColumnSummary]) -> None:
    """The columns of the user's own table; of very many the first ones, and the target."""
    from netbuilder.data.tables.columns import WORDS

    shown = columns[:MAX_LISTED]
    more = len(columns) - len(shown)
    figures = (say("Missing"), say("Distinct"))
    listed = table(say("Column"), say("Role"), say("Kind"), *figures, say("Values"), numbers=figures)
    for column in [*shown, *(column for column in columns[MAX_LISTED:] if column.role == "target")]:
        kind = in_words(WORDS[column.kind]) if column.kind is not None else "–"
        counts = (f"{column.missing:,}", f"{column.distinct:,}")
        listed.add_row(in_words(column.name), in_words(WORDS[column.role]), kind, *counts, _values(column))
    output().print(listed)
    if more:
        tell(say("… {count} more", count=more))


def _values(column: ColumnSummary) -> str:
    from netbuilder.data.tables.column_summary import day

    if column.low is not None and column.high is not None:
        low, high = (day(end) if column.kind == "date" else figure(end) for end in (column.low, column.high))
        return in_words(say("{low} to {high}", low=low, high=high))
    return ", ".join(f"{in_words(text)} ({count:,})" for text, count in column.commonest) or "–"


def _show(summary: Summary, listed: Sequence[ColumnSummary]) -> None:
    console = output()
    for line in _lines(summary):
        tell(line)
    console.print()
    if listed:
        _show_columns(listed)
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
        first, last = (
            [in_words(value) if isinstance(value, str) else figure(value) for value in values]
            for values in (row[: len(shown)], row[len(summary.columns) :])
        )
        rows.add_row(*first, *([""] if left_out else []), *last)
    output().print(rows)
