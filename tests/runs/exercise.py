"""All that is done with the runs of a folder, done with every one of them: read, compared, resumed, restored, written.

What is wrong with a run may only be said, in one sentence. Anything else is raised.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TypeVar

from netbuilder.commands import runs as listing
from netbuilder.commands.terminal.output import in_words, strict
from netbuilder.diagnosis.rules import diagnose
from netbuilder.errors import UserError
from netbuilder.experiments import fan
from netbuilder.experiments.report import Report
from netbuilder.experiments.saved.saved_experiments import SavedExperiment, saved_experiments
from netbuilder.files.read import read
from netbuilder.predictions.predictor import Predictor
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.remedies.examination import examine
from netbuilder.runs.comparison import compared
from netbuilder.runs.folder import Run, runs_folder
from netbuilder.runs.notes import named, read_notes, write_notes
from netbuilder.runs.opened_test import continued_with_another_split, opened_before, read_opened
from netbuilder.runs.repeats import summary
from netbuilder.runs.results import result
from netbuilder.runs.run_files import TEST
from netbuilder.runs.run_list import run_entries
from netbuilder.runs.run_table import csv_table, plain
from netbuilder.training.resume import Resume
from netbuilder.training.trainer import Training
from tests.drawing import checked
from tests.runs.damage_folders import GOOD

T = TypeVar("T")
LONGEST = 600
"""Characters of a sentence."""


class Uses:
    """``said``: the sentences with which something was refused. ``project``: the one that is open."""

    def __init__(self, path: Path) -> None:
        self.said: list[str] = []
        self.project: Project = read(path)
        self.folder = runs_folder(path)

    def all(self) -> list[str]:
        """Use everything. Returns the sentences."""
        self._list()
        for run in self.folder.runs():
            if run.path.name == GOOD:
                assert run.problem is None
                self._go_on(run)
            else:
                self._use(run)
        self._use_latest()
        for one in saved_experiments(self.folder):
            self._show(one)
        self._write()
        return self.said

    def tried(self, use: Callable[[], T]) -> T | None:
        """What a use gives; None where it was refused, and that is ``said``."""
        try:
            return use()
        except UserError as error:
            self.say(error.message)
            return None

    def refused(self, use: Callable[[], object]) -> None:
        """A use that is always refused, whatever the run is like."""
        try:
            use()
        except UserError as error:
            str(error)
        else:
            raise AssertionError("this must be refused")

    def say(self, message: object) -> None:
        """A sentence for the user."""
        text = in_words(str(message))
        assert text, "nothing was said"
        assert len(text) < LONGEST, text[:1000]
        self.said.append(text)

    def _list(self) -> None:
        """As ``netbuilder runs`` does, as a table, as JSON and as CSV."""
        found = run_entries(self.folder)
        for entry in found:
            if entry.problem is not None:
                self.say(entry.problem)
            json.dumps(strict(plain(entry)), allow_nan=False)
        csv_table(found)
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            listing._show(found)
        summary([entry.result for entry in found], 1).sentence.render(str)
        summary([entry.result for entry in found], 1).short.render(str)

    def _use(self, run: Run) -> None:
        if run.problem is not None:
            self.say(run.problem)
            assert run.project is None
            return
        assert run.project is not None
        json.dumps(strict([run.best_epoch, run.end, run.epoch, run.epochs_kept, run.has_better, run.restored]))
        for epoch in (run.end, run.epoch, run.best_epoch, *run.epochs_kept):
            assert epoch is None or 0 < epoch <= len(run.records)
        diagnose(run.records)
        examine(run.project, run.records, run.reason, self.project)
        if run.records:
            str(compared(run.records, run.records))
        result(run.records)
        run.difference(self.project)
        self.tried(lambda: read_opened(run.path))
        is_opened = run.path.name != GOOD and os.path.lexists(run.path / TEST)
        assert (run.number in opened_before(self.folder, self.folder.path / GOOD)) == is_opened
        continued_with_another_split(self.folder, run)
        self._see(run, run.project)
        self._go_on(run)
        self._restore(run)

    def _see(self, run: Run, project: Project) -> None:
        """The weights of every epoch that is kept, and what some of them make of the data."""
        fitting = self.tried(lambda: Predictor(project))
        for epoch in (0, -1, len(run.records) + 1):
            self.refused(lambda epoch=epoch: run.weights_at(epoch))
        found = [self.tried(use) for use in (run.weights, run.best_weights)]
        found += [self.tried(lambda epoch=epoch: run.weights_at(epoch)) for epoch in run.epochs_kept]
        for weights in found[:3]:
            if fitting is not None and weights is not None:
                self.tried(lambda weights=weights: fitting.predict(weights))

    def _go_on(self, run: Run) -> None:
        resume = self.tried(run.resume)
        if resume is not None:
            longer = edits.set_training(self.project, epochs=min(len(resume.records) + 1, 1_000_000))
            self.tried(lambda: self._train(longer, resume))

    def _train(self, project: Project, resume: Resume) -> None:
        training = Training(project, resume=resume)
        for _ in training.run():
            training.standing()

    def _restore(self, run: Run) -> None:
        drawing = checked(self.project)
        for epoch in (0, -1, 10**6):
            self.refused(lambda epoch=epoch: run.restore(epoch, drawing))
        for epoch in run.epochs_kept[-2:]:
            self.tried(lambda epoch=epoch: run.restore(epoch, drawing))
        self.tried(lambda: run.restore_best(drawing))
        kept = run.epochs_kept  # none, where the curves were cut off before the first of them
        assert not run.restored or not kept or run.epoch in kept
        self.tried(run.resume)

    def _use_latest(self) -> None:
        latest = self.folder.latest()
        assert latest is None or latest.problem is None
        self.tried(lambda: listing.last_run(self.folder))

    def _show(self, one: SavedExperiment) -> None:
        """An experiment, as the lab shows it."""
        if one.problem is not None:
            self.say(one.problem)
            return
        swept, project = one.whole(), one.project
        assert swept is not None
        assert project is not None
        places = self.tried(lambda: fan.places_of(project, one.resamples))
        report = Report(swept.hyperparameter or None, swept.points, one.resamples, swept.seconds)
        json.dumps(strict(report.plain()), allow_nan=False)
        (report.settings_csv() + report.per_epoch_csv()).encode()
        for point in swept.points:
            str(point.problem)
            if point.result is None:
                continue
            "".join(map(str, point.result.notes))
            fan.spread(point.result)
            fits, shown = point.result.fits, point.result.shown
            if places is None or fits is None or shown is None or places.shown is None:
                continue
            if shown.shape == places.shown.shape:
                fan.fan(places, fits, fan.truth_at(places, project))

    def _write(self) -> None:
        """New notes for every run, a new training, and all runs but the first deleted."""
        for path in self.folder.folders():
            self.tried(lambda path=path: write_notes(path, named(read_notes(path), "another")))
        self.tried(self.folder.create)
        for path in [path for path in self.folder.folders() if path.name != GOOD]:
            self.tried(lambda path=path: self.folder.delete(path))


def contents(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, or in a file, by path."""
    return dict(_contents(folder)) if folder.is_dir() else {"": folder.read_bytes()}


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.stat().st_size < 2**30:
            yield str(path.relative_to(folder)), path.read_bytes()
