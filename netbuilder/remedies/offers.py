"""What may help a run, each as one undoable edit of the project, with the reason why it should help here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from netbuilder.data.summary import Summary
from netbuilder.diagnosis.diagnosis import Diagnosis, State
from netbuilder.project.project import Project
from netbuilder.remedies import hindrances
from netbuilder.remedies import network_remedies as drawing
from netbuilder.remedies import settings_remedies as settings
from netbuilder.remedies.case import Case, Remedy
from netbuilder.shapes.check_result import Check
from netbuilder.training.history import EpochRecord

__all__ = ["Remedy", "remedies"]

Offer = Callable[[Case], Iterator[Remedy]]

HINDRANCES: tuple[Offer, ...] = (
    hindrances.against_the_loss,
    hindrances.bent,
    hindrances.undropped,
    hindrances.unclipped,
    settings.undecayed,
    hindrances.unsaturated,
    hindrances.steady_rate,
    hindrances.clean_labels,
)
"""What takes away what holds learning back. It comes before capacity: a larger network would be held back, too."""

OFFERS: Mapping[State, tuple[Offer, ...]] = {
    "overfitting": (
        drawing.straighter,
        settings.decay,
        drawing.dropout,
        settings.more_rows,
        settings.early_stopping,
        drawing.narrower,
        drawing.shallower,
        settings.less_noise,
    ),
    "underfitting": (*HINDRANCES, drawing.wider, drawing.deeper, settings.longer, settings.faster),
    "learning": (*HINDRANCES, settings.longer, settings.faster, drawing.norm),
    "diverging": (settings.slower, settings.clipped, drawing.norm),
    "noisy": (*HINDRANCES, settings.slower, settings.larger_batches),
}
"""What is offered for which state. The first few are those that users see at once: where a layer bends by its degree,
that; of the settings and of the drawing the one that the lesson knows; then what helped most in the samples. Cleaner
data come last: few can have them. Batch norm helps learning along; it is no cure for overfitting, which it made worse
in two of three uses."""

WHERE_IT_FITS: tuple[Offer, ...] = (hindrances.against_the_loss, hindrances.less_dropped)
"""What is offered even of a run that fits: nobody draws it on purpose, and few see that it holds the network back."""


def remedies(
    project: Project, check: Check, summary: Summary, records: Sequence[EpochRecord], diagnosis: Diagnosis
) -> tuple[Remedy, ...]:
    """What may help this run, in the order of ``OFFERS``, and before it balanced classes, whatever the state: losses
    do not show that a small class is missed. Of a run that fits: what helps against underfitting, where another model
    surely predicts much better; else ``WHERE_IT_FITS``. What does not apply, or would leave a project that cannot be
    trained, is left out.

    ``check`` and ``summary``: of the project and its data, as they were trained; ``records``: the run.
    """
    if not check.sound or not (records or diagnosis.state == "diverging"):
        return ()
    case = Case(project, check, summary, records, diagnosis)
    fits = () if diagnosis.state != "fits" else OFFERS["underfitting"] if diagnosis.beaten else WHERE_IT_FITS
    offers = (settings.balanced_classes, *fits, *OFFERS.get(diagnosis.state, ()))
    return tuple(remedy for offer in offers for remedy in offer(case) if case.helps(remedy))
