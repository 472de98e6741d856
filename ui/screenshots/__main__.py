"""Train the samples, and write the pictures of every view into the folder named on the command line."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication

from ui.application.preferences import data_folder
from ui.screenshots.shots import SCENES
from ui.screenshots.studio import Studio
from ui.theme import fonts


def main() -> None:
    """Take all pictures, or those of the scenes that are named after the folder. Raises TimeoutError."""
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")) and sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder, wanted = Path(sys.argv[1]), sys.argv[2:] or list(SCENES)
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    fonts.install(application)
    QStandardPaths.setTestModeEnabled(True)  # no run of the user's own shows up in a picture
    for name in wanted:
        shutil.rmtree(data_folder(), ignore_errors=True)
        with tempfile.TemporaryDirectory() as empty:
            studio = Studio(Path(empty), folder)
            SCENES[name](studio)
            studio.close()
        for file in studio.taken:
            sys.stdout.write(f"{file} ({file.stat().st_size / 1000:,.0f} kB)\n")
    application.quit()


if __name__ == "__main__":
    main()
