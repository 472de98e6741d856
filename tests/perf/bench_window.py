"""The window: time to the first paint, memory before torch, and how late its timers are while training flat out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

import samples
from tests.perf.table import Measured, show

ROOT = Path(__file__).parents[2]
REPEATS = 5

LIBRARIES = """
import time; began = time.perf_counter()
from PySide6 import QtCore, QtGui, QtWidgets, QtSvg
import pyqtgraph
print(__import__("json").dumps({"seconds": time.perf_counter() - began}))
"""

FIRST_PAINT = """
import time; began = time.perf_counter()
import json, os, sys, tempfile
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from ui.theme import fonts
from ui.application.preferences import Preferences
from ui.application.startup import Warmup
from ui.theme.themes import Themes
from ui.shell.main_window import MainWindow

class Later(Warmup):
    def start(self): pass

class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and "seconds" not in found:
            QTimer.singleShot(0, seen)
            watched.removeEventFilter(self)
        return False

found = {}
def seen():
    found["seconds"] = time.perf_counter() - began
    found["torch"] = "torch" in sys.modules
    QTimer.singleShot(700, application.quit)

def resident():
    try:
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    except OSError:
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 ** (2 if sys.platform == "darwin" else 1)

application = QApplication([])
fonts.install(application)
with tempfile.TemporaryDirectory() as home:
    window = MainWindow(Preferences(Path(home) / "window.ini"), Themes(), Later())
    window.begin(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    eye = Eye()
    window.canvas.viewport().installEventFilter(eye)
    window.show()
    application.exec()
    found["megabytes"] = resident()
    found["epochs"] = len(window.views.curves.training_points()[0]) if len(sys.argv) > 1 else 0
print(json.dumps(found), flush=True)
os._exit(0)
"""

LATENESS = """
import json, os, tempfile, time
from pathlib import Path
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication
from netbuilder.project import edits
from netbuilder.messages import say
from ui.theme import fonts
from ui.application.preferences import Preferences
from ui.application.startup import Warmup
from ui.theme.themes import Themes
from ui.shell.main_window import MainWindow

def wait(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

application = QApplication([])
fonts.install(application)
late, warmup = [], Warmup()
with tempfile.TemporaryDirectory() as home:
    window = MainWindow(Preferences(Path(home) / "window.ini"), Themes(), warmup)
    window.begin()
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=1_000_000), say("Set epochs"))
    window.show()
    while not warmup.done:
        wait(100)
    wait(1000)
    timer = QTimer(interval=16, timerType=Qt.TimerType.PreciseTimer)
    last = [time.perf_counter()]
    def tick():
        now = time.perf_counter()
        late.append(max(0.0, (now - last[0]) * 1000 - 16))
        last[0] = now
    timer.timeout.connect(tick)
    timer.start()
    window.runs.train()
    wait(15_000)
    timer.stop()
    epochs = len(window.views.curves.training_points()[0])
    window.worker.close()
late.sort()
print(json.dumps({"p99": late[int(len(late) * 0.99)], "worst": late[-1], "epochs": epochs}), flush=True)
os._exit(0)
"""


def trained(home: Path) -> Path:
    """A project with three runs beside it. Trained in a process of its own, or this one would hold torch."""
    path = home / "line.netb"
    path.write_bytes(samples.path("line").read_bytes())
    for _ in range(3):
        command = [sys.executable, "-m", "netbuilder", "train", str(path), "--json"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return path


def told(code: str, home: Path, *arguments: str) -> dict[str, float]:
    """What a fresh process prints last, as JSON. From its second start on it finds its code compiled, as an installed
    program does: the libraries that it is compared with are compiled when they are installed."""
    kept = {"XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home), "PYTHONPYCACHEPREFIX": str(home / "compiled")}
    environment = {**os.environ, **kept}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def rows(home: Path) -> list[Measured]:
    """The first paint against the bare libraries, in turn; then memory, then lateness."""
    told(LIBRARIES, home), told(FIRST_PAINT, home)
    pairs = [(told(FIRST_PAINT, home), told(LIBRARIES, home)) for _ in range(REPEATS)]
    assert not any(ours["torch"] for ours, _ in pairs)
    painted = median(ours["seconds"] for ours, _ in pairs)
    bare = median(theirs["seconds"] for _, theirs in pairs)
    memory = median(ours["megabytes"] for ours, _ in pairs)
    project = str(trained(home))
    with_runs = [told(FIRST_PAINT, home, project) for _ in range(REPEATS)]
    assert all(one["epochs"] and not one["torch"] for one in with_runs)
    more = median(one["megabytes"] for one in with_runs)
    late = told(LATENESS, home)
    return [
        Measured("first paint, seconds above the libraries", painted, bare, painted - bare, 0.5),
        Measured("memory before torch", memory, 150, memory / 150, 1, "MB"),
        Measured("memory before torch, with runs", more, 150, more / 150, 1, "MB"),
        Measured("16 ms timer while training, p99 late", late["p99"], 16, late["p99"] / 16, 1, "ms"),
        Measured("16 ms timer while training, worst", late["worst"], 50, late["worst"] / 50, 1, "ms"),
    ]


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        sys.exit(0 if show(rows(Path(folder))) else 1)
