"""A window that pictures are taken of, and the hands that work it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QPoint, QRect, Qt, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from ui.application.preferences import Preferences
from ui.application.startup import Warmup
from ui.screenshots.small_png import write
from ui.shell.main_window import SIZE, MainWindow
from ui.theme.themes import Themes
from ui.threads.background_work import BackgroundWork

LONGEST = 600_000
"""Milliseconds after which what is waited for is given up."""
LOOK_EVERY, STILL = 20, 300
"""Milliseconds between two looks at whether anything is computed; it is over when nothing was for so long."""


class Studio:
    """One window, on the first sample. ``taken``: the files written so far. ``data``: a folder for files of its own."""

    def __init__(self, settings: Path, folder: Path) -> None:
        warmup = Warmup()
        self.taken: list[Path] = []
        self.data = settings
        self._folder = folder
        self.window = MainWindow(Preferences(settings / "window.ini"), Themes(), warmup)
        self.window.resize(SIZE)
        self.window.begin()
        self.window.show()
        self.window.choose_theme("light")
        warmup.wait()

    def open(self, sample: str, change: Callable[[Project], Project] | None = None) -> MainWindow:
        """Show a sample, changed before it is looked at. What was open is given up."""
        window = self.window
        window.bridge.document.mark_saved()
        window.files.open_sample(sample)
        if change is not None:
            self.edit(change(window.bridge.project))
        self.settle()
        window.banners.clear()
        window.canvas.fit()
        return window

    def edit(self, project: Project) -> None:
        """Make a changed project the open one."""
        self.window.bridge.edit(project, say("Set"))

    def set_training(self, **settings: object) -> None:
        """Train otherwise from now on."""
        self.edit(edits.set_training(self.window.bridge.project, **settings))

    def train(self) -> None:
        """Train to the end. What is said of it is taken away: the pictures are of what is shown."""
        self.during(self.window.runs.train, self.window.worker.finished)
        self.window.banners.clear()

    def during(self, act: Callable[[], object], signal: SignalInstance) -> None:
        """Do something that leads to a signal, and wait until everyone has followed."""
        loop = QEventLoop()
        connection = signal.connect(lambda *_: loop.quit())
        QTimer.singleShot(0, act)
        self._run(loop)
        signal.disconnect(connection)
        self.settle()

    def until_epoch(self, epoch: int) -> None:
        """Train until the curves have come so far."""
        loop, window = QEventLoop(), self.window

        def look() -> None:
            if len(window.views.curves.training_points()[0]) >= epoch:
                loop.quit()

        connection = window.worker.progressed.connect(look)
        window.runs.train()
        self._run(loop)
        window.worker.progressed.disconnect(connection)

    def settle(self) -> None:
        """Wait until nothing is computed any more."""
        loop, still, looking = QEventLoop(), QElapsedTimer(), QTimer(interval=LOOK_EVERY)
        still.start()

        def look() -> None:
            if any(part.busy for part in self.window.findChildren(BackgroundWork)) or self.window.remedies.busy:
                still.restart()
            elif still.elapsed() > STILL:
                loop.quit()

        looking.timeout.connect(look)
        looking.start()
        self._run(loop)

    def lower(self, height: int, results: int = 620) -> None:
        """Give curves and results so much of the window's height, and the results so much of its width (pixels)."""
        panels = [self.window.panels[name] for name in ("curves", "results")]
        self.window.resizeDocks(panels[:1], [height], Qt.Orientation.Vertical)
        self.window.resizeDocks(panels, [self.window.width() - results, results], Qt.Orientation.Horizontal)
        self.settle()

    def picture(self, name: str, *parts: QWidget) -> None:
        """Write what is seen of the window, or of the rectangle around these parts of it, in both themes."""
        whole = parts[0].window() if parts else self.window
        whole.setFocus()
        for theme in ("light", "dark"):
            self.window.choose_theme(theme)
            self.settle()
            self.taken.append(write(whole.grab(_around(whole, parts)).toImage(), self._folder / f"{name}-{theme}.png"))
        self.window.choose_theme("light")

    def close(self) -> None:
        """Give up what is open."""
        self.window.bridge.document.mark_saved()
        self.window.worker.close()
        self.window.close()
        self.window.deleteLater()

    @staticmethod
    def _run(loop: QEventLoop) -> None:
        late = QTimer(singleShot=True, interval=LONGEST)
        late.timeout.connect(lambda: loop.exit(1))
        late.start()
        if loop.exec():
            raise TimeoutError(f"nothing has come in {LONGEST} ms")


def _around(whole: QWidget, parts: tuple[QWidget, ...]) -> QRect:
    found = QRect()
    for part in parts:
        found = found.united(QRect(part.mapTo(whole, QPoint()), part.size()))
    return found if parts else whole.rect()
