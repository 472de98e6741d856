"""What every benchmark measures, and the table in which it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Measured:
    """One comparison, run side by side, in ``unit``: ``ratio`` must be at most ``bar``."""

    name: str
    ours: float
    reference: float
    ratio: float
    bar: float
    unit: str = "s"

    @property
    def good(self) -> bool:
        return self.ratio <= self.bar


def compared(
    name: str, ours: Callable[[], object], reference: Callable[[], object], bar: float, repeats: int = 5
) -> Measured:
    """Time both in turn, ``repeats`` times, after one run of each that does not count.

    The ratio is the median of the ratios of neighbours, so that a machine that slows down in the middle is unharmed.
    """
    ours(), reference()
    pairs = [(_seconds(ours), _seconds(reference)) for _ in range(repeats)]
    ratio = median(mine / theirs for mine, theirs in pairs)
    return Measured(name, median(mine for mine, _ in pairs), median(theirs for _, theirs in pairs), ratio, bar)


def show(rows: Iterable[Measured]) -> bool:
    """Print the table. Returns whether every row meets its bar."""
    found: Sequence[Measured] = list(rows)
    table = Table("", "NetBuilder", "reference", "ratio", "at most", "")
    for column in table.columns[1:5]:
        column.justify = "right"
    for row in found:
        verdict = "[green]good[/]" if row.good else "[red]missed[/]"
        numbers = (f"{row.ours:.4g} {row.unit}", f"{row.reference:.4g} {row.unit}", f"{row.ratio:.3f}", f"{row.bar:g}")
        table.add_row(row.name, *numbers, verdict)
    Console().print(table)
    return all(row.good for row in found)


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began
