"""Before and just after the window: are Qt's system libraries there, and the slow imports on a thread of their own.

Imports no Qt itself: where a library is missing, that import is what would fail.
"""

from __future__ import annotations

import ctypes
import gc
import glob
import importlib.util
import os
import socket
import sys
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from threading import Event, Thread

from netbuilder.errors import DisplayError
from netbuilder.messages import Message, say

XCB_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""What Qt's xcb plugin needs and PySide6 does not bring, and the Debian package that holds it."""


TURN = 0.001
"""Seconds after which a thread that works in Python lets another have its turn. Something that is painted takes many
turns: with Python's usual 5 ms for each, an import on another thread holds it up for a tenth of a second."""


def needs_xcb(environment: Mapping[str, str], system: str = sys.platform) -> bool:
    """Whether Qt will put its windows on an X11 display here."""
    if not system.startswith("linux"):
        return False
    asked = _asked_platform(environment)
    if asked:
        return asked == "xcb"
    return bool(environment.get("DISPLAY")) and not needs_wayland(environment, system)


def needs_wayland(environment: Mapping[str, str], system: str = sys.platform) -> bool:
    """Whether Qt will put its windows on a Wayland display here."""
    if not system.startswith("linux"):
        return False
    asked = _asked_platform(environment)
    if asked:
        return asked.startswith("wayland")
    return bool(environment.get("WAYLAND_DISPLAY")) and environment.get("XDG_SESSION_TYPE") != "x11"


def _asked_platform(environment: Mapping[str, str]) -> str:
    """The platform that somebody has told Qt to use, if any."""
    return environment.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]


def loads(library: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(present: Callable[[str], bool] = loads) -> tuple[str, ...]:
    """The Debian packages that hold the libraries which are not there."""
    return tuple(package for library, package in XCB_LIBRARIES.items() if not present(library))


def display_answers() -> bool:
    """Whether the X11 display named by the environment accepts a connection.

    Where libxcb is missing it cannot be asked, and counts as one that does: ``obstacle`` then says what to install.
    """
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def wayland_answers(environment: Mapping[str, str]) -> bool:
    """Whether somebody listens at the socket of the Wayland display named by the environment."""
    name = environment.get("WAYLAND_DISPLAY") or "wayland-0"
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(os.path.join(environment.get("XDG_RUNTIME_DIR", ""), name))
        except OSError:
            return False
    return True


def forget_dead_wayland(
    environment: MutableMapping[str, str] | None = None,
    system: str = sys.platform,
    answers: Callable[[Mapping[str, str]], bool] = wayland_answers,
) -> None:
    """Where the Wayland display does not answer, but an X11 display is named too, have Qt take the latter."""
    environment = os.environ if environment is None else environment
    free = not _asked_platform(environment) and bool(environment.get("DISPLAY"))
    if free and needs_wayland(environment, system) and not answers(environment):
        environment["QT_QPA_PLATFORM"] = "xcb"


def obstacle(
    environment: Mapping[str, str] | None = None,
    present: Callable[[str], bool] = loads,
    system: str = sys.platform,
) -> Message | None:
    """One sentence on what Qt lacks here, or None. Asked before Qt is imported, which would abort."""
    environment = os.environ if environment is None else environment
    if not needs_xcb(environment, system):
        return None
    packages = missing_packages(present)
    if packages:
        return say(
            "The window needs system libraries that are not installed; type: sudo apt install {packages} "
            "(these are the names of Debian and Ubuntu).",
            packages=" ".join(packages),
        )
    return None


def knows_platform(name: str) -> bool:
    """Whether the installed Qt has a plugin for this platform: "wayland-egl" is within that of "wayland"."""
    qt = importlib.util.find_spec("PySide6")
    folders = (qt.submodule_search_locations or []) if qt is not None else []
    platforms = [Path(folder) / "Qt" / "plugins" / "platforms" for folder in folders]
    built = [
        folder for folder in platforms if folder.is_dir()
    ]  # Qt may also be the system's, which keeps them elsewhere
    family = name.partition("-")[0]
    return not built or any(any(folder.glob(f"*q{glob.escape(family)}*")) for folder in built)


def require_display(
    environment: Mapping[str, str] | None = None,
    system: str = sys.platform,
    answers: Callable[[], bool] = display_answers,
    wayland: Callable[[Mapping[str, str]], bool] = wayland_answers,
) -> None:
    """Raise DisplayError where the display that Qt would use does not answer. Asked before Qt is imported too."""
    environment = os.environ if environment is None else environment
    asked = _asked_platform(environment)
    if asked and system.startswith("linux") and not knows_platform(asked):
        raise DisplayError("Qt has no platform “{platform}”, which QT_QPA_PLATFORM asks for", platform=asked)
    if needs_wayland(environment, system) and not wayland(environment):
        name = environment.get("WAYLAND_DISPLAY") or "wayland-0"
        raise DisplayError("The display “{display}” does not respond", display=name)
    if needs_xcb(environment, system) and not answers():
        display = environment.get("DISPLAY")
        if not display:
            raise DisplayError("There is no display")
        raise DisplayError("The display “{display}” does not respond", display=display)


class Warmup:
    """Imports what training needs and takes one step with it, so that the first Train does not wait for it."""

    def __init__(self) -> None:
        self.devices: tuple[str, ...] = ()
        self._done = Event()
        self._thread: Thread | None = None
        self._then: list[Callable[[], None]] = []

    @property
    def done(self) -> bool:
        """Whether everything is imported."""
        return self._done.is_set()

    def then(self, act: Callable[[], None]) -> None:
        """Have something called once all is imported: on the thread of the warm-up, or at once if that is over."""
        self._then.append(act)
        if self.done:
            act()

    def start(self) -> None:
        """Begin, on a thread of its own. Whoever ends the program calls ``close``."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name="warm-up")
            self._thread.start()

    def wait(self) -> None:
        """Return when all is imported; begins, if nobody has. Not for the thread of the window."""
        self.start()
        self._done.wait()

    def close(self) -> None:
        """Wait for what is under way: an import cannot be broken off, and some fail once Python has begun to end."""
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        try:
            self.devices = warm()
        finally:
            self._done.set()
        for act in self._then:
            act()


def take_turns() -> None:
    """Let the window have its turn soon after it asks for it, whatever other threads compute in Python."""
    sys.setswitchinterval(TURN)


def warm() -> tuple[str, ...]:
    """Import torch, scikit-learn and all that a training and the lab are seen with, and take one step. Returns the
    devices."""
    import networkx  # noqa: F401  first: the first wire that the user drags asks it
    import polars  # noqa: F401  before scikit-learn, which fails where another thread is in the middle of this
    import sklearn.datasets  # noqa: F401  isort: skip
    import torch

    import netbuilder.diagnosis.rules
    import netbuilder.remedies.examination
    import netbuilder.training.trainer  # noqa: F401
    import ui.charts.plot.plot  # for only a training that has begun draws curves and predictions
    import ui.predictions.predictions_view
    import ui.lab.lab_window  # noqa: F401  isort: skip  last, for it is opened last
    from netbuilder.backends.torch.devices import present_devices

    network = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.ReLU(), torch.nn.Linear(4, 2))
    optimizer = torch.optim.Adam(network.parameters(), fused=True)
    loss = torch.nn.functional.cross_entropy(network(torch.zeros(4, 2)), torch.zeros(4, dtype=torch.int64))
    torch.autograd.backward(loss)
    optimizer.step()
    # What was imported stays: a collection (see ui.application.garbage_collection) that passes it by does not hold up
    # the window.
    gc.freeze()
    return present_devices()
