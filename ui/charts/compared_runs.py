"""The runs that stand behind the present curves: the one before, those laid over it, and the repeats of a band."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.charts.chart_background import Band, Ghost, band_of
from ui.charts.series import Series
from ui.runs.run_rows import SEPARATOR

if TYPE_CHECKING:
    from netbuilder.runs.folder import Run
    from netbuilder.training.history import EpochRecord

translate = QCoreApplication.translate
LONGEST = 24
"""Characters of a run's name that the key has room for, beside other runs."""


class ComparedRuns:
    """``overlaid``: any earlier runs. ``repeats``: runs of the same training with several seeds.

    ``names``: what runs are called by now, which may be newer than what was read with them. The one before is of the
    same validation rows as the present run, told by its ``rows_mark``.
    """

    def __init__(self) -> None:
        self.overlaid: tuple[Run, ...] = ()
        self.repeats: tuple[Run, ...] = ()
        self.names: Mapping[Path, str] = {}
        self._before: tuple[Run | None, Series, str] | None = None
        self._known: dict[Path, Series] = {}

    @property
    def has_any(self) -> bool:
        """Whether anything stands there."""
        return bool(self.overlaid or self.repeats or self._before)

    def series(self, run: Run) -> Series:
        """The numbers of a run, sorted into columns once."""
        known = self._known.get(run.path)
        if known is None or len(known) != len(run.measured):
            known = self._known[run.path] = Series(run.measured)
        return known

    def be_before(self, run: Run | None) -> None:
        """This run stands behind the present one as the one before it."""
        self._before = None if run is None else (run, self.series(run), run.rows_mark)

    def stand_back(self, run: Run | None, series: Series, rows_mark: str) -> None:
        """What has been the present run until now is the one before. ``run``: None where it was not kept."""
        self._before = run, series, rows_mark

    def compare_only(self, rows_mark: str) -> None:
        """The present run has these validation rows: one before it that had others is taken away."""
        if self._before is not None and self._before[2] != rows_mark:
            self._before = None

    def ghosts(self, present: Run | None) -> tuple[Ghost, ...]:
        """The run compared with and those laid over, each once, without the present one. Of repeats, the band tells
        already."""
        return tuple(
            Ghost(name, str(run.number) if run is not None else "", series, look)
            for look, (name, run, series) in enumerate(self._behind(present))
        )

    def band(self) -> Band | None:
        """The band of the repeats, where there are at least two."""
        name = translate("ComparedRuns", "{count} runs: mean, lowest to highest").format(count=len(self.repeats))
        return band_of(name, [self.series(run) for run in self.repeats])

    def tables(self, present: Run | None) -> list[tuple[str, list[EpochRecord]]]:
        """The numbers of each, with the number of the run."""
        behind = [(run, series) for _, run, series in self._behind(present)]
        drawn = {present.path if present is not None else None, *(run.path for run, _ in behind if run is not None)}
        behind += [(run, self.series(run)) for run in self.repeats if run.path not in drawn]
        return [(str(run.number) if run is not None else "", series.records()) for run, series in behind]

    def _behind(self, present: Run | None) -> list[tuple[str, Run | None, Series]]:
        found: list[tuple[str, Run | None, Series]] = []
        taken = {present.path} if present is not None else set()
        if self._before is not None:
            run, series, _ = self._before
            if run is None:
                found.append((translate("ComparedRuns", "the previous run"), None, series))
            elif run.path not in {*taken, *(repeat.path for repeat in self.repeats)}:
                text = translate("ComparedRuns", "Run {run}")
                if present is None or run.number == present.number - 1:
                    text = translate("ComparedRuns", "Run {run}, the previous one")
                found.append((text.format(run=self._titled(run)), run, series))
                taken.add(run.path)
        for run in self.overlaid:
            if run.path not in taken and run.records:
                found.append(
                    (translate("ComparedRuns", "Run {run}").format(run=self._titled(run)), run, self.series(run))
                )
                taken.add(run.path)
        return found

    def _titled(self, run: Run) -> str:
        """Number and given name of a run, as the table of runs has them; a long name is cut short."""
        name = self.names.get(run.path, run.notes.name)
        if len(name) > LONGEST:
            name = f"{name[: LONGEST - 1].rstrip()}…"
        return SEPARATOR.join(filter(None, (str(run.number), name)))
