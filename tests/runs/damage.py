"""Runs as somebody else may have left them: one that was really trained, damaged in one of many ways by a seed.

``kept`` trains it, ``damaged`` copies and damages it. A damage is told by its kind and the name of the file.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from netbuilder.experiments.bias_variance import BiasVariance
from netbuilder.experiments.fan import places_of
from netbuilder.experiments.record import Result
from netbuilder.experiments.saved.saved_experiments import save_experiment
from netbuilder.experiments.sweep.sweep import Sweep, SweepSpec, Swept, single
from netbuilder.files.write import write
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.runs.folder import RunsFolder, runs_folder
from netbuilder.runs.notes import NOTES, Notes
from netbuilder.runs.opened_test import OpenedTest, write_opened
from netbuilder.runs.recording import record
from netbuilder.runs.run_files import BEST, EPOCHS, HISTORY, LAST, RESTORED, RESUME, SETTINGS, TEST
from netbuilder.runs.run_lock import NAME as BEING_WRITTEN
from netbuilder.training.trainer import Training
from tests.drawing import drawn
from tests.runs.damage_folders import BAD, FOLDER_ACTS
from tests.runs.damage_places import PLACE_ACTS, Act
from tests.runs.damage_tensors import TENSOR_ACTS
from tests.runs.damage_texts import TABLE_ACTS, VALUE_ACTS, noise

TENSORS = (BEST, LAST, RESUME, EPOCHS)
EXPERIMENT, FITS = "bias-variance-1.json", "bias-variance-1.safetensors"
OF_RUN = (SETTINGS, HISTORY, NOTES, RESTORED, TEST, BEING_WRITTEN, *TENSORS)
OF_FOLDER = (EXPERIMENT, FITS)
OPENED = OpenedTest(
    epoch=3,
    rows=10,
    loss=0.5,
    loss_error=0.1,
    metric="accuracy",
    value=0.8,
    value_error=0.13,
    first="2026-01-02T03:04:05+00:00",
    latest="2026-01-02T03:04:05+00:00",
    opened=1,
    newest_run=2,
    project="0" * 64,
    chosen_by=False,
)


def kept(folder: Path) -> Path:
    """A project with two runs and two experiments beside it, all really trained. Returns the project's file."""
    project = drawn(
        *(
            ("dense", {"units": 4}),
            ("batch_norm", {}),
            ("relu", {}),
            ("dropout", {"rate": 0.2}),
            ("dense", {"units": 2}),
        ),
        rows=40,
        epochs=6,
    )
    path = folder / "moons.netb"
    write(path, project)
    runs = runs_folder(path)
    for seed in range(2):
        list(record(Training(edits.set_training(project, seed=seed)), runs, Notes(name=f"run {seed}", group="g")))
    run = runs.path / BAD
    (run / RESTORED).write_text('{"epoch": 3}\n')
    (run / BEING_WRITTEN).write_bytes(b"")
    write_opened(run, OPENED)
    _experiments(
        runs,
        edits.set_training(drawn(("dense", {"units": 3}), ("relu", {}), ("dense", {"units": 2}), rows=30), epochs=2),
    )
    return path


def _experiments(runs: RunsFolder, project: Project) -> None:
    *_, swept = Sweep(SweepSpec(project, "dense_1.units", resamples=3), ("2", "0", "3")).run()
    *_, alone = BiasVariance(project, resamples=3, shown=places_of(project, 3).shown).run()
    assert isinstance(alone, Result)
    assert isinstance(swept, Swept)
    for found in (single(alone), swept):
        save_experiment(runs, project, found, resamples=3, vary="both")


def damaged(original: Path, place: Path, seed: int) -> tuple[Path, str]:
    """A copy of the project with its runs, damaged. Returns its file, and what was done to it."""
    chance = random.Random(seed)
    shutil.copytree(original.parent, place, symlinks=True)
    runs = runs_folder(place / original.name).path
    if chance.random() < 0.1:
        act = chance.choice(FOLDER_ACTS)
        act(runs, chance)
        return place / original.name, _named(act, "folder")
    name = chance.choice((*OF_RUN, *OF_RUN, *OF_FOLDER))
    file = runs / name if name in OF_FOLDER else runs / BAD / name
    if chance.random() < 0.5 and name != RESTORED:
        (runs / BAD / RESTORED).unlink()  # the run is at its end, and not taken back
    act = chance.choice(_acts(name))
    act(file, chance)
    return place / original.name, _named(act, name)


def _named(act: Act, name: str) -> str:
    return f"{name}: {act.__name__.strip('_').replace('_', ' ')}"


def _acts(name: str) -> tuple[Act, ...]:
    if name == HISTORY:
        return (*TABLE_ACTS, *PLACE_ACTS, noise)
    if name.endswith(".json"):
        return (*VALUE_ACTS, *PLACE_ACTS, noise)
    if name.endswith(".safetensors"):
        return (*TENSOR_ACTS, *TENSOR_ACTS, *PLACE_ACTS, noise)
    return PLACE_ACTS
