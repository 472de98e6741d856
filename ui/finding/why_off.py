"""Why an action cannot be used now, in words for the command palette and for tool tips."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from ui.language.text import QT_TRANSLATE_NOOP
from ui.shell.window_base import WindowBase

CONTEXT = "WhyOff"

SELECT_LAYER = QT_TRANSLATE_NOOP("WhyOff", "Select a layer first.")
SELECT_BLOCK = QT_TRANSLATE_NOOP("WhyOff", "Select or open a block first.")
SELECT_TWO = QT_TRANSLATE_NOOP("WhyOff", "Select two layers or more first.")
SELECT_THREE = QT_TRANSLATE_NOOP("WhyOff", "Select three layers or more first.")
EMPTY = QT_TRANSLATE_NOOP("WhyOff", "The drawing is empty.")
BUSY = QT_TRANSLATE_NOOP("WhyOff", "The network is being trained.")
NOT_BUSY = QT_TRANSLATE_NOOP("WhyOff", "Nothing is being trained.")
NO_RUN = QT_TRANSLATE_NOOP("WhyOff", "Train the network first.")

ALIGN = tuple(f"align_{where}" for where in ("left", "centre", "right", "top", "middle", "bottom"))

REASONS: Mapping[str, str] = {
    "export": EMPTY,
    "export_block": SELECT_BLOCK,
    "keep_block": SELECT_BLOCK,
    "undo": QT_TRANSLATE_NOOP("WhyOff", "There is nothing to undo."),
    "redo": QT_TRANSLATE_NOOP("WhyOff", "There is nothing to redo."),
    "cut": SELECT_LAYER,
    "copy": SELECT_LAYER,
    "duplicate": SELECT_LAYER,
    "delete": QT_TRANSLATE_NOOP("WhyOff", "Nothing is selected."),
    "find": EMPTY,
    "select_all": EMPTY,
    "arrange": EMPTY,
    "arrange_down": EMPTY,
    "arrange_selected": SELECT_TWO,
    **dict.fromkeys(ALIGN, SELECT_TWO),
    "distribute_across": SELECT_THREE,
    "distribute_down": SELECT_THREE,
    "group": SELECT_LAYER,
    "mute": SELECT_LAYER,
    "replace": SELECT_LAYER,
    "unpack": QT_TRANSLATE_NOOP("WhyOff", "Select a block first."),
    "leave_block": QT_TRANSLATE_NOOP("WhyOff", "No block is open."),
    "train": BUSY,
    "pause": NOT_BUSY,
    "step": QT_TRANSLATE_NOOP("WhyOff", "The network is being trained. Pause it first."),
    "stop": NOT_BUSY,
    "repeat": BUSY,
    "continue": NO_RUN,
    "restore": NO_RUN,
    "predict": NO_RUN,
    "test_rows": NO_RUN,
    "remedies": QT_TRANSLATE_NOOP("WhyOff", "Nothing is wrong with a run that could be remedied."),
    "moment": BUSY,
    "moment_back": BUSY,
    "rates": BUSY,
    "panel_palette": QT_TRANSLATE_NOOP("WhyOff", "Leave the class view first."),
}
"""By the id of the action; the panels share one."""
OTHERWISE = QT_TRANSLATE_NOOP("WhyOff", "It cannot be used now.")
BUSY_FIRST = frozenset({"continue", "restore", "predict", "test_rows"})
"""While the network is trained, that is the reason."""


def why_off(name: str, window: WindowBase) -> str:
    """Why an action that is off is off, in the user's language."""
    key = "panel_palette" if name.startswith("panel_") else name
    reason = REASONS.get(key, OTHERWISE)
    if name in BUSY_FIRST and window.worker.state != "idle":
        reason = BUSY
    if name in ("moment", "rates") and window.worker.state == "idle":
        reason = EMPTY
    return QCoreApplication.translate(CONTEXT, reason)
