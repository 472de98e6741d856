"""Signals while training: the first one stops it cleanly, a second one ends the program in one line."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from netbuilder.commands.terminal.training_progress import TrainingProgress
from netbuilder.training.progress import EpochDone, Progress

Run = Callable[..., Result]


@pytest.fixture
def struck(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make signals arrive at the end of the second epoch."""

    def strike(*numbers: signal.Signals) -> None:
        show = TrainingProgress.show

        def show_and_strike(display: TrainingProgress, progress: Progress) -> None:
            show(display, progress)
            if isinstance(progress, EpochDone) and progress.record.epoch == 2:
                for number in numbers:
                    signal.raise_signal(number)

        monkeypatch.setattr(TrainingProgress, "show", show_and_strike)

    return strike


def kept(moons: Path, name: str) -> str:
    return (moons.parent / "moons.runs" / "1" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_stops_training_and_keeps_the_run(
    netbuilder: Run, moons: Path, struck: Callable[..., None], number: signal.Signals
) -> None:
    before = signal.getsignal(number)
    struck(number)
    result = netbuilder("train", moons, "--json")
    assert result.exit_code == 0
    assert [epoch["epoch"] for epoch in json.loads(result.stdout)["epochs"]] == [1, 2]
    assert "Stopped after epoch 2" in result.stderr
    assert json.loads(kept(moons, "settings.json"))["reason"] == "stopped"
    assert signal.getsignal(number) is before


def test_what_was_stopped_can_be_gone_on_with(netbuilder: Run, moons: Path, struck: Callable[..., None]) -> None:
    whole = json.loads(netbuilder("train", moons, "--json", "--out", moons.parent / "whole").stdout)
    struck(signal.SIGINT)
    netbuilder("train", moons)
    resumed = json.loads(netbuilder("train", moons, "--resume", "--json").stdout)
    losses = [epoch["validation_loss"] for epoch in whole["epochs"]]
    assert [epoch["validation_loss"] for epoch in resumed["epochs"]] == losses


def test_a_second_signal_ends_the_program_in_one_line_and_the_run_is_kept(
    netbuilder: Run, moons: Path, struck: Callable[..., None]
) -> None:
    struck(signal.SIGINT, signal.SIGINT)
    result = netbuilder("train", moons, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("\nInterrupted.\n")
    assert json.loads(kept(moons, "settings.json"))["reason"] == "interrupted"
    assert len(kept(moons, "history.csv").splitlines()) == 3
