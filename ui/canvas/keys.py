"""The keys of the canvas and of the list of layers, in words: help shows them beside those of the menus."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

CONTEXT = "Keys"


@dataclass(frozen=True, slots=True)
class Group:
    """Keys that mean something in one place. ``rows``: what they do, and the keys; to be translated in ``CONTEXT``."""

    title: str
    rows: tuple[tuple[str, str], ...]


CANVAS = Group(
    QT_TRANSLATE_NOOP("Keys", "On the canvas"),
    (
        (QT_TRANSLATE_NOOP("Keys", "Next layer, layer before"), QT_TRANSLATE_NOOP("Keys", "Tab, Shift+Tab")),
        (QT_TRANSLATE_NOOP("Keys", "Go along a wire, or to the nearest card"), QT_TRANSLATE_NOOP("Keys", "Ctrl+Arrow")),
        (QT_TRANSLATE_NOOP("Keys", "Add a layer, after the selected one"), "A"),
        (QT_TRANSLATE_NOOP("Keys", "Connect the selected layer"), "C"),
        (QT_TRANSLATE_NOOP("Keys", "Choose an input, and connect it"), QT_TRANSLATE_NOOP("Keys", "Arrow, Enter")),
        (QT_TRANSLATE_NOOP("Keys", "Parameters"), QT_TRANSLATE_NOOP("Keys", "Enter")),
        (QT_TRANSLATE_NOOP("Keys", "Rename"), "F2"),
        (QT_TRANSLATE_NOOP("Keys", "Delete, and close the gap"), QT_TRANSLATE_NOOP("Keys", "Del, Backspace")),
        (QT_TRANSLATE_NOOP("Keys", "Move the selection, or scroll"), QT_TRANSLATE_NOOP("Keys", "Arrow")),
        (QT_TRANSLATE_NOOP("Keys", "Move in large steps"), QT_TRANSLATE_NOOP("Keys", "Shift+Arrow")),
        (QT_TRANSLATE_NOOP("Keys", "Menu of the selection"), QT_TRANSLATE_NOOP("Keys", "Menu")),
        (QT_TRANSLATE_NOOP("Keys", "Zoom in, zoom out, actual size"), "+ =, -, 0"),
        (QT_TRANSLATE_NOOP("Keys", "Fit to window"), "F"),
        (QT_TRANSLATE_NOOP("Keys", "Scroll with the mouse"), QT_TRANSLATE_NOOP("Keys", "Space and drag")),
        (QT_TRANSLATE_NOOP("Keys", "Zoom with the mouse"), QT_TRANSLATE_NOOP("Keys", "Ctrl and wheel")),
        (QT_TRANSLATE_NOOP("Keys", "Cancel what is under way"), QT_TRANSLATE_NOOP("Keys", "Esc")),
    ),
)

LAYERS = Group(
    QT_TRANSLATE_NOOP("Keys", "In the list of layers"),
    (
        (QT_TRANSLATE_NOOP("Keys", "Search"), QT_TRANSLATE_NOOP("Keys", "type a name")),
        (QT_TRANSLATE_NOOP("Keys", "Choose a layer"), QT_TRANSLATE_NOOP("Keys", "↑, ↓, PgUp, PgDown")),
        (QT_TRANSLATE_NOOP("Keys", "Add it, after the selected one"), QT_TRANSLATE_NOOP("Keys", "Enter")),
        (QT_TRANSLATE_NOOP("Keys", "Search again"), QT_TRANSLATE_NOOP("Keys", "Esc")),
    ),
)

GROUPS = (CANVAS, LAYERS)
