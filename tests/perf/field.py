"""How often the diagnosis is right on trainings of data that its thresholds have not seen.

``python -m tests.perf.field`` prints it; ``--tuned-on`` prints the same of the kinds of data that they have seen.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from joblib import Parallel, delayed
from rich.table import Table

from netbuilder.commands.terminal.output import output
from netbuilder.diagnosis.diagnosis import ALMOST_CERTAIN, Diagnosis, State
from netbuilder.diagnosis.further_trainings import FurtherTrainings, worth_it
from netbuilder.diagnosis.rules import diagnose
from netbuilder.diagnosis.turns import NEAR
from netbuilder.errors import DataError
from tests.perf.field_data import REPORTED, TUNED_ON, Kind
from tests.perf.field_labels import Label, label
from tests.perf.field_trainings import Watched, watched

RUNS, RUNS_TUNED_ON = 19, 40
"""Of each kind of data."""
UNDECIDED: frozenset[State] = frozenset({"noisy", "early", "unseen"})
BARS = {"undecided": 0.15, "decided": 0.90, "clear": 0.95, "class": 0.85, "alarms": 0.02, "turns": 0.90, "sure": 0.97}


@dataclass(frozen=True)
class Judged:
    """One training: what it is, and what was said of it."""

    kind: str
    epochs: int
    is_: Label
    told: Diagnosis

    @property
    def right(self) -> bool:
        return self.is_.state == self.told.state

    @property
    def decided(self) -> bool:
        return self.told.state not in UNDECIDED


def judged(kind: Kind, number: int, folder: Path) -> Judged | None:
    """Train, label, and diagnose. None where the rows drawn cannot be used, as they are all of one class."""
    try:
        run = watched(kind, number, folder)
    except DataError:
        return None
    return Judged(kind.name, len(run.records), label(run), told_of(run))


def told_of(run: Watched) -> Diagnosis:
    """What is said of a training that is over, after further trainings beside it however long they take: by a clock
    the figures would depend on the machine."""
    found = diagnose(run.records, run.baseline, run.ended)
    if not worth_it(found, run.project, run.records, math.inf):
        return found
    further = FurtherTrainings(run.project, run.records, run.baseline)
    for _ in further.run():
        pass
    return diagnose(run.records, replace(run.baseline, further=further.found), run.ended)


def every(kinds: Sequence[Kind], runs: int) -> Iterator[Judged]:
    """All trainings of these kinds, on all cores."""
    with TemporaryDirectory() as folder:
        one = partial(judged, folder=Path(folder))
        work = (delayed(one)(kind, number) for kind in kinds for number in range(runs))
        yield from (found for found in Parallel(n_jobs=-1, return_as="generator")(work) if found is not None)


def share(of: Sequence[bool]) -> float:
    """How many of these hold, 0 to 1; 1 of none."""
    return sum(of) / len(of) if of else 1.0


def main() -> int:
    """Print the figures. 0 if all bars are met."""
    seen = "--tuned-on" in sys.argv
    runs = [
        one
        for one in every(list((TUNED_ON if seen else REPORTED).values()), RUNS_TUNED_ON if seen else RUNS)
        if one.is_.state != "early"
    ]
    decided = [one for one in runs if one.decided]
    overfitting = [one for one in decided if one.right and one.is_.turn is not None]
    figures = {
        "undecided": 1 - len(decided) / len(runs),
        "decided": share([one.right for one in decided]),
        "clear": share([one.right for one in decided if one.is_.clear]),
        "class": min(share([one.right for one in decided if one.is_.state == state]) for state in _states(runs)),
        "alarms": share([one.told.state == "overfitting" for one in runs if one.is_.state != "overfitting"]),
        "turns": share([_near(one) for one in overfitting]),
        "sure": share([one.right for one in decided if one.told.confidence >= ALMOST_CERTAIN]),
    }
    console = output()
    console.print(f"{len(runs)} trainings on {len({one.kind for one in runs})} kinds of data, "
                  f"{sum(one.is_.clear for one in runs)} of them clear.")  # fmt: skip
    console.print(_confusion(runs))
    table = Table("", "found", "bar")
    names = {
        "undecided": "left undecided",
        "decided": "right, of the decided",
        "clear": "right, of the clear ones decided",
        "class": "right, in the worst class",
        "alarms": "false alarms of overfitting",
        "turns": f"turn within {NEAR:.0%} of the run",
        "sure": "right, of the almost certain",
    }
    good = True
    for name, text in names.items():
        most = name in ("undecided", "alarms")
        met = figures[name] <= BARS[name] if most else figures[name] >= BARS[name]
        good &= met
        table.add_row(
            text, f"{figures[name]:.1%}", f"{'≤' if most else '≥'} {BARS[name]:.0%}{'' if met else '  missed'}"
        )
    console.print(table)
    console.print(_turns(overfitting))
    return 0 if good else 1


def _turns(overfitting: Sequence[Judged]) -> str:
    """How the turns were told: as one epoch, or as a range."""
    ranges = [_within(one) for one in overfitting if one.told.turn is not None and one.told.turn.between is not None]
    plain = [_near(one) for one in overfitting if one.told.turn is not None and one.told.turn.between is None]
    return (
        f"Of {len(overfitting)} turns {len(plain)} are told as one epoch: {share(plain):.1%} of these are within "
        f"{NEAR:.0%} of the run. The other {len(ranges)} lie in the range that is told in {share(ranges):.1%}."
    )


def _within(one: Judged) -> bool:
    turn, told = one.is_.turn, one.told.turn
    return (
        turn is not None
        and told is not None
        and told.between is not None
        and (told.between[0] <= turn <= told.between[1])
    )


def _near(one: Judged) -> bool:
    turn, since = one.is_.turn, one.told.since
    return turn is not None and since is not None and abs(since - turn) <= NEAR * one.epochs


def _states(runs: Sequence[Judged]) -> list[State]:
    """The states that any training is in, in the order of their declaration."""
    return [state for state in get_args(State) if any(one.is_.state == state for one in runs)]


def _confusion(runs: Sequence[Judged]) -> Table:
    """Rows: what the trainings are; columns: what was said of them; last the share that is right of the decided."""
    counted = Counter((one.is_.state, one.told.state) for one in runs)
    told = [state for state in get_args(State) if any(pair[1] == state for pair in counted)]
    table = Table("is \\ told", *told, "right")
    for state in _states(runs):
        decided = [one.right for one in runs if one.is_.state == state and one.decided]
        table.add_row(state, *(str(counted[state, column] or "·") for column in told), f"{share(decided):.0%}")
    return table


if __name__ == "__main__":
    sys.exit(main())
