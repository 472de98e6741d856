"""A factor on its slider: from the move to the end of the training, and to the kept run, of a small network."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

from netbuilder.project.project import Project
from tests.perf.table import Measured, show

DRAGS = 6
BAR = 0.5
"""Seconds in which a network follows its slider. The best of all counts: the window's thread sleeps between two
looks, and a machine that does something else meanwhile is no fault of the program."""


def main() -> int:
    """Move the width of a 2-16-1 network on 30 points, 200 epochs, and let the slider go. Print both times."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(XDG_DATA_HOME=home, XDG_CONFIG_HOME=home)
        moved, kept = _measured(Path(home))
    rows = [
        Measured(f"slider to finished {what}, 2-16-1, 30 points, 200 epochs", took, BAR, took / BAR, 1.0)
        for what, took in (("trial", moved), ("kept run", kept))
    ]
    return 0 if show(rows) else 1


def _measured(home: Path) -> tuple[float, float]:
    """The shortest times, in seconds, of a trial and of a run that is kept."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from ui.application.preferences import Preferences
    from ui.application.startup import Warmup
    from ui.shell.main_window import MainWindow
    from ui.theme import fonts
    from ui.theme.themes import Themes

    application, warmup = QApplication([]), Warmup()
    fonts.install(application)
    window = MainWindow(Preferences(home / "window.ini"), Themes(), warmup)
    window.begin()
    window.bridge.document.replace(_network())
    window.show()
    window.views.show_factors()
    warmup.wait()

    def after(act: Callable[[], object]) -> float:
        loop, began = QEventLoop(), perf_counter()
        window.worker.finished.connect(loop.quit)
        act()
        loop.exec()
        took = perf_counter() - began
        QTimer.singleShot(300, loop.quit)
        loop.exec()
        return took

    slider = next(row.slider for row in window.views.inspector.factors.rows if row.objectName() == "width")
    middle, moved, kept = slider.value(), [], []
    for _ in range(DRAGS):
        slider.setSliderDown(True)
        moved += [after(partial(slider.setValue, middle + step)) for step in (1, 2, -1, 0)]
        kept.append(after(lambda: slider.setSliderDown(False)))
    application.processEvents()
    window.bridge.document.mark_saved()
    window.close()
    return min(moved), min(kept)


def _network() -> Project:
    from netbuilder.data.catalogue import dataset_types
    from netbuilder.layers import layer_types
    from netbuilder.project import edits

    project, before = Project(), ""
    for place, (type_, values) in enumerate(
        [("input", {}), ("dense", {"units": 16}), ("relu", {}), ("dense", {"units": 1}), ("output", {})]
    ):
        project, node = edits.add_node(project, layer_types()[type_].parse(values), (240.0 * place, 0.0))
        project = edits.connect(project, before, node) if before else project
        before = node
    return edits.set_training(edits.set_dataset(project, dataset_types()["moons"].parse({"rows": 30})), epochs=200)


if __name__ == "__main__":
    sys.exit(main())
