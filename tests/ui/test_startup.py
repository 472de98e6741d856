"""Before the window: what is missing is named, and what is slow is not imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from netbuilder.errors import DisplayError
from ui import startup

X11 = {"DISPLAY": ":0"}


@pytest.mark.parametrize(
    ("environment", "system", "needed"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, "linux", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "XDG_SESSION_TYPE": "wayland"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "darwin", False),
        ({}, "win32", False),
    ],
)
def test_only_a_window_on_x11_needs_the_xcb_libraries(environment: dict[str, str], system: str, needed: bool) -> None:
    assert startup.needs_xcb(environment, system) is needed


def test_missing_libraries_are_named_by_their_packages_in_one_sentence() -> None:
    words = startup.obstacle(
        X11, lambda library: not library.startswith(("libxcb-cursor", "libxkbcommon-x11")), "linux"
    )
    assert words is not None
    assert "sudo apt install libxcb-cursor0 libxkbcommon-x11-0 " in words
    assert words.count("\n") == 0
    assert startup.obstacle(X11, lambda library: True, "linux") is None


def test_a_display_that_does_not_answer_is_named() -> None:
    with pytest.raises(DisplayError, match="“:0” does not answer"):
        startup.require_display(X11, "linux", lambda: False)
    with pytest.raises(DisplayError, match="There is no display"):
        startup.require_display({"QT_QPA_PLATFORM": "xcb"}, "linux", lambda: False)
    startup.require_display(X11, "linux", lambda: True)
    startup.require_display({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", lambda: False)


def test_the_loader_tells_a_library_that_is_there_from_one_that_is_not() -> None:
    assert not startup.loads("libnetbuilder-is-not-a-library.so.1")


def test_a_missing_library_ends_the_program_with_its_name_and_without_qt() -> None:
    code = (
        "import sys; from ui import app, startup;"
        "startup.loads = lambda library: False; startup.missing_packages.__defaults__ = (startup.loads,);"
        "startup.obstacle.__defaults__ = (None, startup.loads, 'linux');"
        "code = app.open_window(None); assert not [m for m in sys.modules if m.startswith('PySide6')]; sys.exit(code)"
    )
    environment = {**os.environ, "DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=Path(__file__).parents[2], capture_output=True, text=True
    )
    assert done.returncode == 1, done.stderr
    assert "libxcb-cursor0" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_first_paint_imports_nothing_slow() -> None:
    code = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.settings import Settings
from ui.startup import Warmup
from ui.theme import Themes
from ui.window import Window
class Never(Warmup):
    def start(self): pass
application = QApplication([])
window = Window(Settings(), Themes(), Never())
window.begin()
window.show()
QTimer.singleShot(300, application.quit)
application.exec()
slow = {"torch", "sklearn", "polars", "networkx", "scipy", "numpy", "pyqtgraph"} & set(sys.modules)
print(*slow, file=sys.stderr, flush=True)
os._exit(len(slow))  # a thread waits for the warm-up that never comes
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
