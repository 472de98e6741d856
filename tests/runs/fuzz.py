"""Damages runs folders by the thousand and uses everything in them: ``python -m tests.runs.fuzz --folders 2000``.

Prints how many folders there were and what was done to them, and of each failure the seed, the damage and the trace.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import torch
from rich.console import Console
from rich.table import Table

from netbuilder.runs.folder import runs_folder
from netbuilder.runs.notes import NOTES
from netbuilder.runs.run_files import RESTORED
from tests.runs.damage import damaged, kept
from tests.runs.damage_folders import GOOD
from tests.runs.exercise import Uses, contents

SECONDS = 60
"""In which all uses of a folder end, on a slow and busy machine too; one that waits for a pipe never does."""
MEMORY = 12 * 2**30
"""Bytes of the address space: what reads without end is stopped."""


@dataclass(frozen=True)
class Outcome:
    """What came of one damaged folder: the sentences, or the trace of what was raised instead."""

    seed: int
    damage: str
    said: tuple[str, ...] = ()
    trace: str = ""


def tried(original: Path, place: Path, seed: int) -> Outcome:
    """Damage a copy of the runs of a project, and use everything in it."""
    path, damage = damaged(original, place, seed)
    outside = place / "outside"
    before = contents(outside) if outside.exists() else {}
    good = runs_folder(path).path / GOOD
    untouched = lasting(good)
    try:
        with _limited():
            said = Uses(path).all()
        assert not outside.exists() or contents(outside) == before, "something was written outside of the runs"
        assert lasting(good) == untouched, "the other run was harmed"
    except Exception:  # noqa: BLE001  whatever was raised is what is looked for
        return Outcome(seed, damage, trace=traceback.format_exc())
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return Outcome(seed, damage, tuple(said))


def lasting(run: Path) -> dict[str, bytes]:
    """What lies in a run and stays as it is, however often it is restored and named."""
    found = contents(run) if run.is_dir() else {}
    return {name: content for name, content in found.items() if name not in (RESTORED, NOTES)}


@contextmanager
def _limited() -> Iterator[None]:
    """Raise TimeoutError where it takes too long, and every warning."""

    def late(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"it took more than {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def main() -> int:
    """Damage and use as many folders as asked for. Exit code 1 where one of them made anything but a sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folders", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0, help="of the first folder; each next one has the next")
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        original = kept(_made(Path(folder) / "original"))
        outcomes = [
            tried(original, Path(folder) / f"{seed}", seed) for seed in range(asked.seed, asked.seed + asked.folders)
        ]
    _show(outcomes)
    failures = [outcome for outcome in outcomes if outcome.trace]
    for outcome in failures:
        sys.stdout.write(f"\nseed {outcome.seed}, {outcome.damage}\n{outcome.trace}")
    return 1 if failures else 0


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _show(outcomes: list[Outcome]) -> None:
    table = Table("what was done", "to", "folders", "with a sentence", "without one", "failed")
    by_kind: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_kind.setdefault(outcome.damage.partition(": ")[2], []).append(outcome)
    for kind, found in sorted(by_kind.items()):
        files = sorted({outcome.damage.partition(": ")[0] for outcome in found})
        table.add_row(kind, ", ".join(files), *_counts(found))
    table.add_section()
    table.add_row("all", "", *_counts(outcomes))
    Console(width=140).print(table)


def _counts(outcomes: list[Outcome]) -> tuple[str, ...]:
    failed, said = sum(bool(one.trace) for one in outcomes), sum(bool(one.said) for one in outcomes)
    return tuple(map(str, (len(outcomes), said, len(outcomes) - failed - said, failed)))


if __name__ == "__main__":
    sys.exit(main())
