"""New, open, save: between the open document and the files, with the questions that belong to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

import samples
from netbuilder.errors import FileError
from netbuilder.files.atomic import write_atomically
from netbuilder.files.parse import read_bytes
from netbuilder.files.read import loads
from netbuilder.files.write import dumps
from netbuilder.project.project import Project
from ui.application.preferences import Preferences
from ui.language.text import shown
from ui.project.bridge import Bridge
from ui.project.file_dialogs import file_to_write, over_others_work
from ui.project.file_watch import FileWatch
from ui.project.recovery import Leftover, Recovery
from ui.shell.banners import Banners

if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIX = ".netb"


class ProjectFiles(QObject):
    """Opens and saves the project of one window. ``release`` is asked before the project is left (training may run).

    ``name``: of the sample that was opened, otherwise empty. ``runs_name``: what the folder of the runs of a project
    without a file is called; empty for a new one.
    """

    opened = Signal()
    """Another project is open: another file, a sample, an empty one, or one that was recovered."""
    moved = Signal()
    """The project was saved to a file that was not its own before."""
    named = Signal()
    """The title of the window or the mark of unsaved changes may be another."""

    def __init__(
        self,
        bridge: Bridge,
        preferences: Preferences,
        recovery: Recovery,
        banners: Banners,
        release: Callable[[], bool],
    ) -> None:
        super().__init__(bridge)
        self._bridge, self._preferences, self._recovery, self._banners = bridge, preferences, recovery, banners
        self._release = release
        self.name = self.runs_name = ""
        self._disk = FileWatch(self)
        self._disk.overwritten.connect(self._offer_again)
        bridge.changed.connect(self.named)

    @property
    def title(self) -> str:
        """What the project is called: its file, its sample, or "Untitled"."""
        return self._bridge.path.name if self._bridge.path else self.name or self.tr("Untitled")

    def new(self) -> None:
        """Begin with an empty drawing."""
        if self.may_leave():
            self._show(Project(), None, "")

    def ask_and_open(self) -> None:
        """Let the user choose a file and open it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window(), self.tr("Open project"), str(self.folder()), self._filter()
        )
        if chosen:
            self.open(Path(chosen))

    def open_first(self, path: Path, sample: str) -> None:
        """At the start: open a file. One that cannot be opened is named, with the reason, over a sample instead."""
        path = path.absolute()
        try:
            self._show_file(path)
        except FileError as error:
            self._preferences.forget(path)
            self.open_sample(sample)
            self._banners.tell(shown(error.message), "error")

    def open(self, path: Path) -> bool:
        """Open a file, unless the user wants to stay. A file that cannot be opened changes nothing."""
        path = path.absolute()
        try:
            _read(path)
            if not self.may_leave():
                return False
            self._show_file(path)  # read again: what was just saved may have gone into this very file
        except FileError as error:
            self._preferences.forget(path)
            self._banners.tell(shown(error.message), "error")
            return False
        return True

    def open_sample(self, name: str) -> None:
        """Open a sample as a project without a file, so that the sample itself stays as it is."""
        from netbuilder.files.read import read

        if not self.may_leave():
            return
        try:
            self._show(read(samples.path(name)), None, name)
        except FileError as error:
            self._banners.tell(shown(error.message), "error")

    def recover(self, leftover: Leftover) -> None:
        """Go on with the work that a crash left; it counts as unsaved."""
        if not self.may_leave():
            return
        try:
            project = leftover.project()
        except FileError as error:
            leftover.forget()
            self._banners.tell(shown(error.message), "error")
            return
        sample = leftover.runs if leftover.runs in samples.names() else ""
        self._show(project, leftover.path, sample, saved=False, runs=leftover.runs)
        self._recovery.write()
        self._recovery.flush()
        leftover.forget()

    def save(self) -> bool:
        """Save to the project's file, or ask for one. False: nothing was saved."""
        path = self._bridge.path
        if path is None:
            return self.save_as()
        if not self._disk.is_foreign():
            return self._write(path)
        choice = over_others_work(self._window(), path)
        if choice == "replace":
            return self._write(path)
        return choice == "elsewhere" and self.save_as()

    def save_as(self) -> bool:
        """Ask for a file and save there. False: nothing was saved."""
        name = self._bridge.path.name if self._bridge.path else (self.name or "network") + SUFFIX
        proposed = self.folder() / name
        path = file_to_write(self._window(), self.tr("Save project"), proposed, self._filter(), SUFFIX)
        if path is None or not self._write(path):
            return False
        self._bridge.saved.emit(path)
        return True

    def may_leave(self) -> bool:
        """Ask about unsaved changes, then about a training under way. False: the user wants to stay."""
        return self._may_forget() and self._release()

    def _may_forget(self) -> bool:
        if not self._bridge.document.modified:
            return True
        question = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Unsaved changes"),
            self.tr("“{name}” has unsaved changes.").format(name=self.title),
            QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
            self._window(),
        )
        question.setInformativeText(self.tr("They are lost unless you save them."))
        question.setDefaultButton(QMessageBox.StandardButton.Save)
        question.button(QMessageBox.StandardButton.Discard).setText(self.tr("&Discard"))
        answer = question.exec()
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard

    def _offer_again(self) -> None:
        """Another program has written into the file: the user chooses when to look at that."""
        path = self._bridge.path
        if path is not None:
            text = self.tr("“{name}” was changed by another program.").format(name=path.name)
            self._banners.tell(text, "warning", (self.tr("Reload"), lambda: self.open(path)))

    def _show_file(self, path: Path) -> None:
        """Open a file. Raises FileError, and then all is as it was."""
        project, content = _read(path)
        self._preferences.remember(path)
        self._show(project, path, "", content=content)

    def _show(
        self,
        project: Project,
        path: Path | None,
        name: str,
        *,
        saved: bool = True,
        content: bytes | None = None,
        runs: str = "",
    ) -> None:
        self.name, self.runs_name = name, runs or name
        self._disk.know(path, content)
        self._banners.clear()
        self._preferences.last = path
        self._bridge.set_path(path)
        self._bridge.enter(())
        self._bridge.document.replace(project, saved=saved)
        self.opened.emit()
        self.named.emit()

    def _write(self, path: Path) -> bool:
        project = self._bridge.project
        content = dumps(project, path.parent).encode()
        try:
            write_atomically(path, content)
        except FileError as error:
            self._banners.tell(shown(error.message), "error")
            return False
        self._disk.know(path, content)
        self._bridge.document.mark_saved(project)
        self._preferences.remember(path)
        self._preferences.last = path
        self._recovery.clear()
        if path != self._bridge.path:
            self._bridge.set_path(path)
            self.moved.emit()
        self.named.emit()
        return True

    def folder(self) -> Path:
        """Where a file dialog begins: beside the open project, or the last one used."""
        files: Iterable[Path] = (path for path in (self._bridge.path, *self._preferences.recent) if path)
        return next((path.parent for path in files if path.parent.is_dir()), Path.home())

    def _filter(self) -> str:
        return self.tr("NetBuilder projects (*.netb);;All files (*)")

    def _window(self) -> QWidget:
        return self._banners.window()


def _read(path: Path) -> tuple[Project, bytes]:
    """The project in a file, and the content that it was read from. Raises FileError."""
    content = read_bytes(path)
    return loads(content, path.parent, name=path.name), content
