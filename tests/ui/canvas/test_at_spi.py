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
"""The system's own Python, for which python3-gi is made; with it, AT-SPI is read as its messages on the bus are."""
GIVEN_FOCUS = {
    "Dense", "ReLU", "Frame: First", "Note: Try more units", "Reroute point 1",
}  # fmt: skip
"""What the program selects in turn, until the reader has heard it: what is read then stands still."""
PROGRAM = """
import sys
from functools import partial
from itertools import cycle
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from netbuilder.graph.annotations import Annotation
from netbuilder.graph.graph import Wire
from netbuilder.graph.reroutes import ReroutePoint
from netbuilder.project import edits
from netbuilder.project.annotation_edits import annotate
from netbuilder.project.arrange import arranged
from netbuilder.project.document import Document
from tests.drawing import drawn
from ui.canvas.canvas import Canvas
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
application = QApplication(["netbuilder"])
project = drawn(("dense", {"units": 5}), ("relu", {}))
project = edits.move(project, arranged(project.graph))
project = edits.reroute(project, {Wire("input_1", "dense_1"): ((90.0, 400.0),)})
project, frame = annotate(project, Annotation("frame", -40.0, -80.0, 700.0, 250.0, "First"))
project, note = annotate(project, Annotation("note", 0.0, 300.0, 160.0, 60.0, "Try more units"))
canvas = Canvas(Bridge(Document(project)), Themes())
canvas.resize(900, 500)
canvas.show()
canvas.activateWindow()
canvas.setFocus()
steps = cycle([
    partial(canvas.reveal, "dense_1"), partial(canvas.reveal, "relu_1"), partial(canvas.annotating.go, frame),
    partial(canvas.annotating.go, note), partial(canvas.rerouting.go, ReroutePoint(Wire("input_1", "dense_1"), 0)),
])
heard, end = Path(sys.argv[1], "heard"), Path(sys.argv[1], "end")
QTimer(application, interval=200, timeout=lambda: None if heard.exists() else next(steps)()).start()
QTimer(application, interval=100, timeout=lambda: application.quit() if end.exists() else None).start()
sys.exit(application.exec())
"""
READING = (
    f"WANTED = {GIVEN_FOCUS!r}"
    + """
import json, sys, time
from pathlib import Path
from gi.repository import Gio, GLib
ACCESSIBLE, STATES = "org.a11y.atspi.Accessible", {11: "focusable", 12: "focused", 22: "selectable", 25: "showing"}
session = Gio.bus_get_sync(Gio.BusType.SESSION)
def call(bus, name, path, interface, method, *given):
    arguments = GLib.Variant("(" + "s" * len(given) + ")", given) if given else None
    return bus.call_sync(name, path, interface, method, arguments, None, 0, 10_000, None).unpack()
(address,) = call(session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
kind = Gio.DBusConnectionFlags
flags = kind.AUTHENTICATION_CLIENT | kind.MESSAGE_BUS_CONNECTION
bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
def asked(found, method):
    return call(bus, *found, ACCESSIBLE, method)[0]
def text(found, which):
    return call(bus, *found, "org.freedesktop.DBus.Properties", "Get", ACCESSIBLE, which)[0]
def tree(found):
    low, _ = asked(found, "GetState")
    states = [name for bit, name in STATES.items() if low >> bit & 1]
    below = [tree(child) for child in asked(found, "GetChildren")]
    return [asked(found, "GetRoleName"), text(found, "Name"), text(found, "Description"), states, below]
def canvas():
    for program in asked(("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"), "GetChildren"):
        for child in asked(program, "GetChildren"):
            if asked(child, "GetRoleName") == "canvas" and len(asked(child, "GetChildren")) > 7:
                return child
registry = "org.a11y.atspi.Registry"
call(bus, registry, "/org/a11y/atspi/registry", registry, "RegisterEvent", "object:state-changed:focused")
heard, loop, until = set(), GLib.MainLoop(), time.monotonic() + 60
def hear(_bus, sender, path, _interface, _signal, given):
    what, on = given.unpack()[:2]
    if what == "focused" and on:
        heard.add(text((sender, path), "Name"))
bus.signal_subscribe(None, "org.a11y.atspi.Event.Object", "StateChanged", None, None, 0, hear)
def look():
    if WANTED <= heard or time.monotonic() > until:
        loop.quit()
    return True
GLib.timeout_add(100, look)
loop.run()
Path(sys.argv[1], "heard").touch()
found = canvas()
print(json.dumps([sorted(heard), tree(found) if found is not None else None]))
"""
)
SESSION = """
exec > "$FOLDER/log" 2>&1
"$LAUNCHER" --launch-immediately & bus=$!
timeout 150 "$PYTHON" -X faulthandler -c "$PROGRAM" "$FOLDER" & program=$!
timeout 120 "$READER" -c "$READING" "$FOLDER" > "$FOLDER/read"; reader=$?
touch "$FOLDER/end"
wait $program; echo "reader $reader, program $?" > "$FOLDER/codes"
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
    if not Path(READER).exists() or finished([READER, "-c", "from gi.repository import Gio"]).returncode:
        return "python3-gi is not installed"
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
    codes = (tmp_path / "codes").read_text().strip()
    assert codes == "reader 0, program 0", (tmp_path / "log").read_text()
    heard, canvas = json.loads((tmp_path / "read").read_text())
    assert set(heard) >= GIVEN_FOCUS
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
    frame, note = (part for part in parts if part[1].startswith(("Frame", "Note")))
    assert frame[:3] == ["panel", "Frame: First", "around Input, Dense, ReLU"]
    assert note[:2] == ["note", "Note: Try more units"]
    assert all({"selectable", "focusable", "showing"} <= set(mark[3]) for mark in (frame, note))
    wires = {part[1]: part for part in parts if part[0] == "graphic"}
    assert list(wires) == ["Wire from Dense to ReLU", "Wire from Input to Dense", "Wire from ReLU to Output"]
    assert all("showing" in wire[3] for wire in wires.values())
    bent = wires["Wire from Input to Dense"]
    assert bent[2] == "2, 1 reroute point"
    ((role, name, description, states, _),) = bent[4]
    assert (role, name, description) == ("list item", "Reroute point 1", "Wire from Input to Dense")
    assert {"selectable", "focusable", "showing"} <= set(states)
