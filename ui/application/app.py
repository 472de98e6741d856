"""The program with its window: from the command line to the event loop.

Imports no Qt before it has looked whether Qt can run here.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from netbuilder.commands.terminal.output import complain
from netbuilder.errors import DisplayError
from ui.application import startup

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TITLE_BAR = 40
"""The height that a frame may add to a window, in pixels."""


def open_window(path: Path | None) -> int:
    """Show the window, with this project in it or with the last one. Returns the exit code, once it is closed.

    Raises DisplayError where there is no display to show it on.
    """
    startup.forget_dead_wayland()
    startup.require_display()
    obstacle = startup.obstacle()
    if obstacle is not None:
        complain(obstacle)
        return 1
    from PySide6.QtWidgets import QApplication

    from ui.application.crash_report import CrashReport
    from ui.application.garbage_collection import GarbageCollection
    from ui.application.preferences import Preferences
    from ui.application.system_signals import SystemSignals
    from ui.language import translations
    from ui.shell.main_window import MainWindow
    from ui.theme import fonts, icons
    from ui.theme.themes import Themes

    startup.take_turns()
    application = QApplication([sys.argv[0]])
    application.setApplicationName("NetBuilder")
    application.setDesktopFileName("netbuilder")
    fonts.install(application)
    application.setWindowIcon(icons.program_icon())
    translations.install(application)
    garbage, crashes = GarbageCollection(), CrashReport()
    crashes.install()
    preferences, themes, warmup = Preferences(), Themes(), startup.Warmup()
    themes.choose(preferences.theme)
    window = MainWindow(preferences, themes, warmup)
    interruptions = SystemSignals()
    interruptions.struck.connect(window.end)
    interruptions.struck.connect(application.quit)
    window.begin(path)
    if _fits(window):
        window.show()
    else:
        window.showMaximized()
    try:
        return application.exec()
    finally:
        interruptions.close()
        warmup.close()
        crashes.remove()
        garbage.close()


def _fits(window: QWidget) -> bool:
    """Whether the window with its frame has room on its screen; on a small one it takes all of it."""
    room = window.screen().availableGeometry()
    return window.width() <= room.width() and window.height() + TITLE_BAR <= room.height()


def main() -> None:
    """Run the program with the file named on the command line, if one is."""
    try:
        code = open_window(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    except DisplayError as error:
        sys.exit(f"{error}.")
    sys.exit(code)


if __name__ == "__main__":
    main()
