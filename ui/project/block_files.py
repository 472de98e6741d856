"""Blocks in and out: imported from files, exported, kept among the user's own, and deleted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from netbuilder.errors import FileError, UserError
from netbuilder.files.block_files import SUFFIX, KeptBlock, kept, read_block, write_block
from netbuilder.graph.blocks import BlockId
from netbuilder.graph.identifiers import latin
from netbuilder.messages import say
from netbuilder.project.block_definitions import adopt, delete_block
from netbuilder.project.block_edits import add_use
from netbuilder.project.project import Position
from ui.project.bridge import Bridge
from ui.project.file_dialogs import file_to_write


class BlockFiles(QObject):
    """Asks for files in the window of ``parent``. What cannot be done is told through the bridge."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._window = bridge, parent

    def ask_and_import(self, folder: Path, place: Position) -> None:
        """Let the user choose a file of a block, and put that block into the drawing that is open."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import block"), str(folder), self._filter())
        if chosen:
            self.take(Path(chosen), place)

    def take(self, path: Path, place: Position) -> None:
        """Put the block of a file into the drawing that is open. One that has the name of another gets its own."""
        level = self._bridge.level
        try:
            block: KeptBlock = read_block(path)
            project, here = adopt(level.project, block.block, block.blocks)
            project, node = add_use(project, here, place)
            level.edit(project, say("Import block"))
        except UserError as error:
            self._bridge.refuse(error)
            return
        self._bridge.select([node])

    def ask_and_export(self, block: BlockId, folder: Path) -> None:
        """Save a block, with those that it uses, where the user says."""
        definition = self._bridge.project.blocks[block]
        proposed = folder / f"{latin(definition.name) or block}{SUFFIX}"
        path = file_to_write(self._window, self.tr("Export block"), proposed, self._filter(), SUFFIX)
        if path is None:
            return
        try:
            write_block(path, kept(self._bridge.project.blocks, block))
        except FileError as error:
            self._bridge.refuse(error)
            return
        self._bridge.saved.emit(path)

    def keep(self, block: BlockId) -> None:
        """Put a block among the user's own, to be used in every project."""
        try:
            path = self._bridge.library.keep(self._bridge.project, block)
        except FileError as error:
            self._bridge.refuse(error)
            return
        self._bridge.saved.emit(path)

    def delete(self, block: BlockId) -> None:
        """Take a definition out of the project, where nothing uses it."""
        try:
            self._bridge.edit(delete_block(self._bridge.project, block), say("Delete block"))
        except UserError as error:
            self._bridge.refuse(error)

    def ask_and_forget(self, kind: str) -> None:
        """Delete one of the user's own blocks, once they have agreed: its file is gone then."""
        path = self._bridge.library.path(kind)
        if path is None:
            return
        question = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Delete block"),
            self.tr("Delete “{file}” from your own blocks? This cannot be undone.").format(file=path.name),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
            self._window,
        )
        question.setInformativeText(self.tr("Projects that use the block keep it."))
        question.button(QMessageBox.StandardButton.Yes).setText(self.tr("Delete"))
        question.button(QMessageBox.StandardButton.No).setText(self.tr("Cancel"))
        question.setDefaultButton(QMessageBox.StandardButton.No)
        if question.exec() == QMessageBox.StandardButton.Yes:
            try:
                self._bridge.library.forget(kind)
            except FileError as error:
                self._bridge.refuse(error)

    def _filter(self) -> str:
        return self.tr("Blocks (*.netblock);;All files (*)")
