"""What a user does with kept runs on the disk: name, pin, delete, save the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from netbuilder.errors import FileError
from ui.project.bridge import Bridge
from ui.project.file_dialogs import file_to_write

if TYPE_CHECKING:
    from netbuilder.runs.notes import Notes
    from netbuilder.runs.run_list import RunEntry


class RunEdits(QObject):
    """Changes what lies in the folder of runs; whoever shows it looks again. Refusals are told through the bridge."""

    deleted = Signal(object)
    """list of Path: the folders of runs that are gone."""

    def __init__(self, bridge: Bridge, panel: QWidget) -> None:
        super().__init__(panel)
        self._bridge, self._panel = bridge, panel

    def rename(self, entry: RunEntry, name: str) -> None:
        """Give a run another name; an empty one takes the name away."""
        from netbuilder.runs.notes import named

        self._note([entry], lambda notes: named(notes, name))

    def pin(self, entries: Sequence[RunEntry], on: bool) -> None:
        """Keep runs on top of the table, or no longer."""
        self._note(entries, lambda notes: notes.model_copy(update={"pinned": on}))

    def delete(self, entries: Sequence[RunEntry]) -> None:
        """Ask once, then remove runs for good. One that is being written stays, and that is said."""
        if not entries or not self._sure(entries):
            return
        from netbuilder.runs.folder import RunsFolder

        gone: list[Path] = []
        try:
            for entry in entries:
                RunsFolder(entry.path.parent).delete(entry.path)
                gone.append(entry.path)
        except FileError as error:
            self._bridge.refuse(error)
        self.deleted.emit(gone)
        self._bridge.set_runs(self._bridge.runs)

    def export(self, entries: Sequence[RunEntry]) -> None:
        """Ask for a file, and write the table into it."""
        from netbuilder.files.atomic import write_atomically
        from netbuilder.runs.run_table import csv_table

        path = file_to_write(self._panel.window(), self.tr("Save the table"), "runs.csv", "*.csv", ".csv")
        if path is None:
            return
        try:
            write_atomically(path, csv_table(entries))
        except FileError as error:
            self._bridge.refuse(error)
        else:
            self._bridge.saved.emit(path)

    def _note(self, entries: Sequence[RunEntry], change: Callable[[Notes], Notes]) -> None:
        from netbuilder.runs.notes import write_notes

        try:
            for entry in entries:
                write_notes(entry.path, change(entry.notes))
        except FileError as error:
            self._bridge.refuse(error)
        self._bridge.set_runs(self._bridge.runs)

    def _sure(self, entries: Sequence[RunEntry]) -> bool:
        if len(entries) == 1:
            text = self.tr("Delete run {run}?").format(run=entries[0].number)
        else:
            text = self.tr("Delete {count} runs?").format(count=len(entries))
        question = QMessageBox(
            QMessageBox.Icon.Warning,
            self.tr("Delete runs"),
            text,
            QMessageBox.StandardButton.Cancel,
            self._panel.window(),
        )
        pinned = sum(entry.notes.pinned for entry in entries)
        question.setInformativeText(
            self.tr("Their curves and weights are lost. This cannot be undone.")
            + (" " + self.tr("Of these, pinned: {count}.").format(count=pinned) if pinned else "")
        )
        delete = question.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        question.exec()
        return question.clickedButton() is delete
