"""Damaged folders of runs: links in their place, foreign names, and traps for what is written next."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

from netbuilder.runs.notes import NOTES
from tests.runs.damage_places import Act, folder, link_to_device, pipe, sparse

GOOD, BAD = "1", "2"
"""The run that is left alone, and the one that is damaged."""


def run_is_a_link(runs: Path, chance: random.Random) -> None:
    (runs / BAD).rename(runs.parent / "outside")
    (runs / BAD).symlink_to(runs.parent / "outside")


def runs_are_a_link(runs: Path, chance: random.Random) -> None:
    runs.rename(runs.parent / "outside")
    runs.symlink_to(runs.parent / "outside")


def run_is_no_folder(runs: Path, chance: random.Random) -> None:
    shutil.rmtree(runs / BAD)
    chance.choice([os.mkfifo, Path.touch, Path.mkdir])(runs / BAD)


def runs_are_no_folder(runs: Path, chance: random.Random) -> None:
    shutil.rmtree(runs)
    chance.choice([os.mkfifo, Path.touch])(runs)


def foreign_names(runs: Path, chance: random.Random) -> None:
    """Folders with names that no run has, empty ones or copies of a run."""
    names = ["a\nb", "\udcff\udcfe", "-1", "0", "01", "\u202e1", "٣", "9" * 9, "9" * 10, "9" * 200, "=1+1", "1 ", "2.5"]
    for name in chance.sample(names, 4):
        if chance.random() < 0.5:
            shutil.copytree(runs / GOOD, runs / name)
        else:
            (runs / name).mkdir()


def odd_highest_number(runs: Path, chance: random.Random) -> None:
    file = runs / ".numbered"
    file.write_text(chance.choice(["", "x", "-5", "9" * 9, "9" * 20, "9" * 5000, "１", "\n\n3", "nan"]))
    if chance.random() < 0.5:
        chance.choice([pipe, folder, link_to_device, sparse])(file, chance)


def link_for_the_next_experiment(runs: Path, chance: random.Random) -> None:
    """The next experiment's second file is there already, and leads out."""
    (runs.parent / "outside").write_text("stays as it is")
    (runs / "bias-variance-3.safetensors").symlink_to(runs.parent / "outside")


def leftovers(runs: Path, chance: random.Random) -> None:
    """What a killed deletion or a killed save leaves, as links that lead out."""
    (runs.parent / "outside").mkdir()
    (runs.parent / "outside" / "kept").write_text("stays as it is")
    (runs / ".deleted-2-00000000").symlink_to(runs.parent / "outside")
    (runs / BAD / f".{NOTES}.1-0a1b2c3d.saving").symlink_to(runs.parent / "outside" / "kept")


FOLDER_ACTS: tuple[Act, ...] = (
    *(run_is_a_link, runs_are_a_link, run_is_no_folder, runs_are_no_folder, foreign_names, odd_highest_number),
    *(link_for_the_next_experiment, leftovers),
)
