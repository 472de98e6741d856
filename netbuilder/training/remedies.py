"""What may help a run, each as one undoable edit of the project, with the reason why it should help here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from netbuilder.data.summary import Summary
from netbuilder.project import Project
from netbuilder.shapes import Check
from netbuilder.training import cures_of_drawing as drawing
from netbuilder.training import cures_of_settings as settings
from netbuilder.training.diagnosis import Diagnosis, State
from netbuilder.training.history import EpochRecord
from netbuilder.training.ward import Remedy, Ward

__all__ = ["Remedy", "remedies"]

Offer = Callable[[Ward], Iterator[Remedy]]

OFFERS: Mapping[State, tuple[Offer, ...]] = {
    "overfitting": (
        settings.early_stopping,
        settings.more_rows,
        settings.less_noise,
        settings.decay,
        drawing.dropout,
        drawing.narrower,
        drawing.shallower,
        drawing.norm,
    ),
    "underfitting": (settings.undecayed, drawing.wider, drawing.deeper, settings.longer, settings.faster),
    "learning": (settings.longer, settings.faster),
    "diverging": (settings.slower, settings.clipped),
    "noisy": (settings.slower, settings.larger_batches),
}
"""What is offered for which state, the gentlest first."""


def remedies(
    project: Project, check: Check, summary: Summary, records: Sequence[EpochRecord], diagnosis: Diagnosis
) -> tuple[Remedy, ...]:
    """What may help this run, the gentlest first. What does not apply, or would not leave a sound project, is left out.

    ``check`` and ``summary``: of the project and its data, as they were trained; ``records``: the run.
    """
    if not check.sound or not records:
        return ()
    ward = Ward(project, check, summary, records, diagnosis)
    offers = OFFERS.get(diagnosis.state, ())
    return tuple(remedy for offer in offers for remedy in offer(ward) if ward.helps(remedy))
