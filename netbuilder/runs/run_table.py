"""The table of runs as plain values, and as a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from netbuilder.runs.run_list import RunEntry

COLUMNS: Mapping[str, Callable[[RunEntry], Any]] = {
    "run": lambda entry: entry.number,
    "name": lambda entry: entry.notes.name,
    "pinned": lambda entry: entry.notes.pinned,
    "group": lambda entry: entry.notes.group,
    "differs": lambda entry: " · ".join(map(str, entry.differs)),
    "parameters": lambda entry: entry.parameters,
    "epochs": lambda entry: entry.result.epochs if entry.result else 0,
    "best_epoch": lambda entry: entry.result.best_epoch if entry.result else None,
    "best_validation_loss": lambda entry: entry.result.best_loss if entry.result else None,
    "final_train_loss": lambda entry: entry.result.train_loss if entry.result else None,
    "final_validation_loss": lambda entry: entry.result.validation_loss if entry.result else None,
    "final_gap": lambda entry: entry.result.gap if entry.result else None,
    "test_loss": lambda entry: entry.test.loss if entry.test else None,
    "test_metric": lambda entry: entry.test.metric if entry.test else None,
    "test_value": lambda entry: entry.test.value if entry.test else None,
    "test_error": lambda entry: entry.test.value_error if entry.test else None,
    "seed": lambda entry: entry.project.training.seed if entry.project else None,
    "seconds": lambda entry: entry.result.seconds if entry.result else None,
    "device": lambda entry: entry.device,
    "started": lambda entry: entry.started,
    "reason": lambda entry: entry.reason,
    "resumed_from": lambda entry: entry.resumed_from,
    "restored": lambda entry: entry.restored,
    "problem": lambda entry: str(entry.problem) if entry.problem else "",
}
"""What is told of a run, by name: losses are means a row, times are seconds, ``started`` is UTC (ISO 8601). Where the
test rows were opened, what they said: their loss, the name of the metric, its value, and the standard error of that."""


def plain(entry: RunEntry) -> dict[str, Any]:
    """One run in plain values; None where something is not known."""
    return {name: value(entry) for name, value in COLUMNS.items()}


def csv_table(entries: Iterable[RunEntry]) -> bytes:
    """The runs as a CSV file in UTF-8: a head, then a line a run. Numbers are whole, as they were measured."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in plain(entry).values()] for entry in entries)
    return text.getvalue().encode(errors="replace")  # the name of a folder need not be text


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _harmless(value) if isinstance(value, str) else str(value)


def _harmless(text: str) -> str:
    """A name that begins as a formula does would be computed by a spreadsheet that opens the file."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
