"""What can be done with the runs of the table: one action each, for buttons, keys and the context menu alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from ui.language.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from netbuilder.runs.run_list import RunEntry

SEED_COUNTS = (4, 8, 16, 32)
MAX_SEEDS = 200
translate = QCoreApplication.translate

RUN_ACTIONS: dict[str, tuple[str, str, Qt.Key | None]] = {
    "load": (
        QT_TRANSLATE_NOOP("Runs", "Load"),
        QT_TRANSLATE_NOOP("Runs", "Load the network, data, settings and weights of this run into the project"),
        Qt.Key.Key_Return,
    ),
    "continue": (
        QT_TRANSLATE_NOOP("Runs", "Continue"),
        QT_TRANSLATE_NOOP("Runs", "Continue training from where this run ended"),
        None,
    ),
    "best": (
        QT_TRANSLATE_NOOP("Runs", "Restore best"),
        QT_TRANSLATE_NOOP("Runs", "Restore the network from the best epoch of this run"),
        None,
    ),
    "test": (
        QT_TRANSLATE_NOOP("Runs", "Score test rows…"),
        QT_TRANSLATE_NOOP("Runs", "The figure to report: the best epoch of this run on rows that nobody has used"),
        None,
    ),
    "overlay": (
        QT_TRANSLATE_NOOP("Runs", "Overlay"),
        QT_TRANSLATE_NOOP("Runs", "Overlay the curves of these runs, or remove them"),
        Qt.Key.Key_Space,
    ),
    "rename": (QT_TRANSLATE_NOOP("Runs", "Rename…"), QT_TRANSLATE_NOOP("Runs", "Give this run a name"), Qt.Key.Key_F2),
    "pin": (
        QT_TRANSLATE_NOOP("Runs", "Pin"),
        QT_TRANSLATE_NOOP("Runs", "Keep these runs on top, however the table is sorted"),
        Qt.Key.Key_P,
    ),
    "delete": (
        QT_TRANSLATE_NOOP("Runs", "Delete…"),
        QT_TRANSLATE_NOOP("Runs", "Remove these runs for good"),
        Qt.Key.Key_Delete,
    ),
    "export": (
        QT_TRANSLATE_NOOP("Runs", "Save table as CSV…"),
        QT_TRANSLATE_NOOP("Runs", "Write all runs, with all their numbers, to a file for a spreadsheet"),
        None,
    ),
}
"""Text, hint and key of each; what it does is said by the panel."""


def run_actions(parent: QWidget) -> dict[str, QAction]:
    """The actions by name."""
    return {name: _made(name, parent) for name in RUN_ACTIONS}


def keys(actions: dict[str, QAction]) -> dict[int, QAction]:
    """The actions by their keys."""
    found: dict[int, QAction] = {key: actions[name] for name, (_, _, key) in RUN_ACTIONS.items() if key is not None}
    return {**found, Qt.Key.Key_Enter: actions["load"]}


def repeat_menu(title: str, parent: QWidget, wanted: Callable[[int], None]) -> QMenu:
    """A menu of how many seeds to repeat with."""
    menu = QMenu(title, parent)
    for count in SEED_COUNTS:
        _offer(menu, count, wanted)
    menu.addSeparator()
    menu.addAction(translate("Runs", "With another number…"), lambda: _ask(parent, wanted))
    return menu


def offered(entries: list[RunEntry], *, single: bool, training: bool) -> dict[str, bool]:
    """What can be done now with the selected runs; ``single``: the selection is one run."""
    trained = [entry for entry in entries if entry.result is not None]
    sound = bool(entries) and all(entry.project is not None for entry in entries)
    at_rest = bool(entries) and not training and all(entry.number and not entry.under_way for entry in entries)
    one = single and sound and at_rest
    return {
        "load": one,
        "continue": one and bool(trained),
        "best": one and bool(trained),
        "test": one and bool(trained),
        "overlay": bool(trained),
        "rename": single and sound,
        "pin": sound,
        "delete": at_rest,
        "export": True,
    }


def _offer(menu: QMenu, count: int, wanted: Callable[[int], None]) -> None:
    menu.addAction(translate("Runs", "With {count} seeds").format(count=count), lambda: wanted(count))


def _ask(parent: QWidget, wanted: Callable[[int], None]) -> None:
    title, text = translate("Runs", "Repeat"), translate("Runs", "Number of seeds")
    count, sure = QInputDialog.getInt(parent.window(), title, text, SEED_COUNTS[1], 2, MAX_SEEDS)
    if sure:
        wanted(count)


def _made(name: str, parent: QWidget) -> QAction:
    text, tip, key = RUN_ACTIONS[name]
    action = QAction(translate("Runs", text), parent)
    words = translate("Runs", tip)
    if key is not None:
        keys = QKeySequence(key)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # the table itself listens
        words = f"{words} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})"
    action.setToolTip(words)
    return action
