"""What is said in the picture of the curves: in its key, beside its marks, and in the box beside the pointer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.panels.backdrop import Backdrop
from ui.panels.plot_ground import PARTS, entries_behind, pale_stroke, present_stroke, stroke_of
from ui.panels.plot_key import Entry
from ui.panels.plot_marks import Mark
from ui.panels.plot_pointer import said
from ui.panels.series import Series
from ui.theme import Theme

translate = QCoreApplication.translate


def key_entries(backdrop: Backdrop, theme: Theme, *, alone: bool) -> tuple[Entry, ...]:
    """The name of the values, the present lines, and what lies behind; ``alone``: there are no present lines."""
    entries = [Entry(backdrop.title)] if backdrop.title else []
    if not alone or backdrop.band is not None:
        entries.append(Entry(translate("Plot", "Training"), present_stroke("train", theme)))
        entries.append(Entry(translate("Plot", "Validation"), present_stroke("validation", theme)))
    entries += entries_behind(backdrop, theme)
    if not alone and backdrop.band is not None:
        entries.append(Entry(translate("Plot", "pale: the present run"), pale_stroke("train", theme)))
    elif not alone and backdrop.strength != "off":
        entries.append(Entry(translate("Plot", "pale: as measured"), pale_stroke("train", theme)))
    return tuple(entries)


def values_behind(backdrop: Backdrop, epoch: float, theme: Theme) -> list[Entry]:
    """The values of the band (validation) and of the earlier runs (training · validation) at an epoch."""
    entries = []
    none = translate("Plot", "none")
    if backdrop.band is not None:
        low, mean, high = (said(value, none) for value in backdrop.spread_at("validation", epoch))
        words = translate("Plot", "mean {mean} ({low} to {high})").format(mean=mean, low=low, high=high)
        entries.append(Entry(words, present_stroke("validation", theme)))
    for ghost in backdrop.ghosts:
        place = ghost.series.nearest(epoch)
        if place is None or abs(ghost.series.value("epoch", place) - epoch) > 0.5:
            continue
        values = [ghost.series.value(f"{part}_{backdrop.what}", place) for part in PARTS]
        training, validation = (said(value, none) for value in values)
        words = f"{ghost.mark or ghost.name}:  {training} · {validation}"
        entries.append(Entry(words, stroke_of(ghost, "validation", theme)))
    return entries


def marks(series: Series, backdrop: Backdrop, theme: Theme) -> list[Mark]:
    """What is written beside the lines at the best epoch, at the beginning of overfitting, and at seams."""
    best, found = series.best, []
    if best is not None:
        found.append(Mark(best.epoch, translate("Plot", "best: epoch {epoch}").format(epoch=best.epoch), theme.good))
    if backdrop.since is not None:
        words = translate("Plot", "overfitting since about epoch {epoch}")
        if best is not None and backdrop.since == best.epoch:
            words = translate("Plot", "overfitting since epoch {epoch}")
        words = words.format(epoch=backdrop.since)
        found.append(Mark(backdrop.since, words, theme.danger))
    return [*found, *(Mark(seam, translate("Plot", "continued"), theme.muted) for seam in backdrop.seams)]
