"""Ctrl+C in the terminal, or a polite kill, ends the window without a question, and nothing is lost by it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from netbuilder.commands.terminal.stop_signals import ENDING, HANGUP
from netbuilder.messages import say
from netbuilder.project import edits
from tests.forking.forked import Forked
from tests.programs import finished
from ui.application.system_signals import SystemSignals
from ui.project.recovery import leftovers
from ui.shell.main_window import MainWindow

PROGRAM = """
import os, signal, sys
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it is ignored, and would stay so
from PySide6.QtCore import QCoreApplication, QTimer
from ui.application import app; from ui.shell import main_window
begin = main_window.MainWindow.begin
def begin_and_be_struck(self, path=None):
    begin(self, path)
    QTimer.singleShot(0, lambda: {deed})
main_window.MainWindow.begin = begin_and_be_struck
sys.exit(app.open_window(None))
"""


@pytest.fixture
def interruptions() -> Iterator[SystemSignals]:
    made = SystemSignals()
    yield made
    made.close()


@pytest.mark.parametrize("number", ENDING)
def test_the_first_interruption_is_told_and_the_next_does_what_it_always_did(
    qtbot: QtBot, number: signal.Signals
) -> None:
    before = signal.signal(number, signal.SIG_DFL)  # under nohup a hang-up is ignored, and would stay so
    interruptions = SystemSignals()
    try:
        with qtbot.waitSignal(interruptions.struck):
            os.kill(os.getpid(), number)
        assert signal.getsignal(number) is (signal.SIG_IGN if number == HANGUP else signal.SIG_DFL)
    finally:
        interruptions.close()
        signal.signal(number, before)
    assert signal.set_wakeup_fd(-1) == -1


def test_training_is_stopped_and_unsaved_work_offered_at_the_next_start(
    qtbot: QtBot, window: MainWindow, interruptions: SystemSignals
) -> None:
    interruptions.struck.connect(window.end)
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=100_000), say("Set epochs"))
    window.runs.train()
    qtbot.waitUntil(lambda: len(window.views.curves.training_points()[0]) > 3)
    os.kill(os.getpid(), signal.SIGINT)
    qtbot.waitUntil(lambda: window.worker.state == "idle")
    (leftover,) = leftovers()
    assert leftover.project() == window.bridge.project
    assert window.runs.run is not None
    assert len(window.runs.run.records) > 3


def test_with_everything_saved_nothing_is_left_behind(window: MainWindow) -> None:
    window.end()
    assert leftovers() == ()
    assert window.close()  # as a session that ends closes it too
    window.end()  # and a signal may still come after that


HANGUP_AT_ONCE = "os.kill(os.getpid(), signal.SIGHUP)"
HANGUP_AT_THE_END = f"QCoreApplication.instance().aboutToQuit.connect(lambda: {HANGUP_AT_ONCE})"
HANGUPS = f"({HANGUP_AT_ONCE}, {HANGUP_AT_THE_END})"


@pytest.mark.parametrize("deed", ["os.kill(os.getpid(), signal.SIGINT)", HANGUPS, "self.close()"])
def test_the_program_ends_quietly_even_while_torch_is_being_imported(deed: str) -> None:
    command = [sys.executable, "-c", PROGRAM.format(deed=deed)]
    done = finished(command, by=subprocess.Popen if "SIGINT" in deed else Forked)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_a_window_begun_with_nohup_outlives_its_terminal() -> None:
    deed = f"({HANGUPS}, QTimer.singleShot(0, lambda: (print('alive'), self.close())))"
    command = ["nohup", sys.executable, "-c", PROGRAM.format(deed=deed)]
    done = finished(command, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr
