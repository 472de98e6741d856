"""How often the diagnosis is right: ``python -m tests.perf.diagnosis`` prints it and ends with 0 if all bars are met.

The thresholds were chosen by looking at other seeds (``TUNED_ON``) than those that are reported.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import get_args

from rich.progress import track
from rich.table import Table

from netbuilder.commands.terminal.output import output
from netbuilder.diagnosis.diagnosis import Diagnosis, State
from netbuilder.diagnosis.rules import diagnose
from tests.perf.labelled_curves import Labelled, drawn
from tests.perf.labelled_runs import families

TUNED_ON = (range(1, 3), range(3))
"""Seeds of curves and of runs that the thresholds have seen."""

SEED, ROUNDS, RUNS = 161_803, 12, range(200, 207)
"""Those that they have not."""

RIGHT, NEAR, FALSE_ALARMS = 0.95, 0.10, 0.02


@dataclass(frozen=True)
class Score:
    """What was said of labelled runs."""

    pairs: tuple[tuple[Labelled, Diagnosis], ...]
    seconds: float

    @property
    def right(self) -> float:
        """The share of runs whose state is named."""
        return sum(run.state == found.state for run, found in self.pairs) / len(self.pairs)

    @property
    def turns(self) -> float:
        """Of the overfitting runs that were found and have a turning point: the share placed within a tenth."""
        near = [
            abs(found.since - run.turn) <= NEAR * len(run.records)
            for run, found in self.pairs
            if run.turn is not None and found.since is not None
        ]
        return sum(near) / len(near)

    @property
    def false_alarms(self) -> float:
        """Of the runs that do not overfit: the share that is said to."""
        others = [found for run, found in self.pairs if run.state != "overfitting"]
        return sum(found.state == "overfitting" for found in others) / len(others)

    @property
    def good(self) -> bool:
        return self.right >= RIGHT and self.turns >= RIGHT and self.false_alarms <= FALSE_ALARMS


def scored(runs: Iterable[Labelled]) -> Score:
    """Diagnose every run."""
    known = tuple(runs)
    began = perf_counter()
    found = [diagnose(run.records, run.baseline) for run in known]
    return Score(tuple(zip(known, found, strict=True)), (perf_counter() - began) / len(known))


def trained() -> Iterator[Labelled | None]:
    """The real runs, None for each that is between two states."""
    every = [(family, seed) for family in families() for seed in RUNS]
    for family, seed in track(every, "Training…", transient=True):
        yield family.run(seed)


def main() -> int:
    """Print the figures of drawn curves, of real runs and of both."""
    console = output()
    curves, everything = list(drawn(SEED, ROUNDS)), list(trained())
    runs = [run for run in everything if run is not None]
    console.print(f"{len(curves)} curves drawn from formulas, {len(runs)} real runs, "
                  f"{len(everything) - len(runs)} more left out as between two states.")  # fmt: skip
    both = scored([*curves, *runs])
    console.print(_confusion(both))
    table = Table("", "runs", "right state", f"turn within {NEAR:.0%} of the run", "false alarms", "a diagnosis")
    for name, score in (("curves", scored(curves)), ("runs", scored(runs)), ("both", both)):
        figures = (f"{score.right:.1%}", f"{score.turns:.1%}", f"{score.false_alarms:.1%}")
        table.add_row(name, str(len(score.pairs)), *figures, f"{1e3 * score.seconds:.2f} ms")
    table.add_row("bar", "300", f"≥ {RIGHT:.0%}", f"≥ {RIGHT:.0%}", f"≤ {FALSE_ALARMS:.0%}", "")
    console.print(table)
    for run, found in both.pairs:
        if run.state != found.state:
            console.print(f"  {run.shape}, {len(run.records)} epochs: {run.state}, but was told: {found.message}")
    return 0 if both.good and len(both.pairs) >= 300 else 1


def _confusion(score: Score) -> Table:
    """Rows: what the runs are; columns: what was said of them."""
    counted = Counter((run.state, found.state) for run, found in score.pairs)
    states = [state for state in get_args(State) if any(state in pair for pair in counted)]
    table = Table("is \\ told", *states)
    for state in states:
        numbers = [counted[state, told] for told in states]
        if any(numbers):
            table.add_row(state, *(str(number) if number else "·" for number in numbers))
    return table


if __name__ == "__main__":
    sys.exit(main())
