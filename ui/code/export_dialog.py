"""Leave with a script: which framework, what it looks like, where to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from netbuilder.errors import UserError
from netbuilder.export import EXPORTERS, export
from netbuilder.files.atomic import write_atomically
from netbuilder.project.project import Project
from ui.language.text import shown, translated
from ui.project.file_dialogs import file_to_write
from ui.theme import fonts


class ExportDialog(QDialog):
    """Shows the script and saves it. ``saved`` is the file written, or None. ``base``: where the project lies."""

    def __init__(self, project: Project, base: Path | None, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export script"))
        self.resize(760, 640)
        self._project, self._base, self._name = project, base, name
        self.saved: Path | None = None
        self.framework = QComboBox(self)
        self.framework.setAccessibleName(self.tr("Framework"))
        for key, exporter in EXPORTERS.items():
            self.framework.addItem(translated(exporter.title), key)
        self.framework.currentIndexChanged.connect(self._preview)
        self.script = QPlainTextEdit(self, readOnly=True, lineWrapMode=QPlainTextEdit.LineWrapMode.NoWrap)
        self.script.setFont(fonts.code())
        self.script.setAccessibleName(self.tr("The script"))
        self.words = QLabel(self, wordWrap=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.save_button = self.buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy_button = self.buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.script.toPlainText()))
        self.buttons.rejected.connect(self.reject)
        self._arrange()
        self._preview()

    def save(self) -> None:
        """Ask for a file and write the script there; what goes wrong is said in the dialog."""
        suffix = EXPORTERS[self.framework.currentData()].suffix
        proposed = (self._base or Path.home()) / f"{self._name}{suffix}"
        path = file_to_write(self, self.tr("Save script"), proposed, f"*{suffix}", suffix)
        if path is None:
            return
        try:
            write_atomically(path, self._text(path.parent).encode())
        except UserError as error:
            self._say(shown(error.message))
            return
        self.saved = path
        self.accept()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        label = QLabel(self.tr("Framework"), self)
        label.setBuddy(self.framework)
        row.addWidget(label)
        row.addWidget(self.framework)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 16, 18, 14)
        whole.setSpacing(12)
        whole.addLayout(row)
        whole.addWidget(self.words)
        whole.addWidget(self.script, 1)
        whole.addWidget(self.buttons)

    def _preview(self) -> None:
        try:
            text = self._text(self._base)
        except UserError as error:
            text = ""
            self._say(shown(error.message))
        else:
            self._say(self._promise())
        self.script.setPlainText(text)
        self.save_button.setEnabled(bool(text))
        self.copy_button.setEnabled(bool(text))

    def _text(self, folder: Path | None) -> str:
        """The script for a folder: data files below it are named relative to it. Raises UserError."""
        return export(self._project, self.framework.currentData(), data_base=folder).text

    def _promise(self) -> str:
        if EXPORTERS[self.framework.currentData()].family == "torch":
            return self.tr("The script trains this network without NetBuilder and reaches the same losses.")
        return self.tr(
            "The script trains this network without NetBuilder. Its random numbers are its own; from the same starting "
            "weights and batches it reaches the same losses, up to rounding."
        )

    def _say(self, words: str) -> None:
        self.words.setText(words)
