"""A whole window on a project, closed properly after each test, with no thread and no widget left."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.patience import MILLISECONDS
from ui.application.preferences import Preferences
from ui.application.startup import Warmup
from ui.lab.charts import prebuild
from ui.shell import banners
from ui.shell.main_window import MainWindow
from ui.theme import fonts
from ui.theme.themes import Themes

OpenWindow = Callable[..., MainWindow]
"""``open_window()``, or with the path that the command line would name."""
AN_HOUR = 3_600_000
OURS = ("training", "experiment", "warm-up", "recovery", "panel", "remedies", "further")


class PatientBot(QtBot):
    """Waits as long as a busy machine may need. Without a timeout of its own, pytest-qt gives up after 5 seconds."""

    def waitSignal(self, signal: Any, *, timeout: int = MILLISECONDS, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitSignals(self, signals: Any, *, timeout: int = MILLISECONDS, **how: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **how)

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = MILLISECONDS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitActive(self, widget: QWidget, *, timeout: int = MILLISECONDS) -> Any:
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = MILLISECONDS) -> Any:
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The hands of pytest-qt, more patient."""
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def _fonts_of_the_program(qapp: QApplication) -> None:
    fonts.install(qapp)


@pytest.fixture(autouse=True)
def _widgets_go_before_garbage(qapp: QApplication) -> Iterator[None]:
    """As in the program (see ``ui.application.garbage_collection``), no thread but that of the widgets collects, and Qt
    deletes them first."""
    gc.disable()
    yield
    for widget in QApplication.topLevelWidgets():
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.freeze()  # what is left stays: the next collection need not look at it again
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _the_clipboard_is_emptied(qapp: QApplication) -> Iterator[None]:
    """Without a screen it outlives Python, and what Python made and put there would call Python at its end."""
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture(scope="session")
def warmup() -> Warmup:
    """Torch is imported once for all windows."""
    warmup = Warmup()
    warmup.wait()
    return warmup


@pytest.fixture
def remedies_tried() -> bool:
    """Whether remedies are tried beside the window after each training, which takes longer than most tests. Those that
    are about it say so."""
    return False


@pytest.fixture
def further_trained() -> bool:
    """Whether further trainings are made beside the window where a run leaves in doubt what to say of it. The same."""
    return False


@pytest.fixture
def open_window(
    qtbot: QtBot,
    qapp: QApplication,
    warmup: Warmup,
    monkeypatch: pytest.MonkeyPatch,
    remedies_tried: bool,
    further_trained: bool,
) -> Iterator[OpenWindow]:
    """Opens windows as the program does at its start; they share the settings of the test's own home.

    No banner passes by itself before the test has looked at it, the lab makes its pictures when it is opened, remedies
    wait to be tried, and every further training would take too long.
    """
    if not further_trained:
        monkeypatch.setattr("netbuilder.diagnosis.further_trainings.MAX_SECONDS", -1.0)
    monkeypatch.setattr(banners, "PASSING", AN_HOUR)
    monkeypatch.setattr(prebuild, "PACE", AN_HOUR)
    opened: list[MainWindow] = []

    def open_one(path: Path | None = None) -> MainWindow:
        preferences, themes = Preferences(), Themes()
        themes.choose(preferences.theme)
        window = MainWindow(preferences, themes, warmup)
        if not remedies_tried:
            window.remedies.trials._settle.setInterval(AN_HOUR)
        opened.append(window)
        window.begin(path)
        with qtbot.waitExposed(window):
            window.show()
        return window

    yield open_one
    for window in opened:
        window.views.lab.close()
        window.worker.close()
        window.bridge.document.mark_saved()
        window.close()
        window.deleteLater()
    qtbot.waitUntil(lambda: not [t for t in threading.enumerate() if t.name.startswith(OURS)])


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    """The window as it is at the very first start."""
    return open_window()
