"""For developers: the pictures of the README (``python -m ui.screenshots FOLDER``), light and dark, while training."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from netbuilder import edits
from netbuilder.messages import say
from ui.settings import Settings, data_folder
from ui.startup import Warmup
from ui.theme import Themes
from ui.window import SIZE, Window

EPOCHS_SHOWN = 120
"""The pictures are taken after so many epochs: the losses have parted by then."""
WEIGHT_DECAY = 0.01
"""Of the second training, the cure that the curves compare."""
WIDTHS, NETWORKS = "1, 2, 4, 8, 32, 128, 512", 30
"""Of the sweep in the lab."""
LONGEST = 120_000
"""Milliseconds after which a training that does not get there is given up."""


def take(folder: Path) -> list[Path]:
    """Train the first sample, twice, and write pictures of window and curves in each theme.

    Raises TimeoutError if it does not get on.
    """
    themes, warmup = Themes(), Warmup()
    with tempfile.TemporaryDirectory() as empty:
        window = Window(Settings(Path(empty) / "window.ini"), themes, warmup)
        window.resize(SIZE)
        window.begin()
        window.show()
        window.banners.clear()
        window.canvas.fit()
        window.bridge.select(window.bridge.project.graph.order[1:2])
        window.runs.train()
        _wait_for(window)
        pictures = [_picture(window, window, f"window-{name}", name, folder) for name in ("light", "dark")]
        _train_again(window)
        curves = window.panes.curves
        pictures += [_picture(window, curves, f"curves-{name}", name, folder) for name in ("light", "dark")]
        window.worker.close()
        pictures += _of_the_lab(window, folder)
        window.bridge.document.mark_saved()
        window.close()
    return pictures


def _of_the_lab(window: Window, folder: Path) -> list[Path]:
    """A sweep over the width, from too small to more than enough."""
    window.panes.lab.open()
    lab, loop = window.panes.lab.window, QEventLoop()
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=EPOCHS_SHOWN, weight_decay=0.0), say("Set"))
    lab.controls.choose_knob("dense_1.units")
    lab.controls.values.setText(WIDTHS)
    lab.controls.resamples.setValue(NETWORKS)
    window.panes.lab.laboratory.ended.connect(loop.quit)
    lab.measure()
    loop.exec()
    return [_picture(window, lab, f"lab-{name}", name, folder) for name in ("light", "dark")]


def _wait_for(window: Window) -> None:
    """Let the training get on to the epoch of the pictures, and hold it there."""
    loop = QEventLoop()
    late = QTimer(singleShot=True, interval=LONGEST)
    late.timeout.connect(lambda: loop.exit(1))
    late.start()

    def look() -> None:
        if len(window.panes.curves.training_points()[0]) >= EPOCHS_SHOWN:
            loop.exit(0)

    window.worker.progressed.connect(look)
    if loop.exec():
        raise TimeoutError(f"no {EPOCHS_SHOWN} epochs in {LONGEST} ms")


def _train_again(window: Window) -> None:
    """The same network with weight decay, over the run without it."""
    window.worker.close()
    window.choose_theme("light")
    window.banners.clear()
    decayed = edits.set_training(window.bridge.project, weight_decay=WEIGHT_DECAY)
    window.bridge.edit(decayed, say("Set weight decay"))
    window.runs.train()
    _wait_for(window)
    window.panes.curves.bar.smooth("light")


def _picture(window: Window, shown: QWidget, name: str, theme: str, folder: Path) -> Path:
    window.choose_theme(theme)
    loop = QEventLoop()
    QTimer.singleShot(150, loop.quit)
    loop.exec()
    file = folder / f"{name}.png"
    if not shown.grab().save(str(file)):
        raise OSError(f"{file} could not be written")
    return file


def main() -> None:
    """Write the pictures into the folder named on the command line."""
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")) and sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    QStandardPaths.setTestModeEnabled(True)  # no run of the person's own shows up in a picture
    shutil.rmtree(data_folder(), ignore_errors=True)
    for file in take(folder):
        sys.stdout.write(f"{file}\n")
    application.quit()


if __name__ == "__main__":
    main()
