"""What remedies are worth that the program offers, on data that nothing of it was chosen by.

``python -m tests.perf.remedy_field`` prints it; ``--tuned-on`` prints the same of the kinds of data by which it was
decided how sure a difference must be.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from joblib import Parallel, delayed
from rich.table import Table

from netbuilder.commands.terminal.output import output
from tests.perf.field_data import Kind
from tests.perf.remedy_kinds import REPORTED, TUNED_ON
from tests.perf.remedy_uses import FRESH_ROWS, FRESH_SEEDS, Case, Use, case

PROJECTS = 16
"""Of each kind of data."""
KEPT = 0.9
"""The share of uses that must improve the expected loss."""
USES = 180
"""At least so many are judged."""


def one(kind: Kind, number: int, folder: Path) -> Case | None:
    """One project, with warnings of scikit-learn about few rows left out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return case(kind, number, folder)


def every(kinds: Sequence[Kind], projects: int) -> list[Case]:
    """All projects, on all cores."""
    with TemporaryDirectory() as folder:
        work = (delayed(one)(kind, number, Path(folder)) for kind in kinds for number in range(projects))
        return [found for found in Parallel(n_jobs=-1)(work) if found is not None]


def share(uses: Sequence[Use]) -> str:
    """In how many uses the networks got better."""
    improved = sum(use.improved for use in uses)
    return f"{improved} of {len(uses)}, {improved / max(1, len(uses)):.1%}"


def main() -> int:
    """Print the figures. 0 if all bars are met."""
    cases = every(list((TUNED_ON if "--tuned-on" in sys.argv else REPORTED).values()), PROJECTS)
    uses = [use for found in cases for use in found.uses]
    first = [use for use in uses if use.first]
    asked = [found for found in cases if found.tried]
    console = output()
    console.print(
        f"{len(cases)} projects, {len(asked)} of them with something to try ({sum(found.tried for found in asked)} "
        f"remedies), {len(first)} in which something surely helps. Expected loss on {FRESH_ROWS:,} fresh rows, mean of "
        f"{FRESH_SEEDS} seeds that no trial has used."
    )
    table = Table("", "improves the expected loss", "at least")
    table.add_row("offered first", share(first), f"{KEPT:.0%}")
    table.add_row("shown as better", share(uses), f"{KEPT:.0%} of {USES}")
    for name in sorted({str(use.trial.remedy.name) for use in uses}):
        table.add_row(f"  {name}", share([use for use in uses if str(use.trial.remedy.name) == name]), "")
    console.print(table)
    for use in uses:
        if not use.improved:
            figures = f"{use.before:.4g} → {use.after:.4g}"
            console.print(f"{use.project}, {use.state}: {use.trial.message} True loss {figures}.")
    kept = all(sum(use.improved for use in some) >= KEPT * len(some) for some in (first, uses))
    return 0 if kept and len(uses) >= USES else 1


if __name__ == "__main__":
    sys.exit(main())
