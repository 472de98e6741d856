"""What is said in the picture of the curves: in its key, beside its marks, and in the box beside the pointer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.charts.chart_background import ChartBackground
from ui.charts.plot.legend import LegendEntry
from ui.charts.plot.marker_labels import Mark
from ui.charts.plot.plot_pointer import said
from ui.charts.plot.static_layer import PARTS, entries_behind, pale_stroke, present_stroke, stroke_of
from ui.charts.series import Series
from ui.theme.themes import Theme

translate = QCoreApplication.translate


def key_entries(background: ChartBackground, theme: Theme, *, alone: bool) -> tuple[LegendEntry, ...]:
    """The name of the values, the present lines, and what lies behind; ``alone``: there are no present lines."""
    entries = [LegendEntry(background.title)] if background.title else []
    if not alone or background.band is not None:
        entries.append(LegendEntry(translate("Plot", "Training"), present_stroke("train", theme)))
        entries.append(LegendEntry(translate("Plot", "Validation"), present_stroke("validation", theme)))
    entries += entries_behind(background, theme)
    if not alone and background.band is not None:
        entries.append(LegendEntry(translate("Plot", "pale: the current run"), pale_stroke("train", theme)))
    elif not alone and background.strength != "off":
        entries.append(LegendEntry(translate("Plot", "pale: as measured"), pale_stroke("train", theme)))
    return tuple(entries)


def values_behind(background: ChartBackground, epoch: float, theme: Theme) -> list[LegendEntry]:
    """The values of the band (validation) and of the earlier runs (training · validation) at an epoch."""
    entries = []
    none = translate("Plot", "none")
    if background.band is not None:
        low, mean, high = (said(value, none) for value in background.spread_at("validation", epoch))
        words = translate("Plot", "mean {mean} ({low} to {high})").format(mean=mean, low=low, high=high)
        entries.append(LegendEntry(words, present_stroke("validation", theme)))
    for ghost in background.ghosts:
        place = ghost.series.nearest(epoch)
        if place is None or abs(ghost.series.value("epoch", place) - epoch) > 0.5:
            continue
        values = [ghost.series.value(f"{part}_{background.what}", place) for part in PARTS]
        training, validation = (said(value, none) for value in values)
        words = f"{ghost.mark or ghost.name}:  {training} · {validation}"
        entries.append(LegendEntry(words, stroke_of(ghost, "validation", theme)))
    return entries


def marks(series: Series, background: ChartBackground, theme: Theme) -> list[Mark]:
    """What is written beside the lines at the best epoch, at the beginning of overfitting, and at seams."""
    best, found = series.best, []
    if best is not None:
        found.append(Mark(best.epoch, translate("Plot", "best: epoch {epoch}").format(epoch=best.epoch), theme.good))
    if background.turn is not None:
        words = translate("Plot", "overfitting since epoch ≈ {epoch}")
        if best is not None and background.turn.epoch == best.epoch and background.turn.between is None:
            words = translate("Plot", "overfitting since epoch {epoch}")
        words = words.format(epoch=background.turn.epoch)
        found.append(Mark(background.turn.epoch, words, theme.danger))
    return [*found, *(Mark(seam, translate("Plot", "continued"), theme.muted) for seam in background.seams)]
