"""Before the window: what is missing is named, and what is slow is not imported."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

import samples
from netbuilder.errors import DisplayError
from netbuilder.files.read import read
from netbuilder.project import edits
from netbuilder.runs.folder import runs_folder
from netbuilder.runs.recording import record
from netbuilder.training.trainer import Training
from tests.programs import finished
from ui.application import startup

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
    message = startup.obstacle(
        X11, lambda library: not library.startswith(("libxcb-cursor", "libxkbcommon-x11")), "linux"
    )
    assert message is not None
    words = str(message)
    assert "sudo apt install libxcb-cursor0 libxkbcommon-x11-0 " in words
    assert words.count("\n") == 0
    assert startup.obstacle(X11, lambda library: True, "linux") is None


def test_a_display_that_does_not_answer_is_named() -> None:
    with pytest.raises(DisplayError, match="“:0” does not respond"):
        startup.require_display(X11, "linux", lambda: False)
    with pytest.raises(DisplayError, match="There is no display"):
        startup.require_display({"QT_QPA_PLATFORM": "xcb"}, "linux", lambda: False)
    startup.require_display(X11, "linux", lambda: True)
    startup.require_display({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", lambda: False)


def test_a_platform_that_qt_does_not_have_is_named_before_qt_would_abort() -> None:
    with pytest.raises(DisplayError, match="no platform “abacus”"):
        startup.require_display({"QT_QPA_PLATFORM": "abacus"}, "linux")
    for known in ("offscreen", "minimal", "vnc:size=10x10"):
        startup.require_display({"QT_QPA_PLATFORM": known}, "linux")


WAYLAND = {"WAYLAND_DISPLAY": "wayland-0", "XDG_SESSION_TYPE": "wayland"}


def test_a_wayland_display_that_does_not_answer_is_named_and_an_x11_display_beside_it_is_used(tmp_path: Path) -> None:
    here = {**WAYLAND, "XDG_RUNTIME_DIR": str(tmp_path)}
    with pytest.raises(DisplayError, match="“wayland-0” does not respond"):
        startup.require_display(here, "linux")
    both = {**here, "DISPLAY": ":0"}
    startup.forget_dead_wayland(both, "linux")
    assert startup.needs_xcb(both, "linux")
    startup.forget_dead_wayland(alone := dict(here), "linux")
    assert alone == here
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "wayland-0"))
        listening.listen()
        startup.require_display(here, "linux")
        both = {**here, "DISPLAY": ":0"}
        startup.forget_dead_wayland(both, "linux")
        assert not startup.needs_xcb(both, "linux")


def test_a_dead_wayland_display_does_not_abort_the_program(tmp_path: Path) -> None:
    code = "import sys; from ui.application import app; app.main()"
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    done = finished(
        [sys.executable, "-c", code],
        env={**environment, **WAYLAND, "XDG_RUNTIME_DIR": str(tmp_path)},
        cwd=Path(__file__).parents[3],
    )
    assert (done.returncode, done.stderr) == (1, "The display “wayland-0” does not respond.\n")


def test_the_loader_tells_a_library_that_is_there_from_one_that_is_not() -> None:
    assert not startup.loads("libnetbuilder-is-not-a-library.so.1")


WITHOUT_LIBRARIES = (
    "import sys; from ui.application import app, startup;"
    "startup.loads = lambda library: False; startup.missing_packages.__defaults__ = (startup.loads,);"
    "startup.obstacle.__defaults__ = (None, startup.loads, 'linux');"
)


def test_a_missing_library_ends_the_program_with_its_name_and_without_qt() -> None:
    code = WITHOUT_LIBRARIES + (
        "startup.require_display = lambda: None;"
        "code = app.open_window(None); assert not [m for m in sys.modules if m.startswith('PySide6')]; sys.exit(code)"
    )
    environment = {**os.environ, "DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}
    done = finished([sys.executable, "-c", code], env=environment, cwd=Path(__file__).parents[3])
    assert done.returncode == 1, done.stderr
    assert "libxcb-cursor0" in done.stderr
    assert done.stderr.count("\n") == 1


def test_where_no_display_answers_nobody_is_asked_to_install_libraries_for_it() -> None:
    done = finished(
        [sys.executable, "-c", f"{WITHOUT_LIBRARIES} app.main()"],
        env={**os.environ, "DISPLAY": ":4095", "QT_QPA_PLATFORM": "xcb"},
        cwd=Path(__file__).parents[3],
    )
    assert (done.returncode, done.stderr) == (1, "The display “:4095” does not respond.\n")


def test_a_display_that_cannot_be_asked_for_want_of_a_library_is_not_called_dead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr(startup.ctypes, "CDLL", missing)
    assert startup.display_answers()


FIRST_PAINT = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from ui.application.preferences import Preferences
from ui.application.startup import Warmup
from ui.theme.themes import Themes
from ui.shell.main_window import MainWindow
SLOW = {"torch", "sklearn", "polars", "networkx", "scipy", "numpy", "pyqtgraph", "rapidfuzz"}
seen = []
class Never(Warmup):
    def start(self): pass
class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and not seen:
            seen.append(SLOW & set(sys.modules))
            QTimer.singleShot(400, end)
        return False
def end():
    if curves_expected() and not shown():
        QTimer.singleShot(50, end)
    else:
        application.quit()
def curves_expected():
    return len(sys.argv) > 1
def shown():
    return len(window.views.curves.training_points()[0]) if curves_expected() else 0
application = QApplication([])
window = MainWindow(Preferences(), Themes(), Never())
window.begin(Path(sys.argv[1]) if curves_expected() else None)
eye = Eye()
window.canvas.viewport().installEventFilter(eye)
window.show()
application.exec()
late = SLOW & set(sys.modules)
print(len(seen), *seen[0], "|", *late, "|", shown(), flush=True)
os._exit(0)  # a thread waits for the warm-up that never comes
"""


