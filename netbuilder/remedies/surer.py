"""More validation rows, where too few of them leave a diagnosis open."""

from __future__ import annotations

import math
from functools import partial

from netbuilder.data.pipeline import Prepared
from netbuilder.data.preparation import part_sizes
from netbuilder.diagnosis.evidence import Evidence
from netbuilder.diagnosis.thresholds import THRESHOLDS
from netbuilder.messages import Message, say
from netbuilder.project.edits import set_data
from netbuilder.remedies.case import Case, Remedy, figure

SHARE = 0.4
"""Of all rows, so many validate then: two fifths at most, as the network learns from the rest."""


def more_validation_rows(case: Case, prepared: Prepared, seen: Evidence) -> Remedy | None:
    """Validate on more rows, where the verdict stays open as the validation rows are few; None where something else is
    the reason, or there are no rows to give. ``prepared``: the rows of the run; ``seen``: what its diagnosis
    was told by.

    It changes what is measured, not what is learned: there is nothing to try.
    """
    data = case.project.data
    rows, few = len(prepared.table.targets), case.summary.validation
    more, testing = part_sizes(rows, SHARE, data.test)
    left = rows - more - testing
    if data.validation >= SHARE or more <= few or left < more:
        return None
    why = _why(case, seen, few, more, min(left, data.training_rows or left))
    if why is None:
        return None
    title = say("Validate on {share} of the rows", share=f"{SHARE:.0%}")
    remedy = Remedy(say("Validate on more rows"), title, why, partial(set_data, validation=SHARE))
    return remedy if case.helps(remedy) else None


def _why(case: Case, seen: Evidence, few: int, more: int, left: int) -> Message | None:
    """Why the diagnosis would be surer; None where few rows are not the reason that it is open."""
    if case.diagnosis.state == "unseen" and few < THRESHOLDS.fewest_rows:
        return say(
            "Validation rows: {few}, which tell nothing. With this share there are {more}, and {left} to train on.",
            few=few,
            more=more,
            left=f"{left:,}",
        )
    if case.diagnosis.state != "noisy":
        return None
    loss, error = case.records[-1].validation_loss, seen.validation_error
    if error <= max(THRESHOLDS.rise * abs(loss), seen.noise(seen.validation)):
        return None
    return say(
        "The validation loss of {loss} is a mean over {few} rows and uncertain by about ±{error}, which hides a small "
        "rise or fall. With {more} rows it would be about ±{less}; {left} are left to train on.",
        loss=figure(loss),
        few=few,
        error=figure(error),
        more=more,
        less=figure(error * math.sqrt(few / more)),
        left=f"{left:,}",
    )
