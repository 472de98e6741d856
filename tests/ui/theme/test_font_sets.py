"""The window and the pictures of the command line are the same, dot by dot, whichever fonts a machine has."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase

from netbuilder.commands.charts import svg
from tests.font_sets import SETS, configured
from tests.programs import finished
from ui.application.raster import png
from ui.theme import fonts

ALIASES = {"Monospace", "Sans Serif", "Serif"}
"""Families that Qt names on every machine."""
TITLE = "జ్ఞానం → ReLU, −1.5 × 10³"

DRAW = """
import sys, tempfile
from pathlib import Path
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from netbuilder.project import edits
from netbuilder.messages import say
from ui.theme import fonts
from ui.application.preferences import Preferences
from ui.application.startup import Warmup
from ui.theme.themes import Themes
from ui.shell.main_window import MainWindow
class Never(Warmup):
    def start(self): pass
application = QApplication([])
others = sorted(set(QFontDatabase.families()))
fonts.install(application)
with tempfile.TemporaryDirectory() as home:
    window = MainWindow(Preferences(Path(home) / "window.ini"), Themes(), Never())
    window.begin(None)
    window.bridge.edit(edits.rename(window.bridge.project, "dense_1", sys.argv[2]), say("Rename"))
    window.bridge.select(["dense_1"])
    window.resize(1280, 800)
    window.show()
    application.processEvents()
    window.grab().save(sys.argv[1])
print(*others, sep=",", flush=True)
import os
os._exit(0)  # a thread waits for the warm-up that never comes
"""


def on_machine(name: str, folder: Path) -> dict[str, str]:
    """The environment of a program on a machine with these fonts."""
    return {**os.environ, "FONTCONFIG_FILE": str(configured(name, folder)), "QT_QPA_PLATFORM": "offscreen"}


def test_the_window_is_the_same_on_machines_with_other_fonts(tmp_path: Path) -> None:
    pictures, families = {}, {}
    for name in SETS:
        picture = tmp_path / f"{name}.png"
        done = finished(
            [sys.executable, "-c", DRAW, str(picture), TITLE],
            env=on_machine(name, tmp_path),
            cwd=Path(__file__).parents[3],
        )
        assert done.returncode == 0, done.stderr
        pictures[name], families[name] = (
            picture.read_bytes(),
            set(filter(None, done.stdout.strip().split(","))) - ALIASES,
        )
    assert families["none"] == set()
    assert {"DejaVu Sans", "DejaVu Sans Mono"} <= families["dejavu"]
    assert families["noto"] == {"Noto Sans"}
    assert len(set(pictures.values())) == 1


def test_a_picture_of_the_command_line_is_the_same_on_machines_with_other_fonts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    axis = svg.upwards(-1.0, 1.0)
    drawing = svg.picture(TITLE, svg.grid(svg.across(0, 9), axis, "Epoch", "స్త్రీ")).encode()
    pictures = set()
    for name in SETS:
        monkeypatch.setenv("FONTCONFIG_FILE", str(configured(name, tmp_path)))
        pictures.add(png(drawing))
    assert len(pictures) == 1


@pytest.mark.look
def test_the_machine_of_this_run_has_only_the_fonts_that_were_asked_for(request: pytest.FixtureRequest) -> None:
    asked = request.config.getoption("--fonts")
    if asked is None:
        return
    others = set(QFontDatabase.families()) - ALIASES
    makers = {name.partition(" ")[0] for name in others if not name.startswith((*fonts.TEXT, "remixicon"))}
    assert makers == {"none": set(), "dejavu": {"DejaVu"}, "noto": {"Noto"}}[asked]
