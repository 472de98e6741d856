"""The keys of the canvas and of the list of layers, in words: help shows them beside those of the menus."""

from __future__ import annotations

from dataclasses import dataclass

from netbuilder.messages import Message, say


@dataclass(frozen=True, slots=True)
class Group:
    """Keys that mean something in one place. ``rows``: what they do, and the keys; letters are not translated."""

    title: Message
    rows: tuple[tuple[Message, Message | str], ...]


CANVAS = Group(
    say("On the canvas"),
    (
        (say("Next layer, previous layer"), say("Tab, Shift+Tab")),
        (say("Follow a wire, or go to the nearest node"), say("Ctrl+Arrow")),
        (say("Select one more layer that way"), say("Ctrl+Shift+Arrow")),
        (say("Add a layer, after the selected one"), "A"),
        (say("Connect the selected layer"), "C"),
        (say("Choose an input, and connect it"), say("Arrow, Enter")),
        (say("Parameters; of a block, the drawing inside"), say("Enter")),
        (say("Parameters, of a block too"), say("Alt+Enter")),
        (say("Open a layer into tensor operations"), "O"),
        (say("Back to the drawing, from anywhere else"), say("Esc")),
        (say("Back to the drawing around the block"), say("Alt+Up, Esc")),
        (say("Add a note"), "N"),
        (say("Add a frame, around the selection"), "G"),
        (say("Rename, or write a note"), "F2"),
        (say("Replace by another layer, keeping the wires"), "R"),
        (say("Mute the selected layers, or use them again"), "M"),
        (say("Delete, and close the gap"), say("Del, Backspace")),
        (say("Select a wire of the layer, then the next one"), "W"),
        (say("Add a reroute point to the selected wire"), "P"),
        (say("Add or remove a reroute point"), say("Double-click")),
        (say("Cut the wires that a line crosses"), say("Ctrl and right-drag")),
        (say("Move the selection, or scroll"), say("Arrow")),
        (say("Move in large steps"), say("Shift+Arrow")),
        (say("Menu of the selection"), say("Menu")),
        (say("Zoom in, zoom out, actual size"), "+ =, -, 0"),
        (say("Fit to window"), "F"),
        (say("Scroll with the mouse, and see the map"), say("Space and drag")),
        (say("Zoom with the mouse"), say("Ctrl and wheel")),
        (say("Cancel the current action, or select nothing"), say("Esc")),
    ),
)

LAYERS = Group(
    say("In the list of layers"),
    (
        (say("Search"), say("type a name")),
        (say("Choose a layer"), say("↑, ↓, PgUp, PgDown")),
        (say("Add it, after the selected one"), say("Enter")),
        (say("Search again"), say("Esc")),
    ),
)

GROUPS = (CANVAS, LAYERS)