def first_paint(*arguments: str) -> tuple[str, set[str], int]:
    """What slow was imported at the first paint and a little later, and how many epochs are drawn by then."""
    done = finished([sys.executable, "-c", FIRST_PAINT, *arguments], cwd=Path(__file__).parents[3], check=True)
    at_once, later, epochs = done.stdout.splitlines()[-1].split("|")
    return at_once.strip(), set(later.split()), int(epochs)


def test_the_first_paint_imports_nothing_slow() -> None:
    assert first_paint() == ("1", set(), 0)


def test_the_first_paint_of_a_project_with_runs_imports_nothing_slow_and_their_curves_follow(tmp_path: Path) -> None:
    path = tmp_path / "line.netb"
    path.write_bytes(samples.path("line").read_bytes())
    project = edits.set_training(read(path), epochs=3)
    for _ in record(Training(project), runs_folder(path)):
        pass
    at_once, later, epochs = first_paint(str(path))
    assert at_once == "1"
    assert later <= {"numpy"}
    assert epochs == 3


CLOSED_AT_ONCE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.application import app, startup; from ui.shell import main_window
class Closing(main_window.MainWindow):
    def begin(self, path):
        super().begin(path)
        self.warmup.then(lambda: print("warm", flush=True))
        QTimer.singleShot(0, self.close_once_the_warmup_has_begun)
    def close_once_the_warmup_has_begun(self):
        if "polars" in sys.modules:
            self.close()
        else:
            QTimer.singleShot(0, self.close_once_the_warmup_has_begun)
main_window.MainWindow = Closing
sys.exit(app.open_window(None))
"""


def test_a_window_that_is_closed_while_torch_is_imported_ends_without_a_complaint() -> None:
    done = finished([sys.executable, "-c", CLOSED_AT_ONCE], cwd=Path(__file__).parents[3])
    complaints = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    assert (done.returncode, done.stdout, complaints) == (0, "warm\n", [])


def test_other_threads_give_the_window_its_turn_sooner_than_python_would_have_them() -> None:
    before = sys.getswitchinterval()
    try:
        startup.take_turns()
        assert sys.getswitchinterval() < before
    finally:
        sys.setswitchinterval(before)
