"""The canvas as screen readers on Linux get it: through AT-SPI, from another process, on a real X server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs import finished
from ui.application import startup

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
READER = "/usr/bin/python3"
"""The system's own Python, for which python3-pyatspi is made."""
PROGRAM = """
import sys
from itertools import cycle
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from netbuilder.project.document import Document
from tests.drawing import drawn
from ui.canvas.canvas import Canvas
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
application = QApplication(["netbuilder"])
project = drawn(("dense", {"units": 5}), ("relu", {}))
canvas = Canvas(Bridge(Document(project)), Themes())
canvas.arrangement.arrange()
canvas.arrangement.glide.finish()
canvas.resize(900, 500)
canvas.show()
canvas.activateWindow()
canvas.setFocus()
nodes = cycle(["dense_1", "relu_1"])
QTimer(application, interval=300, timeout=lambda: canvas.bridge.select([next(nodes)])).start()
end = Path(sys.argv[1])
QTimer(application, interval=100, timeout=lambda: application.quit() if end.exists() else None).start()
sys.exit(application.exec())
"""
READING = """
import json, time
import pyatspi
from gi.repository import GLib
heard = set()
def tree(found):
    states = [state.value_nick for state in found.getState().getStates()]
    return [found.getRoleName(), found.name, found.description, states, [tree(child) for child in found if child]]
def canvas():
    for program in pyatspi.Registry.getDesktop(0):
        for child in program or ():
            if child is not None and child.getRoleName() == "canvas" and child.childCount > 7:
                return child
def hear(event):
    if event.detail1:
        heard.add(event.source.name)
pyatspi.Registry.registerEventListener(hear, "object:state-changed:focused")
until = time.monotonic() + 40
def look():
    if {"Dense", "ReLU"} <= heard or time.monotonic() > until:
        pyatspi.Registry.stop()
    return True
GLib.timeout_add(100, look)
pyatspi.Registry.start()
found = canvas()
print(json.dumps([sorted(heard), tree(found) if found is not None else None]))
"""
SESSION = """
exec > "$FOLDER/log" 2>&1
"$LAUNCHER" --launch-immediately & bus=$!
timeout 90 "$PYTHON" -X faulthandler -c "$PROGRAM" "$FOLDER/end" & program=$!
timeout 60 "$READER" -c "$READING" > "$FOLDER/read"
touch "$FOLDER/end"
wait $program; echo $? > "$FOLDER/code"
kill $bus
"""


def lacking() -> str:
    """What this machine lacks to read the canvas through AT-SPI; empty where it has everything."""
    if sys.platform != "linux":
        return "AT-SPI is what screen readers use on Linux"
    if startup.missing_packages():
        return "Qt's libraries for X11 are missing"
    for program in ("Xvfb", "dbus-run-session"):
        if shutil.which(program) is None:
            return f"there is no {program}"
    if not any(Path(path).exists() for path in LAUNCHERS):
        return "at-spi2-core is not installed"
    if not Path(READER).exists() or finished([READER, "-c", "import pyatspi"]).returncode:
        return "python3-pyatspi is not installed"
    return ""


@pytest.mark.skipif(bool(lacking()), reason=lacking())
def test_another_process_reads_the_drawing_and_hears_where_the_focus_is(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        display = told.readline().strip()
    try:
        finished(
            ["dbus-run-session", "--", "bash", "-c", SESSION],
            env={
                **os.environ,
                "DISPLAY": f":{display}",
                "QT_QPA_PLATFORM": "xcb",
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                "LAUNCHER": next(path for path in LAUNCHERS if Path(path).exists()),
                "PYTHON": sys.executable,
                "READER": READER,
                "PROGRAM": PROGRAM,
                "READING": READING,
                "FOLDER": str(tmp_path),
            },
            cwd=Path(__file__).parents[3],
        )
    finally:
        server.terminate()
        server.wait()
    assert (tmp_path / "code").read_text().strip() == "0", (tmp_path / "log").read_text()
    heard, canvas = json.loads((tmp_path / "read").read_text())
    assert {"Dense", "ReLU"} <= set(heard)
    role, name, description, _, parts = canvas
    assert (role, name) == ("canvas", "Canvas")
    assert description
    nodes = {part[1]: part for part in parts if part[0] == "list item"}
    assert list(nodes) == ["Input", "Dense", "ReLU", "Output"]
    assert nodes["Dense"][2] == "5 units, output 5, 15 parameters, connected from Input, connected to ReLU"
    assert {"selectable", "focusable", "showing"} <= set(nodes["Dense"][3])
    assert [port[:3] for port in nodes["Dense"][4]] == [
        ["label", "Input", "connected from Input"],
        ["label", "Output", "connected to ReLU, 5"],
    ]
    wires = [part for part in parts if part[0] == "image"]
    assert [wire[1] for wire in wires] == [
        "Wire from Dense to ReLU", "Wire from Input to Dense", "Wire from ReLU to Output",
    ]  # fmt: skip
    assert all("showing" in wire[3] for wire in wires)
