"""Where to save, and over what: the questions because of which no file is ever replaced unasked."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

translate = QCoreApplication.translate
Button = QMessageBox.StandardButton


def file_to_write(parent: QWidget, title: str, proposed: Path | str, pattern: str, suffix: str) -> Path | None:
    """The file that the user chooses, None where they think better of it.

    A name without the suffix gets it; the dialog has asked about replacing only the name that was typed, so where a
    file of the longer name is there, that is asked about too.
    """
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), pattern)
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() == suffix:
        return path
    path = path.with_name(path.name + suffix)
    return path if not path.exists() or replaces(parent, path) else None


def over_others_work(parent: QWidget, path: Path) -> Literal["replace", "elsewhere", "stay"]:
    """What to do where another program has written into the file that is to be saved."""
    question = QMessageBox(
        QMessageBox.Icon.Warning,
        translate("FileDialogs", "Changed on disk"),
        translate("FileDialogs", "“{name}” was changed by another program after it was opened here.").format(
            name=path.name
        ),
        Button.Save | Button.SaveAll | Button.Cancel,
        parent,
    )
    question.setInformativeText(translate("FileDialogs", "Replacing it loses those changes."))
    question.button(Button.Save).setText(translate("FileDialogs", "Replace"))
    question.button(Button.SaveAll).setText(translate("FileDialogs", "Save as…"))
    question.setDefaultButton(Button.SaveAll)
    answer = question.exec()
    return "replace" if answer == Button.Save else "elsewhere" if answer == Button.SaveAll else "stay"


def replaces(parent: QWidget, path: Path) -> bool:
    """Whether the user lets a file that is there be replaced."""
    question = QMessageBox(
        QMessageBox.Icon.Warning,
        translate("FileDialogs", "Replace the file"),
        translate("FileDialogs", "“{name}” already exists. Replace it?").format(name=path.name),
        Button.Yes | Button.No,
        parent,
    )
    question.button(Button.Yes).setText(translate("FileDialogs", "Replace"))
    question.button(Button.No).setText(translate("FileDialogs", "Cancel"))
    question.setDefaultButton(Button.No)
    return question.exec() == Button.Yes
