"""What can be done with a block in the palette, and with the one that is selected or open, as far as files go."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu

from netbuilder.graph.blocks import BlockId
from netbuilder.project.arrange import CARD_HEIGHT, CARD_WIDTH
from netbuilder.project.project import Position
from ui.canvas.geometry import free_place
from ui.project.block_library import is_block, origin_of
from ui.shell.window_base import WindowBase

translate = QCoreApplication.translate


def current_block(window: WindowBase) -> BlockId | None:
    """The block that is selected alone, or else the one that is open."""
    canvas, level = window.canvas, window.bridge.level
    use = canvas.blocks.use(canvas.blocks.current) if canvas.blocks.current is not None else None
    if use is not None:
        return use.block
    return level.blocks[-1] if level.path else None


def export_current(window: WindowBase) -> None:
    """Save the current block where the user says."""
    block = current_block(window)
    if block is not None:
        window.block_files.ask_and_export(block, window.files.folder())


def keep_current(window: WindowBase) -> None:
    """Put the current block among the user's own."""
    block = current_block(window)
    if block is not None:
        window.block_files.keep(block)


def import_block(window: WindowBase) -> None:
    """Let the user choose a block's file; it comes to lie in the middle of what is seen."""
    window.block_files.ask_and_import(window.files.folder(), _middle(window))


def take_block(window: WindowBase, path: Path) -> None:
    """Put the block of a file into the middle of what is seen."""
    window.block_files.take(path, _middle(window))


def _middle(window: WindowBase) -> Position:
    """Where a card in the middle of what is seen lies free."""
    middle = window.canvas.seen().center()
    wanted = (middle.x() - CARD_WIDTH / 2, middle.y() - CARD_HEIGHT / 2)
    return free_place(window.bridge.level.project, wanted)


def palette_menu(window: WindowBase, kind: str) -> QMenu:
    """The menu of an entry of the palette."""
    menu = QMenu(window.views.palette)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(translate("Palette", "Add"), partial(window.canvas.add_layer, kind))
    if not is_block(kind):
        return menu
    origin, name = origin_of(kind)
    files = window.block_files
    if origin == "project":
        menu.addAction(
            translate("Palette", "Export block…"), partial(files.ask_and_export, name, window.files.folder())
        )
        menu.addAction(translate("Palette", "Add to my blocks"), partial(files.keep, name))
        menu.addSeparator()
        menu.addAction(translate("Palette", "Delete from the project"), partial(files.delete, name))
    elif origin == "own":
        menu.addSeparator()
        menu.addAction(translate("Palette", "Delete from my blocks…"), partial(files.ask_and_forget, kind))
    return menu


def open_palette_menu(window: WindowBase, kind: str, at: QPoint) -> None:
    """Open the menu of an entry of the palette."""
    palette_menu(window, kind).popup(at)
