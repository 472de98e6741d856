"""What the command palette of a window offers: each of its actions, and each layer and block."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QKeySequence

from ui.finding.commands import Command, CommandPalette
from ui.finding.why_off import why_off
from ui.palette.entries import Entry, offered
from ui.shell import actions
from ui.shell.action_rows import Row
from ui.shell.window_base import WindowBase


def open_commands(window: WindowBase) -> CommandPalette:
    """Open the command palette over the canvas."""
    window.actions_.refresh()
    at = window.canvas.pointing.mouse  # the palette is about to lie over it
    palette = CommandPalette((*_actions(window), *_layers(window, at)), window.themes.theme, window)
    palette.open_over(window.canvas)
    return palette


def _actions(window: WindowBase) -> Iterator[Command]:
    """Every action but the one that opened this."""
    for menu, row in actions.by_menu():
        if row.id != "commands":
            yield _of_action(window, actions.text(menu.title).replace("&", ""), row)


def _of_action(window: WindowBase, group: str, row: Row) -> Command:
    action = window.actions_[row.id]
    return Command(
        title=action.text().replace("&&", "&"),
        group=group,
        run=action.trigger,
        words=f"{row.id} {actions.text(row.tip)}",
        keys=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
        off="" if action.isEnabled() else why_off(row.id, window),
        on=action.isCheckable() and action.isChecked(),
        icon=action.icon() if not action.icon().isNull() else None,
    )


def _layers(window: WindowBase, at: QPointF | None) -> Iterator[Command]:
    adding = QCoreApplication.translate("Finding", "Add layer")
    for entry in offered(window.bridge):
        yield Command(
            title=entry.title,
            group=f"{adding}, {entry.group}",
            run=partial(window.canvas.add_layer, entry.kind, at),
            words=_words(entry),
            layer=(entry.category, entry.block),
        )


def _words(entry: Entry) -> str:
    return " ".join([entry.words, entry.description, *entry.also])
